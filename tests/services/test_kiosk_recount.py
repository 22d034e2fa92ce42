"""A row of the kiosk that differs from the desk's, is missing, or is newer than the hand-over is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import officer, person_request, practice_desk

from desk.services.checking import check
from desk.services.desk import Desk, open_desk
from desk.services.intake import receive
from desk.services.kiosk_recount import kiosk_faults
from desk.services.processing import act
from desk.services.ratings import hand_over_stages, rate
from desk.services.steps import StepAsked
from desk.store import kiosk
from desk.vocabulary import RatingLevel, Verb


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Three dossiers; the first has an older stage, and the second's is rated."""
    desk = practice_desk(tmp_path)
    clerk = officer(desk, "tiepnhan")
    numbers = [receive(desk, clerk, person_request()).number for _ in range(3)]
    act(desk, officer(desk, "chuyenmon"), numbers[0], StepAsked(Verb.FINISH))
    act(desk, clerk, numbers[0], StepAsked(Verb.RETURN, collector="Nguyễn Thị Thử"))
    rate(desk, numbers[1], RatingLevel.SATISFIED)
    yield desk
    desk.close()


def places(desk: Desk) -> set[str]:
    return {fault.place for fault in check(desk, officer(desk, "admin")).faults}


def bend(desk: Desk, *statements: str) -> None:
    with kiosk.changing(desk.kiosk) as connection:
        for statement in statements:
            assert connection.exec_driver_sql(statement).rowcount > 0


def number_of(desk: Desk, place: int) -> str:
    with desk.store.reading() as connection:
        numbers = connection.exec_driver_sql("SELECT number FROM dossier ORDER BY id").scalars().all()
    return str(numbers[place])


def test_untouched_rows_are_content(desk: Desk) -> None:
    assert places(desk) == set()


@pytest.mark.parametrize(
    "change",
    [
        "stage_id = stage_id - 1, officer = 'lanhdao', sector = 'Khác'",
        "stage_id = 1",
        "stage_id = 99",
        "stage_id = 'x'",
        "unit_id = 2",
        "stage = 'khác'",
        "token = 'x' || substr(token, 2)",
        "officer = 'lanhdao'",
        "sector = 'Khác'",
        "rated = 2",
        "rated = -1",
    ],
)
@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_changed_stage_is_named(desk: Desk, which: int, change: str) -> None:
    number = number_of(desk, which)
    bend(desk, f"UPDATE stage SET {change} WHERE number = '{number}'")
    assert f"stage {number}" in places(desk)


def test_an_earlier_stage_of_the_same_dossier_put_back_whole_is_named(desk: Desk) -> None:
    number = number_of(desk, 0)
    with desk.store.reading() as connection:
        row = connection.exec_driver_sql(
            "SELECT s.id, s.stage, s.token, o.login FROM armed_stage s JOIN officer o ON o.id = s.officer_id"
            " ORDER BY s.id LIMIT 1"
        ).one()
    bend(
        desk,
        f"UPDATE stage SET stage_id = {row.id}, stage = '{row.stage}', token = '{row.token}', "
        f"officer = '{row.login}', rated = 0 WHERE number = '{number}'",
    )
    assert places(desk) == {f"stage {number}"}


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_deleted_stage_is_named(desk: Desk, which: int) -> None:
    number = number_of(desk, which)
    bend(desk, f"DELETE FROM stage WHERE number = '{number}'")
    assert places(desk) == {f"stage {number}"}


def test_a_stage_of_no_dossier_is_named(desk: Desk) -> None:
    bend(desk, "INSERT INTO stage VALUES ('X-1', 1, 50, 'receive', 'abc', 'tiepnhan', 'Hộ tịch', 0)")
    assert places(desk) == {"stage X-1"}


def test_a_stage_above_the_note_is_named(desk: Desk) -> None:
    with desk.kiosk.reading() as connection:
        newest = connection.exec_driver_sql("SELECT number FROM stage ORDER BY stage_id DESC LIMIT 1").scalar_one()
    bend(desk, "UPDATE note SET value = value - 1 WHERE name = 'stages_through'")
    assert places(desk) == {f"stage {newest}"}


@pytest.mark.parametrize("value", ["x", "", "-1", "1.5", "99", "٣"])
def test_a_note_that_cannot_be_is_named(desk: Desk, value: str) -> None:
    bend(desk, f"UPDATE note SET value = '{value}' WHERE name = 'stages_through'")
    assert "note stages_through" in places(desk)


def test_a_deleted_note_is_noticed_by_the_stages(desk: Desk) -> None:
    bend(desk, "DELETE FROM note WHERE name = 'stages_through'")
    assert {place.split()[0] for place in places(desk)} == {"stage"}


def test_a_stage_not_yet_handed_over_is_no_fault(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    receive(desk, clerk, person_request())
    act(desk, officer(desk, "chuyenmon"), number_of(desk, 1), StepAsked(Verb.FINISH))
    act(desk, clerk, number_of(desk, 1), StepAsked(Verb.RETURN, collector="Nguyễn Thị Thử"))
    assert places(desk) == set()
    bend(desk, f"DELETE FROM stage WHERE number = '{number_of(desk, 1)}'")
    assert places(desk) == {f"stage {number_of(desk, 1)}"}  # the one that was handed over is gone
    hand_over_stages(desk)
    assert places(desk) == set()


def test_what_is_handed_over_while_a_check_runs_is_no_fault(desk: Desk) -> None:
    other = open_desk(desk.home, desk.clock)
    with desk.store.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM dossier").scalar_one()  # the check's moment
        receive(other, officer(other, "tiepnhan"), person_request())
        assert hand_over_stages(other) == 1
        with desk.kiosk.reading() as inside:
            assert list(kiosk_faults(connection, inside)) == []
    other.close()


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE kiosk_officer SET name = 'Khác' WHERE login = 'lanhdao'", "kiosk_officer lanhdao"),
        ("UPDATE kiosk_officer SET unit_id = 2 WHERE login = 'lanhdao'", "kiosk_officer lanhdao"),
        ("INSERT INTO kiosk_officer VALUES ('la', 1, 'Người lạ (thử)')", "kiosk_officer la"),
        ("UPDATE vote SET level = 'dissatisfied'", "vote"),
        ("UPDATE vote SET digest = 'x'", "vote"),
    ],
)
def test_officers_and_votes_are_compared(desk: Desk, statement: str, place: str) -> None:
    bend(desk, statement)
    assert places(desk) == {place}


def test_a_lagging_officer_is_caught_up_by_the_next_hand_over(desk: Desk) -> None:
    bend(desk, "UPDATE kiosk_officer SET name = 'Tên cũ (thử)' WHERE login = 'lanhdao'")
    hand_over_stages(desk)
    assert places(desk) == set()

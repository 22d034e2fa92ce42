"""The rating screen's view of its store: armed by the desk, stale after a while, spent by one vote, silent about it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import MONDAY, officer, person_request, practice_desk

from desk.errors import (
    AlreadyRated,
    NothingToRate,
    StoreBusy,
    StoreDamaged,
    StoreMissing,
    UnknownOfficer,
    UnknownReason,
)
from desk.messages import sentence
from desk.paths import Home
from desk.services import kiosk_screen
from desk.services.clock import SetClock
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.kiosk_screen import (
    PRESENT_SECONDS,
    Kiosk,
    StageShown,
    look,
    month_of,
    open_kiosk,
    questions,
    vote,
    vote_for_officer,
    waiting_stage,
)
from desk.services.processing import act
from desk.services.ratings import SMALLEST_BATCH, arm_screen, hand_over_stages, rate, take_over_votes, vote_counts
from desk.services.steps import StepAsked
from desk.store import kiosk as spool
from desk.vocabulary import RatingLevel, RatingSeries, Verb

GOOD, BAD = RatingLevel.VERY_SATISFIED, RatingLevel.DISSATISFIED
MONTH = "2026-11"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def kiosk(desk: Desk) -> Iterator[Kiosk]:
    kiosk = open_kiosk(desk.home, SetClock(MONDAY))
    yield kiosk
    kiosk.close()


def received(desk: Desk) -> str:
    return receive(desk, officer(desk, "tiepnhan"), person_request()).number


def returned(desk: Desk) -> str:
    number = received(desk)
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
    act(desk, officer(desk, "tiepnhan"), number, StepAsked(Verb.RETURN, collector="Nguyễn Thị Thử"))
    return number


def armed(desk: Desk, kiosk: Kiosk) -> StageShown:
    assert arm_screen(desk, returned(desk))
    waiting = waiting_stage(kiosk, MONDAY)
    assert waiting is not None
    return waiting


def rows(kiosk: Kiosk, table: str) -> list[dict[str, Any]]:
    with kiosk.store.reading() as connection:
        return [dict(row._mapping) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]


def test_before_the_desk_hands_anything_over_nothing_can_be_shown(kiosk: Kiosk) -> None:
    view = look(kiosk, MONDAY)
    assert (view.unit, view.questions, view.officers, view.waiting) == ("", None, (), None)
    assert questions(kiosk) is None


def test_the_view_holds_unit_questions_and_officers(desk: Desk, kiosk: Kiosk) -> None:
    hand_over_stages(desk)
    view = look(kiosk, MONDAY)
    assert view.unit.startswith("Trung tâm Phục vụ hành chính công")
    assert view.practice
    assert view.questions == questions(kiosk)
    assert view.questions is not None
    assert [one.code for one in view.questions.levels] == [level.value for level in RatingLevel]
    assert {"late", "attitude"} <= {one.code for one in view.questions.reasons}
    assert {one.login for one in view.officers} == {"admin", "tiepnhan", "chuyenmon", "lanhdao"}
    assert [one.name for one in view.officers] == sorted(one.name for one in view.officers)


def test_a_returned_dossier_waits_without_number_or_citizen(desk: Desk, kiosk: Kiosk) -> None:
    number = returned(desk)
    assert waiting_stage(kiosk, MONDAY) is None
    assert arm_screen(desk, number)
    view = look(kiosk, MONDAY)
    assert view.waiting is not None
    assert (view.waiting.officer, view.waiting.sector) == ("Nguyễn Thị Mẫu", "Hộ tịch")
    shown = json.dumps(dataclasses.asdict(view), ensure_ascii=False)
    for told in (number, "Nguyễn Thị Thử", "064190000012"):
        assert told not in shown


def test_a_newer_stage_takes_the_place_of_the_earlier(desk: Desk, kiosk: Kiosk) -> None:
    first = armed(desk, kiosk)
    second = armed(desk, kiosk)
    assert first.token != second.token
    assert vote(kiosk, first.token, GOOD, (), MONTH) is RatingSeries.ARMED, "the earlier may still be rated"
    assert waiting_stage(kiosk, MONDAY) == second, "the vote of another does not spend it"


@pytest.mark.parametrize(
    ("seconds", "waits"),
    [(PRESENT_SECONDS, True), (PRESENT_SECONDS + 1, False), (-PRESENT_SECONDS, True), (-PRESENT_SECONDS - 1, False)],
)
def test_a_stage_goes_stale_and_its_moment_is_wiped(desk: Desk, kiosk: Kiosk, seconds: int, waits: bool) -> None:
    armed(desk, kiosk)
    moment = next(one["value"] for one in rows(kiosk, "note") if one["name"] == "present").split()[1]
    assert (waiting_stage(kiosk, MONDAY + dt.timedelta(seconds=seconds)) is not None) is waits
    assert (waiting_stage(kiosk, MONDAY) is not None) is waits
    assert (moment.encode() in desk.home.kiosk_database.read_bytes()) is waits


@pytest.mark.parametrize("bent", ["x", "x y", "", "{token} soon", "{token}"])
def test_a_bent_note_shows_nothing(desk: Desk, kiosk: Kiosk, bent: str) -> None:
    token = armed(desk, kiosk).token
    with spool.changing(kiosk.store) as connection:
        connection.exec_driver_sql("UPDATE note SET value = ? WHERE name = 'present'", (bent.format(token=token),))
    assert waiting_stage(kiosk, MONDAY) is None
    assert "present" not in {one["name"] for one in rows(kiosk, "note")}


@pytest.mark.parametrize(("name", "value"), [("questions", "{}"), ("questions", "x"), ("unit", "[]"), ("unit", '"x"')])
def test_a_bent_text_of_the_desk_is_said_to_be_damage(desk: Desk, kiosk: Kiosk, name: str, value: str) -> None:
    hand_over_stages(desk)
    with spool.changing(kiosk.store) as connection:
        connection.exec_driver_sql("UPDATE note SET value = ? WHERE name = ?", (value, name))
    with pytest.raises(StoreDamaged):
        look(kiosk, MONDAY)


def test_a_vote_spends_the_stage_and_leaves_no_moment(desk: Desk, kiosk: Kiosk) -> None:
    waiting = armed(desk, kiosk)
    moment = next(one["value"] for one in rows(kiosk, "note") if one["name"] == "present").split()[1]
    assert vote(kiosk, waiting.token, BAD, ("attitude",), MONTH) is RatingSeries.ARMED
    assert waiting_stage(kiosk, MONDAY) is None
    assert moment.encode() not in desk.home.kiosk_database.read_bytes()
    votes = rows(kiosk, "vote")
    assert {(one["subject"], one["level"], one["reasons"]) for one in votes} == {
        ("tiepnhan", "dissatisfied", "attitude"), ("Hộ tịch", "dissatisfied", "attitude"),
    }  # fmt: skip
    told = json.dumps(votes, ensure_ascii=False)
    assert waiting.token not in told
    assert moment not in told
    for refused in (AlreadyRated, AlreadyRated):
        with pytest.raises(refused) as caught:
            vote(kiosk, waiting.token, GOOD, (), MONTH)
        assert "None" not in sentence(caught.value)
    assert rows(kiosk, "vote") == votes


def test_a_vote_by_number_spends_it_as_well(desk: Desk, kiosk: Kiosk) -> None:
    number = returned(desk)
    assert arm_screen(desk, number)
    rate(desk, number, GOOD)
    assert waiting_stage(kiosk, MONDAY) is None
    assert not arm_screen(desk, number), "a rated stage is not asked about again"
    assert waiting_stage(kiosk, MONDAY) is None


def test_refused_votes_leave_nothing(desk: Desk, kiosk: Kiosk) -> None:
    waiting = armed(desk, kiosk)
    with pytest.raises(NothingToRate) as made_up:
        vote(kiosk, "0" * 32, GOOD, (), MONTH)
    assert sentence(made_up.value) == sentence(AlreadyRated(number=None))
    with pytest.raises(UnknownReason):
        vote(kiosk, waiting.token, BAD, ("khongco",), MONTH)
    with pytest.raises(UnknownOfficer):
        vote_for_officer(kiosk, "khongco", GOOD, (), MONTH)
    assert rows(kiosk, "vote") == []
    assert waiting_stage(kiosk, MONDAY) == waiting


def test_a_later_stage_makes_the_earlier_token_worthless(desk: Desk, kiosk: Kiosk) -> None:
    number = received(desk)
    assert arm_screen(desk, number)
    earlier = waiting_stage(kiosk, MONDAY)
    assert earlier is not None
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
    act(desk, officer(desk, "tiepnhan"), number, StepAsked(Verb.RETURN, collector="Nguyễn Thị Thử"))
    hand_over_stages(desk)
    assert waiting_stage(kiosk, MONDAY) is None
    with pytest.raises(NothingToRate):
        vote(kiosk, earlier.token, GOOD, (), MONTH)


def test_passers_by_are_counted_apart(desk: Desk, kiosk: Kiosk) -> None:
    hand_over_stages(desk)
    assert vote_for_officer(kiosk, "lanhdao", GOOD, (), MONTH) is RatingSeries.WALK_IN
    assert vote_counts(desk) == {("walk_in", "officer", "lanhdao"): 1}


def test_arming_fails_softly_while_the_kiosk_is_locked(
    desk: Desk, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = returned(desk)
    hand_over_stages(desk)
    with desk.kiosk.reading() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    with spool.changing(kiosk.store):
        assert not arm_screen(desk, number)
    assert arm_screen(desk, number)


def test_a_locked_store_refuses_the_vote_and_takes_it_later(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kiosk_screen, "BUSY_SECONDS", 0.05)
    kiosk = open_kiosk(desk.home, SetClock(MONDAY))
    waiting = armed(desk, kiosk)
    with spool.changing(desk.kiosk), pytest.raises(StoreBusy):
        vote(kiosk, waiting.token, GOOD, (), MONTH)
    assert vote(kiosk, waiting.token, GOOD, (), MONTH) is RatingSeries.ARMED
    kiosk.close()


def test_asking_often_whether_votes_may_move_writes_nothing(desk: Desk, kiosk: Kiosk) -> None:
    hand_over_stages(desk)
    for _ in range(SMALLEST_BATCH - 1):
        vote_for_officer(kiosk, "tiepnhan", GOOD, (), MONTH)
    stamp = (desk.home.kiosk_database.stat().st_mtime_ns, desk.home.kiosk_database.read_bytes())
    with desk.store.reading() as connection:
        before = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
        for _ in range(20):
            assert take_over_votes(desk) == 0
        assert connection.exec_driver_sql("PRAGMA data_version").scalar_one() == before
    assert (desk.home.kiosk_database.stat().st_mtime_ns, desk.home.kiosk_database.read_bytes()) == stamp


def test_the_month_is_that_of_vietnam() -> None:
    assert month_of(dt.datetime(2026, 11, 30, 17, 30, tzinfo=dt.UTC)) == "2026-12"


def test_without_a_desk_there_is_no_kiosk(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        open_kiosk(Home(tmp_path))
    assert list(tmp_path.iterdir()) == []


PROGRAM = """
import os, sys
from pathlib import Path
from desk.paths import Home
from desk.services.clock import SystemClock
from desk.services.kiosk_screen import look, open_kiosk, vote_for_officer
from desk.vocabulary import RatingLevel
kiosk = open_kiosk(Home(Path(sys.argv[1])))
view = look(kiosk, SystemClock().now())
vote_for_officer(kiosk, view.officers[0].login, RatingLevel.SATISFIED, (), "2026-11")
if Path("/proc/self/fd").is_dir():
    held = [os.readlink(f"/proc/self/fd/{one}") for one in os.listdir("/proc/self/fd") if one.isdecimal()
            and os.path.islink(f"/proc/self/fd/{one}")]
    assert any(one.endswith("kiosk.db") for one in held), held
    assert not any("desk.db" in one for one in held), held
kiosk.close()
print(view.unit)
"""


def test_it_never_opens_the_store_of_the_desk(desk: Desk) -> None:
    hand_over_stages(desk)
    desk.close()
    for file in desk.home.root.glob("desk.db*"):
        file.unlink()
    desk.home.database.mkdir(mode=0)  # whoever opens it gets an error
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(desk.home.root)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "hành chính công" in done.stdout

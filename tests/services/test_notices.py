"""What an officer is told of: their own only, once a day on a machine, without anybody's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import officer, person_request, practice_desk

from desk.rules.instants import VIETNAM
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.notices import NoticeKind, notices, unheard
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.vocabulary import Verb


def at(day: int, hour: int = 9, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def number(desk: Desk) -> str:
    """Promised for Friday the 27th at 17:00."""
    return receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873")).number


def told(desk: Desk, login: str, moment: dt.datetime | None = None) -> list[tuple[NoticeKind, str]]:
    if moment is not None:
        desk.clock.at = moment  # type: ignore[attr-defined]
    return [(one.kind, one.number) for one in notices(desk, officer(desk, login))]


def test_a_hand_over_is_told_to_whom_it_is_offered(desk: Desk, number: str) -> None:
    act(desk, officer(desk, "lanhdao"), number, StepAsked(Verb.HAND_OVER, to="chuyenmon"))
    assert told(desk, "chuyenmon") == [(NoticeKind.OFFERED, number)]
    assert told(desk, "tiepnhan") == told(desk, "admin") == []
    assert "Thử" not in repr(notices(desk, officer(desk, "chuyenmon")))


def test_what_is_mine_and_due_by_the_end_of_the_next_session(desk: Desk, number: str) -> None:
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.START))
    assert told(desk, "chuyenmon", at(26, 13, 31)) == []  # the next session ends on the 27th at 11:30
    assert told(desk, "chuyenmon", at(27, 7)) == [(NoticeKind.DUE, number)]
    assert told(desk, "tiepnhan", at(27, 7)) == []


def test_a_leader_is_told_what_is_late_and_what_waits_for_a_decision(desk: Desk, number: str) -> None:
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.EXTEND, until=at(30, 17)))
    assert told(desk, "lanhdao") == [(NoticeKind.DECIDE, number)]
    assert told(desk, "lanhdao", at(28, 9)) == [(NoticeKind.LATE, number), (NoticeKind.DECIDE, number)]
    assert told(desk, "chuyenmon", at(28, 9)) == []


def test_each_is_told_once_a_day_and_the_first_look_tells_nothing(desk: Desk, number: str) -> None:
    examiner = officer(desk, "chuyenmon")

    def fresh() -> list[str]:
        return [one.number for one in unheard(desk, examiner, notices(desk, examiner))]

    act(desk, officer(desk, "lanhdao"), number, StepAsked(Verb.HAND_OVER, to="chuyenmon"))
    assert fresh() == [], "it stood on the board when the day began"
    later = receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873")).number
    act(desk, officer(desk, "lanhdao"), later, StepAsked(Verb.HAND_OVER, to="chuyenmon"))
    assert fresh() == [later]
    assert fresh() == [], "nor after a restart: it is kept in the home"
    desk.clock.at = at(25, 8)  # type: ignore[attr-defined]
    assert fresh() == [], "a new day begins anew"
    (desk.home.root / "notices" / f"{examiner.id}.json").write_text("kein JSON", encoding="utf-8")
    assert fresh() == []

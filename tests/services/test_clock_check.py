"""A clock that is doubted stops the counter until a leader confirms it, and the chain says so."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import MONDAY, officer, person_request, practice_desk

from desk.errors import ClockAhead, ClockBelieved, ClockImpossible, ClockMoved, ClockWrong, DeskError, NotAllowed
from desk.paths import Home
from desk.rules.clock_doubt import ClockDoubt
from desk.rules.instants import VIETNAM
from desk.services.board import BoardGroup, board
from desk.services.browsing import Filter, dossier_ids, lines
from desk.services.checking import check
from desk.services.clock import SetClock
from desk.services.clock_check import confirm_clock, look_at_clock
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.inbox import inbox
from desk.services.intake import receive
from desk.services.notices import notices
from desk.services.reminders import reminders
from desk.services.set_up import make_home

LAST_YEAR = MONDAY - dt.timedelta(days=365)
NEXT_YEAR = MONDAY + dt.timedelta(days=365)
BATTERY = dt.datetime(1970, 1, 1, 7, 3, tzinfo=VIETNAM)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    receive(desk, officer(desk, "tiepnhan"), person_request())
    yield desk
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    desk.close()


def set_to(desk: Desk, moment: dt.datetime) -> None:
    desk.clock.at = moment  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("moment", "doubt", "refused"),
    [
        (LAST_YEAR, ClockDoubt.BACK, ClockWrong),
        (BATTERY, ClockDoubt.BACK, ClockWrong),
        (MONDAY - dt.timedelta(minutes=6), ClockDoubt.BACK, ClockWrong),
        (NEXT_YEAR, ClockDoubt.AHEAD, ClockAhead),
    ],
)
def test_nothing_is_received_by_a_clock_in_doubt(
    desk: Desk, moment: dt.datetime, doubt: ClockDoubt, refused: type[DeskError]
) -> None:
    set_to(desk, moment)
    state = look_at_clock(desk)
    assert (state.doubt, state.believed) == (doubt, MONDAY)
    with pytest.raises(refused):
        receive(desk, officer(desk, "tiepnhan"), person_request())
    assert show(desk, officer(desk, "tiepnhan"), "H21.18-261123-0001").number == "H21.18-261123-0001"


@pytest.mark.parametrize("moment", [LAST_YEAR, BATTERY, NEXT_YEAR])
def test_what_is_looked_at_is_the_office_of_the_newest_entry(desk: Desk, moment: dt.datetime) -> None:
    def seen() -> tuple[object, ...]:
        leader, number = officer(desk, "lanhdao"), "H21.18-261123-0001"
        due = tuple(dossier_ids(desk, leader, Filter(group=BoardGroup.DUE_TODAY)))
        shown = show(desk, leader, number)
        lines_seen = lines(desk, leader, dossier_ids(desk, leader, Filter()))
        looks = board(desk, leader), inbox(desk, leader), reminders(desk, leader), notices(desk, leader)
        return due, shown.outcome, shown.spent, lines_seen, looks

    before = seen()
    set_to(desk, moment)
    assert seen() == before


def test_a_minute_back_is_carried_by_the_newest_entry(desk: Desk) -> None:
    set_to(desk, MONDAY - dt.timedelta(minutes=1))
    assert look_at_clock(desk).doubt is None
    again = receive(desk, officer(desk, "tiepnhan"), person_request())
    assert (again.number, again.received_at) == ("H21.18-261123-0002", MONDAY)


@pytest.mark.parametrize("moment", [NEXT_YEAR, LAST_YEAR])
def test_a_leader_confirms_and_the_chain_says_so(desk: Desk, moment: dt.datetime) -> None:
    set_to(desk, moment)
    state = confirm_clock(desk, officer(desk, "lanhdao"), moment + dt.timedelta(minutes=2))
    assert (state.doubt, state.newest) == (None, moment)
    with desk.store.reading() as connection:
        payload = connection.exec_driver_sql("SELECT payload FROM audit_entry ORDER BY seq DESC").scalar()
    entry = json.loads(payload)
    assert (entry["action"], entry["officer"]) == ("confirm-clock", "lanhdao")
    assert entry["facts"]["newest"] == "2026-11-23T02:00:00Z"
    after = receive(desk, officer(desk, "tiepnhan"), person_request())
    assert after.received_at == moment
    assert after.number == f"H21.18-{moment:%y%m%d}-0001"


def test_a_step_back_that_nobody_confirmed_is_found(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    with desk.store.writing() as work:
        work.record(officer="admin", action="backup", subject="x", at=MONDAY)
        work.record(officer="admin", action="backup", subject="x", at=MONDAY - dt.timedelta(hours=1))
    (fault,) = check(desk, officer(desk, "lanhdao")).faults
    assert "thời điểm lùi lại" in str(fault)
    desk.close()


def test_what_is_not_doubted_or_not_seen_is_not_confirmed(desk: Desk) -> None:
    leader = officer(desk, "lanhdao")
    with pytest.raises(ClockBelieved):
        confirm_clock(desk, leader, MONDAY)
    set_to(desk, NEXT_YEAR)
    with pytest.raises(ClockMoved):
        confirm_clock(desk, leader, NEXT_YEAR - dt.timedelta(days=1))
    set_to(desk, BATTERY)
    with pytest.raises(ClockImpossible):
        confirm_clock(desk, leader, BATTERY)


@pytest.mark.parametrize("login", ["tiepnhan", "chuyenmon"])
def test_only_those_who_oversee_confirm(desk: Desk, login: str) -> None:
    set_to(desk, NEXT_YEAR)
    with pytest.raises(NotAllowed):
        confirm_clock(desk, officer(desk, login), NEXT_YEAR)


def test_no_home_is_made_by_a_dead_battery(tmp_path: Path) -> None:
    with pytest.raises(ClockImpossible):
        make_home(Home(tmp_path / "home"), None, SetClock(BATTERY), empty=True)
    assert not (tmp_path / "home").exists()

"""What if: a date before anything is received, a limit against what was really done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import MONDAY, officer, person_request, practice_desk

from desk.errors import Cancelled, NotAllowed, UnknownProcedure
from desk.rules.instants import VIETNAM
from desk.services import what_if
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.sign_in import SignedIn
from desk.services.steps import StepAsked
from desk.services.what_if import would_meet, would_promise
from desk.vocabulary import Channel, LimitUnit, Verb

THREE_DAYS = "1.004873"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def clerk(desk: Desk) -> SignedIn:
    return officer(desk, "tiepnhan")


def done(desk: Desk, clerk: SignedIn, *days: int) -> None:
    """Dossiers that were received on Monday the 23rd and finished on these days of November."""
    numbers = [receive(desk, clerk, person_request(procedure=THREE_DAYS)).number for _ in days]
    for day, number in sorted(zip(days, numbers, strict=True)):
        desk.clock.at = dt.datetime(2026, 11, day, 16, tzinfo=VIETNAM)  # type: ignore[attr-defined]
        act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))


def test_the_date_is_the_one_that_receiving_then_gives(desk: Desk, clerk: SignedIn) -> None:
    found = would_promise(desk, clerk, THREE_DAYS, MONDAY, Channel.COUNTER)
    assert receive(desk, clerk, person_request(procedure=THREE_DAYS)).due_at == found.due.due_at
    assert "Tính được 3 ngày làm việc: 25–27/11." in found.why.sentences
    tet = would_promise(desk, clerk, THREE_DAYS, dt.datetime(2027, 2, 3, 9, tzinfo=VIETNAM), Channel.COUNTER)
    assert (f"{tet.due.due_at:%d/%m/%Y}", tet.due.provisional) == ("15/02/2027", True)


def test_a_limit_is_tried_against_what_was_done(desk: Desk, clerk: SignedIn) -> None:
    done(desk, clerk, 25, 25, 26, 30)
    receive(desk, clerk, person_request(procedure=THREE_DAYS))  # not settled: nobody knows yet
    found = would_meet(desk, clerk, THREE_DAYS)
    assert (found.limit.unit, found.limit.promised, found.tried.of) == (LimitUnit.WORKING_DAY, 3, 4)
    assert [found.tried.met(limit) for limit in (1, 2, 3, 4)] == [2, 3, 3, 4]
    assert would_meet(desk, clerk, "2.000815").tried.of == 0


def test_only_the_last_year_counts(desk: Desk, clerk: SignedIn) -> None:
    done(desk, clerk, 25)
    desk.clock.at = dt.datetime(2027, 11, 26, 9, tzinfo=VIETNAM)  # type: ignore[attr-defined]
    assert would_meet(desk, clerk, THREE_DAYS).tried.of == 0


def test_it_can_be_stopped(desk: Desk, clerk: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    done(desk, clerk, 25, 26)
    monkeypatch.setattr(what_if, "STEP", 1)
    told: list[int] = []
    would_meet(desk, clerk, THREE_DAYS, progress=lambda at, _all: told.append(at) or True)
    assert told == [0, 1]
    with pytest.raises(Cancelled):
        would_meet(desk, clerk, THREE_DAYS, progress=lambda at, _all: at < 1)


def test_what_is_not_there_or_not_allowed(desk: Desk, clerk: SignedIn) -> None:
    with pytest.raises(UnknownProcedure):
        would_promise(desk, clerk, "9.999999", MONDAY, Channel.COUNTER)
    nobody = SignedIn(clerk.id, clerk.login, clerk.name, frozenset())
    with pytest.raises(NotAllowed):
        would_meet(desk, nobody, THREE_DAYS)

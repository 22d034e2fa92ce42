"""Lists of single records: order, digest, back-entries, gaps, and who may see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import officer, person_request, practice_desk

from desk.errors import NotAllowed
from desk.models import NumberGap
from desk.rules.instants import VIETNAM
from desk.services.clock import SetClock
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.lists import LISTS, ListedDossier, ListedGap, back_entries, dossiers, gaps
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.vocabulary import Verb

NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=VIETNAM)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path, SetClock(NOW))
    yield desk
    desk.close()


def test_dossiers_are_listed_as_first_registered_oldest_first(desk: Desk) -> None:
    clerk, leader = officer(desk, "tiepnhan"), officer(desk, "lanhdao")
    receipts = [receive(desk, clerk, person_request(request_id=f"thử {n}")) for n in range(3)]
    act(desk, officer(desk, "chuyenmon"), receipts[0].number, StepAsked(Verb.REQUEST_SUPPLEMENT))
    expected = [ListedDossier(one.number, one.digest, one.received_at, one.due_at) for one in receipts]
    assert list(dossiers(desk, leader)) == expected
    assert [one.number[-4:] for one in expected] == ["0001", "0002", "0003"]


def test_back_entries_are_only_those_entered_late(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    receive(desk, clerk, person_request())
    late = receive(desk, clerk, person_request(received_at=NOW - dt.timedelta(hours=2)))
    receive(desk, clerk, person_request(received_at=NOW - dt.timedelta(hours=1)))
    assert [one.number for one in back_entries(desk, officer(desk, "admin"))] == [late.number]


def test_gaps_tell_number_and_reason_in_order(desk: Desk) -> None:
    number = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    rows = [
        {"number": f"{number[:-4]}{serial:04}", "day": NOW.date(), "serial": serial, "reason": f"thử {serial}"}
        for serial in (12, 3)
    ]
    with desk.store.writing() as work:
        work.insert(NumberGap, *rows)
        work.record(officer="admin", action="test", subject="gaps", at=work.now(NOW))
    found = list(gaps(desk, officer(desk, "admin")))
    assert found == [ListedGap(f"{number[:-4]}0003", "thử 3"), ListedGap(f"{number[:-4]}0012", "thử 12")]


def test_the_lists_of_the_command_line_are_there() -> None:
    assert {one.name: one.records for one in LISTS} == {
        "dossiers": dossiers,
        "gaps": gaps,
        "back-entries": back_entries,
    }


@pytest.mark.parametrize("login", ["tiepnhan", "chuyenmon"])
def test_who_does_not_oversee_is_refused_at_once(desk: Desk, login: str) -> None:
    for one in LISTS:
        with pytest.raises(NotAllowed):
            one.records(desk, officer(desk, login))


def test_an_empty_desk_has_empty_lists(desk: Desk) -> None:
    for one in LISTS:
        assert list(one.records(desk, officer(desk, "lanhdao"))) == []

"""Whose time was used, read for many dossiers at once, is that of each page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import officer, person_request, practice_desk

from desk.errors import NotAllowed
from desk.rules.instants import VIETNAM
from desk.rules.spent_time import SpentTime
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.sign_in import SignedIn
from desk.services.spent import spent_of
from desk.services.steps import StepAsked
from desk.vocabulary import Verb


def at(day: int, hour: int) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, tzinfo=VIETNAM)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


def test_office_body_and_citizen(desk: Desk) -> None:
    clerk, examiner = officer(desk, "tiepnhan"), officer(desk, "chuyenmon")
    number = receive(desk, clerk, person_request(procedure="1.004873")).number  # Monday 9:00
    other = receive(desk, clerk, person_request(procedure="1.004873")).number
    for when, verb, to in ((at(23, 14), Verb.HAND_OVER, "Công an xã"), (at(23, 16), Verb.TAKE_BACK, None),
                           (at(25, 9), Verb.REQUEST_SUPPLEMENT, None)):  # fmt: skip
        desk.clock.at = when  # type: ignore[attr-defined]
        act(desk, examiner, number, StepAsked(verb, to=to, note="thiếu" if to is None else None))
    desk.clock.at = at(25, 11)  # type: ignore[attr-defined]
    found = spent_of(desk, clerk, [number, other, "khong co"])
    assert set(found) == {number, other}
    assert found[number] == show(desk, clerk, number).spent
    assert (found[number].body, found[number].citizen, found[other].citizen) == (120, 120, 0)
    assert found[other].office == sum((found[number].office, 120, 120))
    assert found[other].promised == 6 * 60 + 3 * 480, "the rest of Monday and three working days were promised"


def test_more_than_the_process_gives_is_over() -> None:
    assert SpentTime(481, 0, 0, 8).over
    assert not SpentTime(480, 0, 0, 8).over
    assert not SpentTime(9999, 0, 0).over


def test_who_may_not_read_is_told_nothing(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        spent_of(desk, SignedIn(9, "x", "X", frozenset()), [])

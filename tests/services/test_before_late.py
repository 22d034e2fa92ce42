"""Letters are drafted in time, once for each promise, and wait for a second person."""

from __future__ import annotations

import datetime as dt

import pytest
from builders import officer, person_request, practice_desk

from desk.errors import NotAllowed
from desk.rules.instants import VIETNAM
from desk.services.before_late import draft_letters
from desk.services.checking import check
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.requests import approve, pending, reject
from desk.services.steps import StepAsked
from desk.vocabulary import DelayCause, Verb


def on(day: int, hour: int = 8) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, tzinfo=VIETNAM)


@pytest.fixture
def desk(tmp_path):
    desk = practice_desk(tmp_path)
    yield desk
    assert check(desk, officer(desk, "admin")).faults == ()
    desk.close()


@pytest.fixture
def number(desk):
    """Received on Monday the 23rd, promised for Friday the 27th at 17:00."""
    return receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873")).number


def drafted(desk, day, login="tiepnhan"):
    desk.clock.at = on(day)
    return [one.number for one in draft_letters(desk, officer(desk, login))]


def test_nothing_is_drafted_while_there_is_time(desk, number):
    assert drafted(desk, 25) == []


def test_the_day_before_it_waits_for_the_leader_and_moves_the_promise(desk, number):
    desk.clock.at = on(26)
    (letter,) = draft_letters(desk, officer(desk, "tiepnhan"))
    assert (letter.number, letter.cause) == (number, DelayCause.WORKLOAD)
    assert letter.until == dt.datetime(2026, 12, 2, 17, tzinfo=VIETNAM)  # three working days after the 27th
    (waiting,) = pending(desk, officer(desk, "lanhdao"))
    assert (waiting.id, waiting.by, waiting.until) == (letter.request, "tiepnhan", letter.until)
    assert (waiting.drafted, waiting.asker) == (True, f"Máy soạn sẵn thay {waiting.by_name}")
    approve(desk, officer(desk, "lanhdao"), letter.request)
    assert show(desk, officer(desk, "lanhdao"), number).promised_at == letter.until


def test_it_is_drafted_once(desk, number):
    assert drafted(desk, 26) == [number]
    assert drafted(desk, 26) == []
    reject(desk, officer(desk, "lanhdao"), pending(desk, officer(desk, "lanhdao"))[0].id, "trả kịp")
    assert drafted(desk, 26) == []


def test_over_a_weekend_it_is_drafted_on_friday(desk):
    desk.clock.at = on(25)
    number = receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873")).number  # due on Monday
    assert drafted(desk, 26) == []
    assert drafted(desk, 27) == [number]


def test_what_is_at_another_body_waits_for_it(desk, number):
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.HAND_OVER, to="Công an xã"))
    desk.clock.at = on(26)
    (letter,) = draft_letters(desk, officer(desk, "tiepnhan"))
    assert letter.cause is DelayCause.CONSULTATION
    assert pending(desk, officer(desk, "lanhdao"))[0].by == "chuyenmon"


def test_what_stands_or_is_done_needs_no_letter(desk, number):
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.REQUEST_SUPPLEMENT))
    other = receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873")).number
    act(desk, officer(desk, "chuyenmon"), other, StepAsked(Verb.FINISH))
    assert drafted(desk, 26) == []
    with pytest.raises(NotAllowed):
        draft_letters(desk, officer(desk, "admin"))

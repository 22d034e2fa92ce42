"""Early, on time, late, within and overdue: each from what is known of one dossier."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules.instants import VIETNAM
from desk.rules.outcome import outcome
from desk.rules.transitions import TABLE, begin, can_take, take
from desk.vocabulary import Outcome, Verb

PROMISE = dt.datetime(2026, 11, 27, 17, 0, tzinfo=VIETNAM)
RECEIVED = dt.datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
MINUTE = dt.timedelta(minutes=1)


def lived(*steps):
    life = begin(RECEIVED)
    for verb, at in steps:
        life, _ = take(life, verb, at, "n")
    return life


@pytest.mark.parametrize(
    ("verb", "at", "expected"),
    [
        (Verb.FINISH, PROMISE, Outcome.ON_TIME),
        (Verb.FINISH, PROMISE.replace(hour=7), Outcome.ON_TIME),  # on the promised day
        (Verb.FINISH, PROMISE - dt.timedelta(days=1), Outcome.EARLY),
        (Verb.FINISH, PROMISE + MINUTE, Outcome.LATE),
        (Verb.WITHDRAW, RECEIVED, Outcome.ON_TIME),  # never early: nothing was done
        (Verb.REFUSE, PROMISE + MINUTE, Outcome.LATE),
        (Verb.VOID, PROMISE + MINUTE, Outcome.NOT_COUNTED),
    ],
)
def test_an_end_is_judged_by_the_promise(verb, at, expected):
    assert outcome(lived((verb, at)), PROMISE, at + dt.timedelta(days=30)) is expected


def test_the_citizens_collecting_does_not_make_the_office_late():
    life = lived((Verb.FINISH, PROMISE), (Verb.RETURN, PROMISE + dt.timedelta(days=9)))
    assert outcome(life, PROMISE, PROMISE + dt.timedelta(days=10)) is Outcome.ON_TIME


def test_what_runs_is_within_until_the_promise_has_passed():
    assert outcome(lived(), PROMISE, PROMISE) is Outcome.WITHIN
    assert outcome(lived(), PROMISE, PROMISE + MINUTE) is Outcome.OVERDUE


def test_what_waits_is_judged_when_the_waiting_began():
    in_time = lived((Verb.REQUEST_SUPPLEMENT, PROMISE))
    late = lived((Verb.REQUEST_SUPPLEMENT, PROMISE + MINUTE))
    long_after = PROMISE + dt.timedelta(days=40)
    assert outcome(in_time, PROMISE, long_after) is Outcome.WITHIN
    assert outcome(late, PROMISE, long_after) is Outcome.OVERDUE
    closed, _ = take(in_time, Verb.DISCONTINUE, long_after, "n")
    assert outcome(closed, PROMISE, long_after) is Outcome.ON_TIME
    closed, _ = take(late, Verb.DISCONTINUE, long_after, "n")
    assert outcome(closed, PROMISE, long_after) is Outcome.LATE


@given(st.lists(st.tuples(st.sampled_from(list(TABLE)), st.integers(1, 3000)), max_size=30))
def test_every_history_has_one_class_that_fits_its_state(steps):
    life, at = begin(RECEIVED), RECEIVED
    for verb, minutes in steps:
        at += minutes * MINUTE
        if can_take(life, verb):
            life, _ = take(life, verb, at, "n")
    found = outcome(life, PROMISE, at)
    resolved = {Outcome.EARLY, Outcome.ON_TIME, Outcome.LATE, Outcome.NOT_COUNTED}
    assert (found in resolved) == (life.ended_at is not None)
    if found is Outcome.EARLY:
        assert life.finished_at is not None
    if life.finished_at is not None and life.finished_at > PROMISE:
        assert found is Outcome.LATE

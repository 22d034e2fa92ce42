"""The table of steps: every status is reachable, ends are ends, and no name is unknown."""

import datetime as dt

import pytest

from desk.errors import StepOutOfOrder, StepRefused
from desk.rules.instants import VIETNAM
from desk.rules.transitions import ENDED, OPEN, STEPS, STOPPED, begin, can_take, fold, path, take
from desk.vocabulary import DiscontinueReason, Status, Verb

AT = dt.datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
BUILT = {Status.RECEIVED, *(step.target for step in STEPS.values())}


def test_every_status_of_the_table_is_reached_from_receipt():
    reached, edge = set(), {Status.RECEIVED}
    while edge:
        reached |= edge
        edge = {step.target for step in STEPS.values() if step.sources & edge} - reached
    assert reached == BUILT


def test_ends_have_no_way_out():
    for status in ENDED:
        assert not any(path(status, verb) for verb in STEPS)
    assert not ENDED & OPEN
    assert STOPPED <= OPEN


def test_the_step_into_processing_is_implied_and_recorded():
    life, moments = take(begin(AT), Verb.FINISH, AT, "n")
    assert [moment.verb for moment in moments] == [Verb.START, Verb.FINISH]
    assert (life.status, life.finished_at) == (Status.FINISHED, AT)


@pytest.mark.parametrize("verb", list(Verb))
def test_can_take_tells_what_take_does(verb):
    for status in Status:
        life = fold([], begin(AT))
        life = life.__class__(status, AT)
        try:
            take(life, verb, AT, "n")
        except StepRefused:
            assert not can_take(life, verb)
        else:
            assert can_take(life, verb)


def test_withdrawal_from_every_open_status():
    assert all(path(status, Verb.WITHDRAW) for status in OPEN)
    assert path(Status.RECEIVED, Verb.WITHDRAW) == (Verb.WITHDRAW,)


def test_closing_for_want_of_a_supplement_needs_a_dossier_that_waits():
    reason = DiscontinueReason.CLOSED_NO_SUPPLEMENT
    assert not path(Status.PROCESSING, Verb.DISCONTINUE, reason)
    assert path(Status.WAITING_SUPPLEMENT, Verb.DISCONTINUE, reason)


def test_steps_follow_each_other_in_time():
    with pytest.raises(StepOutOfOrder):
        take(begin(AT), Verb.FINISH, AT - dt.timedelta(minutes=1), "n")

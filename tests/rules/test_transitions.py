"""The table of steps: every status is reachable, ends are ends, no name is unknown, and histories fold to one state."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import StepOutOfOrder, StepRefused
from desk.rules.instants import VIETNAM
from desk.rules.transitions import (
    CORRECTIONS,
    ENDED,
    NATIONAL_CODES,
    OPEN,
    STEPS,
    TABLE,
    WAITING,
    WAITS,
    Place,
    begin,
    can_take,
    fold,
    path,
    take,
)
from desk.vocabulary import DiscontinueReason, Status, Verb

AT = dt.datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
MINUTE = dt.timedelta(minutes=1)


def test_every_status_is_reached_from_receipt():
    reached, edge = set(), {Status.RECEIVED}
    while edge:
        reached |= edge
        targets = {step.target for step in STEPS.values() if step.sources & edge and step.target is not None}
        edge = targets - reached
    assert reached == set(Status)


def test_every_verb_stands_in_the_table_and_names_only_statuses():
    assert set(TABLE) == set(Verb) - {Verb.RECEIVE}
    assert not set(STEPS) & set(CORRECTIONS)
    for step in TABLE.values():
        assert step.sources
        assert step.sources <= set(Status)


def test_every_step_can_be_taken_from_somewhere():
    reached = set()
    for status in Status:
        for place in Place:
            reached |= {verb for verb in TABLE if can_take(replace(begin(AT), status=status, place=place), verb)}
    assert reached == set(TABLE)


def test_ends_have_no_way_out_but_a_correction():
    for status in ENDED:
        assert not any(path(status, verb) for verb in STEPS)
    assert not path(Status.VOIDED, Verb.REOPEN)
    assert all(path(status, Verb.REOPEN) for status in ENDED - {Status.VOIDED})
    assert not ENDED & OPEN
    assert WAITING <= OPEN


def test_each_status_has_its_national_code_once():
    codes = [code for code in NATIONAL_CODES.values() if code is not None]
    assert set(NATIONAL_CODES) == set(Status)
    assert sorted(codes) == list(range(2, 11))  # 1 is an online filing that was not yet received


def test_the_step_into_processing_is_implied_and_recorded():
    life, moments = take(begin(AT), Verb.FINISH, AT, "n")
    assert [moment.verb for moment in moments] == [Verb.START, Verb.FINISH]
    assert (life.status, life.finished_at, life.ended_at) == (Status.FINISHED, AT, AT)


@pytest.mark.parametrize("verb", list(Verb))
def test_can_take_tells_what_take_does(verb):
    for status in Status:
        for place in Place:
            life = replace(begin(AT), status=status, place=place)
            try:
                take(life, verb, AT, "n")
            except StepRefused:
                assert not can_take(life, verb)
            else:
                assert can_take(life, verb)


def test_withdrawal_and_refusal_from_every_open_status():
    for verb in (Verb.WITHDRAW, Verb.REFUSE, Verb.VOID):
        assert all(path(status, verb) == (verb,) for status in OPEN)


def test_closing_for_want_of_a_supplement_needs_a_dossier_that_waits():
    reason = DiscontinueReason.CLOSED_NO_SUPPLEMENT
    assert not path(Status.PROCESSING, Verb.DISCONTINUE, reason)
    assert not path(Status.WAITING_PAYMENT, Verb.DISCONTINUE, reason)
    assert path(Status.WAITING_SUPPLEMENT, Verb.DISCONTINUE, reason)


def test_steps_follow_each_other_in_time():
    with pytest.raises(StepOutOfOrder):
        take(begin(AT), Verb.FINISH, AT - MINUTE, "n")


def test_a_dossier_is_extended_once():
    life, _ = take(begin(AT), Verb.EXTEND, AT, "n")
    assert life.extended_at == AT
    with pytest.raises(StepRefused) as refused:
        take(life, Verb.EXTEND, AT, "n")
    assert refused.value.extended_at == AT


def test_a_hand_over_is_answered_before_it_can_be_answered_again():
    life, _ = take(begin(AT), Verb.HAND_OVER, AT, "n")
    assert life.place is Place.OFFERED
    accepted, _ = take(life, Verb.ACCEPT_HAND_OVER, AT, "n")
    assert accepted.place is Place.OFFICER
    with pytest.raises(StepRefused) as refused:
        take(accepted, Verb.SEND_BACK, AT, "n")
    assert refused.value.place is Place.OFFICER


def test_a_dossier_at_another_body_is_taken_back_not_accepted():
    away, _ = take(begin(AT), Verb.HAND_OVER, AT, "n", to_body=True)
    assert away.place is Place.BODY
    assert not can_take(away, Verb.ACCEPT_HAND_OVER)
    assert take(away, Verb.TAKE_BACK, AT, "n")[0].place is Place.OFFICER
    assert take(away, Verb.FINISH, AT, "n")[0].place is Place.COUNTER


def test_a_payment_stops_the_clock_only_where_the_procedure_says_so():
    assert take(begin(AT), Verb.REQUEST_PAYMENT, AT, "n", stops=True)[0].stopped
    assert not take(begin(AT), Verb.REQUEST_PAYMENT, AT, "n", stops=False)[0].stopped


def test_a_reopened_dossier_is_as_if_it_had_not_ended():
    ended, _ = take(begin(AT), Verb.WITHDRAW, AT, "n")
    life, moments = take(ended, Verb.REOPEN, AT + MINUTE, "n")
    assert [moment.verb for moment in moments] == [Verb.REOPEN]
    assert (life.status, life.ended_at, life.stopped) == (Status.PROCESSING, None, False)


@given(st.lists(st.tuples(st.sampled_from(list(TABLE)), st.booleans(), st.booleans()), max_size=30))
def test_any_history_of_allowed_steps_keeps_its_promises(steps):
    life, kept, at = begin(AT), [], AT
    for verb, to_body, stops in steps:
        at += MINUTE
        if not can_take(life, verb):
            continue
        before, (life, moments) = life, take(life, verb, at, "n", to_body=to_body, stops=stops)
        kept += moments
        assert fold(kept, begin(AT)) == life
        assert (life.ended_at is None) == (life.status in OPEN)
        assert (life.finished_at is not None) == (life.status in {Status.FINISHED, Status.RETURNED})
        assert (life.returned_at is not None) == (life.status is Status.RETURNED)
        assert life.supplements >= before.supplements
        assert (life.extended_at is None) or not can_take(life, Verb.EXTEND)
        assert (life.place is Place.COUNTER) == (life.status not in OPEN or life.status is Status.RECEIVED)
        if life.status in OPEN:
            assert life.stopped <= (life.status in WAITING)
        if verb in WAITS:
            assert life.stopped == stops

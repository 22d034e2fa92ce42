"""A message's life: which state follows which, what is still worth telling, when it is tried again."""

import datetime as dt

from desk.rules.message_life import (
    FOLLOWS,
    STANDS,
    TO_SEND,
    MessageKind,
    MessageState,
    given_up,
    is_due,
    is_lost,
    next_try,
)
from desk.rules.transitions import ENDED, OPEN
from desk.vocabulary import Status

AT = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


def test_nothing_is_handed_over_twice() -> None:
    before = {state for state, after in FOLLOWS.items() if MessageState.HANDING in after}
    assert before == TO_SEND
    assert set(FOLLOWS) == set(MessageState)
    # what was handed over waits again only by a word of the server's or an officer's
    assert MessageState.WAITING not in {state for after in FOLLOWS.values() for state in after}


def test_ends_are_ends() -> None:
    for end in (MessageState.ACCEPTED, MessageState.EXPORTED, MessageState.WITHDRAWN):
        assert FOLLOWS[end] == frozenset()


def test_each_state_but_an_end_can_reach_one() -> None:
    for state in MessageState:
        reached, wave = {state}, {state}
        while wave := {after for one in wave for after in FOLLOWS[one]} - reached:
            reached |= wave
        assert reached & {MessageState.ACCEPTED, MessageState.EXPORTED, MessageState.WITHDRAWN}


def test_nothing_is_told_of_what_has_ended() -> None:
    assert set(STANDS) == set(MessageKind)
    for statuses in STANDS.values():
        assert statuses
        assert not statuses & ENDED
    assert STANDS[MessageKind.FINISHED] == {Status.FINISHED}
    assert STANDS[MessageKind.EXTENDED] == OPEN


def test_tries_grow_apart() -> None:
    moments = [next_try(AT, tries) - AT for tries in range(1, 8)]
    assert moments[:4] == [dt.timedelta(minutes=minutes) for minutes in (5, 15, 60, 240)]
    assert moments == sorted(moments)
    assert moments[-1] == moments[3]
    assert not given_up(AT, AT + dt.timedelta(days=5))
    assert given_up(AT, AT + dt.timedelta(days=5, seconds=1))


def test_a_clock_that_ran_ahead_holds_nothing_up() -> None:
    soon, never = AT + dt.timedelta(hours=4), AT + dt.timedelta(days=20)
    assert is_due(AT, AT)
    assert not is_due(soon, AT)  # the longest that a server's word puts off
    assert is_due(never, AT)
    assert not is_lost(AT + dt.timedelta(minutes=14), AT)
    assert not is_lost(AT - dt.timedelta(minutes=14), AT)
    assert is_lost(AT - dt.timedelta(minutes=16), AT)
    assert is_lost(never, AT)

"""The life of a message to a citizen: ways, kinds and states, which state follows which, when it is tried again.

    waiting ──▶ handing ──▶ accepted            exported, withdrawn: from waiting or again
       ▲           │  └───▶ refused             again: put off by the server, or wished for by an officer
       └── again ◀─┴──────▶ unknown             unknown: nobody knows whether the server took it

`handing` is written before the text is handed to the server and is what makes "twice" impossible: only what waits can
be handed over, and what was being handed over when the power went is never tried again by itself.

Source of the times: RFC 5321, section 4.5.4.1 (retries at growing distance, given up after some days).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from desk.rules.transitions import OPEN
from desk.vocabulary import Status


class MessageWay(StrEnum):
    """How a citizen wants to be told."""

    EMAIL = "email"
    SMS = "sms"
    ZALO = "zalo"


class MessageKind(StrEnum):
    """What a message tells."""

    RECEIVED = "received"
    SUPPLEMENT = "supplement"
    RESUMED = "resumed"
    EXTENDED = "extended"
    FINISHED = "finished"


class MessageState(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    AGAIN = "again"
    HANDING = "handing"
    UNKNOWN = "unknown"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    EXPORTED = "exported"
    WITHDRAWN = "withdrawn"


class FateReason(StrEnum):
    """Why a state was reached, where it was not a server that said so; a server's reason is its reply code."""

    NO_ADDRESS = "no_address"
    CUT = "cut"
    GIVEN_UP = "given_up"
    OUTDATED = "outdated"
    CONSENT = "consent"
    OFFICER = "officer"


TO_SEND = frozenset({MessageState.WAITING, MessageState.AGAIN})
TO_LOOK_AFTER = frozenset({MessageState.UNKNOWN, MessageState.REFUSED})

_WAITING = frozenset({MessageState.HANDING, MessageState.AGAIN, MessageState.REFUSED, MessageState.EXPORTED,
                      MessageState.WITHDRAWN})  # fmt: skip
FOLLOWS: Mapping[MessageState, frozenset[MessageState]] = {
    MessageState.WAITING: _WAITING,
    # an answer that comes after somebody wished for another try is still the truth
    MessageState.AGAIN: _WAITING | {MessageState.ACCEPTED},
    MessageState.HANDING: frozenset(
        {MessageState.ACCEPTED, MessageState.REFUSED, MessageState.AGAIN, MessageState.UNKNOWN}
    ),
    MessageState.UNKNOWN: frozenset({MessageState.ACCEPTED, MessageState.AGAIN, MessageState.WITHDRAWN}),
    MessageState.REFUSED: frozenset({MessageState.AGAIN, MessageState.WITHDRAWN}),
    MessageState.ACCEPTED: frozenset(),
    MessageState.EXPORTED: frozenset(),
    MessageState.WITHDRAWN: frozenset(),
}

# the statuses in which what a message tells is still worth telling
STANDS: Mapping[MessageKind, frozenset[Status]] = {
    MessageKind.RECEIVED: OPEN | {Status.FINISHED},
    MessageKind.SUPPLEMENT: frozenset({Status.WAITING_SUPPLEMENT}),
    MessageKind.RESUMED: OPEN,
    MessageKind.EXTENDED: OPEN,
    MessageKind.FINISHED: frozenset({Status.FINISHED}),
}

# longer than a handing over can last: the time-outs of `desk.services.mail_server` add up to less
HANDING_LASTS = dt.timedelta(minutes=15)
_PUT_OFF = tuple(dt.timedelta(minutes=minutes) for minutes in (5, 15, 60, 240))
_GIVE_UP_AFTER = dt.timedelta(days=5)


def is_due(next_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether a message that was put off until a moment, or not at all (None), is tried now.

    What is put off for longer than anything ever is was put off by a clock that ran ahead, and does not wait for it.
    """
    return next_at is None or next_at <= now or next_at - now > _PUT_OFF[-1]


def is_lost(handed_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether what was begun to be handed over at a moment cannot be under way any more; clocks are set meanwhile."""
    return abs(now - handed_at) > HANDING_LASTS


def next_try(last: dt.datetime, tries: int) -> dt.datetime:
    """When a message that was put off `tries` times, the last time at `last`, is tried again."""
    return last + _PUT_OFF[min(max(tries, 1), len(_PUT_OFF)) - 1]


def given_up(first: dt.datetime, now: dt.datetime) -> bool:
    """Whether a message that was first put off at `first` and is put off again now is not tried any more."""
    return now - first > _GIVE_UP_AFTER

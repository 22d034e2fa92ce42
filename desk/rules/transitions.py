"""The life of a dossier as one table of steps, and the clock that its pauses give it.

    received ──start──▶ processing ──finish──▶ finished ──return──▶ returned
       │                 │      ▲ accept-supplement
       │                 ▼      │
       │          waiting_supplement
       └── withdraw (from every open status) ──▶ withdrawn
           discontinue (from processing and waiting) ──▶ discontinued

The step into processing is implied by every step of processing and is recorded as an event of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from desk.errors import StepOutOfOrder, StepRefused
from desk.vocabulary import DiscontinueReason, Status, Verb

OPEN = frozenset({Status.RECEIVED, Status.PROCESSING, Status.WAITING_SUPPLEMENT, Status.WAITING_PAYMENT})
STOPPED = frozenset({Status.WAITING_SUPPLEMENT, Status.WAITING_PAYMENT})
ENDED = frozenset({Status.RETURNED, Status.REFUSED, Status.WITHDRAWN, Status.DISCONTINUED})


@dataclass(frozen=True)
class Step:
    """One row of the table: the statuses it may be taken from and the one it leads to."""

    sources: frozenset[Status]
    target: Status


STEPS: dict[Verb, Step] = {
    Verb.START: Step(frozenset({Status.RECEIVED}), Status.PROCESSING),
    Verb.REQUEST_SUPPLEMENT: Step(frozenset({Status.PROCESSING}), Status.WAITING_SUPPLEMENT),
    Verb.ACCEPT_SUPPLEMENT: Step(frozenset({Status.WAITING_SUPPLEMENT}), Status.PROCESSING),
    Verb.FINISH: Step(frozenset({Status.PROCESSING}), Status.FINISHED),
    Verb.RETURN: Step(frozenset({Status.FINISHED}), Status.RETURNED),
    Verb.WITHDRAW: Step(OPEN, Status.WITHDRAWN),
    Verb.DISCONTINUE: Step(OPEN - {Status.RECEIVED}, Status.DISCONTINUED),
}


@dataclass(frozen=True)
class Moment:
    """One event to be stored: the step, the status it leads to, and when it happened."""

    verb: Verb
    status: Status
    at: dt.datetime


@dataclass(frozen=True)
class Life:
    """Where a dossier stands: its status, the time of its newest event, and the ends of its work."""

    status: Status
    last_at: dt.datetime
    finished_at: dt.datetime | None = None
    returned_at: dt.datetime | None = None


def begin(received_at: dt.datetime) -> Life:
    """The life of a dossier just received."""
    return Life(Status.RECEIVED, received_at)


def path(status: Status, verb: Verb, reason: DiscontinueReason | None = None) -> tuple[Verb, ...]:
    """The steps to record for `verb` from `status`: the verb itself, after `start` where that is implied.

    Empty when the step is not allowed. A dossier is closed for want of a supplement only while it waits for one.
    """
    if reason is DiscontinueReason.CLOSED_NO_SUPPLEMENT and status is not Status.WAITING_SUPPLEMENT:
        return ()
    step = STEPS.get(verb)
    if step is None:
        return ()
    if status in step.sources:
        return (verb,)
    if status is Status.RECEIVED and Status.PROCESSING in step.sources:
        return (Verb.START, verb)
    return ()


def can_take(life: Life, verb: Verb, reason: DiscontinueReason | None = None) -> bool:
    """Whether the step is allowed now: what a button asks before it shows itself."""
    return bool(path(life.status, verb, reason))


def take(
    life: Life, verb: Verb, at: dt.datetime, number: str, reason: DiscontinueReason | None = None
) -> tuple[Life, tuple[Moment, ...]]:
    """The life after the step, and the events to store.

    Raises:
        StepRefused: the status does not allow it. StepOutOfOrder: `at` lies before the newest event.
    """
    steps = path(life.status, verb, reason)
    if not steps:
        raise StepRefused(number=number, verb=verb, status=life.status)
    if at < life.last_at:
        raise StepOutOfOrder(at=at, last=life.last_at)
    moments = tuple(Moment(one, STEPS[one].target, at) for one in steps)
    return fold(moments, life), moments


def fold(moments: Iterable[Moment], life: Life) -> Life:
    """The life that events lead to; `check` compares it with what is stored."""
    for moment in moments:
        life = replace(life, status=moment.status, last_at=moment.at)
        if moment.verb is Verb.FINISH:
            life = replace(life, finished_at=moment.at)
        if moment.verb is Verb.RETURN:
            life = replace(life, returned_at=moment.at)
    return life

"""The life of a dossier as one table of steps, and the state that its events fold to.

    received ──start──▶ processing ──finish──▶ finished ──return, post-out──▶ returned
       │                 │  ▲  ▲ accept-supplement, accept-payment
       │                 ▼  │  │
       │     waiting_supplement │ waiting_payment
       ├── withdraw, refuse, void (from every open status) ──▶ withdrawn, refused, voided
       └── discontinue (from processing and waiting) ──▶ discontinued

The step into processing is implied by every step of processing and is recorded as an event of its own. Hand-overs, an
extension and a correction leave the status as it is. Ends are ends: `reopen` is no step but a correction of one, which
needs a second person.

Sources: Decree 118/2025 Arts 16, 19, 21, 22; the status codes are those of the national portal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from desk.errors import StepOutOfOrder, StepRefused
from desk.vocabulary import DiscontinueReason, Status, Verb

OPEN = frozenset({Status.RECEIVED, Status.PROCESSING, Status.WAITING_SUPPLEMENT, Status.WAITING_PAYMENT})
WAITING = frozenset({Status.WAITING_SUPPLEMENT, Status.WAITING_PAYMENT})
ENDED = frozenset({Status.RETURNED, Status.REFUSED, Status.WITHDRAWN, Status.DISCONTINUED, Status.VOIDED})
# the ends of the office's work that are not a result
WITHOUT_RESULT = frozenset({Status.REFUSED, Status.WITHDRAWN, Status.DISCONTINUED})

# code of the national portal for each status; 1 is an online filing that was not yet received, 3 a refusal
NATIONAL_CODES: dict[Status, int | None] = {
    Status.RECEIVED: 2,
    Status.REFUSED: 3,
    Status.PROCESSING: 4,
    Status.WAITING_SUPPLEMENT: 5,
    Status.WAITING_PAYMENT: 6,
    Status.WITHDRAWN: 7,
    Status.DISCONTINUED: 8,
    Status.FINISHED: 9,
    Status.RETURNED: 10,
    Status.VOIDED: None,  # registered by mistake: a number of ours, no dossier of the nation's
}


@dataclass(frozen=True)
class Step:
    """One row of the table: the statuses it may be taken from and the one it leads to; None: it stays."""

    sources: frozenset[Status]
    target: Status | None


_PROCESSING = frozenset({Status.PROCESSING})

STEPS: dict[Verb, Step] = {
    Verb.START: Step(frozenset({Status.RECEIVED}), Status.PROCESSING),
    Verb.REQUEST_SUPPLEMENT: Step(_PROCESSING, Status.WAITING_SUPPLEMENT),
    Verb.ACCEPT_SUPPLEMENT: Step(frozenset({Status.WAITING_SUPPLEMENT}), Status.PROCESSING),
    Verb.REQUEST_PAYMENT: Step(_PROCESSING, Status.WAITING_PAYMENT),
    Verb.ACCEPT_PAYMENT: Step(frozenset({Status.WAITING_PAYMENT}), Status.PROCESSING),
    Verb.HAND_OVER: Step(_PROCESSING, None),
    Verb.ACCEPT_HAND_OVER: Step(OPEN - {Status.RECEIVED}, None),
    Verb.SEND_BACK: Step(OPEN - {Status.RECEIVED}, None),
    Verb.TAKE_BACK: Step(OPEN - {Status.RECEIVED}, None),
    Verb.REASSIGN: Step(OPEN - {Status.RECEIVED}, None),
    Verb.EXTEND: Step(_PROCESSING, None),
    Verb.FINISH: Step(_PROCESSING, Status.FINISHED),
    Verb.RETURN: Step(frozenset({Status.FINISHED}), Status.RETURNED),
    Verb.POST_OUT: Step(frozenset({Status.FINISHED}), Status.RETURNED),
    Verb.REFUSE: Step(OPEN, Status.REFUSED),
    Verb.WITHDRAW: Step(OPEN, Status.WITHDRAWN),
    Verb.DISCONTINUE: Step(OPEN - {Status.RECEIVED}, Status.DISCONTINUED),
    Verb.CORRECT: Step(frozenset({Status.RECEIVED}), None),
    Verb.VOID: Step(OPEN, Status.VOIDED),
}

# no steps of a life but corrections of one: an end that was entered by mistake is taken back
CORRECTIONS: dict[Verb, Step] = {
    Verb.REOPEN: Step((ENDED - {Status.VOIDED}) | {Status.FINISHED}, Status.PROCESSING),
}

TABLE = STEPS | CORRECTIONS
# the steps that begin a wait of the citizen's, and the status in which it is waited
WAITS: dict[Verb, Status] = {
    Verb.REQUEST_SUPPLEMENT: Status.WAITING_SUPPLEMENT,
    Verb.REQUEST_PAYMENT: Status.WAITING_PAYMENT,
}


class Place(StrEnum):
    """Who has the dossier: the counter, an officer, an officer who has not yet accepted it, another body."""

    COUNTER = "counter"
    OFFICER = "officer"
    OFFERED = "offered"
    BODY = "body"


# where each hand-over may begin, and why not elsewhere is told by `StepRefused.place`
_FROM_PLACES: dict[Verb, frozenset[Place]] = {
    Verb.ACCEPT_HAND_OVER: frozenset({Place.OFFERED}),
    Verb.SEND_BACK: frozenset({Place.OFFERED}),
    Verb.TAKE_BACK: frozenset({Place.OFFERED, Place.BODY}),
}


@dataclass(frozen=True)
class Moment:
    """One event: the step, the status it leads to, when it happened; `to_body` says whom a hand-over went to.

    `stops` says of a request whether the clock stands still until it is answered.
    """

    verb: Verb
    status: Status
    at: dt.datetime
    to_body: bool = False
    stops: bool = True


@dataclass(frozen=True)
class Life:
    """Where a dossier stands, folded from its events.

    `stopped` says that no clock runs: a pause is open, or was open when the dossier ended. `ended_at` is the end of the
    office's work: the finish, or an end without a result.
    """

    status: Status
    last_at: dt.datetime
    finished_at: dt.datetime | None = None
    returned_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    stopped_at: dt.datetime | None = None
    supplements: int = 0
    extended_at: dt.datetime | None = None
    place: Place = Place.COUNTER

    @property
    def stopped(self) -> bool:
        """Whether the clock stands still, or stood when the dossier ended."""
        return self.stopped_at is not None


def begin(received_at: dt.datetime) -> Life:
    """The life of a dossier just received."""
    return Life(Status.RECEIVED, received_at)


def path(status: Status, verb: Verb, reason: DiscontinueReason | None = None) -> tuple[Verb, ...]:
    """The steps to record for `verb` from `status`: the verb itself, after `start` where that is implied.

    Empty when the step is not allowed. A dossier is closed for want of a supplement only while it waits for one.
    """
    if reason is DiscontinueReason.CLOSED_NO_SUPPLEMENT and status is not Status.WAITING_SUPPLEMENT:
        return ()
    step = TABLE.get(verb)
    if step is None:
        return ()
    if status in step.sources:
        return (verb,)
    if status is Status.RECEIVED and Status.PROCESSING in step.sources and verb not in _FROM_PLACES:
        return (Verb.START, verb)
    return ()


def can_take(life: Life, verb: Verb, reason: DiscontinueReason | None = None) -> bool:
    """Whether the step is allowed now: what a button asks before it shows itself."""
    if verb is Verb.EXTEND and life.extended_at is not None:
        return False
    return life.place in _FROM_PLACES.get(verb, {life.place}) and bool(path(life.status, verb, reason))


def take(
    life: Life,
    verb: Verb,
    at: dt.datetime,
    number: str,
    reason: DiscontinueReason | None = None,
    *,
    to_body: bool = False,
    stops: bool = True,
) -> tuple[Life, tuple[Moment, ...]]:
    """The life after the step, and the events to store.

    Raises:
        StepRefused: the status does not allow it, or the place where the dossier lies, or it was extended before.
        StepOutOfOrder: `at` lies before the newest event.
    """
    if not can_take(life, verb, reason):
        raise StepRefused(
            number=number,
            verb=verb,
            status=life.status,
            place=life.place if verb in _FROM_PLACES and path(life.status, verb) else None,
            extended_at=life.extended_at if verb is Verb.EXTEND else None,
        )
    if at < life.last_at:
        raise StepOutOfOrder(at=at, last=life.last_at)
    moments, status = [], life.status
    for one in path(life.status, verb, reason):
        status = TABLE[one].target or status
        moments.append(Moment(one, status, at, to_body, stops))
    return fold(moments, life), tuple(moments)


def fold(moments: Iterable[Moment], life: Life) -> Life:
    """The life that events lead to; `check` compares it with what is stored."""
    for moment in moments:
        life = _after(life, moment)
    return life


def _after(life: Life, moment: Moment) -> Life:
    verb, at = moment.verb, moment.at
    life = replace(life, status=moment.status, last_at=at, place=_place(life.place, moment))
    if verb in WAITS:
        life = replace(life, stopped_at=at if moment.stops else None)
    elif verb in {Verb.ACCEPT_SUPPLEMENT, Verb.ACCEPT_PAYMENT}:
        life = replace(life, stopped_at=None)
    if verb is Verb.REQUEST_SUPPLEMENT:
        return replace(life, supplements=life.supplements + 1)
    if verb is Verb.EXTEND:
        return replace(life, extended_at=at)
    if verb is Verb.FINISH:
        return replace(life, finished_at=at, ended_at=at)
    if moment.status in WITHOUT_RESULT or verb is Verb.VOID:
        return replace(life, ended_at=at)
    if moment.status is Status.RETURNED:
        return replace(life, returned_at=at)
    if verb is Verb.REOPEN:
        return replace(life, finished_at=None, returned_at=None, ended_at=None, stopped_at=None)
    return life


def _place(place: Place, moment: Moment) -> Place:
    if moment.verb in {Verb.HAND_OVER, Verb.REASSIGN}:
        return Place.BODY if moment.to_body else Place.OFFERED
    if moment.verb in {Verb.START, Verb.ACCEPT_HAND_OVER, Verb.TAKE_BACK, Verb.SEND_BACK, Verb.REOPEN}:
        return Place.OFFICER
    if moment.status not in OPEN:
        return Place.COUNTER
    return place

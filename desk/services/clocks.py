"""The clock of a stored dossier: its life from its events, its deadline from its pauses, and what steps do to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from desk.models import Event, HandedOver, Pause, Promise
from desk.rules.clock import Extension, Terms, deadline
from desk.rules.due_date import DueDate, due
from desk.rules.due_date import Pause as ClosedPause
from desk.rules.transitions import Life, Moment, begin, fold
from desk.services.catalogue import Procedure
from desk.services.desk import Office
from desk.store.writing import Writing
from desk.vocabulary import Channel, LimitUnit, PauseMode, PromiseReason, Status, Verb

_LABELS = {Verb.REQUEST_SUPPLEMENT: "chờ bổ sung", Verb.REQUEST_PAYMENT: "chờ nộp phí, lệ phí"}
_AT_ONCE = frozenset({LimitUnit.SAME_DAY, LimitUnit.SESSION, LimitUnit.IMMEDIATE})


def stops_for(procedure: Procedure, verb: Verb) -> bool:
    """Whether the clock of a dossier stands still while the step is answered; for a payment the procedure says so."""
    return verb is not Verb.REQUEST_PAYMENT or procedure.payment_stops


def life_of(connection: Connection, office: Office, row: Row[Any]) -> Life:
    """Where a dossier stands, folded from its events."""
    return fold(moments_of(connection, office, row), begin(row.received_at))


def moments_of(connection: Connection, office: Office, row: Row[Any]) -> list[Moment]:
    """What happened to a dossier after its receipt."""
    later = select(Event).where(Event.dossier_id == row.id, Event.seq > 1).order_by(Event.seq)
    events = connection.execute(later).all()
    handed = select(HandedOver.seq).where(HandedOver.dossier_id == row.id, HandedOver.body.is_not(None))
    bodies = set(connection.execute(handed).scalars()) if events else set()
    procedure = office.catalogue.by_edition[row.edition_id]
    return [moment_of(event, bodies, procedure) for event in events]


def moment_of(event: Row[Any], bodies: set[int], procedure: Procedure) -> Moment:
    """A stored event as the rules take it."""
    verb = Verb(event.verb)
    return Moment(verb, Status(event.status), event.at, event.seq in bodies, stops_for(procedure, verb))


def closed_pauses(connection: Connection, dossier_id: int) -> list[ClosedPause]:
    """The pauses of a dossier that have ended, in order."""
    rows = connection.execute(
        select(Pause).where(Pause.dossier_id == dossier_id, Pause.ends.is_not(None)).order_by(Pause.seq)
    )
    return [closed(row) for row in rows]


def closed(row: Row[Any], ends: dt.datetime | None = None) -> ClosedPause:
    """A stored pause as the rules take it; with `ends` one that is still open."""
    return ClosedPause(row.begins, ends or row.ends, PauseMode(row.mode), _LABELS[Verb(row.reason)])


def extension_of(connection: Connection, dossier_id: int) -> Extension | None:
    """The extension of a dossier, where there is one."""
    granted = select(Event.at).where(Event.dossier_id == dossier_id, Event.verb == Verb.EXTEND.value)
    at = connection.execute(granted).scalar_one_or_none()
    if at is None:
        return None
    until = select(Promise.promised_at).where(
        Promise.dossier_id == dossier_id, Promise.reason == PromiseReason.EXTENSION.value
    )
    return Extension(at, connection.execute(until).scalar_one())


def computed_due(
    office: Office, row: Row[Any], pauses: Sequence[ClosedPause], extension: Extension | None = None
) -> DueDate:
    """The deadline of a dossier by the calendar in force, its closed pauses and its extension."""
    procedure = office.catalogue.by_edition[row.edition_id]
    limit = procedure.limit(Channel(row.channel))
    terms = Terms(limit.promised, limit.unit, procedure.cutoff)
    return deadline(terms, row.valid_at or row.received_at, pauses, extension, office.calendar)


def once_more(office: Office, row: Row[Any]) -> dt.datetime:
    """The limit counted once more from the promise; what is done on the spot gets the next working day.

    Raises:
        MissingCalendarYear: the calendar does not reach it.
    """
    procedure = office.catalogue.by_edition[row.edition_id]
    limit = procedure.limit(Channel(row.channel))
    if limit.unit in _AT_ONCE:
        return due(1, LimitUnit.WORKING_DAY, row.promised_at, (), office.calendar).due_at
    return due(limit.promised, limit.unit, row.promised_at, (), office.calendar, cutoff=procedure.cutoff).due_at


@dataclass(frozen=True)
class Clock:
    """The promise in force and the deadline as computed now; no deadline while no clock runs."""

    promised_at: dt.datetime
    computed_at: dt.datetime | None


def move_clock(
    office: Office, work: Writing, row: Row[Any], before: Life, after: Life, verb: Verb, until: dt.datetime | None
) -> Clock:
    """Store what a step does to pauses and promises, and tell the clock after it. `until` is that of an extension."""
    connection, at = work.connection, after.last_at
    if after.stopped and not before.stopped:
        procedure = office.catalogue.by_edition[row.edition_id]
        mode = procedure.supplement_mode if verb is Verb.REQUEST_SUPPLEMENT else PauseMode.STOP
        pause = {"dossier_id": row.id, "seq": newest_seq(connection, Pause, row.id) + 1, "reason": verb.value}
        work.insert(Pause, {**pause, "mode": mode.value, "begins": at})
        return Clock(row.promised_at, None)
    if before.stopped and after.stopped and after.ended_at is None:
        return Clock(row.promised_at, None)  # it changed hands; what is waited for has not come
    if before.stopped:
        if before.ended_at is None:  # else it ended with the dossier
            work.update(Pause, (row.id, newest_seq(connection, Pause, row.id)), ends=at)
        return Clock(row.promised_at, None) if after.stopped else _after_pause(office, work, row)
    if verb is Verb.EXTEND and until is not None:
        _promise(office, work, row.id, PromiseReason.EXTENSION, until, office.calendar.provisional(until.year))
        return Clock(until, until)
    if verb is Verb.REOPEN:
        found = computed_due(
            office, row, closed_pauses(connection, row.id), extension_of(connection, row.id)
        )  # the calendar may have moved while it lay ended
        return Clock(row.promised_at, found.due_at)
    return Clock(row.promised_at, row.computed_at)


def _after_pause(office: Office, work: Writing, row: Row[Any]) -> Clock:
    """The clock once the newest pause is over: a pause that counted moves the promise by the same rule."""
    pauses, extension = closed_pauses(work.connection, row.id), extension_of(work.connection, row.id)
    former = computed_due(office, row, pauses[:-1], extension)
    after = computed_due(office, row, pauses, extension)
    if after.due_at == former.due_at:
        # the pause did not count (asked for when already late): the promise stays what was printed
        return Clock(row.promised_at, after.due_at)
    _promise(office, work, row.id, PromiseReason.PAUSE, after.due_at, after.provisional)
    return Clock(after.due_at, after.due_at)


def _promise(
    office: Office, work: Writing, dossier_id: int, reason: PromiseReason, at: dt.datetime, provisional: bool
) -> None:
    work.insert(
        Promise,
        {
            "dossier_id": dossier_id,
            "seq": newest_seq(work.connection, Promise, dossier_id) + 1,
            "reason": reason.value,
            "promised_at": at,
            "calendar_id": office.calendar_id,
            "provisional": provisional,
        },
    )


def newest_seq(connection: Connection, model: type[Pause] | type[Promise] | type[Event], dossier_id: int) -> int:
    """The last `seq` of a dossier's rows; 0 without any."""
    newest = select(model.seq).where(model.dossier_id == dossier_id).order_by(model.seq.desc()).limit(1)
    return connection.execute(newest).scalar_one_or_none() or 0

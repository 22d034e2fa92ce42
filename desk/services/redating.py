"""Counts the deadlines of what is open anew under another calendar; the promises that were given stay."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, text

from desk.errors import Cancelled
from desk.models import Dossier, Event, Pause, Promise
from desk.rules.clock import Extension, Terms, deadline
from desk.rules.due_date import Pause as ClosedPause
from desk.rules.instants import from_stored
from desk.rules.working_calendar import WorkingCalendar
from desk.services.board import OPEN_ROWS, OPENED
from desk.services.clocks import closed
from desk.services.desk import Office
from desk.services.sign_in import SignedIn
from desk.store.statement import cursor_of
from desk.store.writing import Writing
from desk.vocabulary import Channel, PromiseReason, Verb

STEP = 500  # dossiers between two words of progress
Progress = Callable[[int, int], bool]
"""Told (done, total) now and then; False stops the work."""


@dataclass(frozen=True, slots=True)
class Moving:
    """An open dossier whose computed deadline another calendar moves; `promised_at` is what was promised last."""

    dossier_id: int
    number: str
    version: int
    promised_at: dt.datetime
    before: dt.datetime
    after: dt.datetime


def open_count(connection: Connection, unit_id: int) -> int:
    """How many dossiers are open and have a deadline."""
    cursor = cursor_of(connection)
    cursor.execute(f"SELECT count(*) FROM {OPEN_ROWS} WHERE {_COUNTED}", {"unit": unit_id})  # noqa: S608 - constants
    return int(cursor.fetchone()[0])


def moving(
    connection: Connection, unit_id: int, office: Office, calendar: WorkingCalendar, progress: Progress | None = None
) -> Iterator[Moving]:
    """The open dossiers that the calendar moves, the oldest first. What has ended keeps the deadline of its day.

    Raises:
        MissingCalendarYear: the calendar does not reach one of them. Cancelled: `progress` said to stop.
    """
    pauses, extensions = _pauses(connection, unit_id), _extensions(connection, unit_id)
    total = open_count(connection, unit_id) if progress else 0
    cursor = cursor_of(connection)
    cursor.execute(
        "SELECT id, number, version, edition_id, channel, ifnull(valid_at, received_at), promised_at, computed_at"  # noqa: S608
        f" FROM {OPEN_ROWS} WHERE {_COUNTED} ORDER BY id",
        {"unit": unit_id},
    )
    terms: dict[tuple[int, str], Terms] = {}
    for at, (key, number, version, edition, channel, begun, promised, computed) in enumerate(cursor.fetchall()):
        if progress is not None and at % STEP == 0 and not progress(at, total):
            raise Cancelled
        counted = terms.get((edition, channel)) or terms.setdefault(
            (edition, channel), _terms(office, edition, channel)
        )
        due = deadline(counted, from_stored(begun), pauses.get(key, ()), extensions.get(key), calendar)
        before = from_stored(computed)
        if due.due_at != before:
            yield Moving(key, number, version, from_stored(promised), before, due.due_at)
    if progress is not None:
        progress(total, total)


def redate(work: Writing, office: Office, by: SignedIn, at: dt.datetime, progress: Progress | None = None) -> int:
    """Move the computed deadline of every dossier that the office's calendar moves, each with its entry. How many."""
    moved = 0
    for one in list(moving(work.connection, work.unit_id, office, office.calendar, progress)):
        work.update(Dossier, (one.dossier_id,), computed_at=one.after, version=one.version + 1)
        work.record(officer=by.login, action="re-date", subject=one.number, at=at)
        moved += 1
    return moved


_COUNTED = f"{OPENED} AND dossier.computed_at IS NOT NULL"
_OPEN_IDS = f"SELECT id FROM {OPEN_ROWS} WHERE {OPENED}"  # noqa: S608 - made of constants


def _terms(office: Office, edition: int, channel: str) -> Terms:
    procedure = office.catalogue.by_edition[edition]
    limit = procedure.limit(Channel(channel))
    return Terms(limit.promised, limit.unit, procedure.cutoff)


def _pauses(connection: Connection, unit_id: int) -> dict[int, list[ClosedPause]]:
    found: dict[int, list[ClosedPause]] = defaultdict(list)
    rows = select(Pause).where(Pause.ends.is_not(None)).order_by(Pause.dossier_id, Pause.seq)
    for row in _of_open(connection, rows, Pause, unit_id):
        found[row.dossier_id].append(closed(row))
    return found


def _extensions(connection: Connection, unit_id: int) -> dict[int, Extension]:
    until = {
        row.dossier_id: row.promised_at
        for row in _of_open(
            connection, select(Promise).where(Promise.reason == PromiseReason.EXTENSION.value), Promise, unit_id
        )
    }
    granted = _of_open(connection, select(Event).where(Event.verb == Verb.EXTEND.value), Event, unit_id)
    return {row.dossier_id: Extension(row.at, until[row.dossier_id]) for row in granted}


def _of_open(connection: Connection, asked: Any, model: Any, unit_id: int) -> Any:
    open_ids = text(_OPEN_IDS).bindparams(unit=unit_id).columns(Dossier.id).subquery()
    return connection.execute(asked.where(model.dossier_id.in_(select(open_ids.c.id))))

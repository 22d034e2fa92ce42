"""What the timers beside the deadline demand now: which dossiers, why, and since when."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from desk import paths
from desk.errors import MissingCalendarYear
from desk.rules.due_date import promise_in_force
from desk.rules.instants import from_stored, to_stored, vietnam_day
from desk.rules.timers import (
    Timers,
    collect_until,
    hand_over_until,
    intake_until,
    notice_until,
    remind_from,
    supplement_until,
)
from desk.rules.working_calendar import WorkingCalendar
from desk.services.board import APPLICANT, OPEN_ROWS, OPENED, READY, READY_ROWS, RUNS
from desk.services.clock_check import believed_now
from desk.services.sign_in import SignedIn, require
from desk.vocabulary import Channel, Reminder, Role, Status, Verb

if TYPE_CHECKING:  # heavy: the board's page, which tells of reminders, is shown before they are imported
    from desk.services.desk import Desk
    from desk.store.statement import Cursor


@dataclass(frozen=True)
class Reminded:
    """A dossier that a timer speaks of; `until` is when the timer ran out, or when what it counts happened last.

    The telephone is there where somebody has to be called.
    """

    reminder: Reminder
    number: str
    applicant: str
    procedure_name: str
    status: Status
    until: dt.datetime
    phone: str | None = None
    finished_at: dt.datetime | None = None


@cache
def timers_editions() -> tuple[Timers, ...]:
    """All editions of the timers, the newest last."""
    text = (paths.resources() / "regulations/timers.toml").read_text(encoding="utf-8")
    rows = (
        Timers(**{name: value for name, value in one.items() if name in Timers.__dataclass_fields__})
        for one in tomllib.loads(text)["timers"]
    )
    return tuple(sorted(rows, key=lambda one: one.valid_from))


def timers_of(day: dt.date) -> Timers:
    """The timers in force for what was received on a day."""
    editions = timers_editions()
    return next((one for one in reversed(editions) if one.valid_from <= day), editions[0])


def reminders(desk: Desk, officer: SignedIn, only: Reminder | None = None) -> tuple[Reminded, ...]:
    """What is demanded now, by kind and then the longest overdue first; with `only` those of one kind.

    That a promise is near is told to whoever has the dossier, that it is broken to leaders.

    Raises:
        NotAllowed.
    """
    require(officer, "read")
    from desk.store.statement import cursor_of

    with desk.store.reading() as connection:
        calendar = desk.office(connection).calendar
        cursor = cursor_of(connection)
        now = believed_now(desk, cursor)
        asked = {"unit": desk.store.unit_id, "me": officer.id, "now": to_stored(now)}
        found = [
            one
            for kind, timer in _TIMERS.items()
            if only in {None, kind} and officer.roles & timer.roles
            for facts in _rows(cursor, timer.text, asked)
            if (one := _out(timer, kind, facts, now, calendar)) is not None
        ]
    order = list(Reminder)
    return tuple(sorted(found, key=lambda one: (order.index(one.reminder), one.until, one.number)))


_FACTS = (
    "dossier.number, party.name, procedure_edition.name, dossier.status, dossier.received_at, party.phone,"
    " dossier.finished_at"
)
_JOINED = f"{APPLICANT} JOIN procedure_edition ON procedure_edition.id = dossier.edition_id"
_ASKED = f"event.dossier_id = dossier.id AND event.verb = '{Verb.REQUEST_SUPPLEMENT.value}'"
Until = Callable[[dt.datetime, Timers, WorkingCalendar], dt.datetime]


@dataclass(frozen=True)
class _Timer:
    """One timer: which dossiers and since when it runs, until when, and by what it is kept.

    `begins` is a column, `met` the one that has to lie before the end, now where there is none.
    """

    rows: str
    begins: str
    until: Until
    met: str = "NULL"
    groups: str = ""
    dossiers: str = OPEN_ROWS
    roles: frozenset[Role] = frozenset(Role)

    @property
    def text(self) -> str:
        return f"SELECT {_FACTS}, {self.begins}, {self.met} FROM {self.dossiers}{_JOINED} {self.rows}{self.groups}"  # noqa: S608


def _rows(cursor: Cursor, text: str, asked: dict[str, Any]) -> list[Any]:
    cursor.execute(text, asked)
    return list(cursor.fetchall())


def _out(
    timer: _Timer, reminder: Reminder, facts: Sequence[Any], now: dt.datetime, calendar: WorkingCalendar
) -> Reminded | None:
    """What to remind of, or None while there is time."""
    number, name, procedure, status, received, phone, finished, begins, met = facts
    begun = from_stored(begins)
    counted = now if reminder is Reminder.UNCOLLECTED else from_stored(received)
    try:
        until = timer.until(begun, timers_of(vietnam_day(counted)), calendar)
    except MissingCalendarYear:
        return None  # it runs out in a year to come, which the calendar does not know yet
    if (from_stored(met) if met else now) <= until:
        return None
    if reminder is Reminder.DUE_NEXT_DAY:
        until = begun  # what matters is when it is due, not since when it is spoken of
    called = phone if reminder is Reminder.UNCOLLECTED else None
    ready = from_stored(finished) if finished else None
    return Reminded(reminder, number, name, procedure, Status(status), until, called, ready)


_TIMERS = {
    Reminder.LATE: _Timer(
        f"WHERE {OPENED} AND {RUNS} AND promised_at < :now",
        "dossier.promised_at",
        lambda promised, _, calendar: promise_in_force(promised, calendar),
        roles=frozenset({Role.LEADER}),
    ),
    Reminder.DUE_NEXT_DAY: _Timer(
        f"JOIN holding ON holding.dossier_id = dossier.id AND holding.officer_id = :me WHERE {OPENED} AND {RUNS}"
        " AND promised_at >= :now",
        "dossier.promised_at",
        lambda promised, _, calendar: remind_from(promised, calendar),
    ),
    Reminder.TO_CLOSE: _Timer(
        f"JOIN pause ON pause.dossier_id = dossier.id AND pause.ends IS NULL WHERE {OPENED}"
        f" AND dossier.status = '{Status.WAITING_SUPPLEMENT.value}'",
        "pause.begins",
        lambda asked, timers, _: supplement_until(asked, timers),
    ),
    Reminder.NOTICE_LATE: _Timer(
        f"JOIN event ON {_ASKED} WHERE {OPENED}",
        "dossier.received_at",
        notice_until,
        met="min(event.at)",
        groups=" GROUP BY dossier.id",
    ),
    Reminder.SECOND_SUPPLEMENT: _Timer(  # no time at all is given for a second one: it always shows
        f"JOIN event ON {_ASKED} WHERE {OPENED}",
        "max(event.at)",
        lambda asked, *_: asked,
        groups=" GROUP BY dossier.id HAVING count(*) > 1",
    ),
    Reminder.NOT_HANDED_OVER: _Timer(
        f"WHERE {OPENED} AND dossier.status = '{Status.RECEIVED.value}'", "dossier.received_at", hand_over_until
    ),
    Reminder.INTAKE_LATE: _Timer(
        f"JOIN origin ON origin.dossier_id = dossier.id AND origin.submitted_at IS NOT NULL WHERE {OPENED}"
        f" AND dossier.channel = '{Channel.ONLINE.value}'",
        "origin.submitted_at",
        intake_until,
        met="dossier.received_at",
    ),
    Reminder.UNCOLLECTED: _Timer(f"WHERE {READY}", "dossier.finished_at", collect_until, dossiers=READY_ROWS),
}

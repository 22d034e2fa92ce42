"""What lies with an officer: offered and not yet accepted, in work, away at other bodies, and not yet taken up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desk.errors import NotAllowed, UnknownOfficer
from desk.rules.due_date import promise_in_force
from desk.rules.instants import from_stored
from desk.rules.working_calendar import WorkingCalendar
from desk.rules.working_time import working_minutes
from desk.services.board import APPLICANT, OPENED, moment_of, runs
from desk.services.clock_check import believed_now
from desk.services.desk import Desk
from desk.services.requests import pending
from desk.services.sign_in import SignedIn, require
from desk.store.statement import Cursor, cursor_of
from desk.vocabulary import Status, Verb

PAGE = 200


class Tray(StrEnum):
    """The parts of an inbox."""

    OFFERED = "offered"
    MINE = "mine"
    AWAY = "away"
    UNCLAIMED = "unclaimed"


# the index of hand-overs serves the first three; the last is that of what is open
_TRAYS: Mapping[Tray, str] = {
    Tray.OFFERED: "holding.officer_id = :me AND holding.place = 'offered'",
    Tray.MINE: "holding.officer_id = :me AND holding.place = 'officer'",
    Tray.AWAY: "holding.giver_id = :me AND holding.place IN ('body', 'offered')",
    Tray.UNCLAIMED: "dossier.status = 'received'",
}


@dataclass(frozen=True)
class InboxItem:
    """A dossier in a tray, since when it lies there, and from or with whom.

    `minutes_left` are working minutes until it is late, below zero when it is, None where no clock runs.
    """

    tray: Tray
    number: str
    applicant: str
    procedure_name: str
    status: Status
    promised_at: dt.datetime
    since: dt.datetime
    other: str | None
    minutes_left: int | None


@dataclass(frozen=True)
class Inbox:
    """The items of each tray, the one due first in front, how many there are of each, and the moment it was told at."""

    items: tuple[InboxItem, ...]
    counts: Mapping[Tray, int]
    at: dt.datetime


def inbox(desk: Desk, officer: SignedIn, first: int = PAGE, of: str | None = None) -> Inbox:
    """The inbox of the officer who asks, or `of` a colleague by login: that is for who may reassign.

    Raises:
        NotAllowed. UnknownOfficer. MissingCalendarYear: a promise lies in a year the calendar does not know.
    """
    require(officer, "read" if of in {None, officer.login} else Verb.REASSIGN)
    with desk.store.reading() as connection:
        calendar = desk.office(connection).calendar
        cursor = cursor_of(connection)
        now = moment_of(believed_now(desk, cursor), None, calendar)
        me = officer.id if of is None else _officer_id(cursor, desk.store.unit_id, of)
        values = {"unit": desk.store.unit_id, "me": me}
        counts = {tray: _count(cursor, tray, values) for tray in Tray}
        items = [item for tray in Tray for item in _items(cursor, tray, values, first, now, calendar)]
        return Inbox(tuple(items), counts, now)


def waiting(desk: Desk, officer: SignedIn) -> int:
    """How much waits for this officer's answer: hand-overs offered, and requests to decide. Raises: NotAllowed."""
    require(officer, "read")
    with desk.store.reading() as connection:
        values = {"unit": desk.store.unit_id, "me": officer.id}
        offered = _count(cursor_of(connection), Tray.OFFERED, values)
    try:
        return offered + sum(one.may_decide for one in pending(desk, officer))
    except NotAllowed:
        return offered


def _officer_id(cursor: Cursor, unit_id: int, login: str) -> int:
    cursor.execute("SELECT id FROM officer WHERE unit_id = :unit AND login = :login", {"unit": unit_id, "login": login})
    row = cursor.fetchone()
    if row is None:
        raise UnknownOfficer(login=login)
    return int(row[0])


def _rows(tray: Tray) -> str:
    if tray is Tray.UNCLAIMED:
        return " FROM dossier LEFT JOIN holding ON holding.dossier_id = dossier.id"
    return " FROM holding JOIN dossier ON dossier.id = holding.dossier_id"


def _count(cursor: Cursor, tray: Tray, values: Mapping[str, int]) -> int:
    cursor.execute(f"SELECT count(*){_rows(tray)} WHERE {OPENED} AND {_TRAYS[tray]}", values)
    return int(cursor.fetchone()[0])


def _items(
    cursor: Cursor, tray: Tray, values: Mapping[str, int], first: int, now: dt.datetime, calendar: WorkingCalendar
) -> list[InboxItem]:
    wanted = (
        "SELECT dossier.number, party.name, procedure_edition.name, dossier.status, dossier.promised_at,"
        " dossier.computed_at, coalesce(holding.since, dossier.received_at), coalesce(holding.body, other.name)"
        f"{_rows(tray)}{APPLICANT}"
        " JOIN procedure_edition ON procedure_edition.id = dossier.edition_id"
        " LEFT JOIN officer AS other ON other.id ="
        " CASE WHEN holding.giver_id = :me THEN holding.officer_id ELSE coalesce(holding.giver_id, received_by) END"
        f" WHERE {OPENED} AND {_TRAYS[tray]} ORDER BY dossier.promised_at, dossier.id LIMIT :first"
    )
    cursor.execute(wanted, {**values, "first": first})
    return [
        InboxItem(
            tray, number, applicant, procedure, Status(status), (at := from_stored(promised)), from_stored(since),
            other,
            working_minutes(now, promise_in_force(at, calendar), calendar) if runs(Status(status), computed) else None,
        )
        for number, applicant, procedure, status, promised, computed, since, other in cursor.fetchall()
    ]  # fmt: skip

"""Browses all dossiers: the ids that a filter leaves, in order, the lines of one window of them, and why a deadline is.

A list of 100,000 is one small array of ids; what stands in its rows is read a window at a time, by primary key.
"""

from __future__ import annotations

import datetime as dt
import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from desk.errors import MissingCalendarYear
from desk.rules.instants import VIETNAM, from_stored, to_stored
from desk.rules.search_words import match_query
from desk.rules.transitions import OPEN
from desk.rules.working_calendar import WorkingCalendar
from desk.rules.working_time import PromiseSpans, promise_spans
from desk.services.board import (
    APPLICANT,
    OPEN_ROWS,
    OPENED,
    READY,
    READY_ROWS,
    BoardGroup,
    Condition,
    group_conditions,
    moment_of,
    runs,
)
from desk.services.clock_check import believed_now
from desk.services.desk import Desk, Office
from desk.services.sign_in import SignedIn, require
from desk.store.full_text import TABLE
from desk.store.statement import Cursor, cursor_of
from desk.vocabulary import Channel, Status

NEWEST_FIRST = "dossier.received_at DESC, dossier.id DESC"
DUE_FIRST = "dossier.promised_at, dossier.id"
_LINES = (
    "SELECT dossier.id, dossier.number, party.name, procedure_edition.name, dossier.status, dossier.received_at,"  # noqa: S608
    " dossier.promised_at, dossier.computed_at FROM dossier"
    f"{APPLICANT}"
    " JOIN procedure_edition ON procedure_edition.id = dossier.edition_id"
    " WHERE dossier.unit_id = :unit AND dossier.id IN (SELECT value FROM json_each(:ids))"
)
_OPEN_GROUPS = frozenset({BoardGroup.OVERDUE, BoardGroup.DUE_TODAY, BoardGroup.DUE_SOON, BoardGroup.WAITING_CITIZEN})
_OF_GROUP = {BoardGroup.READY: frozenset({Status.FINISHED})}


@dataclass(frozen=True)
class Filter:
    """Which dossiers are wanted; what is left empty asks for nothing. Days are those of receipt, both included.

    A `group` of the board goes before `statuses`. An `officer`, by login, is who received a dossier or holds it now.
    """

    words: str = ""
    statuses: frozenset[Status] = frozenset()
    group: BoardGroup | None = None
    sector: str = ""
    procedure: str = ""
    received_from: dt.date | None = None
    received_to: dt.date | None = None
    mine: bool = False
    officer: str = ""
    channel: Channel | None = None
    back_entry: bool = False


@dataclass(frozen=True, slots=True)
class LineShown:
    """A dossier as the list shows it; `group` where the board would show it, else None."""

    id: int
    number: str
    applicant: str
    procedure_name: str
    status: Status
    received_at: dt.datetime
    promised_at: dt.datetime
    group: BoardGroup | None


def dossier_ids(desk: Desk, officer: SignedIn, wanted: Filter) -> array[int]:
    """Ids of the dossiers that a filter leaves: the newest received first; of a group by promise the longest due first.

    Words find as `search.find` does: those that have the typed accents come before those that have them not.

    Raises:
        NotAllowed; MissingCalendarYear: a group is asked for and the calendar does not know the next working days.
    """
    require(officer, "read")
    exact, folded = match_query(wanted.words, exact=True), match_query(wanted.words, exact=False, initials=True)
    if wanted.words.strip() and folded is None:
        return array("q")
    with desk.store.reading() as connection:
        beside = _conditions(desk.office(connection), officer, wanted)
        if folded is not None:
            beside.append(Condition(f"dossier.id IN ({_matching('match')})", {"match": folded}))
        cursor = cursor_of(connection)
        found = array("q")
        for choice in _choices(desk, connection, wanted):
            found.extend(_ids(cursor, choice, beside))
        if exact != folded:
            return _first(_all_of(cursor, _matching("match"), {"match": exact}), found)
        return found


def lines(desk: Desk, officer: SignedIn, ids: Sequence[int]) -> tuple[LineShown, ...]:
    """The lines of one window of a list, in the given order; an id that is not there is left out.

    Raises:
        NotAllowed.
    """
    require(officer, "read")
    with desk.store.reading() as connection:
        cursor = cursor_of(connection)
        spans = _spans(believed_now(desk, cursor), desk.office(connection).calendar)
        cursor.execute(_LINES, {"unit": desk.store.unit_id, "ids": json.dumps(list(ids))})
        rows = cursor.fetchall()
    found = {row[0]: _line(row, spans) for row in rows}
    return tuple(found[one] for one in ids if one in found)


def group_of(
    status: Status, promised_at: dt.datetime, running: bool, now: dt.datetime, calendar: WorkingCalendar
) -> BoardGroup | None:
    """The group of the board in which a dossier stands now; None for the others, and where the calendar ends."""
    return _group(status, promised_at, _spans(now, calendar), running)


@dataclass(frozen=True)
class _Choice:
    """Rows chosen by group or status: where they stand, which of them, in what order."""

    rows: str
    condition: Condition
    order: str


def _choices(desk: Desk, connection: Connection, wanted: Filter) -> Iterator[_Choice]:
    """What is chosen by group or status, one after the other."""
    unit = {"unit": desk.store.unit_id}
    if wanted.group in _OPEN_GROUPS:
        calendar = desk.office(connection).calendar
        now = moment_of(believed_now(desk, cursor_of(connection)), None, calendar)
        for condition in group_conditions(desk.store.unit_id, now, calendar)[wanted.group]:
            order = NEWEST_FIRST if wanted.group is BoardGroup.WAITING_CITIZEN else DUE_FIRST
            yield _Choice(OPEN_ROWS, condition, order)
        return
    statuses = _OF_GROUP[wanted.group] if wanted.group else wanted.statuses
    if not statuses:
        yield _Choice("dossier", Condition("dossier.unit_id = :unit", unit), NEWEST_FIRST)
    elif statuses <= OPEN:
        yield _Choice(OPEN_ROWS, Condition(f"{OPENED} AND {_one_of(statuses)}", unit), NEWEST_FIRST)
    elif statuses == {Status.FINISHED}:
        yield _Choice(READY_ROWS, Condition(READY, unit), NEWEST_FIRST)
    else:
        yield _Choice("dossier", Condition(f"dossier.unit_id = :unit AND {_one_of(statuses)}", unit), NEWEST_FIRST)


def _one_of(statuses: frozenset[Status]) -> str:
    return f"dossier.status IN ({', '.join(repr(status.value) for status in sorted(statuses))})"


def _conditions(office: Office, officer: SignedIn, wanted: Filter) -> list[Condition]:
    """What is asked beside group, status and words."""
    made = []
    if wanted.sector or wanted.procedure:
        editions = (
            str(edition)
            for edition, one in office.catalogue.by_edition.items()
            if wanted.sector in {"", one.sector} and wanted.procedure in {"", one.code}
        )
        made.append(Condition(f"dossier.edition_id IN ({', '.join(editions)})", {}))
    if wanted.received_from is not None:
        made.append(Condition("dossier.received_at >= :first", {"first": _start(wanted.received_from)}))
    if wanted.received_to is not None:
        after = _start(wanted.received_to + dt.timedelta(days=1))
        made.append(Condition("dossier.received_at < :after", {"after": after}))
    if wanted.mine:
        made.append(Condition("dossier.received_by = :me", {"me": officer.id}))
    if wanted.officer:
        named = "(SELECT id FROM officer WHERE officer.unit_id = :unit AND officer.login = :login)"
        held = f"SELECT dossier_id FROM holding WHERE holding.officer_id = {named}"  # noqa: S608
        made.append(Condition(f"(dossier.received_by = {named} OR dossier.id IN ({held}))", {"login": wanted.officer}))
    if wanted.channel is not None:
        made.append(Condition("dossier.channel = :channel", {"channel": wanted.channel.value}))
    if wanted.back_entry:
        made.append(Condition("dossier.back_entry", {}))
    return made


def _start(day: dt.date) -> str:
    return to_stored(dt.datetime.combine(day, dt.time(), VIETNAM))


def _matching(parameter: str) -> str:
    return f"SELECT rowid AS id FROM {TABLE} WHERE {TABLE} MATCH :{parameter}"  # noqa: S608 - a constant name


def _ids(cursor: Cursor, choice: _Choice, beside: list[Condition]) -> list[int]:
    conditions = [choice.condition, *beside]
    where = " AND ".join(one.text for one in conditions)
    values = {name: value for one in conditions for name, value in one.values.items()}
    return _all_of(cursor, f"SELECT dossier.id FROM {choice.rows} WHERE {where} ORDER BY {choice.order}", values)  # noqa: S608


def _all_of(cursor: Cursor, text: str, values: dict[str, Any]) -> list[int]:
    """The ids that a statement gives, in its order, as one JSON text: quicker than fetching 100,000 rows.

    SQLite keeps the order of a subquery for every aggregate but count, min and max.
    """
    cursor.execute(f"SELECT json_group_array(id) FROM ({text})", values)  # noqa: S608 - made of constants
    return json.loads(cursor.fetchone()[0])  # type: ignore[no-any-return]


def _first(preferred: list[int], found: array[int]) -> array[int]:
    """The found ids with the preferred ones in front, each part in its order."""
    known = frozenset(preferred)
    front = array("q", (one for one in found if one in known))
    front.extend(one for one in found if one not in known)
    return front


def _line(row: Sequence[Any], spans: PromiseSpans | None) -> LineShown:
    key, number, applicant, procedure_name, stored, received, promised, computed = row
    status, promised_at = Status(stored), from_stored(promised)
    group = _group(status, promised_at, spans, runs(status, computed))
    return LineShown(key, number, applicant, procedure_name, status, from_stored(received), promised_at, group)


def _spans(now: dt.datetime, calendar: WorkingCalendar) -> PromiseSpans | None:
    """The board's ranges of promises; None where the calendar ends: the list is shown all the same."""
    try:
        return promise_spans(moment_of(now, None, calendar), calendar)
    except MissingCalendarYear:
        return None


def _group(status: Status, promised_at: dt.datetime, spans: PromiseSpans | None, running: bool) -> BoardGroup | None:
    if status in OPEN and not running:
        return BoardGroup.WAITING_CITIZEN
    if status is Status.FINISHED:
        return BoardGroup.READY
    if not running or spans is None:
        return None
    ranges = {
        BoardGroup.OVERDUE: spans.overdue,
        BoardGroup.DUE_TODAY: spans.due_today,
        BoardGroup.DUE_SOON: spans.due_soon,
    }
    for group, found in ranges.items():
        if any(span.holds(promised_at) for span in found):
            return group
    return None

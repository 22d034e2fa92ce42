"""The board: how many dossiers are late, due, waiting or ready, and the most urgent of them.

Its statements are plain SQL through the driver: the window shows its first page before SQLAlchemy is imported.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from desk.rules.calendar_document import calendar_from_document
from desk.rules.due_date import promise_in_force
from desk.rules.instants import VIETNAM, from_stored, in_vietnam, to_stored
from desk.rules.transitions import OPEN
from desk.rules.working_calendar import WorkingCalendar
from desk.rules.working_time import Span, promise_spans, working_minutes
from desk.services.clock_check import believed_now
from desk.services.sign_in import SignedIn, require
from desk.vocabulary import Status

if TYPE_CHECKING:
    from desk.services.desk import Desk
    from desk.store.statement import Cursor

# an index of some rows serves only a query that states the index's own condition word for word (models.dossier)
OPENED = (
    "dossier.unit_id = :unit AND dossier.status IN ('received', 'processing', 'waiting_supplement', 'waiting_payment')"
)
READY = "dossier.unit_id = :unit AND dossier.status = 'finished'"
# without figures of its own the planner would walk all dossiers rather than the few open ones
OPEN_ROWS = "dossier INDEXED BY ix_dossier_open"
READY_ROWS = "dossier INDEXED BY ix_dossier_ready"
# the applicant as it stands: of a corrected dossier the people come anew
APPLICANT = (
    " JOIN party ON party.dossier_id = dossier.id AND party.seq ="
    " (SELECT ifnull(max(first_party), 1) FROM correction WHERE correction.dossier_id = dossier.id)"
)
# a clock runs where there is a deadline (models.dossier); only of a wait for payment the status, which the index
# holds, does not tell it
RUNS = "(status IN ('received', 'processing') OR (status = 'waiting_payment' AND dossier.computed_at IS NOT NULL))"
STANDS = (
    "(status = 'waiting_supplement' OR (status = 'waiting_payment' AND dossier.computed_at IS NULL))"
    " AND promised_at > ''"  # every promise: without it the planner takes the index of all dossiers
)
PAGE = 50


class BoardGroup(StrEnum):
    """The groups of the board, the most urgent first."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_SOON = "due_soon"
    WAITING_CITIZEN = "waiting_citizen"
    READY = "ready"


@dataclass(frozen=True)
class BoardItem:
    """A dossier on the board; `promised_at` is the promise as it was last given; no `holder`: it lies at the counter.

    `minutes_left` are working minutes until it is late (`promise_in_force`), below zero when it is, None where no clock
    runs: waiting for the citizen, ready. `session` is the stretch of opening hours in which, or at whose end, it is
    due.
    """

    group: BoardGroup
    number: str
    applicant: str
    procedure: str
    procedure_name: str
    status: Status
    promised_at: dt.datetime
    holder: str | None
    minutes_left: int | None
    session: tuple[dt.datetime, dt.datetime] | None = None


@dataclass(frozen=True)
class BoardFilter:
    """What the board is narrowed to; what is left empty asks for nothing.

    `holder` is the login of an officer who has the dossiers, `unheld` those that nobody took up; `editions` are the
    procedure editions of a sector; `words` find as the search does.
    """

    holder: str = ""
    unheld: bool = False
    editions: tuple[int, ...] | None = None
    words: str = ""


@dataclass(frozen=True)
class Board:
    """Counts of each group, and the first items in the order of the groups, oldest first within each.

    `at` is the moment by which the groups were told.
    """

    overdue: int
    due_today: int
    due_soon: int
    waiting_citizen: int
    ready: int
    items: tuple[BoardItem, ...]
    at: dt.datetime


def board(
    desk: Desk,
    officer: SignedIn | None,
    on: dt.date | None = None,
    first: int = PAGE,
    group: BoardGroup | None = None,
    wanted: BoardFilter | None = None,
) -> Board:
    """The board of now, of the newest entry while the clock is doubted.

    For another day: what is open now as it stands when that day opens (a closed day: at midnight).

    Without an officer there are counts and no items: the waiting room's screen shows no names. With a group the items
    are of this group only; what is wanted narrows counts and items alike.

    Raises:
        NotAllowed; MissingCalendarYear: the day or the next working days lie in a year the calendar does not know.
    """
    if officer is not None:
        require(officer, "read")
    from desk.store.statement import cursor_of

    with desk.store.reading() as connection:
        calendar = desk.office(connection).calendar
        cursor = cursor_of(connection)
        now = moment_of(believed_now(desk, cursor), on, calendar)
        most = 0 if officer is None else first
        beside = () if wanted is None else _beside(wanted)
        return board_of(cursor, desk.store.unit_id, now, calendar, most, group, beside)


def calendar_in_force(cursor: Cursor, unit_id: int) -> WorkingCalendar:
    """The unit's newest calendar, for a board that is drawn before the desk is open."""
    newest = "SELECT content FROM calendar_edition WHERE unit_id = :unit ORDER BY id DESC LIMIT 1"
    cursor.execute(newest, {"unit": unit_id})
    return calendar_from_document(json.loads(cursor.fetchone()[0]))


def board_of(
    cursor: Cursor,
    unit_id: int,
    now: dt.datetime,
    calendar: WorkingCalendar,
    first: int,
    only: BoardGroup | None = None,
    beside: tuple[Condition, ...] = (),
) -> Board:
    """The board of a moment, with its `first` items, as the transaction of `cursor` sees the store."""
    wanted = {
        group: tuple(_and(one, beside) for one in conditions)
        for group, conditions in group_conditions(unit_id, now, calendar).items()
    }
    counts = {group.value: sum(_count(cursor, one) for one in found) for group, found in wanted.items()}
    items: list[BoardItem] = []
    for group, conditions in wanted.items():
        for condition in conditions:
            if len(items) < first and only in {None, group}:
                items += _items(cursor, group, condition, now, calendar, first - len(items))
    return Board(**counts, items=tuple(items), at=now)


def moment_of(now: dt.datetime, on: dt.date | None, calendar: WorkingCalendar) -> dt.datetime:
    """The moment a board is drawn for: now, or the opening of another day."""
    if on is None or on == in_vietnam(now).date():
        return now.replace(microsecond=0)
    return calendar.opening(on) if calendar.is_working(on) else dt.datetime.combine(on, dt.time(), VIETNAM)


@dataclass(frozen=True)
class Condition:
    """Which rows of `dossier` belong to a group: SQL with named parameters, and their stored values."""

    text: str
    values: dict[str, Any]


def _and(condition: Condition, beside: tuple[Condition, ...]) -> Condition:
    """A condition with others beside it."""
    every = (condition, *beside)
    return Condition(
        " AND ".join(one.text for one in every), {name: value for one in every for name, value in one.values.items()}
    )


def _beside(wanted: BoardFilter) -> tuple[Condition, ...]:
    """What is asked beside the group: conditions on the few rows that the group's index leaves."""
    found = []
    if wanted.holder:
        held = (
            "SELECT dossier_id FROM holding JOIN officer ON officer.id = holding.officer_id"
            " WHERE officer.unit_id = :unit AND officer.login = :holder"
        )
        found.append(Condition(f"dossier.id IN ({held})", {"holder": wanted.holder}))
    if wanted.unheld:
        held = "SELECT dossier_id FROM holding WHERE holding.officer_id IS NOT NULL OR holding.body IS NOT NULL"
        found.append(Condition(f"dossier.id NOT IN ({held})", {}))
    if wanted.editions is not None:
        editions = ", ".join(str(int(one)) for one in wanted.editions) or "0"
        found.append(Condition(f"dossier.edition_id IN ({editions})", {}))
    if wanted.words.strip():
        from desk.rules.search_words import match_query
        from desk.store.full_text import TABLE

        asked = match_query(wanted.words, exact=False, initials=True)
        matching = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH :words"  # noqa: S608 - a constant name
        found.append(Condition(f"dossier.id IN ({matching})" if asked else "0", {"words": asked} if asked else {}))
    return tuple(found)


def session_of(at: dt.datetime, calendar: WorkingCalendar) -> tuple[dt.datetime, dt.datetime] | None:
    """The stretch of opening hours in which a moment lies, both its ends included, or the next of its day."""
    spans = calendar.facts(in_vietnam(at).date()).spans
    return next((span for span in spans if at <= span[1]), None)


def group_conditions(
    unit_id: int, now: dt.datetime, calendar: WorkingCalendar
) -> dict[BoardGroup, tuple[Condition, ...]]:
    """Which dossiers belong to each group: conditions that the board's two partial indexes answer, one range each.

    In SQLAlchemy a condition is `text(condition.text).bindparams(**condition.values)`.
    """
    spans = promise_spans(now, calendar)
    opened = f"{OPENED} AND {RUNS}"
    waiting = Condition(f"{OPENED} AND {STANDS}", {"unit": unit_id})
    return {
        BoardGroup.OVERDUE: tuple(_within(opened, unit_id, span) for span in spans.overdue),
        BoardGroup.DUE_TODAY: tuple(_within(opened, unit_id, span) for span in spans.due_today),
        BoardGroup.DUE_SOON: tuple(_within(opened, unit_id, span) for span in spans.due_soon),
        BoardGroup.WAITING_CITIZEN: (waiting,),
        BoardGroup.READY: (Condition(READY, {"unit": unit_id}),),
    }


def runs(status: Status, computed_at: object) -> bool:
    """Whether the clock of a dossier runs: it is open, and has a deadline."""
    return status in OPEN and computed_at is not None


def count_text(condition: Condition) -> str:
    """The statement that counts the dossiers of a condition."""
    return f"SELECT count(*) FROM dossier WHERE {condition.text}"  # noqa: S608 - made of constants


def _within(opened: str, unit_id: int, span: Span) -> Condition:
    values = {"unit": unit_id, "ends": to_stored(span.ends)}
    if span.begins is None:
        return Condition(f"{opened} AND promised_at < :ends", values)
    values["begins"] = to_stored(span.begins)
    return Condition(f"{opened} AND promised_at >= :begins AND promised_at < :ends", values)


def _count(cursor: Cursor, condition: Condition) -> int:
    cursor.execute(count_text(condition), condition.values)
    return int(cursor.fetchone()[0])


def _items(
    cursor: Cursor, group: BoardGroup, condition: Condition, now: dt.datetime, calendar: WorkingCalendar, first: int
) -> list[BoardItem]:
    """The first items of one condition in the order of its index: the longest due, or the longest ready, first."""
    order = "finished_at, dossier.id" if group is BoardGroup.READY else "promised_at, dossier.status, dossier.id"
    wanted = (
        "SELECT dossier.number, party.name, procedure_edition.code, procedure_edition.name, dossier.status,"  # noqa: S608
        " dossier.promised_at, dossier.computed_at, coalesce(holding.body, holder.name) FROM dossier"
        f"{APPLICANT}"
        " JOIN procedure_edition ON procedure_edition.id = dossier.edition_id"
        " LEFT JOIN holding ON holding.dossier_id = dossier.id"
        " LEFT JOIN officer AS holder ON holder.id = holding.officer_id"
        f" WHERE {condition.text} ORDER BY dossier.{order} LIMIT :first"
    )
    cursor.execute(wanted, {**condition.values, "first": first})
    items = []
    for number, applicant, code, name, stored, promised, computed, holder in cursor.fetchall():
        status, at = Status(stored), from_stored(promised)
        left, session = None, None
        if runs(status, computed):
            binds = promise_in_force(at, calendar)
            left, session = working_minutes(now, binds, calendar), session_of(binds, calendar)
        items.append(BoardItem(group, number, applicant, code, name, status, at, holder, left, session))
    return items

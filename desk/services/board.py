"""The board: how many dossiers are late, due, waiting or ready, and the most urgent of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select, text

from desk.models import Dossier
from desk.models.dossier import OPEN_STATUSES
from desk.rules.due_date import promise_in_force
from desk.rules.instants import VIETNAM, in_vietnam
from desk.rules.transitions import OPEN, STOPPED
from desk.rules.working_calendar import WorkingCalendar
from desk.rules.working_time import Span, promise_spans, working_minutes
from desk.services.desk import Desk
from desk.services.search import lines_of
from desk.services.sign_in import SignedIn, require
from desk.vocabulary import Status

READY = "status = 'finished'"
RUNNING = sorted(status.value for status in OPEN - STOPPED)
WAITING = sorted(status.value for status in STOPPED)


class BoardGroup(StrEnum):
    """The groups of the board, the most urgent first."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_SOON = "due_soon"
    WAITING_CITIZEN = "waiting_citizen"
    READY = "ready"


@dataclass(frozen=True)
class BoardItem:
    """A dossier on the board; `promised_at` is the promise as it was last given.

    `minutes_left` are working minutes until it is late (`promise_in_force`), below zero when it is, None where no clock
    runs: waiting for the citizen, ready.
    """

    group: BoardGroup
    number: str
    applicant: str
    procedure: str
    procedure_name: str
    status: Status
    promised_at: dt.datetime
    minutes_left: int | None


@dataclass(frozen=True)
class Board:
    """Counts of each group, and the first items in the order of the groups, oldest first within each."""

    overdue: int
    due_today: int
    due_soon: int
    waiting_citizen: int
    ready: int
    items: tuple[BoardItem, ...]


def board(desk: Desk, officer: SignedIn | None, on: dt.date | None = None, first: int = 50) -> Board:
    """The board of now; for another day, what is open now as it stands when that day opens (a closed day: at midnight).

    Without an officer there are counts and no items: the waiting room's screen shows no names.

    Raises:
        NotAllowed; MissingCalendarYear: the day or the next working days lie in a year the calendar does not know.
    """
    if officer is not None:
        require(officer, "read")
    with desk.store.reading() as connection:
        calendar = desk.office(connection).calendar
        now = moment_of(desk.clock.now(), on, calendar)
        wanted = group_conditions(desk.store.unit_id, now, calendar)
        counts = {
            group.value: sum(connection.execute(count_of(one)).scalar_one() for one in conditions)
            for group, conditions in wanted.items()
        }
        items = () if officer is None else _items(connection, wanted, now, calendar, first)
    return Board(**counts, items=items)


def moment_of(now: dt.datetime, on: dt.date | None, calendar: WorkingCalendar) -> dt.datetime:
    """The moment a board is drawn for: now, or the opening of another day."""
    if on is None or on == in_vietnam(now).date():
        return now.replace(microsecond=0)
    return calendar.opening(on) if calendar.is_working(on) else dt.datetime.combine(on, dt.time(), VIETNAM)


def group_conditions(
    unit_id: int, now: dt.datetime, calendar: WorkingCalendar
) -> dict[BoardGroup, tuple[ColumnElement[bool], ...]]:
    """Which dossiers belong to each group: conditions that the board's two partial indexes answer, one range each."""
    spans = promise_spans(now, calendar)
    # an index of some rows serves only a query that states the index's own condition word for word
    opened = and_(Dossier.unit_id == unit_id, text(OPEN_STATUSES))
    running = and_(opened, Dossier.status.in_(RUNNING))
    return {
        BoardGroup.OVERDUE: tuple(and_(running, _within(span)) for span in spans.overdue),
        BoardGroup.DUE_TODAY: tuple(and_(running, _within(span)) for span in spans.due_today),
        BoardGroup.DUE_SOON: tuple(and_(running, _within(span)) for span in spans.due_soon),
        BoardGroup.WAITING_CITIZEN: (and_(opened, Dossier.status.in_(WAITING)),),
        BoardGroup.READY: (and_(Dossier.unit_id == unit_id, text(READY)),),
    }


def count_of(condition: ColumnElement[bool]) -> Select[int]:
    """How many dossiers meet a condition of `group_conditions`."""
    return select(func.count()).select_from(Dossier).where(condition)


def _within(span: Span) -> ColumnElement[bool]:
    before_end = Dossier.promised_at < span.ends
    return before_end if span.begins is None else and_(Dossier.promised_at >= span.begins, before_end)


def _items(
    connection: Connection,
    wanted: dict[BoardGroup, tuple[ColumnElement[bool], ...]],
    now: dt.datetime,
    calendar: WorkingCalendar,
    first: int,
) -> tuple[BoardItem, ...]:
    groups: dict[int, BoardGroup] = {}
    for group, conditions in wanted.items():
        order = Dossier.finished_at if group is BoardGroup.READY else Dossier.promised_at
        for condition in conditions:
            left = first - len(groups)
            if left > 0:
                ids = connection.execute(select(Dossier.id).where(condition).order_by(order, Dossier.id).limit(left))
                groups |= dict.fromkeys(ids.scalars(), group)
    return tuple(
        BoardItem(
            group,
            line.number,
            line.applicant,
            line.procedure,
            line.procedure_name,
            line.status,
            line.promised_at,
            working_minutes(now, promise_in_force(line.promised_at, calendar), calendar)
            if line.status.value in RUNNING
            else None,
        )
        for group, line in zip(groups.values(), lines_of(connection, list(groups)), strict=True)
    )

"""One year of a calendar: its dated rows taken out, put in their place, and looked over as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from desk.errors import BadCalendar
from desk.rules.working_calendar import CalendarDay, CalendarFault, WorkingCalendar
from desk.vocabulary import DayKind

# Labour Code 2019 Article 112 gives eleven or twelve days; some fall on the weekly rest, storms and swaps add some.
# What lies outside is a file cut short, or one that lists every Sunday.
LEAST_DAYS_OFF, MOST_DAYS_OFF = 9, 30

OFF_KINDS = frozenset({DayKind.OFF, DayKind.MAKE_UP_OFF})


def rows_of(calendar: WorkingCalendar, year: int) -> tuple[CalendarDay, ...]:
    """The dated rows of a year, in order; none for a year that the calendar does not know."""
    return tuple(row for row in calendar.days if row.date.year == year)


def with_year(calendar: WorkingCalendar, year: int, rows: Iterable[CalendarDay]) -> WorkingCalendar:
    """The calendar with these rows in place of those of the year. Raises: BadCalendar."""
    others = (row for row in calendar.days if row.date.year != year)
    return replace(calendar, days=(*others, *rows))


def confirmed_year(calendar: WorkingCalendar, year: int, source: str) -> WorkingCalendar:
    """The calendar with every row of a year settled; what was not is by the announcement `source` from now on."""
    rows = (row if row.confirmed else replace(row, confirmed=True, source=source) for row in rows_of(calendar, year))
    return with_year(calendar, year, rows)


def days_off(rows: Iterable[CalendarDay]) -> int:
    """How many of the rows close a whole day."""
    return sum(row.kind in OFF_KINDS for row in rows)


def check_year(rows: Iterable[CalendarDay], year: int) -> None:
    """Look a year's rows over as a whole. Raises: BadCalendar; `value` is the number of days off, `file` the year."""
    count = days_off(rows)
    if LEAST_DAYS_OFF <= count <= MOST_DAYS_OFF:
        return
    few = count < LEAST_DAYS_OFF
    problem = CalendarFault.TOO_FEW_DAYS_OFF if few else CalendarFault.TOO_MANY_DAYS_OFF
    raise BadCalendar(file=str(year), line=None, problem=problem, value=count, day=None)


def changed_years(before: WorkingCalendar, after: WorkingCalendar) -> tuple[int, ...]:
    """The years whose dated rows differ."""
    return tuple(sorted(year for year in before.years | after.years if rows_of(before, year) != rows_of(after, year)))


def reminded_year(calendar: WorkingCalendar, today: dt.date) -> int | None:
    """The year that waits for its calendar: the running one, or from 1 December the next; None when all is set."""
    wanted = (today.year, today.year + 1) if today.month == 12 else (today.year,)
    return next((year for year in wanted if year not in calendar.years or calendar.provisional(year)), None)


class ChangeKind(StrEnum):
    """What became of a dated row."""

    ADDED = "added"
    CHANGED = "changed"
    CONFIRMED = "confirmed"  # only settled, and by which document
    ENDED = "ended"


class RowChange(NamedTuple):
    """A dated row that two calendars have differently: as it was and as it is, None where there is none."""

    kind: ChangeKind
    before: CalendarDay | None
    after: CalendarDay | None

    @property
    def row(self) -> CalendarDay:
        """The row that the change is about."""
        found = self.after or self.before
        assert found is not None
        return found


def row_changes(before: WorkingCalendar, after: WorkingCalendar) -> tuple[RowChange, ...]:
    """How the dated rows of two calendars differ, by day."""
    old, new = ({row.date: row for row in calendar.days} for calendar in (before, after))
    changes = []
    for day in sorted(old.keys() | new.keys()):
        was, now = old.get(day), new.get(day)
        if was is None or now is None:
            changes.append(RowChange(ChangeKind.ADDED if was is None else ChangeKind.ENDED, was, now))
        elif was != now:
            settled = not was.confirmed and replace(was, confirmed=True, source=now.source) == now
            changes.append(RowChange(ChangeKind.CONFIRMED if settled else ChangeKind.CHANGED, was, now))
    return tuple(changes)

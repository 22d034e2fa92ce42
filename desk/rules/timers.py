"""The timers beside the deadline: when each of them runs out, given the calendar.

Sources: Decree 118/2025 Arts 17(2), 19(5), 20(1); Decree 309/2026 Art 9; docs/deadlines.md.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desk.rules.due_date import due
from desk.rules.instants import VIETNAM, in_vietnam, vietnam_day
from desk.rules.working_calendar import WorkingCalendar
from desk.vocabulary import LimitUnit


@dataclass(frozen=True)
class Timers:
    """The lengths that the law, or the office, sets; `valid_from` is the first day of receipt they hold for."""

    valid_from: dt.date
    supplement_notice_working_days: int
    supplement_days: int
    online_intake_working_hours: int
    hand_over_from: dt.time
    uncollected_working_days: int


def notice_until(received_at: dt.datetime, timers: Timers, calendar: WorkingCalendar) -> dt.datetime:
    """Until when a supplement may be asked for. Raises: MissingCalendarYear."""
    days = timers.supplement_notice_working_days
    return due(days, LimitUnit.WORKING_DAY, received_at, (), calendar).due_at


def supplement_until(asked_at: dt.datetime, timers: Timers) -> dt.datetime:
    """Until the end of which day a supplement is waited for; then the dossier is to be closed. Days of the wall."""
    last = vietnam_day(asked_at) + dt.timedelta(days=timers.supplement_days)
    return dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), VIETNAM)


def intake_until(submitted_at: dt.datetime, timers: Timers, calendar: WorkingCalendar) -> dt.datetime:
    """Until when what was filed online must be received formally. Raises: MissingCalendarYear."""
    hours = timers.online_intake_working_hours
    return due(hours, LimitUnit.WORKING_HOUR, submitted_at, (), calendar).due_at


def hand_over_until(received_at: dt.datetime, timers: Timers, calendar: WorkingCalendar) -> dt.datetime:
    """Until when a paper dossier goes to whoever examines it: the close of its day, or an hour into the next.

    What is received at or after the cut-off, or on a day off, goes over at the start of the next working day; an hour
    is given for it. Raises: MissingCalendarYear.
    """
    at = in_vietnam(received_at)
    day = at.date()
    if calendar.is_working(day) and at.time() < timers.hand_over_from:
        return calendar.closing(day)
    return calendar.opening(calendar.next_working_day(day)) + dt.timedelta(hours=1)


def remind_from(promised_at: dt.datetime, calendar: WorkingCalendar) -> dt.datetime:
    """From when on whoever has a dossier is reminded of its promise: the opening of the working day before.

    The office's own. Raises: MissingCalendarYear.
    """
    day = vietnam_day(promised_at) - dt.timedelta(days=1)
    while not calendar.is_working(day):
        day -= dt.timedelta(days=1)
    return calendar.opening(day)


def collect_until(finished_at: dt.datetime, timers: Timers, calendar: WorkingCalendar) -> dt.datetime:
    """From when on a result that was not collected is asked after. Raises: MissingCalendarYear."""
    return due(timers.uncollected_working_days, LimitUnit.WORKING_DAY, finished_at, (), calendar).due_at

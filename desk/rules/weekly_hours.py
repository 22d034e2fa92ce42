"""The weekly hours of an office: written and read as people do, and changed from a day on, for good or for a season."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from desk.errors import BadValue, MissingField
from desk.rules.working_calendar import WEEKDAYS, Days, MonthDay, Session, WeekSessions, WorkingCalendar


def read_hours(text: str) -> tuple[Session, ...]:
    """Sessions from the words of a form, `07:00-11:30, 13:30-17:00`; an empty text is a day off.

    Raises:
        BadValue: it cannot be read.
    """
    sessions = []
    for part in filter(None, (one.strip() for one in text.replace(";", ",").split(","))):
        begins, dash, ends = part.replace("–", "-").partition("-")
        try:
            if not dash:
                raise ValueError
            sessions.append(Session(_time(begins), _time(ends)))
        except ValueError:
            raise BadValue(field="sessions", value=part[:40]) from None
    return tuple(sessions)


def hours_words(sessions: Sequence[Session]) -> str:
    """Sessions as `read_hours` reads them."""
    return ", ".join(f"{one.opens:%H:%M}-{one.closes:%H:%M}" for one in sessions)


def week_words(days: Days) -> str:
    """The hours of a week, days alike in one: `thứ Hai – thứ Sáu 07:00-11:30, 13:30-17:00; còn lại nghỉ`."""
    parts: list[str] = []
    first = 0
    for at in range(len(days)):
        if at + 1 < len(days) and days[at + 1] == days[first]:
            continue
        if days[first]:
            name = WEEKDAYS[first] if first == at else f"{WEEKDAYS[first]} – {WEEKDAYS[at]}"
            parts.append(f"{name} {hours_words(days[first])}")
        first = at + 1
    return "; ".join([*parts, *(["ngày còn lại nghỉ"] if not all(days) else [])])


def read_month_day(text: str) -> MonthDay:
    """A day of any year from the words of a form, `15/5`.

    Raises:
        BadValue: there is no such day.
    """
    try:
        day, month = (int(part) for part in text.strip().split("/"))
        dt.date(2024, month, day)  # a leap year: a season may end on 29 February
    except ValueError:
        raise BadValue(field="season", value=text[:40]) from None
    return month, day


def hours_on(calendar: WorkingCalendar, day: dt.date) -> Days:
    """The weekly hours, without seasons, that are in force on a day."""
    return set_on(calendar, day).days


def set_on(calendar: WorkingCalendar, day: dt.date) -> WeekSessions:
    """The all-year set of weekly hours that is in force on a day."""
    return [week for week in calendar.weeks if week.season is None and week.valid_from <= day][-1]


def with_week(calendar: WorkingCalendar, week: WeekSessions, today: dt.date) -> WorkingCalendar:
    """The calendar with a set of hours from today or later on, in place of one of the same day and season.

    Raises:
        BadValue: it would begin in the past. MissingField: it is closed all week. BadCalendar: sessions overlap.
    """
    if week.valid_from < today:
        raise BadValue(field="valid_from", value=week.valid_from.isoformat())
    if not any(week.days):
        raise MissingField(field="sessions")
    kept = tuple(one for one in calendar.weeks if (one.valid_from, one.season) != (week.valid_from, week.season))
    return replace(calendar, weeks=(*kept, week))


def without_week(calendar: WorkingCalendar, week: WeekSessions, today: dt.date) -> WorkingCalendar:
    """The calendar without a set of hours that has not begun.

    Raises:
        BadValue: it has begun, and something was counted by it.
    """
    if week.valid_from <= today:
        raise BadValue(field="valid_from", value=week.valid_from.isoformat())
    return replace(calendar, weeks=tuple(one for one in calendar.weeks if one != week))


def _time(text: str) -> dt.time:
    hour, _, minute = text.strip().replace("h", ":").replace("g", ":").partition(":")
    return dt.time(int(hour), int(minute or 0))

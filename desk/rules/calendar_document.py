"""A calendar as plain JSON values: how the store keeps an edition, and what the files are read through."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from desk.errors import BadText, BadTime
from desk.rules.instants import parse_day
from desk.rules.text import clean_text
from desk.rules.working_calendar import (
    CalendarDay,
    CalendarFault,
    Days,
    MonthDay,
    Session,
    Sessions,
    WeekSessions,
    WorkingCalendar,
    calendar_fault,
    sessions_text,
)
from desk.vocabulary import DayKind

LONGEST_WORDS = 200

Document = Mapping[str, Any]


def calendar_to_document(calendar: WorkingCalendar) -> dict[str, Any]:
    """The whole calendar as plain JSON values, the same for equal calendars."""
    return {
        "first_day": calendar.first_day.isoformat(),
        "weeks": [
            {
                "valid_from": week.valid_from.isoformat(),
                "season": week.season and [f"{month:02}-{day:02}" for month, day in week.season],
                "days": [sessions_text(sessions) for sessions in week.days],
                "office_days": week.office_days and [sessions_text(sessions) for sessions in week.office_days],
            }
            for week in calendar.weeks
        ],
        "days": [
            {
                "date": row.date.isoformat(),
                "kind": row.kind.value,
                "name": row.name,
                "source": row.source,
                "confirmed": row.confirmed,
                "replaces": row.replaces and row.replaces.isoformat(),
                "sessions": None if row.sessions is None else sessions_text(row.sessions),
            }
            for row in calendar.days
        ],
    }


def calendar_from_document(document: Document) -> WorkingCalendar:
    """The calendar that such a document describes; anything missing, unknown or contradictory raises `BadCalendar`."""
    known_keys(document, ("first_day", "weeks", "days"), ())
    weeks, days = document["weeks"], document["days"]
    if not isinstance(weeks, list) or not isinstance(days, list):
        raise calendar_fault(CalendarFault.BAD_VALUE, "weeks, days")
    return WorkingCalendar(
        day_from(document["first_day"]),
        tuple(week_from_document(week) for week in weeks),
        tuple(row_from_document(row) for row in days),
    )


def week_from_document(document: Document) -> WeekSessions:
    """One set of weekly hours; raises `BadCalendar`."""
    known_keys(document, ("valid_from", "days"), ("season", "office_days"))
    season, office = document.get("season"), document.get("office_days")
    if season is not None and (not isinstance(season, list) or len(season) != 2):
        raise calendar_fault(CalendarFault.BAD_VALUE, season)
    return WeekSessions(
        valid_from=day_from(document["valid_from"]),
        days=_week_days(document["days"]),
        season=None if season is None else (_month_day(season[0]), _month_day(season[1])),
        office_days=None if office is None else _week_days(office),
    )


def row_from_document(document: Document) -> CalendarDay:
    """One dated row; raises `BadCalendar`."""
    known_keys(document, ("date", "kind", "name", "source", "confirmed"), ("replaces", "sessions"))
    date = day_from(document["date"])
    try:
        kind = DayKind(document["kind"])
    except ValueError:
        raise calendar_fault(CalendarFault.UNKNOWN_KIND, document["kind"], date) from None
    if not isinstance(document["confirmed"], bool):
        raise calendar_fault(CalendarFault.BAD_VALUE, document["confirmed"], date)
    replaces, sessions = document.get("replaces"), document.get("sessions")
    return CalendarDay(
        date=date,
        kind=kind,
        name=_words(document["name"], date),
        source=_words(document["source"], date),
        confirmed=document["confirmed"],
        replaces=None if replaces is None else day_from(replaces),
        sessions=None if sessions is None else _sessions_from(sessions, date),
    )


def known_keys(document: object, needed: Sequence[str], allowed: Sequence[str]) -> None:
    """Refuses (`BadCalendar`) what is no table, lacks a key, or has a key nobody reads: that is a misspelt one."""
    if not isinstance(document, Mapping):
        raise calendar_fault(CalendarFault.BAD_VALUE, document)
    for key in needed:
        if key not in document:
            raise calendar_fault(CalendarFault.MISSING_KEY, key)
    for key in document:
        if key not in needed and key not in allowed:
            raise calendar_fault(CalendarFault.UNKNOWN_KEY, key)


def day_from(value: object) -> dt.date:
    """The day a document names, as ISO text or as a date of TOML; raises `BadCalendar`."""
    try:
        return parse_day(value.isoformat() if type(value) is dt.date else str(value), "date")
    except BadTime:
        raise calendar_fault(CalendarFault.BAD_VALUE, value) from None


def _words(value: object, day: dt.date) -> str:
    try:
        text = clean_text(value, "name", LONGEST_WORDS) if isinstance(value, str) else ""
    except BadText:
        text = ""
    if not text:
        raise calendar_fault(CalendarFault.BAD_VALUE, value, day)
    return text


def _week_days(value: object) -> Days:
    if not isinstance(value, list) or len(value) != 7:
        raise calendar_fault(CalendarFault.BAD_VALUE, value)
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (_sessions_from(day, None) for day in value)
    return monday, tuesday, wednesday, thursday, friday, saturday, sunday


def _sessions_from(value: object, day: dt.date | None) -> Sessions:
    if not isinstance(value, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in value):
        raise calendar_fault(CalendarFault.BAD_VALUE, value, day)
    return tuple(Session(_clock_time(opens), _clock_time(closes)) for opens, closes in value)


def _clock_time(value: object) -> dt.time:
    hour, minute = _two_numbers(value, ":")
    try:
        return dt.time(hour, minute)
    except ValueError:
        raise calendar_fault(CalendarFault.BAD_VALUE, value) from None


def _month_day(value: object) -> MonthDay:
    month, day = _two_numbers(value, "-")
    try:
        dt.date(2024, month, day)  # a leap year: a season may end on 29 February
    except ValueError:
        raise calendar_fault(CalendarFault.BAD_VALUE, value) from None
    return month, day


def _two_numbers(value: object, mark: str) -> tuple[int, int]:
    if not isinstance(value, str) or not re.fullmatch(f"[0-9]{{2}}{mark}[0-9]{{2}}", value):
        raise calendar_fault(CalendarFault.BAD_VALUE, value)
    return int(value[:2]), int(value[3:])

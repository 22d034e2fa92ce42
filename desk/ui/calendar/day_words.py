"""A day of the calendar in words: its lunar day, what is written on it, its hours."""

from __future__ import annotations

import datetime as dt

from desk.errors import MissingCalendarYear
from desk.messages.calendar_words import row_words
from desk.rules.lunar import lunar_day
from desk.rules.weekly_hours import hours_words
from desk.rules.working_calendar import WEEKDAYS, WorkingCalendar


def day_name(day: dt.date) -> str:
    """A day by its names: `Thứ Ba 24/11/2026, mùng 5 tháng Chạp âm lịch`."""
    name = WEEKDAYS[day.weekday()]
    words = f"{name[:1].upper()}{name[1:]} {day:%d/%m/%Y}"
    try:
        found = lunar_day(day)
    except ValueError:
        return words
    which = f"mùng {found.day}" if found.day <= 10 else str(found.day)
    month = {1: "Giêng", 12: "Chạp"}.get(found.month, str(found.month))
    return f"{words}, {which} tháng {month}{' nhuận' if found.leap else ''} âm lịch"


def day_words(calendar: WorkingCalendar, day: dt.date) -> str:
    """What the day is in the calendar, in a line or two."""
    lines = [day_name(day)]
    row = calendar.row_on(day)
    if row is not None:
        lines.append(f"{row_words(row)}, theo {row.source}")
    try:
        sessions = calendar.sessions(day)
    except MissingCalendarYear:
        return "\n".join([*lines, "chưa có lịch của năm này"])
    if sessions:
        lines.append(f"tiếp nhận {hours_words(sessions)}")
    elif row is None:
        lines.append("nghỉ hằng tuần")
    return "\n".join(lines)

"""The periods that lists and books are narrowed to: this day, week, month, year."""

from __future__ import annotations

import calendar
import datetime as dt
from enum import StrEnum


class Period(StrEnum):
    """A period that today lies in."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


def days_of(period: Period, today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of a period; weeks begin on Monday."""
    if period is Period.WEEK:
        monday = today - dt.timedelta(days=today.weekday())
        return monday, monday + dt.timedelta(days=6)
    if period is Period.MONTH:
        return today.replace(day=1), today.replace(day=calendar.monthrange(today.year, today.month)[1])
    if period is Period.YEAR:
        return dt.date(today.year, 1, 1), dt.date(today.year, 12, 31)
    return today, today

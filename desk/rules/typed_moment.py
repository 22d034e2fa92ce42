"""A moment as it is typed at the counter: hour and day, the day of this year or today when it is left out."""

from __future__ import annotations

import datetime as dt
import re

from desk.errors import BadTime
from desk.rules.instants import VIETNAM, in_vietnam, parse_instant, vietnam_day

_DAY = r"(?P<day>\d{1,2})[/.\-](?P<month>\d{1,2})(?:[/.\-](?P<year>\d{4}))?"
_TYPED = re.compile(rf"(?P<hour>\d{{1,2}})[:hg.](?P<minute>\d{{2}})(?:[ ,]+{_DAY})?", re.ASCII)


def moment_of(typed: str, field: str, now: dt.datetime) -> dt.datetime:
    """The moment that is meant by `9:30`, `9h30 23/11` or `09:30 23/11/2026`.

    Without a day it is today's, without a year the latest such day that is not in the future.

    Raises:
        BadTime: it cannot be read, or there is no such day.
    """
    today = vietnam_day(now)
    found = _TYPED.fullmatch(typed.strip())
    if found is None:
        raise BadTime(field=field, value=typed[:40])
    try:
        time = dt.time(int(found["hour"]), int(found["minute"]))
        if found["day"] is None:
            day = today
        else:
            year = int(found["year"] or today.year)
            day = dt.date(year, int(found["month"]), int(found["day"]))
            if found["year"] is None and day > today:
                day = day.replace(year=year - 1)
    except ValueError:
        raise BadTime(field=field, value=typed[:40]) from None
    return dt.datetime.combine(day, time, VIETNAM)


def shown_moment(stored: str) -> str:
    """An ISO instant as it would be typed; anything else as it is."""
    try:
        return f"{in_vietnam(parse_instant(stored, 'at')):%H:%M %d/%m/%Y}"
    except BadTime:
        return stored

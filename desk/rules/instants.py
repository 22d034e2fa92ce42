"""Instants and days in Vietnam time: read from text, cut to the minute, written for outsiders and for the store."""

import datetime as dt
from functools import lru_cache

from desk.errors import BadDay, BadTime

# Asia/Ho_Chi_Minh has been UTC+7 without summer time since 1975: a fixed offset is exact and needs no zone file.
_OFFSET = dt.timedelta(hours=7)
VIETNAM = dt.timezone(_OFFSET, "+07")

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_FIRST_YEAR, _LAST_YEAR = 1900, 9998  # inside them no change of zone and no sum of days can leave the calendar


def parse_instant(text: str, field: str) -> dt.datetime:
    """The instant in Vietnam time that an ISO 8601 text names; a text without offset is Vietnam time already.

    Date and time are both needed, years 1900 to 9998. Anything else raises `BadTime`.
    """
    try:
        if text[4] + text[7] + text[13] != "--:" or text[10] not in "T ":
            raise ValueError
        instant = dt.datetime.fromisoformat(text)
        instant = instant.replace(tzinfo=VIETNAM) if instant.tzinfo is None else instant.astimezone(VIETNAM)
    except (TypeError, ValueError, IndexError, OverflowError):
        raise BadTime(field=field, value=text) from None
    if not _FIRST_YEAR <= instant.year <= _LAST_YEAR:
        raise BadTime(field=field, value=text)
    return instant


def parse_day(text: str, field: str) -> dt.date:
    """The day that a text `2026-11-23` names (years 1900 to 9998); anything else raises `BadDay`."""
    try:
        if len(text) != 10 or text[4] + text[7] != "--":
            raise ValueError
        day = dt.date.fromisoformat(text)
    except (TypeError, ValueError):
        raise BadDay(field=field, value=text) from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise BadDay(field=field, value=text)
    return day


def in_vietnam(instant: dt.datetime) -> dt.datetime:
    """The same instant in Vietnam time; a datetime without zone is a mistake of ours and raises ValueError."""
    if instant.tzinfo is VIETNAM:
        return instant
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant.astimezone(VIETNAM)


def iso(instant: dt.datetime) -> str:
    """The instant as outsiders read it, to the second: `2026-11-23T09:00:00+07:00`."""
    return in_vietnam(instant).isoformat()[:19] + "+07:00"


def cut_to_minute(instant: dt.datetime) -> dt.datetime:
    """The instant in Vietnam time without its seconds: deadlines count in whole minutes."""
    return in_vietnam(instant).replace(second=0, microsecond=0)


def vietnam_day(instant: dt.datetime) -> dt.date:
    """The calendar day of the instant in Vietnam."""
    return in_vietnam(instant).date()


def weekday_words(instant: dt.datetime) -> str:
    """`thứ Hai` to `Chủ nhật`, as papers and windows say it."""
    return _WEEKDAYS[in_vietnam(instant).weekday()]


@lru_cache(maxsize=64)  # one registration writes the same few moments many times over
def to_stored(instant: dt.datetime) -> str:
    """The instant as it is stored, in UTC to the second: `2026-11-23T02:00:00Z`; such texts sort as instants do."""
    return (in_vietnam(instant) - _OFFSET).isoformat()[:19] + "Z"


def from_stored(text: str) -> dt.datetime:
    """The instant, in Vietnam time, of a text that `to_stored` wrote."""
    return dt.datetime.fromisoformat(text).astimezone(VIETNAM)

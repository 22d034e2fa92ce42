"""Receipts around every dated row of 2017 to 2026: the date by an own count, and by the trace with a wall calendar."""

import datetime as dt
import tomllib
from collections.abc import Iterator

import pytest

from desk.paths import resources
from desk.rules.due_date import DueDate, due
from desk.rules.instants import VIETNAM
from desk.rules.working_calendar import WEEKDAYS
from desk.services.calendar_files import read_calendar_folder
from desk.vocabulary import LimitUnit

CALENDAR = read_calendar_folder(resources() / "calendar")
YEARS = range(2017, 2027)
AROUND = 9  # days before and after a row
TIMES = (dt.time(6, 30), dt.time(9), dt.time(12), dt.time(15, 1), dt.time(17), dt.time(17, 1))
ONE_DAY = dt.timedelta(days=1)
OPEN = ((dt.time(7), dt.time(11, 30)), (dt.time(13, 30), dt.time(17)))


def _read(year: int) -> Iterator[tuple[dt.date, str]]:
    """The rows as the file has them, read without any code of ours."""
    for row in tomllib.loads((resources() / f"calendar/{year}.toml").read_text(encoding="utf-8"))["day"]:
        yield row["date"], row["kind"]


ROWS = {day: kind for year in (*YEARS, 2027) for day, kind in _read(year)}


def closed(day: dt.date) -> bool:
    kind = ROWS.get(day)
    return day.weekday() >= 5 if kind is None else kind != "swapped_working_day"


def following(day: dt.date) -> dt.date:
    day += ONE_DAY
    while closed(day):
        day += ONE_DAY
    return day


def begins(at: dt.datetime) -> dt.datetime:
    """From when a receipt counts, by the words of docs/deadlines.md."""
    if not closed(at.date()) and at.time() <= dt.time(17):
        return max(at, dt.datetime.combine(at.date(), dt.time(7), VIETNAM))
    return dt.datetime.combine(following(at.date()), dt.time(7), VIETNAM)


def expected(limit: int, unit: LimitUnit, at: dt.datetime) -> dt.datetime:
    start = begins(at)
    day = start.date()
    if unit is LimitUnit.WORKING_HOUR:
        return _hours(start, limit * 60)
    if unit is LimitUnit.WORKING_DAY:
        for _ in range(limit):
            day = following(day)
    elif unit is LimitUnit.CALENDAR_DAY:
        day += limit * ONE_DAY
        day = following(day) if closed(day) else day
    elif start.time() > dt.time(15):
        day = following(day)
    return dt.datetime.combine(day, dt.time(17), VIETNAM)


def _hours(at: dt.datetime, minutes: int) -> dt.datetime:
    day = at.date()
    while True:
        for opens, closes in () if closed(day) else OPEN:
            first = max(at, dt.datetime.combine(day, opens, VIETNAM))
            last = dt.datetime.combine(day, closes, VIETNAM)
            if first < last:
                room = int((last - first).total_seconds()) // 60
                if room >= minutes:
                    return first + dt.timedelta(minutes=minutes)
                minutes -= room
        day += ONE_DAY


def recounted(found: DueDate, limit: int, unit: LimitUnit, received: dt.date) -> dt.date:
    """The day that a citizen comes to who has the trace, a wall calendar and a list of the public holidays."""
    days = [one.date for one in found.trace]
    wall = [received + n * ONE_DAY for n in range((days[-1] - received).days + 1)]
    assert sorted(set(days)) == wall, "a day between receipt and promise is not accounted for"
    for one in found.trace:
        if closed(one.date) and unit is not LimitUnit.CALENDAR_DAY:
            assert not one.counted
            named = one.reason.startswith("nghỉ ") if one.date in ROWS else one.reason == WEEKDAYS[one.date.weekday()]
            assert named, one
    counted = [one.date for one in found.trace if one.counted]
    if unit in {LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY}:
        assert len(counted) == limit
    if unit is LimitUnit.WORKING_HOUR:
        spent = [one.reason.split("tính ")[1].split(" ")[0] for one in found.trace if " phút" in one.reason]
        minutes = sum(map(int, spent))
        assert minutes == limit * 60
    if unit is LimitUnit.CALENDAR_DAY:
        return days[-1] if closed(counted[-1]) else counted[-1]
    return counted[-1]


LIMITS = (
    (1, LimitUnit.WORKING_DAY), (3, LimitUnit.WORKING_DAY), (5, LimitUnit.WORKING_DAY), (10, LimitUnit.WORKING_DAY),
    (3, LimitUnit.CALENDAR_DAY), (7, LimitUnit.CALENDAR_DAY), (8, LimitUnit.WORKING_HOUR), (0, LimitUnit.SAME_DAY),
)  # fmt: skip


@pytest.mark.parametrize("year", YEARS)
def test_every_receipt_around_a_dated_row(year: int) -> None:
    rows = [day for day in ROWS if day.year == year]
    days = sorted({day + n * ONE_DAY for day in rows for n in range(-AROUND, AROUND + 1)})
    for day in (one for one in days if dt.date(2017, 1, 1) <= one):
        for time in TIMES:
            at = dt.datetime.combine(day, time, VIETNAM)
            for limit, unit in LIMITS:
                found = due(limit, unit, at, (), CALENDAR)
                assert found.due_at == expected(limit, unit, at), (limit, unit, at)
                assert recounted(found, limit, unit, day) == found.due_at.date(), (limit, unit, at)

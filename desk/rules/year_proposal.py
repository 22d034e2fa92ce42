"""What a year's days off will be by the law, before any announcement: fixed and lunar holidays with their make-up days.

Sources: Labour Code 2019, Articles 111(3) and 112; Resolution 28/2026/QH16 (24 November). How Tết and the day beside
National Day fall is decided anew each year, so whatever is proposed is unconfirmed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desk.rules.lunar import solar_day
from desk.rules.working_calendar import CalendarDay
from desk.vocabulary import DayKind

_ONE_DAY = dt.timedelta(days=1)
Works = Callable[[dt.date], bool]


@dataclass(frozen=True)
class Holiday:
    """A public holiday as the law has it; `month` and `day` are of the lunar calendar when `lunar` says so.

    It lasts from `before` days before the day to `after` days after it; `neighbour` adds one day beside it. Without
    `made_up` no other day is off when it falls on the weekly rest.
    """

    name: str
    source: str
    valid_from: int
    valid_until: int | None
    month: int
    day: int
    lunar: bool = False
    before: int = 0
    after: int = 0
    neighbour: bool = False
    made_up: bool = True

    def holds(self, year: int) -> bool:
        """Whether it is law in a year."""
        return self.valid_from <= year and (self.valid_until is None or year <= self.valid_until)

    def on(self, year: int) -> dt.date:
        """Its day in a year. Raises: ValueError, a lunar one beyond the years that are reckoned."""
        return solar_day(year, self.month, self.day) if self.lunar else dt.date(year, self.month, self.day)


def propose_year(year: int, holidays: Sequence[Holiday], works: Works, made_up_source: str) -> tuple[CalendarDay, ...]:
    """The dated rows of a year, in order, none of them confirmed. `works` tells the weekly hours alone.

    A holiday on a day of weekly rest is made up for on the next day that is worked and no holiday itself (Article
    111(3)); weekly rest without make-up has no row. Raises: ValueError, a year beyond the lunar calendar.
    """
    days: dict[dt.date, Holiday] = {}
    for holiday in (one for one in holidays if one.holds(year)):
        middle = holiday.on(year)
        span = range(-holiday.before, holiday.after + 1)
        days |= {middle + n * _ONE_DAY: holiday for n in span}
        if holiday.neighbour:
            days[_neighbour(middle, works)] = holiday
    rows = {
        day: CalendarDay(day, DayKind.OFF, one.name, one.source, confirmed=False)
        for day, one in days.items()
        if works(day)
    }
    for day in sorted(days):
        if works(day) or not days[day].made_up:
            continue
        instead = day + _ONE_DAY
        while not works(instead) or instead in rows or instead in days:
            instead += _ONE_DAY
        name = f"bù {days[day].name}"
        rows[instead] = CalendarDay(instead, DayKind.MAKE_UP_OFF, name, made_up_source, confirmed=False, replaces=day)
    return tuple(rows[day] for day in sorted(rows))


def _neighbour(day: dt.date, works: Works) -> dt.date:
    """The day before or after: the one that is worked and makes the longest run of days off; the earlier of equals."""

    def run(beside: dt.date) -> int:
        off = {day, beside}
        first, last = min(off), max(off)
        while not works(first - _ONE_DAY):
            first -= _ONE_DAY
        while not works(last + _ONE_DAY):
            last += _ONE_DAY
        return (last - first).days

    around = [one for one in (day - _ONE_DAY, day + _ONE_DAY) if works(one)]
    return max(around or [day + _ONE_DAY], key=run)

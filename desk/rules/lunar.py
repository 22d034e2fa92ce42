"""The Vietnamese lunar calendar, counted by the sky over UTC+7: which lunar day a day is, and on which day one falls.

The months begin on the day of the new moon in Vietnam's own zone (Decision 121-CP of 8 August 1967); Chinese tables
count in UTC+8 and are a day, once a month, off in some years (Tết 1985, 2007, 2030). Places of moon and sun: J. Meeus,
Astronomical Algorithms, 2nd edition, chapters 49 and 25, good to well under a minute for the years served: only a new
moon within seconds of midnight (December 2072) is beyond them.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from math import floor, radians, sin
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1968, 2100

_SYNODIC_MONTH = 29.530588861
_NEW_MOON_OF_2000 = 2451550.09766  # Julian ephemeris day of the mean new moon of 6 January 2000
_ZONE = 7 / 24
_JULIAN_OF_DAY_ZERO = 1721424.5  # Julian day at the midnight that ordinal 0 of `datetime.date` begins with
_CENTURY = 36525
_J2000 = 2451545.0
_SECONDS = 86400

# (size in days, power of the eccentricity, multiples of the sun's anomaly, the moon's, the moon's latitude argument)
_MOON = (
    (-0.40720, 0, 0, 1, 0), (0.17241, 1, 1, 0, 0), (0.01608, 0, 0, 2, 0), (0.01039, 0, 0, 0, 2),
    (0.00739, 1, -1, 1, 0), (-0.00514, 1, 1, 1, 0), (0.00208, 2, 2, 0, 0), (-0.00111, 0, 0, 1, -2),
    (-0.00057, 0, 0, 1, 2), (0.00056, 1, 1, 2, 0), (-0.00042, 0, 0, 3, 0), (0.00042, 1, 1, 0, 2),
    (0.00038, 1, 1, 0, -2), (-0.00024, 1, -1, 2, 0), (-0.00007, 0, 2, 1, 0), (0.00004, 0, 0, 2, -2),
    (0.00004, 0, 3, 0, 0), (0.00003, 0, 1, 1, -2), (0.00003, 0, 0, 2, 2), (-0.00003, 0, 1, 1, 2),
    (0.00003, 0, -1, 1, 2), (-0.00002, 0, -1, 1, -2), (-0.00002, 0, 1, 3, 0), (0.00002, 0, 0, 4, 0),
)  # fmt: skip


class LunarDay(NamedTuple):
    """A day of the lunar calendar; `leap` marks the second month of the same number."""

    year: int
    month: int
    day: int
    leap: bool = False


def lunar_day(day: dt.date) -> LunarDay:
    """The lunar day of a day.

    Raises:
        ValueError: it lies outside of the years 1968 to 2100.
    """
    for year in (day.year + 1, day.year, day.year - 1):
        for first, end, month, leap in _months(year):
            if first <= day < end:
                return LunarDay(year, month, (day - first).days + 1, leap)
    raise ValueError(day)


def solar_day(year: int, month: int, day: int, *, leap: bool = False) -> dt.date:
    """The day on which a lunar day falls.

    Raises:
        ValueError: the lunar year has no such month or day, or lies outside of 1968 to 2100.
    """
    for first, end, number, is_leap in _months(year):
        if (number, is_leap) == (month, leap) and 1 <= day <= (end - first).days:
            return first + dt.timedelta(days=day - 1)
    raise ValueError(f"{year}-{month}-{day}")


@lru_cache(maxsize=64)
def _months(year: int) -> tuple[tuple[dt.date, dt.date, int, bool], ...]:
    """The months of a lunar year: first day, first day of the next, number, whether it is a leap month.

    The month with the winter solstice is the eleventh. When thirteen months lie between two of them, the first one in
    which the sun enters no twelfth of its circle is the leap month and has the number of the one before.
    """
    if not FIRST_YEAR - 1 <= year <= LAST_YEAR + 1:
        raise ValueError(year)
    found = [*_from_solstice(year)[2:], *_from_solstice(year + 1)[:3]]
    # a leap month among the first ones belongs to the year before it, one at the end to this year
    begins = [at for at, (_, _, month, leap) in enumerate(found) if month == 1 and not leap]
    return tuple(found[begins[0] : begins[1] if len(begins) > 1 else None])


@lru_cache(maxsize=64)
def _from_solstice(year: int) -> tuple[tuple[dt.date, dt.date, int, bool], ...]:
    """The months from the eleventh of the year before to the tenth of the year, in order."""
    first, last = _solstice_moon(year - 1), _solstice_moon(year)
    days = [_new_moon(at) for at in range(first, last + 1)]
    twelfths = [_twelfth(day) for day in days]
    leap = next((at for at in range(last - first) if twelfths[at] == twelfths[at + 1]), -1) if last - first > 12 else -1
    months = []
    number = 10
    for at in range(last - first):
        number = number if at == leap else number % 12 + 1
        months.append((days[at], days[at + 1], number, at == leap))
    return tuple(months)


def _solstice_moon(year: int) -> int:
    """The count of the new moon that begins the month of a year's winter solstice."""
    count = floor((_julian(dt.date(year, 12, 31)) - _NEW_MOON_OF_2000) / _SYNODIC_MONTH)
    count += 1
    while _new_moon(count) > dt.date(year, 12, 31) or _twelfth(_new_moon(count)) >= 9:
        count -= 1
    return count


def _new_moon(count: int) -> dt.date:
    """The day in Vietnam of the new moon so many months after the first one of 2000."""
    century = count / 1236.85
    at = (
        _NEW_MOON_OF_2000
        + _SYNODIC_MONTH * count
        + century**2 * (0.00015437 + century * (-0.000000150 + 0.00000000073 * century))
    )
    eccentricity = 1 - century * (0.002516 + 0.0000074 * century)
    sun = 2.5534 + 29.10535670 * count - century**2 * (0.0000014 + 0.00000011 * century)
    moon = 201.5643 + 385.81693528 * count + century**2 * (0.0107582 + 0.00001238 * century)
    latitude = 160.7108 + 390.67050284 * count - century**2 * (0.0016118 + 0.00000227 * century)
    node = 124.7746 - 1.56375588 * count + 0.0020672 * century**2
    for size, power, suns, moons, latitudes in _MOON:
        at += size * eccentricity**power * sin(radians(suns * sun + moons * moon + latitudes * latitude))
    at -= 0.00017 * sin(radians(node))
    at += 0.000325 * sin(radians(299.77 + 0.107408 * count - 0.009173 * century**2))
    return _day_in_vietnam(at)


def _twelfth(day: dt.date) -> int:
    """In which twelfth of its circle (0 to 11, from the spring equinox) the sun stands as the day begins in Vietnam."""
    universal = _julian(day) - _ZONE
    century = (universal + _clock_lag(universal) - _J2000) / _CENTURY
    anomaly = radians(357.52911 + century * (35999.05029 - 0.0001537 * century))
    centre = (
        (1.914602 - century * (0.004817 + 0.000014 * century)) * sin(anomaly)
        + (0.019993 - 0.000101 * century) * sin(2 * anomaly)
        + 0.000289 * sin(3 * anomaly)
    )
    longitude = 280.46646 + century * (36000.76983 + 0.0003032 * century) + centre
    apparent = longitude - 0.00569 - 0.00478 * sin(radians(125.04 - 1934.136 * century))
    return floor(apparent % 360 / 30)


def _julian(day: dt.date) -> float:
    """The Julian day at midnight of a day, without regard to zones."""
    return day.toordinal() + _JULIAN_OF_DAY_ZERO


def _day_in_vietnam(ephemeris: float) -> dt.date:
    local = ephemeris - _clock_lag(ephemeris) + _ZONE
    return dt.date.fromordinal(floor(local - _JULIAN_OF_DAY_ZERO))


def _clock_lag(julian: float) -> float:
    """By how many days even time is ahead of the turning earth (ΔT, Espenak and Meeus 2006)."""
    year = 2000 + (julian - _J2000) / 365.25
    since = year - 2000
    if year < 1986:
        since = year - 1975
        seconds = 45.45 + 1.067 * since - since**2 / 260 - since**3 / 718
    elif year < 2005:
        seconds = 63.86 + since * (
            0.3345 + since * (-0.060374 + since * (0.0017275 + since * (0.000651814 + since * 0.00002373599)))
        )
    elif year < 2050:
        seconds = 62.92 + 0.32217 * since + 0.005589 * since**2
    else:
        seconds = -20 + 32 * ((year - 1820) / 100) ** 2 - 0.5628 * (2150 - year)
    return seconds / _SECONDS

"""The lunar calendar: known days, another implementation day by day, and what never was."""

import datetime as dt

import pytest
from lunar_vn import solar_to_lunar

from desk.rules.lunar import FIRST_YEAR, LAST_YEAR, LunarDay, lunar_day, solar_day


@pytest.mark.parametrize(
    ("year", "new_year"),
    [  # a day, or a month, before the calendar of UTC+8: 1968, 1969, 1985, 2007, 2030, 2053
        (1968, "1968-01-29"), (1969, "1969-02-16"), (1985, "1985-01-21"), (2007, "2007-02-17"), (2017, "2017-01-28"),
        (2020, "2020-01-25"), (2025, "2025-01-29"), (2026, "2026-02-17"), (2027, "2027-02-06"), (2030, "2030-02-02"),
        (2034, "2034-02-19"), (2053, "2053-02-18"),
    ],
)  # fmt: skip
def test_new_year_falls_where_it_was_kept(year: int, new_year: str) -> None:
    day = dt.date.fromisoformat(new_year)
    assert solar_day(year, 1, 1) == day
    assert lunar_day(day) == LunarDay(year, 1, 1)
    before = lunar_day(day - dt.timedelta(days=1))
    assert (before.year, before.month) == (year - 1, 12)
    assert before.day in {29, 30}


def test_leap_months_lie_where_the_sun_enters_no_twelfth() -> None:
    assert lunar_day(dt.date(2025, 8, 1)) == LunarDay(2025, 6, 8, leap=True)
    assert solar_day(2023, 2, 1, leap=True) == dt.date(2023, 3, 22)
    leaps = {2017: 6, 2020: 4, 2023: 2, 2025: 6, 2028: 5, 2031: 3, 2033: 11, 2036: 6}
    found = {}
    for year in range(2017, 2037):
        for month in range(1, 13):
            try:
                solar_day(year, month, 1, leap=True)
            except ValueError:
                continue
            found[year] = month
    assert found == leaps


def test_every_day_agrees_with_another_calendar() -> None:
    """The new moon of December 2072 comes within seconds of midnight: nobody can tell its day today."""
    day, end, doubtful = dt.date(FIRST_YEAR, 2, 1), dt.date(LAST_YEAR, 12, 1), []
    while day < end:
        other = solar_to_lunar(day)
        if lunar_day(day) != (other.year, other.month, other.day, other.leap):
            doubtful.append(day)
        day += dt.timedelta(days=1)
    assert all(dt.date(2072, 12, 9) <= day < dt.date(2073, 1, 9) for day in doubtful)


def test_there_and_back_again() -> None:
    day = dt.date(2016, 1, 1)
    while day < dt.date(2040, 1, 1):
        found = lunar_day(day)
        assert solar_day(found.year, found.month, found.day, leap=found.leap) == day
        day += dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2026, 1, 31), (2026, 13, 1), (2026, 1, 0), (1966, 1, 1), (2200, 1, 1)]
)
def test_refuses_a_day_that_never_was(year: int, month: int, day: int) -> None:
    with pytest.raises(ValueError, match=str(year)):
        solar_day(year, month, day)


def test_refuses_a_day_out_of_reach() -> None:
    with pytest.raises(ValueError, match=r"195[01]"):
        lunar_day(dt.date(1950, 1, 1))

"""The days off that the law gives a year, held against what was announced for each of them."""

import datetime as dt

import pytest

from desk.paths import resources
from desk.rules.calendar_year import OFF_KINDS, rows_of
from desk.rules.working_calendar import WorkingCalendar
from desk.rules.year_proposal import Holiday, propose_year
from desk.services.calendar_files import public_holidays, read_calendar_folder
from desk.vocabulary import DayKind

CALENDAR = read_calendar_folder(resources() / "calendar")
HOLIDAYS, MADE_UP = public_holidays()


def weekdays(day: dt.date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize("year", range(2017, 2027))
def test_only_what_was_swapped_by_decision_is_missing(year: int) -> None:
    """All of Tết, the day beside National Day and every make-up day of ten years come out of the law alone."""
    announced = {row.date for row in rows_of(CALENDAR, year) if row.kind in OFF_KINDS}
    swapped = {row.replaces for row in CALENDAR.days if row.kind is DayKind.SWAPPED_WORKING_DAY}
    proposed = propose_year(year, HOLIDAYS, weekdays, MADE_UP)
    assert {row.date for row in proposed} == announced - swapped
    assert not any(row.confirmed for row in proposed)


def test_the_shipped_year_to_come_is_the_proposal() -> None:
    assert propose_year(2027, HOLIDAYS, weekdays, MADE_UP) == rows_of(CALENDAR, 2027)


@pytest.mark.parametrize("year", range(2027, 2100))
def test_any_year_makes_a_calendar(year: int) -> None:
    rows = propose_year(year, HOLIDAYS, weekdays, MADE_UP)
    calendar = WorkingCalendar(dt.date(2017, 1, 1), CALENDAR.weeks, rows)
    assert calendar.provisional(year)
    assert 11 <= len(rows) <= 12  # twelve days by law; that of November is not made up for
    assert all(weekdays(row.date) for row in rows)


def test_an_office_that_works_on_saturdays_makes_up_only_for_sundays() -> None:
    rows = propose_year(2027, HOLIDAYS, lambda day: day.weekday() < 6, MADE_UP)
    by_day = {row.date: row for row in rows}
    assert by_day[dt.date(2027, 2, 6)].kind is DayKind.OFF
    assert by_day[dt.date(2027, 2, 9)].replaces == dt.date(2027, 2, 7)
    assert dt.date(2027, 2, 10) not in by_day


@pytest.mark.parametrize(
    ("year", "beside"),
    [(2024, 3), (2026, 1), (2030, 3), (2027, 3), (2022, 1), (2028, 1), (2029, 3)],  # Monday 2024 … Sunday 2029
)
def test_the_day_beside_joins_the_longest_rest(year: int, beside: int) -> None:
    days = {row.date for row in propose_year(year, HOLIDAYS, weekdays, MADE_UP) if row.date.month == 9}
    assert dt.date(year, 9, beside) in days


def test_a_holiday_holds_in_its_years_only() -> None:
    one = Holiday("thử", "luật", 2020, 2021, 5, 5)
    assert [year for year in range(2018, 2024) if propose_year(year, (one,), weekdays, "x")] == [2020, 2021]

"""A year of the calendar: taken out, put in, looked over, settled and asked for in time."""

import datetime as dt
from dataclasses import replace

import pytest

from desk.errors import BadCalendar
from desk.paths import resources
from desk.rules.calendar_year import (
    changed_years,
    check_year,
    confirmed_year,
    days_off,
    reminded_year,
    rows_of,
    with_year,
)
from desk.rules.working_calendar import CalendarDay, CalendarFault
from desk.services.calendar_files import read_calendar_folder
from desk.vocabulary import DayKind

CALENDAR = read_calendar_folder(resources() / "calendar")


def test_a_year_is_replaced_and_no_other_touched() -> None:
    without = with_year(CALENDAR, 2026, rows_of(CALENDAR, 2026)[:-1])
    assert changed_years(CALENDAR, without) == (2026,)
    assert without.is_working(dt.date(2026, 11, 24))
    assert with_year(without, 2026, rows_of(CALENDAR, 2026)) == CALENDAR
    assert changed_years(CALENDAR, CALENDAR) == ()


def test_days_off_are_counted_without_worked_ones() -> None:
    assert days_off(rows_of(CALENDAR, 2026)) == 14
    check_year(rows_of(CALENDAR, 2026), 2026)


@pytest.mark.parametrize(
    ("count", "fault"),
    [(0, CalendarFault.TOO_FEW_DAYS_OFF), (8, CalendarFault.TOO_FEW_DAYS_OFF), (31, CalendarFault.TOO_MANY_DAYS_OFF)],
)
def test_a_year_with_too_few_or_too_many_days_off_is_refused(count: int, fault: CalendarFault) -> None:
    rows = [CalendarDay(dt.date(2026, 3, 1) + dt.timedelta(days=n), DayKind.OFF, "thử", "thử") for n in range(count)]
    with pytest.raises(BadCalendar) as bad:
        check_year(rows, 2026)
    assert (bad.value.problem, bad.value.value, bad.value.file) == (fault, count, "2026")


@pytest.mark.parametrize("count", [9, 30])
def test_the_least_and_the_most_days_off_will_do(count: int) -> None:
    check_year([CalendarDay(dt.date(2026, 3, 1), DayKind.OFF, "thử", "thử")] * count, 2026)


def test_confirming_settles_what_was_not_and_keeps_other_sources() -> None:
    mixed = with_year(
        CALENDAR, 2027, (replace(rows_of(CALENDAR, 2027)[0], confirmed=True), *rows_of(CALENDAR, 2027)[1:])
    )
    settled = confirmed_year(mixed, 2027, "Thông báo thử 1/TB")
    assert not settled.provisional(2027)
    first, second, *_ = rows_of(settled, 2027)
    assert (first.source, second.source) == ("Điều 112 Bộ luật Lao động 2019", "Thông báo thử 1/TB")


@pytest.mark.parametrize(
    ("today", "year"),
    [("2026-11-30", None), ("2026-12-01", 2027), ("2026-12-31", 2027), ("2027-01-05", 2027), ("2028-01-01", 2028),
     ("2025-12-01", None)],
)  # fmt: skip
def test_the_year_to_come_is_asked_for_from_december_on(today: str, year: int | None) -> None:
    assert reminded_year(CALENDAR, dt.date.fromisoformat(today)) == year
    settled = confirmed_year(CALENDAR, 2027, "Thông báo thử 1/TB")
    assert reminded_year(settled, dt.date(2026, 12, 1)) is None

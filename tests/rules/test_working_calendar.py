"""The working calendar: hours, rows, refusals, documents, and the shipped years against another holiday table."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import holidays
import pytest

from desk.errors import BadCalendar, MissingCalendarYear
from desk.rules.calendar_document import calendar_from_document, calendar_to_document
from desk.rules.working_calendar import CalendarDay, CalendarFault, Session, WeekSessions, WorkingCalendar
from desk.services.calendar_files import read_calendar_folder
from desk.vocabulary import DayKind

MORNING = Session(dt.time(7), dt.time(11, 30))
AFTERNOON = Session(dt.time(13, 30), dt.time(17))
FULL = (MORNING, AFTERNOON)
WEEK = WeekSessions(dt.date(2026, 1, 1), (FULL, FULL, FULL, FULL, FULL, (), ()))
HOLIDAY = CalendarDay(dt.date(2026, 11, 24), DayKind.OFF, "Ngày Văn hóa Việt Nam", "Nghị quyết 28/2026/QH16")
SHIPPED = read_calendar_folder(Path(__file__).parents[2] / "resources" / "calendar")


def _calendar(*days: CalendarDay, weeks: tuple[WeekSessions, ...] = (WEEK,)) -> WorkingCalendar:
    return WorkingCalendar(dt.date(2026, 1, 1), weeks, (HOLIDAY, *days))


def _row(day: dt.date, kind: DayKind, **more: Any) -> CalendarDay:
    return CalendarDay(day, kind, "bão", "thông báo của tỉnh", **more)


def test_says_why_a_day_is_closed() -> None:
    calendar = _calendar(_row(dt.date(2026, 11, 25), DayKind.OFF, confirmed=False))
    assert calendar.why_closed(dt.date(2026, 11, 28)) == "thứ Bảy"
    assert calendar.why_closed(dt.date(2026, 11, 29)) == "Chủ nhật"
    assert calendar.why_closed(HOLIDAY.date) == "nghỉ Ngày Văn hóa Việt Nam, theo Nghị quyết 28/2026/QH16"
    assert calendar.why_closed(dt.date(2026, 11, 25)) == "nghỉ bão, theo thông báo của tỉnh (dự kiến)"
    assert calendar.why_closed(dt.date(2026, 11, 26)) == ""
    assert calendar.next_working_day(dt.date(2026, 11, 23)) == dt.date(2026, 11, 26)
    assert calendar.opening(dt.date(2026, 11, 26)).isoformat() == "2026-11-26T07:00:00+07:00"
    assert calendar.closing(dt.date(2026, 11, 26)).isoformat() == "2026-11-26T17:00:00+07:00"
    assert calendar.provisional(2026)


@pytest.mark.parametrize("day", [dt.date(2025, 12, 31), dt.date(2027, 1, 1), dt.date(9999, 12, 31)])
def test_an_unknown_year_is_an_error_never_an_empty_year(day: dt.date) -> None:
    with pytest.raises(MissingCalendarYear) as missing:
        _calendar().sessions(day)
    assert missing.value.year == day.year
    with pytest.raises(MissingCalendarYear):
        _calendar().provisional(day.year)


def test_before_the_first_day_there_is_no_calendar() -> None:
    calendar = WorkingCalendar(dt.date(2026, 7, 1), (WEEK,), (HOLIDAY,))
    with pytest.raises(MissingCalendarYear):
        calendar.is_working(dt.date(2026, 6, 30))
    assert calendar.is_working(dt.date(2026, 7, 1))


def test_a_swapped_day_has_its_own_hours_or_those_of_the_day_it_replaces() -> None:
    friday_short = WeekSessions(dt.date(2026, 1, 1), (FULL, FULL, FULL, FULL, (MORNING,), (), ()))
    saturday, friday = dt.date(2026, 11, 28), dt.date(2026, 11, 27)
    swap = _row(saturday, DayKind.SWAPPED_WORKING_DAY, replaces=friday)
    assert _calendar(swap, weeks=(friday_short,)).sessions(saturday) == (MORNING,)
    own = _row(saturday, DayKind.SWAPPED_WORKING_DAY, replaces=friday, sessions=(AFTERNOON,))
    assert _calendar(own).sessions(saturday) == (AFTERNOON,)


def test_a_saturday_morning_office_may_work_a_whole_saturday() -> None:
    mornings = WeekSessions(dt.date(2026, 1, 1), (FULL, FULL, FULL, FULL, FULL, (MORNING,), ()))
    saturday = dt.date(2026, 11, 28)
    swap = _row(saturday, DayKind.SWAPPED_WORKING_DAY, replaces=dt.date(2026, 11, 23))
    calendar = _calendar(swap, weeks=(mornings,))
    assert calendar.sessions(saturday) == FULL
    assert calendar.sessions(dt.date(2026, 11, 21)) == (MORNING,)


def test_half_day_closure_keeps_what_stays_open() -> None:
    calendar = _calendar(_row(dt.date(2026, 11, 26), DayKind.HALF_DAY_CLOSURE, sessions=(MORNING,)))
    assert calendar.sessions(dt.date(2026, 11, 26)) == (MORNING,)


def test_seasons_and_new_hours() -> None:
    winter = (Session(dt.time(7, 30), dt.time(11, 30)),)
    season = WeekSessions(dt.date(2026, 1, 1), (winter,) * 5 + ((), ()), season=((11, 15), (2, 28)))
    later = (Session(dt.time(8), dt.time(12)),)
    new = WeekSessions(dt.date(2026, 12, 1), (later,) * 5 + ((), ()))
    calendar = _calendar(weeks=(WEEK, season, new))
    assert calendar.sessions(dt.date(2026, 1, 5)) == winter
    assert calendar.sessions(dt.date(2026, 3, 2)) == FULL
    assert calendar.sessions(dt.date(2026, 11, 16)) == winter
    assert calendar.sessions(dt.date(2026, 12, 1)) == later


FAULTS: list[tuple[CalendarFault, Callable[[], WorkingCalendar]]] = [
    (CalendarFault.DUPLICATE_DAY, lambda: _calendar(HOLIDAY)),
    (CalendarFault.DUPLICATE_WEEK, lambda: _calendar(weeks=(WEEK, WEEK))),
    (CalendarFault.NO_WEEK, lambda: _calendar(weeks=())),
    (CalendarFault.NO_WEEK, lambda: WorkingCalendar(dt.date(2025, 1, 1), (WEEK,), (HOLIDAY,))),
    (
        CalendarFault.OVERLAPPING_SESSIONS,
        lambda: _calendar(
            weeks=(WeekSessions(dt.date(2026, 1, 1), ((AFTERNOON, MORNING), FULL, FULL, FULL, FULL, (), ())),)
        ),
    ),
    (
        CalendarFault.OVERLAPPING_SESSIONS,
        lambda: _calendar(
            _row(dt.date(2026, 11, 26), DayKind.HALF_DAY_CLOSURE, sessions=(Session(dt.time(9), dt.time(9)),))
        ),
    ),
    (
        CalendarFault.ALREADY_WORKING,
        lambda: _calendar(_row(dt.date(2026, 11, 26), DayKind.SWAPPED_WORKING_DAY, replaces=dt.date(2026, 11, 27))),
    ),
    (CalendarFault.SESSIONS_MISSING, lambda: _calendar(_row(dt.date(2026, 11, 28), DayKind.SWAPPED_WORKING_DAY))),
    (
        CalendarFault.SESSIONS_MISSING,
        lambda: _calendar(_row(dt.date(2026, 11, 28), DayKind.SWAPPED_WORKING_DAY, replaces=dt.date(2026, 11, 29))),
    ),
    (CalendarFault.SESSIONS_MISSING, lambda: _calendar(_row(dt.date(2026, 11, 26), DayKind.HALF_DAY_CLOSURE))),
    (
        CalendarFault.ALREADY_CLOSED,
        lambda: _calendar(_row(dt.date(2026, 11, 28), DayKind.HALF_DAY_CLOSURE, sessions=(MORNING,))),
    ),
    (
        CalendarFault.SESSIONS_ON_DAY_OFF,
        lambda: _calendar(_row(dt.date(2026, 11, 26), DayKind.OFF, sessions=(MORNING,))),
    ),
]


@pytest.mark.parametrize(("fault", "build"), FAULTS)
def test_refuses_a_calendar_that_contradicts_itself(fault: CalendarFault, build: Callable[[], WorkingCalendar]) -> None:
    with pytest.raises(BadCalendar) as bad:
        build()
    assert bad.value.problem is fault


def test_a_document_holds_everything_and_is_stable() -> None:
    office = ((MORNING,),) * 7
    winter = WeekSessions(dt.date(2026, 3, 1), WEEK.days, season=((11, 1), (2, 29)), office_days=office)
    full = _calendar(
        _row(dt.date(2026, 11, 28), DayKind.SWAPPED_WORKING_DAY, replaces=dt.date(2026, 11, 23), confirmed=False),
        _row(dt.date(2026, 11, 26), DayKind.HALF_DAY_CLOSURE, sessions=(MORNING,)),
        weeks=(winter, WEEK),
    )
    for calendar in (full, SHIPPED):
        text = json.dumps(calendar_to_document(calendar), ensure_ascii=False)
        again = calendar_from_document(json.loads(text))
        assert again == calendar
        assert json.dumps(calendar_to_document(again), ensure_ascii=False) == text


def _without_source(document: dict[str, Any]) -> None:
    del document["days"][0]["source"]


@pytest.mark.parametrize(
    ("fault", "spoil"),
    [
        (CalendarFault.MISSING_KEY, _without_source),
        (CalendarFault.UNKNOWN_KEY, lambda document: document["days"][0].update(replace=None)),
        (CalendarFault.UNKNOWN_KIND, lambda document: document["days"][0].update(kind="lễ")),
        (CalendarFault.BAD_VALUE, lambda document: document["days"][0].update(confirmed="yes")),
        (CalendarFault.BAD_VALUE, lambda document: document["days"][0].update(date="2026-02-30")),
        (CalendarFault.BAD_VALUE, lambda document: document["days"][0].update(name="nghỉ\nbù")),
        (CalendarFault.BAD_VALUE, lambda document: document["days"][0].update(source="  ")),
        (CalendarFault.BAD_VALUE, lambda document: document["days"][0].update(sessions=[["7:00", "11:30"]])),
        (CalendarFault.BAD_VALUE, lambda document: document["days"][0].update(sessions=[["07:00", "25:30"]])),
        (CalendarFault.BAD_VALUE, lambda document: document["weeks"][0].update(season=["02-30", "03-01"])),
        (CalendarFault.BAD_VALUE, lambda document: document["weeks"][0]["days"].pop()),
        (CalendarFault.BAD_VALUE, lambda document: document.update(days=None)),
    ],
)
def test_refuses_a_document_that_cannot_be_read(
    fault: CalendarFault, spoil: Callable[[dict[str, Any]], object]
) -> None:
    document = calendar_to_document(_calendar())
    spoil(document)
    with pytest.raises(BadCalendar) as bad:
        calendar_from_document(document)
    assert bad.value.problem is fault


# The other table lagged behind Công văn 12729/VPCP-KGVX: it lacks this swap.
UNKNOWN_TO_HOLIDAYS = {dt.date(2026, 1, 2), dt.date(2026, 1, 10)}


@pytest.mark.parametrize("year", range(2017, 2027))
def test_shipped_years_agree_with_another_table(year: int) -> None:
    other = holidays.country_holidays("VN", years=year)
    days = (dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(366))
    differing = {day for day in days if day.year == year and SHIPPED.is_working(day) != other.is_working_day(day)}
    assert differing == {day for day in UNKNOWN_TO_HOLIDAYS if day.year == year}


@pytest.mark.parametrize("year", range(2017, 2028))
def test_only_the_future_is_provisional(year: int) -> None:
    assert SHIPPED.provisional(year) == (year == 2027)


@pytest.mark.parametrize("worked", ["2019-01-05", "2019-05-04", "2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"])
def test_worked_saturdays_keep_full_hours(worked: str) -> None:
    assert SHIPPED.sessions(dt.date.fromisoformat(worked)) == FULL


def test_the_proposed_swap_of_november_2026_is_not_shipped() -> None:
    assert SHIPPED.is_working(dt.date(2026, 11, 23))
    assert not SHIPPED.is_working(dt.date(2026, 11, 28))


def test_every_shipped_row_changes_its_day() -> None:
    for row in SHIPPED.days:
        weekend = row.date.weekday() >= 5
        assert weekend == (row.kind is DayKind.SWAPPED_WORKING_DAY)

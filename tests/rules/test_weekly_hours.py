"""Weekly hours: as people write them, and from which day they may change."""

import datetime as dt

import pytest

from desk.errors import BadCalendar, BadValue, MissingField
from desk.paths import resources
from desk.rules.weekly_hours import (
    hours_on,
    hours_words,
    read_hours,
    read_month_day,
    set_on,
    week_words,
    with_week,
    without_week,
)
from desk.rules.working_calendar import Session, WeekSessions
from desk.services.calendar_files import read_calendar_folder

CALENDAR = read_calendar_folder(resources() / "calendar")
TODAY = dt.date(2026, 11, 23)
DAY = read_hours("07:30-11:00, 13:00-16:00")
WEEK = (DAY, DAY, DAY, DAY, DAY, (), ())


@pytest.mark.parametrize(
    ("text", "words"),
    [("7-11, 13h30-17h", "07:00-11:00, 13:30-17:00"), ("07:00 – 11:30", "07:00-11:30"), ("", ""), (" ; ", "")],
)
def test_hours_are_read_as_people_write_them(text: str, words: str) -> None:
    assert hours_words(read_hours(text)) == words


@pytest.mark.parametrize("text", ["7", "25-26", "a-b", "7-"])
def test_hours_that_cannot_be_read(text: str) -> None:
    with pytest.raises(BadValue):
        read_hours(text)


def test_days_alike_are_told_once() -> None:
    morning = read_hours("7-11")
    assert week_words((DAY, DAY, DAY, DAY, DAY, morning, ())) == (
        "thứ Hai – thứ Sáu 07:30-11:00, 13:00-16:00; thứ Bảy 07:00-11:00; ngày còn lại nghỉ"
    )


@pytest.mark.parametrize(("text", "day"), [("15/5", (5, 15)), (" 29/02 ", (2, 29))])
def test_a_day_of_any_year(text: str, day: tuple[int, int]) -> None:
    assert read_month_day(text) == day


@pytest.mark.parametrize("text", ["", "31/4", "5", "1/2/3", "a/b"])
def test_no_such_day(text: str) -> None:
    with pytest.raises(BadValue):
        read_month_day(text)


def test_new_hours_hold_from_their_day_and_take_the_place_of_those_of_the_same_day() -> None:
    once = with_week(CALENDAR, WeekSessions(dt.date(2026, 12, 1), WEEK), TODAY)
    assert hours_on(once, dt.date(2026, 11, 30)) == hours_on(CALENDAR, TODAY)
    assert hours_on(once, dt.date(2026, 12, 1)) == WEEK
    again = with_week(once, WeekSessions(dt.date(2026, 12, 1), (DAY, *WEEK[1:4], (), (), ())), TODAY)
    assert len(again.weeks) == len(once.weeks)
    season = with_week(once, WeekSessions(dt.date(2026, 12, 1), WEEK, ((5, 15), (9, 15))), TODAY)
    assert len(season.weeks) == len(once.weeks) + 1


def test_what_was_worked_is_past() -> None:
    with pytest.raises(BadValue):
        with_week(CALENDAR, WeekSessions(TODAY - dt.timedelta(days=1), WEEK), TODAY)
    begun = set_on(CALENDAR, TODAY)
    with pytest.raises(BadValue):
        without_week(CALENDAR, begun, TODAY)
    coming = WeekSessions(TODAY + dt.timedelta(days=1), WEEK)
    assert without_week(with_week(CALENDAR, coming, TODAY), coming, TODAY) == CALENDAR


def test_hours_that_make_no_sense_are_refused() -> None:
    with pytest.raises(MissingField):
        with_week(CALENDAR, WeekSessions(TODAY, ((), (), (), (), (), (), ())), TODAY)
    overlap = (Session(dt.time(7), dt.time(11)), Session(dt.time(10), dt.time(12)))
    with pytest.raises(BadCalendar):
        with_week(CALENDAR, WeekSessions(TODAY, (overlap, *WEEK[1:])), TODAY)

"""Working minutes between instants, and the ranges that stand for the promise in force of each dossier."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import MissingCalendarYear
from desk.rules.due_date import promise_in_force
from desk.rules.instants import VIETNAM
from desk.rules.working_calendar import CalendarDay, Session, WeekSessions, WorkingCalendar
from desk.rules.working_time import promise_spans, working_minutes
from desk.vocabulary import DayKind

MORNING, AFTERNOON = Session(dt.time(7), dt.time(11, 30)), Session(dt.time(13, 30), dt.time(17))
FULL = (MORNING, AFTERNOON)
WEEK = WeekSessions(dt.date(2026, 1, 1), (FULL, FULL, FULL, FULL, FULL, (), ()))
FIRST_MONDAY = dt.date(2026, 11, 2)


def off(day: dt.date) -> CalendarDay:
    return CalendarDay(day, DayKind.OFF, "ngày thử", "văn bản thử")


CALENDAR = WorkingCalendar(dt.date(2026, 1, 1), (WEEK,), (off(dt.date(2026, 11, 24)),))


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, minute, second, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("begins", "ends", "minutes"),
    [
        (at(23, 9), at(23, 9), 0),
        (at(23, 9), at(23, 11, 30), 150),
        (at(23, 9), at(23, 12), 150),
        (at(23, 11), at(23, 14), 60),
        (at(23, 6), at(23, 20), 480),
        (at(23, 16), at(25, 8), 120),  # the 24th is a day off
        (at(20, 16, 30), at(23, 7, 30), 60),  # over a week-end
        (at(23, 9, 0, 59), at(23, 9, 1), 1),
        (at(25, 8), at(23, 16), -120),
    ],
)
def test_counts_only_sessions(begins: dt.datetime, ends: dt.datetime, minutes: int) -> None:
    assert working_minutes(begins, ends, CALENDAR) == minutes


def test_a_year_without_rows_is_refused() -> None:
    with pytest.raises(MissingCalendarYear):
        working_minutes(at(23, 9), dt.datetime(2027, 1, 4, 9, tzinfo=VIETNAM), CALENDAR)


minutes_of_november = st.integers(0, 28 * 24 * 60).map(lambda n: at(1, 0) + dt.timedelta(minutes=n))


@given(minutes_of_november, minutes_of_november, minutes_of_november)
def test_minutes_add_up(first: dt.datetime, middle: dt.datetime, last: dt.datetime) -> None:
    parts = working_minutes(first, middle, CALENDAR) + working_minutes(middle, last, CALENDAR)
    assert parts == working_minutes(first, last, CALENDAR)


days_off = st.sets(st.integers(0, 25), max_size=12).map(
    lambda found: WorkingCalendar(
        dt.date(2026, 11, 1),
        (WeekSessions(dt.date(2026, 1, 1), WEEK.days),),
        # a row in November is there whatever was drawn, so that the year is known
        (off(dt.date(2026, 12, 30)), *(off(FIRST_MONDAY + dt.timedelta(days=n)) for n in sorted(found))),
    )
)


def expected_group(promised: dt.datetime, now: dt.datetime, calendar: WorkingCalendar) -> str | None:
    """The group by the rule itself, promise by promise."""
    binding = promise_in_force(promised, calendar)
    first = calendar.next_working_day(now.date())
    if binding < now:
        return "overdue"
    if binding.date() == now.date():
        return "due_today"
    return "due_soon" if binding.date() <= calendar.next_working_day(first) else None


@given(days_off, minutes_of_november, st.lists(minutes_of_november, min_size=1, max_size=60))
def test_the_ranges_say_what_the_promise_in_force_says(
    calendar: WorkingCalendar, now: dt.datetime, promises: list[dt.datetime]
) -> None:
    spans = promise_spans(now, calendar)
    for promised in [*promises, now]:
        found = [
            name
            for name in ("overdue", "due_today", "due_soon")
            for span in getattr(spans, name)
            if span.holds(promised)
        ]
        expected = expected_group(promised, now, calendar)
        assert found == ([expected] if expected else [])


def test_a_promise_of_a_day_declared_off_binds_until_the_next_closing() -> None:
    promised = at(24, 10)
    during, after = promise_spans(at(25, 16), CALENDAR), promise_spans(at(25, 17, 1), CALENDAR)
    assert any(span.holds(promised) for span in during.due_today)
    assert not any(span.holds(promised) for span in during.overdue)
    assert any(span.holds(promised) for span in after.overdue)


def test_nothing_is_due_on_a_day_off() -> None:
    spans = promise_spans(at(24, 10), CALENDAR)
    assert spans.due_today == ()
    assert any(span.holds(at(24, 9)) for span in spans.due_soon)

"""The clock with its one extension: what a letter replaces, and what later pauses do to it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_due_date import SHIPPED as CALENDAR
from test_due_date import at

from desk.errors import PromiseNotLater, PromiseOnDayOff, TooLateToExtend
from desk.rules.clock import Extension, Terms, check_extension, deadline
from desk.rules.due_date import Pause, due
from desk.vocabulary import LimitUnit, PauseMode

FIVE_DAYS = Terms(5, LimitUnit.WORKING_DAY)
RECEIVED = at("2026-03-02 09:00")  # a Monday; due on Monday 9 March at 17:00
GRANTED = at("2026-03-05 10:00")
LETTER = Extension(GRANTED, at("2026-03-13 17:00"))


def wait(begins, ends, mode=PauseMode.RESTART):
    return Pause(at(begins), at(ends), mode)


def test_without_a_letter_it_is_the_one_deadline_function():
    pauses = [wait("2026-03-04 09:00", "2026-03-05 09:00")]
    assert deadline(FIVE_DAYS, RECEIVED, pauses, None, CALENDAR) == due(
        5, LimitUnit.WORKING_DAY, RECEIVED, pauses, CALENDAR
    )


def test_a_letter_takes_the_place_of_the_deadline():
    found = deadline(FIVE_DAYS, RECEIVED, [], LETTER, CALENDAR)
    assert found.due_at == LETTER.until
    assert "gia hạn một lần" in found.trace[-1].reason


def test_a_supplement_after_the_letter_counts_the_limit_anew():
    pauses = [wait("2026-03-10 09:00", "2026-03-16 09:00")]
    found = deadline(FIVE_DAYS, RECEIVED, pauses, LETTER, CALENDAR)
    assert found.due_at == at("2026-03-23 17:00")
    assert found.trace[-1].counted


def test_a_stop_after_the_letter_adds_the_working_days_it_lasted():
    pauses = [wait("2026-03-10 09:00", "2026-03-12 09:00", PauseMode.STOP)]
    assert deadline(FIVE_DAYS, RECEIVED, pauses, LETTER, CALENDAR).due_at == at("2026-03-17 17:00")


def test_a_stop_of_a_limit_by_the_wall_adds_calendar_days():
    pauses = [wait("2026-03-10 09:00", "2026-03-12 09:00", PauseMode.STOP)]
    terms = Terms(10, LimitUnit.CALENDAR_DAY)
    assert deadline(terms, RECEIVED, pauses, LETTER, CALENDAR).due_at == at("2026-03-16 17:00")  # 15 March is a Sunday


def test_a_pause_begun_after_the_extended_deadline_adds_nothing():
    pauses = [wait("2026-03-13 17:00", "2026-03-16 09:00"), wait("2026-03-17 09:00", "2026-03-18 09:00")]
    assert deadline(FIVE_DAYS, RECEIVED, pauses, LETTER, CALENDAR).due_at == LETTER.until


def test_a_pause_before_the_letter_is_settled_by_it():
    pauses = [wait("2026-03-03 09:00", "2026-03-04 09:00")]
    assert deadline(FIVE_DAYS, RECEIVED, pauses, LETTER, CALENDAR).due_at == LETTER.until


@given(st.integers(0, 20), st.integers(0, 20), st.sampled_from(list(PauseMode)), st.sampled_from(list(LimitUnit)))
def test_a_counted_stop_never_brings_the_letter_forward(begins, lasts, mode, unit):
    first = GRANTED + dt.timedelta(days=begins)
    pause = Pause(first, first + dt.timedelta(days=lasts), mode)
    terms = Terms(5, unit)
    found = deadline(terms, RECEIVED, [pause], LETTER, CALENDAR).due_at
    restarts = mode is PauseMode.RESTART or unit in {LimitUnit.SAME_DAY, LimitUnit.SESSION, LimitUnit.IMMEDIATE}
    if first >= LETTER.until:
        assert found == LETTER.until
    elif restarts:
        assert found == due(5, unit, pause.ends, [], CALENDAR).due_at
    else:
        assert found >= LETTER.until


def test_a_letter_comes_at_latest_the_day_before():
    promise, until = at("2026-03-09 17:00"), at("2026-03-13 17:00")
    check_extension(promise, at("2026-03-08 23:59"), until, CALENDAR, "n")
    with pytest.raises(TooLateToExtend):
        check_extension(promise, at("2026-03-09 00:00"), until, CALENDAR, "n")


def test_a_letter_leads_to_a_later_working_day():
    promise, granted = at("2026-03-09 17:00"), at("2026-03-05 09:00")
    with pytest.raises(PromiseNotLater):
        check_extension(promise, granted, promise, CALENDAR, "n")
    with pytest.raises(PromiseOnDayOff):
        check_extension(promise, granted, at("2026-03-14 09:00"), CALENDAR, "n")  # a Saturday

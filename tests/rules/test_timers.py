"""The timers beside the deadline, over weekends, Tết and the afternoon's cut-off."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from desk.rules.instants import VIETNAM
from desk.rules.timers import Timers, collect_until, hand_over_until, intake_until, notice_until, supplement_until
from desk.services.calendar_files import read_calendar_folder

TIMERS = Timers(dt.date(2017, 1, 1), 3, 15, 8, dt.time(15), 10)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.fixture(scope="module")
def calendar():
    return read_calendar_folder(Path(__file__).parents[2] / "resources" / "calendar")


@pytest.mark.parametrize(
    ("received", "until"),
    [
        ("2026-11-23T09:00", "2026-11-27T17:00"),  # the 24th is off
        ("2026-02-12T16:00", "2026-02-24T17:00"),  # over Tết, 16 to 20 February
        ("2026-03-06T18:00", "2026-03-12T17:00"),  # after closing counts from Monday
    ],
)
def test_a_supplement_is_asked_for_within_three_working_days(calendar, received, until):
    assert notice_until(at(received), TIMERS, calendar) == at(until)


def test_a_supplement_is_waited_for_fifteen_days_of_the_wall():
    assert supplement_until(at("2026-02-10T16:59"), TIMERS) == at("2026-02-26T00:00")


@pytest.mark.parametrize(
    ("submitted", "until"),
    [
        ("2026-11-23T09:00", "2026-11-25T09:00"),  # eight working hours, a holiday between
        ("2026-11-22T20:00", "2026-11-23T17:00"),  # Sunday night counts from Monday's opening
    ],
)
def test_what_is_filed_online_is_received_within_eight_working_hours(calendar, submitted, until):
    assert intake_until(at(submitted), TIMERS, calendar) == at(until)


@pytest.mark.parametrize(
    ("received", "until"),
    [
        ("2026-11-23T14:59", "2026-11-23T17:00"),
        ("2026-11-23T15:00", "2026-11-25T08:00"),
        ("2026-11-21T09:00", "2026-11-23T08:00"),  # a Saturday
    ],
)
def test_paper_goes_to_the_officer_the_same_day_or_at_the_start_of_the_next(calendar, received, until):
    assert hand_over_until(at(received), TIMERS, calendar) == at(until)


def test_a_result_is_asked_after_when_nobody_came(calendar):
    assert collect_until(at("2026-11-09T10:00"), TIMERS, calendar) == at("2026-11-23T17:00")

"""A limit tried against work that was done, by the rule that promises are counted with."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.paths import resources
from desk.rules.due_date import Pause, due
from desk.rules.instants import VIETNAM
from desk.rules.tried_limit import DoneCase, needed_limit, try_limits
from desk.services.calendar_files import read_calendar_folder
from desk.vocabulary import LimitUnit, PauseMode

CALENDAR = read_calendar_folder(resources() / "calendar")
DAYS, WALL, HOURS = LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY, LimitUnit.WORKING_HOUR


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


MONDAY = at("2026-11-23T09:00")


@pytest.mark.parametrize(
    ("unit", "ended", "needed"),
    [
        (DAYS, "2026-11-23T10:00", 1), (DAYS, "2026-11-25T17:00", 1), (DAYS, "2026-11-25T17:01", 2),
        (DAYS, "2026-11-30T08:00", 4), (DAYS, "2026-12-31T08:00", None), (WALL, "2026-11-27T16:00", 4),
        (HOURS, "2026-11-23T10:00", 1), (HOURS, "2026-11-23T10:01", 2),
        (LimitUnit.SAME_DAY, "2026-11-23T16:00", 1), (LimitUnit.SAME_DAY, "2026-11-25T08:00", None),
        (LimitUnit.MONTH, "2026-12-20T08:00", 1),
    ],
)  # fmt: skip
def test_the_smallest_limit_that_is_met(unit: LimitUnit, ended: str, needed: int | None) -> None:
    assert needed_limit(DoneCase(MONDAY, at(ended)), unit, 10, CALENDAR) == needed


def test_waits_are_not_the_offices() -> None:
    wait = Pause(at("2026-11-25T08:00"), at("2026-12-01T15:00"), PauseMode.STOP)
    assert needed_limit(DoneCase(MONDAY, at("2026-12-02T16:00"), (wait,)), DAYS, 20, CALENDAR) == 2
    assert needed_limit(DoneCase(MONDAY, at("2026-12-02T16:00")), DAYS, 20, CALENDAR) == 6


def test_shares_and_what_it_takes() -> None:
    cases = [DoneCase(MONDAY, at(f"2026-11-{day}T16:00")) for day in (25, 25, 25, 26, 26, 27, 30, 30)]
    cases += [DoneCase(MONDAY, at("2026-12-31T16:00")), DoneCase(at("2040-01-01T09:00"), at("2040-01-02T09:00"))]
    tried = try_limits(cases, DAYS, 5, CALENDAR)
    assert (tried.needed, tried.beyond, tried.of) == ((3, 2, 1, 2, 0), 1, 9)
    assert (tried.met(0), tried.met(2), tried.met(99)) == (0, 5, 8)
    assert tried.share(3) == pytest.approx(6 / 9)
    assert (tried.smallest(0.5), tried.smallest(0.8), tried.smallest(0.95)) == (2, 4, None)
    low, high = tried.interval(3)
    assert low < 6 / 9 < high


def test_nothing_to_try() -> None:
    tried = try_limits((), DAYS, 5, CALENDAR)
    assert (tried.of, tried.share(3), tried.smallest(0.8), tried.interval(3)) == (0, 0.0, None, (0.0, 1.0))


moments = st.integers(0, 9 * 365 * 1440).map(lambda minutes: at("2017-01-03T00:00") + dt.timedelta(minutes=minutes))


@given(st.lists(st.tuples(moments, st.integers(0, 30 * 1440)), max_size=12), st.sampled_from([DAYS, WALL, HOURS]))
def test_remembered_or_not_each_limit_is_what_the_rule_says(
    given_: list[tuple[dt.datetime, int]], unit: LimitUnit
) -> None:
    cases = [DoneCase(received, received + dt.timedelta(minutes=minutes)) for received, minutes in given_]
    tried = try_limits(cases, unit, 12, CALENDAR)
    for limit in range(1, 13):
        met = sum(case.ended_at <= due(limit, unit, case.received_at, (), CALENDAR).due_at for case in cases)
        assert tried.met(limit) == met

"""When a machine's clock is not believed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules.clock_doubt import AHEAD, BACK, EARLIEST, ClockDoubt, clock_doubt
from desk.rules.instants import VIETNAM

NEWEST = dt.datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
SECOND = dt.timedelta(seconds=1)


@pytest.mark.parametrize(
    ("after", "doubt"),
    [
        (dt.timedelta(), None),
        (-dt.timedelta(minutes=1), None),
        (-BACK, None),
        (-BACK - SECOND, ClockDoubt.BACK),
        (-dt.timedelta(days=365), ClockDoubt.BACK),
        (AHEAD, None),
        (AHEAD + SECOND, ClockDoubt.AHEAD),
        (dt.timedelta(days=365), ClockDoubt.AHEAD),
    ],
)
def test_held_against_the_newest_entry(after: dt.timedelta, doubt: ClockDoubt | None) -> None:
    assert clock_doubt(NEWEST + after, NEWEST) is doubt


def test_a_dead_battery_on_an_empty_store() -> None:
    assert clock_doubt(dt.datetime(1970, 1, 1, 7, tzinfo=VIETNAM), None) is ClockDoubt.IMPOSSIBLE
    assert clock_doubt(EARLIEST - SECOND, None) is ClockDoubt.IMPOSSIBLE
    assert clock_doubt(EARLIEST, None) is None
    assert clock_doubt(dt.datetime(1970, 1, 1, 7, tzinfo=VIETNAM), NEWEST) is ClockDoubt.BACK


@given(st.timedeltas(dt.timedelta(days=-3000), dt.timedelta(days=3000)), st.sampled_from([-5, 0, 7, 9]))
def test_zones_make_no_difference(after: dt.timedelta, hours: int) -> None:
    elsewhere = (NEWEST + after).astimezone(dt.timezone(dt.timedelta(hours=hours)))
    assert clock_doubt(elsewhere, NEWEST) is clock_doubt(NEWEST + after, NEWEST)

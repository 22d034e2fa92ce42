"""Waits after wrong passwords grow, end, and cannot be stretched by the clock (AU-2)."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from desk.rules.sign_in_delay import FIRST, FREE_TRIES, LONGEST, delay_after, time_to_wait

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


def test_au_2_the_fifth_wrong_try_waits_half_a_minute_and_then_twice_as_long() -> None:
    seconds = [int(delay_after(failures).total_seconds()) for failures in range(12)]
    assert seconds == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900]


def test_au_2_a_thousand_tries_take_ten_days() -> None:
    now, tried = NOW, 0
    while tried < 1000:
        now += delay_after(tried)
        tried += 1
    assert now - NOW > dt.timedelta(days=10)


@given(st.integers(0, 10**6), st.integers(-(10**6), 10**6))
def test_au_2_no_clock_makes_a_wait_longer_than_it_is(failures: int, seconds: int) -> None:
    wait = time_to_wait(failures, NOW + dt.timedelta(seconds=seconds), NOW)
    assert dt.timedelta(0) <= wait <= LONGEST
    assert wait <= delay_after(failures)
    assert failures >= FREE_TRIES or not wait
    assert delay_after(FREE_TRIES) == FIRST

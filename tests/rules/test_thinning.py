"""Thinning keeps 7 daily, 5 weekly and 12 monthly back-ups, and never the newest's loss."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from desk.rules.thinning import kept


def _at(year: int, month: int, day: int, hour: int = 17) -> dt.datetime:
    return dt.datetime(year, month, day, hour, tzinfo=dt.UTC)


moments = st.lists(st.integers(0, 26_000).map(lambda hours: _at(2026, 1, 1) + dt.timedelta(hours=hours)), max_size=80)


def test_a_year_and_a_half_of_daily_back_ups() -> None:
    days = [_at(2025, 6, 1) + dt.timedelta(days=at) for at in range(550)]
    found = sorted(kept(days), reverse=True)
    assert found[:7] == days[-1:-8:-1]
    assert len(found) <= 7 + 5 + 12
    assert {(one.year, one.month) for one in found} == {(one.year, one.month) for one in days if one >= _at(2026, 1, 1)}


def test_of_one_day_the_last_stays() -> None:
    day = [_at(2026, 11, 23, hour) for hour in (8, 11, 17)]
    assert kept(day) == {day[-1]}


def test_an_office_that_was_closed_loses_none() -> None:
    days = [_at(2026, 1, 5), _at(2026, 3, 2), _at(2026, 11, 23)]
    assert kept(days) == set(days)


@given(moments)
def test_thinning_again_takes_nothing_more_and_the_newest_stays(made: list[dt.datetime]) -> None:
    once = kept(made)
    assert kept(once) == once
    assert once <= set(made)
    assert len(once) <= 24
    assert not made or max(made) in once

"""Typing of a scanner and of a person told apart by speed, length and bars."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desk.rules.burst import GAP_MILLISECONDS, SILENCE_MILLISECONDS, Burst


def typed(text: str, gap: int) -> Burst:
    burst = Burst()
    for at, char in enumerate(text):
        burst.add(char, at * gap)
    return burst


def test_keys_in_time_join_and_later_ones_do_not() -> None:
    burst = typed("abc", 5)
    assert burst.joins(10 + GAP_MILLISECONDS)
    assert not burst.joins(11 + GAP_MILLISECONDS)
    assert not Burst().joins(0)


def test_only_what_is_long_and_has_bars_is_a_scan() -> None:
    assert typed("0641|0641", 3).is_scan
    assert not typed("0641900000", 3).is_scan
    assert not typed("a|b", 3).is_scan


def test_without_an_end_it_must_be_longer_and_fall_silent() -> None:
    burst = typed("064190000012|230000012|", 3)
    assert burst.may_go_on(burst.last + SILENCE_MILLISECONDS - 1)
    assert not burst.is_scan_without_end(burst.last + SILENCE_MILLISECONDS - 1)
    assert burst.is_scan_without_end(burst.last + SILENCE_MILLISECONDS)
    assert not typed("0641|0641", 3).is_scan_without_end(10_000)


@given(st.text(alphabet=st.characters(exclude_characters="|"), max_size=60))
def test_what_has_no_bar_is_never_a_scan(text: str) -> None:
    assert not typed(text, 1).is_scan

"""Times, dates and counts in the words of the forms, and data that stays data."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.printing import words


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=words.VIETNAM)


@pytest.mark.parametrize(
    ("instant", "told"),
    [
        (at(2026, 11, 23), "09 giờ 00 phút, ngày 23 tháng 11 năm 2026"),
        (at(2026, 2, 5, 0, 5), "00 giờ 05 phút, ngày 05 tháng 02 năm 2026"),
        (at(2026, 3, 9, 17, 30), "17 giờ 30 phút, ngày 09 tháng 3 năm 2026"),
        (dt.datetime(2026, 12, 31, 17, 0, tzinfo=dt.UTC), "00 giờ 00 phút, ngày 01 tháng 01 năm 2027"),
    ],
)
def test_times(instant: dt.datetime, told: str) -> None:
    assert words.time_words(instant) == told


def test_counts() -> None:
    assert [words.count_words(count) for count in (1, 9, 10, 120)] == ["01", "09", "10", "120"]


def test_an_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        words.time_words(at(2026, 1, 1).replace(tzinfo=None))


@given(st.text())
def test_safe_leaves_no_markup_but_line_ends(text: str) -> None:
    safe = words.safe(text)
    assert unicodedata.is_normalized("NFC", words.plain(text))
    assert not set("<>") & set(safe.replace("<br/>", ""))
    back = safe.replace("<br/>", "\n").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert back == (words.plain(text).strip() or words.NOTHING)

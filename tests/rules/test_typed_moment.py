"""Moments as they are typed: with and without day and year, and what is none."""

from __future__ import annotations

import datetime as dt

import pytest

from desk.errors import BadTime
from desk.rules.instants import VIETNAM
from desk.rules.typed_moment import moment_of, shown_moment

NOW = dt.datetime(2026, 2, 3, 10, 0, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9:30", "2026-02-03T09:30"),
        ("09h05", "2026-02-03T09:05"),
        ("16:45 2/2", "2026-02-02T16:45"),
        ("16:45 31/12", "2025-12-31T16:45"),
        ("7.30, 01/02/2026", "2026-02-01T07:30"),
        (" 23:59 3/2 ", "2026-02-03T23:59"),
    ],
)
def test_moments(typed: str, expected: str) -> None:
    assert f"{moment_of(typed, 'received_at', NOW):%Y-%m-%dT%H:%M}" == expected
    assert moment_of(typed, "received_at", NOW).utcoffset() == dt.timedelta(hours=7)


@pytest.mark.parametrize("typed", ["", "9", "25:00", "9:60", "9:30 31/2", "9:30 30/02/2026", "hôm qua", "9:30 1/13"])
def test_what_is_no_moment(typed: str) -> None:
    with pytest.raises(BadTime):
        moment_of(typed, "received_at", NOW)


def test_a_stored_moment_is_shown_as_it_would_be_typed() -> None:
    assert shown_moment("2026-02-02T16:45:00+07:00") == "16:45 02/02/2026"
    assert shown_moment("hôm qua") == "hôm qua"

"""Instants: what is read, what is refused, and how they are written and stored."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import BadTime
from desk.rules.instants import (
    VIETNAM,
    cut_to_minute,
    from_stored,
    in_vietnam,
    iso,
    parse_day,
    parse_instant,
    to_stored,
    vietnam_day,
    weekday_words,
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-11-23T09:00:00+07:00", "2026-11-23T09:00:00+07:00"),
        ("2026-11-23T09:00", "2026-11-23T09:00:00+07:00"),
        ("2026-11-23 09:00:59.9", "2026-11-23T09:00:59+07:00"),
        ("2026-11-23T02:00:00Z", "2026-11-23T09:00:00+07:00"),
        ("2026-11-23T23:30:00-11:00", "2026-11-24T17:30:00+07:00"),
        ("2026-11-23T01:00:00+14:00", "2026-11-22T18:00:00+07:00"),
    ],
)
def test_reads_iso_8601(text: str, written: str) -> None:
    assert iso(parse_instant(text, "received")) == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hôm nay",
        "2026-11-23",
        "2026-11-23T09",
        "23/11/2026 09:00",
        "2026-13-01T09:00",
        "2026-02-29T09:00",
        "2026-11-23T24:30",
        "2026-11-23T09:00+7",
        " 2026-11-23T09:00",
        "2026-11-23x09:00",
        "2026-W48-1T09:00",
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:59:00Z",
        "２０26-11-23T09:00",
        1795399200,
        None,
        True,
        ["2026-11-23T09:00"],
    ],
)
def test_refuses_everything_else(text: object) -> None:
    with pytest.raises(BadTime) as refused:
        parse_instant(text, "received")  # type: ignore[arg-type]
    assert refused.value.facts == {"field": "received", "value": text}


@pytest.mark.parametrize("text", ["2026-11-23T09:00", "20261123", "2026-W48-1", "2026-02-30", "23-11-2026", 5, None])
def test_refuses_what_is_no_day(text: object) -> None:
    with pytest.raises(BadTime):
        parse_day(text, "from")  # type: ignore[arg-type]


def test_reads_a_day() -> None:
    assert parse_day("2026-11-23", "from") == dt.date(2026, 11, 23)


def test_the_day_is_that_of_vietnam() -> None:
    late = dt.datetime(2026, 11, 23, 18, 30, tzinfo=dt.UTC)
    assert vietnam_day(late) == dt.date(2026, 11, 24)
    assert cut_to_minute(late + dt.timedelta(seconds=59, microseconds=9)).isoformat() == "2026-11-24T01:30:00+07:00"


def test_an_instant_without_zone_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="zone"):
        in_vietnam(dt.datetime(2026, 11, 23, 9))  # noqa: DTZ001


_instants = st.datetimes(dt.datetime(1900, 1, 2), dt.datetime(9998, 12, 30), timezones=st.just(VIETNAM))  # noqa: DTZ001


@given(_instants, _instants)
def test_stored_texts_come_back_and_sort_as_instants(one: dt.datetime, other: dt.datetime) -> None:
    one, other = one.replace(microsecond=0), other.replace(microsecond=0)
    assert from_stored(to_stored(one)) == one
    assert parse_instant(iso(one), "at") == one
    assert len(to_stored(one)) == 20
    assert (to_stored(one) < to_stored(other)) == (one < other)


def test_weekdays() -> None:
    monday = dt.datetime(2026, 11, 23, 9, tzinfo=VIETNAM)
    week = [weekday_words(monday + dt.timedelta(days=day)) for day in range(7)]
    assert week == ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]

"""What a scanner sent: cards and slips are read, everything else is refused by its own name."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import BadCard, SeveralScans, SpoiltScan, UnknownScan
from desk.rules.instants import VIETNAM
from desk.rules.scan import CardScan, SlipScan, read_scan, slip_code

TODAY = dt.date(2026, 11, 23)
CARD = "064190000012|230000012|Nguyễn Thị Thử|01021990|Nữ|Thôn 1, xã Chư Pưh, Gia Lai|15062021"
SLIP = SlipScan(
    "H21.18-261123-0001", dt.datetime(2026, 12, 1, 17, tzinfo=VIETNAM), "H21.18", 123, "ABCD-EFGH-IJKL-MNOP"
)
FIRST, LAST = dt.datetime(2017, 1, 1), dt.datetime(2090, 1, 1)  # noqa: DTZ001 - the strategy adds the zone itself


def test_a_card_is_read_and_kept_as_it_came() -> None:
    scan = read_scan(CARD, TODAY)
    assert isinstance(scan, CardScan)
    assert (scan.card.id, scan.card.name, scan.text) == ("064190000012", "Nguyễn Thị Thử", CARD)


@pytest.mark.parametrize("before", ["", "\ufeff", "]Q3"])
@pytest.mark.parametrize("after", ["", "\r", "\r\n", "\t"])
def test_a_slip_is_read_whatever_the_reader_adds(before: str, after: str) -> None:
    assert read_scan(before + slip_code(SLIP) + after, TODAY) == SLIP


@given(
    number=st.from_regex(r"[A-Z][0-9]{2}\.[0-9]{2}-[0-9]{6}-[0-9]{4,7}", fullmatch=True),
    at=st.datetimes(FIRST, LAST, timezones=st.just(VIETNAM)),
    seq=st.integers(1, 10**9),
)
def test_every_slip_code_is_read_back(number: str, at: dt.datetime, seq: int) -> None:
    slip = SlipScan(number, at.replace(microsecond=0), number[:6], seq, "ABCD-EFGH-IJKL-MNOP")
    assert read_scan(slip_code(slip), TODAY) == slip


@pytest.mark.parametrize(
    "text", [CARD + CARD, CARD + slip_code(SLIP), slip_code(SLIP) * 2, f"{CARD}\r{CARD}"], ids=range(4)
)
def test_two_in_one_are_refused(text: str) -> None:
    with pytest.raises(SeveralScans):
        read_scan(text, TODAY)


@pytest.mark.parametrize("text", ["Ơ64190000012|" + CARD[13:], "MCĐ1|" + slip_code(SLIP)[5:],
    slip_code(SLIP).replace("ABCD", "ÁBCD"), slip_code(SLIP).replace("ABCD", "ABD")])  # fmt: skip
def test_marks_of_an_input_method_are_recognised(text: str) -> None:
    with pytest.raises(SpoiltScan):
        read_scan(text, TODAY)


def test_a_card_with_a_fault_is_its_own_error() -> None:
    with pytest.raises(BadCard):
        read_scan(CARD.replace("01021990", "31021990"), TODAY)


@pytest.mark.parametrize(
    "text",
    ["", "8934563138164", "https://example.vn", "MCD1|a|b",
     "MCD1|H21.18-261123-0001|10 o'clock|H21.18|1|ABCD-EFGH-IJKL-MNOP",
     "MCD1|H21.18-261123-0001|2026-12-01T17:00:00+07:00|H21.18|x|A", "a|b|c"],
)  # fmt: skip
def test_anything_else_is_unknown(text: str) -> None:
    with pytest.raises(UnknownScan):
        read_scan(text, TODAY)


@given(st.text(max_size=200))
def test_noise_never_breaks_it(text: str) -> None:
    with contextlib.suppress(UnknownScan, BadCard, SeveralScans, SpoiltScan):
        read_scan(text, TODAY)

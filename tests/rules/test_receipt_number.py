"""The number of a fee receipt is read as it is written, and nothing else is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import BadReceiptNumber
from desk.rules.receipt_number import format_receipt, parse_receipt


@given(st.integers(2020, 2100), st.integers(1, 9_999_999))
def test_round_trip(year: int, serial: int) -> None:
    assert parse_receipt(format_receipt(year, serial)) == (year, serial)


def test_as_printed() -> None:
    assert format_receipt(2026, 1) == "PT-2026-00001"
    assert format_receipt(2026, 100_000) == "PT-2026-100000"


@pytest.mark.parametrize("text", ["", "PT-2026-1", "PT-2026-00000", "pt-2026-00001", "PT-2026-00001 ", "PT-26-00001"])
def test_other_texts_are_none(text: str) -> None:
    with pytest.raises(BadReceiptNumber):
        parse_receipt(text)


def test_no_number_for_serial_zero() -> None:
    with pytest.raises(BadReceiptNumber):
        format_receipt(2026, 0)

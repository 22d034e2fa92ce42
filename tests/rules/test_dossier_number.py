"""Checks of dossier numbers."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import BadNumber
from desk.rules.dossier_number import DossierNumber, format_number, parse_number

DAY = dt.date(2026, 11, 23)


def test_the_number_widens_and_never_wraps() -> None:
    assert format_number("H21.18", DAY, 42) == "H21.18-261123-0042"
    assert format_number("H21.18", DAY, 9999) == "H21.18-261123-9999"
    assert format_number("H21.18", DAY, 10_000) == "H21.18-261123-10000"


def test_numbers_of_others() -> None:
    assert parse_number("000.00.01.H29-240115-0001") == DossierNumber("000.00.01.H29", dt.date(2024, 1, 15), 1)
    assert parse_number("G12.01-260930-0100975").serial == 100_975


@given(
    st.from_regex(r"[A-Z0-9]{1,5}(\.[A-Z0-9]{2,3}){0,3}", fullmatch=True),
    st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    st.integers(1, 9_999_999),
)
def test_there_and_back(agency_code: str, day: dt.date, serial: int) -> None:
    assert parse_number(format_number(agency_code, day, serial)) == DossierNumber(agency_code, day, serial)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "H21.18-261123-042",
        "H21.18-261123-12345678",
        "H21.18-261323-0042",
        "H21.18-260230-0042",
        "H21.18-261123-0000",
        "-261123-0042",
        "H21.18-261123-0042 ",
        "H21.18-261123-0042\n",
        "H21..18-261123-0042",
        ".H21-261123-0042",
        "Đ21-261123-0042",
        "H21.18-26112٣-0042",
        "A" * 36 + "-261123-0042",
    ],
)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(BadNumber):
        parse_number(text)


@given(st.text())
def test_any_text_is_answered_or_refused(text: str) -> None:
    with contextlib.suppress(BadNumber):
        assert parse_number(text).serial > 0


def test_parts_that_make_no_number() -> None:
    for code, day, serial in (
        ("H21 18", DAY, 1),
        ("", DAY, 1),
        ("H21", DAY, 0),
        ("H21", DAY, -5),
        ("H21", DAY, 10_000_000),
        ("H21", dt.date(1999, 1, 1), 1),
    ):
        with pytest.raises(BadNumber):
            format_number(code, day, serial)

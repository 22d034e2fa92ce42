"""Checks of identity numbers, tax codes, telephone numbers and their masks."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import BadIdentity
from desk.rules.identity import (
    PLACE_CODES,
    check_citizen_id,
    check_email,
    check_passport,
    check_phone,
    check_tax_code,
    identity_warnings,
    mask_id,
    mask_phone,
)
from desk.vocabulary import Sex

CHECKS = (check_citizen_id, check_passport, check_tax_code, check_phone, check_email)


def test_citizen_id() -> None:
    assert check_citizen_id("001087123456") == "001087123456"
    for bad in ("", "00108712345", "0010871234567", " 001087123456", "001087123456\n", "00108712345٦", "00108712345a"):
        with pytest.raises(BadIdentity) as refused:
            check_citizen_id(bad)
        assert refused.value.facts == {"field": "citizen_id"}


def test_there_are_63_place_codes() -> None:
    assert len(PLACE_CODES) == 63
    assert {"001", "052", "064", "096"} <= PLACE_CODES
    assert not {"000", "003", "097"} & PLACE_CODES


@pytest.mark.parametrize(
    ("number", "year", "sex", "warnings"),
    [
        ("001087123456", 1987, Sex.MALE, ()),
        ("064190000012", 1990, Sex.FEMALE, ()),
        ("064205000012", 2005, Sex.MALE, ()),
        ("064305000012", 2005, Sex.FEMALE, ()),
        ("064305000012", 2005, Sex.MALE, ("sex",)),
        ("064105000012", 2005, Sex.FEMALE, ("birth_year",)),
        ("065190000012", 1990, Sex.FEMALE, ("place_code",)),
        ("999999999999", 1990, Sex.MALE, ("sex", "birth_year", "place_code")),
    ],
)
def test_warnings(number: str, year: int, sex: Sex, warnings: tuple[str, ...]) -> None:
    assert identity_warnings(number, dt.date(year, 2, 1), sex) == warnings


def test_passport() -> None:
    assert check_passport("c1234567") == "C1234567"
    for bad in ("C1234", "C123456789012", "C123 4567", "Ç1234567", ""):
        with pytest.raises(BadIdentity):
            check_passport(bad)


@pytest.mark.parametrize(
    "code", ["0100109106", "0100047516", "0101233579", "5900123451", "0100109106-001", "064190000012"]
)
def test_tax_codes(code: str) -> None:
    assert check_tax_code(code) == code


@pytest.mark.parametrize(
    "code", ["0100109105", "0100109106-000", "0100109106001", "010010910", "0100109106-01", "", "01001091０6"]
)
def test_false_tax_codes(code: str) -> None:
    with pytest.raises(BadIdentity):
        check_tax_code(code)


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_at_most_one_check_digit_fits(head: str) -> None:
    fitting = []
    for digit in "0123456789":
        try:
            fitting.append(check_tax_code(head + digit))
        except BadIdentity:
            continue
    assert len(fitting) <= 1


@pytest.mark.parametrize("typed", ["0912345678", "0912 345 678", "0912.345.678", "+84912345678", "+84 912-345-678"])
def test_phones(typed: str) -> None:
    assert check_phone(typed) == "0912345678"


def test_landlines_and_false_phones() -> None:
    assert check_phone("0269 3 851 234") == "02693851234"
    for bad in ("091234567", "09123456789", "0412345678", "0269385123", "12345", "", "+85912345678", "０912345678"):
        with pytest.raises(BadIdentity):
            check_phone(bad)


def test_email() -> None:
    for good in ("thu@example.vn", "a.b+c@mail.example.com"):
        assert check_email(good) == good
    for bad in (
        "",
        "thu",
        "thu@",
        "@example.vn",
        "thu@example",
        "a b@example.vn",
        "a@b@example.vn",
        ".a@b.vn",
        "a" * 250 + "@b.vn",
        "a@b.vn\n",
    ):
        with pytest.raises(BadIdentity):
            check_email(bad)


@given(st.text(), st.sampled_from(CHECKS))
def test_any_text_is_answered_or_refused(text: str, check: object) -> None:
    assert callable(check)
    with contextlib.suppress(BadIdentity):
        assert str(check(text)).isascii()


def test_masks() -> None:
    assert mask_id("001199000012") == "0011******12"
    assert mask_id("230000012") == "2******12"
    assert mask_id("12345") == "*****"
    assert mask_phone("0912345678") == "091*****78"
    assert mask_id("") == mask_phone("") == ""


@given(st.from_regex(r"[0-9]{0,20}", fullmatch=True))
def test_a_mask_hides_and_keeps_the_length(number: str) -> None:
    for masked in (mask_id(number), mask_phone(number)):
        assert len(masked) == len(number)
        assert masked.count("*") >= min(3, len(number))

"""A signature survives its way through digits, and everything that a slip tells is signed."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules.instants import VIETNAM
from desk.rules.scan import SlipScan, read_scan, slip_code
from desk.rules.slip_signature import KEY_DIGITS, SIGNATURE_DIGITS, bytes_of, digits_of, key_id_of, signed_text

SLIP = SlipScan(
    "H21.18-261123-0001", dt.datetime(2026, 12, 1, 9, tzinfo=VIETNAM), "H21.18", 42, "ABCD-EFGH-JKLM-NPQR", "01234567",
    "7" * SIGNATURE_DIGITS,
)  # fmt: skip


@given(st.binary(min_size=64, max_size=64))
def test_a_signature_survives_as_digits(signature: bytes) -> None:
    digits = digits_of(signature)
    assert len(digits) == SIGNATURE_DIGITS
    assert digits.isdecimal()
    assert bytes_of(digits) == signature


@pytest.mark.parametrize("digits", ["", "1", "9" * SIGNATURE_DIGITS, "x" * SIGNATURE_DIGITS, "٣" * SIGNATURE_DIGITS])
def test_digits_that_are_no_signature(digits: str) -> None:
    assert bytes_of(digits) is None


def test_the_whole_code_is_read_back_and_holds_no_letters_after_the_check_code() -> None:
    text = slip_code(SLIP)
    assert read_scan(text, dt.date(2026, 11, 23)) == SLIP
    assert "".join(text.split("|")[-2:]).isdecimal()


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("number", "H21.18-261123-0002"),
        ("promised_at", SLIP.promised_at + dt.timedelta(seconds=1)),
        ("agency_code", "H21.19"),
        ("entry_seq", 43),
        ("check_code", "ABCD-EFGH-JKLM-NPQS"),
        ("key_id", "76543210"),
    ],
)
def test_every_field_is_signed(field: str, other: object) -> None:
    assert signed_text(dataclasses.replace(SLIP, **{field: other})) != signed_text(SLIP)  # type: ignore[arg-type]


def test_a_keys_name_is_short_and_its_own() -> None:
    names = {key_id_of(bytes([n]) * 32) for n in range(200)}
    assert len(names) == 200
    assert all(len(name) == KEY_DIGITS and name.isdecimal() for name in names)

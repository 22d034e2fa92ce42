"""The check digit of a pad sees every wrong digit, and what is no number is none."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import BadPadNumber
from desk.rules.dossier_number import format_number
from desk.rules.pad_number import check_digit, on_pad, read_pad_number

NUMBERS = st.builds(
    format_number, st.just("H21.18"), st.dates(dt.date(2026, 1, 1), dt.date(2060, 12, 28)), st.integers(1, 99_999)
)


def test_a_number_by_hand():
    assert on_pad("H21.18-261124-0012") == f"H21.18-261124-0012-{check_digit('H21.18-261124-0012')}"


@given(NUMBERS)
def test_what_is_printed_is_read(number):
    assert read_pad_number(on_pad(number)) == number


@given(NUMBERS, st.integers(0, 30), st.integers(1, 9))
def test_every_wrong_digit_is_seen(number, place, more):
    printed = on_pad(number)
    digits = [at for at in range(len("H21.18-"), len(printed)) if printed[at].isdigit()]
    at = digits[place % len(digits)]
    wrong = printed[:at] + str((int(printed[at]) + more) % 10) + printed[at + 1 :]
    with pytest.raises(BadPadNumber):
        read_pad_number(wrong)


@given(st.text(max_size=40))
def test_any_text_is_refused_or_read(text):
    with contextlib.suppress(BadPadNumber):
        assert on_pad(read_pad_number(text)) == text.strip()

"""Checks of amounts in figures and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import BadAmount
from desk.rules.money import format_vnd, in_words


def test_figures() -> None:
    assert [format_vnd(amount) for amount in (0, 500, 8000, 4_500_000)] == ["0 đ", "500 đ", "8.000 đ", "4.500.000 đ"]


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (1, "Một đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (15, "Mười lăm đồng"),
        (14, "Mười bốn đồng"),
        (21, "Hai mươi mốt đồng"),
        (11, "Mười một đồng"),
        (24, "Hai mươi tư đồng"),
        (55, "Năm mươi lăm đồng"),
        (105, "Một trăm lẻ năm đồng"),
        (104, "Một trăm lẻ bốn đồng"),
        (2000, "Hai nghìn đồng"),
        (8000, "Tám nghìn đồng"),
        (10_500, "Mười nghìn năm trăm đồng"),
        (123_000, "Một trăm hai mươi ba nghìn đồng"),
        (4_500_000, "Bốn triệu năm trăm nghìn đồng"),
        (1_000_005, "Một triệu không trăm lẻ năm đồng"),
        (1_015_000, "Một triệu không trăm mười lăm nghìn đồng"),
        (2_000_000_000, "Hai tỷ đồng"),
        (
            999_999_999_999,
            "Chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu "
            "chín trăm chín mươi chín nghìn chín trăm chín mươi chín đồng",
        ),
    ],
)
def test_words(amount: int, words: str) -> None:
    assert in_words(amount) == words


DIGITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}


def read_back(text: str) -> int:
    """The amount of a text in words, read by rules of its own."""
    total = group = digit = 0
    for word in text.lower().removesuffix(" đồng").split():
        if word in DIGITS:
            digit = DIGITS[word]
        elif word == "mười":
            group, digit = group + 10, 0
        elif word in ("trăm", "mươi"):
            group, digit = group + digit * {"trăm": 100, "mươi": 10}[word], 0
        elif word != "lẻ":
            total, group, digit = total + (group + digit) * {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}[word], 0, 0
    return total + group + digit


@given(st.integers(0, 999_999_999_999))
def test_the_words_say_the_amount(amount: int) -> None:
    assert read_back(in_words(amount)) == amount


def test_outside() -> None:
    for amount in (-1, 10**12):
        with pytest.raises(BadAmount):
            in_words(amount)

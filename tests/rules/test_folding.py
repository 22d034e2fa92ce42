"""Checks of folding and of the cutting of words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules.folding import accented_words, fold, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đường", "duong"),
        ("ĐƯƠNG", "duong"),
        (unicodedata.normalize("NFD", "Đường"), "duong"),
        ("Ðường", "duong"),  # eth in place of Đ
        ("Nguyễn Thị Thử", "nguyen thi thu"),
        ("Kpă Ƀơ̆ng", "kpa bong"),
        ("Ê̆ban", "eban"),
        ("H'Thử", "h'thu"),
        ("Straße", "strasse"),
        ("한", "한"),
        ("", ""),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_every_vietnamese_letter_folds_to_ascii() -> None:
    for letter in "aăâeêioôơuưyđ":
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"):
            for case in (letter, letter.upper()):
                assert fold(unicodedata.normalize("NFC", case + tone)).isascii()


@given(st.text())
def test_fold_takes_any_text_once_and_for_all(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_accented_words_keep_accents_and_drop_the_rest() -> None:
    assert accented_words("Siu H'Thử, 064190000012") == ["siu", "h", "thử", "064190000012"]
    assert accented_words(unicodedata.normalize("NFD", "ĐƯỜNG số 5")) == ["đường", "số", "5"]
    assert accented_words("ơ̆i \u0301 a\u20ddb --") == ["ơ̆i", "ab"]
    assert accented_words('" * NEAR( ^:') == ["near"]
    assert accented_words("\ud800a\x00b") == ["a", "b"]


def test_words_are_folded() -> None:
    assert words("Đường số 5, Ƀơ̆ng") == ["duong", "so", "5", "bong"]

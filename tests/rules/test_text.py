"""Checks of the one entrance of every text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import BadText
from desk.rules.text import clean_text, has_control

WRITTEN = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs"]), max_size=120)


def test_a_name_is_kept_as_written() -> None:
    assert clean_text("  Nguyễn  Thị   Thử ", "name") == "Nguyễn  Thị   Thử"
    assert clean_text(unicodedata.normalize("NFD", "Rơ Châm Mẫu"), "name") == "Rơ Châm Mẫu"
    assert clean_text("\u00a0Siu H'Thử\u00a0", "name") == "Siu H'Thử"


@given(WRITTEN)
def test_all_that_is_neither_control_nor_format_passes(written: str) -> None:
    assert clean_text(written, "name") == unicodedata.normalize("NFC", written).strip()


@given(WRITTEN, st.characters(categories=["Cc", "Cf", "Cs"]), WRITTEN)
def test_control_and_format_characters_are_refused(before: str, bad: str, after: str) -> None:
    with pytest.raises(BadText) as refused:
        clean_text(before + bad + after, "name")
    assert refused.value.facts == {"field": "name", "problem": "control", "limit": 500}


@pytest.mark.parametrize(
    "bad", ["\u200d", "\u200b", "\u202e", "\ufeff", "\x00", "\x1b", "\t", "\r", "\x85", "\ud800", "\U000e0041"]
)
def test_known_tricks_are_refused_at_either_end_too(bad: str) -> None:
    for text in (bad, bad + "Thử", "Thử" + bad):
        assert has_control(text)
        with pytest.raises(BadText):
            clean_text(text, "name")


def test_lines_are_allowed_only_in_notes() -> None:
    assert clean_text("dòng một\ndòng hai\n", "note", lines=True) == "dòng một\ndòng hai"
    for bad, lines in (("một\nhai", False), ("một\n", False), ("một\r\nhai", True), ("một\thai", True)):
        with pytest.raises(BadText):
            clean_text(bad, "note", lines=lines)


def test_the_limit_counts_characters_in_nfc_without_outer_blanks() -> None:
    assert clean_text(unicodedata.normalize("NFD", " " * 3000 + "ệ" * 500), "name") == "ệ" * 500
    for long in ("ệ" * 501, "a\u0301" * 501, "a" * 100_000, "a" + "\u0301\u0323" * 500_000):
        with pytest.raises(BadText) as refused:
            clean_text(long, "name")
        assert refused.value.facts["problem"] == "too_long"
    assert clean_text("abc", "code", 3) == "abc"
    with pytest.raises(BadText):
        clean_text("abcd", "code", 3)

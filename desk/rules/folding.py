"""How a text is made equal to what an officer types without accents."""

from __future__ import annotations

import unicodedata

# Letters whose stroke is no mark for Unicode: Vietnamese đ, the eths that are mistaken for it, Jrai and Bahnar ƀ.
_STROKES = {ord("đ"): "d", ord("ð"): "d", ord("ɖ"): "d", ord("ƀ"): "b"}

# Marks of Vietnamese, Jrai and Bahnar: grave, acute, circumflex, tilde, breve, hook above, horn, dot below.
_KEPT_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"


class _BareLetters(dict[int, str]):
    """Translation that drops every combining mark and strokes of letters; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = bare = "" if unicodedata.category(char)[0] == "M" else char
        return bare


class _WordLetters(dict[int, str]):
    """Translation that leaves letters and digits, drops marks that we do not keep and makes a blank of the rest.

    Letters are those of Unicode 3.2: each is a token character of SQLite's unicode61 as well, which knows Unicode 6.1.
    Later letters would be letters here and separators there, and a word would fall apart inside the index.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if unicodedata.ucd_3_2_0.category(char)[0] in "LN" or char in _KEPT_MARKS:
            kept = char
        else:
            kept = "" if unicodedata.category(char)[0] == "M" else " "
        self[code] = kept
        return kept


_BARE_LETTERS = _BareLetters(_STROKES)
_WORD_LETTERS = _WordLetters()


def fold(text: str) -> str:
    """The text without case, accents and strokes, in NFC: "Đường" gives "duong"."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    bare = unicodedata.normalize("NFD", folded).translate(_BARE_LETTERS)
    return bare if bare.isascii() else unicodedata.normalize("NFC", bare)


def words(text: str) -> list[str]:
    """The folded words of a text in their order: runs of letters and digits."""
    return [fold(word) for word in accented_words(text)]


def accented_words(text: str) -> list[str]:
    """The words of a text in their order: runs of letters and digits, lower-case, NFC, with their accents."""
    lowered = unicodedata.normalize("NFC", text.casefold())
    found = (
        unicodedata.normalize("NFC", part.lstrip(_KEPT_MARKS)) for part in lowered.translate(_WORD_LETTERS).split()
    )
    return [word for word in found if word]

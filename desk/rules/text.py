"""The one check that every text passes on its way in, whether typed, scanned or imported."""

from __future__ import annotations

import unicodedata

from desk.errors import BadText

_REFUSED = frozenset({"Cc", "Cf", "Cs"})
_RAW_FACTOR = 4  # NFC makes at most one character of four; a longer raw text cannot come under the limit
_NO_BREAK_SPACE = "\u00a0"


def has_control(text: str) -> bool:
    """Whether a control (Cc) or format (Cf) character or a lone surrogate (Cs) stands anywhere in the text."""
    return not text.isprintable() and any(unicodedata.category(char) in _REFUSED for char in set(text))


def clean_text(value: str, field: str, limit: int = 500, *, lines: bool = False) -> str:
    """The text in NFC without its outer blanks; nothing else is changed.

    `limit` counts characters of the answer. `lines` allows the line feed, for notes. Names are kept as written, so only
    control and format characters are refused (zero-width joiners and direction overrides among them).

    Raises BadText with problem "control" or "too_long".
    """
    text = value.strip(" " + _NO_BREAK_SPACE)
    if len(text) > limit * _RAW_FACTOR:
        raise BadText(field=field, problem="too_long", limit=limit)
    if has_control(text.replace("\n", "") if lines else text):
        raise BadText(field=field, problem="control", limit=limit)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = text.strip()
    if len(text) > limit:
        raise BadText(field=field, problem="too_long", limit=limit)
    return text

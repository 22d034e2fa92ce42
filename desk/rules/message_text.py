"""The text of a message: facts put into its wording, and the short form that fits one SMS without accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

SMS_LIMIT = 160  # GSM 03.38: septets of one message; every character that is kept here takes one
_CUT = ".."
_STROKES = str.maketrans("đĐƀɃ", "dDbB")  # strokes that are no marks for Unicode
_NOT_GSM = re.compile(r"[^\n !-Z_a-z]|[$@`]")  # what of ASCII takes one septet, less the two with shifted codes
_BLANKS = re.compile(r" {2,}")


def without_accents(text: str) -> str:
    """The text in letters that every telephone shows alike: no accents, nothing outside the basic alphabet."""
    bare = unicodedata.normalize("NFD", text).translate(_STROKES)
    letters = "".join(char for char in bare if unicodedata.category(char)[0] != "M")
    letters = letters.replace("–", "-").replace("—", "-").replace("“", '"').replace("”", '"')
    return _BLANKS.sub(" ", _NOT_GSM.sub(" ", letters)).strip()


def filled(wording: str, facts: Mapping[str, str]) -> str:
    """The wording with its facts. Raises KeyError: it names a fact that there is not."""
    return wording.format_map(facts).strip()


def filled_short(wording: str, facts: Mapping[str, str], shortened: str) -> str:
    """The wording without accents in at most 160 characters; the fact `shortened` is cut where there is no room for it.

    What does not fit even without that fact is cut at its end.
    """
    bare = {name: without_accents(value) for name, value in facts.items()}
    text = without_accents(filled(wording, bare))
    if len(text) > SMS_LIMIT:
        room = len(bare[shortened]) - (len(text) - SMS_LIMIT) - len(_CUT)
        bare[shortened] = bare[shortened][: max(room, 0)].rstrip() + _CUT
        text = without_accents(filled(wording, bare))
    return text[:SMS_LIMIT]

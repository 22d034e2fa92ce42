"""What the search index holds of a dossier, and what is asked of it when an officer types.

The index is an FTS5 table with `tokenize = "unicode61 remove_diacritics 0"` and `detail = none`, so a query may hold
single words only, never phrases. Both sides cut words by `desk.rules.folding.accented_words`; every word that leaves
this module is one token for unicode61.

Terms of a text: each word folded, and beside it, when it has accents, the accented word. Both can live in one index
because an accented word always holds a character that no folded one has. Of numbers, besides their beginning (every
search is by prefix): the last four and the last three digits of numbers of nine digits or more (what people say of an
identity or telephone number), and the serial of a dossier number without its zeros. Other inner digits are not found:
each suffix more would be an entry more for every dossier.

Two kinds of terms bear a mark that nobody types, so that no word is found by them unasked: the initials of a name of
two to eight words (`ǃnva`), and the last two digits of a number (`ǂ53`), which are asked for only beside another word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from desk.rules.folding import accented_words, fold

_LONG_NUMBER = 9
_TAILS = (4, 3)
_INITIALS, _LAST_TWO = "ǃ", "ǂ"  # letters of unicode61, of no language that is written here
_NAME_WORDS = range(2, 9)
_MOST_WORDS = 16
_SERIAL = re.compile(r"-[0-9]{6}-0*([1-9][0-9]{0,6})(?![0-9])")
# A telephone number as people write it, in groups: joined, for the index holds it in one piece.
_GROUPED_PHONE = re.compile(r"(?<![\w.\-])(?:\+84[ .]?|0)(?=[235789])[0-9]+(?:[ .][0-9]+)*(?!\w)")
_PHONE_DIGITS = 11


def index_terms(texts: Iterable[str]) -> str:
    """The terms under which a dossier with these texts is found, separated by blanks, each once."""
    return " ".join(dict.fromkeys(term for text in texts for term in _terms(text)))


def match_query(typed: str, exact: bool, *, initials: bool = False) -> str | None:
    """The FTS5 MATCH expression for what was typed: each word a quoted prefix, all required; None without a word.

    With `exact` a word typed with accents must stand so in the text; words without accents match with and without.
    With `initials` a word of two to eight letters may be the initials of a name as well. Two digits beside another
    word may be the last ones of a number. Nothing typed is ever query language. Words beyond the sixteenth are left
    out, and so is a word that begins another one.
    """
    asked = dict.fromkeys(
        word if exact and not word.isascii() else fold(word)
        for word in accented_words(_GROUPED_PHONE.sub(_join_phone, typed))
    )
    terms = list(asked)[:_MOST_WORDS]
    needed = [term for term in terms if not any(other != term and other.startswith(term) for other in terms)]
    return " AND ".join(_asked(term, initials, beside=len(needed) > 1) for term in needed) or None


def _asked(term: str, initials: bool, *, beside: bool) -> str:
    if beside and len(term) == 2 and term.isdecimal():
        return f'("{term}"* OR "{_LAST_TWO}{term}")'
    if initials and len(term) in _NAME_WORDS and term.isalpha():
        return f'("{term}"* OR "{_INITIALS}{term}")'
    return f'"{term}"*'


def _terms(text: str) -> Iterator[str]:
    found = accented_words(text)
    if len(found) in _NAME_WORDS and not any(word[0].isdecimal() for word in found):
        yield _INITIALS + "".join(fold(word)[0] for word in found)
    for word in found:
        folded = fold(word)
        yield folded
        if not word.isascii():
            yield word
        elif len(word) >= _LONG_NUMBER and word.isdigit():
            yield from (word[-tail:] for tail in _TAILS)
            yield _LAST_TWO + word[-2:]
    for serial in _SERIAL.finditer(text):
        yield serial[1]
        yield _LAST_TWO + f"{int(serial[1]):02d}"[-2:]


def _join_phone(found: re.Match[str]) -> str:
    digits = re.sub(r"[ .]", "", found[0])
    national = "0" + digits[3:] if digits.startswith("+84") else digits
    return national if len(national) <= _PHONE_DIGITS else found[0]

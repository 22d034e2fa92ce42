"""A stack of originals typed in one line: letters of known papers or names, pages, copies."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desk.errors import BadStack
from desk.rules.fees import MOST, MOST_ORIGINALS, Original
from desk.rules.folding import fold

_COUNTS = r"(?:(?P<pages>\d+))?(?:[x*×](?P<copies>\d+))?"
_LETTER = re.compile(rf"(?P<letter>[a-z]){_COUNTS}", re.ASCII)
_LETTERS = re.compile(r"(?:[a-z](?:\d+)?(?:[x*×]\d+)?)+", re.ASCII)
_VOWEL = re.compile("[aeiouy]")
_NAMED = re.compile(rf"(?P<name>.*?\D)\s*{_COUNTS}\s*", re.DOTALL)


def read_stack(line: str, known: Mapping[str, str]) -> tuple[tuple[str, Original], ...]:
    """The originals that a line names, in its order; empty for an empty line.

    Parts are divided by commas. A part is either a run of letters of `known` (letter: name of the paper), or a name.
    After each may stand the pages of the original and, after an x, how many copies: `ch5x2` is the paper of c with one
    page and one copy, then that of h with five pages and two copies. Without a number it is 1.

    Raises:
        BadStack: a part is neither, or a number is 0 or too large, or there are too many.
    """
    found: list[tuple[str, Original]] = []
    for part in (one.strip() for one in re.split(r"[,;\n]", line)):
        if part:
            found += _part(part, known)
    if len(found) > MOST_ORIGINALS:
        raise BadStack(part=line[:60])
    return tuple(found)


def _part(part: str, known: Mapping[str, str]) -> list[tuple[str, Original]]:
    run = re.sub(r"\s+", "", part).lower()
    if _LETTERS.fullmatch(run) and all(one["letter"] in known for one in _LETTER.finditer(run)):
        return [(known[one["letter"]], _counted(one, part)) for one in _LETTER.finditer(run)]
    named = _NAMED.fullmatch(part)
    if named is None or not _VOWEL.search(fold(named["name"])):  # letters that stand for nothing are no name
        raise BadStack(part=part[:60])
    return [(named["name"].strip(), _counted(named, part))]


def _counted(found: re.Match[str], part: str) -> Original:
    pages, copies = int(found["pages"] or 1), int(found["copies"] or 1)
    if not (1 <= pages <= MOST and 1 <= copies <= MOST):
        raise BadStack(part=part[:60])
    return Original(pages, copies)

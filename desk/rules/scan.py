"""Reads what a scanner typed: the text of an identity card, or the code on a slip; anything else is refused by name."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from desk.errors import BadTime, SeveralScans, SpoiltScan, UnknownScan
from desk.rules.card import Card, read_card
from desk.rules.instants import iso, parse_instant

SLIP_MARK, SIGNED_MARK = "MCD1", "MCD2"
_CARD_BARS = 5
_PREFIX = re.compile(r"\ufeff?(?:\][A-Za-z][0-9])?\ufeff?")
# of a slip as a rule only the check code has vowels; an input method puts marks on them, or takes some: AAA becomes AA
_CHECK_CODE_LETTERS = 19
_CARD_BEGINS = re.compile(r"[0-9]{12}\|[0-9]{0,12}\|[^0-9|]")  # number, old number, the first letter of the name


@dataclass(frozen=True, slots=True)
class CardScan:
    """An identity card; `text` is what a request may carry as `card`."""

    card: Card
    text: str


@dataclass(frozen=True, slots=True)
class SlipScan:
    """The code printed on a receipt slip: number, printed promise, agency, place in the audit chain, check code.

    `key_id` names the office's key and `signature` is made with it, both in digits; slips of before have neither.
    """

    number: str
    promised_at: dt.datetime
    agency_code: str
    entry_seq: int
    check_code: str
    key_id: str = ""
    signature: str = ""


Scan = CardScan | SlipScan


def read_scan(text: str, today: dt.date) -> Scan:
    """What was scanned.

    Raises:
        SeveralScans: two cards or slips ran into one. SpoiltScan: an input method changed what the scanner typed.
        BadCard: a card's text with a fault. UnknownScan: neither card nor slip.
    """
    cut = _PREFIX.sub("", text, count=1).strip("\r\n\t")
    if cut.count(SLIP_MARK) + cut.count(SIGNED_MARK) + len(_CARD_BEGINS.findall(cut)) > 1:
        raise SeveralScans
    first, bar, _ = cut.partition("|")
    if bar and not first.isascii():
        raise SpoiltScan  # an input method put marks on what a scanner typed: numbers and our own mark have none
    if cut.startswith((SLIP_MARK, SIGNED_MARK)):
        return _slip(cut)
    if cut.count("|") >= _CARD_BARS:
        return CardScan(read_card(text, today), text)
    raise UnknownScan


def slip_code(scan: SlipScan) -> str:
    """The text of a slip's code, as `read_scan` reads it; `promised_at` is kept to the second."""
    return f"{signed_part(scan)}|{scan.signature}" if scan.signature else "|".join((SLIP_MARK, *_told(scan)))


def signed_part(scan: SlipScan) -> str:
    """The text of a signed slip's code before its signature."""
    return "|".join((SIGNED_MARK, *_told(scan), scan.key_id))


def _told(scan: SlipScan) -> tuple[str, ...]:
    return scan.number, iso(scan.promised_at), scan.agency_code, str(scan.entry_seq), scan.check_code


def _slip(text: str) -> SlipScan:
    mark, *fields = text.split("|")
    if len(fields) != (7 if mark == SIGNED_MARK else 5) or not fields[3].isdecimal() or not all(fields):
        raise UnknownScan
    if mark not in {SLIP_MARK, SIGNED_MARK} or not all(one.isascii() and one.isdecimal() for one in fields[5:]):
        raise UnknownScan
    number, promised_at, agency_code, seq, code, *signed = fields
    if not text.isascii() or len(code) != _CHECK_CODE_LETTERS:
        raise SpoiltScan  # not a slip that somebody altered: a citizen would be accused of it
    try:
        return SlipScan(number, parse_instant(promised_at, "slip"), agency_code, int(seq), code, *signed)
    except BadTime:
        raise UnknownScan from None

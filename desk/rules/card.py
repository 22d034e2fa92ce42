"""Reads the QR text of an identity card: accepts what fits the rules as it is, refuses the rest, repairs nothing.

Fields, split by "|": number, old number, name, date of birth, sex, address, date of issue. Cards of 2021 have these
seven, those of 2024 four more, which are empty on every card seen and are not interpreted. Some readers leave out the
date of issue or the old number and so send six; which of the two it was shows in where the sex stands.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from desk.errors import BadCard
from desk.rules.identity import identity_warnings
from desk.rules.text import has_control
from desk.vocabulary import Sex

_FEWEST, _MOST = 6, 11
_LONGEST_FIELD = 500
_FIRST_YEAR = 1900
# What stands before the card's own text: a byte order mark, and the AIM identifier that scanners send ("]Q3").
_SCANNER_PREFIX = re.compile(r"\ufeff?(?:\][A-Za-z][0-9])?\ufeff?")
_SCANNER_SUFFIX = "\r\n\t"
_ID = re.compile(r"[0-9]{12}")
_OLD_ID = re.compile(r"(?:[0-9]{9}|[0-9]{12})?")
_DATE = re.compile(r"([0-9]{2})(/?)([0-9]{2})\2([0-9]{4})")
_SEXES = {"nam": Sex.MALE, "nữ": Sex.FEMALE}


class CardFault(StrEnum):
    """Why a card text is refused."""

    CONTROL_CHARACTER = "control_character"
    TOO_FEW_FIELDS = "too_few_fields"
    TOO_MANY_FIELDS = "too_many_fields"
    FIELD_TOO_LONG = "field_too_long"
    BAD_ID = "bad_id"
    BAD_OLD_ID = "bad_old_id"
    NO_NAME = "no_name"
    BAD_BIRTH_DATE = "bad_birth_date"
    BAD_SEX = "bad_sex"
    BAD_ISSUE_DATE = "bad_issue_date"


@dataclass(frozen=True, slots=True)
class Card:
    """What one card says, in NFC; `old_id` is empty when there is none; `warnings` as of `identity_warnings`."""

    id: str
    old_id: str
    name: str
    born: dt.date
    sex: Sex
    address: str
    issued: dt.date | None
    warnings: tuple[str, ...]


def read_card(payload: str, today: dt.date) -> Card:
    """The card of a scanned text; `today` is the day in Vietnam. Raises BadCard (why: the first CardFault)."""
    number, old_number, name, born_text, sex_text, address, issued_text = _split(payload)
    if not _ID.fullmatch(number):
        raise BadCard(why=CardFault.BAD_ID)
    if not _OLD_ID.fullmatch(old_number):
        raise BadCard(why=CardFault.BAD_OLD_ID)
    if not name.strip():
        raise BadCard(why=CardFault.NO_NAME)
    born = _read_date(born_text, today, CardFault.BAD_BIRTH_DATE)
    sex = _SEXES.get(sex_text.lower())
    if sex is None:
        raise BadCard(why=CardFault.BAD_SEX)
    issued = _read_date(issued_text, today, CardFault.BAD_ISSUE_DATE) if issued_text else None
    warnings = identity_warnings(number, born, sex)
    return Card(number, old_number, name.strip(), born, sex, address.strip(), issued, warnings)


def _split(payload: str) -> list[str]:
    """The seven fields in NFC, the old number or date of issue empty where the reader left it out."""
    body = payload[_SCANNER_PREFIX.match(payload).end() :].rstrip(_SCANNER_SUFFIX)  # type: ignore[union-attr]  # matches ""
    fields = body.split("|", _MOST)
    if len(fields) < _FEWEST:
        raise BadCard(why=CardFault.TOO_FEW_FIELDS)
    if len(fields) > _MOST:
        raise BadCard(why=CardFault.TOO_MANY_FIELDS)
    # Before NFC: no field of a card comes near the limit, and a hostile one costs nothing this way.
    if max(map(len, fields)) > _LONGEST_FIELD:
        raise BadCard(why=CardFault.FIELD_TOO_LONG)
    if has_control(body):
        raise BadCard(why=CardFault.CONTROL_CHARACTER)
    fields = [unicodedata.normalize("NFC", field) for field in fields]
    if len(fields) == _FEWEST:
        fields.insert(1 if fields[3].lower() in _SEXES else 6, "")
    return fields[:7]


def _read_date(text: str, today: dt.date, fault: CardFault) -> dt.date:
    """A date written ddMMyyyy or dd/MM/yyyy that exists and lies from 1900 to today."""
    found = _DATE.fullmatch(text)
    if found is None:
        raise BadCard(why=fault)
    try:
        day = dt.date(int(found[4]), int(found[3]), int(found[1]))
    except ValueError:
        raise BadCard(why=fault) from None
    if day.year < _FIRST_YEAR or day > today:
        raise BadCard(why=fault)
    return day

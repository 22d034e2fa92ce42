"""The dossier number (mã số hồ sơ): organisation code, day, serial of the day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from desk.errors import BadNumber

_AGENCY_CODE = r"[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*"  # both orders occur: H21.18 and 000.00.18.H21
_NUMBER = re.compile(rf"({_AGENCY_CODE})-([0-9]{{2}})([0-9]{{2}})([0-9]{{2}})-([0-9]{{4,7}})")
_LONGEST_CODE = 35
_LAST_SERIAL = 9_999_999


@dataclass(frozen=True, slots=True)
class DossierNumber:
    """A number taken apart; `serial` without its leading zeros."""

    agency_code: str
    day: dt.date
    serial: int


@lru_cache(maxsize=8)  # a day's numbers share theirs
def _prefix(agency_code: str, day: dt.date) -> str:
    return f"{agency_code}-{day:%y%m%d}-"


def format_number(agency_code: str, day: dt.date, serial: int) -> str:
    """The number as printed: "H21.18-261123-0042". Past 9999 the serial grows by a digit and never starts again.

    Raises BadNumber when the parts make no number that `parse_number` would read.
    """
    text = f"{_prefix(agency_code, day)}{serial:04d}"
    if not 1 <= serial <= _LAST_SERIAL or parse_number(text) != DossierNumber(agency_code, day, serial):
        raise BadNumber(value=text)
    return text


def parse_number(text: str) -> DossierNumber:
    """The parts of a number; serials of 4 to 7 digits are read, for ministry portals use 6 or 7.

    A number given elsewhere is kept as it was written: its serial may have more leading zeros than `format_number`
    prints.
    Raises BadNumber.
    """
    found = _NUMBER.fullmatch(text)
    if found is None or len(found[1]) > _LONGEST_CODE or int(found[5]) == 0:
        raise BadNumber(value=text)
    try:
        day = dt.date(2000 + int(found[2]), int(found[3]), int(found[4]))
    except ValueError:
        raise BadNumber(value=text) from None
    return DossierNumber(found[1], day, int(found[5]))

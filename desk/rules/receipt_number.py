"""The number of a fee receipt (phiếu thu): its series, the year and the serial in the year."""

from __future__ import annotations

import re

from desk.errors import BadReceiptNumber

_NUMBER = re.compile(r"PT-([0-9]{4})-([0-9]{5,7})")


def format_receipt(year: int, serial: int) -> str:
    """The number as printed: "PT-2026-00001"; past 99999 the serial grows by a digit and never starts again.

    Raises BadReceiptNumber when the parts make no number that `parse_receipt` would read.
    """
    text = f"PT-{year:04d}-{serial:05d}"
    if parse_receipt(text) != (year, serial):
        raise BadReceiptNumber(value=text)
    return text


def parse_receipt(text: str) -> tuple[int, int]:
    """Year and serial of a number. Raises BadReceiptNumber."""
    found = _NUMBER.fullmatch(text)
    if found is None or int(found[2]) == 0:
        raise BadReceiptNumber(value=text)
    return int(found[1]), int(found[2])

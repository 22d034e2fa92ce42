"""Numbers on a pad printed for outages: a dossier number with a check digit, so that a slip of the pen is seen.

Source: ISO/IEC 7064, MOD 11,10 over the digits of day and serial: every wrong digit and nearly every swapped pair.
"""

from __future__ import annotations

from desk.errors import BadNumber, BadPadNumber
from desk.rules.dossier_number import parse_number

_SIGN = "-"


def check_digit(number: str) -> str:
    """The check digit of a dossier number. Raises: BadNumber."""
    parse_number(number)
    product = 10
    for digit in number.split("-", 1)[1].replace("-", ""):
        product = (int(digit) + product) % 10 or 10
        product = product * 2 % 11
    return str((11 - product) % 10)


def on_pad(number: str) -> str:
    """The number as it is printed on the pad: "H21.18-261124-0012-7". Raises: BadNumber."""
    return f"{number}{_SIGN}{check_digit(number)}"


def read_pad_number(text: str) -> str:
    """The dossier number of a pad's number.

    Raises:
        BadPadNumber: it is none, or its check digit is wrong.
    """
    number, _, digit = text.strip().rpartition(_SIGN)
    try:
        expected = check_digit(number)
    except BadNumber:
        raise BadPadNumber(value=text) from None
    if digit != expected:
        raise BadPadNumber(value=text)
    return number

"""The text of a VietQR code for one transfer, by NAPAS 247's use of EMVCo's merchant-presented format.

Source: NAPAS, technical standard of QR switching, part IV (QR code format), version 1.5.2; EMVCo QR Code Specification
for Payment Systems, merchant-presented mode, version 1.1.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass

from desk.errors import BadAmount, BadValue
from desk.rules.folding import words

LONGEST_PURPOSE = 25  # field 62-08
LONGEST_HOLDER = 25  # field 59
_HIGHEST = 10**13 - 1  # field 54: 13 characters, and đồng have no decimals
_BIN = re.compile(r"[0-9]{6}")
_NUMBER = re.compile(r"[0-9A-Za-z]{1,19}")
_PURPOSE = re.compile(rf"[0-9A-Za-z .\-]{{1,{LONGEST_PURPOSE}}}")

_NAPAS = "A000000727"
_TO_ACCOUNT = "QRIBFTTA"
_DYNAMIC = "12"  # for this one payment
_DONG = "704"


@dataclass(frozen=True)
class BankAccount:
    """An account: the bank's six-digit number at NAPAS (BIN), the account's number, and its holder as the bank has it.

    The holder may be empty: the payer's bank asks NAPAS for the name.
    """

    bank: str
    number: str
    holder: str = ""


def check_account(account: BankAccount) -> BankAccount:
    """The account as given.

    Raises:
        BadValue: bank (six digits) or account (1 to 19 letters and digits).
    """
    if not _BIN.fullmatch(account.bank):
        raise BadValue(field="bank", value=account.bank[:40])
    if not _NUMBER.fullmatch(account.number):
        raise BadValue(field="account", value=account.number[:40])
    return account


def vietqr(account: BankAccount, amount: int, purpose: str) -> str:
    """What the code says: ASCII, ready to be drawn. Made without asking anybody.

    The purpose is folded to letters without accents. The holder is folded, in capitals, cut after the last whole word
    that fits.

    Raises:
        BadValue: bank, account, or a purpose that is empty, longer than 25 characters or holds other signs than
            letters, digits, blank, dot and hyphen. BadAmount: not from 1 đồng to thirteen digits.
    """
    check_account(account)
    if not 1 <= amount <= _HIGHEST:
        raise BadAmount(amount=amount)
    plain = _ascii(purpose)
    if not _PURPOSE.fullmatch(plain):
        raise BadValue(field="purpose", value=purpose[:40])
    holder = _holder(account.holder)
    receiver = _field("00", account.bank) + _field("01", account.number)
    text = (
        _field("00", "01")
        + _field("01", _DYNAMIC)
        + _field("38", _field("00", _NAPAS) + _field("01", receiver) + _field("02", _TO_ACCOUNT))
        + _field("53", _DONG)
        + _field("54", str(amount))
        + _field("58", "VN")
        + (_field("59", holder) if holder else "")
        + _field("62", _field("08", plain))
        + "6304"  # the check sum goes over its own tag and length
    )
    return f"{text}{binascii.crc_hqx(text.encode('ascii'), 0xFFFF):04X}"


def _field(tag: str, value: str) -> str:
    """Tag, length in two digits, value."""
    return f"{tag}{len(value):02d}{value}"


def _ascii(text: str) -> str:
    """The text without accents, its case and its dots and hyphens kept."""
    return "".join(_bare(char) for char in text.strip())


def _bare(char: str) -> str:
    if char.isascii():
        return char
    folded = "".join(words(char))
    return folded.upper() if char.isupper() else folded


def _holder(text: str) -> str:
    cut = ""
    for word in words(text):
        if not word.isascii():
            continue
        longer = f"{cut} {word}".strip()
        if len(longer) > LONGEST_HOLDER:
            break
        cut = longer
    return cut.upper()

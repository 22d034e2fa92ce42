"""What an identity number, tax code, telephone number and e-mail address may look like, and how they are masked."""

from __future__ import annotations

import datetime as dt
import re

from desk.errors import BadIdentity
from desk.vocabulary import Sex

# Place of birth registration, first three digits; the number never changes when provinces merge. Numbers of naturalised
# citizens and of those born abroad go beyond 096, so an unknown code is a warning only.
PLACE_CODES = frozenset(
    f"{code:03d}"
    for code in (
        1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44,
        45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87,
        89, 91, 92, 93, 94, 95, 96,
    )
)  # fmt: skip

_CITIZEN_ID = re.compile(r"[0-9]{12}")
_PASSPORT = re.compile(r"[A-Za-z0-9]{6,12}")
_TAX_CODE = re.compile(r"([0-9]{10})(?:-(?!000)[0-9]{3})?")
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_PHONE = re.compile(r"0[35789][0-9]{8}|02[0-9]{9}")
_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}"
)
_EMAIL_LENGTH = 254  # RFC 5321, section 4.5.3.1.3, less the angle brackets


def check_citizen_id(text: str) -> str:
    """The number as given: exactly 12 ASCII digits. There is no check digit. Raises BadIdentity(field="citizen_id")."""
    return _whole(_CITIZEN_ID, text, "citizen_id")


def identity_warnings(citizen_id: str, born: dt.date, sex: Sex) -> tuple[str, ...]:
    """What of a 12-digit number does not fit the person: any of "sex", "birth_year", "place_code", in this order.

    The fourth digit names century and sex (0/1 man/woman born 1900-1999, 2/3 2000-2099 and so on), the next
    two the year.
    """
    century, year = int(citizen_id[3]), int(citizen_id[4:6])
    faults = {
        "sex": (century % 2 == 1) != (sex is Sex.FEMALE),
        "birth_year": 1900 + century // 2 * 100 + year != born.year,
        "place_code": citizen_id[:3] not in PLACE_CODES,
    }
    return tuple(name for name, wrong in faults.items() if wrong)


def check_passport(text: str) -> str:
    """The number in capitals: 6 to 12 ASCII letters and digits, any country. Raises BadIdentity(field="passport")."""
    return _whole(_PASSPORT, text, "passport").upper()


def check_tax_code(text: str) -> str:
    """The code as given: 10 digits with check digit, a branch as 10 digits, hyphen and 001 to 999, or 12 digits.

    Twelve digits are the personal number, which serves persons and household businesses from 1 July 2025.
    Raises BadIdentity(field="tax_code").
    """
    if _CITIZEN_ID.fullmatch(text):
        return text
    found = _TAX_CODE.fullmatch(text)
    if found is None:
        raise BadIdentity(field="tax_code")
    digits = [int(char) for char in found[1]]
    check = 10 - sum(digit * weight for digit, weight in zip(digits, _TAX_WEIGHTS, strict=False)) % 11
    if check != digits[9]:
        raise BadIdentity(field="tax_code")
    return text


def check_phone(text: str) -> str:
    """The number in national form, digits only: mobile 10 digits (03 05 07 08 09), fixed line 11 digits (02).

    Blanks, dots and hyphens are dropped and +84 becomes 0. Raises BadIdentity(field="phone").
    """
    bare = re.sub(r"[ .\-\u00a0]", "", text)
    return _whole(_PHONE, "0" + bare[3:] if bare.startswith("+84") else bare, "phone")


def check_email(text: str) -> str:
    """The address as given: one @, a plain local part, a domain with a dot. Raises BadIdentity(field="email")."""
    if len(text) > _EMAIL_LENGTH:
        raise BadIdentity(field="email")
    return _whole(_EMAIL, text, "email")


def mask_id(number: str) -> str:
    """The number for lists and screens: "001199000012" gives "0011******12"; of shorter ones less is shown."""
    return _mask(number, *((4, 2) if len(number) >= 12 else (1, 2)))


def mask_phone(number: str) -> str:
    """The number for lists and screens: "0912345678" gives "091*****78"."""
    return _mask(number, *((3, 2) if len(number) >= 10 else (1, 2)))


def _mask(number: str, head: int, tail: int) -> str:
    hidden = len(number) - head - tail
    if hidden < 3:
        return "*" * len(number)
    return number[:head] + "*" * hidden + number[-tail:]


def _whole(pattern: re.Pattern[str], text: str, field: str) -> str:
    if pattern.fullmatch(text) is None:
        raise BadIdentity(field=field)
    return text

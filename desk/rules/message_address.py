"""Where a message goes: the e-mail address or mobile number that a way needs."""

from __future__ import annotations

from desk.errors import BadIdentity, MissingField
from desk.rules.identity import check_email, check_phone
from desk.rules.message_life import MessageWay


def address_for(way: MessageWay, email: str | None, phone: str | None) -> str:
    """The address of one who wants to be told this way; a telephone number in its plain form.

    Raises:
        MissingField, BadIdentity: there is none, or nothing can be sent to it (field "applicant.email" or
        "applicant.phone"; a fixed line takes no SMS).
    """
    field = "applicant.email" if way is MessageWay.EMAIL else "applicant.phone"
    given = email if way is MessageWay.EMAIL else phone
    if not given:
        raise MissingField(field=field)
    try:
        found = check_email(given) if way is MessageWay.EMAIL else check_phone(given)
    except BadIdentity:
        raise BadIdentity(field=field) from None
    if way is not MessageWay.EMAIL and found.startswith("02"):
        raise BadIdentity(field=field)
    return found


def international(phone: str) -> str:
    """A mobile number with its country and without a plus: `84912345678`, which no spreadsheet takes a zero from."""
    return "84" + phone.removeprefix("0")

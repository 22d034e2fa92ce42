"""Where a message goes, and what is no place to send one to."""

import pytest

from desk.errors import BadIdentity, MissingField
from desk.rules.message_address import address_for, international
from desk.rules.message_life import MessageWay


def test_each_way_has_its_address() -> None:
    assert address_for(MessageWay.EMAIL, "thu@example.com", None) == "thu@example.com"
    assert address_for(MessageWay.SMS, None, "+84 912 345 678") == "0912345678"
    assert address_for(MessageWay.ZALO, None, "0912.345.678") == "0912345678"


@pytest.mark.parametrize(
    ("way", "email", "phone", "fault", "field"),
    [
        (MessageWay.EMAIL, None, "0912345678", MissingField, "applicant.email"),
        (MessageWay.SMS, "thu@example.com", "", MissingField, "applicant.phone"),
        (MessageWay.EMAIL, "thu@example", None, BadIdentity, "applicant.email"),
        (MessageWay.EMAIL, "a@b.vn\r\nBcc: c@d.vn", None, BadIdentity, "applicant.email"),
        (MessageWay.SMS, None, "hỏi nhà bên", BadIdentity, "applicant.phone"),
        (MessageWay.SMS, None, "02693821234", BadIdentity, "applicant.phone"),
        (MessageWay.ZALO, None, "02693821234", BadIdentity, "applicant.phone"),
    ],
)
def test_what_is_no_address_is_named_by_its_field(
    way: MessageWay, email: str | None, phone: str | None, fault: type[Exception], field: str
) -> None:
    with pytest.raises(fault) as caught:
        address_for(way, email, phone)
    assert caught.value.facts == {"field": field}  # type: ignore[attr-defined]


def test_a_number_with_its_country_begins_with_no_zero_and_no_plus() -> None:
    assert international("0912345678") == "84912345678"

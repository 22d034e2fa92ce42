"""The VietQR text, drawn and read back by another program's reader, taken apart and summed by the test's own means."""

from __future__ import annotations

import io

import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from desk.errors import BadAmount, BadValue
from desk.rules.dossier_number import format_number
from desk.rules.vietqr import BankAccount, vietqr

ACCOUNT = BankAccount("970415", "112233445566", "Trung tâm Phục vụ hành chính công xã Thử")
NUMBER = "000.00.18.H21-261123-0042"

accounts = st.builds(
    BankAccount,
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    st.from_regex(r"[0-9A-Z]{1,19}", fullmatch=True),
    st.text(max_size=60),
)
purposes = st.text("abcXYZ019.-đĐêÊữỮơ", min_size=1, max_size=25)


def read_back(payload: str) -> str:
    """What an independent reader sees in the drawn code."""
    drawn = io.BytesIO()
    segno.make(payload, error="m", micro=False).save(drawn, kind="png", scale=4, border=4)
    found = zxingcpp.read_barcodes(Image.open(drawn))
    assert len(found) == 1
    return str(found[0].text)


def taken_apart(text: str) -> dict[str, str]:
    """Tag, two digits of length, value, again and again until nothing is left."""
    fields: dict[str, str] = {}
    while text:
        tag, length, rest = text[:2], int(text[2:4]), text[4:]
        assert tag not in fields
        assert len(rest) >= length > 0
        fields[tag], text = rest[:length], rest[length:]
    return fields


def check_sum(text: str) -> str:
    """CRC-16 with polynomial 1021 from FFFF, bit by bit."""
    register = 0xFFFF
    for byte in text.encode("ascii"):
        for bit in range(7, -1, -1):
            out = (register >> 15) ^ (byte >> bit & 1)
            register = (register << 1 & 0xFFFF) ^ (0x1021 if out else 0)
    return f"{register:04X}"


def test_the_sum_of_this_test_is_the_known_one() -> None:
    assert check_sum("123456789") == "29B1"  # the catalogued check value of CRC-16/IBM-3740


def test_each_field_of_a_code_that_was_drawn_and_read() -> None:
    payload = read_back(vietqr(ACCOUNT, 28_000, NUMBER))
    fields = taken_apart(payload)
    assert list(fields) == ["00", "01", "38", "53", "54", "58", "59", "62", "63"]
    merchant = taken_apart(fields["38"])
    assert merchant["00"] == "A000000727"
    assert taken_apart(merchant["01"]) == {"00": "970415", "01": "112233445566"}
    assert merchant["02"] == "QRIBFTTA"
    assert (fields["00"], fields["01"], fields["53"], fields["54"], fields["58"]) == ("01", "12", "704", "28000", "VN")
    assert fields["59"] == "TRUNG TAM PHUC VU HANH"
    assert taken_apart(fields["62"]) == {"08": NUMBER}
    assert fields["63"] == check_sum(payload[:-4])


def test_without_a_holder_there_is_no_empty_field() -> None:
    assert "59" not in taken_apart(vietqr(BankAccount("970415", "1"), 1000, NUMBER))


@settings(max_examples=25, deadline=None)
@given(accounts, st.integers(1, 10**13 - 1), purposes)
def test_any_payment_reads_back(account: BankAccount, amount: int, purpose: str) -> None:
    payload = vietqr(account, amount, purpose)
    assert payload.isascii()
    read = read_back(payload)
    assert read == payload
    fields = taken_apart(read)
    assert taken_apart(taken_apart(fields["38"])["01"]) == {"00": account.bank, "01": account.number}
    assert int(fields["54"]) == amount
    assert 1 <= len(taken_apart(fields["62"])["08"]) <= 25
    assert len(fields.get("59", "")) <= 25
    assert fields["63"] == check_sum(read[:-4])


def test_a_changed_digit_breaks_the_sum() -> None:
    payload = vietqr(ACCOUNT, 28_000, NUMBER)
    changed = payload.replace("540528000", "540582000")
    assert changed != payload
    assert check_sum(changed[:-4]) != changed[-4:]


def test_accents_fall_away_and_case_stays() -> None:
    assert taken_apart(taken_apart(vietqr(ACCOUNT, 1, "Lệ phí Đất đai"))["62"])["08"] == "Le phi Dat dai"


@pytest.mark.parametrize("purpose", ["", " ", "x" * 26, "a/b", "a\nb", "số ½"])
def test_purposes_that_no_bank_takes(purpose: str) -> None:
    with pytest.raises(BadValue):
        vietqr(ACCOUNT, 1000, purpose)


@pytest.mark.parametrize(
    ("bank", "number"), [("97041", "1"), ("970415", ""), ("970415", "1" * 20), ("９70415", "1"), ("970415", "12 3")]
)
def test_accounts_that_are_none(bank: str, number: str) -> None:
    with pytest.raises(BadValue):
        vietqr(BankAccount(bank, number), 1000, NUMBER)


@pytest.mark.parametrize("amount", [0, -1, 10**13])
def test_amounts_that_cannot_be_asked_for(amount: int) -> None:
    with pytest.raises(BadAmount):
        vietqr(ACCOUNT, amount, NUMBER)


def test_the_usual_dossier_number_fits_whole() -> None:
    import datetime as dt

    assert format_number("000.00.18.H21", dt.date(2026, 11, 23), 42) == NUMBER
    assert len(NUMBER) == 25

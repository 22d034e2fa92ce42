"""Receipts: a series without gaps, never more than is owed, voided on their day, refunded up to what was paid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import MONDAY, at_moment, officer, practice_desk
from money_seat import FOUR_COPIES, charged_dossier, copies_dossier

from desk.errors import (
    BadAmount,
    BadReceiptNumber,
    BadText,
    DiskFull,
    EntryMismatch,
    MissingField,
    NotAllowed,
    Overpaid,
    ReceiptVoided,
    RefundTooLarge,
    UnknownDossier,
    UnknownReceipt,
    VoidRefused,
)
from desk.rules.fees import Original, Quantity
from desk.rules.vietqr import BankAccount
from desk.services.bank_account import OfficeAccount, bank_account, payment_code, purpose_of, set_bank_account
from desk.services.charging import ChargeGiven, charge, charge_within
from desk.services.checking import check
from desk.services.clock import SetClock
from desk.services.desk import Desk
from desk.services.fee_receipts import (
    Payment,
    ReceiptGiven,
    issue,
    issue_within,
    outstanding,
    receipt,
    receipts_of,
    refund,
    void,
)
from desk.services.receipts_shown import ReceiptShown
from desk.services.sign_in import SignedIn
from desk.vocabulary import PaidBy, ReversalKind

PAYER = "Nguyễn Thị Thử"
DAY = dt.timedelta(days=1)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MONDAY)


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Iterator[Desk]:
    desk = practice_desk(tmp_path, clock)
    yield desk
    desk.close()


@pytest.fixture
def clerk(desk: Desk) -> SignedIn:
    return officer(desk, "tiepnhan")


@pytest.fixture
def leader(desk: Desk) -> SignedIn:
    return officer(desk, "lanhdao")


def faults(desk: Desk) -> list[str]:
    return [f"{one.place}: {one.what}" for one in check(desk, officer(desk, "lanhdao")).faults]


def pay(desk: Desk, by: SignedIn, *numbers: str, way: PaidBy = PaidBy.CASH) -> ReceiptShown:
    return issue(desk, by, ReceiptGiven(tuple(Payment(number) for number in numbers), way, PAYER))


def test_one_receipt_pays_for_several_dossiers(desk: Desk, clerk: SignedIn) -> None:
    numbers = [charged_dossier(desk) for _ in range(3)]
    given = ReceiptGiven(
        (Payment(numbers[0]), Payment(numbers[1], 8_000), Payment(numbers[2])),
        PaidBy.TRANSFER,
        PAYER,
        "AA/26E",
        "0000017",
    )
    made = issue(desk, clerk, given)
    assert (made.number, made.amount, made.left) == ("PT-2026-00001", 64_000, 64_000)
    assert [(one.number, one.amount) for one in made.lines] == list(zip(numbers, (28_000, 8_000, 28_000), strict=True))
    assert (made.official_symbol, made.official_number, made.payer, made.officer) == (
        "AA/26E", "0000017", PAYER, clerk.name,
    )  # fmt: skip
    assert receipt(desk, clerk, made.number) == made
    assert receipts_of(desk, clerk, numbers[1]) == (made,)
    assert [outstanding(desk, clerk, number) for number in numbers] == [0, 20_000, 0]
    assert faults(desk) == []


def test_serials_have_no_gap_and_begin_anew_each_year(desk: Desk, clerk: SignedIn, clock: SetClock) -> None:
    first = pay(desk, clerk, charged_dossier(desk))
    broken = charged_dossier(desk)
    with pytest.raises(DiskFull), desk.store.writing() as work:
        assert issue_within(desk, work, clerk, ReceiptGiven((Payment(broken),), PaidBy.CASH, PAYER)).number[-1] == "2"
        raise DiskFull(place="x")
    void(desk, clerk, first.number, "Ghi nhầm người nộp")
    second = pay(desk, clerk, broken)
    at_moment(desk, dt.datetime(2027, 1, 4, 8, 0, tzinfo=MONDAY.tzinfo))
    third = pay(desk, clerk, charged_dossier(desk))
    assert [one.number for one in (first, second, third)] == ["PT-2026-00001", "PT-2026-00002", "PT-2027-00001"]
    assert receipt(desk, clerk, first.number).voided
    assert faults(desk) == []


def test_registering_charging_and_taking_money_is_one_transaction(desk: Desk, clerk: SignedIn) -> None:
    numbers = [copies_dossier(desk) for _ in range(3)]
    with desk.store.writing() as work:
        for number in numbers:
            charge_within(desk, work, clerk, ChargeGiven(number, FOUR_COPIES))
        payments = tuple(Payment(number) for number in numbers)
        made = issue_within(desk, work, clerk, ReceiptGiven(payments, PaidBy.CASH, PAYER))
    assert made.amount == 84_000
    assert faults(desk) == []


def test_never_more_than_is_outstanding(desk: Desk, clerk: SignedIn) -> None:
    number = charged_dossier(desk)
    too_much = ReceiptGiven((Payment(number, 28_001),), PaidBy.CASH, PAYER)
    twice = ReceiptGiven((Payment(number, 14_000), Payment(number, 14_000)), PaidBy.CASH, PAYER)
    for given in (too_much, twice):
        with pytest.raises(Overpaid):
            issue(desk, clerk, given)
    pay(desk, clerk, number)
    with pytest.raises(Overpaid):  # the button pressed twice
        pay(desk, clerk, number)
    with pytest.raises(Overpaid):
        pay(desk, clerk, copies_dossier(desk))


def test_what_a_receipt_needs(desk: Desk, clerk: SignedIn) -> None:
    number = charged_dossier(desk)
    payments = (Payment(number),)
    for given in (ReceiptGiven((), PaidBy.CASH, PAYER), ReceiptGiven(payments, PaidBy.CASH, "  ")):
        with pytest.raises(MissingField):
            issue(desk, clerk, given)
    for amount in (0, -1):
        with pytest.raises(BadAmount):
            issue(desk, clerk, ReceiptGiven((Payment(number, amount),), PaidBy.CASH, PAYER))
    with pytest.raises(BadText):
        issue(desk, clerk, ReceiptGiven(payments, PaidBy.CASH, PAYER, official_number="1" * 41))
    with pytest.raises(NotAllowed):
        pay(desk, officer(desk, "chuyenmon"), number)
    with pytest.raises(UnknownReceipt):
        receipt(desk, clerk, "PT-2026-00001")
    with pytest.raises(BadReceiptNumber):
        receipt(desk, clerk, "1")


def test_a_void_undoes_the_whole_receipt(desk: Desk, clerk: SignedIn) -> None:
    numbers = [charged_dossier(desk), charged_dossier(desk)]
    made = pay(desk, clerk, *numbers)
    with pytest.raises(MissingField):
        void(desk, clerk, made.number, " ")
    undone = void(desk, clerk, made.number, "Thu nhầm")
    assert (undone.voided, undone.left, [one.left for one in undone.lines]) == (True, 0, [0, 0])
    assert [(one.kind, one.amount, one.reason) for one in undone.reversals] == [(ReversalKind.VOID, 56_000, "Thu nhầm")]
    assert [outstanding(desk, clerk, number) for number in numbers] == [28_000, 28_000]
    with pytest.raises(ReceiptVoided):
        void(desk, clerk, made.number, "x")
    with pytest.raises(ReceiptVoided):
        refund(desk, clerk, made.number, "x")
    assert pay(desk, clerk, *numbers).number == "PT-2026-00002"
    assert faults(desk) == []


def test_another_days_receipt_is_not_voided_but_refunded(
    desk: Desk, clerk: SignedIn, leader: SignedIn, clock: SetClock
) -> None:
    number = charged_dossier(desk)
    made = pay(desk, clerk, number)
    clock.at = MONDAY + DAY
    with pytest.raises(VoidRefused):
        void(desk, leader, made.number, "Thu nhầm")
    with pytest.raises(NotAllowed):
        refund(desk, clerk, made.number, "Thu thừa", 1_000)
    back = refund(desk, leader, made.number, "Thu thừa", 8_000)
    assert (back.left, back.voided) == (20_000, False)
    assert outstanding(desk, clerk, number) == 8_000
    with pytest.raises(RefundTooLarge):
        refund(desk, leader, made.number, "Thu thừa", 20_001)
    for amount in (0, -5):
        with pytest.raises(BadAmount):
            refund(desk, leader, made.number, "Thu thừa", amount)
    with pytest.raises(MissingField):
        refund(desk, leader, made.number, "")
    assert refund(desk, leader, made.number, "Hoàn nốt").left == 0
    with pytest.raises(RefundTooLarge):
        refund(desk, leader, made.number, "Hoàn nốt")
    assert faults(desk) == []


def test_after_a_refund_there_is_no_void(desk: Desk, clerk: SignedIn) -> None:
    made = pay(desk, clerk, charged_dossier(desk))
    refund(desk, clerk, made.number, "Thu thừa", 1)
    with pytest.raises(VoidRefused):
        void(desk, clerk, made.number, "Thu nhầm")


def test_a_clerk_reverses_only_own_receipts(desk: Desk, clerk: SignedIn, leader: SignedIn) -> None:
    made = pay(desk, leader, charged_dossier(desk))
    with pytest.raises(NotAllowed):
        void(desk, clerk, made.number, "Thu nhầm")
    with pytest.raises(NotAllowed):
        void(desk, officer(desk, "chuyenmon"), made.number, "Thu nhầm")
    assert void(desk, leader, made.number, "Thu nhầm").voided


def test_a_refund_names_its_dossier_when_there_are_several(desk: Desk, clerk: SignedIn) -> None:
    numbers = [charged_dossier(desk), charged_dossier(desk)]
    made = pay(desk, clerk, *numbers)
    with pytest.raises(MissingField):
        refund(desk, clerk, made.number, "Thu thừa", 5_000)
    with pytest.raises(UnknownDossier):
        refund(desk, clerk, made.number, "Thu thừa", 5_000, charged_dossier(desk))
    with pytest.raises(RefundTooLarge):
        refund(desk, clerk, made.number, "Thu thừa", 28_001, numbers[1])
    back = refund(desk, clerk, made.number, "Thu thừa", 5_000, numbers[1])
    assert ([one.left for one in back.lines], back.reversals[0].dossier) == ([28_000, 23_000], numbers[1])
    assert [outstanding(desk, clerk, number) for number in numbers] == [0, 5_000]
    assert faults(desk) == []


def test_a_charge_replaced_after_payment_leaves_money_to_give_back(desk: Desk, clerk: SignedIn) -> None:
    number = charged_dossier(desk)
    made = pay(desk, clerk, number)
    charge(desk, clerk, ChargeGiven(number, Quantity(originals=(Original(5, 3),)), replaces=1))
    assert outstanding(desk, clerk, number) == -7_000
    refund(desk, clerk, made.number, "Chỉ làm 3 bản", 7_000)
    assert outstanding(desk, clerk, number) == 0
    assert faults(desk) == []


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("fee_receipt", "payer = 'Trần Văn Mẫu'"),
        ("receipt_reversal", "reason = 'x'"),
        ("fee_receipt_line", "amount = 1"),
    ],
)
def test_rows_changed_behind_the_program_are_seen(desk: Desk, clerk: SignedIn, table: str, change: str) -> None:
    number = charged_dossier(desk)
    made = pay(desk, clerk, number)
    refund(desk, clerk, made.number, "Thu thừa", 1_000)
    with desk.store.engine.begin() as connection:
        connection.exec_driver_sql(f"DROP TRIGGER {table}_no_update")
        connection.exec_driver_sql(f"UPDATE {table} SET {change}")
    with pytest.raises(EntryMismatch):
        outstanding(desk, clerk, number) if table == "fee_receipt_line" else receipt(desk, clerk, made.number)
    assert any(one.startswith(f"{table} ") for one in faults(desk))


def test_check_sees_a_missing_serial_and_an_amount_that_is_not_its_lines(desk: Desk, clerk: SignedIn) -> None:
    pay(desk, clerk, charged_dossier(desk))
    with desk.store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER fee_receipt_no_update")
        connection.exec_driver_sql("UPDATE fee_receipt SET serial = 3, amount = 27000")
    found = " ".join(faults(desk))
    assert "số phiếu thu không liền nhau; thiếu: [1, 2]" in found
    assert "số tiền khác tổng các dòng" in found


def test_the_offices_account_and_the_code_of_a_payment(desk: Desk, clerk: SignedIn, leader: SignedIn) -> None:
    number = charged_dossier(desk)
    assert bank_account(desk) is None
    with pytest.raises(NotAllowed):
        set_bank_account(desk, clerk, OfficeAccount(BankAccount("970415", "1"), ""))
    set_bank_account(desk, leader, OfficeAccount(BankAccount("970415", "111"), "Ngân hàng cũ"))
    given = OfficeAccount(BankAccount("970436", "0123 456 789", "UBND xã Thử"), "Ngân hàng Thử")
    kept = set_bank_account(desk, leader, given)
    assert kept.account.number == "0123456789"
    assert bank_account(desk) == kept
    payload = payment_code(desk, clerk, number)
    assert "540528000" in payload
    assert f"08{len(number):02d}{number}" in payload
    assert "54041000" in payment_code(desk, clerk, number, 1_000)
    pay(desk, clerk, number)
    with pytest.raises(BadAmount):
        payment_code(desk, clerk, number)
    assert faults(desk) == []


def test_a_number_too_long_for_a_purpose_keeps_its_end() -> None:
    assert purpose_of("000.00.18.H21-261123-0042") == "000.00.18.H21-261123-0042"
    assert purpose_of("000.00.18.H21-261123-10042") == "00.00.18.H21-261123-10042"

"""What the tests of money share: a dossier of certified copies, and its charge."""

from __future__ import annotations

from builders import officer, person_request

from desk.rules.fees import Original, Quantity
from desk.rules.vietqr import BankAccount
from desk.services.bank_account import OfficeAccount, set_bank_account
from desk.services.charging import ChargeGiven, charge
from desk.services.desk import Desk
from desk.services.fee_receipts import Payment, ReceiptGiven, issue, refund
from desk.services.intake import receive
from desk.vocabulary import PaidBy

COPIES = "2.000815"
FOUR_COPIES = Quantity(originals=(Original(5, 4),))  # 28.000 đồng


def copies_dossier(desk: Desk, procedure: str = COPIES, **changes: object) -> str:
    """The number of a new dossier that is not charged yet."""
    return receive(desk, officer(desk, "tiepnhan"), person_request(procedure=procedure, **changes)).number


def charged_dossier(desk: Desk) -> str:
    """The number of a new dossier that owes 28.000 đồng."""
    number = copies_dossier(desk)
    charge(desk, officer(desk, "tiepnhan"), ChargeGiven(number, FOUR_COPIES))
    return number


def take_money(desk: Desk) -> None:
    """A row in each table of money: an account, a charge, its receipt, and something given back."""
    leader = officer(desk, "lanhdao")
    set_bank_account(desk, leader, OfficeAccount(BankAccount("970415", "112233", "UBND xã Thử"), "Ngân hàng Thử"))
    payment = Payment(charged_dossier(desk))
    made = issue(desk, leader, ReceiptGiven((payment,), PaidBy.CASH, "Nguyễn Thị Thử", "AA/26E", "0000001"))
    refund(desk, leader, made.number, "Thu thừa", 1_000)

"""A store of the fourth schema brought up: nothing lost, five tables more, money can be taken for what was there."""

from __future__ import annotations

from pathlib import Path

from builders import officer, practice_desk
from money_seat import FOUR_COPIES, copies_dossier
from older_stores import make_older

from desk.services.charging import ChargeGiven, charge
from desk.services.checking import check
from desk.services.desk import open_desk
from desk.services.fee_receipts import Payment, ReceiptGiven, issue
from desk.vocabulary import PaidBy


def test_a_store_without_money_is_brought_up(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    numbers = [copies_dossier(desk) for _ in range(3)]
    home, clock = desk.home, desk.clock
    desk.close()
    assert {"charge", "fee_receipt", "fee_receipt_line", "receipt_reversal", "bank_account"} <= set(
        make_older(home, "0004")
    )
    desk = open_desk(home, clock)
    clerk = officer(desk, "tiepnhan")
    charge(desk, clerk, ChargeGiven(numbers[0], FOUR_COPIES))
    assert issue(desk, clerk, ReceiptGiven((Payment(numbers[0]),), PaidBy.CASH, "Nguyễn Thị Thử")).amount == 28_000
    found = check(desk, officer(desk, "lanhdao"))
    assert (found.faults, found.dossiers) == ((), len(numbers))
    desk.close()

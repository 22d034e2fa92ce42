"""A store of the sixth schema brought up: a receipt that was issued before is printed in it."""

from __future__ import annotations

from pathlib import Path

from builders import officer, practice_desk
from money_seat import charged_dossier
from older_stores import make_older

from desk.services.checking import check
from desk.services.desk import open_desk
from desk.services.fee_receipts import Payment, ReceiptGiven, issue
from desk.services.papers import save_paper
from desk.vocabulary import PaidBy, PaperForm


def test_a_store_without_copies_of_receipts_is_brought_up(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    given = ReceiptGiven((Payment(charged_dossier(desk)),), PaidBy.CASH, "Nguyễn Thị Thử")
    number = issue(desk, officer(desk, "tiepnhan"), given).number
    home, clock = desk.home, desk.clock
    desk.close()
    assert "subject_copy" in make_older(home, "0006")
    desk = open_desk(home, clock)
    made = save_paper(desk, officer(desk, "tiepnhan"), PaperForm.FEE_RECEIPT, number, tmp_path / "thu.pdf")
    assert (made.copy, made.pages) == (1, 3)
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    desk.close()

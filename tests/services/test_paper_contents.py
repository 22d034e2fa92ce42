"""Papers of receipts, visits and pads from stored facts; a corrected dossier's slip says which one it replaces."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from builders import officer, person_request, practice_desk
from money_seat import charged_dossier

from desk.errors import CopyMissing, PadNumberUnknown, UnknownReceipt, VoidedDossier
from desk.rules.fees import Original
from desk.rules.pad_number import on_pad
from desk.services.checking import check
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.fee_receipts import Payment, ReceiptGiven, issue, void
from desk.services.intake import receive
from desk.services.lanes import CopiesGiven, receive_visit, serve_copies
from desk.services.pads import reserve_pad
from desk.services.papers import content_of_paper, preview, print_paper, save_paper
from desk.services.processing import act
from desk.services.requests import approve
from desk.services.steps import StepAsked
from desk.vocabulary import PDF_FOLDER, PaidBy, PaperForm, Verb


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


def text_of(file: Path) -> str:
    return " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file))


def test_a_receipt_is_printed_counted_and_sent_again_under_its_number(desk: Desk, tmp_path: Path) -> None:
    clerk = officer(desk, "tiepnhan")
    given = ReceiptGiven((Payment(charged_dossier(desk)),), PaidBy.CASH, "Nguyễn Thị Thử", "AA/26E", "12")
    number = issue(desk, clerk, given).number
    first = print_paper(desk, clerk, PaperForm.FEE_RECEIPT, number, PDF_FOLDER)
    again = print_paper(desk, clerk, PaperForm.FEE_RECEIPT, number, PDF_FOLDER, again=1)
    second = save_paper(desk, clerk, PaperForm.FEE_RECEIPT, number, tmp_path / "hai.pdf")
    assert (first.copy, again.copy, second.copy) == (1, 1, 2)
    text = text_of(tmp_path / "hai.pdf")
    for told in ("28.000 đ", "Hai mươi tám nghìn đồng", "AA/26E 12", "tiền mặt", "In lại lần 1"):
        assert told in text
    with pytest.raises(CopyMissing):
        print_paper(desk, clerk, PaperForm.FEE_RECEIPT, number, PDF_FOLDER, again=3)
    with pytest.raises(UnknownReceipt):
        save_paper(desk, clerk, PaperForm.FEE_RECEIPT, "PT-2026-00009", tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()
    assert check(desk, officer(desk, "lanhdao")).faults == ()


def test_a_voided_receipt_prints_why(desk: Desk, tmp_path: Path) -> None:
    clerk = officer(desk, "tiepnhan")
    number = issue(desk, clerk, ReceiptGiven((Payment(charged_dossier(desk)),), PaidBy.CASH, "Trần Văn Mẫu")).number
    void(desk, clerk, number, "Thu nhầm người")
    assert content_of_paper(desk, clerk, PaperForm.FEE_RECEIPT, number).voided == "Thu nhầm người"


def test_the_receipt_of_certified_copies_names_each_original(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    originals = (("Học bạ", Original(3, 2)), ("Căn cước", Original(1, 1)))
    served = serve_copies(desk, clerk, CopiesGiven(person_request().applicant, originals))
    assert served.money is not None
    (paid,) = content_of_paper(desk, clerk, PaperForm.FEE_RECEIPT, served.money.number).paid_for
    assert [line.split(":")[0] for line in paid.counted] == ["Học bạ", "Căn cước"]
    assert paid.amount == 12_000


def test_one_slip_for_a_visit_whichever_of_its_dossiers_is_named(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    receipts = receive_visit(desk, clerk, (person_request(), person_request(procedure="1.004873")))
    by_last = content_of_paper(desk, clerk, PaperForm.JOINT_SLIP, receipts[1].number)
    assert [row.number for row in by_last.rows] == [one.number for one in receipts]
    made = [print_paper(desk, clerk, PaperForm.JOINT_SLIP, one.number, PDF_FOLDER).copy for one in receipts]
    assert made == [1, 2], "one paper, counted once"
    assert check(desk, officer(desk, "lanhdao")).faults == ()


def test_a_pad_is_printed_by_any_of_its_numbers(desk: Desk, tmp_path: Path) -> None:
    clerk = officer(desk, "tiepnhan")
    pad = reserve_pad(desk, clerk, 3)
    for at, number in enumerate(pad.numbers[:2], start=1):
        assert save_paper(desk, clerk, PaperForm.PAD_SHEET, number, tmp_path / f"{at}.pdf").copy == at
    text = text_of(tmp_path / "2.pdf")
    assert all(number in text for number in pad.numbers)
    free = receive(desk, clerk, person_request()).number
    with pytest.raises(PadNumberUnknown):
        save_paper(desk, clerk, PaperForm.PAD_SHEET, on_pad(free), tmp_path / "nó.pdf")


def test_the_slip_after_a_correction_names_the_one_it_replaces(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    number = receive(desk, clerk, person_request()).number
    print_paper(desk, clerk, PaperForm.RECEIPT_SLIP, number, PDF_FOLDER)
    assert content_of_paper(desk, clerk, PaperForm.RECEIPT_SLIP, number).replaces is None
    desk.clock.at += dt.timedelta(minutes=5)  # type: ignore[attr-defined]
    act(desk, clerk, number, StepAsked(Verb.CORRECT, correction={"applicant": {"name": "Trần Thị Mẫu"}}))
    new = content_of_paper(desk, clerk, PaperForm.RECEIPT_SLIP, number)
    assert new.replaces == "giấy bản 1 in lúc 09:00 ngày 23/11/2026, thông tin đã sửa"
    assert new.applicant_name == "Trần Thị Mẫu"
    assert content_of_paper(desk, clerk, PaperForm.RECEIPT_SLIP, number, copy=1).replaces is None


def test_no_slip_of_a_number_that_was_voided(desk: Desk, tmp_path: Path) -> None:
    clerk, leader = officer(desk, "tiepnhan"), officer(desk, "lanhdao")
    first, second = (one.number for one in receive_visit(desk, clerk, (person_request(), person_request(copies=2))))

    def void_number(number: str) -> None:
        asked = act(desk, clerk, number, StepAsked(Verb.VOID, note="nhập hai lần"))
        assert asked.request is not None
        approve(desk, leader, asked.request)

    void_number(first)
    with pytest.raises(VoidedDossier):
        save_paper(desk, clerk, PaperForm.RECEIPT_SLIP, first, tmp_path / "x.pdf")
    with pytest.raises(VoidedDossier):
        preview(desk, clerk, PaperForm.RECEIPT_SLIP, first)
    assert not (tmp_path / "x.pdf").exists()
    assert show(desk, clerk, first).papers == ()
    assert [row.number for row in content_of_paper(desk, clerk, PaperForm.JOINT_SLIP, first).rows] == [second]
    void_number(second)
    with pytest.raises(VoidedDossier):
        content_of_paper(desk, clerk, PaperForm.JOINT_SLIP, first)
    assert check(desk, leader).faults == ()

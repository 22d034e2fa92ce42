"""Lists, books, sheets of a day, card and poster filled from what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import BIRTH, MONDAY, officer, person, person_request, practice_desk
from money_seat import charged_dossier

from desk.errors import BadDay, BadValue, NotAllowed, NothingToPrint, UnknownProcedure
from desk.models import AuditEntry
from desk.services.checking import check
from desk.services.desk import Desk
from desk.services.fee_receipts import Payment, ReceiptGiven, issue, void
from desk.services.intake import receive
from desk.services.papers import content_of_paper, save_paper
from desk.services.processing import act
from desk.services.steps import ResultGiven, StepAsked
from desk.vocabulary import FormEdition, PaidBy, PaperForm, Verb

TODAY = MONDAY.date().isoformat()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


def received(desk: Desk, name: str = "Nguyễn Thị Thử") -> str:
    request = person_request(applicant=person(name=name, personal_id=None, id_kind="none"))
    return receive(desk, officer(desk, "tiepnhan"), request).number


def test_the_register_has_every_dossier_of_its_period_and_what_became_of_it(desk: Desk, tmp_path: Path) -> None:
    clerk, holder = officer(desk, "tiepnhan"), officer(desk, "chuyenmon")
    first, second = received(desk), received(desk, "Trần Văn Mẫu")
    act(desk, holder, first, StepAsked(Verb.FINISH, result=ResultGiven("12/KS", MONDAY.date())))
    act(desk, clerk, first, StepAsked(Verb.RETURN, collector="Trần Văn Mẫu"))
    for period in (TODAY, TODAY[:7], f"{TODAY[:8]}01..{TODAY}"):
        found = content_of_paper(desk, clerk, PaperForm.DOSSIER_REGISTER, period)
        assert [row.number for row in found.rows] == [first, second]
    row, open_row = found.rows
    assert (row.giver, row.taker, row.returned_at) == (clerk.name, "Trần Văn Mẫu", MONDAY)
    assert row.contact == "Thôn 1, xã Chư Pưh\n0912345678"
    assert (open_row.giver, open_row.taker, open_row.returned_at) == ("", "", None)
    assert content_of_paper(desk, clerk, PaperForm.DOSSIER_REGISTER, "2026-10").rows == ()
    old = content_of_paper(desk, clerk, PaperForm.DOSSIER_REGISTER, TODAY, FormEdition.TT01_2018)
    assert old.head.foot.startswith("Mẫu số 06")
    made = [save_paper(desk, clerk, PaperForm.DOSSIER_REGISTER, TODAY, tmp_path / "so.pdf").copy for _ in range(2)]
    assert made == [1, 2]
    assert check(desk, officer(desk, "lanhdao")).faults == ()


@pytest.mark.parametrize("wrong", ["2026-13", "hôm nay", "2026-11-31", "2026-11-10..2026-11-01", "", "0001-01-01"])
def test_a_period_that_is_none_is_refused_and_takes_no_copy(desk: Desk, wrong: str, tmp_path: Path) -> None:
    clerk = officer(desk, "tiepnhan")
    for form in (PaperForm.DOSSIER_REGISTER, PaperForm.RESULT_LIST, PaperForm.CASH_BOOK, PaperForm.DAY_CLOSE):
        with pytest.raises(BadDay):
            save_paper(desk, clerk, form, wrong, tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


def test_a_hand_over_list_is_of_one_giver_one_taker_and_one_day(desk: Desk) -> None:
    holder, leader = officer(desk, "chuyenmon"), officer(desk, "lanhdao")
    numbers = [received(desk) for _ in range(4)]
    with pytest.raises(NothingToPrint):
        content_of_paper(desk, holder, PaperForm.HANDOVER_LIST, numbers[0])
    for number in numbers:
        act(desk, holder, number, StepAsked(Verb.START))
    for number in numbers[:3]:
        act(desk, holder, number, StepAsked(Verb.HAND_OVER, to="lanhdao", note="Trình ký"))
    act(desk, holder, numbers[3], StepAsked(Verb.HAND_OVER, to="Công an xã Mẫu"))
    found = content_of_paper(desk, holder, PaperForm.HANDOVER_LIST, numbers[1])
    assert [row.number for row in found.rows] == numbers[:3]
    assert (found.giver, found.taker, found.rows[0].remark) == (holder.name, leader.name, "Trình ký")
    other = content_of_paper(desk, holder, PaperForm.HANDOVER_LIST, numbers[3])
    assert ([row.number for row in other.rows], other.taker) == ([numbers[3]], "Công an xã Mẫu")


def test_the_result_list_has_what_was_finished_that_day(desk: Desk) -> None:
    clerk, holder = officer(desk, "tiepnhan"), officer(desk, "chuyenmon")
    number, _ = received(desk), received(desk)
    act(desk, holder, number, StepAsked(Verb.FINISH, result=ResultGiven("12/KS", MONDAY.date())))
    act(desk, clerk, number, StepAsked(Verb.RETURN, collector="Nguyễn Thị Thử"))
    found = content_of_paper(desk, clerk, PaperForm.RESULT_LIST, TODAY)
    assert [(row.number, row.result) for row in found.rows] == [(number, "Số 12/KS ngày 23/11/2026")]
    assert content_of_paper(desk, clerk, PaperForm.RESULT_LIST, "2026-11-22").rows == ()


def test_the_cash_book_balances_and_is_not_for_everybody(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    given = ReceiptGiven((Payment(charged_dossier(desk)),), PaidBy.CASH, "Nguyễn Thị Thử", "AA/26E", "12")
    receipt = issue(desk, clerk, given)
    void(desk, clerk, receipt.number, "Ghi nhầm")
    book = content_of_paper(desk, clerk, PaperForm.CASH_BOOK, TODAY)
    assert [(row.came, row.went) for row in book.rows] == [(28_000, 0), (0, 28_000)]
    assert [(one.came, one.went) for one in book.totals] == [(28_000, 28_000)]
    assert (book.first, book.last, book.missing) == (receipt.number, receipt.number, "")
    with pytest.raises(NotAllowed):
        content_of_paper(desk, officer(desk, "admin"), PaperForm.CASH_BOOK, TODAY)


def test_the_morning_sheet_tells_how_long_is_left_and_only_of_now(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    number = received(desk)
    found = content_of_paper(desk, clerk, PaperForm.MORNING_SHEET, TODAY)
    counts = {group.name: group.count for group in found.groups}
    assert counts["Đến hạn hôm nay"] == 1
    row = next(row for group in found.groups for row in group.rows)
    assert (row.number, row.holder) == (number, "quầy")
    assert row.left.startswith("còn ")
    with pytest.raises(BadDay):
        content_of_paper(desk, clerk, PaperForm.MORNING_SHEET, "2026-11-22")


def test_the_day_close_sheet_agrees_with_the_store(desk: Desk) -> None:
    leader, holder = officer(desk, "lanhdao"), officer(desk, "chuyenmon")
    first, second = received(desk), received(desk)
    act(desk, holder, first, StepAsked(Verb.FINISH, result=ResultGiven("12/KS")))
    sheet = content_of_paper(desk, leader, PaperForm.DAY_CLOSE, TODAY)
    told = {what: much for _, lines in sheet.sections for what, much in lines}
    assert told["Đã cấp"] == f"{first} đến {second} (2 số)"
    assert (told["Tiếp nhận"], told["Có kết quả"], told["Chờ trả kết quả"]) == ("2", "1", "1")
    with desk.store.reading() as connection:
        entries = connection.execute(AuditEntry.__table__.select().order_by(AuditEntry.seq)).all()
    assert (sheet.head.seq, sheet.head.hash_hex) == (entries[-1].seq, entries[-1].hash)
    assert (sheet.sheet, sheet.qr_payload, sheet.before.seq) == (0, "", 0)
    blind = content_of_paper(desk, officer(desk, "admin"), PaperForm.DAY_CLOSE, TODAY)
    assert ("Thu, chi lại", "") in blind.sections[3][1]
    with pytest.raises(BadDay):
        content_of_paper(desk, leader, PaperForm.DAY_CLOSE, "2026-11-24")


def test_card_and_poster_come_from_data(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    card = content_of_paper(desk, clerk, PaperForm.DESK_CARD, "desk")
    assert ("F9", "Lưu và in giấy tiếp nhận") in card.groups[1].keys
    with pytest.raises(BadValue):
        content_of_paper(desk, clerk, PaperForm.DESK_CARD, "x")
    poster = content_of_paper(desk, clerk, PaperForm.PROCEDURE_POSTER, BIRTH)
    assert poster.code == BIRTH
    assert poster.components
    assert poster.hours
    with pytest.raises(UnknownProcedure):
        content_of_paper(desk, clerk, PaperForm.PROCEDURE_POSTER, "9.999999")

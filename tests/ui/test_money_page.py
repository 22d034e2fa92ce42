"""Money at the counter: the till of a dossier, its code read by a scanner, voids, refunds, cash book, account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import zxingcpp
from builders import officer, person_request
from money_seat import FOUR_COPIES, charged_dossier, copies_dossier, take_money
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from screens import controls, type_text

from desk.rules.instants import VIETNAM
from desk.rules.scan import SlipScan
from desk.rules.vietqr import BankAccount
from desk.services.bank_account import OfficeAccount, bank_account, payment_code, set_bank_account
from desk.services.charging import charges_of
from desk.services.checking import check
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.fee_receipts import Payment, ReceiptGiven, issue, outstanding, receipts_of
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.ui.frame import places
from desk.ui.main_window import MainWindow
from desk.ui.money.money_page import OWING, MoneyPage
from desk.ui.money.till_dialog import TillDialog
from desk.ui.office.account_section import AccountSection
from desk.ui.settling import settle
from desk.ui.widgets.qr_picture import QrPicture
from desk.vocabulary import PaidBy, PaperForm, Status, Verb, WaiverReason

STATED = "1.012812"  # a procedure whose amount the province sets
EXTRACT = "2.000635"
ACCOUNT = OfficeAccount(BankAccount("970415", "112233445566", "UBND XA THU"), "Ngân hàng Thử")


@pytest.fixture
def window(open_main: Callable[..., MainWindow]) -> MainWindow:
    window = open_main()
    window.activateWindow()
    return window


@pytest.fixture
def till(window: MainWindow, qtbot: QtBot) -> Callable[[str], TillDialog]:
    """Opens the till of a dossier as a page asks for it."""

    def opened(number: str) -> TillDialog:
        window.upkeep.show_till(number)
        settle()
        found = [one for one in window.findChildren(TillDialog) if one.isVisible()]
        return found[-1]

    return opened


def clerk(desk: Desk) -> object:
    return officer(desk, "tiepnhan")


def content(desk: Desk) -> bool:
    return check(desk, officer(desk, "admin")).faults == ()


def read_code(picture: QrPicture) -> list[str]:
    """What a scanner reads off the screen."""
    image = picture.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    seen = Image.frombytes(
        "L", (image.width(), image.height()), bytes(image.constBits()), "raw", "L", image.bytesPerLine()
    )
    return [one.text for one in zxingcpp.read_barcodes(seen)]


def test_f6_on_the_page_of_a_dossier_opens_its_till(window: MainWindow, desk: Desk) -> None:
    number = copies_dossier(desk)
    window.open_dossier(number)
    settle()
    window.activateWindow()
    settle()
    window.front().first_field().setFocus()
    QTest.keyClick(window.front().first_field(), Qt.Key.Key_F6)
    settle()
    (dialog,) = (one for one in window.findChildren(TillDialog) if one.isVisible())
    assert dialog.number == number
    dialog.close()


def test_charged_by_pages_paid_and_printed_in_one(till: Callable[[str], TillDialog], desk: Desk, qtbot: QtBot) -> None:
    number = copies_dossier(desk)
    dialog = till(number)
    assert QApplication.focusWidget() is dialog.copies.line
    type_text(dialog.copies.line, "h5x4")
    assert dialog.taking.total.text() == "28.000 đ"
    with qtbot.waitSignal(dialog.session.print_asked) as printed:
        QTest.keyClick(dialog, Qt.Key.Key_F9)
        settle()
    (money,) = receipts_of(desk, officer(desk, "tiepnhan"), number)
    assert (money.amount, money.way, money.payer) == (28_000, PaidBy.CASH, "Nguyễn Thị Thử")
    assert (printed.args[0].form, printed.args[0].number) == (PaperForm.FEE_RECEIPT, money.number)
    assert dialog.taking.total.text() == "0 đ"
    assert dialog.receipts.list.count() == 1
    QTest.keyClick(dialog, Qt.Key.Key_F9)  # nothing is owed any more
    settle()
    assert dialog.message.property("tone") == "fault"
    assert len(receipts_of(desk, officer(desk, "tiepnhan"), number)) == 1
    assert content(desk)


def test_a_thick_stack_does_not_push_the_sheet_off_the_screen(till: Callable[[str], TillDialog], desk: Desk) -> None:
    dialog = till(copies_dossier(desk))
    before = dialog.minimumSizeHint().height()
    type_text(dialog.copies.line, " ".join(f"h{pages}x2" for pages in range(1, 31)))
    dialog.copies.take_line()
    settle()
    assert dialog.copies.table.rowCount() == 30
    assert dialog.minimumSizeHint().height() < min(before + 80, 720)
    assert dialog.rule.text().splitlines()[-1] == "… và 27 dòng nữa"
    assert dialog.copies.table.cell(29, 3).text(), "each row says what it costs"


def test_an_amount_the_catalogue_does_not_know_is_stated_with_its_ground(
    till: Callable[[str], TillDialog], desk: Desk
) -> None:
    number = receive(desk, officer(desk, "tiepnhan"), person_request(procedure=STATED)).number
    dialog = till(number)
    type_text(dialog.amount, "150.000")
    dialog.take()
    settle()
    assert QApplication.focusWidget() is dialog.why
    assert dialog.amount.text() == "150.000"
    type_text(dialog.why, "Nghị quyết thử của HĐND")
    dialog.take()
    settle()
    assert outstanding(desk, officer(desk, "tiepnhan"), number) == 0
    (charge,) = charges_of(desk, officer(desk, "tiepnhan"), number)
    assert (charge.amount, charge.note) == (150_000, "Nghị quyết thử của HĐND")


def test_the_code_on_the_screen_says_amount_and_number(till: Callable[[str], TillDialog], desk: Desk) -> None:
    set_bank_account(desk, officer(desk, "lanhdao"), ACCOUNT)
    number = charged_dossier(desk)
    dialog = till(number)
    assert read_code(dialog.code) == [], "cash needs no code"
    dialog.taking.way.setCurrentIndex(dialog.taking.way.findData(PaidBy.TRANSFER.value))
    settle()
    (payload,) = read_code(dialog.code)
    assert payload == payment_code(desk, officer(desk, "tiepnhan"), number)
    assert "540528000" in payload, "field 54: the exact amount"
    assert number.replace(".", ".") in payload
    assert "28.000 đ" in dialog.code_words.text()


def test_without_an_account_the_way_to_one_is_told(till: Callable[[str], TillDialog], desk: Desk) -> None:
    dialog = till(charged_dossier(desk))
    dialog.taking.way.setCurrentIndex(dialog.taking.way.findData(PaidBy.TRANSFER.value))
    settle()
    assert "Cài đặt, Tài khoản nhận tiền" in dialog.code_words.text()


def test_a_wrong_charge_is_put_right_and_the_rest_taken(till: Callable[[str], TillDialog], desk: Desk) -> None:
    number = copies_dossier(desk)
    dialog = till(number)
    dialog.copies.line.setText("h5")
    dialog.take()
    settle()
    assert not dialog.copies.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_F2)
    settle()
    dialog.copies.table.cell(0, 2).setData(Qt.ItemDataRole.EditRole, 4)  # what was wrong is offered to be put right
    assert dialog.taking.total.text() == "21.000 đ", "7.000 were paid"
    dialog.take()
    settle()
    charges = charges_of(desk, officer(desk, "tiepnhan"), number)
    assert [(one.amount, one.replaced) for one in charges] == [(7_000, True), (28_000, False)]
    assert [one.amount for one in receipts_of(desk, officer(desk, "tiepnhan"), number)] == [7_000, 21_000]
    assert content(desk)


def test_a_waiver_is_stored_with_its_reason(till: Callable[[str], TillDialog], desk: Desk) -> None:
    number = receive(desk, officer(desk, "tiepnhan"), person_request(procedure=EXTRACT)).number
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.REQUEST_PAYMENT))
    dialog = till(number)
    dialog.taking.waive.setChecked(True)
    dialog.taking.reason.setCurrentIndex(dialog.taking.reason.findData(WaiverReason.MERIT.value))
    dialog.take()
    settle()
    (charge,) = charges_of(desk, officer(desk, "tiepnhan"), number)
    assert (charge.amount, charge.waived, charge.waiver_reason) == (0, 8_000, WaiverReason.MERIT)
    assert receipts_of(desk, officer(desk, "tiepnhan"), number) == ()
    assert show(desk, officer(desk, "tiepnhan"), number).status is Status.PROCESSING, "nothing is waited for any more"


def test_charged_today_and_paid_another_day(till: Callable[[str], TillDialog], desk: Desk) -> None:
    number = copies_dossier(desk)
    dialog = till(number)
    dialog.copies.line.setText("h5x4")
    QTest.keyClick(dialog, Qt.Key.Key_F8)
    settle()
    assert outstanding(desk, officer(desk, "tiepnhan"), number) == 28_000
    assert dialog.taking.total.text() == "28.000 đ"
    assert not dialog.note_button.isVisible()


def test_a_receipt_is_voided_with_its_reason(till: Callable[[str], TillDialog], desk: Desk) -> None:
    number = charged_dossier(desk)
    issue(desk, officer(desk, "tiepnhan"), ReceiptGiven((Payment(number),), PaidBy.CASH, "Nguyễn Thị Thử"))
    dialog = till(number)
    QTest.keyClick(dialog.receipts.list, Qt.Key.Key_Delete)
    settle()
    asking = dialog.receipts.asking
    assert asking is not None
    QTest.keyClick(asking.typed, Qt.Key.Key_Return)
    assert asking.message.isVisible(), "a reason is needed"
    type_text(asking.typed, "Thu nhầm người")
    QTest.keyClick(asking.typed, Qt.Key.Key_Return)
    settle()
    (money,) = receipts_of(desk, officer(desk, "tiepnhan"), number)
    assert money.voided
    assert "đã hủy" in dialog.receipts.list.item(0).text()
    assert dialog.receipts.list.item(0).font().strikeOut()
    assert dialog.taking.total.text() == "28.000 đ"
    assert content(desk)


def test_a_clerk_cannot_void_another_days_receipt(till: Callable[[str], TillDialog], desk: Desk) -> None:
    number = charged_dossier(desk)
    issue(desk, officer(desk, "tiepnhan"), ReceiptGiven((Payment(number),), PaidBy.CASH, "Nguyễn Thị Thử"))
    desk.clock.at += dt.timedelta(days=2)  # type: ignore[attr-defined]
    dialog = till(number)
    dialog.receipts.ask_void()
    settle()
    assert dialog.receipts.asking is not None
    type_text(dialog.receipts.asking.typed, "Nhầm")
    QTest.keyClick(dialog.receipts.asking.typed, Qt.Key.Key_Return)
    settle()
    assert dialog.receipts.asking.message.isVisible()
    assert not receipts_of(desk, officer(desk, "tiepnhan"), number)[0].voided
    dialog.receipts.asking.reject()


# --- the place --------------------------------------------------------------------------------------------------------


@pytest.fixture
def page(window: MainWindow, desk: Desk) -> MoneyPage:
    take_money(desk)
    page = window.go_to(places.MONEY)
    settle()
    assert isinstance(page, MoneyPage)
    return page


def test_the_book_of_the_day(page: MoneyPage) -> None:
    rows = [[page.book.index(row, column).data() for column in range(7)] for row in range(page.book.rowCount())]
    assert [row[:4] for row in rows] == [
        ["PT-2026-00001", "09:00", "28.000 đ", "tiền mặt"], ["PT-2026-00001", "09:00", "−1.000 đ", "tiền mặt"],
    ]  # fmt: skip
    assert rows[1][5] == "Hoàn: Thu thừa"
    assert page.sum.text() == "27.000 đ"
    assert page.totals.text().splitlines() == ["Thu cả ngày: 27.000 đ", "Đã hoàn 1.000 đ"]


def test_headings_of_amounts_stand_over_them(page: MoneyPage) -> None:
    for model, amount in ((page.book, page.book.AMOUNT), (page.owing, page.owing.OWED)):
        sides = [
            Qt.AlignmentFlag(model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole))
            for at in range(model.columnCount())
        ]
        assert [at for at, side in enumerate(sides) if side & Qt.AlignmentFlag.AlignRight] == [amount]


def test_a_receipt_is_told_in_two_lines(till: Callable[[str], TillDialog], desk: Desk) -> None:
    number = charged_dossier(desk)
    issue(desk, officer(desk, "tiepnhan"), ReceiptGiven((Payment(number),), PaidBy.CASH, "Nguyễn Thị Thử " * 8))
    dialog = till(number)
    first, second = dialog.receipts.list.item(0).text().splitlines()
    assert first == "PT-2026-00001 · 28.000 đ · tiền mặt"
    assert second.startswith("09:00 23/11/2026 · Nguyễn Thị Thử")
    assert not dialog.receipts.list.horizontalScrollBar().isVisible()


def test_what_lies_in_the_drawer_is_told_apart_from_transfers(page: MoneyPage, desk: Desk) -> None:
    issue(desk, officer(desk, "tiepnhan"), ReceiptGiven((Payment(charged_dossier(desk)),), PaidBy.TRANSFER, "Thử"))
    page.refresh()
    settle()
    assert page.sum.text() == "27.000 đ"
    assert page.totals.text().splitlines()[:2] == ["Chuyển khoản: 28.000 đ", "Thu cả ngày: 55.000 đ"]


def test_another_day_is_empty_and_says_what_to_do(page: MoneyPage, desk: Desk) -> None:
    page.turn(-1)
    settle()
    assert page.day.text() == "22/11/2026"
    assert page.empty[0].isVisible()
    assert "Gõ số hồ sơ" in page.empty[0].text()
    page.turn(5)
    settle()
    assert page.day.text() == "23/11/2026", "there is no book of tomorrow"
    page.day.setFocus()
    page.day.setText("31/02/2026")
    QTest.keyClick(page.day, Qt.Key.Key_Return)
    assert page.message.property("tone") == "fault"


def test_who_owes_is_opened_from_the_list(page: MoneyPage, desk: Desk, qtbot: QtBot) -> None:
    number = charged_dossier(desk)
    page.refresh()
    settle()
    page.choose(OWING)
    assert page.owing.lines[0].number == number
    with qtbot.waitSignal(page.charges_asked) as asked:
        page.tables[OWING].activated.emit(page.owing.index(0, 0))
    assert asked.args == [number]


def test_a_number_or_a_slip_opens_the_till(page: MoneyPage, window: MainWindow, desk: Desk) -> None:
    number = copies_dossier(desk)
    type_text(page.field, number)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    settle()
    opened = [one for one in window.findChildren(TillDialog) if one.isVisible()]
    assert [one.number for one in opened] == [number]
    opened[0].close()
    settle()
    window.activateWindow()
    settle()
    page.field.setText("khong co")
    page.field.setFocus()
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    settle()
    assert "Không có hồ sơ nào khớp" in page.message.text()
    assert page.take_scan(SlipScan(number, dt.datetime(2026, 11, 23, 17, tzinfo=VIETNAM), "H21.18", 5, "A"))
    settle()


def test_every_control_of_the_till_has_a_name(till: Callable[[str], TillDialog], desk: Desk) -> None:
    dialog = till(charged_dossier(desk))
    seen = [one for one in controls(dialog) if one.isVisibleTo(dialog)]
    assert [type(one).__name__ for one in seen if not one.accessibleName().strip()] == []


# --- the account ------------------------------------------------------------------------------------------------------


def test_the_account_is_typed_tried_and_stored(open_main: Callable[..., MainWindow], desk: Desk) -> None:
    window = open_main("lanhdao")
    page = window.go_to(places.SETTINGS)
    section = page.account  # type: ignore[attr-defined]
    assert isinstance(section, AccountSection)
    page.list.setCurrentRow(page.sections.index(section))  # type: ignore[attr-defined]
    settle()
    for line, words in ((section.bank, "97041"), (section.number, "1122 3344"), (section.holder, "UBND xã Thử")):
        line.setText(words)
    section.bank_name.setText("Ngân hàng Thử")
    assert read_code(section.code) == []
    section.save()
    settle()
    assert QApplication.focusWidget() is section.bank
    section.bank.setText("970415")
    assert len(read_code(section.code)) == 1
    section.save()
    settle()
    stored = bank_account(desk)
    assert stored is not None
    assert (stored.account.bank, stored.account.number) == ("970415", "11223344")
    assert not section.changed()
    assert content(desk)


def test_a_clerk_only_reads_the_account(open_main: Callable[..., MainWindow], desk: Desk, qtbot: QtBot) -> None:
    set_bank_account(desk, officer(desk, "lanhdao"), ACCOUNT)
    section = AccountSection(open_main().session)
    host = QWidget()
    qtbot.addWidget(host)
    section.setParent(host)
    settle()
    assert section.bank.text() == "970415"
    assert section.bank.isReadOnly()
    assert FOUR_COPIES.originals

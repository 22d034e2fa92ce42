"""The fast lanes in use: keys counted from the scan to the printed receipt, faults that keep everything, drafts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from builders import officer
from conftest import session_of
from intake_seat import CARD, OTHER_CARD, scanned
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from screens import type_text
from sqlcipher3 import dbapi2

from desk.rules.instants import vietnam_day
from desk.services.checking import check
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.fee_receipts import receipts_of
from desk.services.lanes import Served
from desk.services.originals import copy_register
from desk.ui.frame import places
from desk.ui.lanes.at_once_fields import COPIES_LANE, ERRAND_LANE
from desk.ui.lanes.at_once_page import AtOncePage
from desk.ui.main_window import MainWindow
from desk.ui.settling import settle
from desk.vocabulary import Outcome, PaidBy, Status, WaiverReason

MOST_KEYS = 25
EXTRACT = "2.000635"


class Typist:
    """Presses keys wherever the keyboard is, and counts every one of them, letters too."""

    def __init__(self, window: QWidget) -> None:
        self.window, self.keys = window, 0

    def press(self, code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        QTest.keyClick(self.window.focusWidget() or self.window, code, held)
        settle()

    def write(self, text: str) -> None:
        self.keys += len(text)
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        type_text(field, text)


@pytest.fixture
def window(open_main: Callable[..., MainWindow]) -> MainWindow:
    window = open_main()
    window.activateWindow()
    window.go_to(places.AT_ONCE)
    settle()
    return window


@pytest.fixture
def page(window: MainWindow) -> AtOncePage:
    page = window.page(places.AT_ONCE)
    assert isinstance(page, AtOncePage)
    return page


@pytest.fixture
def done(page: AtOncePage, qtbot: QtBot) -> list[Served]:
    found: list[Served] = []
    page.saving.saved.connect(found.append)
    return found


def receipts_printed(desk: Desk, qtbot: QtBot) -> str:
    """The text of the receipts that came out of the printer, which here is a folder of files."""
    files: list[Path] = []

    def came_out() -> bool:
        files[:] = list(desk.home.root.rglob("PT-*.pdf"))
        return bool(files)

    qtbot.waitUntil(came_out, timeout=8000)
    return " ".join(page.get_textpage().get_text_bounded() for file in files for page in pypdfium2.PdfDocument(file))


def content(desk: Desk) -> bool:
    return check(desk, officer(desk, "admin")).faults == ()


@pytest.mark.parametrize(
    ("stack", "originals", "copies", "total"),
    [
        ("cx10", 1, 10, 20_000),  # ten copies of one paper
        ("cbhkslqpvt", 10, 10, 20_000),  # a stack of ten, a page each
        ("cb2h12x2k2slqpvt", 10, 11, 50_000),  # a stack as it comes: pages differ, one paper twice
    ],
)
def test_ten_certified_copies_from_the_scan_to_the_printed_receipt(
    window: MainWindow, page: AtOncePage, desk: Desk, done: list[Served], qtbot: QtBot,
    stack: str, originals: int, copies: int, total: int,
) -> None:  # fmt: skip
    typist = Typist(window)
    page.take_scan(scanned(CARD))  # the scanner's keys are its own
    typist.write(stack)
    typist.press(Qt.Key.Key_F9)
    (served,) = done
    text = receipts_printed(desk, qtbot)
    assert f"{total:,} đ".replace(",", ".") in text
    assert "Nguyễn Thị Thử" in text
    assert typist.keys <= MOST_KEYS
    assert served.money is not None
    assert (len(served.copies), sum(one.copies for one in served.copies)) == (originals, copies)
    assert (served.money.amount, served.money.way) == (total, PaidBy.CASH)
    dossier = show(desk, officer(desk, "tiepnhan"), served.receipt.number)
    assert (dossier.status, dossier.outcome) == (Status.RETURNED, Outcome.ON_TIME)
    assert dossier.applicant.personal_id == "064190000012"
    assert not [one for one in dossier.papers if one.form == "receipt-slip"], "no appointment slip"
    assert [one.serial for one in copy_register(desk, officer(desk, "tiepnhan"), 2026)] == list(range(originals, 0, -1))
    typist.press(Qt.Key.Key_Return)  # on to the next person
    assert page.fields.is_empty()
    assert QApplication.focusWidget() is page.fields.scan
    assert typist.keys <= MOST_KEYS
    assert content(desk)


def test_the_price_grows_with_the_line_and_names_its_rule(page: AtOncePage) -> None:
    page.take_scan(scanned(CARD))
    page.fields.copies.line.setText("h5x4")
    assert page.fields.taking.total.text() == "28.000 đ"
    assert page.fields.copies.reading.text() == "Học bạ 5 trang × 4"
    page.fields.copies.line.setText("h500x1")
    assert page.fields.taking.total.text() == "200.000 đ", "at most 200.000 đ a copy"
    page.fields.copies.line.setText("h5x4 zz")
    assert page.fields.copies.reading.text() == "chưa rõ giấy gì"


def test_a_paper_of_another_name_is_written_by_hand(page: AtOncePage, desk: Desk, done: list[Served]) -> None:
    page.take_scan(scanned(CARD))
    page.fields.copies.line.setText("Hợp đồng thuê nhà 3x2, c")
    page.save()
    settle()
    assert [(one.name, one.pages, one.copies) for one in done[0].copies] == [
        ("Hợp đồng thuê nhà", 3, 2), ("Thẻ căn cước", 1, 1),
    ]  # fmt: skip


def test_a_line_that_says_nothing_keeps_everything(page: AtOncePage, done: list[Served]) -> None:
    page.take_scan(scanned(CARD))
    page.fields.copies.line.setText("h5 zz")
    page.save()
    settle()
    assert "chưa rõ là giấy gì" in page.message.text()
    assert (page.fields.copies.line.text(), page.fields.person.name.text()) == ("h5 zz", "Nguyễn Thị Thử")
    assert QApplication.focusWidget() is page.fields.copies.line
    assert done == []


def test_nothing_to_certify_and_nobody_are_said(page: AtOncePage, done: list[Served]) -> None:
    page.take_scan(scanned(CARD))
    page.save()
    settle()
    assert page.message.property("tone") == "fault"
    page.fields.reset()
    page.fields.copies.line.setText("c")
    page.save()
    settle()
    assert page.message.property("tone") == "fault"
    assert QApplication.focusWidget() is page.fields.person.name
    assert done == []


def test_a_waiver_needs_its_reason_and_prints_nothing_when_all_is_waived(
    page: AtOncePage, desk: Desk, done: list[Served]
) -> None:
    page.take_scan(scanned(CARD))
    page.fields.copies.line.setText("c")
    taking = page.fields.taking
    taking.waive.setChecked(True)
    assert taking.total.text() == "0 đ"
    taking.reason.setCurrentIndex(taking.reason.findData(WaiverReason.OTHER.value))
    page.save()
    settle()
    assert done == []
    assert QApplication.focusWidget() is taking.note
    taking.reason.setCurrentIndex(taking.reason.findData(WaiverReason.POOR.value))
    page.save()
    settle()
    assert done[0].money is None
    assert done[0].charge is not None
    assert (done[0].charge.amount, done[0].charge.waived) == (0, 2_000)
    assert "không thu tiền" in page.served.receipt.text()
    assert not page.served.again.isEnabled()
    assert content(desk)


def test_a_second_f9_is_not_a_second_errand(window: MainWindow, page: AtOncePage, done: list[Served]) -> None:
    page.take_scan(scanned(CARD))
    page.fields.copies.line.setText("c")
    page.save()
    page.save()
    settle()
    page.save()
    settle()
    assert len(done) == 1


def test_a_locked_store_keeps_everything_and_the_second_try_makes_one(
    page: AtOncePage, desk: Desk, done: list[Served]
) -> None:
    page.take_scan(scanned(CARD))
    page.fields.copies.line.setText("ch2")
    other = dbapi2.connect(str(desk.store.path), isolation_level=None)  # type: ignore[attr-defined]
    other.execute("BEGIN EXCLUSIVE").close()
    page.save()
    settle()
    other.execute("ROLLBACK").close()
    other.close()
    assert page.message.property("tone") == "fault"
    assert len(page.fields.copies.table.rows()) == 2
    page.save()
    settle()
    assert len(done) == 1
    assert len(copy_register(desk, officer(desk, "tiepnhan"), 2026)) == 2


def test_what_is_typed_outlives_the_page_beside_the_draft_of_the_intake(
    page: AtOncePage, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    intake = window.page(places.INTAKE)
    intake.take_scan(scanned(OTHER_CARD))
    intake.keep_now()
    page.take_scan(scanned(CARD))
    page.fields.copies.line.setText("h5x2")
    page.fields.taking.number.setText("0000123")
    page.keep_now()
    again = AtOncePage(session_of(desk, "tiepnhan"))
    host = QWidget()
    qtbot.addWidget(host, before_close_func=lambda _host, _kept=host: again.close())
    again.setParent(host)
    settle()
    assert again.fields.person.name.text() == "Nguyễn Thị Thử"
    assert [(name, one.pages, one.copies) for name, one in again.fields.copies.originals()] == [("Học bạ", 5, 2)]
    assert again.fields.taking.number.text() == "0000123"
    assert again.saving.request_id == page.saving.request_id
    assert again.fields.lane == COPIES_LANE


def test_another_errand_is_settled_on_the_spot(
    window: MainWindow, page: AtOncePage, desk: Desk, done: list[Served], qtbot: QtBot
) -> None:
    page.choose_lane(ERRAND_LANE)
    page.take_scan(scanned(CARD))
    assert QApplication.focusWidget() is page.fields.errand.procedure
    procedure = page.session.office.catalogue.in_force(EXTRACT, vietnam_day(desk.clock.now()))
    page.fields.errand.procedure.choose(procedure)
    page.fields.errand.count.setValue(3)
    page.fields.errand.result_number.setText("45/TL")
    page.fields.taking.signer.setEditText("Trần Văn Mẫu")
    page.save()
    settle()
    (served,) = done
    dossier = show(desk, officer(desk, "tiepnhan"), served.receipt.number)
    assert (dossier.procedure, dossier.status) == (EXTRACT, Status.RETURNED)
    assert dossier.result is not None
    assert (dossier.result.number, dossier.result.signer) == ("45/TL", "Trần Văn Mẫu")
    (money,) = receipts_of(desk, officer(desk, "tiepnhan"), served.receipt.number)
    assert money.amount == 24_000
    assert "24.000 đ" in receipts_printed(desk, qtbot)
    assert content(desk)


def test_clearing_asks_twice(page: AtOncePage) -> None:
    page.take_scan(scanned(CARD))
    page.clear_button.click()
    assert page.fields.person.name.text() == "Nguyễn Thị Thử"
    page.clear_button.click()
    assert page.fields.is_empty()


def test_the_citizen_may_rate_what_was_done(page: AtOncePage, qtbot: QtBot) -> None:
    page.take_scan(scanned(CARD))
    page.fields.copies.line.setText("c")
    with qtbot.waitSignal(page.received) as told:
        page.save()
        settle()
    assert told.args[0].startswith("H21.18-261123-")

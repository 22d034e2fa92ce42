"""Where a scan goes in the whole window: one sentence where it means nothing, no button pressed, nothing typed lost."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from builders import officer, person_request
from bursts import scan
from intake_seat import CARD, MALFORMED_CARD, OTHER_CARD
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot
from screens import type_text

from desk.errors import BadCard, DeskError, OtherOffice, SeveralScans, SpoiltScan
from desk.messages import sentence
from desk.rules.burst import TOGETHER_MILLISECONDS
from desk.rules.check_code import check_code
from desk.rules.scan import SlipScan, read_scan, slip_code
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.papers import content_of_paper
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.services.unit_editing import change_heading, heading_of
from desk.settings import Settings
from desk.ui.frame import places
from desk.ui.frame.scans import ScanDesk, Toast
from desk.ui.main_window import MainWindow
from desk.ui.scanner.scanner import Scanner
from desk.ui.settling import settle
from desk.vocabulary import PaperForm, RequestKind, Verb

TODAY = dt.date(2026, 11, 23)
REST_MILLISECONDS = TOGETHER_MILLISECONDS + 100  # after it a burst is at its end
FOREIGN = SlipScan(
    "H21.19-261120-0007", dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC), "H21.19", 9, "ABCD-EFGH-IJKL-MNOP"
)


@pytest.fixture
def scanner(window: MainWindow) -> Iterator[MainWindow]:
    """The clerk's window with a keyboard scanner beside it."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    scans, reader = ScanDesk(window), Scanner(app, Settings(), lambda: TODAY)
    reader.scanned.connect(scans.take)
    reader.refused.connect(scans.refuse)
    window.activateWindow()
    settle()
    yield window
    reader.stop()


def scanned(text: str) -> None:
    """A whole burst, and what follows from it."""
    scan(text)
    QTest.qWait(REST_MILLISECONDS)
    settle()


def slip_of(desk: Desk, number: str) -> str:
    dossier = show(desk, officer(desk, "tiepnhan"), number)
    agency = number.rpartition("-")[0].rpartition("-")[0]
    return slip_code(SlipScan(number, dossier.promised_at, agency, dossier.entry_seq, check_code(dossier.entry_hash)))


def begun(window: MainWindow) -> QLineEdit:
    """The intake page with something typed, the keyboard on its button: the field."""
    page = window.go_to(places.INTAKE)
    settle()
    field: QLineEdit = page.fields.applicant.name  # type: ignore[attr-defined]
    type_text(field, "Nguyễn Thị")
    page.save_button.setFocus()  # type: ignore[attr-defined]
    return field


def test_a_card_on_the_board_begins_an_intake(scanner: MainWindow) -> None:
    scanned(CARD)
    page = scanner.front()
    assert page is scanner.page(places.INTAKE)
    assert page.fields.applicant.name.text() == "Nguyễn Thị Thử"  # type: ignore[attr-defined]


def test_a_slip_on_the_intake_page_leads_to_its_return_and_keeps_what_was_typed(
    scanner: MainWindow, desk: Desk
) -> None:
    number = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
    field = begun(scanner)
    scanned(slip_of(desk, number))
    page = scanner.front()
    assert page is scanner.page(places.RESULTS)
    assert page.panel.subject.shown.number == number  # type: ignore[attr-defined]
    assert field.text() == "Nguyễn Thị"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (CARD + OTHER_CARD, SeveralScans()),
        ("Ơ64190000012|" + CARD[13:], SpoiltScan()),
        (slip_code(FOREIGN), OtherOffice(number=FOREIGN.number, agency="H21.19")),
        (MALFORMED_CARD, BadCard(why="bad_birth_date")),
    ],
    ids=lambda given: type(given).__name__ if isinstance(given, DeskError) else "",
)
def test_what_cannot_be_used_is_one_sentence_and_presses_nothing(
    scanner: MainWindow, text: str, fault: DeskError
) -> None:
    field = begun(scanner)
    scanned(text)
    assert scanner.notice.text() == sentence(fault)
    assert scanner.front() is scanner.page(places.INTAKE)
    assert field.text() == "Nguyễn Thị"


def test_a_scan_while_a_dialog_is_open_is_told_over_it(scanner: MainWindow, qtbot: QtBot) -> None:
    field = begun(scanner)
    dialog, button, typed = QDialog(scanner), QPushButton("Đồng ý"), QLineEdit("gõ dở")
    pressed: list[bool] = []
    button.clicked.connect(pressed.append)
    column = QVBoxLayout(dialog)
    column.addWidget(typed)
    column.addWidget(button)
    dialog.resize(500, 200)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog, timeout=1000)
    button.setFocus()
    scanned(CARD)
    assert [toast.text() for toast in dialog.findChildren(Toast)] == [
        "Đã quét một mã khi hộp này đang mở: hãy đóng hộp rồi quét lại."
    ]
    assert pressed == []
    assert dialog.isVisible()
    assert typed.text() == "gõ dở"
    assert field.text() == "Nguyễn Thị"
    scanned(CARD + OTHER_CARD)
    assert dialog.findChildren(Toast)[-1].text() == sentence(SeveralScans())
    dialog.close()


def test_a_locked_desk_takes_no_card(scanner: MainWindow) -> None:
    scanner.lock()
    page = scanner.lock_page
    assert page is not None
    page.password.setFocus()
    scanned(CARD)
    assert scanner.locked
    assert page.password.text() == ""
    assert scanner.notice.text() == "Chưa nhận mã vừa quét: hãy mở khóa màn hình rồi quét lại."


def test_a_card_on_any_other_place_begins_an_intake_as_well(scanner: MainWindow) -> None:
    scanner.go_to(places.SETTINGS)
    settle()
    scanned(CARD)
    assert scanner.front() is scanner.page(places.INTAKE)


def test_an_officer_without_a_counter_is_told(open_main: Callable[..., MainWindow]) -> None:
    window = open_main("chuyenmon")
    ScanDesk(window).take(read_scan(CARD, TODAY))
    assert "Trang này không dùng thẻ căn cước" in window.notice.text()


def test_a_slip_is_said_to_be_genuine_or_altered(scanner: MainWindow) -> None:
    desk = scanner.session.desk
    clerk = officer(desk, "tiepnhan")
    number = receive(desk, clerk, person_request()).number
    payload = content_of_paper(desk, clerk, PaperForm.RECEIPT_SLIP, number).qr_payload
    scanned(payload)
    assert f"{number}: Giấy hẹn thật." in scanner.notice.text()
    promised = payload.split("|")[2]
    scanned(payload.replace(promised, promised.replace("2026", "2027")))
    assert "đã bị sửa hoặc làm giả" in scanner.notice.text()
    assert scanner.notice.property("tone") == "fault"
    assert "Chỗ khác: thời điểm hẹn trả." in scanner.notice.text()
    scanned(payload.replace("|H21.18|", "|H21.99|"))
    assert "đã bị sửa hoặc làm giả" in scanner.notice.text()


def test_a_true_slip_that_the_store_contradicts_is_told_to_the_clerk_and_to_the_leader(
    scanner: MainWindow, open_main: Callable[..., MainWindow]
) -> None:
    desk = scanner.session.desk
    clerk = officer(desk, "tiepnhan")
    number = receive(desk, clerk, person_request()).number
    payload = content_of_paper(desk, clerk, PaperForm.RECEIPT_SLIP, number).qr_payload
    with desk.store.engine.begin() as connection:  # behind the program's back
        connection.exec_driver_sql("UPDATE dossier SET promised_at = '2027-01-29T10:00:00Z'")
    scanned(payload)
    assert "dữ liệu trong máy đã khác lúc in" in scanner.notice.text()
    assert scanner.notice.property("tone") == "fault"
    inbox = open_main("lanhdao").go_to(places.INBOX)
    settle()
    inbox.show_tray(None)  # type: ignore[attr-defined]
    settle()
    (alarm,) = inbox.requests.requests  # type: ignore[attr-defined]
    assert (alarm.kind, alarm.subject) == (RequestKind.SLIP_ALARM, number)
    assert inbox.main.isVisible()  # type: ignore[attr-defined]


def test_a_slip_of_before_the_office_got_another_code_still_opens(scanner: MainWindow, desk: Desk) -> None:
    number = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    payload = content_of_paper(desk, officer(desk, "tiepnhan"), PaperForm.RECEIPT_SLIP, number).qr_payload
    with desk.store.reading() as connection:
        heading = heading_of(desk.office(connection))
    office = change_heading(desk, officer(desk, "lanhdao"), dataclasses.replace(heading, agency_code="H21.99"))
    scanner.session.work_by(office)
    scanned(payload)
    assert scanner.front() is scanner.page(places.RESULTS)
    assert scanner.front().panel.subject.shown.number == number  # type: ignore[attr-defined]
    assert f"{number}: Giấy hẹn thật." in scanner.notice.text()

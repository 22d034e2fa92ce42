"""The settings of this machine, which everybody may change: printers, scanner and look, kept key by key in its file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pypdfium2
import pytest
from cups_daemon import admin, cups_daemon, needs_cups
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from screens import press, same_as_golden, type_text, visible_texts
from settings_seat import file_of, keys, marked, open_settings, refresh, turn_to

from desk.errors import DiskFull, FolderNotWritable, PrinterFailed, PrinterMissing
from desk.messages import sentence
from desk.printing.printers.printer import JobSeen, JobState, PrinterSeen, PrinterState, PrintJob
from desk.rules.scan import CardScan, read_scan
from desk.services.desk import Desk
from desk.ui import style
from desk.ui.office import printers_section, section
from desk.ui.office.printers_section import job_words
from desk.ui.office.settings_page import SettingsPage
from desk.ui.settling import settle

OURS = "desk.services.printing_jobs."
CARD = "064190000012||Nguyễn Thị Thử|01021990|Nữ|Thôn 1, xã Chư Pưh, tỉnh Gia Lai|01072024"
SLIP = "MCD1|H21.18-261123-0001|2026-12-01T02:00:00Z|H21.18|42|ABCD-EFGH-JKLM-NPQR"
Open = Callable[..., SettingsPage]


class Machine:
    """What hangs on the machine, in place of what CUPS and the system would tell."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.queues: tuple[PrinterSeen, ...] = ()
        self.ports: list[SimpleNamespace] = []
        patch.setattr(OURS + "seen_queues", lambda: self.queues)
        patch.setattr(OURS + "queues", lambda: tuple(one.name for one in self.queues))
        patch.setattr(OURS + "default_queue", lambda: self.queues[0].name if self.queues else None)
        patch.setattr("serial.tools.list_ports.comports", lambda: self.ports)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


@pytest.fixture
def open_page(qtbot: QtBot, desk: Desk, machine: Machine) -> Iterator[Open]:
    """Opens the page of somebody, by default the clerk's."""
    yield lambda login="tiepnhan": open_settings(qtbot, desk, login)
    style.dress(cast(QApplication, QApplication.instance()), dark=False)


@pytest.fixture
def page(open_page: Open) -> SettingsPage:
    return open_page()


def write_file(desk: Desk, text: str) -> None:
    desk.home.settings.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", ["printers", "scanner", "look"])
def test_each_section_as_it_is_read(open_page: Open, desk: Desk, machine: Machine, name: str) -> None:
    machine.queues = (
        PrinterSeen("quay-1", PrinterState.READY),
        PrinterSeen("quay-2", PrinterState.STOPPED, "media-jam"),
    )
    write_file(desk, 'printer = "quay-9"\npdf_folder = "/giay-to"\nscanner_port = "COM7"\ntheme = "dark"\n')
    page = open_page("lanhdao")
    turn_to(page, getattr(page, name))
    same_as_golden(f"settings-{name}", page)


# --- the file ---------------------------------------------------------------------------------------------------------


def test_a_clerk_saves_and_the_keys_of_others_stay(page: SettingsPage, desk: Desk) -> None:
    write_file(desk, '# của quầy 1\nscanner_port = "COM7"  # tay cầm\nscanner_baud = 19200\nkiosk_screen = 2\n')
    refresh(page)
    turn_to(page, page.look)
    press(page.look.themes["auto"], Qt.Key.Key_Down)
    press(page.look.themes["light"], Qt.Key.Key_Down)
    assert style.current() == style.colours(dark=True), "worn at once"
    assert marked(page) == ["Giao diện"]
    assert "theme" not in file_of(desk)
    keys("F9")
    assert page.look.message.text() == "Đã lưu cài đặt của máy này."
    assert file_of(desk) == {"scanner_port": "COM7", "scanner_baud": 19200, "kiosk_screen": 2, "theme": "dark"}
    assert "# của quầy 1\n" in desk.home.settings.read_text(encoding="utf-8")
    assert marked(page) == []


def test_two_sections_are_saved_apart(page: SettingsPage, desk: Desk) -> None:
    turn_to(page, page.look)
    page.look.kiosk.setCurrentIndex(1)
    turn_to(page, page.scanner)
    page.scanner.serial.click()
    type_text(page.scanner.port.lineEdit(), "COM3")
    assert marked(page) == ["Máy quét", "Giao diện"]
    refresh(page)
    assert marked(page) == ["Máy quét", "Giao diện"]
    keys("F9")
    assert file_of(desk) == {"scanner_port": "COM3"}
    assert marked(page) == ["Giao diện"]
    turn_to(page, page.look)
    keys("F9")
    assert file_of(desk) == {"scanner_port": "COM3", "kiosk_screen": 1}


@pytest.mark.parametrize("fault", [FolderNotWritable(place="nhà thử"), DiskFull(place="đĩa thử")])
def test_a_failed_save_keeps_what_was_chosen(
    page: SettingsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(*_given: object) -> None:
        raise fault

    turn_to(page, page.look)
    page.look.kiosk.setCurrentIndex(1)
    with monkeypatch.context() as patched:
        patched.setattr(section, "write_settings", fail)
        keys("F9")
    assert page.look.message.text() == sentence(fault)
    assert page.look.kiosk.currentData() == 1
    assert marked(page) == ["Giao diện"]
    keys("F9")
    assert file_of(desk) == {"kiosk_screen": 1}


def test_a_file_that_cannot_be_read_is_told_and_left_alone(page: SettingsPage, desk: Desk) -> None:
    write_file(desk, "theme = \n")
    refresh(page)
    turn_to(page, page.look)
    assert page.look.message.property("tone") == "fault"
    page.look.kiosk.setCurrentIndex(1)
    keys("F9")
    assert desk.home.settings.read_text(encoding="utf-8") == "theme = \n"
    assert marked(page) == ["Giao diện"]


# --- printers ---------------------------------------------------------------------------------------------------------


def test_a_printer_is_chosen_and_given_back_by_keys(page: SettingsPage, desk: Desk, machine: Machine) -> None:
    machine.queues = (PrinterSeen("quay-1", PrinterState.READY), PrinterSeen("quay-2", PrinterState.READY))
    turn_to(page, page.printers)
    table = page.printers.table
    assert [table.item(row, 2).text() for row in range(3)] == ["theo máy tính", "", ""]
    press(table, Qt.Key.Key_Down)
    press(table, Qt.Key.Key_Return)
    assert [table.item(row, 2).text() for row in range(3)] == ["", "mặc định", ""]
    keys("F9")
    assert file_of(desk) == {"printer": "quay-2"}
    machine.queues = machine.queues[:1]
    keys("F5")
    assert (table.item(0, 0).text(), table.item(0, 1).text()) == ("quay-2", "không tìm thấy")
    press(table, Qt.Key.Key_Delete)
    keys("F9")
    assert file_of(desk) == {}
    assert table.item(0, 2).text() == "theo máy tính"


def test_a_trial_page_is_written_where_papers_are_kept(page: SettingsPage, desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "giấy tờ"
    folder.mkdir()
    turn_to(page, page.printers)
    type_text(page.printers.folder, str(folder))
    keys("F9")
    assert file_of(desk) == {"pdf_folder": str(folder)}
    press(page.printers.table, Qt.Key.Key_Return)  # chosen and not saved
    page.printers.table.setFocus()
    keys("F8")
    (file,) = folder.iterdir()
    assert page.printers.message.text() == f"Đã ghi trang thử vào tệp {file.name} trong {folder}."
    text = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_bounded()
    assert "TRANG IN THỬ" in text
    assert marked(page) == ["Máy in"]


@pytest.mark.parametrize("typed", ["/không/có", "papers"])
def test_a_folder_that_is_not_there(page: SettingsPage, desk: Desk, typed: str) -> None:
    turn_to(page, page.printers)
    type_text(page.printers.folder, typed)
    keys("F9")
    assert f"Không ghi được vào {typed}" in page.printers.message.text()
    assert QApplication.focusWidget() is page.printers.folder
    assert page.printers.folder.property("fault") is True
    assert page.printers.folder.text() == typed
    assert file_of(desk) == {}


@pytest.mark.parametrize(
    "fault",
    [PrinterFailed(printer="quay-1", reason="offline"), PrinterMissing(printer="quay-1"), DiskFull(place="đĩa thử")],
)
def test_a_failed_trial_says_one_sentence(
    page: SettingsPage, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(*_given: object) -> PrintJob:
        raise fault

    turn_to(page, page.printers)
    with monkeypatch.context() as patched:
        patched.setattr("desk.services.trial_pages.print_trial_page", fail)
        keys("F8")
    assert page.printers.message.text() == sentence(fault)
    assert page.printers.message.property("tone") == "fault"
    keys("F8")
    assert "Đã ghi trang thử" in page.printers.message.text(), "it can be tried again"


@pytest.mark.parametrize(
    ("seen", "words", "tone", "over"),
    [
        (JobSeen(JobState.DONE), "đã in xong trang thử", "good", True),
        (JobSeen(JobState.PRINTING), "đang in trang thử", "warn", False),
        (JobSeen(JobState.WAITING, "media-empty"), "đang chờ ở quay-1: hết giấy.", "warn", False),
        (JobSeen(JobState.STOPPED, "media-jam"), "chưa in trang thử: kẹt giấy;", "fault", True),
        (JobSeen(JobState.HELD), "lệnh in đang dừng", "fault", True),
        (JobSeen(JobState.UNKNOWN), "không báo lại", "warn", True),
    ],
)
def test_words_for_a_trial_under_way(seen: JobSeen, words: str, tone: str, over: bool) -> None:
    said = job_words(seen, "quay-1")
    assert words in said[0]
    assert said[1:] == (tone, over)


@needs_cups
def test_a_queue_of_cups_prints_the_trial(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printers_section, "LOOK_MILLISECONDS", 100)
    root = tmp_path / "cups"
    root.mkdir()
    with cups_daemon(root) as paper:
        page = open_settings(qtbot, desk, "tiepnhan")
        turn_to(page, page.printers)
        shown = visible_texts(page.printers)
        assert "quay-1 | sẵn sàng | theo máy tính" in shown
        keys("F8")
        qtbot.waitUntil(lambda: "đã in xong" in page.printers.message.text(), timeout=8000)
        assert "Máy in: quay-1" in pypdfium2.PdfDocument(paper)[0].get_textpage().get_text_bounded()
        admin("cupsreject", "quay-1")
        keys("F8")
        qtbot.waitUntil(lambda: page.printers.message.property("tone") == "fault", timeout=8000)
        assert "quay-1" in page.printers.message.text()


# --- scanner ----------------------------------------------------------------------------------------------------------


def test_a_scanner_on_a_port_needs_the_port(page: SettingsPage, desk: Desk, machine: Machine) -> None:
    scanner = page.scanner
    turn_to(page, scanner)
    assert not scanner.port.isEnabled()
    press(scanner.typing, Qt.Key.Key_Down)
    assert scanner.serial.isChecked()
    assert "Chưa thấy cổng nối tiếp nào" in scanner.message.text()
    keys("F9")
    assert "Chưa chọn cổng" in scanner.message.text()
    assert scanner.message.isVisible()
    assert QApplication.focusWidget() is scanner.port
    assert marked(page) == ["Máy quét"]
    assert file_of(desk) == {}
    machine.ports = [SimpleNamespace(device="/dev/ttyACM0", description="máy quét mẫu")]
    keys("F5")
    assert scanner.port.currentText() == "/dev/ttyACM0", "the only one is the one"
    assert scanner.message.isHidden()
    scanner.speed.setCurrentIndex(scanner.speed.findData(115200))
    keys("F9")
    assert file_of(desk) == {"scanner_port": "/dev/ttyACM0", "scanner_baud": 115200}
    assert "được nối khi mở lại chương trình" in scanner.message.text()
    scanner.typing.click()
    keys("F9")
    assert file_of(desk) == {"scanner_baud": 115200}


def test_a_port_that_is_typed_outlives_the_search(page: SettingsPage, machine: Machine) -> None:
    turn_to(page, page.scanner)
    page.scanner.serial.click()
    settle()
    type_text(page.scanner.port.lineEdit(), "COM9")
    machine.ports = [SimpleNamespace(device="COM3", description=""), SimpleNamespace(device="COM4", description="")]
    keys("F5")
    assert page.scanner.port.currentText() == "COM9"
    assert [page.scanner.port.itemText(at) for at in range(page.scanner.port.count())] == ["COM3", "COM4"]


def test_a_trial_scan_shows_no_whole_number(page: SettingsPage, desk: Desk) -> None:
    today = desk.clock.now().date()
    card = read_scan(CARD, today)
    assert isinstance(card, CardScan)
    assert not page.take_scan(card), "only where the scanner is tried"
    turn_to(page, page.scanner)
    assert page.take_scan(card)
    words = "\n".join(visible_texts(page))
    assert "Nguyễn Thị Thử" in words
    assert "064190000012" not in words
    assert page.scanner.trial.text().endswith("12")
    assert "✓ Đọc được thẻ căn cước." in words
    assert page.take_scan(read_scan(SLIP, today))
    assert "H21.18-261123-0001 – hẹn trả " in page.scanner.trial.text()
    assert marked(page) == [], "a trial is no setting"

"""The files of a dossier in use: chosen, dropped, scanned page by page, looked at, taken off; refusals where asked."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import officer, person_request
from digitised import jpeg, pdf
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from screens import controls, press

from desk.errors import ScanFailed
from desk.services.attachments import FileGiven, attach, attachments_of
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.ui.files import scan_pile
from desk.ui.files.attachments_dialog import AttachmentsDialog
from desk.ui.session import Session
from desk.ui.settling import settle
from desk.vocabulary import FileSource, Verb

CONTROL = Qt.KeyboardModifier.ControlModifier
Opener = Callable[..., AttachmentsDialog]


@pytest.fixture
def number(desk: Desk) -> str:
    return receive(desk, officer(desk, "tiepnhan"), person_request()).number


@pytest.fixture
def open_files(qtbot: QtBot, desk: Desk, number: str) -> Opener:
    def open_it(login: str = "tiepnhan") -> AttachmentsDialog:
        with desk.store.reading() as connection:
            session = Session(desk.home, officer(desk, login), desk, desk.office(connection))
        dialog = AttachmentsDialog(session, number)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog, before_close_func=lambda one: one.pile.pages.clear())
        dialog.show()
        dialog.activateWindow()
        settle()
        return dialog

    return open_it


def written(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    return str(folder / name)


def of_desk(desk: Desk, number: str) -> list[tuple[str | None, int, FileSource]]:
    return [(one.component, one.pages, one.source) for one in attachments_of(desk, officer(desk, "admin"), number)]


def test_a_chosen_file_is_kept_with_the_first_paper(
    open_files: Opener, desk: Desk, number: str, tmp_path: Path
) -> None:
    dialog = open_files()
    assert "Chưa có tệp nào" in dialog.view.paper.text()
    dialog.keep([written(tmp_path, "tờ khai.pdf", pdf(2)), written(tmp_path, "ảnh.jpg", jpeg())])
    settle()
    first = "Tờ khai đăng ký khai sinh"
    assert of_desk(desk, number) == [(first, 2, FileSource.FILE), (first, 1, FileSource.FILE)]
    assert (dialog.list.count(), dialog.list.currentRow()) == (2, 1)
    assert "tờ khai.pdf" in dialog.message.text()
    assert dialog.message.property("tone") == "good"


def test_what_is_refused_is_said_and_nothing_is_lost(
    open_files: Opener, desk: Desk, number: str, tmp_path: Path
) -> None:
    dialog = open_files()
    dialog.keep([written(tmp_path, "a.exe.pdf", b"MZ")])
    settle()
    assert "không phải PDF hay JPEG" in dialog.message.text()
    assert of_desk(desk, number) == []
    dialog.keep([written(tmp_path, "b.pdf", pdf())])
    settle()
    assert len(of_desk(desk, number)) == 1


def test_files_are_dropped_on_the_window(open_files: Opener, desk: Desk, number: str, tmp_path: Path) -> None:
    dialog = open_files()
    dialog.of.setCurrentIndex(0)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(written(tmp_path, "a.pdf", pdf())), QUrl("https://example.org/x.pdf")])
    none = Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none))
    settle()
    assert of_desk(desk, number) == [(None, 1, FileSource.FILE)]


def test_a_file_is_looked_at_page_by_page(open_files: Opener, desk: Desk, number: str) -> None:
    attach(desk, officer(desk, "tiepnhan"), number, FileGiven(pdf(3), "ba trang.pdf"))
    dialog = open_files("chuyenmon")
    press(dialog.list, Qt.Key.Key_Return)
    settle()
    assert dialog.view.count.text() == "Trang 1/3"
    assert not dialog.view.paper.pixmap().isNull()
    QTest.keyClick(dialog, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settle()
    assert dialog.view.count.text() == "Trang 2/3"
    dialog.view.turn(-1)
    settle()
    dialog.view.turn(-1)
    assert dialog.view.count.text() == "Trang 1/3"


def test_a_file_is_taken_off_with_a_reason(open_files: Opener, desk: Desk, number: str) -> None:
    attach(desk, officer(desk, "chuyenmon"), number, FileGiven(pdf(), "nhầm.pdf"))
    dialog = open_files("tiepnhan")
    QTest.keyClick(dialog, Qt.Key.Key_Delete)
    assert dialog.asking is not None
    dialog.asking.typed.setText("của người khác")
    press(dialog.asking.typed, Qt.Key.Key_Return)
    settle()
    assert dialog.asking is not None  # another officer's: what was typed stays
    assert (dialog.asking.typed.text(), len(of_desk(desk, number))) == ("của người khác", 1)
    dialog.asking.reject()
    dialog = open_files("lanhdao")
    QTest.keyClick(dialog, Qt.Key.Key_Delete)
    assert dialog.asking is not None
    dialog.asking.typed.setText("của người khác")
    press(dialog.asking.typed, Qt.Key.Key_Return)
    settle()
    assert (dialog.asking, of_desk(desk, number), dialog.list.count()) == (None, [], 0)


def test_a_result_is_offered_when_there_is_one(open_files: Opener, desk: Desk, number: str, tmp_path: Path) -> None:
    assert open_files().of.findText("Kết quả giải quyết") < 0
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
    dialog = open_files()
    assert dialog.of.currentText() == "Kết quả giải quyết"
    dialog.keep([written(tmp_path, "kq.pdf", pdf())])
    settle()
    assert [one.is_result for one in attachments_of(desk, officer(desk, "admin"), number)] == [True]


@pytest.mark.skipif(shutil.which("scanimage") is None, reason="needs scanimage (sane-utils)")
def test_pages_from_a_scanner_become_one_file(
    open_files: Opener, desk: Desk, number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dll.conf").write_text("test\n", encoding="utf-8")
    monkeypatch.setenv("SANE_CONFIG_DIR", str(tmp_path))
    dialog = open_files()
    for pages in (1, 2):
        QTest.keyClick(dialog, Qt.Key.Key_F9)
        for _ in range(4):
            settle()
        assert len(dialog.pile.pages) == pages
    assert not dialog.view.paper.pixmap().isNull()
    assert dialog.pile.scanner.count() == 2
    QTest.keyClick(dialog, Qt.Key.Key_S, CONTROL)
    settle()
    assert of_desk(desk, number) == [("Tờ khai đăng ký khai sinh", 2, FileSource.SCANNER)]
    assert dialog.pile.pages == []


def test_scanned_pages_are_not_lost_by_closing(
    open_files: Opener, desk: Desk, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_pile, "scanners", lambda: (scan_pile.ScannerFound("x", "Máy quét thử"),))
    monkeypatch.setattr(scan_pile, "scan_page", lambda _device: jpeg())
    dialog = open_files()
    dialog.pile.take_page()
    for _ in range(3):
        settle()
    dialog.reject()
    assert dialog.isVisible()
    assert dialog.asking is not None
    dialog.asking.activateWindow()
    settle()
    QTest.keyClick(dialog.asking.focusWidget(), Qt.Key.Key_Return)  # Enter by a slip of the hand leaves them
    settle()
    assert (dialog.isVisible(), len(dialog.pile.pages)) == (True, 1)
    assert QApplication.activeModalWidget() is None
    monkeypatch.setattr(scan_pile, "scan_page", _jammed)
    dialog.pile.take_page()
    settle()
    assert "kẹt giấy" in dialog.message.text()
    assert len(dialog.pile.pages) == 1
    dialog.reject()
    dialog.asking.yes.click()
    assert not dialog.isVisible()
    assert of_desk(desk, number) == []


def test_scanned_pages_are_looked_through_and_given_up_only_when_meant(
    open_files: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_pile, "scanners", lambda: (scan_pile.ScannerFound("x", "Máy quét thử"),))
    monkeypatch.setattr(scan_pile, "scan_page", lambda _device: jpeg())
    dialog = open_files()
    for _ in range(2):
        dialog.pile.take_page()
        for _ in range(3):
            settle()
    assert (dialog.view.heading.text(), dialog.view.count.text()) == ("MỚI QUÉT, CHƯA LƯU", "Trang 2/2")
    dialog.view.turn(-1)
    assert dialog.view.count.text() == "Trang 1/2"
    dialog.pile.drop.click()
    assert len(dialog.pile.pages) == 2
    assert dialog.asking is not None
    dialog.asking.activateWindow()
    settle()
    QTest.keyClick(dialog.asking, Qt.Key.Key_Return, CONTROL)
    settle()
    assert (dialog.pile.pages, dialog.view.heading.isVisible()) == ([], False)
    assert dialog.isVisible()


def test_what_is_looked_at_never_passes_for_another_file(open_files: Opener, desk: Desk, number: str) -> None:
    for at in (1, 2):
        attach(desk, officer(desk, "tiepnhan"), number, FileGiven(pdf(at), f"tep {at}.pdf"))
    dialog = open_files()
    chosen = dialog.current()
    assert chosen is not None
    dialog.look_at()
    for _ in range(3):
        settle()
    assert dialog.view.heading.text() == f"Cả hồ sơ · {chosen.name}"
    assert not dialog.view.paper.pixmap().isNull()
    dialog.list.setCurrentRow(1 - dialog.list.currentRow())
    assert dialog.view.paper.pixmap().isNull()
    assert dialog.view.paper.text() == "Bấm Enter để xem tệp đang chọn."
    assert not dialog.view.heading.isVisible()


def _jammed(_device: str) -> bytes:
    raise ScanFailed(problem="kẹt giấy")


def test_without_a_scanner_it_says_what_to_do(open_files: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_pile, "scanners", lambda: ())
    dialog = open_files()
    dialog.pile.take_page()
    settle()
    assert "máy quét" in dialog.message.text()
    assert dialog.pile.scan.isEnabled()


def test_who_may_only_look_attaches_nothing(open_files: Opener) -> None:
    dialog = open_files("admin")
    assert not any(one.isVisible() for one in (dialog.choose, dialog.pile, dialog.of, dialog.remove))


def test_every_control_has_a_name(open_files: Opener, desk: Desk, number: str) -> None:
    attach(desk, officer(desk, "tiepnhan"), number, FileGiven(pdf(3), "ba trang.pdf"))
    dialog = open_files()
    assert [type(one).__name__ for one in controls(dialog) if not one.accessibleName().strip()] == []

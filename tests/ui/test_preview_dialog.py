"""The paper before it is printed: what is looked at is what prints, nothing is counted by looking."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import shiboken6
from builders import person_request
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from screens import ENGLISH, controls, press, same_as_golden, visible_texts

from desk.errors import BadSettings
from desk.printing.pictures import page_pictures
from desk.printing.printers.printer import PrinterState
from desk.services import papers, printing_jobs
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.printing_jobs import PrinterShown
from desk.ui.papers.page_pictures import PagesView, image_of
from desk.ui.papers.preview_dialog import PreviewDialog
from desk.ui.session import PrintAsked, Session
from desk.ui.settling import settle
from desk.vocabulary import PaperForm

SLIP = PaperForm.RECEIPT_SLIP
PRINTERS = (
    PrinterShown("quay-1", PrinterState.READY, "", True),
    PrinterShown("quay-2", PrinterState.STOPPED, "media-jam", False),
    PrinterShown("pdf-folder", PrinterState.READY, "", False, folder=True),
)


@pytest.fixture(autouse=True)
def _printers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing_jobs, "printers", lambda _desk: PRINTERS)


@pytest.fixture
def number(session: Session) -> str:
    return receive(session.desk, session.officer, person_request()).number


def opened(qtbot: QtBot, session: Session, number: str) -> PreviewDialog:
    dialog = PreviewDialog(session, SLIP, number)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    drawn()
    return dialog


def drawn() -> None:
    """Wait for paper, pages and the drawing anew after a change of size."""
    for _ in range(3):
        settle()
        time.sleep(0.06)
    settle()


def asks_of(session: Session) -> list[PrintAsked]:
    asks: list[PrintAsked] = []
    session.print_asked.connect(asks.append)
    return asks


def copies_of(session: Session, number: str) -> list[int]:
    return [paper.copy for paper in show(session.desk, session.officer, number).papers]


def test_the_first_copy(qtbot: QtBot, session: Session, number: str) -> None:
    dialog = opened(qtbot, session, number)
    same_as_golden("preview", dialog)
    assert dialog.pages.page_count == 1
    assert QApplication.focusWidget() is dialog.print_button
    assert [type(one).__name__ for one in controls(dialog) if not one.accessibleName().strip()] == []
    texts = [text.replace("Ctrl", "").replace("Esc", "") for text in visible_texts(dialog)]
    assert [text for text in texts if ENGLISH.search(text)] == []
    assert copies_of(session, number) == []


def test_what_is_shown_is_what_prints(qtbot: QtBot, session: Session, number: str) -> None:
    dialog = opened(qtbot, session, number)
    seen = papers.preview(session.desk, session.officer, SLIP, number)
    shown = dialog.pages._pages[0].pixmap().toImage().convertToFormat(QImage.Format.Format_RGB32)
    (expected,) = page_pictures(seen.pdf, shown.width())
    assert shown == image_of(expected, shown.devicePixelRatio())


def test_a_reprint_says_so_before_it_is_one(qtbot: QtBot, session: Session, number: str, tmp_path: Path) -> None:
    papers.save_paper(session.desk, session.officer, SLIP, number, tmp_path / "1.pdf")
    dialog = opened(qtbot, session, number)
    assert dialog.copy_words.text() == "Bản thứ 2 – in lại lần 1"


def test_f9_prints_and_closes(qtbot: QtBot, session: Session, number: str) -> None:
    asks = asks_of(session)
    dialog = opened(qtbot, session, number)
    dialog.pieces.setValue(3)
    press(dialog, Qt.Key.Key_F9)
    assert asks == [PrintAsked(SLIP, number, "quay-1", 3)]
    assert not dialog.isVisible()


def test_the_printer_chosen_is_kept_for_the_session(qtbot: QtBot, session: Session, number: str) -> None:
    dialog = opened(qtbot, session, number)
    at = dialog.printer.findData("quay-2")
    dialog.printer.setCurrentIndex(at)
    dialog.printer.activated.emit(at)
    assert dialog.printer_message.text() == "quay-2 – đã dừng: kẹt giấy. Hãy xem máy in hoặc chọn máy khác."
    dialog.close()
    second = opened(qtbot, session, number)
    assert second.printer.chosen() == "quay-2"
    assert second.printer_message.isVisible()


def test_a_printer_that_went_away_is_not_chosen(qtbot: QtBot, session: Session, number: str) -> None:
    session.setProperty("chosen_printer", "quay-7")
    assert opened(qtbot, session, number).printer.chosen() == "quay-1"


def test_printers_that_cannot_be_asked_for(
    qtbot: QtBot, session: Session, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_desk: object) -> object:
        raise BadSettings(file="settings.toml", problem="printer")

    monkeypatch.setattr(printing_jobs, "printers", fail)
    dialog = opened(qtbot, session, number)
    assert "settings.toml" in dialog.printer_message.text()
    assert dialog.printer.chosen() is None
    assert dialog.print_button.isEnabled()


def test_zoom_by_keys(qtbot: QtBot, session: Session, number: str) -> None:
    dialog = opened(qtbot, session, number)
    view = dialog.pages
    fitting = view._pages[0].width()
    assert view.horizontalScrollBar().maximum() == 0
    assert fitting > view.viewport().width() - 40
    press(dialog, Qt.Key.Key_1)
    drawn()
    assert (view.zoom, dialog.zoom_words.text()) == (1.0, "100 %")
    assert abs(view._pages[0].pixmap().deviceIndependentSize().width() - 148 / 25.4 * 96) < 2
    press(dialog, Qt.Key.Key_Plus)
    drawn()
    assert view.zoom == 1.25
    press(dialog, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > 100
    press(dialog, Qt.Key.Key_PageUp)
    assert view.verticalScrollBar().value() == 0
    press(dialog, Qt.Key.Key_Minus)
    press(dialog, Qt.Key.Key_0)
    drawn()
    assert view._pages[0].width() == fitting


def test_a_late_picture_does_not_take_the_place_of_a_newer_one(qtbot: QtBot, session: Session, number: str) -> None:
    view = PagesView()
    qtbot.addWidget(view)
    view.resize(500, 600)
    view.show()
    view.show_pdf(papers.preview(session.desk, session.officer, SLIP, number).pdf)
    view.life_size()
    view.say("Đang vẽ giấy…")
    drawn()
    assert view.page_count == 0
    assert view.said.isVisible()


def test_a_paper_that_cannot_be_drawn(qtbot: QtBot, session: Session) -> None:
    dialog = opened(qtbot, session, "H21.18-261123-0099")
    same_as_golden("preview-fault", dialog)
    asks = asks_of(session)
    press(dialog, Qt.Key.Key_F9)
    assert asks == []
    assert dialog.isVisible()


def test_a_file_is_a_copy_and_the_next_is_shown(qtbot: QtBot, session: Session, number: str, tmp_path: Path) -> None:
    dialog = opened(qtbot, session, number)
    dialog.save_to(str(tmp_path / "giấy.pdf"))
    drawn()
    assert (tmp_path / "giấy.pdf").read_bytes().startswith(b"%PDF")
    assert dialog.message.text() == f"Đã ghi {tmp_path / 'giấy.pdf'}, bản thứ 1."
    assert dialog.copy_words.text() == "Bản thứ 2 – in lại lần 1"
    (tmp_path / "tep").write_text("", encoding="utf-8")
    dialog.save_to(str(tmp_path / "tep" / "giấy.pdf"))
    drawn()
    assert dialog.message.property("tone") == "fault"
    assert dialog.print_button.isEnabled()
    assert dialog.copy_words.text() == "Bản thứ 3 – in lại lần 2"


def test_closed_before_the_paper_is_drawn(session: Session, number: str) -> None:
    dialog = PreviewDialog(session, SLIP, number)
    dialog.show()
    dialog.close()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(dialog)
    drawn()


def test_the_file_dialog_speaks_vietnamese(qtbot: QtBot, session: Session, number: str, tmp_path: Path) -> None:
    dialog = opened(qtbot, session, number)
    dialog.choose_file()
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    asked.setDirectory(str(tmp_path))
    settle()
    texts = [text for text in visible_texts(asked) if str(tmp_path) not in text and ".pdf" not in text]
    assert {"Thư mục:", "Tên tệp:", "Lưu", "Thôi", "Loại tệp:"} <= set(texts)
    assert [text for text in texts if ENGLISH.search(text)] == []
    tips = {one.toolTip() for one in controls(asked) if one.toolTip()}
    assert "Thư mục cha" in tips
    assert [tip for tip in tips if ENGLISH.search(tip)] == []
    asked.reject()

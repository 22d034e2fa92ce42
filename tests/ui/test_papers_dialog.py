"""All papers from one place, by keys; a selection printed in a row with progress, cancel and what did not come out."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from builders import officer, person_request
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from screens import controls

from desk.services import papers as paper_services
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.papers import PaperPrinted
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.ui.main_window import MainWindow
from desk.ui.papers.paper_names import GROUPS, PAPER_WORDS, SUBJECT_WORDS, subject_of
from desk.ui.papers.papers_dialog import PapersDialog
from desk.ui.papers.print_room import PrintRoom
from desk.ui.session import PapersWanted, Session
from desk.ui.settling import settle
from desk.vocabulary import PaperForm, Verb

TODAY = "2026-11-23"


@pytest.fixture
def numbers(session: Session) -> list[str]:
    return [receive(session.desk, session.officer, person_request()).number for _ in range(3)]


@pytest.fixture
def room(session: Session) -> PrintRoom:
    return PrintRoom(session)


def opened(qtbot: QtBot, session: Session, wanted: PapersWanted) -> PapersDialog:
    dialog = PapersDialog(session, wanted, TODAY)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    settle()
    return dialog


def test_every_paper_is_there_once_with_its_words() -> None:
    listed = [form for _, forms in GROUPS for form in forms]
    assert len(listed) == len(set(listed))
    assert set(listed) == set(PaperForm) - {PaperForm.TICKET}  # the queue gives tickets out
    assert set(PAPER_WORDS) == set(PaperForm)
    assert all(SUBJECT_WORDS[subject_of(form)] for form in PaperForm)


def test_a_selection_is_printed_in_a_row(qtbot: QtBot, session: Session, numbers: list[str], room: PrintRoom) -> None:
    dialog = opened(qtbot, session, PapersWanted(numbers=tuple(numbers)))
    assert dialog.many.text() == "3 hồ sơ đã chọn"
    assert not dialog.number.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "3/3" in dialog.message.text(), timeout=10_000)
    assert dialog.progress.value() == 3
    assert dialog.send.isEnabled()
    desk, clerk = session.desk, session.officer
    assert [len(show(desk, clerk, number).papers) for number in numbers] == [1, 1, 1]
    assert len(list(desk.home.papers.glob("*.pdf"))) == 3


def test_what_some_do_not_have_is_said_and_the_others_come_out(
    qtbot: QtBot, session: Session, numbers: list[str], room: PrintRoom
) -> None:
    act(session.desk, officer(session.desk, "chuyenmon"), numbers[1], StepAsked(Verb.REQUEST_SUPPLEMENT, "Thiếu giấy"))
    dialog = opened(qtbot, session, PapersWanted(PaperForm.SUPPLEMENT_REQUEST, tuple(numbers)))
    dialog.start()
    qtbot.waitUntil(lambda: "1/3" in dialog.message.text() and dialog.send.isEnabled(), timeout=10_000)
    assert numbers[0] in dialog.message.text()
    assert dialog.message.property("tone") == "warn"


def test_a_row_is_stopped_after_the_paper_that_is_with_the_printer(
    qtbot: QtBot, session: Session, numbers: list[str], room: PrintRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, sent = threading.Event(), list[str]()

    def slow(_desk: object, _officer: object, _form: object, number: str, *_: object, **__: object) -> PaperPrinted:
        sent.append(number)
        gate.wait(10)
        return PaperPrinted("tệp", "pdf-folder", 1, done=True)

    monkeypatch.setattr(paper_services, "print_paper", slow)
    dialog = opened(qtbot, session, PapersWanted(numbers=tuple(numbers)))
    dialog.start()
    qtbot.waitUntil(lambda: len(sent) == 1, timeout=10_000)
    assert dialog.stop.isVisible()
    assert not dialog.papers.isEnabled()
    dialog.stop.click()
    gate.set()
    qtbot.waitUntil(dialog.send.isEnabled, timeout=10_000)
    assert sent == numbers[:1]
    assert "còn 2 giấy chưa gửi" in dialog.message.text()


def test_the_field_asks_for_what_the_paper_is_of(qtbot: QtBot, session: Session, room: PrintRoom) -> None:
    dialog = opened(qtbot, session, PapersWanted(PaperForm.CASH_BOOK, ("2026-11-20",)))
    assert dialog.numbers() == ("2026-11-20",)
    dialog._choose(PaperForm.DOSSIER_REGISTER)
    assert dialog.numbers() == (TODAY,)
    dialog._choose(PaperForm.DESK_CARD)
    assert (dialog.numbers(), dialog.number.isVisible()) == (("desk",), False)
    dialog._choose(PaperForm.PROCEDURE_POSTER)
    QTest.keyClick(dialog, Qt.Key.Key_F9)
    assert "Chưa có mã thủ tục" in dialog.message.text()
    assert dialog.number.hasFocus()
    assert all(control.accessibleName() for control in controls(dialog))


def test_ctrl_p_proposes_what_the_page_shows(window: MainWindow, session: Session, tmp_path: Path) -> None:
    number = receive(session.desk, session.officer, person_request()).number
    window.open_dossier(number)
    settle()
    assert window.front().papers_wanted() == PapersWanted(PaperForm.RECEIPT_SLIP, (number,))
    window.show_papers()
    settle()
    (dialog,) = window.findChildren(PapersDialog)
    assert dialog.numbers() == (number,)
    dialog.ask_preview()
    settle()
    dialog.reject()

"""Real windows on a real practice home, drawn off the screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from builders import officer, practice_desk
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from desk.printing.printers.pdf_folder import PdfFolder
from desk.services.desk import Desk
from desk.services.papers import PaperPrinted
from desk.ui import background, main_window
from desk.ui.intake import intake_form
from desk.ui.intake.intake_form import IntakeForm
from desk.ui.main_window import MainWindow
from desk.ui.pictures import settle
from desk.ui.run import prepare_application


@pytest.fixture(autouse=True)
def _dressed(qapp: object) -> Iterator[None]:
    prepare_application()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # windows of earlier tests
    yield
    background.finish()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty practice desk on Monday 2026-11-23 09:00 that waits for a lock only a tenth of a second."""
    desk = practice_desk(tmp_path)

    @event.listens_for(desk.store.engine, "checkout")
    def impatient(connection: object, _record: object, _proxy: object) -> None:
        connection.execute("PRAGMA busy_timeout=100").close()  # type: ignore[attr-defined]

    yield desk
    background.finish()
    desk.close()


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Numbers whose slips were printed, in place of a printer."""
    numbers: list[str] = []

    def print_paper(_desk: object, _officer: object, _form: object, number: str, _printer: object) -> PaperPrinted:
        numbers.append(number)
        return PaperPrinted("1", "máy thử", 1)

    monkeypatch.setattr(intake_form, "print_paper", print_paper)
    monkeypatch.setattr(main_window, "printer_of", lambda desk, _name: PdfFolder(desk.home.papers, "máy thử"))
    return numbers


@pytest.fixture
def open_main(qtbot: QtBot, desk: Desk, printed: list[str]) -> Callable[[], MainWindow]:
    """Opens the main window of the clerk."""

    def open_it() -> MainWindow:
        with desk.store.reading() as connection:
            office = desk.office(connection)
        window = MainWindow(desk, officer(desk, "tiepnhan"), office)
        qtbot.addWidget(window)
        window.show()
        settle()
        return window

    return open_it


@pytest.fixture
def window(open_main: Callable[[], MainWindow]) -> MainWindow:
    """The main window of the clerk."""
    return open_main()


@pytest.fixture
def form(window: MainWindow) -> IntakeForm:
    """The intake form inside the main window."""
    return window.intake

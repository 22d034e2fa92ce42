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

from desk.services.board import board
from desk.services.desk import Desk
from desk.services.entrance import Door
from desk.ui import background
from desk.ui.main_window import MainWindow
from desk.ui.run import prepare_application
from desk.ui.session import Session
from desk.ui.settling import settle


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
def session(desk: Desk) -> Session:
    """The clerk at an open desk."""
    return session_of(desk, "tiepnhan")


@pytest.fixture
def open_main(qtbot: QtBot, desk: Desk) -> Callable[..., MainWindow]:
    """Opens the main window of somebody, by default the clerk's."""

    def open_it(login: str = "tiepnhan") -> MainWindow:
        session = session_of(desk, login)
        window = MainWindow(session, Door(session.office.unit.name, practice=True), board(desk, session.officer))
        qtbot.addWidget(window)
        window.show()
        settle()
        return window

    return open_it


@pytest.fixture
def window(open_main: Callable[..., MainWindow]) -> MainWindow:
    """The main window of the clerk."""
    return open_main()


def session_of(desk: Desk, login: str) -> Session:
    """Somebody at an open desk."""
    with desk.store.reading() as connection:
        return Session(desk.home, officer(desk, login), desk, desk.office(connection))

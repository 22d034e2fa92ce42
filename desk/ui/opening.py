"""Opens what is heavy behind the first page: the desk with its store, the pages' code, the scanner."""

from __future__ import annotations

import gc
import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from desk.paths import Home
from desk.settings import Settings
from desk.ui import background
from desk.ui.wording import failure_words

if TYPE_CHECKING:
    from desk.services.desk import Desk, Office
    from desk.ui.main_window import MainWindow
    from desk.ui.scanner.scanner import Scanner
    from desk.ui.session import Session

# what the first minutes need; papers and pictures wait for the first slip: they cost memory that the list may need
SOON = (
    "desk.services.desk",
    "desk.services.intake",
    "desk.services.search",
    "desk.services.processing",
    "desk.ui.frame.scans",
    "desk.ui.scanner.scanner",
    "desk.ui.intake.intake_page",
    "desk.ui.results.return_page",
    "desk.ui.dossiers.dossier_page",
)


class Opening(QObject):
    """One desk for all who sign in at this window one after the other."""

    def __init__(self, home: Home) -> None:
        super().__init__()
        self._home = home
        self._begun = False
        self._opened: tuple[Desk, Office] | None = None
        self._session: Session | None = None
        self._window: MainWindow | None = None
        self._scanner: Scanner | None = None
        self._settings = Settings()

    def begin(self) -> None:
        """Start opening, once: there is something to see now."""
        if not self._begun:
            self._begun = True
            home = self._home
            background.run(lambda: _open(home), self._there, self._fail)

    def join(self, session: Session, window: MainWindow, settings: Settings) -> None:
        """Give the desk to this officer's window as soon as it is there."""
        self._session, self._window, self._settings = session, window, settings
        window.closed.connect(QApplication.quit)
        if self._opened is not None:
            self._give()

    def leave(self) -> None:
        """The window is closed."""
        if self._scanner is not None:
            self._scanner.stop()
            self._scanner = None
        self._session = self._window = None

    def close(self) -> None:
        """Close the desk."""
        background.finish()
        if self._opened is not None:
            self._opened[0].close()

    def _there(self, opened: tuple[Desk, Office]) -> None:
        gc.freeze()  # what was imported stays: looking through it for garbage holds every key up for 90 ms
        gc.enable()
        self._opened = opened
        if self._session is not None:
            self._give()

    def _fail(self, fault: Exception) -> None:
        gc.enable()
        self._begun = False
        if self._session is not None:
            self._session.said.emit(failure_words(fault), "fault")

    def _give(self) -> None:
        from desk.rules.instants import vietnam_day
        from desk.ui.frame.scans import ScanDesk
        from desk.ui.scanner.scanner import Scanner

        session, window = self._session, self._window
        assert session is not None
        assert window is not None
        assert self._opened is not None
        desk, office = self._opened
        session.open(desk, office)
        QTimer.singleShot(0, window, window.make_ready)
        self._scans = ScanDesk(window)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._scanner = Scanner(app, self._settings, lambda: vietnam_day(desk.clock.now()))
        self._scanner.scanned.connect(self._scans.take)
        self._scanner.refused.connect(self._scans.refuse)


def _open(home: Home) -> tuple[Desk, Office]:
    from desk.log import open_log

    open_log(home.logs)
    for name in SOON:
        importlib.import_module(name)
    from desk.services.desk import open_desk

    desk = open_desk(home)
    with desk.store.reading() as connection:
        return desk, desk.office(connection)

"""Tells when a desk must be locked: nobody touched it for a while, the machine slept, the session is too old."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

IDLE_SECONDS = 5 * 60
SESSION_SECONDS = 8 * 3600
LOOK_MILLISECONDS = 5_000
# a timer of five seconds that is a minute late: the machine slept
SLEPT_SECONDS = 60


class Idle(QObject):
    """Watches keys and pointer. A scanner that is used counts as well: it types.

    It sits on the widget that has the keyboard only, and looks where the pointer is each few seconds: the events of all
    others never pass through Python.

    Signals:
        lock_wanted: the desk must be hidden now.
    """

    lock_wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # replaced in tests: a clock that no one can set back, and one that goes on while the machine sleeps
        self.now: Callable[[], float] = time.monotonic
        self.wall: Callable[[], float] = time.time
        self._watched: QWidget | None = None
        self._pointer = QCursor.pos()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self.begin_session()

    def start(self) -> None:
        """Watch from now on."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow, Qt.ConnectionType.UniqueConnection)
        self._follow(None, app.focusWidget())
        self.begin_session()
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        app = QApplication.instance()
        if isinstance(app, QApplication) and self._timer.isActive():
            app.focusChanged.disconnect(self._follow)
        self._follow(None, None)
        self._timer.stop()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = new if new is not None and isValid(new) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def begin_session(self) -> None:
        """The officer has just given the password."""
        self._touched = self._began = self.now()
        self._seen = self.wall()

    def look(self) -> None:
        """Ask for the lock when it is time; asked each few seconds."""
        now, wall, pointer = self.now(), self.wall(), QCursor.pos()
        if pointer != self._pointer:
            self._pointer, self._touched = pointer, now
        slept = wall - self._seen > SLEPT_SECONDS
        self._seen = wall
        if slept or now - self._touched >= IDLE_SECONDS or now - self._began >= SESSION_SECONDS:
            self.lock_wanted.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Remember the last key; nothing is held back."""
        if event.type() is QEvent.Type.KeyPress:
            self._touched = self.now()
        return False

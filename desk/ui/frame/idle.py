"""Tells when a desk must be locked: nobody touched it for a while, the machine slept, the session is too old."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

IDLE_SECONDS = 5 * 60
SESSION_SECONDS = 8 * 3600
LOOK_MILLISECONDS = 5_000
# a timer of five seconds that is a minute late: the machine slept
SLEPT_SECONDS = 60
_TOUCHED = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
})  # fmt: skip


class Idle(QObject):
    """Watches keys and pointer of the whole program. A scanner that is used counts as well: it types.

    Signals:
        lock_wanted: the desk must be hidden now.
    """

    lock_wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # replaced in tests: a clock that no one can set back, and one that goes on while the machine sleeps
        self.now: Callable[[], float] = time.monotonic
        self.wall: Callable[[], float] = time.time
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self.begin_session()

    def start(self) -> None:
        """Watch from now on."""
        app = QCoreApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self.begin_session()
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._timer.stop()

    def begin_session(self) -> None:
        """The officer has just given the password."""
        self._touched = self._began = self.now()
        self._seen = self.wall()

    def look(self) -> None:
        """Ask for the lock when it is time; asked each few seconds."""
        now, wall = self.now(), self.wall()
        slept = wall - self._seen > SLEPT_SECONDS
        self._seen = wall
        if slept or now - self._touched >= IDLE_SECONDS or now - self._began >= SESSION_SECONDS:
            self.lock_wanted.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Remember the last touch; nothing is held back."""
        if event.type() in _TOUCHED:
            self._touched = self.now()
        return False

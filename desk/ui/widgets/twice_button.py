"""A button for what cannot be taken back: it asks once more in its own words before it does anything."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton

DISARM_MILLISECONDS = 4_000


class TwiceButton(QPushButton):
    """A second press within four seconds means it.

    Signals:
        confirmed: it was pressed twice, or once while there was nothing to lose.
    """

    confirmed = Signal()

    def __init__(self, words: str, again: str, nothing_to_lose: Callable[[], bool]) -> None:
        super().__init__(words)
        self._words, self._again, self._nothing_to_lose = words, again, nothing_to_lose
        self.setAccessibleName(words.replace("&", "").partition("   ")[0])
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DISARM_MILLISECONDS)
        self._timer.timeout.connect(self.disarm)
        self.clicked.connect(self._pressed)

    def disarm(self) -> None:
        """Forget a first press."""
        self._timer.stop()
        self.setText(self._words)

    def _pressed(self) -> None:
        if self._timer.isActive() or self._nothing_to_lose():
            self.disarm()
            self.confirmed.emit()
        else:
            self.setText(self._again)
            self._timer.start()

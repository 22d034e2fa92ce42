"""Tells the pages that dossiers may have changed, by this window or another process, within half a second."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desk.services.changes import StoreWatch
from desk.ui import background

INTERVAL_MILLISECONDS = 500


class Changes(QObject):
    """Looks twice a second, off the GUI thread; a look that is still under way is waited for.

    Signals:
        changed: something was committed since the last look.
    """

    changed = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._watch = StoreWatch(path)
        self._looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look now."""
        if not self._looking:
            self._looking = True
            background.run(self._watch.changed, self._tell, self._miss)

    def stop(self) -> None:
        """Look no more; called when no look is under way any more."""
        self._timer.stop()
        self._watch.close()

    def _tell(self, changed: bool) -> None:
        self._looking = False
        if changed:
            self.changed.emit()

    def _miss(self, _fault: Exception) -> None:
        """A store that cannot be read now is said by whoever works with it."""
        self._looking = False

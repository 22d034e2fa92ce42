"""Catches what a keyboard scanner types wherever the keyboard is, before any field or button sees it."""

from __future__ import annotations

import time

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desk.errors import SeveralScans, SpoiltScan
from desk.rules.burst import PATIENCE_MILLISECONDS, TOGETHER_MILLISECONDS, Burst

END_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
ON_THE_WAY = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_Multi_key}
)


class BurstFilter(QObject):
    """Holds each printable key until the next one tells whether a person or a scanner typed it (30 ms at most).

    A person's keys are handed on as they were, in their order. It sits on the widget that has the keyboard only: the
    events of all others never pass through Python.

    Signals:
        scanned: the text of one scan.
        refused: why what was scanned cannot be used (`SpoiltScan`, `SeveralScans`).
    """

    scanned = Signal(str)
    refused = Signal(object)

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._watched: QWidget | None = None
        self._held: list[QEvent] = []
        self._burst = Burst()
        self._composed = Burst()
        self._before: str | None = None
        self._pending: list[str] = []
        self._handing_on = False
        self._swallow_until = 0
        self._offset = 0
        self._wait = QTimer(self)
        self._wait.setInterval(PATIENCE_MILLISECONDS)
        self._wait.timeout.connect(self._look)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(TOGETHER_MILLISECONDS)
        self._settle.timeout.connect(self._tell)
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def stop(self) -> None:
        """Watch no more; what is held goes to its widget."""
        self._app.focusChanged.disconnect(self._follow)
        self._hand_on()
        self._follow(None, None)
        self._wait.stop()
        self._settle.stop()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._held:
            self._hand_on()
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = new if new is not None and shiboken6.isValid(new) else None  # it may be going already
        if self._watched is not None:
            self._watched.installEventFilter(self)

    # --- what comes in ------------------------------------------------------------------------------------------------

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Hold, hand on or let pass."""
        if self._handing_on:
            return False
        kind = event.type()
        if kind is QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._pressed(event, self._moment(event))
        if kind is QEvent.Type.KeyRelease:
            return self._released(event)
        if kind is QEvent.Type.ShortcutOverride and self._burst.joins(self._moment(event)):
            event.accept()  # no shortcut is pressed by a scan
            return True
        if kind is QEvent.Type.InputMethod:
            assert isinstance(event, QInputMethodEvent)
            return self._composing(event, _now())
        return False

    def _pressed(self, event: QKeyEvent, at: int) -> bool:
        if self._held and not self._burst.joins(at):
            self._decide(at)
        key = event.key()
        if event.modifiers() & COMMANDS or event.isAutoRepeat():
            self._hand_on()
            return False
        if key in END_KEYS:
            return self._ended(at)
        if key == Qt.Key.Key_Backspace and self._held:
            return self._hold(event, "", at, touched=True)
        text = event.text()
        if text and text.isprintable():
            return self._hold(event, text, at)
        if key not in ON_THE_WAY:
            self._hand_on()
        return False

    def _released(self, event: QEvent) -> bool:
        if self._held:
            self._held.append(event.clone())
            return True
        return _now() < self._swallow_until

    def _composing(self, event: QInputMethodEvent, at: int) -> bool:
        if self._held and self._burst.joins(at):
            return self._hold(event, event.commitString(), at, touched=True)
        if not self._composed.joins(at):
            self._composed = Burst()
            self._before = self._watched.text() if isinstance(self._watched, QLineEdit) else None
        self._composed.add(event.commitString(), at, touched=True)
        return False

    def _hold(self, event: QEvent, text: str, at: int, *, touched: bool = False) -> bool:
        self._held.append(event.clone())
        self._burst.add(text, at, touched=touched)
        self._wait.start()
        return True

    # --- what it was --------------------------------------------------------------------------------------------------

    def _ended(self, at: int) -> bool:
        """Enter or Tab: the end of a scan, or a key like any other."""
        if self._composed.joins(at) and self._composed.is_scan:
            self._composed = Burst()
            if isinstance(self._watched, QLineEdit) and self._before is not None:
                self._watched.setText(self._before)  # what the scanner made of the field is nothing anyone typed
            self.refused.emit(SpoiltScan())
            return True
        if self._held and self._burst.joins(at) and self._burst.is_scan:
            self._take()
            return True
        self._hand_on()
        return False

    def _look(self) -> None:
        at = _now()
        if not self._held or not self._burst.may_go_on(self._seen(at)):
            self._decide(self._seen(at))

    def _decide(self, at: int) -> None:
        if self._burst.is_scan_without_end(at):
            self._take()
        else:
            self._hand_on()

    def _take(self) -> None:
        """A scan: its keys reach nobody. It is told a moment later, for a second one may be on its heels."""
        burst = self._forget()
        self._swallow_until = _now() + TOGETHER_MILLISECONDS
        self._settle.start()
        self._pending.append("" if burst.touched else burst.text)

    def _tell(self) -> None:
        if self._held and self._burst.is_scan:
            self._settle.start()
            return
        pending, self._pending = self._pending, []
        if len(pending) > 1:
            self.refused.emit(SeveralScans())
        elif pending[0]:
            self.scanned.emit(pending[0])
        else:
            self.refused.emit(SpoiltScan())

    def _hand_on(self) -> None:
        """A person typed this: give it to the widget it was meant for, in its order."""
        held = self._held
        self._forget()
        target = self._watched
        self._handing_on = True
        try:
            for event in held:
                if target is not None and shiboken6.isValid(target):
                    QCoreApplication.sendEvent(target, event)
        finally:
            self._handing_on = False

    def _forget(self) -> Burst:
        burst, self._burst, self._held = self._burst, Burst(), []
        self._wait.stop()
        return burst

    # --- time ---------------------------------------------------------------------------------------------------------

    def _moment(self, event: QEvent) -> int:
        """When the key was pressed, by the event's own time: keys that waited for a busy window came no faster."""
        stamp = event.timestamp() if isinstance(event, QKeyEvent) else 0
        if not stamp:
            self._offset = 0
            return _now()
        self._offset = stamp - _now()
        return stamp

    def _seen(self, at: int) -> int:
        """A moment of our clock on the clock of the newest event."""
        return at + self._offset


def _now() -> int:
    return time.monotonic_ns() // 1_000_000

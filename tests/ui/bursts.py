"""What a scanner types, key for key, wherever the keyboard is."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

NONE = Qt.KeyboardModifier.NoModifier


def key(code: int, text: str, at: int) -> None:
    """One key pressed and let go at a moment of the keyboard's clock."""
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, code, NONE, text)
        event.setTimestamp(at)
        target = QApplication.focusWidget()
        assert target is not None
        QApplication.sendEvent(target, event)


def scan(text: str, *, gap: int = 3, begin: int | None = None, end: int = Qt.Key.Key_Return) -> int:
    """What a scanner types, all at once; returns the moment of its last key."""
    at = int(time.monotonic() * 1000) if begin is None else begin
    for char in text:
        key(0, char, at)
        at += gap
    if end:
        key(end, "\r", at)
    return at

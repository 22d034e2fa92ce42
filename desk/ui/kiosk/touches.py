"""Turns the touches of a screen into taps on buttons: one finger, down and up on the same button."""

from __future__ import annotations

import time

import shiboken6
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QEventPoint, QTouchEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from desk.ui.kiosk.tap_guard import TapGuard

_TOUCHES = (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)


class Touches(QObject):
    """Follows one touch from down to up; with a second finger it means nothing."""

    felt = Signal()

    def __init__(self, window: QWidget, guard: TapGuard) -> None:
        super().__init__(window)
        self._window, self._guard = window, guard
        self._button: QAbstractButton | None = None
        self._spoilt = False

    def takes(self, event: QEvent) -> bool:
        """Take a touch event; False for any other."""
        if not isinstance(event, QTouchEvent) or event.type() not in _TOUCHES:
            return False
        event.accept()
        if event.type() is QEvent.Type.TouchCancel:
            self.let_go()
            return True
        self.felt.emit()
        points = event.points()
        if event.type() is QEvent.Type.TouchBegin:
            self.let_go()
            self._spoilt = False
            self._take(self._button_at(points[0]))
        if len(points) > 1 and not self._spoilt:
            self.let_go()
            self._spoilt = True
        if event.type() is QEvent.Type.TouchEnd:
            self._end(points[0])
        return True

    def let_go(self) -> None:
        """Forget the button under the finger."""
        self._take(None)

    def _end(self, point: QEventPoint) -> None:
        button = self._button
        self.let_go()
        now = time.monotonic()
        if self._spoilt or button is None or self._button_at(point) is not button:
            self._guard.nonsense(now)
        elif self._guard.accepts(now):
            button.click()

    def _take(self, button: QAbstractButton | None) -> None:
        if self._button is not None and self._button is not button and shiboken6.isValid(self._button):
            self._button.setDown(False)
        self._button = button
        if button is not None:
            button.setDown(True)

    def _button_at(self, point: QEventPoint) -> QAbstractButton | None:
        found: QWidget | None = self._window.childAt(self._window.mapFromGlobal(point.globalPosition()).toPoint())
        return found if isinstance(found, QAbstractButton) and found.isEnabled() else None

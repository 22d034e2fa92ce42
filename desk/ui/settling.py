"""Waits until windows are drawn and background work has ended: for pictures and tests."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QEventLoop

from desk.ui import background

PATIENCE_SECONDS = 30.0


def settle() -> None:
    """Let the windows draw and the background work come to its end."""
    until = time.monotonic() + PATIENCE_SECONDS
    for _ in range(3):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    while background.busy() and time.monotonic() < until:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        time.sleep(0.005)
    QCoreApplication.processEvents()

"""Joins the scanners of a desk and says what was scanned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from desk.errors import DeskError
from desk.rules.scan import read_scan
from desk.settings import Settings
from desk.ui.scanner.burst_filter import BurstFilter
from desk.ui.scanner.serial_reader import SerialReader


class Scanner(QObject):
    """The keyboard scanner always, the serial one where the settings name its port.

    Signals:
        scanned: a card or a slip (`desk.rules.scan.Scan`).
        refused: why what was scanned cannot be used (`DeskError`).
        connected: whether the serial scanner is there.
    """

    scanned = Signal(object)
    refused = Signal(object)
    connected = Signal(bool)

    def __init__(self, app: QApplication, settings: Settings, today: Callable[[], dt.date]) -> None:
        super().__init__()
        self._today = today
        self._keys = BurstFilter(app)
        self._keys.scanned.connect(self._read)
        self._keys.refused.connect(self.refused)
        self._serial: SerialReader | None = None
        if settings.scanner_port:
            self._serial = SerialReader(settings.scanner_port, settings.scanner_baud)
            self._serial.scanned.connect(self._read)
            self._serial.refused.connect(self.refused)
            self._serial.connected.connect(self.connected)
            self._serial.start()

    def stop(self) -> None:
        """Watch no more."""
        self._keys.stop()
        if self._serial is not None:
            self._serial.stop()

    def _read(self, text: str) -> None:
        try:
            self.scanned.emit(read_scan(text, self._today()))
        except DeskError as fault:
            self.refused.emit(fault)

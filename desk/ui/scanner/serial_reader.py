"""Reads a scanner on a serial port, which no input method can spoil."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from desk.errors import UnknownScan

RETRY_SECONDS = 3.0
SILENCE_SECONDS = 0.1
LONGEST = 4096


class SerialReader(QObject):
    """A thread of its own that waits for lines, and for the port itself when it is unplugged.

    Signals:
        scanned: the text of one scan.
        refused: why a scan cannot be used.
        connected: whether the port is open now.
    """

    scanned = Signal(str)
    refused = Signal(object)
    connected = Signal(bool)

    def __init__(self, port: str, baud: int) -> None:
        super().__init__()
        self._port, self._baud = port, baud
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="serial-scanner", daemon=True)

    def start(self) -> None:
        """Open the port and wait for lines, until `stop`."""
        self._thread.start()

    def stop(self) -> None:
        """Close the port and wait for the thread."""
        self._ending.set()
        self._thread.join(2 * RETRY_SECONDS)

    def _run(self) -> None:
        import serial

        while not self._ending.is_set():
            try:
                with serial.Serial(self._port, self._baud, timeout=SILENCE_SECONDS) as port:
                    self.connected.emit(True)
                    self._read(port)
            except (serial.SerialException, OSError, ValueError):
                self.connected.emit(False)
                self._ending.wait(RETRY_SECONDS)

    def _read(self, port: object) -> None:
        gathered = b""
        while not self._ending.is_set():
            got: bytes = port.read(1)  # type: ignore[attr-defined]
            got += port.read(port.in_waiting) if got else b""  # type: ignore[attr-defined]
            gathered += got
            *lines, gathered = gathered.replace(b"\r", b"\n").split(b"\n")
            if (not got or len(gathered) > LONGEST) and gathered:  # silence ends what has no end of its own
                lines, gathered = [*lines, gathered], b""
            for line in lines:
                self._tell(line)

    def _tell(self, line: bytes) -> None:
        if not line.strip():
            return
        try:
            self.scanned.emit(line.decode("utf-8"))
        except UnicodeDecodeError:
            self.refused.emit(UnknownScan())

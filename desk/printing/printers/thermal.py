"""Thermal printers of 80 mm: a raster over TCP, into a device file, or through the raw queue of Windows."""

from __future__ import annotations

import errno
import os
import socket
from dataclasses import dataclass

from desk.errors import PrinterFailed, PrinterMissing
from desk.printing.escpos import raster_job
from desk.printing.printers.printer import Handling, PrintJob

CONNECT_SECONDS, SEND_SECONDS, ANSWER_SECONDS = 5.0, 20.0, 0.5
PORT = 9100

# DLE EOT n: 1 printer, 2 why it is off line, 4 paper sensor (ESC/POS, real-time status)
_ASK_PRINTER, _ASK_OFFLINE, _ASK_PAPER = b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04"
_OFF_LINE, _COVER_OPEN, _PAPER_OUT = 0x08, 0x04, 0x60


@dataclass(frozen=True)
class ThermalPrinter:
    """A printer by its name here, where it is (`tcp://host:9100`, `file:/dev/usb/lp0`, `spool:NAME`), and its head."""

    name: str
    place: str
    dots: int = 576

    def send(self, pdf: bytes, title: str, handling: Handling) -> PrintJob:
        """The paper printed so many times; the title is its job.

        Errors: PaperTooWide, before anything is sent; PrinterMissing, PrinterFailed.
        """
        data = raster_job(pdf, self.dots) * handling.copies
        kind, _, where = self.place.partition(":")
        if kind == "tcp":
            self._over_network(data, where.lstrip("/"))
        elif kind == "file":
            self._into_device(data, where)
        elif kind == "spool":
            from desk.printing.printers.windows_spool import send_raw

            return PrintJob(send_raw(where, title, data), self.name)
        else:
            raise PrinterMissing(printer=self.name)
        return PrintJob(title, self.name, done=True)

    def _over_network(self, data: bytes, where: str) -> None:
        host, _, port = where.rpartition(":")
        address = (host, int(port)) if host and port.isdecimal() else (where, PORT)
        try:
            with socket.create_connection(address, CONNECT_SECONDS) as printer:
                self._look(printer)
                printer.settimeout(SEND_SECONDS)
                printer.sendall(data)
                printer.shutdown(socket.SHUT_WR)
        except socket.gaierror as fault:
            raise PrinterMissing(printer=self.name) from fault
        except ConnectionRefusedError as fault:
            raise PrinterFailed(printer=self.name, reason="connection-refused") from fault
        except TimeoutError as fault:
            raise PrinterFailed(printer=self.name, reason="timeout") from fault
        except OSError as fault:
            raise PrinterFailed(printer=self.name, reason=fault.strerror or "") from fault

    def _look(self, printer: socket.socket) -> None:
        """Ask paper and lid before the first dot; a printer that does not answer is printed to."""
        printer.settimeout(ANSWER_SECONDS)
        if _bits(printer, _ASK_PAPER) & _PAPER_OUT == _PAPER_OUT:
            raise PrinterFailed(printer=self.name, reason="media-empty")
        if _bits(printer, _ASK_PRINTER) & _OFF_LINE:
            open_lid = _bits(printer, _ASK_OFFLINE) & _COVER_OPEN
            raise PrinterFailed(printer=self.name, reason="cover-open" if open_lid else "offline")

    def _into_device(self, data: bytes, device: str) -> None:
        """Write to a device that is there; a name that nothing stands behind shall not become a file."""
        try:
            handle = os.open(device, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as fault:
            if fault.errno in {errno.ENOENT, errno.ENODEV, errno.ENXIO}:
                raise PrinterMissing(printer=self.name) from fault
            raise PrinterFailed(printer=self.name, reason=fault.strerror or "") from fault
        try:
            os.set_blocking(handle, True)
            with os.fdopen(handle, "wb", buffering=0) as target:
                sent = memoryview(data)
                while sent:
                    sent = sent[target.write(sent) :]
        except OSError as fault:
            empty = fault.errno == errno.ENOSPC  # how the kernel's usblp says that there is no paper
            raise PrinterFailed(printer=self.name, reason="media-empty" if empty else fault.strerror or "") from fault


def _bits(printer: socket.socket, question: bytes) -> int:
    """The answer's byte; 0 where none comes in time."""
    try:
        printer.sendall(question)
        answer = printer.recv(1)
    except TimeoutError:
        return 0
    return answer[0] if answer else 0

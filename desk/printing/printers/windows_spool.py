"""The spooler of Windows: its printers opened and asked, and bytes into a queue as they are, for ESC/POS."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from desk.errors import PrinterFailed, PrinterMissing


class _DocInfo(ctypes.Structure):
    """DOC_INFO_1W."""

    _fields_ = (
        ("pDocName", ctypes.c_wchar_p),
        ("pOutputFile", ctypes.c_wchar_p),
        ("pDatatype", ctypes.c_wchar_p),
    )


class PrinterInfo(ctypes.Structure):
    """PRINTER_INFO_2W."""

    _fields_ = (
        *((name, ctypes.c_wchar_p) for name in ("pServerName", "pPrinterName", "pShareName", "pPortName")),
        *((name, ctypes.c_wchar_p) for name in ("pDriverName", "pComment", "pLocation")),
        ("pDevMode", ctypes.c_void_p),
        *((name, ctypes.c_wchar_p) for name in ("pSepFile", "pPrintProcessor", "pDatatype", "pParameters")),
        ("pSecurityDescriptor", ctypes.c_void_p),
        *((name, ctypes.c_uint32) for name in ("Attributes", "Priority", "DefaultPriority", "StartTime", "UntilTime")),
        *((name, ctypes.c_uint32) for name in ("Status", "cJobs", "AveragePPM")),
    )


def send_raw(name: str, title: str, data: bytes) -> str:
    """The number of the job under which the queue took the bytes. Errors: PrinterMissing, PrinterFailed."""
    spool = winspool()
    with open_printer(spool, name) as handle:
        told = _DocInfo(title, None, "RAW")
        job = spool.StartDocPrinterW(handle, 1, ctypes.byref(told))
        if not job:
            raise PrinterFailed(printer=name, reason=last_error())
        written = ctypes.c_uint32()
        whole = (
            spool.StartPagePrinter(handle)
            and spool.WritePrinter(handle, data, len(data), ctypes.byref(written))
            and written.value == len(data)
            and spool.EndPagePrinter(handle)
            and spool.EndDocPrinter(handle)
        )
        if not whole:
            reason = last_error()
            spool.AbortPrinter(handle)
            raise PrinterFailed(printer=name, reason=reason)
        return str(job)


def winspool() -> Any:
    """The system's library of printers; there is none but on Windows."""
    return getattr(ctypes, "WinDLL")("winspool.drv", use_last_error=True)  # noqa: B009 - not there on other systems


@contextmanager
def open_printer(spool: Any, name: str) -> Iterator[ctypes.c_void_p]:
    """A handle of the printer as long as the block runs. Errors: PrinterMissing."""
    handle = ctypes.c_void_p()
    if not name or not spool.OpenPrinterW(ctypes.c_wchar_p(name), ctypes.byref(handle), None):
        raise PrinterMissing(printer=name)  # without a name the print server itself is opened
    try:
        yield handle
    finally:
        spool.ClosePrinter(handle)


def filled(ask: Callable[[Any, int, Any], int]) -> Any:
    """What the spooler answers, in as much room as it wants; None where it tells nothing. The answer points into it."""
    needed = ctypes.c_uint32()
    ask(None, 0, ctypes.byref(needed))
    if not needed.value:
        return None
    room = ctypes.create_string_buffer(needed.value)
    return room if ask(room, needed.value, ctypes.byref(needed)) else None


def printer_info(spool: Any, handle: ctypes.c_void_p) -> Any:
    """The `PrinterInfo` of an open printer with the room it points into; None where the spooler tells nothing."""
    room = filled(lambda at, size, needed: spool.GetPrinterW(handle, 2, at, size, needed))
    return PrinterInfo.from_buffer(room) if room else None


def last_error_code() -> int:
    """The number under which Windows says what went wrong."""
    return int(getattr(ctypes, "get_last_error")())  # noqa: B009 - not there on other systems


def last_error() -> str:
    """What Windows says went wrong."""
    return str(getattr(ctypes, "FormatError")(last_error_code())).strip()  # noqa: B009

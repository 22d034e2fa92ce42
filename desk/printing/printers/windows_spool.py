"""Bytes into a printer's queue on Windows as they are: for printers that speak their own language."""

from __future__ import annotations

import ctypes
from typing import Any

from desk.errors import PrinterFailed, PrinterMissing


class _DocInfo(ctypes.Structure):
    """DOC_INFO_1W."""

    _fields_ = (
        ("pDocName", ctypes.c_wchar_p),
        ("pOutputFile", ctypes.c_wchar_p),
        ("pDatatype", ctypes.c_wchar_p),
    )


def send_raw(name: str, title: str, data: bytes) -> str:
    """The number of the job under which the queue took the bytes. Errors: PrinterMissing, PrinterFailed."""
    spool = winspool()
    handle = open_printer(spool, name)
    try:
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
        )
        if not whole:
            reason = last_error()
            spool.AbortPrinter(handle)
            raise PrinterFailed(printer=name, reason=reason)
        spool.EndDocPrinter(handle)
        return str(job)
    finally:
        spool.ClosePrinter(handle)


def winspool() -> Any:
    """The system's library of printers; there is none but on Windows."""
    return getattr(ctypes, "WinDLL")("winspool.drv", use_last_error=True)  # noqa: B009 - not there on other systems


def open_printer(spool: Any, name: str) -> ctypes.c_void_p:
    """A handle of the printer, to be closed. Errors: PrinterMissing."""
    handle = ctypes.c_void_p()
    if not spool.OpenPrinterW(ctypes.c_wchar_p(name), ctypes.byref(handle), None):
        raise PrinterMissing(printer=name)
    return handle


def last_error() -> str:
    """What Windows says went wrong."""
    code = getattr(ctypes, "get_last_error")()  # noqa: B009 - not there on other systems
    return str(getattr(ctypes, "FormatError")(code)).strip()  # noqa: B009

"""What the printers of Windows and their jobs are doing, read from the spooler."""

from __future__ import annotations

import ctypes
from typing import Any

from desk.errors import PrinterFailed
from desk.printing.printers.printer import JobSeen, JobState, PrinterSeen, PrinterState
from desk.printing.printers.windows_spool import last_error, open_printer, winspool

_LOCAL, _CONNECTIONS, _LEVEL = 2, 4, 2
_CANCEL = 3  # JOB_CONTROL_CANCEL

# bits of PRINTER_INFO_2.Status and of JOB_INFO_1.Status that somebody must see to, as keywords of RFC 8011
_PRINTER_REASONS = (
    (0x10, "media-empty"), (0x8, "media-jam"), (0x400000, "cover-open"), (0x40000, "toner-empty"), (0x80, "offline"),
    (0x40, "media-needed"), (0x1000, "offline"), (0x2, "other"), (0x100000, "other"),
)  # fmt: skip
_JOB_REASONS = ((0x40, "media-empty"), (0x20, "offline"), (0x2, "other"), (0x200, "other"), (0x400, "other"))
_PAUSED, _PRINTING = 0x1, 0x400
_JOB_PAUSED, _JOB_PRINTING, _JOB_DONE = 0x1, 0x10, 0x80 | 0x1000 | 0x100
_NO_SUCH_JOB = 87  # ERROR_INVALID_PARAMETER: the spooler forgets a job that came out


class _Job(ctypes.Structure):
    """The beginning of JOB_INFO_1W."""

    _fields_ = (
        ("JobId", ctypes.c_uint32),
        ("pPrinterName", ctypes.c_wchar_p),
        ("pMachineName", ctypes.c_wchar_p),
        ("pUserName", ctypes.c_wchar_p),
        ("pDocument", ctypes.c_wchar_p),
        ("pDatatype", ctypes.c_wchar_p),
        ("pStatus", ctypes.c_wchar_p),
        ("Status", ctypes.c_uint32),
    )


class _Printer(ctypes.Structure):
    """PRINTER_INFO_2W."""

    _fields_ = (
        ("pServerName", ctypes.c_wchar_p),
        ("pPrinterName", ctypes.c_wchar_p),
        *((name, ctypes.c_wchar_p) for name in ("pShareName", "pPortName", "pDriverName", "pComment", "pLocation")),
        ("pDevMode", ctypes.c_void_p),
        *((name, ctypes.c_wchar_p) for name in ("pSepFile", "pPrintProcessor", "pDatatype", "pParameters")),
        ("pSecurityDescriptor", ctypes.c_void_p),
        *((name, ctypes.c_uint32) for name in ("Attributes", "Priority", "DefaultPriority", "StartTime", "UntilTime")),
        ("Status", ctypes.c_uint32),
        ("cJobs", ctypes.c_uint32),
        ("AveragePPM", ctypes.c_uint32),
    )


def seen_printers() -> tuple[PrinterSeen, ...]:
    """Every printer of this user by name."""
    spool = winspool()
    needed, count = ctypes.c_uint32(), ctypes.c_uint32()
    asked = (_LOCAL | _CONNECTIONS, None, _LEVEL)
    spool.EnumPrintersW(*asked, None, 0, ctypes.byref(needed), ctypes.byref(count))
    if not needed.value:
        return ()
    room = ctypes.create_string_buffer(needed.value)
    if not spool.EnumPrintersW(*asked, room, needed.value, ctypes.byref(needed), ctypes.byref(count)):
        return ()
    found = ctypes.cast(room, ctypes.POINTER(_Printer))
    rows = (found[at] for at in range(count.value))
    return tuple(sorted((printer_of_status(one.pPrinterName, one.Status) for one in rows), key=lambda one: one.name))


def default_printer() -> str | None:
    """The printer that this user prints to unless told otherwise."""
    spool = winspool()
    length = ctypes.c_uint32()
    spool.GetDefaultPrinterW(None, ctypes.byref(length))
    if not length.value:
        return None
    name = ctypes.create_unicode_buffer(length.value)
    return name.value if spool.GetDefaultPrinterW(name, ctypes.byref(length)) else None


def seen_job(job: str, printer: str) -> JobSeen:
    """How far a job is; one that the spooler has forgotten came out. Errors: PrinterMissing."""
    spool = winspool()
    handle = open_printer(spool, printer)
    try:
        needed = ctypes.c_uint32()
        spool.GetJobW(handle, int(job), 1, None, 0, ctypes.byref(needed))
        if not needed.value:
            gone = getattr(ctypes, "get_last_error")() == _NO_SUCH_JOB  # noqa: B009 - not there on other systems
            return JobSeen(JobState.DONE if gone else JobState.UNKNOWN)
        room = ctypes.create_string_buffer(needed.value)
        if not spool.GetJobW(handle, int(job), 1, room, needed.value, ctypes.byref(needed)):
            return JobSeen(JobState.UNKNOWN)
        return job_of_status(_Job.from_buffer(room).Status)
    finally:
        spool.ClosePrinter(handle)


def cancel_job(job: str, printer: str) -> None:
    """Take a job back. Errors: PrinterMissing, PrinterFailed."""
    spool = winspool()
    handle = open_printer(spool, printer)
    try:
        if not spool.SetJobW(handle, int(job), 0, None, _CANCEL):
            raise PrinterFailed(printer=printer, reason=last_error())
    finally:
        spool.ClosePrinter(handle)


def printer_of_status(name: str, status: int) -> PrinterSeen:
    """What the bits of a printer's status say."""
    reason = _reason(status, _PRINTER_REASONS)
    if status & _PAUSED:
        return PrinterSeen(name, PrinterState.STOPPED, reason)
    return PrinterSeen(name, PrinterState.PRINTING if status & _PRINTING else PrinterState.READY, reason)


def job_of_status(status: int) -> JobSeen:
    """What the bits of a job's status say; what needs somebody is said before what is done."""
    reason = _reason(status, _JOB_REASONS)
    if reason:
        return JobSeen(JobState.STOPPED, reason)
    if status & _JOB_PAUSED:
        return JobSeen(JobState.HELD)
    if status & _JOB_DONE:
        return JobSeen(JobState.DONE)
    return JobSeen(JobState.PRINTING if status & _JOB_PRINTING else JobState.WAITING)


def _reason(status: int, reasons: Any) -> str:
    return next((word for bit, word in reasons if status & bit), "")

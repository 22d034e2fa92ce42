"""What the printers of Windows and their jobs are doing, read from the spooler."""

from __future__ import annotations

import ctypes
from typing import Any

from desk.errors import PrinterFailed, PrinterMissing
from desk.printing.printers.printer import JobSeen, JobState, PrinterSeen, PrinterState
from desk.printing.printers.windows_spool import (
    PrinterInfo,
    filled,
    last_error,
    last_error_code,
    open_printer,
    printer_info,
    winspool,
)

_LOCAL, _CONNECTIONS, _LEVEL = 2, 4, 2
_CANCEL = 3  # JOB_CONTROL_CANCEL

# bits of PRINTER_INFO_2.Status and of JOB_INFO_1.Status that somebody must see to, as keywords of RFC 8011
_PRINTER_REASONS = (
    (0x10, "media-empty"), (0x8, "media-jam"), (0x400000, "cover-open"), (0x40000, "toner-empty"), (0x80, "offline"),
    (0x40 | 0x20, "media-needed"), (0x800, "output-area-full"), (0x1000, "offline"), (0x2 | 0x100000, "other"),
)  # fmt: skip
_JOB_REASONS = ((0x40, "media-empty"), (0x20, "offline"), (0x2 | 0x200 | 0x400, "other"))
_PAUSED, _PRINTING = 0x1, 0x400
_WORK_OFFLINE = 0x400  # PRINTER_ATTRIBUTE_WORK_OFFLINE: how Windows says that a cable is out; the status stays nought
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


def seen_printers() -> tuple[PrinterSeen, ...]:
    """Every printer of this user by name."""
    spool = winspool()
    asked = (_LOCAL | _CONNECTIONS, None, _LEVEL)
    count = ctypes.c_uint32()
    room = filled(lambda at, size, needed: spool.EnumPrintersW(*asked, at, size, needed, ctypes.byref(count)))
    if not room:
        return ()
    found = ctypes.cast(room, ctypes.POINTER(PrinterInfo))
    return tuple(sorted((_seen(found[at]) for at in range(count.value)), key=lambda one: one.name))


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
    """How far a job is; one that the spooler has forgotten came out, or was taken back: it tells no more.

    Unknown when the printer is gone or does not answer.
    """
    if not job.isdecimal():
        return JobSeen(JobState.UNKNOWN)
    spool = winspool()
    try:
        with open_printer(spool, printer) as handle:
            room = filled(lambda at, size, needed: spool.GetJobW(handle, int(job), 1, at, size, needed))
            if not room:
                return JobSeen(JobState.DONE if last_error_code() == _NO_SUCH_JOB else JobState.UNKNOWN)
            told = printer_info(spool, handle)
            at = _seen(told) if told else PrinterSeen(printer, PrinterState.UNKNOWN)
            return job_of_status(_Job.from_buffer(room).Status, at)
    except PrinterMissing:
        return JobSeen(JobState.UNKNOWN)


def cancel_job(job: str, printer: str) -> None:
    """Take a job back. Errors: PrinterMissing, PrinterFailed."""
    if not job.isdecimal():
        raise PrinterFailed(printer=printer, reason="")
    spool = winspool()
    with open_printer(spool, printer) as handle:
        if not spool.SetJobW(handle, int(job), 0, None, _CANCEL):
            raise PrinterFailed(printer=printer, reason=last_error())


def printer_of_status(name: str, status: int, attributes: int = 0) -> PrinterSeen:
    """What the bits of a printer's status and attributes say."""
    reason = _reason(status, _PRINTER_REASONS) or ("offline" if attributes & _WORK_OFFLINE else "")
    if status & _PAUSED:
        return PrinterSeen(name, PrinterState.STOPPED, reason)
    return PrinterSeen(name, PrinterState.PRINTING if status & _PRINTING else PrinterState.READY, reason)


def job_of_status(status: int, printer: PrinterSeen) -> JobSeen:
    """What the bits of a job's status say; what needs somebody is said before what is done.

    Few drivers tell the job what their printer lacks, so an open job is stopped when its printer is.
    """
    reason = _reason(status, _JOB_REASONS)
    if reason:
        return JobSeen(JobState.STOPPED, printer.reason if reason == "other" and printer.reason else reason)
    if status & _JOB_PAUSED:
        return JobSeen(JobState.HELD)
    if status & _JOB_DONE:
        return JobSeen(JobState.DONE)
    if printer.reason or printer.state is PrinterState.STOPPED:
        return JobSeen(JobState.STOPPED, printer.reason)
    return JobSeen(JobState.PRINTING if status & _JOB_PRINTING else JobState.WAITING)


def _seen(told: Any) -> PrinterSeen:
    return printer_of_status(told.pPrinterName, told.Status, told.Attributes)


def _reason(status: int, reasons: tuple[tuple[int, str], ...]) -> str:
    return next((word for bits, word in reasons if status & bits), "")

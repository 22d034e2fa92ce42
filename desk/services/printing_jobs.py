"""Printers to choose from, and how far a paper that was handed to one has come."""

from __future__ import annotations

import os
from dataclasses import dataclass

from desk.errors import PrinterMissing
from desk.printing.printers import windows_states
from desk.printing.printers.cups import CupsQueue, default_queue, queues
from desk.printing.printers.cups_states import cancel_job as cancel_in_queue
from desk.printing.printers.cups_states import seen_job, seen_queues
from desk.printing.printers.pdf_folder import PdfFolder
from desk.printing.printers.printer import Handling, JobSeen, JobState, Printer, PrinterSeen, PrinterState
from desk.printing.printers.thermal import ThermalPrinter
from desk.printing.printers.windows import WindowsPrinter
from desk.services.desk import Desk
from desk.settings import PaperSetting, PrinterSetting, Settings, read_settings
from desk.vocabulary import PDF_FOLDER, PaperForm

_WINDOWS = os.name == "nt"


@dataclass(frozen=True)
class PrinterShown:
    """A printer that papers can go to; `folder` is the one that keeps them as files.

    `reason` is a keyword of CUPS such as `media-empty`, or what the printer says of itself, or empty.
    """

    name: str
    state: PrinterState
    reason: str
    default: bool
    folder: bool = False

    @property
    def trouble(self) -> bool:
        """Whether somebody must look after it before paper comes out."""
        idle = self.state in {PrinterState.READY, PrinterState.PRINTING, PrinterState.UNKNOWN}
        return not idle or bool(self.reason)


def printers(desk: Desk) -> tuple[PrinterShown, ...]:
    """The queues of this machine and the PDF folder, one of them the default. Never called on the GUI thread.

    A default of the settings that the machine does not have is shown as missing. It takes up to some seconds when CUPS
    does not answer.

    Raises:
        BadSettings.
    """
    settings = read_settings(desk.home.settings)
    rolls = tuple(PrinterSeen(name, PrinterState.UNKNOWN) for name in _thermal(settings))
    found = (*(windows_states.seen_printers() if _WINDOWS else seen_queues()), *rolls)
    known = {one.name for one in found}
    default = settings.printer or (_system_default() if found else None) or PDF_FOLDER
    shown = [PrinterShown(one.name, one.state, one.reason, one.name == default) for one in found]
    if default not in {*known, PDF_FOLDER}:
        shown.insert(0, PrinterShown(default, PrinterState.MISSING, "", True))
    shown.append(PrinterShown(PDF_FOLDER, PrinterState.READY, "", default == PDF_FOLDER, folder=True))
    return tuple(shown)


def job_state(job: str, printer: str) -> JobSeen:
    """How far a paper handed to a printer is; a file is done when it is written. Never called on the GUI thread."""
    if printer == PDF_FOLDER:
        return JobSeen(JobState.DONE)
    return windows_states.seen_job(job, printer) if _WINDOWS else seen_job(job, printer)


def cancel_job(job: str, printer: str) -> None:
    """Take a paper back that has not come out; a file stays. Never called on the GUI thread.

    Raises:
        PrinterMissing, PrinterFailed: nothing was taken back, for instance because it has come out.
    """
    if printer == PDF_FOLDER:
        return
    if _WINDOWS:
        windows_states.cancel_job(job, printer)
    else:
        cancel_in_queue(job)


def printer_of(desk: Desk, name: str | None) -> Printer:
    """The printer of that name; else that of the settings, else the machine's default, else the PDF folder.

    Raises:
        PrinterMissing: this machine has none of the name; found out before a copy is counted.
    """
    settings = read_settings(desk.home.settings)
    folder = PdfFolder(settings.pdf_folder or desk.home.papers)
    wanted = name or settings.printer or _system_default() or folder.name
    if wanted == folder.name:
        return folder
    thermal = _thermal(settings)
    if wanted in thermal:
        return thermal[wanted]
    if _WINDOWS:
        if wanted not in {one.name for one in windows_states.seen_printers()}:
            raise PrinterMissing(printer=wanted)
        return WindowsPrinter(wanted, settings.printers.get(wanted, PrinterSetting()).raster)
    if wanted not in queues():
        raise PrinterMissing(printer=wanted)
    return CupsQueue(wanted)


def handled(desk: Desk, form: PaperForm, name: str | None, copies: int | None) -> tuple[Printer, Handling]:
    """The printer of a paper and how it shall take it: what is named here, else what the settings say of the paper.

    A tray and a paper size belong to the printer that the settings give the paper; another one chooses its own.

    Raises:
        PrinterMissing, BadSettings.
    """
    told = read_settings(desk.home.settings).papers.get(form.value, PaperSetting())
    printer = printer_of(desk, name or told.printer)
    pieces = copies or told.copies
    if name is not None and name != told.printer:
        return printer, Handling(pieces)
    return printer, Handling(pieces, told.tray, told.size)


def _thermal(settings: Settings) -> dict[str, ThermalPrinter]:
    return {name: ThermalPrinter(name, one.place, one.dots) for name, one in settings.printers.items() if one.place}


def _system_default() -> str | None:
    return windows_states.default_printer() if _WINDOWS else default_queue()

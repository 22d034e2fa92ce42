"""Prints the page that shows whether a printer prints as it should; it is no paper and is counted nowhere."""

from __future__ import annotations

from desk.printing.printers.printer import Handling, PrintJob
from desk.printing.trial_page import TrialPage, draw
from desk.services.desk import Desk
from desk.services.paper_kinds import letterhead_of
from desk.services.printing_jobs import printer_of
from desk.services.sign_in import SignedIn, require
from desk.vocabulary import PDF_FOLDER


def print_trial_page(desk: Desk, officer: SignedIn, printer: str | None = None) -> PrintJob:
    """Hand a test page to a printer, by default the one papers go to. Never called on the GUI thread.

    Raises:
        NotAllowed, BadSettings, PrinterMissing, PrinterFailed, DiskFull, FolderNotWritable.
    """
    require(officer, "print")
    chosen = printer_of(desk, printer)
    with desk.store.reading() as connection:
        unit = desk.office(connection).unit
    now = desk.clock.now()
    name = "tệp PDF" if chosen.name == PDF_FOLDER else chosen.name
    pdf = draw(TrialPage(letterhead_of(unit), name, now, unit.practice))
    return chosen.send(pdf, f"trang-thu-{now:%y%m%d-%H%M%S}", Handling())

"""What every way out for a finished PDF has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class PrintJob:
    """A paper handed over: the job's name with its printer, and the printer."""

    job: str
    printer: str


class Printer(Protocol):
    """Takes finished PDFs. Handing over is not paper in the tray: printers do not report back."""

    @property
    def name(self) -> str:
        """The printer as the officer knows it."""

    def send(self, pdf: bytes, title: str, copies: int) -> PrintJob:
        """The job under which the printer took the paper. `title` is `<number>-<form>-<copy>`.

        Errors: PrinterMissing, PrinterFailed; for a folder DiskFull, FolderNotWritable.
        """

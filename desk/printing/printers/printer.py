"""What every way out for a finished PDF has in common."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class PrinterState(StrEnum):
    """What a printer does now, as far as it tells."""

    READY = "ready"
    PRINTING = "printing"
    STOPPED = "stopped"
    REJECTING = "rejecting"
    MISSING = "missing"
    UNKNOWN = "unknown"


class JobState(StrEnum):
    """How far a paper that was handed over has come; `held` and `stopped` need somebody."""

    WAITING = "waiting"
    PRINTING = "printing"
    DONE = "done"
    HELD = "held"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class PrinterSeen:
    """A printer, what it does, and why: a keyword such as `media-empty`, else what it says of itself, else nothing."""

    name: str
    state: PrinterState
    reason: str = ""


@dataclass(frozen=True)
class JobSeen:
    """How far a job is and why it does not go on; the reason is as in `PrinterSeen`."""

    state: JobState
    reason: str = ""


@dataclass(frozen=True)
class PrintJob:
    """A paper handed over: the job's name with its printer, and the printer; `done` when it needs no following."""

    job: str
    printer: str
    done: bool = False


@dataclass(frozen=True)
class Handling:
    """How a printer shall take a paper: how many pieces, from which tray, on which paper; empty is as the printer is.

    `size` is a name such as `A4`; `tray` is one of the printer's own names.
    """

    copies: int = 1
    tray: str = ""
    size: str = ""


class Printer(Protocol):
    """Takes finished PDFs. Handing over is not paper in the tray: printers do not report back."""

    @property
    def name(self) -> str:
        """The printer as the officer knows it."""

    def send(self, pdf: bytes, title: str, handling: Handling) -> PrintJob:
        """The job under which the printer took the paper. `title` is `<number>-<form>-<copy>`.

        Errors: PrinterMissing, PrinterFailed; for a folder DiskFull, FolderNotWritable.
        """

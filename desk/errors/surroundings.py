"""What the surroundings did to us: disk, lock, file, printer."""

from __future__ import annotations

from desk.errors.base import DeskError

# --- the surroundings: disk, lock, file -------------------------------------------------------------------------------


class StoreMissing(DeskError):
    """The home has no database. Facts: home."""


class StoreExists(DeskError):
    """A home is to be made where one already is. Facts: home."""


class StoreBusy(DeskError):
    """Another process held the database longer than we wait. Facts: seconds."""


class DiskFull(DeskError):
    """There is no room left. Facts: place."""


class StoreReadOnly(DeskError):
    """The database cannot be written. Facts: place."""


class DiskFaulty(DeskError):
    """The disk reports a fault of reading or writing, or has no room for the engine's own files. Facts: place."""


class StoreDamaged(DeskError):
    """The database file is not readable as one. Facts: place, problem."""


class EngineTooOld(DeskError):
    """The database engine is older than the first safe one. Facts: version, needed."""


class StoreTooNew(DeskError):
    """The database was written by a later release. Facts: revision."""


class ClockWrong(DeskError):
    """The machine's clock lies well before the newest entry: it was set back. Facts: at, last."""


class ClockAhead(DeskError):
    """The machine's clock lies more than a month after the newest entry: somebody must say it is right.

    Facts: at, last.
    """


class ClockImpossible(DeskError):
    """The machine's clock says a day on which no counter of this kind was open. Facts: at, last (may be empty)."""


class ClockMoved(DeskError):
    """The time that is confirmed is not what the machine's clock says now. Facts: at (the clock's), given."""


class ClockBelieved(DeskError):
    """Nothing is wrong with the clock: there is nothing to confirm. Facts: at."""


class NetworkPlace(DeskError):
    """The home lies on a network share. Facts: place, kind."""


# --- papers and printers ----------------------------------------------------------------------------------------------


class PrinterMissing(DeskError):
    """No printer has this name, or none is set up. Facts: printer."""


class PrinterFailed(DeskError):
    """A printer did not take the paper. Facts: printer, reason."""


class CopyMissing(DeskError):
    """A copy of a paper is to be sent again that was never made. Facts: number, copy."""


class FolderNotWritable(DeskError):
    """A folder takes no files. Facts: place."""


class AnswerLost(DeskError):
    """What was asked is done and stored, but its answer could not be written. Facts: place."""


class NoSuchScreen(DeskError):
    """The machine has fewer screens than the number of the one asked for. Facts: screen, count."""


class FormNotInEdition(DeskError):
    """The set of forms of that edition has no such form. Facts: form, edition."""


class NothingToPrint(DeskError):
    """A dossier did not come to the step that a paper tells of. Facts: number, form."""


class PaperTooWide(DeskError):
    """A paper is wider than the roll of the printer it was sent to. Facts: millimetres."""


class RestoreRefused(DeskError):
    """A back-up is not sound, so nothing was replaced by it. Facts: file, problem."""


class DeskInUse(DeskError):
    """The store is open in another program, so it cannot be replaced. Facts: home."""

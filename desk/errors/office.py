"""Refusals where the office arranges itself: the catalogue."""

from __future__ import annotations

from desk.errors.base import DeskError

# --- editing the catalogue --------------------------------------------------------------------------------------------


class EditionOutdated(DeskError):
    """Another edition of the procedure was added after the one that was read. Facts: code."""


class ProcedureExists(DeskError):
    """A new procedure is to be added under a code that is taken. Facts: field, code, name."""


class EditionTooEarly(DeskError):
    """An edition would begin before the newest one of its procedure. Facts: field, day, newest."""


class EditionTooLate(DeskError):
    """An edition would begin so far ahead that a slip of the hand is likelier. Facts: field, day, latest."""


class EditionAfterDossiers(DeskError):
    """Dossiers were received since the past day from which an edition is to hold. Facts: field, day, count."""


class CommittedTooLong(DeskError):
    """The committed limit is longer than the statutory one. Facts: field, committed, statutory."""


class RepeatedComponent(DeskError):
    """A paper is asked for twice. Facts: field, name."""


class TooManyComponents(DeskError):
    """A procedure asks for more papers than a list can hold. Facts: field, most."""


class BadCalendarFile(DeskError):
    """A yearly file has faults. Facts: file, count, faults (each of them as a `BadCalendar`, in the file's order)."""


class CalendarChanged(DeskError):
    """Somebody else made a new edition of the calendar meanwhile. Facts: at (when)."""


class CalendarUnchanged(DeskError):
    """A calendar to be saved says what the one in force says. No facts."""


class Cancelled(DeskError):
    """Long work was stopped by whoever asked for it, and changed nothing. No facts."""


# --- closing days -----------------------------------------------------------------------------------------------------


class DayClosedAlready(DeskError):
    """Nothing was done since the day's sheet. Facts: day, sheet."""


class UnknownSheet(DeskError):
    """There is no day-close sheet of this number. Facts: sheet."""

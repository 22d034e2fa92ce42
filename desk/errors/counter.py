"""Refusals at the counter: texts, cards, numbers, dossiers, people, ratings."""

from __future__ import annotations

from desk.errors.base import DeskError

# --- text, cards, identity --------------------------------------------------------------------------------------------


class BadText(DeskError):
    """A text holds a control or format character, or is too long. Facts: field, problem, limit."""


class BadCard(DeskError):
    """A card text is not one that the rules accept. Facts: why (a code of `desk.rules.card.CardFault`)."""


class SeveralScans(DeskError):
    """Two cards or slips ran into one scan. No facts."""


class SpoiltScan(DeskError):
    """An input method changed what the scanner typed. No facts."""


class UnknownScan(DeskError):
    """What was scanned is neither an identity card nor a slip of ours. No facts."""


class OtherOffice(DeskError):
    """A slip of another office was scanned. Facts: number, agency."""


class BadIdentity(DeskError):
    """An identity number is not of its kind's shape. Facts: field."""


class CardDiffers(DeskError):
    """The card and the typed fields name different things. Facts: field."""


# --- calendar and deadline --------------------------------------------------------------------------------------------


class MissingCalendarYear(DeskError):
    """A day lies in a year that has no calendar rows, or before the office's first day. Facts: year."""


class BadCalendar(DeskError):
    """A calendar is not usable.

    Facts: file, line, problem (a code of `desk.rules.working_calendar.CalendarFault`), value, day.
    """


class BadLimit(DeskError):
    """A limit is not a positive whole number, or too large. Facts: limit, unit."""


class BadPause(DeskError):
    """A pause ends before it begins. Facts: begins, ends."""


class BadTime(DeskError):
    """A text is not an instant. Facts: field, value."""


class BadDay(BadTime):
    """A text is not a date, or one outside the years 1900 to 9998. Facts: field, value."""


class TimeInFuture(DeskError):
    """A time lies after now. Facts: field, at."""


# --- the counter ------------------------------------------------------------------------------------------------------


class UnknownProcedure(DeskError):
    """No procedure has this code. Facts: code."""


class ProcedureEnded(DeskError):
    """The procedure is not in force on that day. Facts: code, name, day."""


class IncompleteProcedure(DeskError):
    """The catalogue has no usable limit for the procedure. Facts: code, name."""


class UnknownField(DeskError):
    """A request names a field that there is not. Facts: key."""


class BadValue(DeskError):
    """A field holds something it cannot hold. Facts: field, value."""


class MissingField(DeskError):
    """A needed field is empty. Facts: field."""


class BadLine(DeskError):
    """A line of input is not one JSON object. Facts: line."""


class RequestDiffers(DeskError):
    """A request id came again with other content. Facts: request_id, number."""


class UnknownDossier(DeskError):
    """No dossier has this number. Facts: number."""


class StepRefused(DeskError):
    """The dossier's status does not allow the step, or where it lies, or that it was extended before.

    Facts: number, verb, status, place, extended_at.
    """


class DossierChanged(DeskError):
    """A step was taken since the asker looked. Facts: number, officer, at, status, version (as they are now)."""


class StepOutOfOrder(DeskError):
    """A step is given a time before the one that came before it. Facts: at, last."""


class BackEntryTooOld(DeskError):
    """Only a leader enters more than three working days back. Facts: at."""


class EntryMismatch(DeskError):
    """A stored row differs from its audit entry. Facts: number, table."""


# --- people -----------------------------------------------------------------------------------------------------------


class SignInNeeded(DeskError):
    """The action needs an officer who has signed in. No facts."""


class SignInRefused(DeskError):
    """Login or password is wrong, or the officer is not active. No facts: it does not say which."""


class SignInMustWait(DeskError):
    """Too many wrong passwords in a row; this try was not looked at. Facts: seconds (until the next)."""


class NotAllowed(DeskError):
    """None of the officer's roles allows the action. Facts: login, action."""


# --- ratings ----------------------------------------------------------------------------------------------------------


class NothingToRate(DeskError):
    """The dossier has no stage that may be rated. Facts: number (None when a screen asked by token)."""


class AlreadyRated(DeskError):
    """The dossier's newest stage was rated before. Facts: number (None when a screen asked by token)."""


class UnknownOfficer(DeskError):
    """No active officer has this login. Facts: login."""


class LoginTaken(DeskError):
    """Another officer has this login. Facts: login."""


class WeakPassword(DeskError):
    """A password is shorter than the least. Facts: limit (in characters)."""


class LastAdministrator(DeskError):
    """Nobody would be left who may manage officers. Facts: login."""


class OwnAccount(DeskError):
    """One may not lock oneself out. Facts: login."""


class UnknownReason(DeskError):
    """A rating reason is not one of the question's. Facts: reason, known."""


# --- numbers, amounts, catalogue --------------------------------------------------------------------------------------


class BadNumber(DeskError):
    """A text is not a dossier number, or its parts make none. Facts: value."""


class BadAmount(DeskError):
    """An amount is below zero or too large to be written in words. Facts: amount."""


class BadCatalogue(DeskError):
    """A catalogue file is not usable. Facts: file, code (of the procedure, None for the file), problem."""


class BadUnitFile(DeskError):
    """The file that describes the office cannot be used. Facts: file, problem."""


class BadStack(DeskError):
    """A part of the line of originals that names none. Facts: part."""


class NotBuiltYet(DeskError):
    """Something promised to outsiders that this release does not have yet. Facts: what."""


class FileExists(DeskError):
    """A file is to be made where one already is. Facts: file."""


class UnreadableFile(DeskError):
    """A file that was named cannot be opened or read. Facts: file."""


class FileRefused(DeskError):
    """A file or document from outside is not read: what it is, or what is in it, has no measure.

    Facts: file, line (None when it is of the whole file), problem.
    """


class UnwritableFile(DeskError):
    """A result cannot be written. Facts: file."""


class BadSettings(DeskError):
    """The settings of the machine cannot be used. Facts: file, problem."""


class UnknownVisit(DeskError):
    """There is no visit without a dossier of that id. Facts: visit."""

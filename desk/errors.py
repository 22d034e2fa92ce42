"""Error classes: they carry facts, never sentences; `desk.messages` turns each into one Vietnamese sentence."""

from __future__ import annotations

import datetime as dt


class DeskError(Exception):
    """Base of everything that is refused or that the surroundings did to us.

    Facts are keyword arguments and become attributes; `desk.messages` reads them by name.
    """

    def __init__(self, **facts: object) -> None:
        super().__init__(type(self).__name__)
        self.facts = facts

    def __getattr__(self, name: str) -> object:
        facts = self.__dict__.get("facts", {})
        if name in facts:
            return facts[name]
        raise AttributeError(name)


# --- text, cards, identity -------------------------------------------------------------------------------------------


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


# --- calendar and deadline -------------------------------------------------------------------------------------------


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


def fact_text(value: object) -> str:
    """A fact as it stands in a sentence: instants as dd/MM/yyyy HH:mm, days as dd/MM/yyyy, the rest by `str`."""
    if isinstance(value, dt.datetime):
        return value.strftime("%H:%M ngày %d/%m/%Y")
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return str(value)


# --- the surroundings: disk, lock, file ------------------------------------------------------------------------------


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
    """The machine's clock cannot be right: the newest entry lies well after it, or more than a year before it.

    Facts: at, last.
    """


class NetworkPlace(DeskError):
    """The home lies on a network share. Facts: place, kind."""


# --- the counter -----------------------------------------------------------------------------------------------------


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


# --- people ----------------------------------------------------------------------------------------------------------


class SignInNeeded(DeskError):
    """The action needs an officer who has signed in. No facts."""


class SignInRefused(DeskError):
    """Login or password is wrong, or the officer is not active. No facts: it does not say which."""


class NotAllowed(DeskError):
    """None of the officer's roles allows the action. Facts: login, action."""


# --- ratings ---------------------------------------------------------------------------------------------------------


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


class NotBuiltYet(DeskError):
    """Something promised to outsiders that this release does not have yet. Facts: what."""


class FileExists(DeskError):
    """A file is to be made where one already is. Facts: file."""


class UnreadableFile(DeskError):
    """A file that was named cannot be opened or read. Facts: file."""


class UnwritableFile(DeskError):
    """A result cannot be written. Facts: file."""


class BadSettings(DeskError):
    """The settings of the machine cannot be used. Facts: file, problem."""


# --- papers and printers ---------------------------------------------------------------------------------------------


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


# --- editing the catalogue -------------------------------------------------------------------------------------------


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


# --- returning results -----------------------------------------------------------------------------------------------


class PaperNeeded(DeskError):
    """Another paper is needed for this collector to be given the result. Facts: paper (the one needed)."""


class PaperDiffers(DeskError):
    """The number on the collector's paper is not the one stored of the person; it may be confirmed. Facts: number."""


class SlipNotGenuine(DeskError):
    """A slip names a dossier of ours, but not what was printed for it. Facts: number."""


# --- the whole life --------------------------------------------------------------------------------------------------


class TooLateToExtend(DeskError):
    """An extension must be granted at latest the day before the promise. Facts: number, last."""


class PromiseNotLater(DeskError):
    """An extension leads to no later moment than the promise in force. Facts: until, promised."""


class PromiseOnDayOff(DeskError):
    """An extension leads to a day on which the counter is closed. Facts: until, day."""


class SecondSupplement(DeskError):
    """Supplements were asked for before; once more takes a leader, with a reason. Facts: number, count."""


class RequestPending(DeskError):
    """The same is already waiting for a second person. Facts: number, kind, officer, at."""


class UnknownRequest(DeskError):
    """No request for a second person has this id. Facts: request."""


class RequestDecided(DeskError):
    """The request was approved or rejected before. Facts: request, state, officer, at."""


class OwnRequest(DeskError):
    """Nobody decides an own request. Facts: request."""


class NotTheDecider(DeskError):
    """The request is another's to decide. Facts: request, login."""


class NothingCorrected(DeskError):
    """A correction changes nothing. Facts: number."""


class WrongHolder(DeskError):
    """The dossier lies with someone else. Facts: number, holder."""


class OwnDeputy(DeskError):
    """Nobody is one's own deputy. Facts: login."""


class NotALeader(DeskError):
    """Only a leader has a deputy. Facts: login."""


# --- money -----------------------------------------------------------------------------------------------------------


class BadReceiptNumber(DeskError):
    """A text is not the number of a fee receipt. Facts: value."""


class AmountDiffers(DeskError):
    """An amount with what is waived is not what its rule gives. Facts: number, expected, amount, waived."""


class UnknownCharge(DeskError):
    """A charge that is to be replaced is not there, or was replaced before. Facts: number, seq."""


class Overpaid(DeskError):
    """More is to be taken than is outstanding. Facts: number, outstanding, amount."""


class UnknownReceipt(DeskError):
    """No fee receipt has this number. Facts: number."""


class ReceiptVoided(DeskError):
    """The receipt was voided before. Facts: number."""


class VoidRefused(DeskError):
    """A receipt is voided on its own day and before anything of it was refunded. Facts: number, day."""


class RefundTooLarge(DeskError):
    """More is to be given back than is left of what was paid. Facts: number, left, amount."""


class BookDiffers(DeskError):
    """A day's receipts and what they say they are for do not come to the same. Facts: day, receipts, lines."""


class NoBankAccount(DeskError):
    """The office has not said into which account it is paid. No facts."""

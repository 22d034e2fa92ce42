"""Refusals of the steps after receipt: the whole life, results, money."""

from __future__ import annotations

from desk.errors.base import DeskError

# --- returning results ------------------------------------------------------------------------------------------------


class PaperNeeded(DeskError):
    """Another paper is needed for this collector to be given the result. Facts: paper (the one needed)."""


class PaperDiffers(DeskError):
    """The number on the collector's paper is not the one stored of the person; it may be confirmed. Facts: number."""


class SlipNotGenuine(DeskError):
    """A slip names a dossier of ours, but not what was printed for it. Facts: number."""


# --- the whole life ---------------------------------------------------------------------------------------------------


class TooLateToExtend(DeskError):
    """An extension must be granted at latest the day before the promise. Facts: number, last."""


class PromiseNotLater(DeskError):
    """An extension leads to no later moment than the promise in force. Facts: until, promised."""


class PromiseOnDayOff(DeskError):
    """An extension leads to a day on which the counter is closed. Facts: until, day."""


class SecondSupplement(DeskError):
    """Supplements were asked for before; once more takes a leader, with a reason. Facts: number, count."""


class VoidedDossier(DeskError):
    """Money, a file or a paper is meant for a number that was voided. Facts: number."""


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


# --- money ------------------------------------------------------------------------------------------------------------


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


# --- pads for outages ------------------------------------------------------------------------------------------------


class BadPadNumber(DeskError):
    """A text is not a number of a pad, or its check digit is wrong. Facts: value."""


class PadNumberUnknown(DeskError):
    """No pad of ours has the number. Facts: number."""


class PadNumberUsed(DeskError):
    """A dossier bears the number already. Facts: number."""


# --- digitised papers -------------------------------------------------------------------------------------------------


class BadFile(DeskError):
    """A file is none that is kept. Facts: file, problem."""


class UnknownAttachment(DeskError):
    """No file of a dossier has the number. Facts: attachment."""


class AttachmentGone(DeskError):
    """The content of a kept file is missing or is not what was kept. Facts: attachment."""


class NoResultYet(DeskError):
    """A result was given for a dossier that has none. Facts: number."""


class NoScanner(DeskError):
    """The program that talks to scanners is not there. No facts."""


class ScanFailed(DeskError):
    """A scanner gave no page. Facts: problem (in the words of the device)."""

"""Receipts for money (phiếu thu): issued in a series without gaps, voided or refunded with a reason, shown again.

Who may reverse: a leader always; a clerk only an own receipt on its own day, a slip of the hand seen while the payer
still stands there. What is older or another's was counted into a closed cash book: it takes somebody who did not take
the money.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from desk.errors import (
    BadAmount,
    MissingField,
    NotAllowed,
    Overpaid,
    ReceiptVoided,
    RefundTooLarge,
    UnknownDossier,
    VoidRefused,
)
from desk.models import FeeReceipt, FeeReceiptLine, ReceiptReversal
from desk.rules.fees import HIGHEST
from desk.rules.instants import vietnam_day
from desk.rules.receipt_number import format_receipt
from desk.rules.text import clean_text
from desk.services.desk import Desk
from desk.services.evidence import verify_dossier
from desk.services.paid_up import go_on_when_paid, outstanding_of, require_chargeable
from desk.services.receipts_shown import ReceiptShown, receipt_ids_of, shown_receipt, shown_receipts
from desk.services.sign_in import SignedIn, require
from desk.services.steps import find_dossier, verified_dossier
from desk.store.writing import Writing
from desk.vocabulary import PaidBy, ReversalKind, Role


@dataclass(frozen=True)
class Payment:
    """What is paid for one dossier, in đồng; without an amount all that is outstanding."""

    number: str
    amount: int | None = None


@dataclass(frozen=True)
class ReceiptGiven:
    """Money that was taken. Symbol and number are those of the official receipt kept beside; they may be empty."""

    payments: tuple[Payment, ...]
    way: PaidBy
    payer: str
    official_symbol: str = ""
    official_number: str = ""


def issue(desk: Desk, officer: SignedIn, given: ReceiptGiven) -> ReceiptShown:
    """Take money and number its receipt, durable when this returns.

    Raises:
        What `issue_within` raises, and the faults of the store: nothing is stored and no number is used up.
    """
    require(officer, "charge")
    with desk.store.writing() as work:
        return issue_within(desk, work, officer, given)


def issue_within(desk: Desk, work: Writing, officer: SignedIn, given: ReceiptGiven) -> ReceiptShown:
    """Issue a receipt inside an open transaction: an entry under its own number, and one under each dossier's.

    Raises:
        NotAllowed, UnknownDossier, EntryMismatch, VoidedDossier, BadText. MissingField: no payer, nothing to pay for.
        Overpaid: more than is outstanding of a dossier, nothing outstanding, or the same dossier twice. BadAmount.
    """
    require(officer, "charge")
    payer = _needed("payer", given.payer, 200)
    symbol = clean_text(given.official_symbol, "official_symbol", 40)
    official = clean_text(given.official_number, "official_number", 40)
    paid = _paid(work, given.payments)
    at, total = work.now(desk.clock.now()), sum(amount for _, _, amount in paid)
    year = vietnam_day(at).year
    serial = _next_serial(work, year)
    number = format_receipt(year, serial)
    receipt_id = work.insert_new(
        FeeReceipt,
        {
            "year": year,
            "serial": serial,
            "amount": total,
            "way": given.way.value,
            "salt": secrets.token_hex(16),
            "payer": payer,
            "official_symbol": symbol,
            "official_number": official,
            "made_at": at,
            "officer_id": officer.id,
        },
    )
    work.record(officer=officer.login, action="issue-receipt", subject=number, at=at, amount=total)
    for dossier_id, dossier, amount in paid:
        work.insert(FeeReceiptLine, {"dossier_id": dossier_id, "receipt_id": receipt_id, "amount": amount})
        work.record(officer=officer.login, action="pay", subject=dossier, at=at, amount=amount, receipt=number)
    for _, dossier, _ in paid:
        go_on_when_paid(desk, work, officer, dossier, number, at)
    return shown_receipt(work.connection, work.unit_id, number)


def void(desk: Desk, officer: SignedIn, number: str, reason: str) -> ReceiptShown:
    """Undo a whole receipt on its own day; it keeps its number.

    Raises:
        NotAllowed, BadReceiptNumber, UnknownReceipt, EntryMismatch, MissingField, BadText. ReceiptVoided. VoidRefused:
        another day's receipt, or one of which something was refunded.
    """
    require(officer, "reverse-receipt")
    why = _needed("reason", reason, 500)
    with desk.store.writing() as work:
        at = work.now(desk.clock.now())
        found = _reversible(work, officer, number, at)
        day = vietnam_day(found.made_at)
        if found.reversals or vietnam_day(at) != day:
            raise VoidRefused(number=number, day=day)
        _reverse(work, officer, found, ReversalKind.VOID, None, found.amount, why, at)
        return shown_receipt(work.connection, work.unit_id, number)


def refund(
    desk: Desk, officer: SignedIn, number: str, reason: str, amount: int | None = None, dossier: str | None = None
) -> ReceiptShown:
    """Give back money of one dossier of a receipt; without an amount all that is left of it.

    Raises:
        NotAllowed, BadReceiptNumber, UnknownReceipt, EntryMismatch, BadText, BadAmount, ReceiptVoided. MissingField: no
        reason, or no dossier while the receipt has several. UnknownDossier: it is not on the receipt. RefundTooLarge.
    """
    require(officer, "reverse-receipt")
    why = _needed("reason", reason, 500)
    with desk.store.writing() as work:
        at = work.now(desk.clock.now())
        found = _reversible(work, officer, number, at)
        if dossier is None and len(found.lines) > 1:
            raise MissingField(field="number")
        line = next((one for one in found.lines if dossier in {None, one.number}), None)
        if line is None:
            raise UnknownDossier(number=dossier)
        wanted = line.left if amount is None else amount
        if not 0 <= wanted <= HIGHEST or amount == 0:
            raise BadAmount(amount=wanted)
        if wanted > line.left or not line.left:
            raise RefundTooLarge(number=number, left=line.left, amount=wanted)
        _reverse(work, officer, found, ReversalKind.REFUND, line.dossier_id, wanted, why, at)
        return shown_receipt(work.connection, work.unit_id, number)


def receipt(desk: Desk, officer: SignedIn, number: str) -> ReceiptShown:
    """One receipt whole. Raises: NotAllowed, BadReceiptNumber, UnknownReceipt, EntryMismatch."""
    require(officer, "read")
    with desk.store.reading() as connection:
        return shown_receipt(connection, desk.store.unit_id, number)


def receipts_of(desk: Desk, officer: SignedIn, number: str) -> tuple[ReceiptShown, ...]:
    """The receipts that paid for a dossier, oldest first, voided ones too. Raises: NotAllowed, UnknownDossier."""
    require(officer, "read")
    with desk.store.reading() as connection:
        dossier = find_dossier(connection, desk.store.unit_id, number)
        return shown_receipts(connection, desk.store.unit_id, receipt_ids_of(connection, dossier.id))


def outstanding(desk: Desk, officer: SignedIn, number: str) -> int:
    """What a dossier still owes in đồng; below zero is what it is owed: a charge was replaced after it was paid.

    Raises:
        NotAllowed, UnknownDossier, EntryMismatch.
    """
    require(officer, "read")
    with desk.store.reading() as connection:
        dossier = find_dossier(connection, desk.store.unit_id, number)
        verify_dossier(connection, desk.store.unit_id, dossier.id, number)
        return outstanding_of(connection, dossier.id)


def _paid(work: Writing, payments: Sequence[Payment]) -> list[tuple[int, str, int]]:
    """Key, number and amount of each dossier that is paid for."""
    if not payments:
        raise MissingField(field="receipt_lines")
    found: list[tuple[int, str, int]] = []
    for payment in payments:
        dossier = verified_dossier(work, payment.number)
        require_chargeable(dossier)
        twice = any(payment.number == number for _, number, _ in found)
        left = 0 if twice else max(outstanding_of(work.connection, dossier.id), 0)
        amount = left if payment.amount is None else payment.amount
        if amount < 0 or payment.amount == 0:
            raise BadAmount(amount=amount)
        if amount > left or not left:
            raise Overpaid(number=payment.number, outstanding=left, amount=amount)
        found.append((dossier.id, payment.number, amount))
    return found


def _next_serial(work: Writing, year: int) -> int:
    """One more than the highest of the year: the write lock is held, and what is rolled back leaves no gap."""
    highest = select(func.max(FeeReceipt.serial)).where(FeeReceipt.unit_id == work.unit_id, FeeReceipt.year == year)
    return (work.connection.execute(highest).scalar_one() or 0) + 1


def _reversible(work: Writing, officer: SignedIn, number: str, at: dt.datetime) -> ReceiptShown:
    found = shown_receipt(work.connection, work.unit_id, number)
    own = found.officer_id == officer.id and vietnam_day(found.made_at) == vietnam_day(at)
    if Role.LEADER not in officer.roles and not own:
        raise NotAllowed(login=officer.login, action="reverse-receipt")
    if found.voided:
        raise ReceiptVoided(number=number)
    return found


def _reverse(
    work: Writing,
    officer: SignedIn,
    found: ReceiptShown,
    kind: ReversalKind,
    dossier_id: int | None,
    amount: int,
    why: str,
    at: dt.datetime,
) -> None:
    work.insert(
        ReceiptReversal,
        {
            "receipt_id": found.receipt_id,
            "seq": len(found.reversals) + 1,
            "kind": kind.value,
            "dossier_id": dossier_id,
            "amount": amount,
            "salt": secrets.token_hex(16),
            "reason": why,
            "made_at": at,
            "officer_id": officer.id,
        },
    )
    action = f"{kind.value}-receipt"
    work.record(officer=officer.login, action=action, subject=found.number, at=at, amount=amount)


def _needed(field: str, text: str, limit: int) -> str:
    clean = clean_text(text, field, limit)
    if not clean:
        raise MissingField(field=field)
    return clean

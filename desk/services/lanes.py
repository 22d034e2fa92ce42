"""What is done while the citizen waits: received, signed and handed over in one transaction, certified copies first."""

from __future__ import annotations

import dataclasses
import datetime as dt
import secrets
from dataclasses import dataclass

from sqlalchemy import func, select

from desk.errors import BadValue, MissingField
from desk.models import CopyEntry, VisitDossier
from desk.rules.fees import Original, Quantity
from desk.rules.instants import vietnam_day
from desk.rules.text import clean_text
from desk.services.charging import ChargeGiven, ChargeShown, charge_within, charges_of
from desk.services.collecting import HandOver
from desk.services.desk import Desk
from desk.services.fee_receipts import Payment, ReceiptGiven, issue_within, receipts_of
from desk.services.intake import receive_within, received_before
from desk.services.intake_request import ComponentGiven, IntakeRequest, PartyGiven
from desk.services.receipts import Receipt
from desk.services.receipts_shown import ReceiptShown
from desk.services.sign_in import SignedIn, require
from desk.services.steps import ResultGiven, StepAsked, cleaned, take_step, verified_dossier
from desk.store.writing import Writing
from desk.vocabulary import PaidBy, Verb, WaiverReason

COPIES = "2.000815"  # certified copies from originals
NAME_LIMIT = 300
MOST_ORIGINALS = 100
MOST_VISIT = 20


NO_RESULT = ResultGiven()


@dataclass(frozen=True)
class Taken:
    """How it is paid: by which way, and what of it is waived and why."""

    way: PaidBy = PaidBy.CASH
    waived: int = 0
    waiver_reason: WaiverReason | None = None
    note: str = ""
    official_symbol: str = ""
    official_number: str = ""


@dataclass(frozen=True)
class AtOnce:
    """A dossier that is settled while its applicant waits; without `quantity` nothing is charged.

    Without a `collector` or a `hand_over` the applicant collects.
    """

    request: IntakeRequest
    result: ResultGiven = NO_RESULT
    quantity: Quantity | None = None
    taken: Taken = Taken()
    collector: str | None = None
    hand_over: HandOver | None = None


@dataclass(frozen=True)
class CopiesGiven:
    """Originals whose copies are to be certified for one person, and how it is paid."""

    applicant: PartyGiven
    originals: tuple[tuple[str, Original], ...]
    signer: str | None = None
    taken: Taken = Taken()
    procedure: str = COPIES
    request_id: str | None = None


@dataclass(frozen=True)
class CopyRegistered:
    """An entry of the register: its number in the year, the original, and what its copies cost."""

    year: int
    serial: int
    name: str
    pages: int
    copies: int
    amount: int


@dataclass(frozen=True)
class Served:
    """What was done at once: the dossier, what was charged and taken for it, and its entries in the copy register."""

    receipt: Receipt
    charge: ChargeShown | None
    money: ReceiptShown | None
    copies: tuple[CopyRegistered, ...] = ()


def serve_at_once(desk: Desk, officer: SignedIn, given: AtOnce) -> Served:
    """Receive, finish and return a dossier, durable when this returns; no appointment is made of it.

    Raises:
        NotAllowed; what `intake.receive`, `charging.charge_within`, `fee_receipts.issue_within` and `steps.take_step`
        raise: nothing is stored. RequestDiffers: the request id was used before.
    """
    require(officer, "serve-at-once")
    with desk.store.writing() as work:
        before = received_before(work, given.request)
        if before is None:
            return _serve(desk, work, officer, given)
    return _known(desk, officer, before)


def serve_copies(desk: Desk, officer: SignedIn, given: CopiesGiven) -> Served:
    """Certify the copies of a stack of originals: fee, register numbers, receipt and hand-over in one transaction.

    Raises:
        As `serve_at_once`. MissingField: no original, or one without a name. BadValue: too many originals.
    """
    require(officer, "serve-at-once")
    named = [(clean_text(name, "components", NAME_LIMIT), original) for name, original in given.originals]
    if not named or not all(name for name, _ in named):
        raise MissingField(field="components")
    if len(named) > MOST_ORIGINALS:
        raise BadValue(field="components", value=len(named))
    request = IntakeRequest(
        procedure=given.procedure,
        applicant=given.applicant,
        components=tuple(ComponentGiven(name, originals=1) for name, _ in named),
        copies=sum(original.copies for _, original in named),
        request_id=given.request_id,
    )
    with desk.store.writing() as work:
        before = received_before(work, request)
        if before is None:
            return _certify(desk, work, officer, given, request, [original for _, original in named])
    return _known(desk, officer, before)


def _certify(
    desk: Desk,
    work: Writing,
    officer: SignedIn,
    given: CopiesGiven,
    request: IntakeRequest,
    originals: list[Original],
) -> Served:
    now = work.now(desk.clock.now())
    year = vietnam_day(now).year
    first = _next_serial(work, year)
    last = first + len(originals) - 1
    number = f"{first}/{year}" if first == last else f"{first}-{last}/{year}"
    served = _serve(
        desk,
        work,
        officer,
        AtOnce(
            request,
            ResultGiven(number, vietnam_day(now), given.signer),
            Quantity(originals=tuple(originals)),
            given.taken,
        ),
    )
    assert served.charge is not None
    entries = tuple(
        CopyRegistered(year, serial, component.name, original.pages, original.copies, line.amount)
        for serial, component, original, line in zip(
            range(first, last + 1), request.components, originals, served.charge.lines, strict=True
        )
    )
    _register(work, officer, served.receipt, entries, given.signer, now)
    return dataclasses.replace(served, copies=entries)


def receive_visit(desk: Desk, officer: SignedIn, requests: tuple[IntakeRequest, ...]) -> tuple[Receipt, ...]:
    """Receive several procedures of one applicant as one visit: all of them or none, durable when this returns.

    Raises:
        MissingField: no request. BadValue: too many, or of different applicants. What `intake.receive` raises.
    """
    require(officer, "register")
    if not requests:
        raise MissingField(field="procedure")
    if len(requests) > MOST_VISIT or len({one.applicant for one in requests}) > 1:
        raise BadValue(field="applicant", value=len(requests))
    with desk.store.writing() as work:
        before = [received_before(work, one) for one in requests]
        known = tuple(one for one in before if one is not None)
        if len(known) == len(requests):
            return known
        now = work.now(desk.clock.now())
        receipts = tuple(receive_within(desk, work, officer, one) for one in requests)
        for receipt in receipts:
            work.insert(VisitDossier, {"dossier_id": receipt.dossier_id, "visit_id": receipts[0].dossier_id})
            work.record(officer=officer.login, action="visit", subject=receipt.number, at=now, visit=receipts[0].number)
        return receipts


def visit_of(desk: Desk, officer: SignedIn, number: str) -> tuple[str, ...]:
    """The numbers that came in the same visit as a dossier, its own too; empty when it came alone.

    Raises:
        NotAllowed.
    """
    require(officer, "read")
    text = (
        "SELECT other.number FROM dossier JOIN visit_dossier AS own ON own.dossier_id = dossier.id"
        " JOIN visit_dossier AS beside ON beside.visit_id = own.visit_id JOIN dossier AS other"
        " ON other.id = beside.dossier_id WHERE dossier.unit_id = ? AND dossier.number = ? ORDER BY other.id"
    )
    with desk.store.reading() as connection:
        return tuple(connection.exec_driver_sql(text, (desk.store.unit_id, number)).scalars())


def _serve(desk: Desk, work: Writing, officer: SignedIn, given: AtOnce) -> Served:
    finish = cleaned(StepAsked(Verb.FINISH, result=given.result))
    collector = given.collector or (None if given.hand_over else given.request.applicant.name)
    back = cleaned(StepAsked(Verb.RETURN, collector=collector, hand_over=given.hand_over))
    receipt = receive_within(desk, work, officer, given.request)
    now = work.now(desk.clock.now())
    charged = money = None
    if given.quantity is not None:
        taken = given.taken
        charged = charge_within(
            desk,
            work,
            officer,
            ChargeGiven(
                receipt.number,
                given.quantity,
                waived=taken.waived,
                waiver_reason=taken.waiver_reason,
                note=taken.note,
            ),
        )
        if charged.amount:
            paid = ReceiptGiven(
                (Payment(receipt.number),),
                taken.way,
                given.request.applicant.name,
                taken.official_symbol,
                taken.official_number,
            )
            money = issue_within(desk, work, officer, paid)
    for asked in (finish, back):
        take_step(desk, work, officer, verified_dossier(work, receipt.number), asked, now)
    return Served(receipt, charged, money)


def _known(desk: Desk, officer: SignedIn, receipt: Receipt) -> Served:
    """What the same request was answered with before."""
    charges = charges_of(desk, officer, receipt.number)
    money = receipts_of(desk, officer, receipt.number)
    entries = select(CopyEntry).where(CopyEntry.dossier_id == receipt.dossier_id).order_by(CopyEntry.position)
    with desk.store.reading() as connection:
        copies = tuple(
            CopyRegistered(row.year, row.serial, row.name, row.pages, row.copies, row.amount)
            for row in connection.execute(entries)
        )
    return Served(receipt, charges[-1] if charges else None, money[-1] if money else None, copies)


def _next_serial(work: Writing, year: int) -> int:
    """The next number of the register's year; nobody else writes while this transaction does."""
    newest = select(func.max(CopyEntry.serial)).where(CopyEntry.unit_id == work.unit_id, CopyEntry.year == year)
    return (work.connection.execute(newest).scalar_one() or 0) + 1


def _register(
    work: Writing,
    officer: SignedIn,
    receipt: Receipt,
    entries: tuple[CopyRegistered, ...],
    signer: str | None,
    now: dt.datetime,
) -> None:
    salt = secrets.token_hex(16)
    rows = (
        {
            "dossier_id": receipt.dossier_id,
            "position": position,
            **vars(entry),
            "salt": salt,
            "signer": signer,
            "made_at": now,
            "officer_id": officer.id,
        }
        for position, entry in enumerate(entries, start=1)
    )
    work.insert(CopyEntry, *rows)
    work.record(officer=officer.login, action="certify-copies", subject=receipt.number, at=now)

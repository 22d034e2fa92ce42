"""What a dossier's applicant owes: proposed from the catalogue and the tariffs, and stored once it fits its rule."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from desk.errors import AmountDiffers, BadAmount, BadValue, MissingField, UnknownCharge
from desk.models import Charge, Officer
from desk.rules.chain import canonical
from desk.rules.fees import HIGHEST, Line, Original, PagePrices, Quantity, Reckoned, Tier, by_count, by_page
from desk.rules.instants import vietnam_day
from desk.rules.text import clean_text
from desk.services.catalogue import Procedure
from desk.services.desk import Desk
from desk.services.evidence import verify_dossier
from desk.services.paid_up import go_on_when_paid, require_chargeable
from desk.services.sign_in import SignedIn, require
from desk.services.steps import find_dossier, verified_dossier
from desk.services.tariffs import kind_of, tariff_for
from desk.store.writing import Writing
from desk.vocabulary import Channel, ChargeKind, FeeUnit, WaiverReason

ONE = Quantity()
STATED = "stated"  # the rule of an amount that the catalogue does not know: the officer stated it


@dataclass(frozen=True)
class Proposal:
    """What a procedure costs by its rule. Without an amount the office states it; `source` is the law, if known."""

    kind: ChargeKind
    rule: str
    per: FeeUnit
    amount: int | None
    lines: tuple[Line, ...]
    note: str
    source: str


@dataclass(frozen=True)
class ChargeGiven:
    """What a dossier is charged. Without `amount` it is what the rule gives less what is waived.

    `replaces` is the `seq` of an earlier charge that was wrong and counts no longer.
    """

    number: str
    quantity: Quantity = ONE
    amount: int | None = None
    kind: ChargeKind | None = None
    waived: int = 0
    waiver_reason: WaiverReason | None = None
    note: str = ""
    replaces: int | None = None


@dataclass(frozen=True)
class ChargeShown:
    """A stored charge; `amount` is to be paid. `lines` count again what the rule gave, none for a stated amount."""

    number: str
    seq: int
    kind: ChargeKind
    rule: str
    quantity: Quantity
    amount: int
    waived: int
    waiver_reason: WaiverReason | None
    note: str
    replaces: int | None
    replaced: bool
    made_at: dt.datetime
    officer: str
    lines: tuple[Line, ...]


def charge_of(procedure: Procedure, channel: Channel, quantity: Quantity, day: dt.date) -> Proposal:
    """What an edition of a procedure costs on a channel, by the tariffs of a day; nothing is stored.

    A channel for which the catalogue has no line costs an amount that is not known.

    Raises:
        BadValue: the quantity does not fit (originals are needed where pages count, and only there). BadAmount.
    """
    fee = procedure.fees.get(channel)
    kind = kind_of(procedure)
    if fee is None or fee.amount is None:
        per, note = (FeeUnit.DOSSIER, "") if fee is None else (fee.per, fee.note)
        return Proposal(kind, STATED, per, None, (), note, "")
    if fee.per is not FeeUnit.PAGE:
        if quantity.originals:
            raise BadValue(field="originals", value=str(len(quantity.originals)))
        return _proposal(kind, f"per-{fee.per.value}", fee.per, by_count(fee.amount, fee.per, quantity.count), fee.note)
    tariff = tariff_for(procedure, fee.amount, day)
    if tariff is None:
        every_page = PagePrices((Tier(1, fee.amount),))
        return _proposal(kind, "per-page", fee.per, by_page(every_page, quantity.originals), fee.note)
    reckoned = by_page(tariff.prices, quantity.originals)
    return _proposal(kind, tariff.code, fee.per, reckoned, tariff.note, tariff.source)


def charge(desk: Desk, officer: SignedIn, given: ChargeGiven) -> ChargeShown:
    """Charge a dossier, durable when this returns.

    Raises:
        What `charge_within` raises, and the faults of the store: nothing is stored.
    """
    require(officer, "charge")
    with desk.store.writing() as work:
        return charge_within(desk, work, officer, given)


def charge_within(desk: Desk, work: Writing, officer: SignedIn, given: ChargeGiven) -> ChargeShown:
    """Charge a dossier inside an open transaction, with its own audit entry under the dossier's number.

    The rule is that of the dossier's own edition, channel and day of receipt.

    Raises:
        NotAllowed, UnknownDossier, EntryMismatch, VoidedDossier. AmountDiffers: amount and waiver are not what the rule
        gives.
        MissingField: a waiver without reason, another reason or a stated amount without note, a stated amount missing.
        BadValue, BadAmount, BadText. UnknownCharge: nothing to replace.
    """
    require(officer, "charge")
    row = verified_dossier(work, given.number)
    require_chargeable(row)
    proposal = _proposed(desk, work.connection, row, given.quantity)
    note = clean_text(given.note, "note", lines=True)
    amount = _amount(given, proposal, note)
    before = _rows(work.connection, row.id)
    gone = {one.replaces for one in before}
    if given.replaces is not None and given.replaces not in {one.seq for one in before} - gone:
        raise UnknownCharge(number=given.number, seq=given.replaces)
    at, seq = work.now(desk.clock.now()), len(before) + 1
    kind, reason = given.kind or proposal.kind, given.waiver_reason
    work.insert(
        Charge,
        {
            "dossier_id": row.id,
            "seq": seq,
            "kind": kind.value,
            "rule": proposal.rule,
            "quantity": given.quantity.count,
            "originals": canonical([[one.pages, one.copies] for one in given.quantity.originals]),
            "amount": amount,
            "waived": given.waived,
            "waiver_reason": reason.value if reason else None,
            "salt": secrets.token_hex(16),
            "note": note,
            "replaces": given.replaces,
            "made_at": at,
            "officer_id": officer.id,
        },
    )
    work.record(officer=officer.login, action="charge", subject=given.number, at=at, amount=amount, charge=seq)
    if not amount:
        go_on_when_paid(desk, work, officer, given.number, note, at)
    return ChargeShown(
        given.number, seq, kind, proposal.rule, given.quantity, amount, given.waived, reason, note, given.replaces,
        False, at, officer.name, proposal.lines,
    )  # fmt: skip


def charges_of(desk: Desk, officer: SignedIn, number: str) -> tuple[ChargeShown, ...]:
    """A dossier's charges, oldest first, replaced ones too. Raises: NotAllowed, UnknownDossier, EntryMismatch."""
    require(officer, "read")
    with desk.store.reading() as connection:
        dossier = find_dossier(connection, desk.store.unit_id, number)
        verify_dossier(connection, desk.store.unit_id, dossier.id, number)
        rows = _rows(connection, dossier.id)
        gone = {row.replaces for row in rows}
        return tuple(_shown(desk, connection, dossier, row, row.seq in gone) for row in rows)


def _proposal(kind: ChargeKind, rule: str, per: FeeUnit, reckoned: Reckoned, note: str, source: str = "") -> Proposal:
    return Proposal(kind, rule, per, reckoned.amount, reckoned.lines, note, source)


def _proposed(desk: Desk, connection: Connection, dossier: Row[Any], quantity: Quantity) -> Proposal:
    procedure = desk.office(connection).catalogue.by_edition[dossier.edition_id]
    return charge_of(procedure, Channel(dossier.channel), quantity, vietnam_day(dossier.received_at))


def _amount(given: ChargeGiven, proposal: Proposal, note: str) -> int:
    """What is to be paid, when it fits."""
    for one in (given.waived, given.amount or 0):
        if not 0 <= one <= HIGHEST:
            raise BadAmount(amount=one)
    if given.waived and given.waiver_reason is None:
        raise MissingField(field="waiver_reason")
    if given.waiver_reason is not None and not given.waived:
        raise MissingField(field="waived")
    if given.waiver_reason is WaiverReason.OTHER and not note:
        raise MissingField(field="note")
    expected = proposal.amount
    if expected is None:
        if given.amount is None:
            raise MissingField(field="amount")
        if not note:
            raise MissingField(field="note")
        return given.amount
    amount = expected - given.waived if given.amount is None else given.amount
    if amount < 0 or amount + given.waived != expected:
        raise AmountDiffers(number=given.number, expected=expected, amount=max(amount, 0), waived=given.waived)
    return amount


def _rows(connection: Connection, dossier_id: int) -> list[Row[Any]]:
    asked = (
        select(Charge, Officer.name.label("officer"))
        .join(Officer, Officer.id == Charge.officer_id)
        .where(Charge.dossier_id == dossier_id)
        .order_by(Charge.seq)
    )
    return list(connection.execute(asked))


def _shown(desk: Desk, connection: Connection, dossier: Row[Any], row: Row[Any], replaced: bool) -> ChargeShown:
    quantity = Quantity(row.quantity, tuple(Original(*one) for one in json.loads(row.originals)))
    return ChargeShown(
        number=dossier.number,
        seq=row.seq,
        kind=ChargeKind(row.kind),
        rule=row.rule,
        quantity=quantity,
        amount=row.amount,
        waived=row.waived,
        waiver_reason=WaiverReason(row.waiver_reason) if row.waiver_reason else None,
        note=row.note,
        replaces=row.replaces,
        replaced=replaced,
        made_at=row.made_at,
        officer=row.officer,
        lines=_proposed(desk, connection, dossier, quantity).lines,
    )

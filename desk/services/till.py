"""At the till: a charge and the receipt that pays it, stored together or not at all; what is owed, by whom."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from desk.models import Charge, Dossier, Party
from desk.services.charging import ChargeGiven, ChargeShown, charge_within
from desk.services.desk import Desk
from desk.services.fee_receipts import ReceiptGiven, issue_within
from desk.services.paid_up import outstanding_of
from desk.services.receipts_shown import ReceiptShown
from desk.services.sign_in import SignedIn, require
from desk.vocabulary import Status

MOST_OWING = 200


@dataclass(frozen=True)
class Settled:
    """What was stored: the charge and the receipt, each where there was one."""

    charge: ChargeShown | None
    money: ReceiptShown | None


@dataclass(frozen=True)
class Owing:
    """A dossier that owes money, in đồng."""

    number: str
    applicant: str
    status: Status
    owed: int


def settle(desk: Desk, officer: SignedIn, charged: ChargeGiven | None, paid: ReceiptGiven | None) -> Settled:
    """Charge a dossier and take the money, durable when this returns; a charge of nothing leaves nothing to be paid.

    Raises:
        What `charging.charge_within` and `fee_receipts.issue_within` raise: nothing is stored.
    """
    require(officer, "charge")
    with desk.store.writing() as work:
        charge = charge_within(desk, work, officer, charged) if charged else None
        free = charge is not None and charge.amount == 0
        money = issue_within(desk, work, officer, paid) if paid and not free else None
    return Settled(charge, money)


def owing(desk: Desk, officer: SignedIn) -> tuple[Owing, ...]:
    """The dossiers that were charged and not yet paid, newest first, at most 200. Raises: NotAllowed."""
    require(officer, "charge")
    asked = (
        select(Dossier.id, Dossier.number, Dossier.status, Party.name)
        .join(Party, (Party.dossier_id == Dossier.id) & (Party.seq == 1))
        .where(Dossier.unit_id == desk.store.unit_id, Dossier.status != Status.VOIDED.value)
        .where(Dossier.id.in_(select(Charge.dossier_id).where(Charge.amount > 0)))
        .order_by(Dossier.id.desc())
    )
    found: list[Owing] = []
    with desk.store.reading() as connection:
        for row in connection.execute(asked):
            owed = outstanding_of(connection, row.id)
            if owed > 0:
                found.append(Owing(row.number, row.name, Status(row.status), owed))
                if len(found) == MOST_OWING:
                    break
    return tuple(found)

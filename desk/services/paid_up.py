"""What a dossier still owes, and that one which waits for payment goes on by itself once nothing is owed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, Row, func, select

from desk.errors import VoidedDossier
from desk.models import Charge, FeeReceiptLine, ReceiptReversal
from desk.services.desk import Desk
from desk.services.sign_in import SignedIn
from desk.services.steps import StepAsked, cleaned, take_step, verified_dossier
from desk.store.writing import Writing
from desk.vocabulary import ReversalKind, Status, Verb


def outstanding_of(connection: Connection, dossier_id: int) -> int:
    """`outstanding` of a dossier's row, on a connection: charges that stand, less what was paid and not given back."""
    charges = connection.execute(
        select(Charge.seq, Charge.amount, Charge.replaces).where(Charge.dossier_id == dossier_id)
    ).all()
    gone = {row.replaces for row in charges}
    voided = select(ReceiptReversal.receipt_id).where(ReceiptReversal.kind == ReversalKind.VOID.value)
    paid = select(func.coalesce(func.sum(FeeReceiptLine.amount), 0)).where(
        FeeReceiptLine.dossier_id == dossier_id, FeeReceiptLine.receipt_id.not_in(voided)
    )
    of_dossier = select(FeeReceiptLine.receipt_id).where(FeeReceiptLine.dossier_id == dossier_id)
    back = select(func.coalesce(func.sum(ReceiptReversal.amount), 0)).where(
        ReceiptReversal.dossier_id == dossier_id, ReceiptReversal.receipt_id.in_(of_dossier)
    )
    owed = sum(row.amount for row in charges if row.seq not in gone)
    return int(owed - connection.execute(paid).scalar_one() + connection.execute(back).scalar_one())


def require_chargeable(row: Row[Any]) -> None:
    """Refuse money for a number that was registered by mistake. Raises: VoidedDossier."""
    if row.status == Status.VOIDED.value:
        raise VoidedDossier(number=row.number)


def go_on_when_paid(desk: Desk, work: Writing, officer: SignedIn, number: str, note: str, at: dt.datetime) -> None:
    """Let a dossier that waits for payment go on in an open transaction, once nothing of it is owed.

    The money taken is the acceptance: the step is recorded in the name of whoever took it, with the receipt's number.
    """
    row = verified_dossier(work, number)
    if row.status == Status.WAITING_PAYMENT.value and outstanding_of(work.connection, row.id) <= 0:
        take_step(desk, work, officer, row, cleaned(StepAsked(Verb.ACCEPT_PAYMENT, note=note)), at)

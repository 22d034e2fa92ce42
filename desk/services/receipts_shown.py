"""Fee receipts read back whole, each compared with its audit entries first."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from desk.errors import UnknownReceipt
from desk.models import Dossier, FeeReceipt, FeeReceiptLine, Officer, ReceiptReversal
from desk.rules.receipt_number import format_receipt, parse_receipt
from desk.services.evidence import verify_receipt
from desk.vocabulary import PaidBy, ReversalKind


@dataclass(frozen=True)
class ReversalShown:
    """Money that went back: the whole receipt, or an amount of one dossier (its number)."""

    kind: ReversalKind
    dossier: str | None
    amount: int
    reason: str
    made_at: dt.datetime
    officer: str


@dataclass(frozen=True)
class PaidLine:
    """What was paid for one dossier, and how much of that could still be given back."""

    dossier_id: int
    number: str
    amount: int
    left: int


@dataclass(frozen=True)
class ReceiptShown:
    """One receipt with what it paid for and what was given back of it. Amounts are whole đồng."""

    receipt_id: int
    number: str
    amount: int
    way: PaidBy
    payer: str
    official_symbol: str
    official_number: str
    made_at: dt.datetime
    officer: str
    officer_id: int
    lines: tuple[PaidLine, ...]
    reversals: tuple[ReversalShown, ...]

    @property
    def voided(self) -> bool:
        """Whether it was undone whole."""
        return any(one.kind is ReversalKind.VOID for one in self.reversals)

    @property
    def left(self) -> int:
        """What of it was not given back."""
        return self.amount - sum(one.amount for one in self.reversals)


def shown_receipt(connection: Connection, unit_id: int, number: str) -> ReceiptShown:
    """The receipt with this number. Raises: BadReceiptNumber, UnknownReceipt, EntryMismatch."""
    year, serial = parse_receipt(number)
    asked = select(FeeReceipt.id).where(
        FeeReceipt.unit_id == unit_id, FeeReceipt.year == year, FeeReceipt.serial == serial
    )
    found = connection.execute(asked).scalar_one_or_none()
    if found is None:
        raise UnknownReceipt(number=number)
    return shown_receipts(connection, unit_id, [found])[0]


def receipt_ids_of(connection: Connection, dossier_id: int) -> list[int]:
    """Keys of the receipts that paid for a dossier."""
    asked = select(FeeReceiptLine.receipt_id).where(FeeReceiptLine.dossier_id == dossier_id)
    return list(connection.execute(asked).scalars())


def shown_receipts(connection: Connection, unit_id: int, ids: Sequence[int]) -> tuple[ReceiptShown, ...]:
    """Receipts by their keys, in the order of their numbers. Raises: EntryMismatch."""
    reversals = _reversals(connection, ids)
    lines = _lines(connection, ids, reversals)
    asked = (
        select(FeeReceipt, Officer.name.label("officer"))
        .join(Officer, Officer.id == FeeReceipt.officer_id)
        .where(FeeReceipt.id.in_(ids))
        .order_by(FeeReceipt.year, FeeReceipt.serial)
    )
    found = []
    for row in connection.execute(asked).all():
        number = format_receipt(row.year, row.serial)
        verify_receipt(connection, unit_id, row.id, number)
        found.append(
            ReceiptShown(
                receipt_id=row.id,
                number=number,
                amount=row.amount,
                way=PaidBy(row.way),
                payer=row.payer,
                official_symbol=row.official_symbol,
                official_number=row.official_number,
                made_at=row.made_at,
                officer=row.officer,
                officer_id=row.officer_id,
                lines=tuple(lines[row.id]),
                reversals=tuple(reversals[row.id]),
            )
        )
    return tuple(found)


def _reversals(connection: Connection, ids: Sequence[int]) -> dict[int, list[ReversalShown]]:
    asked = (
        select(ReceiptReversal, Officer.name.label("officer"), Dossier.number)
        .join(Officer, Officer.id == ReceiptReversal.officer_id)
        .join(Dossier, Dossier.id == ReceiptReversal.dossier_id, isouter=True)
        .where(ReceiptReversal.receipt_id.in_(ids))
        .order_by(ReceiptReversal.receipt_id, ReceiptReversal.seq)
    )
    found: dict[int, list[ReversalShown]] = defaultdict(list)
    for row in connection.execute(asked):
        found[row.receipt_id].append(
            ReversalShown(ReversalKind(row.kind), row.number, row.amount, row.reason, row.made_at, row.officer)
        )
    return found


def _lines(
    connection: Connection, ids: Sequence[int], reversals: dict[int, list[ReversalShown]]
) -> dict[int, list[PaidLine]]:
    asked = (
        select(FeeReceiptLine, Dossier.number)
        .join(Dossier, Dossier.id == FeeReceiptLine.dossier_id)
        .where(FeeReceiptLine.receipt_id.in_(ids))
        .order_by(FeeReceiptLine.receipt_id, FeeReceiptLine.dossier_id)
    )
    found: dict[int, list[PaidLine]] = defaultdict(list)
    for row in connection.execute(asked):
        back = reversals.get(row.receipt_id, [])
        whole = any(one.kind is ReversalKind.VOID for one in back)
        given = row.amount if whole else sum(one.amount for one in back if one.dossier == row.number)
        found[row.receipt_id].append(PaidLine(row.dossier_id, row.number, row.amount, row.amount - given))
    return found

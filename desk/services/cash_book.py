"""The cash book of a day: every receipt in order, what went back as lines of its own, totals by way of payment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from desk.errors import BookDiffers
from desk.models import Dossier, FeeReceipt, FeeReceiptLine, Officer, ReceiptReversal
from desk.rules.instants import VIETNAM
from desk.rules.receipt_number import format_receipt
from desk.services.desk import Desk
from desk.services.receipts_shown import ReceiptShown, shown_receipts
from desk.services.sign_in import SignedIn, require
from desk.vocabulary import PaidBy, ReversalKind


@dataclass(frozen=True)
class BookLine:
    """One movement of money: a receipt (`reversal` is empty), or what of one went back that day.

    `amount` in đồng is above zero either way; `dossiers` are the numbers it is about, `words` payer or reason.
    """

    number: str
    reversal: ReversalKind | None
    made_at: dt.datetime
    way: PaidBy
    amount: int
    dossiers: tuple[str, ...]
    words: str
    officer: str


@dataclass(frozen=True)
class BookTotal:
    """What moved in đồng; `net` stays in hand."""

    receipts: int = 0
    refunds: int = 0
    voids: int = 0

    @property
    def net(self) -> int:
        """Receipts less refunds less voids; below zero when more of earlier days went back than came in."""
        return self.receipts - self.refunds - self.voids


@dataclass(frozen=True)
class CashBook:
    """One day, from nothing to its totals. `missing` are serials between first and last that no receipt has: none."""

    day: dt.date
    lines: tuple[BookLine, ...]
    by_way: dict[PaidBy, BookTotal]
    total: BookTotal
    count: int
    first: str | None
    last: str | None
    missing: tuple[int, ...]


def cash_book(desk: Desk, officer: SignedIn, day: dt.date) -> CashBook:
    """The book of a day, voids and refunds on the day they were made.

    Raises:
        NotAllowed, EntryMismatch. BookDiffers: receipts do not come to what their lines for dossiers come to.
    """
    require(officer, "charge")
    with desk.store.reading() as connection:
        unit_id = desk.store.unit_id
        begins, ends = _bounds(day)
        receipts = shown_receipts(connection, unit_id, _of_day(connection, unit_id, begins, ends))
        back = _went_back(connection, unit_id, begins, ends)
        recounted = _recounted(connection, unit_id, begins, ends)
    lines = sorted((*map(_line, receipts), *back), key=lambda one: (one.made_at, one.reversal is not None, one.number))
    by_way = {way: _total([line for line in lines if line.way is way]) for way in PaidBy}
    total = _total(lines)
    if total.receipts - total.refunds - total.voids != recounted:
        raise BookDiffers(day=day, receipts=total.net, lines=recounted)
    serials = [int(one.number.rsplit("-", 1)[1]) for one in receipts]
    missing = sorted(set(range(min(serials), max(serials) + 1)) - set(serials)) if serials else []
    return CashBook(
        day=day,
        lines=tuple(lines),
        by_way=by_way,
        total=total,
        count=len(receipts),
        first=receipts[0].number if receipts else None,
        last=receipts[-1].number if receipts else None,
        missing=tuple(missing),
    )


def _bounds(day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    begins = dt.datetime.combine(day, dt.time(), VIETNAM)
    return begins, begins + dt.timedelta(days=1)


def _of_day(connection: Connection, unit_id: int, begins: dt.datetime, ends: dt.datetime) -> list[int]:
    asked = select(FeeReceipt.id).where(
        FeeReceipt.unit_id == unit_id, FeeReceipt.made_at >= begins, FeeReceipt.made_at < ends
    )
    return list(connection.execute(asked).scalars())


def _line(receipt: ReceiptShown) -> BookLine:
    dossiers = tuple(one.number for one in receipt.lines)
    return BookLine(
        receipt.number, None, receipt.made_at, receipt.way, receipt.amount, dossiers, receipt.payer, receipt.officer
    )


def _went_back(connection: Connection, unit_id: int, begins: dt.datetime, ends: dt.datetime) -> list[BookLine]:
    """Voids and refunds made that day, of whatever day's receipts; each of them read whole and compared first."""
    asked = (
        select(ReceiptReversal, FeeReceipt.year, FeeReceipt.serial, FeeReceipt.way, Officer.name.label("officer"),
               Dossier.number.label("dossier"))
        .join(FeeReceipt, FeeReceipt.id == ReceiptReversal.receipt_id)
        .join(Officer, Officer.id == ReceiptReversal.officer_id)
        .join(Dossier, Dossier.id == ReceiptReversal.dossier_id, isouter=True)
        .where(ReceiptReversal.unit_id == unit_id, ReceiptReversal.made_at >= begins, ReceiptReversal.made_at < ends)
        .order_by(ReceiptReversal.receipt_id, ReceiptReversal.seq)
    )  # fmt: skip
    rows = connection.execute(asked).all()
    whole = {one.receipt_id: one for one in shown_receipts(connection, unit_id, [row.receipt_id for row in rows])}
    return [
        BookLine(
            number=format_receipt(row.year, row.serial),
            reversal=ReversalKind(row.kind),
            made_at=row.made_at,
            way=PaidBy(row.way),
            amount=row.amount,
            dossiers=(row.dossier,) if row.dossier else tuple(one.number for one in whole[row.receipt_id].lines),
            words=row.reason,
            officer=row.officer,
        )
        for row in rows
    ]


def _recounted(connection: Connection, unit_id: int, begins: dt.datetime, ends: dt.datetime) -> int:
    """What is in hand by another way: what dossiers paid that day, less all that went back."""
    paid = (
        select(func.coalesce(func.sum(FeeReceiptLine.amount), 0))
        .join(FeeReceipt, FeeReceipt.id == FeeReceiptLine.receipt_id)
        .where(FeeReceipt.unit_id == unit_id, FeeReceipt.made_at >= begins, FeeReceipt.made_at < ends)
    )
    back = select(func.coalesce(func.sum(ReceiptReversal.amount), 0)).where(
        ReceiptReversal.unit_id == unit_id, ReceiptReversal.made_at >= begins, ReceiptReversal.made_at < ends
    )
    return int(connection.execute(paid).scalar_one() - connection.execute(back).scalar_one())


def _total(lines: Sequence[BookLine]) -> BookTotal:
    def of(reversal: ReversalKind | None) -> int:
        return sum(line.amount for line in lines if line.reversal is reversal)

    return BookTotal(of(None), of(ReversalKind.REFUND), of(ReversalKind.VOID))

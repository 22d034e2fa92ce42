"""Recounts receipts for money: serials without gaps, amounts that are those of their lines, nothing back twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, select

from desk.models import FeeReceipt, FeeReceiptLine, ReceiptReversal
from desk.rules.receipt_number import format_receipt


def money_faults(connection: Connection) -> Iterator[tuple[str, str]]:
    """Place and words of each receipt, or year of receipts, that does not add up."""
    lines: dict[int, int] = defaultdict(int)
    for line in connection.execute(select(FeeReceiptLine.receipt_id, FeeReceiptLine.amount)):
        lines[line.receipt_id] += line.amount
    back: dict[int, int] = defaultdict(int)
    for one in connection.execute(select(ReceiptReversal.receipt_id, ReceiptReversal.amount)):
        back[one.receipt_id] += one.amount
    serials: dict[tuple[int, int], list[int]] = defaultdict(list)
    asked = select(FeeReceipt.id, FeeReceipt.unit_id, FeeReceipt.year, FeeReceipt.serial, FeeReceipt.amount)
    for row in connection.execute(asked):
        serials[row.unit_id, row.year].append(row.serial)
        place = f"fee_receipt {format_receipt(row.year, row.serial)}"
        if lines[row.id] != row.amount:
            yield place, "số tiền khác tổng các dòng của phiếu thu"
        if back[row.id] > row.amount:
            yield place, "hoàn lại nhiều hơn số đã thu"
    for (_, year), used in serials.items():
        if sorted(used) != list(range(1, len(used) + 1)):
            missing = sorted(set(range(1, max(used) + 1)) - set(used))[:5]
            yield f"fee_receipt {year}", f"số phiếu thu không liền nhau; thiếu: {missing}"

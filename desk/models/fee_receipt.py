"""Receipts for money (phiếu thu): what was taken, for which dossiers, and what was given back."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase, Instant


class FeeReceipt(DeskBase):
    """One receipt; serials of a unit's year have no gap. The payer's name is personal, so the row has a salt."""

    __tablename__ = "fee_receipt"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "serial"),
        Index("ix_fee_receipt_made_at", "unit_id", "made_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    serial: Mapped[int]
    amount: Mapped[int]
    way: Mapped[str] = mapped_column(String(10))
    salt: Mapped[str] = mapped_column(String(32))
    payer: Mapped[str] = mapped_column(String(200))
    official_symbol: Mapped[str] = mapped_column(String(40))
    official_number: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[dt.datetime] = mapped_column(Instant)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))


class FeeReceiptLine(DeskBase):
    """What of a receipt was paid for one dossier."""

    __tablename__ = "fee_receipt_line"
    __table_args__ = (Index("ix_fee_receipt_line_receipt", "receipt_id"),)

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    receipt_id: Mapped[int] = mapped_column(ForeignKey("fee_receipt.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    amount: Mapped[int]


class ReceiptReversal(DeskBase):
    """A receipt voided whole (no dossier named), or money given back for one dossier.

    `reason` is free text and may name people, so the row has a salt.
    """

    __tablename__ = "receipt_reversal"
    __table_args__ = (Index("ix_receipt_reversal_made_at", "unit_id", "made_at"),)

    receipt_id: Mapped[int] = mapped_column(ForeignKey("fee_receipt.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(String(10))
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossier.id"))
    amount: Mapped[int]
    salt: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[dt.datetime] = mapped_column(Instant)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))

"""What a dossier's applicant owes, charge by charge."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase, Instant


class Charge(DeskBase):
    """One fee or charge in whole đồng: `amount` is to be paid, `amount` + `waived` is what the rule gives.

    `originals` is canonical JSON, pairs of pages and copies. A row that `replaces` an earlier one takes its place.
    `note` is free text and may name people, so the row has a salt.
    """

    __tablename__ = "charge"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(String(10))
    rule: Mapped[str] = mapped_column(String(40))
    quantity: Mapped[int]
    originals: Mapped[str] = mapped_column(Text)
    amount: Mapped[int]
    waived: Mapped[int]
    waiver_reason: Mapped[str | None] = mapped_column(String(30))
    salt: Mapped[str] = mapped_column(String(32))
    note: Mapped[str] = mapped_column(Text)
    replaces: Mapped[int | None]
    made_at: Mapped[dt.datetime] = mapped_column(Instant)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))

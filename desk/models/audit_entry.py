"""The audit chain: one entry for each change, each bound to the one before it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase, Instant


class AuditEntry(DeskBase):
    """`hash` = SHA-256 over the former entry's hash and this `payload`; the other columns repeat it for look-up."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_object", "unit_id", "object", "seq"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(Instant)
    action: Mapped[str] = mapped_column(String(40))
    object: Mapped[str] = mapped_column(String(80))
    payload: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))

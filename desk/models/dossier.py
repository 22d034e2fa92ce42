"""The dossier: what was received and promised, and where it stands now."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Day, DeskBase, Instant

OPEN_STATUSES = "status IN ('received', 'processing', 'waiting_supplement', 'waiting_payment')"


def only_where(condition: str) -> dict[str, Any]:
    """The options of an index that holds only some rows, alike on both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class Dossier(DeskBase):
    """One dossier. Columns up to `back_entry` are the receipt and never change; the rest follows its events.

    `promised_at` is the promise in force (the last row of `promise`); `computed_at` is the deadline as computed now,
    empty while a pause is open.
    """

    __tablename__ = "dossier"
    __table_args__ = (
        UniqueConstraint("unit_id", "number"),
        UniqueConstraint("unit_id", "request_id"),
        Index("ix_dossier_received", "unit_id", "received_at", "id"),
        # the board: only what is open, by promise; only what waits to be collected
        Index("ix_dossier_open", "unit_id", "promised_at", "status", **only_where(OPEN_STATUSES)),
        Index("ix_dossier_ready", "unit_id", "finished_at", **only_where("status = 'finished'")),
        Index("ix_dossier_back_entry", "unit_id", "id", **only_where("back_entry")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    number: Mapped[str] = mapped_column(String(60))
    issued_on: Mapped[dt.date] = mapped_column(Day)
    serial: Mapped[int]
    request_id: Mapped[str | None] = mapped_column(String(64))
    edition_id: Mapped[int] = mapped_column(ForeignKey("procedure_edition.id"))
    channel: Mapped[str] = mapped_column(String(10))
    return_channel: Mapped[str] = mapped_column(String(10))
    sets: Mapped[int]
    copies: Mapped[int]
    received_at: Mapped[dt.datetime] = mapped_column(Instant)
    valid_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    stored_at: Mapped[dt.datetime] = mapped_column(Instant)
    received_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    form_edition: Mapped[str] = mapped_column(String(20))
    back_entry: Mapped[bool]
    status: Mapped[str] = mapped_column(String(20))
    promised_at: Mapped[dt.datetime] = mapped_column(Instant)
    computed_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    finished_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    returned_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    version: Mapped[int]

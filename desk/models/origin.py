"""How a dossier came that was not brought to the counter, and who was sent home without one."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase, Instant


class Origin(DeskBase):
    """When a filing was submitted elsewhere, and the number it has there."""

    __tablename__ = "origin"
    __table_args__ = (Index("ix_origin_outside_number", "unit_id", "outside_number"),)

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    submitted_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    outside_number: Mapped[str | None] = mapped_column(String(60))


class VisitWithoutDossier(DeskBase):
    """A citizen who was guided (form 02) or refused (form 03) at the counter: no dossier, no number, but counted.

    `name` and `note` are personal, so the row has a salt.
    """

    __tablename__ = "visit_without_dossier"
    __table_args__ = (Index("ix_visit_without_dossier_at", "unit_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(String(10))
    edition_id: Mapped[int] = mapped_column(ForeignKey("procedure_edition.id"))
    channel: Mapped[str] = mapped_column(String(10))
    at: Mapped[dt.datetime] = mapped_column(Instant)
    stored_at: Mapped[dt.datetime] = mapped_column(Instant)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    salt: Mapped[str] = mapped_column(String(32))
    name: Mapped[str | None] = mapped_column(Text)
    lacking: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)

"""The register of certified copies (sổ chứng thực bản sao), and dossiers that came in one visit."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase, Instant


class CopyEntry(DeskBase):
    """One original whose copies were certified under one number of the year; its name may tell of people: a salt."""

    __tablename__ = "copy_entry"
    __table_args__ = (UniqueConstraint("unit_id", "year", "serial"),)

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    serial: Mapped[int]
    salt: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(Text)
    pages: Mapped[int]
    copies: Mapped[int]
    amount: Mapped[int]
    signer: Mapped[str | None] = mapped_column(String(200))
    made_at: Mapped[dt.datetime] = mapped_column(Instant)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))


class VisitDossier(DeskBase):
    """A dossier of one visit; `visit_id` is the id of the visit's first dossier."""

    __tablename__ = "visit_dossier"
    __table_args__ = (Index("ix_visit_dossier_visit", "visit_id", "dossier_id"),)

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    visit_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))

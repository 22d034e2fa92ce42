"""Stages that may be rated, and the votes that came from the kiosk without number, time or order."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase, Instant


class ArmedStage(DeskBase):
    """A moment of a dossier that its citizen may rate; the newest of a dossier counts. The kiosk gets a copy."""

    __tablename__ = "armed_stage"
    __table_args__ = (Index("ix_armed_stage_dossier", "dossier_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    stage: Mapped[str] = mapped_column(String(20))
    token: Mapped[str] = mapped_column(String(32))
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    armed_at: Mapped[dt.datetime] = mapped_column(Instant)


class Rating(DeskBase):
    """One count of one vote: either for an officer or for a sector, never both in a row."""

    __tablename__ = "rating"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    series: Mapped[str] = mapped_column(String(10))
    subject_kind: Mapped[str] = mapped_column(String(10))
    subject: Mapped[str] = mapped_column(String(200))
    level: Mapped[str] = mapped_column(String(20))
    reasons: Mapped[str] = mapped_column(String(200))
    question_edition: Mapped[str] = mapped_column(String(20))
    month: Mapped[str] = mapped_column(String(7))

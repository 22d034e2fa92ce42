"""Dossiers that were alike when one was received, and that the clerk received it all the same."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase


class Likeness(DeskBase):
    """A warning that was shown before receipt: the other dossier, and why the two are alike."""

    __tablename__ = "likeness"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    reason: Mapped[str] = mapped_column(String(20))

"""The papers that were handed in with a dossier."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase


class Component(DeskBase):
    """One paper handed in, with how many originals, certified copies and photocopies."""

    __tablename__ = "component"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(Text)
    originals: Mapped[int]
    certified: Mapped[int]
    photocopies: Mapped[int]

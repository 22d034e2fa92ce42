"""The papers that were handed in with a dossier."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase


class Component(DeskBase):
    """One paper handed in, with its counts; its name is free text and may name people, so the row has a salt."""

    __tablename__ = "component"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    salt: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(Text)
    originals: Mapped[int]
    certified: Mapped[int]
    photocopies: Mapped[int]

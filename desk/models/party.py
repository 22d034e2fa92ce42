"""The people of a dossier: the only table of the desk that holds citizens' personal values."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Day, DeskBase


class Party(DeskBase):
    """An applicant or authorised person as given at receipt. `salt` hides the values in every digest made of them."""

    __tablename__ = "party"
    __table_args__ = (Index("ix_party_personal_id", "unit_id", "personal_id"),)

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    role: Mapped[str] = mapped_column(String(20))
    salt: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(Text)
    id_kind: Mapped[str] = mapped_column(String(10))
    personal_id: Mapped[str | None] = mapped_column(String(40))
    old_id: Mapped[str | None] = mapped_column(String(40))
    id_issued: Mapped[dt.date | None] = mapped_column(Day)
    born: Mapped[dt.date | None] = mapped_column(Day)
    sex: Mapped[str | None] = mapped_column(String(10))
    address: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(String(40))
    email: Mapped[str | None] = mapped_column(String(200))
    tax_code: Mapped[str | None] = mapped_column(String(20))
    representative: Mapped[str | None] = mapped_column(Text)

"""How the office names itself from a day on: editions that follow the first one, which stands in `unit`."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase, Instant


class UnitHeading(DeskBase):
    """One edition of the heading, whole; the newest is in force. `signers` is canonical JSON, in their order."""

    __tablename__ = "unit_heading"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    made_at: Mapped[dt.datetime] = mapped_column(Instant)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    agency_code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    superior_body: Mapped[str] = mapped_column(String(200))
    issuing_body: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(100))
    address: Mapped[str] = mapped_column(String(300))
    phone: Mapped[str] = mapped_column(String(40))
    lookup: Mapped[str] = mapped_column(String(200))
    form_edition: Mapped[str] = mapped_column(String(20))
    signers: Mapped[str] = mapped_column(Text)

"""The office whose counter this is: everything else carries its id."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Day, DeskBase


class Unit(DeskBase):
    """One commune centre: heading of its papers, agency code of its numbers, edition of its forms."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    superior_body: Mapped[str] = mapped_column(String(200))
    issuing_body: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(100))
    address: Mapped[str] = mapped_column(String(300))
    phone: Mapped[str] = mapped_column(String(40))
    lookup: Mapped[str] = mapped_column(String(200))
    form_edition: Mapped[str] = mapped_column(String(20))
    first_day: Mapped[dt.date] = mapped_column(Day)
    practice: Mapped[bool]

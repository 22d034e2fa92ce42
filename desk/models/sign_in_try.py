"""Wrong passwords in a row, of one account at one computer: what the growing delay goes by."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase, Instant


class SignInTry(DeskBase):
    """A series that began with the last right password. It is no evidence: each long series is an entry as well."""

    __tablename__ = "sign_in_try"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    login: Mapped[str] = mapped_column(String(40), primary_key=True)
    computer: Mapped[str] = mapped_column(String(40), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[dt.datetime] = mapped_column(Instant)

"""The account into which the office is paid."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase, Instant


class BankAccountEdition(DeskBase):
    """One edition of the office's account; the newest is in force."""

    __tablename__ = "bank_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    made_at: Mapped[dt.datetime] = mapped_column(Instant)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    bank: Mapped[str] = mapped_column(String(6))
    number: Mapped[str] = mapped_column(String(19))
    holder: Mapped[str] = mapped_column(String(200))
    bank_name: Mapped[str] = mapped_column(String(100))

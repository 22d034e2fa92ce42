"""The keys with which the office signs its slips: their public halves, the newest in force."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase, Instant


class SlipKey(DeskBase):
    """One key; `public` is its public half in hex, `key_id` its short name as slips bear it."""

    __tablename__ = "slip_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    key_id: Mapped[str] = mapped_column(String(8))
    public: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[dt.datetime] = mapped_column(Instant)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))

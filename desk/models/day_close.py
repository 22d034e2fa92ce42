"""The sheets that close days: each covers the entries after the sheet before it, so together they cover the chain."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Day, DeskBase, Instant


class DayClose(DeskBase):
    """One numbered sheet. `last_seq` is the entry that this row came with; `content` its figures as canonical JSON.

    A `missed` sheet was made by the program on a later day, because nobody had closed the days it covers.
    """

    __tablename__ = "day_close"
    __table_args__ = (Index("ix_day_close_last_day", "unit_id", "last_day"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    first_day: Mapped[dt.date] = mapped_column(Day)
    last_day: Mapped[dt.date] = mapped_column(Day)
    first_seq: Mapped[int]
    last_seq: Mapped[int]
    missed: Mapped[bool]
    made_at: Mapped[dt.datetime] = mapped_column(Instant)
    officer: Mapped[str] = mapped_column(String(40))
    content: Mapped[str] = mapped_column(Text)

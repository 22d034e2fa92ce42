"""The office's working calendar, kept whole once for each change so that a frozen promise can always be recounted."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase, Instant


class CalendarEdition(DeskBase):
    """One state of the calendar; `content` is the JSON document of `desk.rules.working_calendar`."""

    __tablename__ = "calendar_edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    made_at: Mapped[dt.datetime] = mapped_column(Instant)
    source: Mapped[str] = mapped_column(String(300))
    content: Mapped[str] = mapped_column(Text)

"""What waits for a second person, how it was decided, and who stands in for a leader."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Day, DeskBase, Instant


class Request(DeskBase):
    """A step asked of a second person; `content` is its JSON, whose note may name people, so the row has a salt."""

    __tablename__ = "request"
    __table_args__ = (Index("ix_request_subject", "unit_id", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(80))
    asked_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    asked_at: Mapped[dt.datetime] = mapped_column(Instant)
    salt: Mapped[str] = mapped_column(String(32))
    content: Mapped[str] = mapped_column(Text)


class Decision(DeskBase):
    """The one answer to a request; a request without one is pending."""

    __tablename__ = "decision"

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    state: Mapped[str] = mapped_column(String(20))
    decided_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    decided_at: Mapped[dt.datetime] = mapped_column(Instant)
    salt: Mapped[str] = mapped_column(String(32))
    note: Mapped[str | None] = mapped_column(Text)


class Deputy(DeskBase):
    """Who stands in for a leader from a day on; the newest row of a leader holds, an empty one ends it."""

    __tablename__ = "deputy"
    __table_args__ = (Index("ix_deputy_leader", "leader_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    leader_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    first_day: Mapped[dt.date] = mapped_column(Day)
    last_day: Mapped[dt.date | None] = mapped_column(Day)
    made_at: Mapped[dt.datetime] = mapped_column(Instant)
    made_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))

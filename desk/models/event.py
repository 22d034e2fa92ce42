"""What happened to a dossier: rows that are only ever added, pauses and promises included."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase, Instant


class Event(DeskBase):
    """One step. `at` is when it happened, `stored_at` when it was written; they differ in back-entry.

    `note` and `collector` are free text and may name people, so the row has a salt.
    """

    __tablename__ = "event"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    verb: Mapped[str] = mapped_column(String(30))
    status: Mapped[str] = mapped_column(String(20))
    at: Mapped[dt.datetime] = mapped_column(Instant)
    stored_at: Mapped[dt.datetime] = mapped_column(Instant)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    reason: Mapped[str | None] = mapped_column(String(40))
    salt: Mapped[str] = mapped_column(String(32))
    note: Mapped[str | None] = mapped_column(Text)
    collector: Mapped[str | None] = mapped_column(Text)


class Pause(DeskBase):
    """An interval in which the clock stands still or after which it counts anew; open while `ends` is empty."""

    __tablename__ = "pause"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    mode: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(40))
    begins: Mapped[dt.datetime] = mapped_column(Instant)
    ends: Mapped[dt.datetime | None] = mapped_column(Instant)


class Promise(DeskBase):
    """A promised moment, frozen with the calendar it was computed by; the newest one is in force."""

    __tablename__ = "promise"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    reason: Mapped[str] = mapped_column(String(20))
    promised_at: Mapped[dt.datetime] = mapped_column(Instant)
    calendar_id: Mapped[int] = mapped_column(ForeignKey("calendar_edition.id"))
    provisional: Mapped[bool]

"""The kiosk's own small schema: stages it may take a vote for, the spool of votes, public rows without names."""

from __future__ import annotations

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import KioskBase


class KioskStage(KioskBase):
    """The newest stage of a dossier; `rated` goes from 0 to 1 once. Arming a later stage replaces the row."""

    __tablename__ = "stage"

    number: Mapped[str] = mapped_column(String(60), primary_key=True)
    unit_id: Mapped[int]
    stage_id: Mapped[int]
    stage: Mapped[str] = mapped_column(String(20))
    token: Mapped[str] = mapped_column(String(32), unique=True)
    officer: Mapped[str] = mapped_column(String(40))
    sector: Mapped[str] = mapped_column(String(200))
    rated: Mapped[int]


class SpooledVote(KioskBase):
    """One count of a vote under a random key: neither row order nor any column tells which dossier it came from."""

    __tablename__ = "vote"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    unit_id: Mapped[int]
    series: Mapped[str] = mapped_column(String(10))
    subject_kind: Mapped[str] = mapped_column(String(10))
    subject: Mapped[str] = mapped_column(String(200))
    level: Mapped[str] = mapped_column(String(20))
    reasons: Mapped[str] = mapped_column(String(200))
    question_edition: Mapped[str] = mapped_column(String(20))
    month: Mapped[str] = mapped_column(String(7))
    digest: Mapped[str] = mapped_column(String(32))


class KioskOfficer(KioskBase):
    """An officer whom passers-by may rate."""

    __tablename__ = "kiosk_officer"

    login: Mapped[str] = mapped_column(String(40), primary_key=True)
    unit_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))


class KioskNote(KioskBase):
    """Single facts: how far stages were copied, the questions in force, the unit."""

    __tablename__ = "note"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    unit_id: Mapped[int]
    value: Mapped[str] = mapped_column(Text)

"""Papers that were made: each copy with its number and its maker."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase, Instant


class PaperCopy(DeskBase):
    """One copy of one paper of a dossier; copy 1 is the first, every later one is marked as a reprint."""

    __tablename__ = "paper_copy"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    form: Mapped[str] = mapped_column(String(40), primary_key=True)
    copy: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    edition: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[dt.datetime] = mapped_column(Instant)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    printer: Mapped[str] = mapped_column(String(100))


class SubjectCopy(DeskBase):
    """One copy of a paper that is of no single dossier; `subject` is the number of the receipt or pad it is of."""

    __tablename__ = "subject_copy"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    form: Mapped[str] = mapped_column(String(40), primary_key=True)
    subject: Mapped[str] = mapped_column(String(60), primary_key=True)
    copy: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[dt.datetime] = mapped_column(Instant)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    printer: Mapped[str] = mapped_column(String(100))

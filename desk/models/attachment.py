"""Digitised papers: which file belongs to which dossier; the content lies beside the store under its hash."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase, Instant


class Attachment(DeskBase):
    """One file of a dossier: of the component at a position, of its result, or of the dossier as a whole.

    `sha256` is the hash of its content, which the audit chain thereby covers. The name is free text and may name
    people, so the row has a salt.
    """

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_dossier", "dossier_id"), Index("ix_attachment_content", "sha256"))

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    component: Mapped[int | None]
    is_result: Mapped[bool]
    salt: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(10))
    size: Mapped[int]
    pages: Mapped[int]
    source: Mapped[str] = mapped_column(String(10))
    added_at: Mapped[dt.datetime] = mapped_column(Instant)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))


class Detachment(DeskBase):
    """A file was taken off its dossier, and why; its row stays, its content goes with the last row that needs it."""

    __tablename__ = "detachment"

    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    salt: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(Instant)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))

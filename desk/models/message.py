"""The outbox: who wants to be told how, what is to be told, and what became of each message."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase, Instant
from desk.models.dossier import only_where

# what there is still to do with; queries have to say it as the index does, else it is not used
OPEN_STATES = "state IN ('waiting', 'again', 'handing', 'unknown', 'refused')"


class Consent(DeskBase):
    """Whether the applicant wants to be told, and which way; the newest row holds, an empty way ends it.

    Row 1 is what was said at receipt; where nothing was wanted then there is none, and later rows begin with 2.
    """

    __tablename__ = "consent"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    way: Mapped[str | None] = mapped_column(String(10))
    at: Mapped[dt.datetime] = mapped_column(Instant)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))


class Message(DeskBase):
    """One message as it was made. It names nobody: whom it goes to is read from the dossier's people when it is sent.

    `token` is the left half of its Message-ID. `state` repeats the newest fate; all else is frozen.
    """

    __tablename__ = "message"
    __table_args__ = (
        Index("ix_message_dossier", "dossier_id"),
        Index("ix_message_open", "unit_id", "way", "id", **only_where(OPEN_STATES)),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    kind: Mapped[str] = mapped_column(String(20))
    way: Mapped[str] = mapped_column(String(10))
    edition: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    token: Mapped[str] = mapped_column(String(32))
    made_at: Mapped[dt.datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(10))


class MessageFate(DeskBase):
    """What became of a message, step by step; `reason` is a code: a server's words may quote the address."""

    __tablename__ = "message_fate"
    __table_args__ = (
        Index("ix_message_fate_dossier", "dossier_id"),
        Index("ix_message_fate_list", "unit_id", "list_no", **only_where("list_no IS NOT NULL")),
    )

    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    state: Mapped[str] = mapped_column(String(10))
    at: Mapped[dt.datetime] = mapped_column(Instant)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    reason: Mapped[str | None] = mapped_column(String(20))
    list_no: Mapped[int | None]

"""Where a dossier's paper goes after receipt: each hand-over, and who has it now."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase, Instant


class HandedOver(DeskBase):
    """To whom the event `seq` handed a dossier: an officer of ours, or another body by its name."""

    __tablename__ = "handed_over"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    body: Mapped[str | None] = mapped_column(String(300))


class Holding(DeskBase):
    """Who has a dossier now, folded from its events; a dossier without a row lies at the counter.

    `giver_id` is the officer it came from; `body` is filled, and no `officer_id`, while another body has it.
    """

    __tablename__ = "holding"
    __table_args__ = (Index("ix_holding_officer", "officer_id", "place", "dossier_id"),)

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    place: Mapped[str] = mapped_column(String(10))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    body: Mapped[str | None] = mapped_column(String(300))
    giver_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    since: Mapped[dt.datetime] = mapped_column(Instant)

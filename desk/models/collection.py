"""Who collected a result and what was shown for it."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase


class Collection(DeskBase):
    """The hand-over of one return event; the collector's name stands with the event.

    `paper_number` is personal, so the row has a salt.
    """

    __tablename__ = "collection"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    collector_kind: Mapped[str] = mapped_column(String(20))
    paper: Mapped[str] = mapped_column(String(20))
    paper_number: Mapped[str | None] = mapped_column(String(40))
    salt: Mapped[str] = mapped_column(String(32))
    lost_slip: Mapped[bool]

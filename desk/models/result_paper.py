"""The paper that a dossier led to."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Day, DeskBase


class ResultPaper(DeskBase):
    """Number, day and signer of the result that the finish `seq` brought."""

    __tablename__ = "result_paper"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    number: Mapped[str | None] = mapped_column(String(80))
    day: Mapped[dt.date | None] = mapped_column(Day)
    signer: Mapped[str | None] = mapped_column(String(200))

"""Dossier numbers: the day's counter of each unit, and numbers that were taken and never used."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Day, DeskBase


class NumberCounter(DeskBase):
    """The last serial given out by a unit on a day; bumped in the transaction that stores the dossier."""

    __tablename__ = "number_counter"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(Day, primary_key=True)
    last: Mapped[int]


class NumberGap(DeskBase):
    """A number that no dossier bears, with the reason."""

    __tablename__ = "number_gap"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    number: Mapped[str] = mapped_column(String(60), primary_key=True)
    day: Mapped[dt.date] = mapped_column(Day)
    serial: Mapped[int]
    reason: Mapped[str] = mapped_column(String(300))

"""Dossier numbers: the day's counter of each unit, and numbers that were taken and never used."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Day, DeskBase, Instant


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


class NumberPad(DeskBase):
    """Serials of a day set aside for slips that are written by hand in an outage."""

    __tablename__ = "number_pad"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    agency_code: Mapped[str] = mapped_column(String(40))
    day: Mapped[dt.date] = mapped_column(Day)
    first: Mapped[int]
    last: Mapped[int]
    made_at: Mapped[dt.datetime] = mapped_column(Instant)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))

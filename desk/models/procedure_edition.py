"""The catalogue: administrative procedures as dated editions with their limits, fees and components."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Day, DeskBase


class ProcedureEdition(DeskBase):
    """A procedure as it stands from `valid_from` until its next edition begins."""

    __tablename__ = "procedure_edition"
    __table_args__ = (Index("ix_procedure_edition_code", "unit_id", "code", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    code: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[dt.date] = mapped_column(Day)
    ended: Mapped[bool]
    name: Mapped[str] = mapped_column(Text)
    sector: Mapped[str] = mapped_column(String(200))
    supplement_mode: Mapped[str] = mapped_column(String(10))
    cutoff: Mapped[str | None] = mapped_column(String(5))
    verified: Mapped[bool]
    note: Mapped[str] = mapped_column(Text)


class ProcedureLimit(DeskBase):
    """Time limit of one channel: statutory, and the office's shorter committed one where there is one."""

    __tablename__ = "procedure_limit"

    edition_id: Mapped[int] = mapped_column(ForeignKey("procedure_edition.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(String(10), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    statutory: Mapped[int]
    committed: Mapped[int | None]
    unit: Mapped[str] = mapped_column(String(20))


class ProcedureFee(DeskBase):
    """Fee or charge of one channel in đồng; no amount where the province sets it and the office has not said."""

    __tablename__ = "procedure_fee"

    edition_id: Mapped[int] = mapped_column(ForeignKey("procedure_edition.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(String(10), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    amount: Mapped[int | None]
    per: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text)


class ProcedureComponent(DeskBase):
    """One paper that the procedure asks for, with the counts that intake proposes."""

    __tablename__ = "procedure_component"

    edition_id: Mapped[int] = mapped_column(ForeignKey("procedure_edition.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(Text)
    originals: Mapped[int]
    certified: Mapped[int]
    photocopies: Mapped[int]
    optional: Mapped[bool]

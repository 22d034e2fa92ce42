"""The inner process of a procedure: what its steps may take, and what special law says of its clock."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase


class ProcedureProcess(DeskBase):
    """What an edition says beside limits and fees; an edition without a row lets the clock run on while it is paid."""

    __tablename__ = "procedure_process"

    edition_id: Mapped[int] = mapped_column(ForeignKey("procedure_edition.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    payment_stops: Mapped[bool]


class ProcedureStep(DeskBase):
    """One step of the inner process with its budget in working hours."""

    __tablename__ = "procedure_step"

    edition_id: Mapped[int] = mapped_column(ForeignKey("procedure_edition.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(String(300))
    desk: Mapped[str] = mapped_column(String(200))
    hours: Mapped[int]

"""From which rows on a corrected dossier is read: what was written at receipt stays as it was."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase


class Correction(DeskBase):
    """What the event `seq` put in the place of what stood before: people and components follow as new rows.

    In force are the people from `first_party` and the components from the position `first_component` on, and these
    counts in the place of the dossier's own.
    """

    __tablename__ = "correction"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    first_party: Mapped[int]
    first_component: Mapped[int]
    return_channel: Mapped[str] = mapped_column(String(10))
    sets: Mapped[int]
    copies: Mapped[int]

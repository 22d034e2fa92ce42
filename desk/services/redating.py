"""Computes the deadlines of what is not yet ended anew under a new calendar; the promises that were given stay."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from desk.models import Dossier
from desk.rules.transitions import ENDED
from desk.services.clocks import closed_pauses, computed_due, extension_of
from desk.services.desk import Office
from desk.services.sign_in import SignedIn
from desk.store.writing import Writing


def redate(work: Writing, office: Office, by: SignedIn, at: dt.datetime) -> int:
    """Move the computed deadline of every dossier that it moves for, each with its entry. Returns how many moved."""
    fixed = sorted(ENDED)  # what has ended keeps the deadline of its day; where no clock runs there is none
    moved = 0
    going = select(Dossier).where(Dossier.unit_id == work.unit_id, Dossier.status.not_in(fixed))
    going = going.where(Dossier.computed_at.is_not(None)).order_by(Dossier.id)
    for row in work.connection.execute(going).all():
        computed_at = computed_due(
            office, row, closed_pauses(work.connection, row.id), extension_of(work.connection, row.id)
        ).due_at
        if computed_at != row.computed_at:
            work.update(Dossier, (row.id,), computed_at=computed_at, version=row.version + 1)
            work.record(officer=by.login, action="re-date", subject=row.number, at=at)
            moved += 1
    return moved

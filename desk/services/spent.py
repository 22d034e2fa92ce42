"""Whose working time dossiers used so far: the office's, another body's, the citizen's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from desk.errors import MissingCalendarYear
from desk.models import Dossier
from desk.rules.spent_time import SpentTime, spent_time
from desk.rules.working_time import working_minutes
from desk.services.clocks import moments_of
from desk.services.desk import Desk, Office
from desk.services.sign_in import SignedIn, require


def spent_of(desk: Desk, officer: SignedIn, numbers: Sequence[str]) -> Mapping[str, SpentTime]:
    """What these dossiers used; one that runs beyond the calendar, or is not there, is left out. Raises: NotAllowed."""
    require(officer, "read")
    with desk.store.reading() as connection:
        office, now = desk.office(connection), desk.clock.now()
        wanted = select(Dossier).where(Dossier.unit_id == desk.store.unit_id, Dossier.number.in_(numbers))
        read = {row.number: spent_by(connection, office, row, now) for row in connection.execute(wanted).all()}
    return {number: spent for number, spent in read.items() if spent is not None}


def spent_by(connection: Connection, office: Office, row: Row[Any], now: dt.datetime) -> SpentTime | None:
    """What one dossier used; unknown where the calendar does not reach."""
    budget = sum(step.hours for step in office.catalogue.by_edition[row.edition_id].steps)
    try:
        promised = working_minutes(row.received_at, row.promised_at, office.calendar)
        return spent_time(row.received_at, moments_of(connection, office, row), now, office.calendar, budget, promised)
    except MissingCalendarYear:
        return None

"""How many dossiers were received on a day, for the status bar."""

from __future__ import annotations

import datetime as dt

from desk.rules.dossier_number import format_number
from desk.services.desk import Desk
from desk.services.search import find
from desk.services.sign_in import SignedIn

MOST = 2000


def received_on(desk: Desk, officer: SignedIn, day: dt.date) -> int:
    """The dossiers whose number is of that day. Reads the store: never on the GUI thread."""
    with desk.store.reading() as connection:
        agency = desk.office(connection).unit.agency_code
    beginning = format_number(agency, day, 1).rpartition("-")[0]
    return sum(line.number.startswith(beginning) for line in find(desk, officer, beginning, MOST))

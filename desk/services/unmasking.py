"""Shows a whole identity number to somebody: an entry says who looked, before anything is shown (PD-1)."""

from __future__ import annotations

from desk.services.desk import Desk
from desk.services.sign_in import SignedIn, require
from desk.services.steps import find_dossier

UNMASK = "unmask"


def unmask(desk: Desk, officer: SignedIn, number: str) -> None:
    """Record that the officer looks at the identity number of a dossier; only then may it be shown.

    Raises:
        NotAllowed, UnknownDossier and the faults of clock and store: nothing may be shown.
    """
    require(officer, "read")
    with desk.store.writing() as work:
        find_dossier(work.connection, work.unit_id, number)
        now = work.now(desk.clock.now())
        work.record(officer=officer.login, action=UNMASK, subject=number, at=now)

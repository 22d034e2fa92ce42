"""How much of what came in is digitised: components and results of a period, for the index of service."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desk.rules.instants import VIETNAM, to_stored
from desk.services.desk import Desk
from desk.services.sign_in import SignedIn, require
from desk.store.statement import cursor_of


@dataclass(frozen=True)
class Digitised:
    """Of the dossiers received in a period: their components and results, and how many of them are digitised."""

    components: int
    components_digitised: int
    results: int
    results_digitised: int


def digitised(desk: Desk, officer: SignedIn, first: dt.date, last: dt.date) -> Digitised:
    """Count for the index of service, both days included; components of before a correction are not counted.

    Raises: NotAllowed.
    """
    require(officer, "read")
    begins = to_stored(dt.datetime.combine(first, dt.time(), VIETNAM))
    ends = to_stored(dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), VIETNAM))
    received = (
        "FROM dossier {joined} WHERE dossier.unit_id = :unit AND dossier.received_at >= :begins"
        " AND dossier.received_at < :ends AND dossier.status <> 'voided'"
    )
    held = (
        "EXISTS (SELECT 1 FROM attachment WHERE attachment.dossier_id = dossier.id AND {which} AND NOT EXISTS"
        " (SELECT 1 FROM detachment WHERE detachment.attachment_id = attachment.id))"
    )
    component = (
        "JOIN component ON component.dossier_id = dossier.id AND component.position >= (SELECT"
        " ifnull(max(first_component), 1) FROM correction WHERE correction.dossier_id = dossier.id)"
    )
    values = {"unit": desk.store.unit_id, "begins": begins, "ends": ends}
    counted: list[int] = []
    with desk.store.reading() as connection:
        cursor = cursor_of(connection)
        for joined, condition, which in (
            (component, "", "attachment.component = component.position"),
            ("", " AND dossier.finished_at IS NOT NULL", "attachment.is_result"),
        ):
            wanted = f"SELECT count(*), sum({held.format(which=which)}) {received.format(joined=joined)}{condition}"
            cursor.execute(wanted, values)
            every, seen = cursor.fetchone()
            counted += [int(every), int(seen or 0)]
    return Digitised(*counted)

"""Citizens who left the counter without a dossier: guided what to bring (form 02), or refused (form 03)."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from desk.errors import MissingField, UnknownVisit
from desk.models import Officer, ProcedureEdition, VisitWithoutDossier
from desk.rules.instants import VIETNAM, vietnam_day
from desk.rules.text import clean_text
from desk.services.desk import Desk
from desk.services.intake_request import LONG_LIMIT, NAME_LIMIT
from desk.services.sign_in import SignedIn, require
from desk.vocabulary import Channel, TurnedAway


@dataclass(frozen=True)
class VisitGiven:
    """A visit without a dossier: for which procedure, which papers lack, why; the name only if the form is printed."""

    kind: TurnedAway
    procedure: str
    lacking: tuple[str, ...] = ()
    note: str = ""
    name: str | None = None
    channel: Channel = Channel.COUNTER


@dataclass(frozen=True)
class VisitShown:
    """A visit as it was kept."""

    id: int
    kind: TurnedAway
    procedure: str
    procedure_name: str
    at: dt.datetime
    officer: str
    lacking: tuple[str, ...]
    note: str
    name: str | None

    @property
    def reference(self) -> str:
        """How the papers of the visit are asked for, in the place of a dossier's number."""
        return f"visit-{self.id}"


def turn_away(desk: Desk, officer: SignedIn, given: VisitGiven) -> VisitShown:
    """Keep a visit, durable when this returns; it takes no number and is counted all the same.

    Raises:
        NotAllowed, UnknownProcedure, ProcedureEnded. MissingField: neither a lacking paper nor a reason is given; a
        refusal without a reason. BadText.
    """
    require(officer, "turn-away")
    lacking = tuple(clean_text(one, "components", LONG_LIMIT) for one in given.lacking)
    note = clean_text(given.note, "note", LONG_LIMIT, lines=True)
    name = (clean_text(given.name, "name", NAME_LIMIT) or None) if given.name else None
    if not note and (given.kind is TurnedAway.REFUSED or not any(lacking)):
        raise MissingField(field="reason")
    with desk.store.writing() as work:
        now = work.now(desk.clock.now())
        procedure = desk.office(work.connection).catalogue.in_force(given.procedure, vietnam_day(now))
        visit_id = work.insert_new(
            VisitWithoutDossier,
            {
                "kind": given.kind.value,
                "edition_id": procedure.edition_id,
                "channel": given.channel.value,
                "at": now,
                "stored_at": now,
                "officer_id": officer.id,
                "salt": secrets.token_hex(16),
                "name": name,
                "lacking": json.dumps([one for one in lacking if one], ensure_ascii=False),
                "note": note,
            },
        )
        work.record(officer=officer.login, action=given.kind.value, subject=procedure.code, at=now, visit=visit_id)
    kept = tuple(filter(None, lacking))
    return VisitShown(visit_id, given.kind, procedure.code, procedure.name, now, officer.name, kept, note, name)


def visits_of(desk: Desk, officer: SignedIn, first: dt.date, last: dt.date) -> list[VisitShown]:
    """The visits without a dossier of these days, oldest first. Raises: NotAllowed."""
    require(officer, "read")
    begins = dt.datetime.combine(first, dt.time(), VIETNAM)
    ends = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), VIETNAM)
    wanted = (
        _wanted(desk)
        .where(VisitWithoutDossier.at >= begins, VisitWithoutDossier.at < ends)
        .order_by(VisitWithoutDossier.at, VisitWithoutDossier.id)
    )  # fmt: skip
    with desk.store.reading() as connection:
        return [_shown(row) for row in connection.execute(wanted)]


def visit(desk: Desk, officer: SignedIn, visit_id: int) -> VisitShown:
    """One visit without a dossier, as the slip that was given for it tells. Raises: NotAllowed, UnknownVisit."""
    require(officer, "read")
    with desk.store.reading() as connection:
        row = connection.execute(_wanted(desk).where(VisitWithoutDossier.id == visit_id)).one_or_none()
    if row is None:
        raise UnknownVisit(visit=visit_id)
    return _shown(row)


def _wanted(desk: Desk) -> Any:
    return (
        select(
            VisitWithoutDossier, ProcedureEdition.code, ProcedureEdition.name.label("procedure"),
            Officer.name.label("by"),
        )
        .join(ProcedureEdition, ProcedureEdition.id == VisitWithoutDossier.edition_id)
        .join(Officer, Officer.id == VisitWithoutDossier.officer_id)
        .where(VisitWithoutDossier.unit_id == desk.store.unit_id)
    )  # fmt: skip


def _shown(row: Any) -> VisitShown:
    lacking = tuple(json.loads(row.lacking))
    return VisitShown(
        row.id, TurnedAway(row.kind), row.code, row.procedure, row.at, row.by, lacking, row.note, row.name
    )

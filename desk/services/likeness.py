"""Dossiers that are much like the one about to be received: told with the reason, never in the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select

from desk.models import Dossier, Origin, Party, ProcedureEdition
from desk.rules.folding import fold
from desk.rules.search_words import match_query
from desk.rules.transitions import OPEN
from desk.services.desk import Desk
from desk.services.intake_request import IntakeRequest
from desk.services.sign_in import SignedIn, require
from desk.store.full_text import search_words
from desk.store.statement import cursor_of
from desk.vocabulary import LikenessReason, Status

_LOOKED_AT = 200


@dataclass(frozen=True)
class Alike:
    """A dossier that is like the one asked about, and why."""

    id: int
    number: str
    applicant: str
    procedure_name: str
    status: Status
    received_at: dt.datetime
    reason: LikenessReason


def alike(desk: Desk, officer: SignedIn, request: IntakeRequest) -> tuple[Alike, ...]:
    """The dossiers like this request, newest first: the same person with the same procedure still open, a like name
    with the same birth date and the same procedure still open, or the same number of another system.

    Raises:
        NotAllowed.
    """
    require(officer, "read")
    with desk.store.reading() as connection:
        found: dict[int, LikenessReason] = {}
        for reason, ids in (
            (LikenessReason.SAME_NUMBER, _of_number(connection, desk.store.unit_id, request)),
            (LikenessReason.SAME_PERSON, _of_person(connection, desk.store.unit_id, request)),
            (LikenessReason.LIKE_NAME, _of_name(connection, request)),
        ):
            for one in ids:
                found.setdefault(one, reason)
        rows = connection.execute(
            select(Dossier.id, Dossier.number, Dossier.status, Dossier.received_at, Party.name, Party.seq,
                   ProcedureEdition.code, ProcedureEdition.name.label("procedure_name"))
            .join(Party, Party.dossier_id == Dossier.id)
            .join(ProcedureEdition, ProcedureEdition.id == Dossier.edition_id)
            .where(Dossier.id.in_(found), Party.role == "applicant")
            .order_by(Dossier.received_at.desc(), Dossier.id.desc(), Party.seq)
        )  # fmt: skip
        shown: dict[int, Alike] = {}
        for row in rows:
            status, reason = Status(row.status), found[row.id]
            open_too = status in OPEN and row.code == request.procedure
            if reason is LikenessReason.SAME_NUMBER or open_too:
                shown[row.id] = Alike(row.id, row.number, row.name, row.procedure_name, status, row.received_at, reason)
        return tuple(shown.values())


def _of_number(connection: Connection, unit_id: int, request: IntakeRequest) -> list[int]:
    if request.outside_number is None:
        return []
    wanted = select(Origin.dossier_id).where(Origin.unit_id == unit_id, Origin.outside_number == request.outside_number)
    return list(connection.execute(wanted).scalars())


def _of_person(connection: Connection, unit_id: int, request: IntakeRequest) -> list[int]:
    if request.applicant.personal_id is None:
        return []
    wanted = select(Party.dossier_id).where(
        Party.unit_id == unit_id, Party.personal_id == request.applicant.personal_id, Party.role == "applicant"
    )
    return list(connection.execute(wanted.order_by(Party.dossier_id.desc()).limit(_LOOKED_AT)).scalars())


def _of_name(connection: Connection, request: IntakeRequest) -> list[int]:
    """Of like names those born on the same day; a name alone is shared by too many."""
    match = match_query(request.applicant.name, exact=False)
    if match is None or request.applicant.born is None:
        return []
    wanted = select(Party.dossier_id, Party.name).where(
        Party.dossier_id.in_(search_words(cursor_of(connection), match, _LOOKED_AT)),
        Party.born == request.applicant.born,
        Party.role == "applicant",
    )
    name = fold(request.applicant.name)
    return [row.dossier_id for row in connection.execute(wanted) if fold(row.name) == name]

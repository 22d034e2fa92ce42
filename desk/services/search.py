"""Finds dossiers by any words: names with or without accents, number or its tail, identity number, telephone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, ScalarSelect, func, select

from desk.models import Correction, Dossier, Party, ProcedureEdition
from desk.rules.search_words import match_query
from desk.services.desk import Desk
from desk.services.sign_in import SignedIn, require
from desk.store.full_text import search_words
from desk.vocabulary import Status


@dataclass(frozen=True)
class DossierLine:
    """A dossier as lists show it."""

    number: str
    applicant: str
    procedure: str
    procedure_name: str
    status: Status
    promised_at: dt.datetime
    finished_at: dt.datetime | None


def find(desk: Desk, officer: SignedIn, typed: str, limit: int = 50) -> list[DossierLine]:
    """The dossiers that have every typed word, exact accents first, then the newest; empty when nothing was typed.

    Whatever is typed is text: no character of it is query language.
    """
    require(officer, "read")
    exact, folded = match_query(typed, exact=True), match_query(typed, exact=False)
    if exact is None or folded is None:
        return []
    with desk.store.reading() as connection:
        ids = search_words(connection, exact, limit)
        if exact != folded and len(ids) < limit:
            known = set(ids)
            ids += [one for one in search_words(connection, folded, limit) if one not in known][: limit - len(ids)]
        return lines_of(connection, ids)


def _first_in_force() -> ScalarSelect[int]:
    """The row of the applicant: of a corrected dossier the people come anew."""
    newest = select(func.coalesce(func.max(Correction.first_party), 1)).where(Correction.dossier_id == Dossier.id)
    return newest.correlate(Dossier).scalar_subquery()


def lines_of(connection: Connection, ids: Sequence[int]) -> list[DossierLine]:
    """The lists' lines of these dossiers, in the given order."""
    wanted = (
        select(
            Dossier.id, Dossier.number, Dossier.status, Dossier.promised_at, Dossier.finished_at, Party.name,
            ProcedureEdition.code, ProcedureEdition.name.label("procedure_name"),
        )
        .select_from(Dossier)
        .join(Party, (Party.dossier_id == Dossier.id) & (Party.seq == _first_in_force()))
        .join(ProcedureEdition, ProcedureEdition.id == Dossier.edition_id)
        .where(Dossier.id.in_(ids))
    )  # fmt: skip
    found = {
        row.id: DossierLine(
            row.number, row.name, row.code, row.procedure_name, Status(row.status), row.promised_at, row.finished_at
        )
        for row in connection.execute(wanted)
    }
    return [found[one] for one in ids if one in found]

"""Finds dossiers by any words: names with or without accents, number or its tail, identity number, telephone."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from desk.rules.instants import from_stored
from desk.rules.search_words import match_query
from desk.services.board import APPLICANT
from desk.services.browsing import Filter, dossier_ids
from desk.services.desk import Desk
from desk.services.sign_in import SignedIn, require
from desk.store.full_text import search_words
from desk.store.statement import cursor_of
from desk.vocabulary import Status

_LINES = (
    "SELECT dossier.number, party.name, procedure_edition.code, procedure_edition.name, dossier.status,"  # noqa: S608
    " dossier.promised_at, dossier.finished_at FROM json_each(:ids) AS wanted"
    f" CROSS JOIN dossier ON dossier.id = wanted.value{APPLICANT}"
    " JOIN procedure_edition ON procedure_edition.id = dossier.edition_id ORDER BY wanted.key"
)


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
    """The dossiers that have every typed word, exact accents first, then without, then by initials; newest first.

    Whatever is typed is text: no character of it is query language. Empty when nothing was typed.
    """
    require(officer, "read")
    widening = ((True, False), (False, False), (False, True))
    queries = dict.fromkeys(match_query(typed, exact, initials=initials) for exact, initials in widening)
    with desk.store.reading() as connection:
        cursor = cursor_of(connection)
        ids: dict[int, None] = {}
        for query in queries:
            if query is not None and len(ids) < limit:
                ids |= dict.fromkeys(search_words(cursor, query, limit))
        return lines_of(connection, list(ids)[:limit])


def find_with(desk: Desk, officer: SignedIn, wanted: Filter, limit: int = 50) -> list[DossierLine]:
    """The dossiers that a filter leaves, in the order of the list of dossiers.

    Raises:
        NotAllowed.
    """
    require(officer, "read")
    ids = dossier_ids(desk, officer, wanted)
    with desk.store.reading() as connection:
        return lines_of(connection, list(ids[:limit]))


def lines_of(connection: Connection, ids: Sequence[int]) -> list[DossierLine]:
    """The lists' lines of these dossiers, in the given order."""
    cursor = cursor_of(connection)
    cursor.execute(_LINES, {"ids": json.dumps(list(ids))})
    return [
        DossierLine(
            number, applicant, procedure, procedure_name, Status(status), from_stored(promised),
            None if finished is None else from_stored(finished),
        )
        for number, applicant, procedure, procedure_name, status, promised, finished in cursor.fetchall()
    ]  # fmt: skip

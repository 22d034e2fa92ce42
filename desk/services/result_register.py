"""The book of results: which results there are, under which number, and who collected them when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desk.rules.folding import fold
from desk.rules.instants import VIETNAM, from_stored, to_stored
from desk.services.board import APPLICANT
from desk.services.desk import Desk
from desk.services.sign_in import SignedIn, require
from desk.store.statement import cursor_of
from desk.vocabulary import CollectedWith, Verb

SHOWN = 300


@dataclass(frozen=True)
class ResultLine:
    """A result: its own number, day and signer as far as they were given, and its hand-over as far as it happened.

    `collector` is who collected it; `posted` says that it was sent by post instead.
    """

    number: str
    applicant: str
    procedure_name: str
    result_number: str | None
    result_day: dt.date | None
    signer: str | None
    finished_at: dt.datetime
    returned_at: dt.datetime | None
    collector: str | None
    paper: CollectedWith | None
    lost_slip: bool
    posted: bool


_NEWEST = "(SELECT max(seq) FROM event WHERE event.dossier_id = dossier.id AND event.verb = '{verb}')"
_LINES = (
    "SELECT dossier.number, party.name, procedure_edition.name, result_paper.number, result_paper.day,"  # noqa: S608
    " result_paper.signer, dossier.finished_at, dossier.returned_at, returned.collector, collection.paper,"
    " collection.lost_slip, posted.seq FROM dossier"
    f"{APPLICANT} JOIN procedure_edition ON procedure_edition.id = dossier.edition_id"
    " LEFT JOIN result_paper ON result_paper.dossier_id = dossier.id AND result_paper.seq ="
    f" {_NEWEST.format(verb=Verb.FINISH.value)}"
    " LEFT JOIN event AS returned ON returned.dossier_id = dossier.id AND returned.seq ="
    f" {_NEWEST.format(verb=Verb.RETURN.value)}"
    " LEFT JOIN event AS posted ON posted.dossier_id = dossier.id AND posted.seq ="
    f" {_NEWEST.format(verb=Verb.POST_OUT.value)}"
    " LEFT JOIN collection ON collection.dossier_id = dossier.id AND collection.seq = returned.seq"
    " WHERE dossier.unit_id = :unit AND dossier.status IN ('finished', 'returned')"
    " AND coalesce(dossier.returned_at, dossier.finished_at) >= :begins"
    " AND coalesce(dossier.returned_at, dossier.finished_at) < :ends"
    " ORDER BY coalesce(dossier.returned_at, dossier.finished_at) DESC, dossier.id DESC"
)


def results(desk: Desk, officer: SignedIn, first: dt.date, last: dt.date, words: str = "") -> tuple[ResultLine, ...]:
    """Results that were collected in these days, or made ready in them and wait, the newest first; at most 300.

    With words those whose numbers, persons or procedure have them, accents or not. Raises: NotAllowed.
    """
    require(officer, "read")
    begins = dt.datetime.combine(first, dt.time(), VIETNAM)
    ends = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), VIETNAM)
    looked_for = fold(words).split()
    found: list[ResultLine] = []
    with desk.store.reading() as connection:
        cursor = cursor_of(connection)
        asked = {"unit": desk.store.unit_id, "begins": to_stored(begins), "ends": to_stored(ends)}
        cursor.execute(_LINES, asked)
        for row in cursor.fetchall():
            text = fold(" ".join(str(one) for one in (row[0], row[1], row[2], row[3] or "", row[8] or "")))
            if all(word in text for word in looked_for):
                found.append(_line(row))
                if len(found) == SHOWN:
                    break
    return tuple(found)


def _line(row: tuple[object, ...]) -> ResultLine:
    number, applicant, procedure, own, day, signer, finished, returned, collector, paper, lost, posted = row
    return ResultLine(
        number=str(number),
        applicant=str(applicant),
        procedure_name=str(procedure),
        result_number=None if own is None else str(own),
        result_day=None if day is None else dt.date.fromisoformat(str(day)),
        signer=None if signer is None else str(signer),
        finished_at=from_stored(str(finished)),
        returned_at=None if returned is None else from_stored(str(returned)),
        collector=None if collector is None else str(collector),
        paper=None if paper is None else CollectedWith(str(paper)),
        lost_slip=bool(lost),
        posted=posted is not None,
    )

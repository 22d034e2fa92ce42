"""Who may collect a result, and with which paper: the rules, and the row that keeps what was shown."""

from __future__ import annotations

import dataclasses
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from desk.errors import BadValue, MissingField, PaperDiffers, PaperNeeded
from desk.models import Collection
from desk.rules.identity import check_citizen_id, check_passport
from desk.services.correcting import people_of
from desk.services.intake_request import PartyGiven
from desk.store.writing import Writing
from desk.vocabulary import CollectedWith, CollectorKind, PartyRole

_ROLE_OF = {
    CollectorKind.APPLICANT: PartyRole.APPLICANT,
    CollectorKind.AUTHORISED_PERSON: PartyRole.AUTHORISED_PERSON,
}


@dataclass(frozen=True)
class HandOver:
    """What was shown for a result.

    Without `kind` the collector's name tells it: the applicant's (or none), the authorised person's, else another's.
    `paper_number` is that of the collector's identity paper, shown alone or beside an authorisation. `confirmed` says
    that a number which differs from the stored one was seen to be the person's all the same.
    """

    paper: CollectedWith
    kind: CollectorKind | None = None
    paper_number: str | None = None
    lost_slip: bool = False
    confirmed: bool = False


@dataclass(frozen=True)
class Collector:
    """A collector who may be given the result."""

    name: str
    kind: CollectorKind
    shown: HandOver


def checked(given: HandOver) -> HandOver:
    """The hand-over with a clean number, as far as it can be judged without the dossier.

    Raises:
        PaperNeeded: the slip is lost, so it cannot be the paper. MissingField, BadValue: the paper needs a number, the
            slip has none. BadIdentity: the number is none.
    """
    number = re.sub(r"\s", "", given.paper_number or "")
    if given.paper is CollectedWith.SLIP:
        if given.lost_slip:
            raise PaperNeeded(paper=CollectedWith.IDENTITY)
        if number:
            raise BadValue(field="paper_number", value=number[:40])
        return dataclasses.replace(given, paper_number=None)
    if not number:
        raise MissingField(field="paper_number")
    return dataclasses.replace(given, paper_number=check_paper_number(number))


def check_paper_number(number: str) -> str:
    """The number of an identity paper: digits alone, ten or more, are a citizen's number, the rest a passport's.

    Raises:
        BadIdentity: it has the shape of neither.
    """
    return check_citizen_id(number) if number.isdecimal() and len(number) >= 10 else check_passport(number)


def collector_of(connection: Connection, dossier_id: int, number: str, given: HandOver, name: str | None) -> Collector:
    """The collector that a checked hand-over and a typed name mean; one of the dossier's own people has the name there.

    Raises:
        MissingField: another person has no name, or there is no authorised person. PaperNeeded: another person shows
            no authorisation. PaperDiffers: the paper's number is not the person's, and nobody has confirmed it.
    """
    people = people_of(connection, dossier_id)
    kind = given.kind or _kind_of(name, people)
    if kind is CollectorKind.OTHER:
        if not name:
            raise MissingField(field="to")
        if given.paper is not CollectedWith.AUTHORISATION:
            raise PaperNeeded(paper=CollectedWith.AUTHORISATION)
        return Collector(name, kind, given)
    person = people.get(_ROLE_OF[kind])
    if person is None:
        raise MissingField(field=PartyRole.AUTHORISED_PERSON.value)
    if given.paper_number and not given.confirmed and differs(given.paper_number, person):
        raise PaperDiffers(number=number)
    return Collector(person.name, kind, given)


def differs(paper_number: str, person: PartyGiven) -> bool:
    """Whether a number is neither that of the person's paper nor that of the former one, where one is stored."""
    known = {one.upper() for one in (person.personal_id, person.old_id) if one}
    return bool(known) and paper_number.upper() not in known


def store_collection(work: Writing, dossier_id: int, seq: int, collector: Collector) -> None:
    """Keep what was shown at the return event `seq`; the collector's name stands with the event."""
    work.insert(
        Collection,
        {
            "dossier_id": dossier_id,
            "seq": seq,
            "collector_kind": collector.kind.value,
            "paper": collector.shown.paper.value,
            "paper_number": collector.shown.paper_number,
            "salt": secrets.token_hex(16),
            "lost_slip": collector.shown.lost_slip,
        },
    )


def _kind_of(name: str | None, people: Mapping[PartyRole, PartyGiven]) -> CollectorKind:
    if name is None:
        return CollectorKind.APPLICANT
    for kind, role in _ROLE_OF.items():
        if role in people and people[role].name.casefold() == name.casefold():
            return kind
    return CollectorKind.OTHER

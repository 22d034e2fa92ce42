"""Changes what the office states of itself, its heading and signers, as a new edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desk.errors import BadValue, MissingField
from desk.models import UnitHeading
from desk.rules.chain import canonical
from desk.rules.dossier_number import format_number
from desk.rules.instants import vietnam_day
from desk.rules.text import clean_text
from desk.services.desk import Desk, Office, Signer
from desk.services.sign_in import SignedIn, require
from desk.vocabulary import FormEdition

LIMITS = {
    "agency_code": 40, "name": 200, "superior_body": 200, "issuing_body": 200, "place": 100, "address": 300,
    "phone": 40, "lookup": 200,
}  # fmt: skip
NEEDED = frozenset({"agency_code", "name", "issuing_body", "place"})
MOST_SIGNERS = 20


@dataclass(frozen=True)
class HeadingGiven:
    """The office as its papers shall name it; `agency_code` begins the numbers that are issued from now on.

    `form_edition` is the set of statutory forms of dossiers that are received from now on; None leaves it as it is.
    """

    agency_code: str
    name: str
    superior_body: str
    issuing_body: str
    place: str
    address: str
    phone: str
    lookup: str
    signers: tuple[Signer, ...] = ()
    form_edition: FormEdition | None = None


def heading_of(office: Office) -> HeadingGiven:
    """The heading in force, to start a form from."""
    unit = office.unit
    return HeadingGiven(**{name: getattr(unit, name) for name in LIMITS}, signers=unit.signers,
                        form_edition=FormEdition(unit.form_edition))  # fmt: skip


def change_heading(desk: Desk, by: SignedIn, given: HeadingGiven) -> Office:
    """Make a new edition of the heading; dossiers that are there keep their numbers. Returns the office as it is now.

    Raises:
        NotAllowed, BadText, MissingField, BadNumber (the agency code makes no dossier number), BadValue (signers).
    """
    require(by, "edit-unit")
    clean = {name: clean_text(getattr(given, name), name, limit) for name, limit in LIMITS.items()}
    for name in sorted(NEEDED):
        if not clean[name]:
            raise MissingField(field=name)
    format_number(clean["agency_code"], vietnam_day(desk.clock.now()), 1)
    signers = _signers(given.signers)
    with desk.store.writing() as work:
        at = work.now(desk.clock.now())
        edition = given.form_edition or desk.office(work.connection).unit.form_edition
        row = {**clean, "made_at": at, "officer_id": by.id, "form_edition": edition, "signers": canonical(signers)}
        work.insert_new(UnitHeading, row)
        work.record(officer=by.login, action="edit-unit", subject=clean["agency_code"], at=at, change="heading")
    return _office(desk)


def _signers(given: Sequence[Signer]) -> list[list[str]]:
    if len(given) > MOST_SIGNERS:
        raise BadValue(field="signers", value=str(len(given)))
    found = []
    for one in given:
        title, name = clean_text(one.title, "title", 200, lines=True), clean_text(one.name, "name", 200)
        if not title or not name:
            raise MissingField(field="signers")
        found.append([title, name])
    return found


def _office(desk: Desk) -> Office:
    with desk.store.reading() as connection:
        return desk.office(connection)

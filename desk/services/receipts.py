"""What was acknowledged at receipt, and its digest, recomputed from the stored rows each time it is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select, text

from desk.errors import UnknownDossier
from desk.models import AuditEntry, Component, Correction, Dossier, Event, Origin, Party, ProcedureEdition, Promise
from desk.rules.chain import StoredValue, receipt_digest
from desk.rules.instants import iso
from desk.rules.search_words import index_terms
from desk.services.announcing import way_at_receipt
from desk.services.intake_request import ComponentGiven, IntakeRequest, PartyGiven
from desk.services.pads import pad_number_of
from desk.vocabulary import Channel, IdKind, PartyKind, PartyRole, ReturnChannel, Sex


@dataclass(frozen=True)
class Receipt:
    """A received dossier as it was acknowledged; `due_at` is the first promise, `entry_hash` binds it to the chain."""

    dossier_id: int
    number: str
    received_at: dt.datetime
    due_at: dt.datetime
    digest: str
    provisional: bool
    back_entry: bool
    entry_seq: int
    entry_hash: str


def terms_of(number: str, parties: Iterable[PartyGiven]) -> str:
    """The words under which a dossier is found: number, names, identity numbers, telephones."""
    texts = [number]
    for party in parties:
        texts += [text for text in (party.name, party.personal_id, party.phone, party.representative) if text]
    return index_terms(texts)


def digest_of(
    number: str,
    procedure: str,
    received_at: dt.datetime,
    due_at: dt.datetime,
    request_id: str | None,
    salt: str,
    parties: Mapping[PartyRole, PartyGiven],
) -> str:
    """The `digest` of docs/command-line."""
    personal: dict[str, tuple[str, StoredValue]] = {
        f"{role.value}.{name}": (salt, str(value))
        for role, party in parties.items()
        for name, value in vars(party).items()
        if value is not None
    }
    return receipt_digest(
        number=number,
        procedure=procedure,
        received_at=iso(received_at),
        due_at=iso(due_at),
        request_id=request_id,
        personal=personal,
    )


def party_of(row: Row[Any]) -> PartyGiven:
    """A stored party as it was given."""
    return PartyGiven(
        name=row.name,
        kind=PartyKind(row.kind),
        id_kind=IdKind(row.id_kind),
        personal_id=row.personal_id,
        old_id=row.old_id,
        id_issued=row.id_issued,
        born=row.born,
        sex=Sex(row.sex) if row.sex else None,
        address=row.address,
        phone=row.phone,
        email=row.email,
        tax_code=row.tax_code,
        representative=row.representative,
    )


@dataclass(frozen=True)
class StoredReceipt:
    """The receipt columns of a dossier with its people and the digest they make now."""

    dossier_id: int
    number: str
    procedure: str
    received_at: dt.datetime
    due_at: dt.datetime
    request_id: str | None
    back_entry: bool
    provisional: bool
    parties: Mapping[PartyRole, PartyGiven]
    digest: str


def stored_receipts(
    connection: Connection, unit_id: int, *, number: str | None = None, back_entries: bool = False
) -> Iterator[StoredReceipt]:
    """Receipts recomputed from what is stored, oldest first; all of them, one number's, or the back-entries.

    They are read in order with their people beside them, so that a hundred thousand need no memory to speak of.
    """
    receipts = (
        select(
            Dossier.id, Dossier.number, Dossier.received_at, Dossier.request_id, Dossier.back_entry,
            ProcedureEdition.code, Promise.promised_at, Promise.provisional,
        )
        .join(ProcedureEdition, ProcedureEdition.id == Dossier.edition_id)
        .join(Promise, (Promise.dossier_id == Dossier.id) & (Promise.seq == 1))
        # the sum keeps the planner from sorting by way of an index on the unit: rows come in the order of their keys
        .where(Dossier.unit_id + 0 == unit_id)
        .order_by(Dossier.id)
    )  # fmt: skip
    people = select(Party).order_by(Party.dossier_id, Party.seq)
    if number is not None:
        receipts = receipts.where(Dossier.unit_id == unit_id, Dossier.number == number)
        people = people.join(Dossier, Dossier.id == Party.dossier_id).where(
            Dossier.unit_id == unit_id, Dossier.number == number
        )
    if back_entries:
        flagged = text("dossier.back_entry")  # as the index says it, else it is not used
        receipts = receipts.where(flagged)
        people = people.join(Dossier, Dossier.id == Party.dossier_id).where(flagged)
    corrected = _first_corrections(connection)
    following = iter(connection.execution_options(yield_per=500).execute(people))
    person = next(following, None)
    for row in connection.execution_options(yield_per=500).execute(receipts):
        while person is not None and person.dossier_id < row.id:
            person = next(following, None)
        parties: dict[PartyRole, PartyGiven] = {}
        salt = ""
        while person is not None and person.dossier_id == row.id:
            if row.id not in corrected or person.seq < corrected[row.id].first_party:
                parties[PartyRole(person.role)] = party_of(person)
                salt = person.salt
            person = next(following, None)
        digest = digest_of(row.number, row.code, row.received_at, row.promised_at, row.request_id, salt, parties)
        yield StoredReceipt(
            row.id, row.number, row.code, row.received_at, row.promised_at, row.request_id, row.back_entry,
            row.provisional, parties, digest,
        )  # fmt: skip


def _first_corrections(connection: Connection) -> dict[int, Row[Any]]:
    """The first correction of each corrected dossier: what comes before its rows is what was received."""
    rows = connection.execute(select(Correction).order_by(Correction.dossier_id, Correction.seq.desc()))
    return {row.dossier_id: row for row in rows}


def stored_receipt(connection: Connection, unit_id: int, number: str) -> Receipt:
    """A dossier's acknowledgement again.

    Raises:
        UnknownDossier: there is no such number.
    """
    for found in stored_receipts(connection, unit_id, number=number):
        entry = connection.execute(
            select(AuditEntry.seq, AuditEntry.hash)
            .where(AuditEntry.unit_id == unit_id, AuditEntry.object == number)
            .order_by(AuditEntry.seq)
            .limit(1)
        ).one()
        return Receipt(
            found.dossier_id, number, found.received_at, found.due_at, found.digest, found.provisional,
            found.back_entry, entry.seq, entry.hash,
        )  # fmt: skip
    raise UnknownDossier(number=number)


def stored_request(connection: Connection, unit_id: int, number: str) -> IntakeRequest:
    """The request that made a dossier, put together again from its rows.

    Raises:
        UnknownDossier: there is no such number.
    """
    for found in stored_receipts(connection, unit_id, number=number):
        row = connection.execute(select(Dossier).where(Dossier.id == found.dossier_id)).one()
        components = select(Component).where(Component.dossier_id == row.id).order_by(Component.position)
        corrected = select(Correction.first_component).where(Correction.dossier_id == row.id).order_by(Correction.seq)
        first = connection.execute(corrected.limit(1)).scalar_one_or_none()
        if first is not None:
            components = components.where(Component.position < first)
        origin = connection.execute(select(Origin).where(Origin.dossier_id == row.id)).one_or_none()
        note = select(Event.note).where(Event.dossier_id == row.id, Event.seq == 1)
        return IntakeRequest(
            procedure=found.procedure,
            applicant=found.parties[PartyRole.APPLICANT],
            authorised_person=found.parties.get(PartyRole.AUTHORISED_PERSON),
            components=tuple(
                ComponentGiven(one.name, one.originals, one.certified, one.photocopies)
                for one in connection.execute(components)
            ),
            received_at=row.received_at,
            valid_at=row.valid_at,
            channel=Channel(row.channel),
            return_channel=ReturnChannel(row.return_channel),
            sets=row.sets,
            copies=row.copies,
            note=connection.execute(note).scalar_one(),
            request_id=row.request_id,
            submitted_at=origin and origin.submitted_at,
            outside_number=origin and origin.outside_number,
            pad_number=pad_number_of(connection, unit_id, number),
            notify=way_at_receipt(connection, row.id),
        )
    raise UnknownDossier(number=number)

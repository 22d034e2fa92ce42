"""Corrects what was written at receipt: new rows take the place of the old, which stay, and so does the digest."""

from __future__ import annotations

import dataclasses
import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, func, select

from desk.errors import BadValue, NothingCorrected, UnknownField
from desk.models import Component, Correction, Party
from desk.rules.instants import vietnam_day
from desk.services.intake_request import (
    ComponentGiven,
    IntakeRequest,
    PartyGiven,
    document_of,
    request_from_document,
)
from desk.services.receipts import party_of, terms_of
from desk.store.full_text import add_words, remove_words
from desk.store.writing import Writing
from desk.vocabulary import Channel, PartyRole, ReturnChannel

CORRECTABLE = ("applicant", "authorised_person", "components", "return_channel", "sets", "copies")
_PEOPLE = ("applicant", "authorised_person")  # of people the fields that are given change, the others stay


def in_force(connection: Connection, dossier_id: int) -> Row[Any] | None:
    """The newest correction of a dossier, if there is one."""
    newest = select(Correction).where(Correction.dossier_id == dossier_id).order_by(Correction.seq.desc()).limit(1)
    return connection.execute(newest).one_or_none()


def people_of(connection: Connection, dossier_id: int) -> dict[PartyRole, PartyGiven]:
    """The people of a dossier as they stand now."""
    newest = in_force(connection, dossier_id)
    rows = select(Party).where(Party.dossier_id == dossier_id, Party.seq >= (newest.first_party if newest else 1))
    return {PartyRole(row.role): party_of(row) for row in connection.execute(rows.order_by(Party.seq))}


def component_positions(connection: Connection, dossier_id: int) -> list[int]:
    """Where the components in force stand among all that the dossier ever had, in their order."""
    newest = in_force(connection, dossier_id)
    first = newest.first_component if newest else 1
    wanted = select(Component.position).where(Component.dossier_id == dossier_id, Component.position >= first)
    return list(connection.execute(wanted.order_by(Component.position)).scalars())


def content_of(connection: Connection, row: Row[Any]) -> IntakeRequest:
    """People, components and counts of a dossier as they stand now; the rest of the request is left empty."""
    newest = in_force(connection, row.id)
    people, counts = people_of(connection, row.id), newest or row
    components = select(Component).where(
        Component.dossier_id == row.id, Component.position >= (newest.first_component if newest else 1)
    )
    return IntakeRequest(
        procedure="",
        applicant=people[PartyRole.APPLICANT],
        authorised_person=people.get(PartyRole.AUTHORISED_PERSON),
        components=tuple(
            ComponentGiven(one.name, one.originals, one.certified, one.photocopies)
            for one in connection.execute(components.order_by(Component.position))
        ),
        channel=Channel(row.channel),
        return_channel=ReturnChannel(counts.return_channel),
        sets=counts.sets,
        copies=counts.copies,
    )


def correct(work: Writing, row: Row[Any], seq: int, changes: Mapping[str, Any], now: dt.datetime) -> None:
    """Store what the event `seq` corrects. `changes` are fields of a line of `register`; a person's may be a part.

    Raises:
        UnknownField: a field that cannot be corrected. NothingCorrected: nothing would change. What
        `request_from_document` raises of a value.
    """
    before = content_of(work.connection, row)
    after = _changed(before, changes, vietnam_day(now))
    if after == before:
        raise NothingCorrected(number=row.number)
    salt = secrets.token_hex(16)
    first_party = _next(work.connection, Party.seq, Party.dossier_id == row.id)
    first_component = _next(work.connection, Component.position, Component.dossier_id == row.id)
    people = _people(after)
    for at, (role, party) in enumerate(people.items(), start=first_party):
        person = {"dossier_id": row.id, "seq": at, "role": role.value, "salt": salt, **vars(party)}
        work.insert(Party, person)
    work.insert(
        Component,
        *(
            {"dossier_id": row.id, "position": position, "salt": salt, **vars(component)}
            for position, component in enumerate(after.components, start=first_component)
        ),
    )
    counts = {"return_channel": after.return_channel.value, "sets": after.sets, "copies": after.copies}
    work.insert(
        Correction,
        {"dossier_id": row.id, "seq": seq, "first_party": first_party, "first_component": first_component, **counts},
    )
    remove_words(work.cursor, row.id, terms_of(row.number, _people(before).values()))
    add_words(work.cursor, row.id, terms_of(row.number, people.values()))


def _people(request: IntakeRequest) -> dict[PartyRole, PartyGiven]:
    found = {PartyRole.APPLICANT: request.applicant}
    if request.authorised_person is not None:
        found[PartyRole.AUTHORISED_PERSON] = request.authorised_person
    return found


def _changed(before: IntakeRequest, changes: Mapping[str, Any], today: dt.date) -> IntakeRequest:
    unknown = next((name for name in changes if name not in CORRECTABLE), None)
    if unknown is not None:
        raise UnknownField(key=unknown[:80])
    document = document_of(before)
    for name, value in changes.items():
        if name in _PEOPLE and isinstance(value, dict):
            document[name] = {**document.get(name, {}), **value}
        elif name == "applicant":
            raise BadValue(field=name, value="" if value is None else str(value)[:40])
        else:
            document[name] = value
    after = request_from_document({"procedure": "-", **document}, today)
    applicant = _with_card(before.applicant, after.applicant)
    authorised = after.authorised_person and _with_card(before.authorised_person, after.authorised_person)
    return dataclasses.replace(
        after, procedure="", channel=before.channel, applicant=applicant, authorised_person=authorised
    )


def _with_card(before: PartyGiven | None, after: PartyGiven) -> PartyGiven:
    """What only a card tells stays with the number that it told it of."""
    if before is None or before.personal_id != after.personal_id:
        return after
    return dataclasses.replace(after, old_id=before.old_id, id_issued=before.id_issued)


def _next(connection: Connection, column: Any, condition: Any) -> int:
    return (connection.execute(select(func.max(column)).where(condition)).scalar_one() or 0) + 1

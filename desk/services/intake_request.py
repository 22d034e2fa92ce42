"""What is asked to be received: the request, and its reading from one JSON object of `register`."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from desk.errors import BadIdentity, BadValue, CardDiffers, MissingField, UnknownField
from desk.rules import identity
from desk.rules.card import Card, read_card
from desk.rules.dossier_number import parse_number
from desk.rules.instants import parse_day, parse_instant
from desk.rules.message_address import address_for
from desk.rules.message_life import MessageWay
from desk.rules.old_address import as_printed
from desk.rules.text import clean_text
from desk.vocabulary import Channel, IdKind, LikenessReason, PartyKind, ReturnChannel, Sex

NAME_LIMIT = 500
LONG_LIMIT = 1000
FIRST_BIRTH = dt.date(1900, 1, 1)
MOST_COPIES = 9999


@dataclasses.dataclass(frozen=True)
class PartyGiven:
    """A person or organisation as given at the counter."""

    name: str
    kind: PartyKind = PartyKind.PERSON
    id_kind: IdKind = IdKind.NONE
    personal_id: str | None = None
    old_id: str | None = None
    id_issued: dt.date | None = None
    born: dt.date | None = None
    sex: Sex | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    tax_code: str | None = None
    representative: str | None = None


@dataclasses.dataclass(frozen=True)
class ComponentGiven:
    """A paper handed in, with its counts."""

    name: str
    originals: int = 0
    certified: int = 0
    photocopies: int = 0


@dataclasses.dataclass(frozen=True)
class IntakeRequest:
    """Everything a clerk decides when receiving; what is left empty is decided by the desk."""

    procedure: str
    applicant: PartyGiven
    authorised_person: PartyGiven | None = None
    components: tuple[ComponentGiven, ...] = ()
    received_at: dt.datetime | None = None
    valid_at: dt.datetime | None = None
    channel: Channel = Channel.COUNTER
    return_channel: ReturnChannel = ReturnChannel.COUNTER
    sets: int = 1
    copies: int = 1
    note: str | None = None
    request_id: str | None = None
    submitted_at: dt.datetime | None = None
    outside_number: str | None = None
    pad_number: str | None = None
    notify: MessageWay | None = None
    # dossiers like this one that were shown before it was received all the same; no part of what is received
    despite: tuple[tuple[int, LikenessReason], ...] = dataclasses.field(default=(), compare=False)


APPLICANT_FIELDS = ("kind", "name", "id_kind", "personal_id", "born", "sex", "address", "phone", "email", "tax_code",
                    "representative")  # fmt: skip
REQUEST_FIELDS = ("procedure", "received_at", "valid_at", "channel", "sets", "copies", "applicant",
                  "authorised_person", "card", "components", "return_channel", "note", "request_id",
                  "submitted_at", "outside_number", "pad_number", "notify")  # fmt: skip
COMPONENT_FIELDS = ("name", "originals", "certified", "photocopies")

_Word = TypeVar("_Word", bound=StrEnum)


def request_from_document(document: Mapping[str, Any], today: dt.date) -> IntakeRequest:
    """The request that one JSON object states (docs/command-line, `register`).

    Raises:
        UnknownField, MissingField, BadValue, BadText, BadTime, BadCard, BadIdentity, CardDiffers: the first thing
        that is wrong, by its field.
    """
    _known(document, REQUEST_FIELDS, "")
    card = document.get("card")
    read = None if card is None else read_card(_text(card, "card"), today)
    procedure, applicant = _needed(document, "procedure"), _applicant(document.get("applicant"), read, today)
    return IntakeRequest(
        procedure=procedure,
        applicant=applicant,
        authorised_person=_party(document.get("authorised_person"), "authorised_person", today),
        components=_components(document.get("components")),
        received_at=_instant(document, "received_at"),
        valid_at=_instant(document, "valid_at"),
        channel=_word(document.get("channel"), "channel", Channel, Channel.COUNTER),
        return_channel=_word(document.get("return_channel"), "return_channel", ReturnChannel, ReturnChannel.COUNTER),
        sets=_count(document.get("sets"), "sets", least=1),
        copies=_count(document.get("copies"), "copies", least=1),
        note=_optional(document, "note", "", LONG_LIMIT, lines=True),
        request_id=_optional(document, "request_id", "", 64),
        submitted_at=_instant(document, "submitted_at"),
        outside_number=_outside_number(document),
        pad_number=_optional(document, "pad_number", "", 60),
        notify=_notify(document.get("notify"), applicant),
    )


def document_of(request: IntakeRequest) -> dict[str, Any]:
    """The people, components and counts of a request as a line of `register` states them; what is empty is left out."""
    people = {"applicant": request.applicant, "authorised_person": request.authorised_person}
    found: dict[str, Any] = {name: _party_document(one) for name, one in people.items() if one is not None}
    found["components"] = [vars(one) for one in request.components]
    return found | {"return_channel": request.return_channel.value, "sets": request.sets, "copies": request.copies}


def _party_document(party: PartyGiven) -> dict[str, Any]:
    stated = {name: getattr(party, name) for name in APPLICANT_FIELDS}
    return {
        name: value.isoformat() if isinstance(value, dt.date) else str(value)
        for name, value in stated.items()
        if value is not None
    }


def party_from_card(card: Card) -> PartyGiven:
    """The person that a card names."""
    return PartyGiven(
        name=card.name,
        id_kind=IdKind.CITIZEN,
        personal_id=card.id,
        old_id=card.old_id or None,
        id_issued=card.issued,
        born=card.born,
        sex=card.sex,
        address=card.address,
    )


def _applicant(given: Any, card: Card | None, today: dt.date) -> PartyGiven:
    if card is None:
        party = _party(given, "applicant", today)
        if party is None:
            raise MissingField(field="applicant")
        return party
    person = party_from_card(card)
    if given is None:
        return person
    # the card fills what was not typed; what was typed must agree with it
    typed = {**_mapping(given, "applicant")}
    for field in ("name", "id_kind", "personal_id"):
        typed[field] = typed.get(field) or getattr(person, field)
    party = _party(typed, "applicant", today)
    assert party is not None
    for field in ("name", "id_kind", "personal_id", "born", "sex", "address"):
        stated, printed = getattr(party, field), getattr(person, field)
        if field == "address" and stated is not None:
            stated = as_printed(stated)  # what it is called now may be added to what the card says
        if stated is not None and _plain(stated) != _plain(printed):
            raise CardDiffers(field=field)
    if party.kind is PartyKind.ORGANISATION:
        raise CardDiffers(field="kind")
    beside = {field: getattr(party, field) for field in ("phone", "email", "tax_code", "representative")}
    stated = party.address or ""
    address = (person.address or "") + stated.removeprefix(as_printed(stated))
    return dataclasses.replace(person, **beside, address=address or None)


def _plain(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value


def _party(given: Any, where: str, today: dt.date) -> PartyGiven | None:
    if given is None:
        return None
    fields = _mapping(given, where)
    _known(fields, APPLICANT_FIELDS, f"{where}.")
    personal_id = _optional(fields, "personal_id", where, 40)
    assumed = IdKind.CITIZEN if personal_id else IdKind.NONE
    id_kind = _word(fields.get("id_kind"), f"{where}.id_kind", IdKind, assumed)
    if (id_kind is IdKind.NONE) != (personal_id is None):
        raise BadIdentity(field=f"{where}.personal_id")
    if personal_id is not None:
        check = identity.check_citizen_id if id_kind is IdKind.CITIZEN else identity.check_passport
        personal_id = _identity(check, personal_id, f"{where}.personal_id")
    tax_code = _optional(fields, "tax_code", where, 40)
    return PartyGiven(
        name=_needed(fields, "name", where, NAME_LIMIT),
        kind=_word(fields.get("kind"), f"{where}.kind", PartyKind, PartyKind.PERSON),
        id_kind=id_kind,
        personal_id=personal_id,
        born=_birth(fields, where, today),
        sex=None if fields.get("sex") is None else _word(fields["sex"], f"{where}.sex", Sex, Sex.MALE),
        address=_optional(fields, "address", where, NAME_LIMIT, lines=True),
        phone=_phone(_optional(fields, "phone", where, 40)),
        email=_optional(fields, "email", where, 200),
        tax_code=None if tax_code is None else _identity(identity.check_tax_code, tax_code, f"{where}.tax_code"),
        representative=_optional(fields, "representative", where, NAME_LIMIT),
    )


def _identity(check: Any, value: str, field: str) -> str:
    try:
        return str(check(value))
    except BadIdentity:
        raise BadIdentity(field=field) from None


def _phone(value: str | None) -> str | None:
    """A telephone number in its plain form; one that is not of a known shape is kept as it was said."""
    try:
        return None if value is None else identity.check_phone(value)
    except BadIdentity:
        return value


def _birth(fields: Mapping[str, Any], where: str, today: dt.date) -> dt.date | None:
    value = fields.get("born")
    if value is None:
        return None
    field = f"{where}.born"
    born = parse_day(_text(value, field), field)
    if not FIRST_BIRTH <= born <= today:
        raise BadValue(field=field, value=value)
    return born


def _components(given: Any) -> tuple[ComponentGiven, ...]:
    if given is None:
        return ()
    if not isinstance(given, list) or len(given) > 200:
        raise BadValue(field="components", value=_kind(given) if not isinstance(given, list) else len(given))
    found = []
    for at, one in enumerate(given, start=1):
        where = f"components[{at}]"
        fields = _mapping(one, where)
        _known(fields, COMPONENT_FIELDS, f"{where}.")
        counts = {name: _count(fields.get(name), f"{where}.{name}") for name in COMPONENT_FIELDS[1:]}
        found.append(ComponentGiven(name=_needed(fields, "name", where, LONG_LIMIT), **counts))
    return tuple(found)


def _mapping(value: Any, field: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadValue(field=field, value=_kind(value))
    return value


def _kind(value: Any) -> str:
    """What was given instead, in the words of JSON: `null`, `true`, `12`, `[…]`, `{…}`, else its beginning."""
    if isinstance(value, list | dict):
        return "[…]" if isinstance(value, list) else "{…}"
    return json.dumps(value, ensure_ascii=False)[:40]


def _known(fields: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for name in fields:
        if name not in known:
            raise UnknownField(key=f"{where}{name}"[:80])


def _text(value: Any, field: str) -> str:
    if not isinstance(value, str):
        raise BadValue(field=field, value=_kind(value))
    return value


def _needed(fields: Mapping[str, Any], name: str, where: str = "", limit: int = NAME_LIMIT) -> str:
    found = _optional(fields, name, where, limit)
    if not found:
        raise MissingField(field=f"{where}.{name}" if where else name)
    return found


def _optional(fields: Mapping[str, Any], name: str, where: str, limit: int, *, lines: bool = False) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    field = f"{where}.{name}" if where else name
    return clean_text(_text(value, field), field, limit, lines=lines) or None


def _outside_number(document: Mapping[str, Any]) -> str | None:
    """The number of another system, as it was written there. Raises: BadNumber."""
    found = _optional(document, "outside_number", "", 60)
    if found is not None:
        parse_number(found)
    return found


def _notify(value: Any, applicant: PartyGiven) -> MessageWay | None:
    """How the applicant wants to be told. Raises: BadValue; MissingField, BadIdentity: nothing can be sent there."""
    if value is None:
        return None
    way = _word(value, "notify", MessageWay, MessageWay.EMAIL)
    address_for(way, applicant.email, applicant.phone)
    return way


def _instant(fields: Mapping[str, Any], name: str) -> dt.datetime | None:
    value = fields.get(name)
    # to the second, as it is stored: a request sent again must be the same request
    return None if value is None else parse_instant(_text(value, name), name).replace(microsecond=0)


def _word(value: Any, field: str, kind: type[_Word], assumed: _Word) -> _Word:
    if value is None:
        return assumed
    try:
        return kind(value)
    except ValueError:
        raise BadValue(field=field, value=_kind(value)) from None


def _count(value: Any, field: str, *, least: int = 0) -> int:
    if value is None:
        return least
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= MOST_COPIES:
        raise BadValue(field=field, value=_kind(value))
    return value

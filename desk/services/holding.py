"""Who has a dossier: what each step does to it, and whom a hand-over means."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from desk.errors import BadValue, MissingField, UnknownOfficer, WrongHolder
from desk.models import HandedOver, Holding, Officer
from desk.rules.text import clean_text
from desk.rules.transitions import OPEN, Moment, Place
from desk.services.sign_in import EXAMINING, SignedIn, roles_of
from desk.store.statement import cursor_of
from desk.store.writing import Writing
from desk.vocabulary import Role, Status, Verb

BODY_LIMIT = 300
HANDING = frozenset({Verb.HAND_OVER, Verb.REASSIGN})
_ANSWERS = frozenset({Verb.ACCEPT_HAND_OVER, Verb.SEND_BACK})


@dataclass(frozen=True)
class Target:
    """To whom a dossier is handed: an officer of ours, or another body."""

    officer_id: int | None = None
    body: str | None = None


@dataclass(frozen=True)
class Holder:
    """Who has a dossier now, since when, and from whom."""

    place: Place
    officer_id: int | None = None
    body: str | None = None
    giver_id: int | None = None
    since: dt.datetime | None = None


def target_of(connection: Connection, unit_id: int, verb: Verb, to: str | None, by: SignedIn) -> Target | None:
    """Whom `to` means: the login of an active officer who examines dossiers, else the name of another body.

    Raises:
        MissingField: nobody is named. BadValue: oneself. UnknownOfficer: a dossier is reassigned to nobody of ours.
    """
    if verb not in HANDING:
        return None
    name = clean_text(to, "to", BODY_LIMIT) if to else ""
    if not name:
        raise MissingField(field="receiver")
    wanted = select(Officer.id).where(Officer.unit_id == unit_id, Officer.login == name, Officer.active)
    found = connection.execute(wanted).scalar_one_or_none()
    if found == by.id and verb is Verb.HAND_OVER:
        raise BadValue(field="receiver", value=name)
    if found is not None and roles_of(cursor_of(connection), found) & EXAMINING:
        return Target(officer_id=found)
    if verb is Verb.REASSIGN:
        raise UnknownOfficer(login=name)
    return Target(body=name)


def holder_of(connection: Connection, dossier_id: int) -> Holder:
    """Who has a dossier now."""
    row = connection.execute(select(Holding).where(Holding.dossier_id == dossier_id)).one_or_none()
    if row is None:
        return Holder(Place.COUNTER)
    return Holder(Place(row.place), row.officer_id, row.body, row.giver_id, row.since)


def require_holder(connection: Connection, dossier_id: int, number: str, verb: Verb, by: SignedIn) -> None:
    """Refuse an answer to a hand-over by someone it was not made to; a leader may answer for anyone.

    Raises:
        WrongHolder: it lies with another officer.
    """
    if verb not in _ANSWERS or Role.LEADER in by.roles:
        return
    holder = holder_of(connection, dossier_id)
    if holder.officer_id is not None and holder.officer_id != by.id:
        name = connection.execute(select(Officer.name).where(Officer.id == holder.officer_id)).scalar_one()
        raise WrongHolder(number=number, holder=name)


def held_after(holder: Holder, verb: Verb, status: Status, at: dt.datetime, by_id: int, to: Target | None) -> Holder:
    """Who has a dossier after an event; one place for the rule, used by the step and by its recount."""
    if status not in OPEN:
        return holder if holder.place is Place.COUNTER else Holder(Place.COUNTER, since=at)
    if verb in HANDING and to is not None:
        place = Place.BODY if to.body else Place.OFFERED
        return Holder(place, to.officer_id, to.body, by_id, at)
    if verb is Verb.SEND_BACK:
        return Holder(Place.OFFICER, holder.giver_id, None, by_id, at)
    if verb in {Verb.START, Verb.ACCEPT_HAND_OVER, Verb.TAKE_BACK, Verb.REOPEN}:
        return Holder(Place.OFFICER, by_id, None, holder.officer_id or holder.giver_id, at)
    return holder


def move_holding(
    work: Writing, row: Row[Any], seq: int, moments: tuple[Moment, ...], by: SignedIn, target: Target | None
) -> None:
    """Store who has the dossier after the moments, the last of which is the event `seq`."""
    before = holder = holder_of(work.connection, row.id)
    for moment in moments:
        holder = held_after(holder, moment.verb, moment.status, moment.at, by.id, target)
    if target is not None:
        work.insert(
            HandedOver, {"dossier_id": row.id, "seq": seq, "officer_id": target.officer_id, "body": target.body}
        )
    if holder == before:
        return
    values = {**vars(holder), "place": holder.place.value}
    if before.since is None:
        work.insert(Holding, {"dossier_id": row.id, **values})
    else:
        work.update(Holding, (row.id,), **values)

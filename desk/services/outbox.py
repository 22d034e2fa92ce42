"""The outbox as it is looked at and looked after: what waits, what went, what failed, what an officer says of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from desk.errors import MessageNotOpen, UnknownMessage
from desk.models import Dossier, Message, MessageFate
from desk.rules.identity import mask_phone
from desk.rules.message_address import address_for
from desk.rules.message_life import (
    TO_LOOK_AFTER,
    TO_SEND,
    FateReason,
    MessageKind,
    MessageState,
    MessageWay,
)
from desk.services.announcing import keep_consent, message_row, stands, take_back, waiting_of, way_wanted
from desk.services.correcting import people_of
from desk.services.desk import Desk
from desk.services.sending import OPEN, address_of, due_at, find_lost, record_move
from desk.services.sign_in import SignedIn, require
from desk.services.steps import find_dossier, verified_dossier
from desk.vocabulary import PartyRole

MOST_SHOWN = 500


@dataclass(frozen=True)
class MessageShown:
    """One message and its newest fate; the address is masked, `next_at` until when it is put off."""

    id: int
    number: str
    kind: MessageKind
    way: MessageWay
    subject: str
    text: str
    made_at: dt.datetime
    state: MessageState
    at: dt.datetime
    reason: str | None
    list_no: int | None
    address: str
    next_at: dt.datetime | None


@dataclass(frozen=True)
class OutboxCounts:
    """How many wait to be sent, wait to be exported, and want somebody to look after them."""

    to_send: int
    to_export: int
    to_look_after: int


def messages(
    desk: Desk, officer: SignedIn, *, number: str | None = None, only_open: bool = False
) -> tuple[MessageShown, ...]:
    """Messages of one dossier or of all, the newest first, at most 500; `only_open` those that wait or want somebody.

    Raises:
        NotAllowed. UnknownDossier: there is no such number.
    """
    require(officer, "read")
    with desk.store.reading() as connection:
        wanted = (
            select(Message, Dossier.number)
            .join(Dossier, Dossier.id == Message.dossier_id)
            .where(Message.unit_id == desk.store.unit_id)
        )
        if number is not None:
            wanted = wanted.where(Message.dossier_id == find_dossier(connection, desk.store.unit_id, number).id)
        if only_open:
            wanted = wanted.where(OPEN)
        rows = connection.execute(wanted.order_by(Message.id.desc()).limit(MOST_SHOWN)).all()
        return tuple(_shown(connection, row) for row in rows)


def counts(desk: Desk, officer: SignedIn) -> OutboxCounts:
    """What waits in the outbox. Raises: NotAllowed."""
    require(officer, "read")
    grouped = (
        select(Message.way, Message.state, func.count())
        .where(Message.unit_id == desk.store.unit_id, OPEN)
        .group_by(Message.way, Message.state)
    )
    send = export = look = 0
    with desk.store.reading() as connection:
        for way, state, count in connection.execute(grouped):
            if MessageState(state) in TO_LOOK_AFTER:
                look += count
            elif MessageState(state) in TO_SEND and way == MessageWay.EMAIL:
                send += count
            elif MessageState(state) in TO_SEND:
                export += count
    return OutboxCounts(send, export, look)


def settle(desk: Desk, officer: SignedIn, message_id: int, state: MessageState) -> MessageShown:
    """What an officer says of a message: it arrived (`accepted`), it is tried anew (`again`) or dropped (`withdrawn`).

    Only of what nobody knows may it be said that it arrived; what the server refused, or put off, may be tried again
    while the applicant still wants to be told this way and it is still worth telling.

    Raises:
        NotAllowed, UnknownMessage. MessageNotOpen: the message is in no state of which this can be said.
    """
    require(officer, "settle-messages")
    find_lost(desk, officer)
    with desk.store.writing() as work:
        row = message_row(work.connection, work.unit_id, message_id)
        if row is None:
            raise UnknownMessage(message=message_id)
        now = MessageState(row.state)
        if now not in _SAID_OF.get(state, frozenset()) or (
            state is MessageState.AGAIN and not stands(work.connection, row)
        ):
            raise MessageNotOpen(message=message_id, number=row.number)
        record_move(desk, work, officer, row, state, FateReason.OFFICER)
    with desk.store.reading() as connection:
        found = message_row(connection, desk.store.unit_id, message_id)
        assert found is not None
        return _shown(connection, found)


_SAID_OF = {
    MessageState.ACCEPTED: frozenset({MessageState.UNKNOWN}),
    MessageState.AGAIN: TO_LOOK_AFTER | {MessageState.AGAIN},
    MessageState.WITHDRAWN: TO_LOOK_AFTER | TO_SEND,
}


def may_say(state: MessageState, said: MessageState) -> bool:
    """Whether this can be said of a message in a state: what a button asks before it shows itself."""
    return state in _SAID_OF[said]


def consent(desk: Desk, officer: SignedIn, number: str) -> MessageWay | None:
    """How the applicant of a dossier wants to be told; None for not at all. Raises: NotAllowed, UnknownDossier."""
    require(officer, "read")
    with desk.store.reading() as connection:
        return way_wanted(connection, find_dossier(connection, desk.store.unit_id, number).id)


def set_consent(desk: Desk, officer: SignedIn, number: str, way: MessageWay | None) -> MessageWay | None:
    """Keep how the applicant wants to be told from now on; what waits by another way is taken back and made anew by it.

    Nothing is stored when it is what was wanted already.

    Raises:
        NotAllowed, UnknownDossier, EntryMismatch. MissingField, BadIdentity: there is no address for this way.
    """
    require(officer, "notify")
    with desk.store.writing() as work:
        row = verified_dossier(work, number)
        if way_wanted(work.connection, row.id) is way:
            return way
        if way is not None:
            applicant = people_of(work.connection, row.id)[PartyRole.APPLICANT]
            address_for(way, applicant.email, applicant.phone)
        now = work.now(desk.clock.now())
        keep_consent(work, officer, row.id, way, now, later=True)
        office = desk.office(work.connection)
        for message in waiting_of(work.connection, row.id):
            take_back(work, office, officer, message, now)
        work.record(officer=officer.login, action="notify", subject=number, at=now, way=way and way.value)
    return way


def _shown(connection: Connection, row: Any) -> MessageShown:
    fate = connection.execute(
        select(MessageFate).where(MessageFate.message_id == row.id).order_by(MessageFate.seq.desc()).limit(1)
    ).one_or_none()
    state, way = MessageState(row.state), MessageWay(row.way)
    return MessageShown(
        row.id, row.number, MessageKind(row.kind), way, row.subject, row.text, row.made_at, state,
        fate.at if fate else row.made_at, fate and fate.reason, fate and fate.list_no,
        masked(way, address_of(connection, row.dossier_id, way)),
        due_at(connection, row) if state is MessageState.AGAIN and way is MessageWay.EMAIL else None,
    )  # fmt: skip


def masked(way: MessageWay, address: str | None) -> str:
    """An address as lists show it; empty where there is none."""
    if not address:
        return ""
    if way is not MessageWay.EMAIL:
        return mask_phone(address)
    name, _, domain = address.partition("@")
    return f"{name[:1]}***@{domain}"

"""Makes messages to citizens in the transaction of the fact that calls for them, and moves them from state to state."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, func, select

from desk.models import Consent, Correction, Dossier, Message, MessageFate
from desk.rules.message_life import (
    FOLLOWS,
    STANDS,
    TO_LOOK_AFTER,
    TO_SEND,
    FateReason,
    MessageKind,
    MessageState,
    MessageWay,
)
from desk.services.desk import Office
from desk.services.message_wording import worded
from desk.services.sign_in import SignedIn
from desk.store.writing import Writing
from desk.vocabulary import ReturnChannel, Status, Verb

AT_RECEIPT = 1  # the row of `consent` that receipt makes
# the steps that a citizen is told of
TOLD = {
    Verb.RECEIVE: MessageKind.RECEIVED,
    Verb.REQUEST_SUPPLEMENT: MessageKind.SUPPLEMENT,
    Verb.ACCEPT_SUPPLEMENT: MessageKind.RESUMED,
    Verb.EXTEND: MessageKind.EXTENDED,
    Verb.FINISH: MessageKind.FINISHED,
}


class StrangeFate(Exception):
    """A message was to come into a state that cannot follow its own: a bug of ours, and the transaction is undone."""


def way_wanted(connection: Connection, dossier_id: int) -> MessageWay | None:
    """How the applicant of a dossier wants to be told now; None for not at all."""
    newest = select(Consent.way).where(Consent.dossier_id == dossier_id).order_by(Consent.seq.desc()).limit(1)
    way = connection.execute(newest).scalar_one_or_none()
    return MessageWay(way) if way else None


def way_at_receipt(connection: Connection, dossier_id: int) -> MessageWay | None:
    """How the applicant wanted to be told when the dossier was received."""
    first = select(Consent.way).where(Consent.dossier_id == dossier_id, Consent.seq == AT_RECEIPT)
    way = connection.execute(first).scalar_one_or_none()
    return MessageWay(way) if way else None


def keep_consent(
    work: Writing, officer: SignedIn, dossier_id: int, way: MessageWay | None, now: dt.datetime, *, later: bool
) -> None:
    """Add a row that says how the applicant wants to be told; the caller records it."""
    newest = select(func.max(Consent.seq)).where(Consent.dossier_id == dossier_id)
    last = (work.connection.execute(newest).scalar_one() or AT_RECEIPT) if later else 0
    row = {"dossier_id": dossier_id, "seq": last + 1, "way": way and way.value, "at": now, "officer_id": officer.id}
    work.insert(Consent, row)


def announce(
    work: Writing,
    office: Office,
    row: Row[Any],
    verb: Verb,
    promised_at: dt.datetime,
    now: dt.datetime,
) -> None:
    """Make the message that a step calls for, if the applicant wants any; the caller records it.

    `row` is the dossier's own, of which `id`, `number`, `promised_at` and `return_channel` are read: where a supplement
    moved no promise there is nothing to tell.
    """
    kind = TOLD.get(verb)
    if kind is None or (kind is MessageKind.RESUMED and promised_at == row.promised_at):
        return
    way = way_wanted(work.connection, row.id)
    if way is not None:
        make(work, office, row, kind, way, promised_at, now)


def make(
    work: Writing,
    office: Office,
    row: Row[Any],
    kind: MessageKind,
    way: MessageWay,
    promised_at: dt.datetime,
    now: dt.datetime,
) -> int:
    """Make one message and return its id; the caller records it."""
    words = worded(kind, way, office.unit, row.number, promised_at, _given_back(work.connection, row), now)
    return work.insert_new(
        Message,
        {
            "dossier_id": row.id,
            "kind": kind.value,
            "way": way.value,
            **vars(words),
            "token": secrets.token_hex(16),
            "made_at": now,
            "state": MessageState.WAITING.value,
        },
    )


def _given_back(connection: Connection, row: Row[Any]) -> ReturnChannel:
    corrected = select(Correction.return_channel).where(Correction.dossier_id == row.id)
    found = connection.execute(corrected.order_by(Correction.seq.desc()).limit(1)).scalar_one_or_none()
    return ReturnChannel(found or row.return_channel)


def withdraw_outdated(work: Writing, officer: SignedIn, dossier_id: int, status: Status, now: dt.datetime) -> None:
    """Take back what waits, or wants somebody, and is no longer worth telling in this status; the caller records it."""
    for message in _of(work.connection, dossier_id, TO_SEND | TO_LOOK_AFTER):
        if status not in STANDS[MessageKind(message.kind)]:
            move(work, officer, message, MessageState.WITHDRAWN, now, FateReason.OUTDATED)


def stands(connection: Connection, message: Any) -> bool:
    """Whether the applicant still wants to be told this way, and it is still worth telling."""
    status = connection.execute(select(Dossier.status).where(Dossier.id == message.dossier_id)).scalar_one()
    return (
        way_wanted(connection, message.dossier_id) == message.way
        and Status(status) in STANDS[MessageKind(message.kind)]
    )


def take_back(work: Writing, office: Office, officer: SignedIn, message: Any, now: dt.datetime) -> None:
    """Take back a message that waits and does not stand any more, made anew where another way is wanted by now.

    The caller records it.
    """
    dossier = work.connection.execute(select(Dossier).where(Dossier.id == message.dossier_id)).one()
    way, kind = way_wanted(work.connection, dossier.id), MessageKind(message.kind)
    if Status(dossier.status) not in STANDS[kind]:
        move(work, officer, message, MessageState.WITHDRAWN, now, FateReason.OUTDATED)
    elif way != message.way:
        move(work, officer, message, MessageState.WITHDRAWN, now, FateReason.CONSENT)
        if way is not None:
            make(work, office, dossier, kind, way, dossier.promised_at, now)


def waiting_of(connection: Connection, dossier_id: int) -> Iterable[Row[Any]]:
    """The messages of a dossier that wait to be sent."""
    return _of(connection, dossier_id, TO_SEND)


def _of(connection: Connection, dossier_id: int, among: frozenset[MessageState]) -> Iterable[Row[Any]]:
    states = [one.value for one in sorted(among)]
    wanted = select(Message).where(Message.dossier_id == dossier_id, Message.state.in_(states))
    return connection.execute(wanted.order_by(Message.id)).all()


def move(
    work: Writing,
    officer: SignedIn,
    message: Any,
    state: MessageState,
    now: dt.datetime,
    reason: str | None = None,
    list_no: int | None = None,
) -> None:
    """Put a message, read in this transaction, into another state and keep that as its newest fate; the caller records.

    Raises:
        StrangeFate: the state cannot follow.
    """
    if state not in FOLLOWS[MessageState(message.state)]:
        raise StrangeFate(message.id, message.state, state.value)
    newest = select(func.max(MessageFate.seq)).where(MessageFate.message_id == message.id)
    work.insert(
        MessageFate,
        {
            "message_id": message.id,
            "seq": (work.connection.execute(newest).scalar_one() or 0) + 1,
            "dossier_id": message.dossier_id,
            "state": state.value,
            "at": now,
            "officer_id": officer.id,
            "reason": reason,
            "list_no": list_no,
        },
    )
    work.update(Message, (message.id,), state=state.value)


def message_row(connection: Connection, unit_id: int, message_id: int) -> Any:
    """A message with the number of its dossier; None when there is none."""
    wanted = (
        select(Message, Dossier.number)
        .join(Dossier, Dossier.id == Message.dossier_id)
        .where(Message.unit_id == unit_id, Message.id == message_id)
    )
    return connection.execute(wanted).one_or_none()

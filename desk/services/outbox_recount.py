"""Recounts the outbox: states that are the newest fate, fates that can follow each other, lists without gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, select

from desk.models import Consent, Message, MessageFate
from desk.rules.message_life import FOLLOWS, MessageState
from desk.services.announcing import AT_RECEIPT


def outbox_faults(connection: Connection) -> Iterator[tuple[str, str]]:
    """Place and words of each message, consent or list that does not add up."""
    fates: dict[int, list[tuple[int, MessageState]]] = defaultdict(list)
    lists: dict[int, dict[int, str]] = defaultdict(dict)
    wanted = select(MessageFate).order_by(MessageFate.message_id, MessageFate.seq)
    told = {row.id: (row.way, row.dossier_id) for row in connection.execute(select(Message))}
    for row in connection.execute(wanted):
        place = f"message_fate {row.message_id}:{row.seq}"
        fates[row.message_id].append((row.seq, MessageState(row.state)))
        way, dossier_id = told[row.message_id]
        if dossier_id != row.dossier_id:
            yield place, "số phận của tin ghi cho hồ sơ khác"
        if (row.list_no is not None) != (row.state == MessageState.EXPORTED):
            yield place, "số danh sách không đi với việc xuất tin"
        if row.list_no is not None and lists[row.unit_id].setdefault(row.list_no, way) != way:
            yield place, "một danh sách có tin của hai cách gửi"
    for message_id, state in connection.execute(select(Message.id, Message.state)):
        yield from _state_faults(message_id, MessageState(state), fates[message_id])
    for numbers in lists.values():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield "message_fate", "số các danh sách đã xuất không liền nhau"
    yield from _consent_faults(connection)


def _state_faults(
    message_id: int, state: MessageState, fates: list[tuple[int, MessageState]]
) -> Iterator[tuple[str, str]]:
    place, before = f"message {message_id}", MessageState.WAITING
    for at, (seq, after) in enumerate(fates, start=1):
        if seq != at or after not in FOLLOWS[before]:
            yield place, "các bước của tin nhắn không nối tiếp nhau được"
            return
        before = after
    if before is not state:
        yield place, "tình trạng của tin khác với bước mới nhất đã ghi"


def _consent_faults(connection: Connection) -> Iterator[tuple[str, str]]:
    last: dict[int, int] = {}
    for row in connection.execute(select(Consent.dossier_id, Consent.seq).order_by(Consent.dossier_id, Consent.seq)):
        expected = {last[row.dossier_id] + 1} if row.dossier_id in last else {AT_RECEIPT, AT_RECEIPT + 1}
        if row.seq not in expected:
            yield f"consent {row.dossier_id}", "các lần ghi cách nhắn tin không liền nhau"
        last[row.dossier_id] = row.seq

"""Sends what waits by e-mail: nothing is lost while there is no network, nothing goes twice (decision 0014)."""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, text

from desk.errors import (
    BadIdentity,
    DeskError,
    MailLoginRefused,
    MailRefused,
    MailUnprotected,
    MailUnreachable,
    MailUntrusted,
    MissingField,
)
from desk.models import Message, MessageFate
from desk.models.message import OPEN_STATES
from desk.rules.message_address import address_for
from desk.rules.message_life import (
    TO_SEND,
    FateReason,
    MessageState,
    MessageWay,
    given_up,
    is_due,
    is_lost,
    next_try,
)
from desk.services.announcing import message_row, move, stands, take_back
from desk.services.correcting import people_of
from desk.services.desk import Desk
from desk.services.mail_account import letter
from desk.services.mail_server import Cut, MailServer, NobodyKnows, Reply
from desk.services.sign_in import SignedIn, require
from desk.settings import MailSetting
from desk.store.writing import Writing
from desk.vocabulary import PartyRole

OPEN = text(OPEN_STATES)  # as the index says it
AT_ONCE = 500  # messages of one run; the rest waits for the next
CUTS_IN_A_ROW = 3
OF_THE_SERVER = (MailUnreachable, MailUntrusted, MailUnprotected, MailLoginRefused, MailRefused)


@dataclass(frozen=True)
class Sent:
    """What one run did with one message."""

    message: int
    number: str
    state: MessageState
    reason: str | None


@dataclass(frozen=True)
class SendRun:
    """What a run did, how many still wait, and what of the server stopped it before its end."""

    sent: tuple[Sent, ...]
    waiting: int
    fault: DeskError | None


class SendStop:
    """Ends a run early, from another thread: a letter that is being handed over is finished, all else waits."""

    def __init__(self) -> None:
        self.asked = False
        self.server: MailServer | None = None

    def now(self) -> None:
        """End it."""
        self.asked = True
        if self.server is not None:
            self.server.interrupt()


def send_messages(
    desk: Desk,
    officer: SignedIn,
    setting: MailSetting,
    password: str | None,
    *,
    now_all: bool = False,
    stop: SendStop | None = None,
) -> SendRun:
    """Send by e-mail what is due, oldest first; `now_all` also what was put off. Each message is settled by itself.

    A fault of the server ends the run and is told in the answer; nothing is lost by it. It may take minutes: never on
    the GUI thread.

    Raises:
        NotAllowed, MailNotSetUp and the faults of the store.
    """
    require(officer, "send-messages")
    server = MailServer(setting, password)
    stop = stop or SendStop()
    stop.server = server
    run = _Run(desk, officer, server, setting, stop)
    find_lost(desk, officer)
    waiting = run.due(now_all=now_all)
    if waiting:
        with contextlib.closing(server):
            run.send(waiting)
    return SendRun(tuple(run.sent), run.count(), run.fault)


class _Run:
    """One walk through what waits."""

    def __init__(self, desk: Desk, officer: SignedIn, server: MailServer, setting: MailSetting, stop: SendStop) -> None:
        self._stop = stop
        self._desk, self._officer, self._server, self._setting = desk, officer, server, setting
        self.sent: list[Sent] = []
        self.fault: DeskError | None = None

    def due(self, *, now_all: bool) -> list[int]:
        """The ids of what is to be tried now."""
        now = self._desk.clock.now()
        with self._desk.store.reading() as connection:
            waiting = connection.execute(_waiting(self._desk.store.unit_id)).all()
            return [row.id for row in waiting if now_all or is_due(due_at(connection, row), now)][:AT_ONCE]

    def count(self) -> int:
        """How many wait."""
        with self._desk.store.reading() as connection:
            return len(connection.execute(_waiting(self._desk.store.unit_id)).all())

    def send(self, waiting: list[int]) -> None:
        """Try each."""
        cuts, connected = 0, False
        try:
            for message_id in waiting:
                if self._stop.asked:
                    return
                if not connected:
                    self._server.open()
                    connected = True
                connected = self._send_one(message_id)
                cuts = 0 if connected else cuts + 1
                if cuts >= CUTS_IN_A_ROW:
                    raise MailUnreachable(host=self._setting.host, port=self._setting.port)
        except OF_THE_SERVER as fault:
            self.fault = fault

    def _send_one(self, message_id: int) -> bool:
        """Offer one message, claim it, hand it over, keep the answer. Returns whether the line still stands."""
        recipient = self._recipient(message_id)
        if recipient is None:
            self._settle(message_id, TO_SEND, MessageState.REFUSED, FateReason.NO_ADDRESS)
            return True
        try:
            reply = self._server.offer(recipient)
        except Cut:
            self._put_off(message_id, TO_SEND, FateReason.CUT)
            return False
        if not reply.good:
            self._answer(message_id, TO_SEND, reply)
            return True
        content = self._claim(message_id, recipient)
        if content is None:  # another process has it, or it was taken back
            return True
        handing = frozenset({MessageState.HANDING})
        try:
            reply = self._server.hand_over(content)
        except Cut:
            self._put_off(message_id, handing, FateReason.CUT)
            return False
        except NobodyKnows:
            self._settle(message_id, handing, MessageState.UNKNOWN, FateReason.CUT)
            return False
        self._answer(message_id, handing, reply)
        return True

    def _recipient(self, message_id: int) -> str | None:
        with self._desk.store.reading() as connection:
            row = message_row(connection, self._desk.store.unit_id, message_id)
            return None if row is None else address_of(connection, row.dossier_id, MessageWay(row.way))

    def _claim(self, message_id: int, recipient: str) -> bytes | None:
        """Write that it is about to be handed over, durable when this returns; None when it no longer waits."""
        with self._desk.store.writing() as work:
            row = message_row(work.connection, work.unit_id, message_id)
            if row is None or MessageState(row.state) not in TO_SEND:
                return None
            if address_of(work.connection, row.dossier_id, MessageWay(row.way)) != recipient:
                return None  # corrected meanwhile; it waits, and goes to the right one
            office = self._desk.office(work.connection).unit.name
            content = letter(self._desk, self._setting.sender, office, recipient, row.subject, row.text, row.token)
            self._move(work, row, MessageState.HANDING, None)
        return content

    def _answer(self, message_id: int, among: frozenset[MessageState], reply: Reply) -> None:
        if reply.later:
            self._put_off(message_id, among, reply.reason)
        else:
            state = MessageState.ACCEPTED if reply.good else MessageState.REFUSED
            self._settle(message_id, among, state, reply.reason)

    def _put_off(self, message_id: int, among: frozenset[MessageState], reason: str) -> None:
        with self._desk.store.reading() as connection:
            times = _put_off_times(connection, message_id)
        if times and given_up(times[0], self._desk.clock.now()):
            self._settle(message_id, among, MessageState.REFUSED, FateReason.GIVEN_UP)
        else:
            self._settle(message_id, among, MessageState.AGAIN, reason)

    def _settle(self, message_id: int, among: frozenset[MessageState], state: MessageState, reason: str | None) -> None:
        """Keep what became of a message, unless somebody else brought it elsewhere meanwhile.

        That it was accepted is kept whatever was wished for meanwhile: it has gone. What has not, and is not to go any
        more by what was wished for meanwhile, is taken back.
        """
        if state is MessageState.ACCEPTED:
            among = among | {MessageState.UNKNOWN, MessageState.AGAIN}
        with self._desk.store.writing() as work:
            row = message_row(work.connection, work.unit_id, message_id)
            if row is not None and MessageState(row.state) in among:
                self._move(work, row, state, reason)
                if state is MessageState.AGAIN and not stands(work.connection, row):
                    self._take_back(work, message_id)
                    state, reason = MessageState.WITHDRAWN, None
                self.sent.append(Sent(message_id, row.number, state, reason))

    def _take_back(self, work: Writing, message_id: int) -> None:
        row, now = message_row(work.connection, work.unit_id, message_id), work.now(self._desk.clock.now())
        take_back(work, self._desk.office(work.connection), self._officer, row, now)
        work.record(
            officer=self._officer.login, action="message-withdrawn", subject=row.number, at=now, message=message_id
        )

    def _move(self, work: Writing, row: Any, state: MessageState, reason: str | None) -> None:
        record_move(self._desk, work, self._officer, row, state, reason)


def record_move(
    desk: Desk, work: Writing, officer: SignedIn, row: Any, state: MessageState, reason: str | None
) -> None:
    """Move a message and record it in an entry of its dossier's."""
    now = work.now(desk.clock.now())
    move(work, officer, row, state, now, reason)
    work.record(officer=officer.login, action=f"message-{state.value}", subject=row.number, at=now, message=row.id)


def find_lost(desk: Desk, officer: SignedIn) -> None:
    """Say of what was being handed over for longer than that can last that nobody knows; mostly it only reads.

    Raises: NotAllowed.
    """
    require(officer, "send-messages")
    unit_id, handing = desk.store.unit_id, Message.state == MessageState.HANDING.value
    now = desk.clock.now()
    with desk.store.reading() as connection:
        suspects = (
            connection.execute(select(Message.id).where(Message.unit_id == unit_id, OPEN, handing)).scalars().all()
        )
        lost = [one for one in suspects if is_lost(_last_moved(connection, one), now)]
    for message_id in lost:
        with desk.store.writing() as work:
            row = message_row(work.connection, work.unit_id, message_id)
            if row is not None and row.state == MessageState.HANDING:
                record_move(desk, work, officer, row, MessageState.UNKNOWN, FateReason.CUT)


def address_of(connection: Connection, dossier_id: int, way: MessageWay) -> str | None:
    """Where the applicant of a dossier is told this way, as the people stand now; None where that cannot be."""
    applicant = people_of(connection, dossier_id)[PartyRole.APPLICANT]
    try:
        return address_for(way, applicant.email, applicant.phone)
    except (BadIdentity, MissingField):
        return None


def due_at(connection: Connection, row: Any) -> dt.datetime | None:
    """Until when a message that waits is put off; None where nothing holds it back."""
    times = _put_off_times(connection, row.id) if row.state == MessageState.AGAIN else []
    return next_try(times[-1], len(times)) if times else None


def _waiting(unit_id: int) -> Any:
    states = [one.value for one in sorted(TO_SEND)]
    wanted = select(Message.id, Message.state, Message.made_at)
    of_unit = wanted.where(Message.unit_id == unit_id, OPEN, Message.way == MessageWay.EMAIL.value)
    return of_unit.where(Message.state.in_(states)).order_by(Message.id)


def _put_off_times(connection: Connection, message_id: int) -> list[dt.datetime]:
    """When it was put off, since it was made or since an officer last wished for another try."""
    again = select(MessageFate.at, MessageFate.reason).where(
        MessageFate.message_id == message_id, MessageFate.state == MessageState.AGAIN.value
    )
    times: list[dt.datetime] = []
    for at, reason in connection.execute(again.order_by(MessageFate.seq)):
        times = [] if reason == FateReason.OFFICER else [*times, at]
    return times


def _last_moved(connection: Connection, message_id: int) -> dt.datetime:
    newest = select(MessageFate.at).where(MessageFate.message_id == message_id).order_by(MessageFate.seq.desc())
    moment: dt.datetime = connection.execute(newest.limit(1)).scalar_one()
    return moment

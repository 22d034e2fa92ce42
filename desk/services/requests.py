"""What one officer asks and another agrees to: asked, listed, approved or rejected."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.orm import aliased

from desk.errors import (
    MissingField,
    NotAllowed,
    NotTheDecider,
    OwnRequest,
    RequestDecided,
    RequestPending,
    UnknownRequest,
)
from desk.models import Decision, Officer, Request
from desk.rules.instants import iso, parse_instant, vietnam_day
from desk.rules.text import clean_text
from desk.services.deputies import leaders_stood_in_for, may_decide
from desk.services.desk import Desk
from desk.services.intake_request import LONG_LIMIT
from desk.services.sign_in import SignedIn, may, require
from desk.services.steps import StepAsked, StepTaken, judge, moment_asked, take_step, verified_dossier
from desk.store.writing import Writing
from desk.vocabulary import DelayCause, RequestKind, RequestState, Status, Verb

# the steps that no officer takes alone
SECOND_PERSON = {
    Verb.EXTEND: RequestKind.EXTEND,
    Verb.VOID: RequestKind.VOID,
    Verb.REOPEN: RequestKind.REOPEN,
}


@dataclass(frozen=True)
class RequestShown:
    """A request for a second person; `may_decide` tells whether the one who looks may answer it.

    `drafted` tells that no person asked: the letter was drafted in time, in the name of who holds the dossier.
    """

    id: int
    kind: RequestKind
    subject: str
    by: str
    by_name: str
    asked_at: dt.datetime
    note: str | None
    until: dt.datetime | None
    cause: DelayCause | None
    state: RequestState
    decided_by: str | None
    decided_at: dt.datetime | None
    decision_note: str | None
    may_decide: bool
    drafted: bool = False

    @property
    def asker(self) -> str:
        """Who asks, in words."""
        return f"Máy soạn sẵn thay {self.by_name}" if self.drafted else self.by_name


def ask(desk: Desk, officer: SignedIn, number: str, asked: StepAsked) -> StepTaken:
    """Ask a second person for a cleaned step, durable when this returns; the dossier stays as it is.

    Raises:
        NotAllowed. What `steps.judge` raises: what could not be taken now cannot be asked for. RequestPending: it waits
        already.
    """
    require(officer, asked.verb)
    with desk.store.writing() as work:
        row = verified_dossier(work, number)
        now = work.now(desk.clock.now())
        kind = SECOND_PERSON[asked.verb]
        found = _pending(work, kind, number)
        if found is not None:
            raise RequestPending(number=number, kind=kind, officer=found.name, at=found.asked_at)
        judge(desk, work, officer, row, asked, moment_asked(asked, now))
        content = {
            "note": asked.note,
            "until": asked.until and iso(asked.until),
            "cause": asked.cause,
            "at": asked.at and iso(asked.at),
            "promised_at": iso(row.promised_at),
        }
        request_id = _insert(work, officer, kind, number, content, now)
        work.record(officer=officer.login, action=f"ask-{kind.value}", subject=number, at=now, request=request_id)
    return StepTaken(number, Status(row.status), row.promised_at, row.computed_at, request_id)


def lay_alarm(work: Writing, officer: SignedIn, number: str, note: str, now: dt.datetime) -> None:
    """Lay before the leaders that the store contradicts a true slip, once until one has answered; the caller records.

    It takes no step and waits for no dossier: what is stored of it may be what was bent.
    """
    if _pending(work, RequestKind.SLIP_ALARM, number) is None:
        _insert(work, officer, RequestKind.SLIP_ALARM, number, {"note": note, "until": None, "cause": None}, now)


def pending(desk: Desk, officer: SignedIn) -> list[RequestShown]:
    """What waits for a second person, oldest first.

    Raises:
        NotAllowed: the officer is no leader, administrator or deputy.
    """
    with desk.store.reading() as connection:
        require_decider(connection, desk.store.unit_id, officer, vietnam_day(desk.clock.now()))
        return _shown(desk, connection, officer, Decision.request_id.is_(None))


def requests_of(desk: Desk, officer: SignedIn, number: str) -> list[RequestShown]:
    """Everything that was asked of a second person for one dossier, oldest first. Raises: NotAllowed."""
    require(officer, "read")
    with desk.store.reading() as connection:
        return _shown(desk, connection, officer, Request.subject == number)


def require_decider(connection: Connection, unit_id: int, officer: SignedIn, day: dt.date) -> None:
    """Refuse who may not see what waits. Raises: NotAllowed."""
    if not may(officer, "decide") and not leaders_stood_in_for(connection, unit_id, officer.id, day):
        raise NotAllowed(login=officer.login, action="decide")


def approve(desk: Desk, officer: SignedIn, request_id: int, note: str | None = None) -> RequestShown:
    """Agree to a request and take its step, both durable when this returns; an alarm is put down as looked into.

    Raises:
        NotAllowed, UnknownRequest, RequestDecided, OwnRequest, NotTheDecider; what the step raises now, with which the
        request goes on waiting.
    """
    with desk.store.writing() as work:
        now = work.now(desk.clock.now())
        row = _decidable(work, officer, request_id, now)
        if row.kind == RequestKind.SLIP_ALARM:
            _decide(work, officer, row, RequestState.APPROVED, _clean(note), now)
            action = f"approve-{row.kind}"
            work.record(officer=officer.login, action=action, subject=row.subject, at=now, request=request_id)
        else:
            asked = _step(row)
            dossier = verified_dossier(work, row.subject)
            _decide(work, officer, row, RequestState.APPROVED, _clean(note), now)
            take_step(desk, work, officer, dossier, asked, now)
    return _one(desk, officer, request_id)


def reject(desk: Desk, officer: SignedIn, request_id: int, note: str | None) -> RequestShown:
    """Refuse a request with the reason.

    Raises:
        MissingField: there is no reason. NotAllowed, UnknownRequest, RequestDecided, OwnRequest, NotTheDecider.
    """
    why = _clean(note)
    if not why:
        raise MissingField(field="reason")
    with desk.store.writing() as work:
        now = work.now(desk.clock.now())
        row = _decidable(work, officer, request_id, now)
        _decide(work, officer, row, RequestState.REJECTED, why, now)
        work.record(officer=officer.login, action=f"reject-{row.kind}", subject=row.subject, at=now, request=request_id)
    return _one(desk, officer, request_id)


def _insert(
    work: Writing, officer: SignedIn, kind: RequestKind, subject: str, content: dict[str, Any], now: dt.datetime
) -> int:
    row = {
        "kind": kind.value,
        "subject": subject,
        "asked_by": officer.id,
        "asked_at": now,
        "salt": secrets.token_hex(16),
        "content": json.dumps(content, ensure_ascii=False),
    }
    return work.insert_new(Request, row)


def _clean(note: str | None) -> str | None:
    return (clean_text(note, "note", LONG_LIMIT, lines=True) or None) if note else None


def _decide(
    work: Writing, officer: SignedIn, row: Row[Any], state: RequestState, note: str | None, now: dt.datetime
) -> None:
    work.insert(
        Decision,
        {
            "request_id": row.id,
            "state": state.value,
            "decided_by": officer.id,
            "decided_at": now,
            "salt": secrets.token_hex(16),
            "note": note,
        },
    )


def _step(row: Any) -> StepAsked:
    content = json.loads(row.content)
    verb = next(verb for verb, kind in SECOND_PERSON.items() if kind.value == row.kind)
    return StepAsked(
        verb,
        content["note"],
        parse_instant(content["at"], "at") if content["at"] else None,
        until=_until(content),
        cause=_cause(content),
    )


def _until(content: dict[str, Any]) -> dt.datetime | None:
    return parse_instant(content["until"], "until") if content["until"] else None


def _cause(content: dict[str, Any]) -> DelayCause | None:
    return DelayCause(content["cause"]) if content["cause"] else None


def _decidable(work: Writing, officer: SignedIn, request_id: int, now: dt.datetime) -> Row[Any]:
    day = vietnam_day(now)
    require_decider(work.connection, work.unit_id, officer, day)
    wanted = select(Request).where(Request.unit_id == work.unit_id, Request.id == request_id)
    row = work.connection.execute(wanted).one_or_none()
    if row is None:
        raise UnknownRequest(request=request_id)
    decided = work.connection.execute(
        select(Decision.state, Decision.decided_at, Officer.name)
        .join(Officer, Officer.id == Decision.decided_by)
        .where(Decision.request_id == request_id)
    ).one_or_none()
    if decided is not None:
        raise RequestDecided(request=request_id, state=decided.state, officer=decided.name, at=decided.decided_at)
    if row.asked_by == officer.id:
        raise OwnRequest(request=request_id)
    if not may_decide(work.connection, work.unit_id, officer, row.asked_by, day):
        raise NotTheDecider(request=request_id, login=officer.login)
    return row


def _pending(work: Writing, kind: RequestKind, subject: str) -> Any:
    """Who asked the same and when, where it still waits."""
    waiting = (
        select(Request.asked_at, Officer.name)
        .join(Officer, Officer.id == Request.asked_by)
        .join(Decision, Decision.request_id == Request.id, isouter=True)
        .where(Request.unit_id == work.unit_id, Request.subject == subject, Request.kind == kind.value)
        .where(Decision.request_id.is_(None))
    )
    return work.connection.execute(waiting).first()


def _one(desk: Desk, officer: SignedIn, request_id: int) -> RequestShown:
    with desk.store.reading() as connection:
        return _shown(desk, connection, officer, Request.id == request_id)[0]


def _shown(desk: Desk, connection: Connection, officer: SignedIn, condition: Any) -> list[RequestShown]:
    asker, decider = aliased(Officer), aliased(Officer)
    wanted = (
        select(
            Request, asker.login, asker.name.label("asker_name"), Decision.state, Decision.decided_at,
            Decision.note.label("decision_note"), decider.login.label("decider"),
        )
        .join(asker, asker.id == Request.asked_by)
        .join(Decision, Decision.request_id == Request.id, isouter=True)
        .join(decider, decider.id == Decision.decided_by, isouter=True)
        .where(Request.unit_id == desk.store.unit_id, condition)
        .order_by(Request.id)
    )  # fmt: skip
    day, found = vietnam_day(desk.clock.now()), []
    for row in connection.execute(wanted).all():
        content = json.loads(row.content)
        state = RequestState(row.state or RequestState.PENDING)
        decidable = state is RequestState.PENDING and may_decide(
            connection, desk.store.unit_id, officer, row.asked_by, day
        )
        found.append(
            RequestShown(
                row.id, RequestKind(row.kind), row.subject, row.login, row.asker_name, row.asked_at, content["note"],
                _until(content), _cause(content), state, row.decider, row.decided_at, row.decision_note, decidable,
                bool(content.get("drafted")),
            )
        )  # fmt: skip
    return found

"""Letters drafted before a promise is missed: an apology with a new appointment, waiting for a leader's approval."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select, text

from desk.models import Decision, Dossier, Request
from desk.rules.clock import last_day_to_extend
from desk.rules.instants import VIETNAM, iso, vietnam_day
from desk.rules.transitions import Place, can_take
from desk.services.clocks import life_of, once_more
from desk.services.desk import Desk, Office
from desk.services.holding import holder_of
from desk.services.sign_in import SignedIn, require
from desk.store.writing import Writing
from desk.vocabulary import DelayCause, RequestKind, Verb

_OPEN = text("status IN ('received', 'processing', 'waiting_supplement', 'waiting_payment')")  # as the index says it


@dataclass(frozen=True)
class LetterDrafted:
    """A drafted letter: the request that waits, the promise in danger, the new appointment and the cause."""

    request: int
    number: str
    promised_at: dt.datetime
    until: dt.datetime
    cause: DelayCause


def draft_letters(desk: Desk, officer: SignedIn) -> tuple[LetterDrafted, ...]:
    """Draft a letter for every dossier whose last day to be extended is today or before the next working day.

    The letter is a request to extend in the name of whoever has the dossier, so that a second person decides it. The
    new appointment is the limit counted once more from the promise. What was extended, is asked for already, or was
    turned down once for this promise is left alone: a letter nobody wanted is not drafted every day.

    Raises:
        NotAllowed. MissingCalendarYear: the calendar does not reach the new appointment.
    """
    require(officer, "draft-letters")
    with desk.store.writing() as work:
        now = work.now(desk.clock.now())
        office = desk.office(work.connection)
        drafted = []
        for row in _in_danger(work.connection, work.unit_id, office, now):
            if not _asked_before(work.connection, row) and can_take(life_of(work.connection, office, row), Verb.EXTEND):
                drafted.append(_draft(work, officer, office, row, now))
        return tuple(drafted)


def _in_danger(connection: Connection, unit_id: int, office: Office, now: dt.datetime) -> list[Row[Any]]:
    """What runs and could not be extended any more once the next working day has begun."""
    today = vietnam_day(now)
    last = office.calendar.next_working_day(today)
    first, end = (dt.datetime.combine(day, dt.time(), VIETNAM) for day in (today, last + dt.timedelta(days=2)))
    rows = connection.execute(
        select(Dossier)
        .where(Dossier.unit_id == unit_id, _OPEN, Dossier.computed_at.is_not(None))
        .where(Dossier.promised_at >= first, Dossier.promised_at < end)
        .order_by(Dossier.promised_at, Dossier.id)
    ).all()
    return [row for row in rows if today <= last_day_to_extend(row.promised_at) < last]


def _asked_before(connection: Connection, row: Row[Any]) -> bool:
    """Whether an extension of this very promise waits or was turned down."""
    wanted = (
        select(Request.content, Decision.state)
        .join(Decision, Decision.request_id == Request.id, isouter=True)
        .where(Request.subject == row.number, Request.kind == RequestKind.EXTEND.value)
    )
    promised = iso(row.promised_at)
    return any(
        one.state is None or json.loads(one.content).get("promised_at") in {None, promised}
        for one in connection.execute(wanted)
    )


def _draft(work: Writing, officer: SignedIn, office: Office, row: Row[Any], now: dt.datetime) -> LetterDrafted:
    holder = holder_of(work.connection, row.id)
    cause = DelayCause.CONSULTATION if holder.place is Place.BODY else DelayCause.WORKLOAD
    until = once_more(office, row)
    content = {
        "note": None,
        "until": iso(until),
        "cause": cause,
        "at": None,
        "promised_at": iso(row.promised_at),
        "drafted": True,
    }
    request_id = work.insert_new(
        Request,
        {
            "kind": RequestKind.EXTEND.value,
            "subject": row.number,
            "asked_by": holder.officer_id or holder.giver_id or row.received_by,
            "asked_at": now,
            "salt": secrets.token_hex(16),
            "content": json.dumps(content, ensure_ascii=False),
        },
    )
    work.record(officer=officer.login, action="draft-letter", subject=row.number, at=now, request=request_id)
    return LetterDrafted(request_id, row.number, row.promised_at, until, cause)

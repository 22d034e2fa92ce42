"""The steps after receipt: each is asked of the rules, stored as an event, and bound into the chain."""

from __future__ import annotations

import dataclasses
import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from desk.errors import DossierChanged, MissingField, StepRefused, TimeInFuture, UnknownDossier
from desk.models import Dossier, Event, Officer, Promise
from desk.models import Pause as PauseRow
from desk.rules.due_date import DueDate, Pause, due
from desk.rules.instants import in_vietnam
from desk.rules.text import clean_text
from desk.rules.transitions import STOPPED, Life, Moment, take
from desk.services.collecting import HandOver, checked, collector_of, store_collection
from desk.services.desk import Desk, Office
from desk.services.evidence import verify_dossier
from desk.services.intake import arm_stage
from desk.services.intake_request import LONG_LIMIT, NAME_LIMIT
from desk.services.sign_in import SignedIn, require
from desk.store.writing import Writing
from desk.vocabulary import Channel, DiscontinueReason, PauseMode, PromiseReason, Stage, Status, Verb


@dataclass(frozen=True)
class StepAsked:
    """A step that an officer wants to take. `at` in the past is back-entry, which only a leader may do.

    `seen` is the version (`DossierShown.version`) that the officer looked at: a step meant for another is not taken.

    A return needs a `collector` or a `hand_over`; with the name alone nothing is kept of who it was and what was shown.
    """

    verb: Verb
    note: str | None = None
    at: dt.datetime | None = None
    collector: str | None = None
    reason: DiscontinueReason | None = None
    hand_over: HandOver | None = None
    seen: int | None = None


@dataclass(frozen=True)
class StepTaken:
    """Where the dossier stands after the step."""

    number: str
    status: Status
    promised_at: dt.datetime
    computed_at: dt.datetime | None


def act(desk: Desk, officer: SignedIn, number: str, asked: StepAsked) -> StepTaken:
    """Take one step of a dossier's life, durable when this returns.

    Raises:
        NotAllowed, UnknownDossier, StepRefused, DossierChanged, StepOutOfOrder, TimeInFuture, MissingField,
        EntryMismatch, what `collecting` raises of a return, and the faults of the store: nothing is stored.
    """
    require(officer, asked.verb)
    if asked.at is not None:
        require(officer, "back-date")
    asked = _cleaned(asked)
    with desk.store.writing() as work:
        row = find_dossier(work.connection, work.unit_id, number)
        verify_dossier(work.connection, work.unit_id, row.id, number)
        now = work.now(desk.clock.now())
        at = in_vietnam(asked.at).replace(microsecond=0) if asked.at else now
        if at > now:
            raise TimeInFuture(field="at", at=at)
        life, moments = take(_life(work.connection, row), asked.verb, at, number, asked.reason)
        if asked.seen is not None:
            _require_newest(work.connection, row, asked.seen)
        collector = None
        if asked.hand_over is not None:
            collector = collector_of(work.connection, row.id, number, asked.hand_over, asked.collector)
            asked = dataclasses.replace(asked, collector=collector.name)
        seq = _store_events(work, row.id, moments, officer, now, asked)
        if collector is not None:
            store_collection(work, row.id, seq, collector)
        clock = _move_clock(desk.office(work.connection), work, row, life, asked.verb, at)
        work.update(
            Dossier,
            (row.id,),
            status=life.status.value,
            finished_at=life.finished_at,
            returned_at=life.returned_at,
            promised_at=clock.promised_at,
            computed_at=clock.computed_at,
            version=row.version + 1,
        )
        if asked.verb is Verb.RETURN:
            arm_stage(work, row.id, Stage.RETURNED, officer, now)
        work.record(officer=officer.login, action=asked.verb.value, subject=number, at=now)
    return StepTaken(number, life.status, clock.promised_at, clock.computed_at)


def _cleaned(asked: StepAsked) -> StepAsked:
    """The step with clean texts, as far as it can be judged without the dossier."""
    note = clean_text(asked.note, "note", LONG_LIMIT, lines=True) if asked.note else None
    collector = clean_text(asked.collector, "to", NAME_LIMIT) if asked.collector else None
    returns = asked.verb is Verb.RETURN
    hand_over = checked(asked.hand_over) if returns and asked.hand_over is not None else None
    if returns and not collector and hand_over is None:
        raise MissingField(field="to")
    if asked.verb is Verb.DISCONTINUE and asked.reason is None:
        raise MissingField(field="reason")
    return dataclasses.replace(asked, note=note, collector=collector or None, hand_over=hand_over)


def find_dossier(connection: Connection, unit_id: int, number: str) -> Row[Any]:
    """The dossier's own row.

    Raises:
        UnknownDossier: there is no such number.
    """
    row = connection.execute(select(Dossier).where(Dossier.unit_id == unit_id, Dossier.number == number)).one_or_none()
    if row is None:
        raise UnknownDossier(number=number)
    return row


def computed_due(office: Office, row: Row[Any], pauses: list[Pause]) -> DueDate:
    """The deadline of a dossier by the calendar in force and its closed pauses."""
    procedure = office.catalogue.by_edition[row.edition_id]
    limit = procedure.limit(Channel(row.channel))
    start = row.valid_at or row.received_at
    return due(limit.promised, limit.unit, start, pauses, office.calendar, cutoff=procedure.cutoff)


def closed_pauses(connection: Connection, dossier_id: int) -> list[Pause]:
    """The pauses of a dossier that have ended, in order."""
    rows = connection.execute(
        select(PauseRow).where(PauseRow.dossier_id == dossier_id, PauseRow.ends.is_not(None)).order_by(PauseRow.seq)
    )
    return [Pause(row.begins, row.ends, PauseMode(row.mode)) for row in rows]


@dataclass(frozen=True)
class _Clock:
    promised_at: dt.datetime
    computed_at: dt.datetime | None


def _move_clock(office: Office, work: Writing, row: Row[Any], life: Life, verb: Verb, at: dt.datetime) -> _Clock:
    """What the step does to pauses, promise and computed deadline."""
    if life.status in STOPPED:
        procedure = office.catalogue.by_edition[row.edition_id]
        count = _count(work.connection, PauseRow, row.id)
        pause = {"dossier_id": row.id, "seq": count + 1, "reason": verb.value, "begins": at}
        work.insert(PauseRow, {**pause, "mode": procedure.supplement_mode.value})
        return _Clock(row.promised_at, None)
    if verb is Verb.ACCEPT_SUPPLEMENT:
        return _end_pause(office, work, row, at)
    if row.status in STOPPED:
        # ended while waiting: the interval ends with it, the clock stays stopped
        work.update(PauseRow, (row.id, _count(work.connection, PauseRow, row.id)), ends=at)
    return _Clock(row.promised_at, row.computed_at)


def _end_pause(office: Office, work: Writing, row: Row[Any], at: dt.datetime) -> _Clock:
    connection = work.connection
    before = closed_pauses(connection, row.id)
    seq = _count(connection, PauseRow, row.id)
    opened = connection.execute(select(PauseRow).where(PauseRow.dossier_id == row.id, PauseRow.seq == seq)).one()
    if opened.ends is not None:
        raise StepRefused(number=row.number, verb=Verb.ACCEPT_SUPPLEMENT, status=row.status)
    work.update(PauseRow, (row.id, seq), ends=at)
    former = computed_due(office, row, before)
    after = computed_due(office, row, [*before, Pause(opened.begins, at, PauseMode(opened.mode))])
    if after.due_at == former.due_at:
        # the pause did not count (asked for when already late): the promise stays what was printed
        return _Clock(row.promised_at, after.due_at)
    work.insert(
        Promise,
        {
            "dossier_id": row.id,
            "seq": _count(connection, Promise, row.id) + 1,
            "reason": PromiseReason.PAUSE.value,
            "promised_at": after.due_at,
            "calendar_id": office.calendar_id,
            "provisional": after.provisional,
        },
    )
    return _Clock(after.due_at, after.due_at)


def _count(connection: Connection, model: type[PauseRow] | type[Promise] | type[Event], dossier_id: int) -> int:
    newest = select(model.seq).where(model.dossier_id == dossier_id).order_by(model.seq.desc()).limit(1)
    return connection.execute(newest).scalar_one_or_none() or 0


def _life(connection: Connection, row: Row[Any]) -> Life:
    newest = select(Event.at).where(Event.dossier_id == row.id).order_by(Event.seq.desc()).limit(1)
    return Life(Status(row.status), connection.execute(newest).scalar_one(), row.finished_at, row.returned_at)


def _require_newest(connection: Connection, row: Row[Any], seen: int) -> None:
    """The dossier's own `version` moves with a new calendar too, which nobody's step has to heed: the events tell."""
    newest = connection.execute(
        select(Event.seq, Event.stored_at, Officer.name)
        .join(Officer, Officer.id == Event.officer_id)
        .where(Event.dossier_id == row.id)
        .order_by(Event.seq.desc())
        .limit(1)
    ).one()
    if newest.seq != seen:
        raise DossierChanged(
            number=row.number, officer=newest.name, at=newest.stored_at, status=Status(row.status), version=newest.seq
        )


def _store_events(
    work: Writing, dossier_id: int, moments: tuple[Moment, ...], officer: SignedIn, now: dt.datetime, asked: StepAsked
) -> int:
    """Store the moments of a step; what was said with it stands with the last, whose `seq` is returned."""
    last = _count(work.connection, Event, dossier_id)
    for seq, moment in enumerate(moments, start=last + 1):
        newest = moment is moments[-1]
        work.insert(
            Event,
            {
                "dossier_id": dossier_id,
                "seq": seq,
                "verb": moment.verb.value,
                "status": moment.status.value,
                "at": moment.at,
                "stored_at": now,
                "officer_id": officer.id,
                "reason": asked.reason.value if asked.reason and newest else None,
                "salt": secrets.token_hex(16),
                "note": asked.note if newest else None,
                "collector": asked.collector if newest else None,
            },
        )
    return last + len(moments)

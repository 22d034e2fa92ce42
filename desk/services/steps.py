"""One step of a dossier's life inside an open transaction: asked of the rules, stored, bound into the chain."""

from __future__ import annotations

import dataclasses
import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from desk.errors import DossierChanged, MissingField, SecondSupplement, TimeInFuture, UnknownDossier
from desk.models import Dossier, Event, Officer, ResultPaper
from desk.rules.clock import check_extension
from desk.rules.instants import in_vietnam
from desk.rules.text import clean_text, has_control
from desk.rules.transitions import Life, Moment, take
from desk.services.announcing import announce, withdraw_outdated
from desk.services.clocks import life_of, move_clock, newest_seq, stops_for
from desk.services.collecting import HandOver, checked, collector_of, store_collection
from desk.services.correcting import correct
from desk.services.desk import Desk
from desk.services.evidence import verify_dossier
from desk.services.holding import move_holding, require_holder, target_of
from desk.services.intake import arm_stage
from desk.services.intake_request import LONG_LIMIT, NAME_LIMIT
from desk.services.sign_in import SignedIn
from desk.store.writing import Writing
from desk.vocabulary import DelayCause, DiscontinueReason, Role, Stage, Status, Verb

# steps that are nothing without the words why
NEED_A_NOTE = frozenset({Verb.VOID, Verb.REOPEN, Verb.SEND_BACK})
_STAGES = {Verb.RETURN: Stage.RETURNED, Verb.POST_OUT: Stage.RETURNED, Verb.REFUSE: Stage.REFUSED}


@dataclass(frozen=True)
class ResultGiven:
    """The paper that a finish brings: its number, day and signer, each as far as there is one."""

    number: str | None = None
    day: dt.date | None = None
    signer: str | None = None


@dataclass(frozen=True)
class StepAsked:
    """A step that an officer wants to take. `at` in the past is back-entry, which only a leader may do.

    `seen` is the version (`DossierShown.version`) that the officer looked at: a step meant for another is not taken.
    `to` names whom a hand-over goes to, `until` what an extension leads to and `cause` why it is needed, `result` what
    a finish brings, `correction` the fields that a correction changes, as in a line of `register`.

    A return needs a `collector` or a `hand_over`; with the name alone nothing is kept of who it was and what was shown.
    """

    verb: Verb
    note: str | None = None
    at: dt.datetime | None = None
    collector: str | None = None
    reason: DiscontinueReason | None = None
    hand_over: HandOver | None = None
    seen: int | None = None
    to: str | None = None
    until: dt.datetime | None = None
    cause: DelayCause | None = None
    result: ResultGiven | None = None
    correction: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class StepTaken:
    """Where the dossier stands after the step; `request` is the id where a second person has to agree first."""

    number: str
    status: Status
    promised_at: dt.datetime
    computed_at: dt.datetime | None
    request: int | None = None


def cleaned(asked: StepAsked) -> StepAsked:
    """The step with clean texts, as far as it can be judged without the dossier.

    Raises:
        MissingField: a step lacks what it is nothing without. BadText, BadValue, BadIdentity: a text cannot be kept.
    """
    verb = asked.verb
    note = clean_text(asked.note, "note", LONG_LIMIT, lines=True) if asked.note else None
    collector = clean_text(asked.collector, "to", NAME_LIMIT) if asked.collector else None
    returns = verb is Verb.RETURN
    hand_over = checked(asked.hand_over) if returns and asked.hand_over is not None else None
    if returns and not collector and hand_over is None:
        raise MissingField(field="to")
    if verb is Verb.DISCONTINUE and asked.reason is None:
        raise MissingField(field="reason")
    if verb in NEED_A_NOTE and not note:
        raise MissingField(field="reason")
    if verb is Verb.EXTEND and asked.until is None:
        raise MissingField(field="until")
    if verb is Verb.CORRECT and asked.correction is None:
        raise MissingField(field="correction")
    until = in_vietnam(asked.until).replace(second=0, microsecond=0) if asked.until else None
    result = None if asked.result is None else _clean_result(asked.result)
    return dataclasses.replace(
        asked, note=note, collector=collector or None, hand_over=hand_over, until=until, result=result
    )


def _clean_result(given: ResultGiven) -> ResultGiven:
    number = clean_text(given.number, "result_number", 80) if given.number else None
    signer = clean_text(given.signer, "signer", 200) if given.signer else None
    return ResultGiven(number or None, given.day, signer or None)


def find_dossier(connection: Connection, unit_id: int, number: str) -> Row[Any]:
    """The dossier's own row.

    Raises:
        UnknownDossier: there is no such number.
    """
    if has_control(number):  # no number has one, and half a character cannot even be asked for
        raise UnknownDossier(number=number)
    row = connection.execute(select(Dossier).where(Dossier.unit_id == unit_id, Dossier.number == number)).one_or_none()
    if row is None:
        raise UnknownDossier(number=number)
    return row


def verified_row(connection: Connection, unit_id: int, number: str) -> Row[Any]:
    """The dossier's own row, after its rows were compared with the chain. Raises: UnknownDossier, EntryMismatch."""
    row = find_dossier(connection, unit_id, number)
    verify_dossier(connection, unit_id, row.id, number)
    return row


def verified_dossier(work: Writing, number: str) -> Row[Any]:
    """`verified_row` in an open transaction."""
    return verified_row(work.connection, work.unit_id, number)


def moment_asked(asked: StepAsked, now: dt.datetime) -> dt.datetime:
    """When a step happened. Raises: TimeInFuture."""
    at = in_vietnam(asked.at).replace(microsecond=0) if asked.at else now
    if at > now:
        raise TimeInFuture(field="at", at=at)
    return at


def judge(
    desk: Desk, work: Writing, officer: SignedIn, row: Row[Any], asked: StepAsked, at: dt.datetime
) -> tuple[Life, Life, tuple[Moment, ...]]:
    """The life before and after a cleaned step, and its events; nothing is stored.

    Raises:
        StepRefused, StepOutOfOrder, DossierChanged, WrongHolder, SecondSupplement; TooLateToExtend, PromiseNotLater,
        PromiseOnDayOff.
    """
    office = desk.office(work.connection)
    before = life_of(work.connection, office, row)
    to_body = False
    if asked.to is not None or asked.verb in {Verb.HAND_OVER, Verb.REASSIGN}:
        target = target_of(work.connection, work.unit_id, asked.verb, asked.to, officer)
        to_body = target is not None and target.body is not None
    stops = stops_for(office.catalogue.by_edition[row.edition_id], asked.verb)
    after, moments = take(before, asked.verb, at, row.number, asked.reason, to_body=to_body, stops=stops)
    if asked.seen is not None:
        _require_newest(work.connection, row, asked.seen)
    require_holder(work.connection, row.id, row.number, asked.verb, officer)
    again = asked.verb is Verb.REQUEST_SUPPLEMENT and before.supplements > 0
    if again and (Role.LEADER not in officer.roles or not asked.note):
        raise SecondSupplement(number=row.number, count=before.supplements)
    if asked.verb is Verb.EXTEND and asked.until is not None:
        check_extension(row.promised_at, at, asked.until, office.calendar, row.number)
    return before, after, moments


def take_step(
    desk: Desk, work: Writing, officer: SignedIn, row: Row[Any], asked: StepAsked, now: dt.datetime
) -> StepTaken:
    """Take a cleaned step of a verified dossier in an open transaction; its entry is recorded.

    Raises:
        What `judge`, `moment_asked`, `collecting` and `correcting` raise: the transaction has to be given up.
    """
    at = moment_asked(asked, now)
    before, after, moments = judge(desk, work, officer, row, asked, at)
    office = desk.office(work.connection)
    collector = None
    if asked.hand_over is not None:
        collector = collector_of(work.connection, row.id, row.number, asked.hand_over, asked.collector)
        asked = dataclasses.replace(asked, collector=collector.name)
    seq = _store_events(work, row.id, moments, officer, now, asked)
    if collector is not None:
        store_collection(work, row.id, seq, collector)
    if asked.verb is Verb.FINISH and asked.result is not None:
        work.insert(ResultPaper, {"dossier_id": row.id, "seq": seq, **vars(asked.result)})
    if asked.verb is Verb.CORRECT and asked.correction is not None:
        correct(work, row, seq, asked.correction, now)
    target = target_of(work.connection, work.unit_id, asked.verb, asked.to, officer)
    move_holding(work, row, seq, moments, officer, target)
    clock = move_clock(office, work, row, before, after, asked.verb, asked.until)
    work.update(
        Dossier,
        (row.id,),
        status=after.status.value,
        finished_at=after.finished_at,
        returned_at=after.returned_at,
        promised_at=clock.promised_at,
        computed_at=clock.computed_at,
        version=row.version + 1,
    )
    withdraw_outdated(work, officer, row.id, after.status, now)
    announce(work, office, row, asked.verb, clock.promised_at, now)
    if asked.verb in _STAGES:
        arm_stage(work, row.id, _STAGES[asked.verb], officer, now)
    work.record(officer=officer.login, action=asked.verb.value, subject=row.number, at=now)
    return StepTaken(row.number, after.status, clock.promised_at, clock.computed_at)


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
    last = newest_seq(work.connection, Event, dossier_id)
    reason = asked.reason or asked.cause
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
                "reason": reason.value if reason and newest else None,
                "salt": secrets.token_hex(16),
                "note": asked.note if newest else None,
                "collector": asked.collector if newest else None,
            },
        )
    return last + len(moments)

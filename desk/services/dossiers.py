"""Shows one dossier whole: what was received, by whom, what happened, what was promised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from desk.errors import MissingCalendarYear
from desk.models import Collection, Event, HandedOver, Officer, Origin, PaperCopy, Pause, Promise, ResultPaper
from desk.rules.due_date import promise_in_force
from desk.rules.message_life import MessageWay
from desk.rules.outcome import outcome
from desk.rules.spent_time import SpentTime
from desk.rules.transitions import OPEN, Life, Place
from desk.rules.working_calendar import WorkingCalendar
from desk.services.announcing import way_wanted
from desk.services.catalogue import Fee, StepBudget
from desk.services.clock_check import believed_now
from desk.services.clocks import life_of, once_more
from desk.services.correcting import content_of, in_force
from desk.services.desk import Desk
from desk.services.holding import holder_of
from desk.services.intake_request import ComponentGiven, PartyGiven
from desk.services.receipts import stored_receipt
from desk.services.sign_in import EXAMINING, SignedIn, require, roles_of
from desk.services.spent import spent_by
from desk.services.steps import ResultGiven, find_dossier, verified_row
from desk.store.statement import cursor_of
from desk.vocabulary import (
    Channel,
    CollectedWith,
    CollectorKind,
    Outcome,
    PauseMode,
    PromiseReason,
    ReturnChannel,
    Role,
    Status,
    Verb,
)


@dataclass(frozen=True)
class EventShown:
    """One step with who took it; `to` is whom it was handed to, `outside` that this is another body."""

    verb: Verb
    status: Status
    at: dt.datetime
    stored_at: dt.datetime
    officer: str
    reason: str | None
    note: str | None
    collector: str | None
    to: str | None
    outside: bool = False


@dataclass(frozen=True)
class PauseShown:
    """An interval of waiting; open while `ends` is empty."""

    begins: dt.datetime
    ends: dt.datetime | None
    mode: PauseMode
    reason: str


@dataclass(frozen=True)
class PromiseShown:
    """A promised moment and why it was made."""

    promised_at: dt.datetime
    reason: PromiseReason
    provisional: bool


@dataclass(frozen=True)
class CopyShown:
    """A paper made of the dossier."""

    form: str
    copy: int
    made_at: dt.datetime
    printer: str


@dataclass(frozen=True)
class CollectionShown:
    """Who collected the result and what was shown; `paper_number` is whole and personal."""

    kind: CollectorKind
    paper: CollectedWith
    paper_number: str | None
    lost_slip: bool


@dataclass(frozen=True)
class HolderShown:
    """Who has a dossier: an officer or a body by name, nobody while it lies at the counter; since when."""

    place: Place
    name: str | None
    login: str | None
    since: dt.datetime | None


@dataclass(frozen=True)
class Receiver:
    """An officer to whom a dossier can be handed."""

    login: str
    name: str


@dataclass(frozen=True)
class DossierShown:
    """One dossier as its page and `show` give it; `collection` is there once a result was handed over with a paper.

    People, components and counts are those in force; the digest is that of the receipt. `at` is the moment by which
    outcome and hours were told.
    """

    number: str
    status: Status
    procedure: str
    procedure_name: str
    sector: str
    channel: Channel
    return_channel: ReturnChannel
    sets: int
    copies: int
    applicant: PartyGiven
    authorised_person: PartyGiven | None
    received_at: dt.datetime
    valid_at: dt.datetime | None
    promised_at: dt.datetime
    computed_at: dt.datetime | None
    finished_at: dt.datetime | None
    returned_at: dt.datetime | None
    back_entry: bool
    form_edition: str
    limit: int
    limit_unit: str
    fee: Fee | None
    officer: str
    digest: str
    entry_seq: int
    entry_hash: str
    components: tuple[ComponentGiven, ...]
    events: tuple[EventShown, ...]
    pauses: tuple[PauseShown, ...]
    promises: tuple[PromiseShown, ...]
    papers: tuple[CopyShown, ...]
    collection: CollectionShown | None
    life: Life
    outcome: Outcome
    holder: HolderShown
    result: ResultGiven | None
    submitted_at: dt.datetime | None
    outside_number: str | None
    corrected: bool
    spent: SpentTime | None
    budgets: tuple[StepBudget, ...]
    notify: MessageWay | None
    at: dt.datetime

    @property
    def stopped(self) -> bool:
        """Whether the clock of the open dossier stands still."""
        return self.status in OPEN and self.computed_at is None

    @property
    def version(self) -> int:
        """The `seq` of its newest step: what `StepAsked.seen` names. A deadline counted anew is no step."""
        return len(self.events)


def show(desk: Desk, officer: SignedIn, number: str) -> DossierShown:
    """One dossier, after its rows were compared with the audit chain.

    Raises:
        NotAllowed, UnknownDossier, EntryMismatch and the faults of the store.
    """
    require(officer, "read")
    with desk.store.reading() as connection:
        row = verified_row(connection, desk.store.unit_id, number)
        office, now = desk.office(connection), believed_now(desk, cursor_of(connection))
        procedure, channel = office.catalogue.by_edition[row.edition_id], Channel(row.channel)
        limit = procedure.limit(channel)
        content, life = content_of(connection, row), life_of(connection, office, row)
        officers = _officers(connection)
        names = {key: one.name for key, one in officers.items()}
        return DossierShown(
            number=number,
            status=Status(row.status),
            procedure=procedure.code,
            procedure_name=procedure.name,
            sector=procedure.sector,
            channel=channel,
            return_channel=content.return_channel,
            sets=content.sets,
            copies=content.copies,
            applicant=content.applicant,
            authorised_person=content.authorised_person,
            components=content.components,
            received_at=row.received_at,
            valid_at=row.valid_at,
            promised_at=row.promised_at,
            computed_at=row.computed_at,
            finished_at=row.finished_at,
            returned_at=row.returned_at,
            back_entry=row.back_entry,
            form_edition=row.form_edition,
            limit=limit.promised,
            limit_unit=limit.unit,
            fee=procedure.fees.get(channel),
            officer=names[row.received_by],
            **_acknowledged(connection, row.unit_id, number),
            life=life,
            outcome=outcome(life, _bound(row.promised_at, office.calendar), now),
            holder=_holder(connection, row.id, officers),
            corrected=in_force(connection, row.id) is not None,
            spent=spent_by(connection, office, row, now),
            budgets=procedure.steps,
            at=now,
            **_content(connection, row.id, names),
        )


def receivers(desk: Desk, officer: SignedIn, roles: frozenset[Role] = EXAMINING) -> tuple[Receiver, ...]:
    """The active officers in one of the roles, by name: to whom a dossier can be handed. Raises: NotAllowed."""
    require(officer, "read")
    active = select(Officer.id, Officer.login, Officer.name).where(
        Officer.unit_id == desk.store.unit_id, Officer.active
    )
    with desk.store.reading() as connection:
        cursor = cursor_of(connection)
        found = [row for row in connection.execute(active).all() if roles_of(cursor, row.id) & roles]
    return tuple(Receiver(row.login, row.name) for row in sorted(found, key=lambda row: (row.name, row.login)))


def until_proposed(desk: Desk, officer: SignedIn, number: str) -> dt.datetime | None:
    """The appointment that an extension of a dossier would lead to by itself; None where the calendar ends.

    Raises:
        NotAllowed, UnknownDossier.
    """
    require(officer, "read")
    with desk.store.reading() as connection:
        try:
            return once_more(desk.office(connection), find_dossier(connection, desk.store.unit_id, number))
        except MissingCalendarYear:
            return None


def _officers(connection: Connection) -> dict[int, Any]:
    return {one.id: one for one in connection.execute(select(Officer.id, Officer.name, Officer.login))}


def _acknowledged(connection: Connection, unit_id: int, number: str) -> dict[str, Any]:
    receipt = stored_receipt(connection, unit_id, number)
    return {"digest": receipt.digest, "entry_seq": receipt.entry_seq, "entry_hash": receipt.entry_hash}


def _holder(connection: Connection, dossier_id: int, officers: Mapping[int, Any]) -> HolderShown:
    found = holder_of(connection, dossier_id)
    officer = officers.get(found.officer_id) if found.officer_id is not None else None
    return HolderShown(found.place, found.body or (officer and officer.name), officer and officer.login, found.since)


def _bound(promised_at: dt.datetime, calendar: WorkingCalendar) -> dt.datetime:
    """The promise as it binds; as printed where the calendar ends."""
    try:
        return promise_in_force(promised_at, calendar)
    except MissingCalendarYear:
        return promised_at


def _content(connection: Connection, dossier_id: int, names: Mapping[int, str]) -> dict[str, Any]:
    """The rows that hang on a dossier, each kind in its order."""

    def rows(model: Any, *order: Any) -> Iterable[Any]:
        return connection.execute(select(model).where(model.dossier_id == dossier_id).order_by(*order))

    handed = tuple(rows(HandedOver, HandedOver.seq))
    targets = {one.seq: one.body or names[one.officer_id] for one in handed}
    outside = {one.seq for one in handed if one.body}
    origin = next(iter(rows(Origin)), None)
    return {
        "submitted_at": origin and origin.submitted_at,
        "outside_number": origin and origin.outside_number,
        "notify": way_wanted(connection, dossier_id),
        "result": next(
            (ResultGiven(one.number, one.day, one.signer) for one in rows(ResultPaper, ResultPaper.seq.desc())), None
        ),
        "events": tuple(
            EventShown(
                Verb(one.verb),
                Status(one.status),
                one.at,
                one.stored_at,
                names[one.officer_id],
                one.reason,
                one.note,
                one.collector,
                targets.get(one.seq),
                one.seq in outside,
            )
            for one in rows(Event, Event.seq)
        ),
        "pauses": tuple(
            PauseShown(one.begins, one.ends, PauseMode(one.mode), one.reason) for one in rows(Pause, Pause.seq)
        ),
        "promises": tuple(
            PromiseShown(one.promised_at, PromiseReason(one.reason), one.provisional)
            for one in rows(Promise, Promise.seq)
        ),
        "papers": _papers(rows(PaperCopy, PaperCopy.made_at, PaperCopy.copy)),
        "collection": next(
            (
                CollectionShown(
                    CollectorKind(one.collector_kind), CollectedWith(one.paper), one.paper_number, one.lost_slip
                )
                for one in rows(Collection, Collection.seq.desc())
            ),
            None,
        ),
    }


def _papers(rows: Iterable[Any]) -> tuple[CopyShown, ...]:
    return tuple(CopyShown(one.form, one.copy, one.made_at, one.printer) for one in rows)

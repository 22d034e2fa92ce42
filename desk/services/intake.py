"""Receives a dossier: number, deadline, promise, people, papers and audit entry in one durable transaction."""

from __future__ import annotations

import dataclasses
import datetime as dt
import secrets
from functools import cache
from typing import Any

from sqlalchemy import Dialect, bindparam, select

from desk.errors import BackEntryTooOld, RequestDiffers, StepOutOfOrder, TimeInFuture
from desk.models import ArmedStage, Component, Dossier, Event, Likeness, Origin, Party, Promise
from desk.rules.dossier_number import format_number
from desk.rules.due_date import DueDate, due
from desk.rules.instants import cut_to_minute, in_vietnam, vietnam_day
from desk.rules.pad_number import read_pad_number
from desk.rules.working_calendar import WorkingCalendar
from desk.services.announcing import announce, keep_consent
from desk.services.catalogue import Procedure
from desk.services.desk import Desk, Office
from desk.services.intake_request import IntakeRequest, PartyGiven
from desk.services.pads import number_from_pad, take_serials
from desk.services.receipts import Receipt, digest_of, stored_receipt, stored_request, terms_of
from desk.services.sign_in import SignedIn, may, require
from desk.store.full_text import add_words
from desk.store.statement import Statement
from desk.store.writing import Writing
from desk.vocabulary import Channel, PartyRole, PromiseReason, Stage, Status, Verb

BACK_ENTRY_AFTER = dt.timedelta(hours=1)
CLERK_WORKING_DAYS_BACK = 3  # docs/command-line: beyond three working days only a leader may enter


def preview(procedure: Procedure, channel: Channel, received_at: dt.datetime, calendar: WorkingCalendar) -> DueDate:
    """The return date that receiving now would promise, with its trace; nothing is stored.

    Raises:
        IncompleteProcedure, MissingCalendarYear: no date can be promised.
    """
    limit = procedure.limit(channel)
    return due(limit.promised, limit.unit, received_at, (), calendar, cutoff=procedure.cutoff)


def receive(desk: Desk, officer: SignedIn, request: IntakeRequest) -> Receipt:
    """Store a new dossier, durable when this returns. The same request id with the same content gives the same one.

    Raises:
        NotAllowed, UnknownProcedure, ProcedureEnded, IncompleteProcedure, MissingCalendarYear, TimeInFuture,
        BackEntryTooOld, RequestDiffers and the faults of the store: nothing is stored.
    """
    require(officer, "register")
    with desk.store.writing() as work:
        return received_before(work, request) or receive_within(desk, work, officer, request)


def receive_within(desk: Desk, work: Writing, officer: SignedIn, request: IntakeRequest) -> Receipt:
    """Store a new dossier in an open transaction, with its own audit entry.

    Raises:
        As `receive`, save RequestDiffers: the transaction has to be given up.
    """
    require(officer, "register")
    office = desk.office(work.connection)
    now = work.now(desk.clock.now())
    received_at = in_vietnam(request.received_at or now).replace(microsecond=0)
    back_entry = _check_times(request, received_at, now, officer, office.calendar) or request.pad_number is not None
    procedure = office.catalogue.in_force(request.procedure, vietnam_day(received_at))
    promise = preview(procedure, request.channel, request.valid_at or received_at, office.calendar)
    day, serial, number = _number(work, office, request, now)
    row = _dossier_row(request, procedure.edition_id, received_at, promise.due_at)
    dossier_id = work.insert_new(
        Dossier,
        {
            **row,
            "number": number,
            "issued_on": day,
            "serial": serial,
            "stored_at": now,
            "received_by": officer.id,
            "form_edition": office.unit.form_edition,
            "back_entry": back_entry,
        },
    )
    salt = secrets.token_hex(16)
    if request.notify is not None:
        keep_consent(work, officer, dossier_id, request.notify, now, later=False)
        stored = work.connection.execute(select(Dossier).where(Dossier.id == dossier_id)).one()
        announce(work, office, stored, Verb.RECEIVE, promise.due_at, now)
    _store_content(work, office, officer, request, dossier_id, salt, promise, received_at, now)
    parties = {PartyRole.APPLICANT: request.applicant}
    if request.authorised_person is not None:
        parties[PartyRole.AUTHORISED_PERSON] = request.authorised_person
    add_words(work.cursor, dossier_id, terms_of(number, parties.values()))
    digest = digest_of(number, procedure.code, received_at, promise.due_at, request.request_id, salt, parties)
    entry = work.record(officer=officer.login, action="receive", subject=number, at=now, digest=digest)
    return Receipt(
        dossier_id, number, received_at, promise.due_at, digest, promise.provisional, back_entry, entry.seq, entry.hash
    )  # fmt: skip


def _number(work: Writing, office: Office, request: IntakeRequest, now: dt.datetime) -> tuple[dt.date, int, str]:
    """Day, serial and number: that of the pad it was written on, else the next of today. Raises: as `pads`."""
    if request.pad_number is not None:
        parts = number_from_pad(work, request.pad_number)
        return parts.day, parts.serial, read_pad_number(request.pad_number)
    day = vietnam_day(now)
    serial = take_serials(work, day)
    return day, serial, format_number(office.unit.agency_code, day, serial)


def _dossier_row(
    request: IntakeRequest, edition_id: int, received_at: dt.datetime, due_at: dt.datetime
) -> dict[str, Any]:
    return {
        "request_id": request.request_id,
        "edition_id": edition_id,
        "channel": request.channel.value,
        "return_channel": request.return_channel.value,
        "sets": request.sets,
        "copies": request.copies,
        "received_at": received_at,
        "valid_at": request.valid_at,
        "status": Status.RECEIVED.value,
        "promised_at": due_at,
        "computed_at": due_at,
        "version": 1,
    }


def _store_content(
    work: Writing,
    office: Office,
    officer: SignedIn,
    request: IntakeRequest,
    dossier_id: int,
    salt: str,
    promise: DueDate,
    received_at: dt.datetime,
    now: dt.datetime,
) -> None:
    work.insert(Party, _party_row(dossier_id, 1, PartyRole.APPLICANT, request.applicant, salt))
    if request.authorised_person is not None:
        person = _party_row(dossier_id, 2, PartyRole.AUTHORISED_PERSON, request.authorised_person, salt)
        work.insert(Party, person)
    work.insert(
        Component,
        *(
            {"dossier_id": dossier_id, "position": position, "salt": salt, **vars(component)}
            for position, component in enumerate(request.components, start=1)
        ),
    )
    work.insert(
        Event,
        {
            "dossier_id": dossier_id,
            "seq": 1,
            "verb": Verb.RECEIVE.value,
            "status": Status.RECEIVED.value,
            "at": received_at,
            "stored_at": now,
            "officer_id": officer.id,
            "salt": salt,
            "note": request.note,
        },
    )
    work.insert(
        Promise,
        {
            "dossier_id": dossier_id,
            "seq": 1,
            "reason": PromiseReason.FIRST.value,
            "promised_at": promise.due_at,
            "calendar_id": office.calendar_id,
            "provisional": promise.provisional,
        },
    )
    _store_beside(work, request, dossier_id)
    arm_stage(work, dossier_id, Stage.RECEIVED, officer, now)


def _store_beside(work: Writing, request: IntakeRequest, dossier_id: int) -> None:
    """Where it came from, and which dossiers like it were known."""
    if request.submitted_at is not None or request.outside_number is not None:
        origin = {"submitted_at": request.submitted_at, "outside_number": request.outside_number}
        work.insert(Origin, {"dossier_id": dossier_id, **origin})
    alike = ({"dossier_id": dossier_id, "other_id": other, "reason": why.value} for other, why in request.despite)
    work.insert(Likeness, *alike)


def arm_stage(work: Writing, dossier_id: int, stage: Stage, officer: SignedIn, now: dt.datetime) -> None:
    """Let the citizen rate this moment once; it takes the place of the dossier's earlier stage."""
    row = {
        "dossier_id": dossier_id,
        "stage": stage.value,
        "token": secrets.token_hex(16),
        "officer_id": officer.id,
        "armed_at": now,
    }
    work.insert_new(ArmedStage, row)


def _check_times(
    request: IntakeRequest, received_at: dt.datetime, now: dt.datetime, officer: SignedIn, calendar: WorkingCalendar
) -> bool:
    """Whether this is back-entry; times that cannot be are refused."""
    if received_at > now:
        raise TimeInFuture(field="received_at", at=received_at)
    if request.valid_at is not None:
        if request.valid_at > now:
            raise TimeInFuture(field="valid_at", at=request.valid_at)
        if cut_to_minute(request.valid_at) < cut_to_minute(received_at):
            raise StepOutOfOrder(at=request.valid_at, last=received_at)
    if request.submitted_at is not None and request.submitted_at > received_at:
        raise StepOutOfOrder(at=received_at, last=request.submitted_at)
    back_entry = now - received_at > BACK_ENTRY_AFTER
    if (
        back_entry
        and not may(officer, "back-date")
        and vietnam_day(received_at) < earliest_for_clerk(vietnam_day(now), calendar)
    ):
        raise BackEntryTooOld(at=received_at)
    return back_entry


def earliest_for_clerk(today: dt.date, calendar: WorkingCalendar) -> dt.date:
    """The day three working days before today: as far back as a clerk may enter."""
    day, left = today, CLERK_WORKING_DAYS_BACK
    while left:
        day -= dt.timedelta(days=1)
        if calendar.is_working(day):
            left -= 1
    return day


def _party_row(dossier_id: int, seq: int, role: PartyRole, party: PartyGiven, salt: str) -> dict[str, Any]:
    return {"dossier_id": dossier_id, "seq": seq, "role": role.value, "salt": salt, **vars(party)}


@cache
def _by_request(dialect: Dialect) -> Statement:
    clause = select(Dossier.number).where(
        Dossier.unit_id == bindparam("unit_id"), Dossier.request_id == bindparam("request_id")
    )
    return Statement(clause, dialect, ("unit_id", "request_id"))


def received_before(work: Writing, request: IntakeRequest) -> Receipt | None:
    """The dossier that this request id already made; None without an id.

    Raises:
        RequestDiffers: it was made with other content.
    """
    if request.request_id is None:
        return None
    _by_request(work.connection.dialect).run(work.cursor, (work.unit_id, request.request_id))
    found = work.cursor.fetchone()
    if found is None:
        return None
    receipt = stored_receipt(work.connection, work.unit_id, found[0])
    before = stored_request(work.connection, work.unit_id, found[0])
    # a request that left the time to the desk is the same request, whatever the desk then stamped
    received_at = in_vietnam(request.received_at or before.received_at or receipt.received_at).replace(microsecond=0)
    if dataclasses.replace(request, received_at=received_at) != before:
        raise RequestDiffers(request_id=request.request_id, number=receipt.number)
    return receipt

"""The statutory papers of a dossier from stored facts: forms 02 to 06; 02 and 03 of a visit without one as well."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from desk.errors import NothingToPrint, UnknownVisit
from desk.printing.forms import control_slip as control_slip_form
from desk.printing.forms import date_explanation as date_explanation_form
from desk.printing.forms import discontinuation_notice as discontinuation_notice_form
from desk.printing.forms import extension_letter as extension_letter_form
from desk.printing.forms import refusal_slip as refusal_slip_form
from desk.printing.forms import supplement_request as supplement_request_form
from desk.printing.forms.control_slip import ControlRow, ControlSlip
from desk.printing.forms.date_explanation import DateExplanation
from desk.printing.forms.discontinuation_notice import DiscontinuationNotice
from desk.printing.forms.extension_letter import ExtensionLetter
from desk.printing.forms.refusal_slip import RefusalSlip
from desk.printing.forms.supplement_request import SupplementRequest
from desk.printing.letterhead import Letterhead
from desk.printing.regulations import edition_with, form_law
from desk.printing.statutory import DossierFacts, Signer
from desk.rules.cause_words import CAUSE_WORDS
from desk.rules.money import format_vnd
from desk.rules.transitions import OPEN
from desk.services.desk import Desk, UnitFacts
from desk.services.dossiers import DossierShown, EventShown, show
from desk.services.explaining import explain
from desk.services.paper_kinds import Asked, PaperKind, as_it_is, letterhead_of, unit_of
from desk.services.receipts_shown import receipt_ids_of, shown_receipts
from desk.services.requests import requests_of
from desk.services.sign_in import SignedIn
from desk.services.steps import find_dossier
from desk.services.turning_away import VisitShown, visit
from desk.vocabulary import (
    DiscontinueReason,
    FormEdition,
    Outcome,
    PaperForm,
    PromiseReason,
    RequestKind,
    RequestState,
    TurnedAway,
    Verb,
)

_VISIT = re.compile(r"visit-([0-9]{1,9})")
_BULLET = re.compile(r"^\s*[-–•+]\s*")
_COUNTER = "Bộ phận tiếp nhận và trả kết quả"
_OUTCOMES = {Outcome.EARLY: "Trước hạn", Outcome.ON_TIME: "Đúng hạn", Outcome.LATE: "Quá hạn"}


def is_visit(number: str) -> bool:
    """Whether the number is of a visit without a dossier."""
    return _VISIT.fullmatch(number) is not None


def edition_of(asked: Asked, own: str) -> FormEdition:
    """The edition that was asked for, else the dossier's own, else the first later one that has the form."""
    return asked.edition or edition_with(FormEdition(own), asked.form)


def _facts(asked: Asked, unit: UnitFacts, dossier: DossierShown, made_at: dt.datetime, by: str) -> DossierFacts:
    party = dossier.applicant
    return DossierFacts(
        heading=letterhead_of(unit),
        number=dossier.number,
        applicant_name=party.name,
        address=party.address or "",
        phone=party.phone or "",
        email=party.email or "",
        procedure_code=dossier.procedure,
        procedure_name=dossier.procedure_name,
        received_at=dossier.received_at,
        made_at=made_at,
        officer_name=by,
        copy=asked.copy,
        printed_at=asked.now,
        practice=unit.practice,
        edition=edition_of(asked, dossier.form_edition),
    )


def _visit_facts(asked: Asked, unit: UnitFacts, found: VisitShown) -> DossierFacts:
    return DossierFacts(
        heading=letterhead_of(unit),
        number="",
        applicant_name=found.name or "",
        address="",
        phone="",
        email="",
        procedure_code=found.procedure,
        procedure_name=found.procedure_name,
        received_at=None,
        made_at=found.at,
        officer_name=found.officer,
        copy=asked.copy,
        printed_at=asked.now,
        practice=unit.practice,
        edition=edition_of(asked, unit.form_edition),
    )


def _asked_visit(desk: Desk, officer: SignedIn, asked: Asked, kind: TurnedAway) -> VisitShown | None:
    """The visit that is meant, if one is; one of the other kind has no such paper."""
    number = _VISIT.fullmatch(asked.number)
    if number is None:
        return None
    found = visit(desk, officer, int(number[1]))
    if found.kind is not kind:
        raise UnknownVisit(visit=found.id)
    return found


def _newest(dossier: DossierShown, form: PaperForm, *verbs: Verb) -> EventShown:
    """The newest of these steps. Raises: NothingToPrint."""
    found = next((one for one in reversed(dossier.events) if one.verb in verbs), None)
    if found is None:
        raise NothingToPrint(number=dossier.number, form=form)
    return found


def _supplement_request(desk: Desk, officer: SignedIn, asked: Asked) -> SupplementRequest:
    unit = unit_of(desk)
    guided = _asked_visit(desk, officer, asked, TurnedAway.GUIDED)
    if guided is not None:
        return SupplementRequest(_visit_facts(asked, unit, guided), guided.lacking, guided.note, closes=False)
    dossier = show(desk, officer, asked.number)
    step = _newest(dossier, asked.form, Verb.REQUEST_SUPPLEMENT)
    lacking, reason = _noted(step.note or "")
    return SupplementRequest(_facts(asked, unit, dossier, step.at, step.officer), lacking, reason, closes=True)


def _noted(note: str) -> tuple[tuple[str, ...], str]:
    """What is lacking and why, from the note of the step: lines that begin with a dash are what is lacking.

    Without such lines every line is something to bring, and no reason was given.
    """
    lines = [line for line in note.splitlines() if line.strip()]
    dashed = [line for line in lines if _BULLET.match(line)]
    lacking = tuple(_BULLET.sub("", line).strip() for line in dashed or lines)
    return lacking, "\n".join(line for line in lines if dashed and line not in dashed)


def _refusal_slip(desk: Desk, officer: SignedIn, asked: Asked) -> RefusalSlip:
    unit = unit_of(desk)
    refused = _asked_visit(desk, officer, asked, TurnedAway.REFUSED)
    if refused is not None:
        return RefusalSlip(_visit_facts(asked, unit, refused), refused.note or "; ".join(refused.lacking))
    dossier = show(desk, officer, asked.number)
    step = _newest(dossier, asked.form, Verb.REFUSE)
    return RefusalSlip(_facts(asked, unit, dossier, step.at, step.officer), step.note or "")


def _letter_facts(asked: Asked, unit: UnitFacts, dossier: DossierShown, made_at: dt.datetime) -> DossierFacts:
    """As of a slip, but issued by the body that settles dossiers and not by its counter."""
    facts = _facts(asked, unit, dossier, made_at, "")
    return replace(facts, heading=_body(facts.heading))


def _body(counter: Letterhead) -> Letterhead:
    return replace(counter, superior_body="", issuing_body=counter.superior_body or counter.issuing_body)


def _signer(unit: UnitFacts) -> Signer:
    return next((Signer(one.title, one.name) for one in unit.signers), Signer())


def _extension_letter(desk: Desk, officer: SignedIn, asked: Asked) -> ExtensionLetter:
    """The newest extension that was granted, or that waits to be: then it is the draft for the head to sign."""
    unit, dossier = unit_of(desk), show(desk, officer, asked.number)
    live = (RequestState.APPROVED, RequestState.PENDING)
    letters = [
        one
        for one in requests_of(desk, officer, dossier.number)
        if one.kind is RequestKind.EXTEND and one.state in live and one.until is not None
    ]
    if not letters:
        raise NothingToPrint(number=dossier.number, form=asked.form)
    letter = letters[-1]
    assert letter.until is not None
    cause = CAUSE_WORDS[letter.cause] if letter.cause else ""
    return ExtensionLetter(
        facts=_letter_facts(asked, unit, dossier, letter.decided_at or asked.now),
        counter=unit.issuing_body,
        first_promise=_before_extension(dossier),
        until=letter.until,
        reason="; ".join(filter(None, (cause, letter.note))),
        signer=_signer(unit),
    )


def _before_extension(dossier: DossierShown) -> dt.datetime:
    """The appointment that an extension took the place of, or would."""
    told = dossier.promised_at
    for one in reversed(dossier.promises):
        if one.reason is PromiseReason.EXTENSION:
            earlier = dossier.promises[: dossier.promises.index(one)]
            told = earlier[-1].promised_at if earlier else told
    return told


def _discontinuation_notice(desk: Desk, officer: SignedIn, asked: Asked) -> DiscontinuationNotice:
    unit, dossier = unit_of(desk), show(desk, officer, asked.number)
    step = _newest(dossier, asked.form, Verb.DISCONTINUE, Verb.WITHDRAW)
    facts = _letter_facts(asked, unit, dossier, step.at)
    told = form_law(facts.edition, asked.form).sentences
    withdrawn = step.verb is Verb.WITHDRAW
    closed = step.reason == DiscontinueReason.CLOSED_NO_SUPPLEMENT
    own = "Người nộp đề nghị dừng giải quyết hồ sơ" if withdrawn else ""
    own = "Quá thời hạn mà hồ sơ không được bổ sung, hoàn thiện" if closed else own
    return DiscontinuationNotice(
        facts=facts,
        counter=unit.issuing_body,
        promised_at=dossier.promised_at,
        stopped_at=step.at,
        reason=". ".join(filter(None, (own, step.note))),
        basis=told["withdrawn"] if withdrawn else told["closed"] if closed else "",
        returned="; ".join(one.name for one in dossier.components),
        refund=_refunded(desk, dossier.number),
        signer=_signer(unit),
    )


def _refunded(desk: Desk, number: str) -> str:
    """What was given back of the dossier's fees, in figures; empty where nothing was."""
    unit_id = desk.store.unit_id
    with desk.store.reading() as connection:
        ids = receipt_ids_of(connection, find_dossier(connection, unit_id, number).id)
        lines = [line for one in shown_receipts(connection, unit_id, ids) for line in one.lines]
    back = sum(line.amount - line.left for line in lines if line.number == number)
    return format_vnd(back) if back else ""


def _control_slip(desk: Desk, officer: SignedIn, asked: Asked) -> ControlSlip:
    unit, dossier = unit_of(desk), show(desk, officer, asked.number)
    rows = tuple(_way(dossier))
    bodies = {one.to for one in dossier.events if one.outside and one.to}
    return ControlSlip(
        facts=_facts(asked, unit, dossier, asked.now, dossier.officer),
        promised_at=dossier.promised_at,
        body=unit.superior_body or unit.name,
        others="; ".join(sorted(bodies)),
        rows=rows,
        ended=dossier.status not in OPEN,
    )


def _way(dossier: DossierShown) -> Iterable[ControlRow]:
    """One row for each time that the dossier changed hands, from the counter out and back to it."""
    holder = f"{_COUNTER} ({dossier.officer})"
    given: EventShown | None = None  # handed over, and nobody has accepted it yet
    for one in dossier.events:
        if given is not None and one.verb in {Verb.ACCEPT_HAND_OVER, Verb.TAKE_BACK, Verb.SEND_BACK}:
            yield ControlRow(holder, one.officer, given.at, one.at, "", given.note or "")
            holder, given = one.officer, None
        elif one.verb in {Verb.HAND_OVER, Verb.REASSIGN}:
            if given is not None:  # handed on before it was accepted
                yield ControlRow(holder, given.to or "", given.at, None, "", given.note or "")
            given = one
        elif one.verb is Verb.START and one.officer != dossier.officer:
            yield ControlRow(holder, one.officer, one.at, one.at, "", "")
            holder = one.officer
        elif one.verb in {Verb.FINISH, Verb.REFUSE, Verb.WITHDRAW, Verb.DISCONTINUE}:
            if given is not None:
                yield ControlRow(holder, given.to or "", given.at, None, "", given.note or "")
                holder, given = given.to or holder, None
            yield ControlRow(holder, _COUNTER, one.at, one.at, _OUTCOMES.get(dossier.outcome, ""), "")
            holder = _COUNTER
    if given is not None:
        yield ControlRow(holder, given.to or "", given.at, None, "", given.note or "")


def _date_explanation(desk: Desk, officer: SignedIn, asked: Asked) -> DateExplanation:
    """Raises: NothingToPrint, the date cannot be counted again by the calendar that is known."""
    unit, found = unit_of(desk), explain(desk, officer, asked.number)
    if found.shown is None:
        raise NothingToPrint(number=asked.number, form=asked.form)
    return DateExplanation(
        heading=letterhead_of(unit),
        number=found.number,
        procedure_name=found.procedure_name,
        promised_at=found.promised_at,
        sentences=found.words(),
        days=found.shown.days,
        copy=asked.copy,
        printed_at=asked.now,
        practice=unit.practice,
    )


def _kind(content: Any, draw: Any) -> PaperKind:
    return PaperKind(as_it_is, content, draw, of_dossier=True)


KINDS: dict[PaperForm, PaperKind] = {
    PaperForm.SUPPLEMENT_REQUEST: _kind(_supplement_request, supplement_request_form.draw),
    PaperForm.REFUSAL_SLIP: _kind(_refusal_slip, refusal_slip_form.draw),
    PaperForm.EXTENSION_LETTER: _kind(_extension_letter, extension_letter_form.draw),
    PaperForm.DISCONTINUATION_NOTICE: _kind(_discontinuation_notice, discontinuation_notice_form.draw),
    PaperForm.DATE_EXPLANATION: _kind(_date_explanation, date_explanation_form.draw),
    PaperForm.CONTROL_SLIP: _kind(_control_slip, control_slip_form.draw),
}

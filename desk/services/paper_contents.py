"""What stands on each paper, from stored facts: one builder a paper, none of which draws."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from desk.errors import PadNumberUnknown, VoidedDossier
from desk.printing.forms import fee_receipt as fee_receipt_form
from desk.printing.forms import joint_slip as joint_slip_form
from desk.printing.forms import pad_sheet as pad_sheet_form
from desk.printing.forms import receipt_slip as receipt_slip_form
from desk.printing.forms.fee_receipt import FeeReceiptPaper, PaidFor
from desk.printing.forms.joint_slip import JointRow, JointSlip
from desk.printing.forms.pad_sheet import PadSheet
from desk.printing.forms.receipt_slip import ReceiptSlip, SlipComponent
from desk.rules.check_code import check_code
from desk.rules.dossier_number import parse_number
from desk.rules.identity import mask_id
from desk.rules.money import format_vnd
from desk.rules.pad_number import read_pad_number
from desk.services import book_papers, day_papers, dossier_papers, roll_papers
from desk.services.charging import ChargeShown, charges_of
from desk.services.desk import Desk, UnitFacts
from desk.services.dossier_papers import edition_of
from desk.services.dossiers import DossierShown, show
from desk.services.fee_receipts import receipt
from desk.services.lanes import visit_of
from desk.services.money_words import WAIVER_WORDS, WAY_WORDS
from desk.services.pads import Pad, pad_of
from desk.services.paper_kinds import Asked, PaperKind, as_it_is, letterhead_of, unit_of
from desk.services.procedure_words import RETURN_WORDS, fee_text, limit_text
from desk.services.sign_in import SignedIn
from desk.services.slip_keys import code_of
from desk.vocabulary import LimitUnit, PaperForm, ReversalKind, Status, Verb


def receipt_slip(
    dossier: DossierShown,
    unit: UnitFacts,
    qr_payload: str,
    copy: int,
    printed_at: dt.datetime,
    replaces: str | None = None,
) -> ReceiptSlip:
    """Form 01 of a dossier: the first promise as it was made at receipt, or the one in force on a reprint."""
    party = dossier.applicant
    return ReceiptSlip(
        heading=letterhead_of(unit),
        number=dossier.number,
        applicant_name=party.name,
        submitter_name=(dossier.authorised_person or party).name,
        address=party.address or "",
        phone=party.phone or "",
        email=party.email or "",
        identity=mask_id(party.personal_id) if party.personal_id else "",
        procedure_code=dossier.procedure,
        procedure_name=dossier.procedure_name,
        components=tuple(
            SlipComponent(one.name, one.originals, one.certified, one.photocopies) for one in dossier.components
        ),
        sets=dossier.sets,
        limit_text=limit_text(dossier.limit, LimitUnit(dossier.limit_unit)),
        limit_note="",
        received_at=dossier.received_at,
        promised_at=dossier.promised_at,
        return_channel_text=RETURN_WORDS[dossier.return_channel],
        fee_text=fee_text(dossier.fee),
        officer_name=dossier.officer,
        check_code=check_code(dossier.entry_hash),
        qr_payload=qr_payload,
        copy=copy,
        printed_at=printed_at,
        practice=unit.practice,
        replaces=replaces,
    )


def _slip(desk: Desk, officer: SignedIn, asked: Asked) -> ReceiptSlip:
    dossier = show(desk, officer, asked.number)
    if dossier.status is Status.VOIDED:  # a slip of a number that is none any more must not come into anybody's hand
        raise VoidedDossier(number=asked.number)
    code = code_of(desk, officer, dossier)
    slip = receipt_slip(dossier, unit_of(desk), code, asked.copy, asked.now, _replaced(dossier, asked.copy))
    return replace(slip, edition=edition_of(asked, dossier.form_edition))


def _replaced(dossier: DossierShown, copy: int) -> str | None:
    """The newest slip that a correction made untrue, in words, for every slip that was made after it."""
    corrected = [one.stored_at for one in dossier.events if one.verb == Verb.CORRECT]
    slips = {one.copy: one.made_at for one in dossier.papers if one.form == PaperForm.RECEIPT_SLIP}
    made_at = slips.get(copy)
    told = [at for at in corrected if made_at is None or at <= made_at]
    former = [(at, number) for number, at in slips.items() if told and at < max(told) and number < copy]
    if not former:
        return None
    at, number = max(former)
    return f"giấy bản {number} in lúc {at.astimezone(dossier.received_at.tzinfo):%H:%M ngày %d/%m/%Y}, thông tin đã sửa"


def _fee_receipt(desk: Desk, officer: SignedIn, asked: Asked) -> FeeReceiptPaper:
    found = receipt(desk, officer, asked.number)
    unit = unit_of(desk)
    paid_for = []
    for line in found.lines:
        dossier = show(desk, officer, line.number)
        charges = [one for one in charges_of(desk, officer, line.number) if not one.replaced]
        counted = tuple(words for one in charges for words in _counted(one, dossier))
        paid_for.append(PaidFor(line.number, dossier.procedure_name, counted, line.amount))
    voided = next((one.reason for one in found.reversals if one.kind is ReversalKind.VOID), "")
    return FeeReceiptPaper(
        heading=letterhead_of(unit),
        number=found.number,
        made_at=found.made_at,
        payer=found.payer,
        paid_for=tuple(paid_for),
        amount=found.amount,
        way=WAY_WORDS[found.way],
        official=" ".join(filter(None, (found.official_symbol, found.official_number))),
        officer_name=found.officer,
        voided=voided,
        copy=asked.copy,
        printed_at=asked.now,
        practice=unit.practice,
    )


def _counted(charge: ChargeShown, dossier: DossierShown) -> Iterable[str]:
    """The sums of a charge; those by page name the original they are of."""
    names = [one.name for one in dossier.components] if charge.quantity.originals else []
    named = len(names) == len(charge.lines)
    for at, line in enumerate(charge.lines):
        yield f"{names[at]}: {line.words}" if named else line.words
    if charge.waived and charge.waiver_reason:
        yield f"miễn, giảm {format_vnd(charge.waived)} ({WAIVER_WORDS[charge.waiver_reason]})"
    if charge.note:
        yield charge.note


def _visit(desk: Desk, officer: SignedIn, number: str) -> str:
    """The first dossier of the visit; a dossier that came alone is a visit of its own."""
    return next(iter(visit_of(desk, officer, number)), number)


def _joint_slip(desk: Desk, officer: SignedIn, asked: Asked) -> JointSlip:
    numbers = visit_of(desk, officer, asked.number) or (asked.number,)
    every = [show(desk, officer, number) for number in numbers]
    dossiers = [one for one in every if one.status is not Status.VOIDED]
    if not dossiers:
        raise VoidedDossier(number=asked.number)
    first, unit = dossiers[0], unit_of(desk)
    party = first.applicant
    return JointSlip(
        heading=letterhead_of(unit),
        applicant_name=party.name,
        submitter_name=(first.authorised_person or party).name,
        phone=party.phone or "",
        identity=mask_id(party.personal_id) if party.personal_id else "",
        received_at=first.received_at,
        rows=tuple(
            JointRow(
                one.number, one.procedure_name, len(one.components), one.promised_at, fee_text(one.fee),
                code_of(desk, officer, one),
            )
            for one in dossiers
        ),
        officer_name=first.officer,
        copy=asked.copy,
        printed_at=asked.now,
        practice=unit.practice,
    )  # fmt: skip


def _pad(desk: Desk, number: str) -> Pad:
    """The pad on which a number stands. Raises: BadPadNumber, PadNumberUnknown."""
    parts = parse_number(read_pad_number(number))
    with desk.store.reading() as connection:
        found = pad_of(connection, desk.store.unit_id, parts)
    if found is None:
        raise PadNumberUnknown(number=number)
    return found


def _first_of_pad(desk: Desk, _officer: SignedIn, number: str) -> str:
    return _pad(desk, number).numbers[0]


def _pad_sheet(desk: Desk, _officer: SignedIn, asked: Asked) -> PadSheet:
    pad, unit = _pad(desk, asked.number), unit_of(desk)
    return PadSheet(letterhead_of(unit), pad.day, pad.numbers, unit.practice)


PAPERS: dict[PaperForm, PaperKind] = {
    **dossier_papers.KINDS,
    **book_papers.KINDS,
    **day_papers.KINDS,
    **roll_papers.KINDS,
    PaperForm.RECEIPT_SLIP: PaperKind(as_it_is, _slip, receipt_slip_form.draw, of_dossier=True),
    PaperForm.FEE_RECEIPT: PaperKind(as_it_is, _fee_receipt, fee_receipt_form.draw, of_dossier=False),
    PaperForm.JOINT_SLIP: PaperKind(_visit, _joint_slip, joint_slip_form.draw, of_dossier=True),
    PaperForm.PAD_SHEET: PaperKind(_first_of_pad, _pad_sheet, pad_sheet_form.draw, of_dossier=False),
}

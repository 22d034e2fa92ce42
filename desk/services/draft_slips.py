"""The slip of a dossier that is not yet stored, for the picture that grows beside the form."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desk.printing.forms.receipt_slip import ReceiptSlip, SlipComponent, draw
from desk.rules.identity import mask_id
from desk.services.catalogue import Procedure
from desk.services.desk import Desk
from desk.services.intake_request import ComponentGiven, PartyGiven
from desk.services.paper_kinds import letterhead_of
from desk.services.procedure_words import RETURN_WORDS, fee_text, limit_text
from desk.services.sign_in import SignedIn, require
from desk.vocabulary import Channel, ReturnChannel

NO_NUMBER = "(chưa cấp)"


@dataclass(frozen=True)
class SlipDraft:
    """What is known so far; anything may be missing. Without `received_at` it is the desk's own time."""

    procedure: Procedure | None = None
    applicant: PartyGiven | None = None
    authorised_person: PartyGiven | None = None
    components: tuple[ComponentGiven, ...] = ()
    sets: int = 1
    channel: Channel = Channel.COUNTER
    return_channel: ReturnChannel = ReturnChannel.COUNTER
    received_at: dt.datetime | None = None
    promised_at: dt.datetime | None = None


def draft_slip(desk: Desk, officer: SignedIn, draft: SlipDraft) -> bytes:
    """The slip as a PDF, as it would print if it were stored like this: no number, check code or QR code yet.

    Nothing is counted or written. It takes some 20 ms: not for the GUI thread.

    Raises:
        NotAllowed and the faults of the store.
    """
    require(officer, "register")
    with desk.store.reading() as connection:
        unit = desk.office(connection).unit
    party = draft.applicant or PartyGiven(name="")
    procedure = draft.procedure
    limit = procedure.limits.get(draft.channel) if procedure else None
    content = ReceiptSlip(
        heading=letterhead_of(unit),
        number=NO_NUMBER,
        applicant_name=party.name,
        submitter_name=(draft.authorised_person or party).name,
        address=party.address or "",
        phone=party.phone or "",
        email=party.email or "",
        identity=mask_id(party.personal_id) if party.personal_id else "",
        procedure_code=procedure.code if procedure else "",
        procedure_name=procedure.name if procedure else "",
        components=tuple(
            SlipComponent(one.name, one.originals, one.certified, one.photocopies) for one in draft.components
        ),
        sets=draft.sets,
        limit_text=limit_text(limit.promised, limit.unit) if limit else "",
        limit_note="",
        received_at=draft.received_at or desk.clock.now(),
        promised_at=draft.promised_at,
        return_channel_text=RETURN_WORDS[draft.return_channel],
        fee_text=fee_text(procedure.fees.get(draft.channel)) if procedure else "",
        officer_name=officer.name,
        check_code="",
        qr_payload="",
        copy=1,
        printed_at=None,
        practice=unit.practice,
    )
    return draw(content)

"""Papers on a roll, from stored facts."""

from __future__ import annotations

from desk.errors import VoidedDossier
from desk.printing.forms import slip_stub as slip_stub_form
from desk.printing.forms.slip_stub import SlipStub
from desk.rules.check_code import check_code
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.paper_kinds import Asked, PaperKind, as_it_is, letterhead_of, unit_of
from desk.services.procedure_words import RETURN_WORDS, fee_text
from desk.services.sign_in import SignedIn
from desk.services.slip_keys import code_of
from desk.vocabulary import PaperForm, Status


def _slip_stub(desk: Desk, officer: SignedIn, asked: Asked) -> SlipStub:
    dossier, unit = show(desk, officer, asked.number), unit_of(desk)
    if dossier.status is Status.VOIDED:
        raise VoidedDossier(number=asked.number)
    return SlipStub(
        heading=letterhead_of(unit),
        number=dossier.number,
        procedure_name=dossier.procedure_name,
        received_at=dossier.received_at,
        promised_at=dossier.promised_at,
        return_channel_text=RETURN_WORDS[dossier.return_channel],
        fee_text=fee_text(dossier.fee),
        check_code=check_code(dossier.entry_hash),
        qr_payload=code_of(desk, officer, dossier),
        copy=asked.copy,
        printed_at=asked.now,
        practice=unit.practice,
    )


KINDS: dict[PaperForm, PaperKind] = {
    PaperForm.SLIP_STUB: PaperKind(as_it_is, _slip_stub, slip_stub_form.draw, of_dossier=True),
}

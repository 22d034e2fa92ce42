"""Form 05: that the settling of a dossier was stopped, why, and what goes back to the citizen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable, Spacer

from desk.printing import page, statutory
from desk.printing.page import CENTER, text
from desk.printing.regulations import FormLaw
from desk.printing.statutory import DossierFacts, Signer
from desk.printing.words import safe, time_words
from desk.vocabulary import PaperForm


@dataclass(frozen=True)
class DiscontinuationNotice:
    """Since when and why it was stopped, by which law, what is returned; `refund` is an amount in figures or empty."""

    facts: DossierFacts
    counter: str
    promised_at: dt.datetime
    stopped_at: dt.datetime
    reason: str
    basis: str
    returned: str
    refund: str
    signer: Signer


def draw(content: DiscontinuationNotice) -> bytes:
    """The notice as a PDF of A4 pages."""
    return statutory.build(
        PaperForm.DISCONTINUATION_NOTICE, content.facts, lambda law, size: _story(content, law, size)
    )


def _story(content: DiscontinuationNotice, law: FormLaw, size: float) -> list[Flowable]:
    facts, told, head = content.facts, law.sentences, content.facts.heading
    assert facts.received_at is not None  # only a dossier that was received can be stopped
    to = f"Ông (bà) <b>{safe(facts.applicant_name)}</b>"
    if facts.address:
        to += f"<br/>Địa chỉ: {safe(facts.address)}"
    filled = {
        **statutory.identified(facts),
        "to": [text(f"{safe(law.fields['to'])}: {to}", page.style(size, align=CENTER, above=6)), Spacer(1, 6),
               statutory.said(told["opening"], size, received=time_words(facts.received_at), counter=content.counter,
                              applicant=facts.applicant_name, first=time_words(content.promised_at))],
        "reason": [statutory.said(told["statement"], size, body=head.issuing_body,
                                  stopped=time_words(content.stopped_at)),
                   statutory.line(law.fields["reason"], safe(content.reason), size)],
        "basis": safe(content.basis),
        "returned": safe(content.returned),
        "refund": safe(content.refund),
        "copies": [],
    }  # fmt: skip
    return [
        *statutory.opening(law, facts, size, under=statutory.LETTER_NUMBER),
        *statutory.lines(law, filled, size),
        statutory.said(told["contact"], size, counter=content.counter, address=head.address, phone=head.phone),
        statutory.head_signed(law, size, content.signer, ("Như trên;", f"{content.counter};", "Lưu: VT, hồ sơ.")),
    ]

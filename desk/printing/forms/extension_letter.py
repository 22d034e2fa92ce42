"""Form 04: the apology for a promise that is not kept, and the new appointment; signed by the head of the body."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable, Spacer

from desk.printing import fonts, page, statutory
from desk.printing.letterhead import heading
from desk.printing.page import CENTER, JUSTIFIED, text
from desk.printing.regulations import FormLaw
from desk.printing.statutory import DossierFacts, Signer
from desk.printing.words import safe, time_words
from desk.vocabulary import PaperForm


@dataclass(frozen=True)
class ExtensionLetter:
    """The first and the new appointment, and why. `counter` received the dossier, the heading's body settles it."""

    facts: DossierFacts
    counter: str
    first_promise: dt.datetime
    until: dt.datetime
    reason: str
    signer: Signer


def draw(content: ExtensionLetter) -> bytes:
    """The letter as a PDF of A4 pages."""
    return statutory.build(PaperForm.EXTENSION_LETTER, content.facts, lambda law, size: _story(content, law, size))


def _story(content: ExtensionLetter, law: FormLaw, size: float) -> list[Flowable]:
    facts, told = content.facts, law.sentences
    body, until = facts.heading.issuing_body, time_words(content.until)
    assert facts.received_at is not None  # only a dossier that was received has a promise
    to = f"Ông (bà) <b>{safe(facts.applicant_name)}</b>"
    if facts.address:
        to += f"<br/>Địa chỉ: {safe(facts.address)}"
    filled = {
        **statutory.identified(facts),
        "to": [text(f"{safe(law.fields['to'])}: {to}", page.style(size, align=CENTER, above=12)), Spacer(1, 6),
               statutory.said(told["opening"], size, received=time_words(facts.received_at), counter=content.counter,
                              applicant=facts.applicant_name, first=time_words(content.first_promise))],
        "reason": [statutory.said(told["apology"], size, body=body),
                   text(f"{safe(law.fields['reason'])}: {safe(content.reason)}",
                        page.style(size, align=JUSTIFIED, above=6))],
        "until": [statutory.said(told["ask"], size, body=body, until=until)],
        "copies": [],
    }  # fmt: skip
    return [
        heading(statutory.SHEET, facts.heading, facts.made_at, statutory.LETTER_NUMBER),
        text(safe(law.title.upper()), page.style(size + 1, fonts.BOLD, CENTER, above=16)),
        text(safe(told["subject"]), page.style(size - 1, align=CENTER, above=2)),
        *statutory.again(facts, size),
        *statutory.lines(law, filled, size),
        statutory.said(told["closing"], size),
        statutory.head_signed(law, size, content.signer, ("Như trên;", f"{content.counter};", "Lưu: VT, hồ sơ.")),
    ]

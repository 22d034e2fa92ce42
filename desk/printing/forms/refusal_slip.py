"""Form 03: that a dossier is not taken, or not settled, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.platypus.flowables import Flowable

from desk.printing import statutory
from desk.printing.regulations import FormLaw
from desk.printing.statutory import DossierFacts
from desk.printing.words import safe
from desk.vocabulary import PaperForm


@dataclass(frozen=True)
class RefusalSlip:
    """Why; a dossier that was refused at the counter has no number."""

    facts: DossierFacts
    reason: str


def draw(content: RefusalSlip) -> bytes:
    """The slip as a PDF of A4 pages."""
    return statutory.build(PaperForm.REFUSAL_SLIP, content.facts, lambda law, size: _story(content, law, size))


def _story(content: RefusalSlip, law: FormLaw, size: float) -> list[Flowable]:
    facts, told = content.facts, law.sentences
    filled: dict[str, Any] = {**statutory.identified(facts), "reason": safe(content.reason)}
    if not facts.number:
        filled.update(number=[], received=[])
    return [
        *statutory.opening(law, facts, size),
        *statutory.lines(law, {key: value for key, value in filled.items() if key != "reason"} | {"reason": []}, size),
        statutory.said(told["statement"], size, body=facts.heading.issuing_body),
        statutory.line(law.fields["reason"], safe(content.reason), size),
        statutory.said(told["contact"], size, officer=facts.officer_name, phone=facts.heading.phone),
        statutory.signed(law, size, statutory.names_of(facts)),
    ]

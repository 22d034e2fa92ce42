"""Form 02: what a citizen has to bring or mend, told once and completely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable, Spacer

from desk.printing import fonts, page, statutory, tables, words
from desk.printing.page import CENTER, text
from desk.printing.regulations import FormLaw
from desk.printing.statutory import DossierFacts
from desk.printing.words import safe
from desk.vocabulary import PaperForm

_KINDS = ("Bản chính", "Bản chứng thực", "Bản photo")


@dataclass(frozen=True)
class SupplementRequest:
    """What is lacking and why. `closes` says that the dossier is closed when nothing comes in time."""

    facts: DossierFacts
    lacking: tuple[str, ...]
    reason: str
    closes: bool


def draw(content: SupplementRequest) -> bytes:
    """The request as a PDF of A4 pages."""
    return statutory.build(PaperForm.SUPPLEMENT_REQUEST, content.facts, lambda law, size: _story(content, law, size))


def _story(content: SupplementRequest, law: FormLaw, size: float) -> list[Flowable]:
    facts, told = content.facts, law.sentences
    filled: dict[str, Any] = {
        **statutory.identified(facts),
        "lacking": _lacking(content, law, size),
        "reason": safe(content.reason),
    }
    if not facts.number:
        filled["number"] = []
    closing = [statutory.said(told["close"], size)] if content.closes and "close" in told else []
    return [
        *statutory.opening(law, facts, size),
        *statutory.lines(law, filled, size),
        *closing,
        statutory.said(told["contact"], size, officer=facts.officer_name, phone=facts.heading.phone),
        statutory.signed(law, size, statutory.names_of(facts)),
    ]


def _lacking(content: SupplementRequest, law: FormLaw, size: float) -> list[Flowable]:
    """The table of what is to be brought; as what it is needed is ticked by hand."""
    label = law.fields["lacking"]
    if not content.lacking:
        return [statutory.line(label, words.NOTHING, size)]
    small = size - 1.5
    head, cell = page.style(small, fonts.BOLD, CENTER), page.style(small)
    rows: list[list[object]] = [["STT", text("Nội dung, thành phần", head), *(text(kind, head) for kind in _KINDS)]]
    for place, one in enumerate(content.lacking, start=1):
        rows.append([str(place), text(safe(one), cell), *(tables.TickBox(small) for _ in _KINDS)])
    narrow = 19 * mm
    widths = [11 * mm, page.A4.width - 11 * mm - 3 * narrow, narrow, narrow, narrow]
    return [
        statutory.said(law.sentences["lead"], size),
        Spacer(1, 4),
        tables.ruled(rows, widths, 1, small),
    ]

"""What the statutory papers of one dossier have in common: its facts, and their fields in the order of the law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import cm
from reportlab.platypus.flowables import Flowable, Spacer

from desk.printing import fonts, page, words
from desk.printing.letterhead import Letterhead, heading
from desk.printing.page import CENTER, JUSTIFIED, Sheet, text
from desk.printing.regulations import FormLaw, form_law
from desk.printing.words import safe, time_words
from desk.vocabulary import FormEdition, PaperForm, Signs

SHEET = page.A4
SIZES = (13, 12.5, 12, 11.5, 11)  # Decree 30/2020: 13 to 14; smaller only where a paper would go over its page
LETTER_NUMBER = "Số: ............/............"  # given by the clerical office when the letter is signed
_GAP = 6


@dataclass(frozen=True)
class DossierFacts:
    """What every paper of a dossier tells. Instants carry their zone; what is not known is empty and is struck out.

    `made_at` is the day under the national heading, `copy` 1 for the first print. A visit without a dossier has no
    `number` and no `received_at`.
    """

    heading: Letterhead
    number: str
    applicant_name: str
    address: str
    phone: str
    email: str
    procedure_code: str
    procedure_name: str
    received_at: dt.datetime | None
    made_at: dt.datetime
    officer_name: str
    copy: int
    printed_at: dt.datetime
    practice: bool
    edition: FormEdition = FormEdition.TT03_2025


@dataclass(frozen=True)
class Signer:
    """The head who signs: the lines above the signature, and the name below it; empty where none is named."""

    titles: str = ""
    name: str = ""


Filled = Mapping[str, str | Sequence[Flowable]]


def build(form: PaperForm, facts: DossierFacts, story: Callable[[FormLaw, float], Sequence[Flowable]]) -> bytes:
    """The paper as a PDF on A4, in the largest type that keeps it on one page, else flowing."""
    law = form_law(facts.edition, form)
    head = facts.heading
    paper = page.Paper(
        title=words.plain(" ".join(filter(None, (law.title, facts.number)))),
        foot=(
            f"Tra cứu hồ sơ: <b>{safe(head.lookup)}</b> – Đường dây nóng: <b>{safe(head.phone)}</b>"
            f" – {safe(head.address)}",
            f"{safe(law.source)} – In lúc {time_words(facts.printed_at)}",
        ),
        running=f"Mã hồ sơ: {facts.number}" if facts.number else law.title,
        practice=facts.practice,
    )
    return page.build(SHEET, paper, SIZES, lambda size: story(law, size))


def opening(law: FormLaw, facts: DossierFacts, size: float, sheet: Sheet = SHEET, under: str = "") -> list[Flowable]:
    """National heading, title, and the mark of a reprint."""
    return [
        heading(sheet, facts.heading, facts.made_at, under),
        text(safe(law.title.upper()), page.style(size + 1, fonts.BOLD, CENTER, above=16)),
        *again(facts, size),
        Spacer(1, 8),
    ]


def again(facts: DossierFacts, size: float) -> list[Flowable]:
    """The mark of a reprint; nothing on the first copy."""
    if facts.copy == 1:
        return []
    return [text(f"<b>In lại lần {facts.copy - 1}</b>", page.style(size - 1, align=CENTER, above=2))]


def lines(law: FormLaw, filled: Filled, size: float) -> list[Flowable]:
    """The form's fields in their order. `filled` has each by its key: markup for its line, or pieces in its place."""
    made: list[Flowable] = []
    for key, label in law.fields.items():
        value = filled[key]
        made += [line(label, value, size)] if isinstance(value, str) else value
    return made


def line(label: str, value: str, size: float) -> Flowable:
    """`label: value`; the value is markup whose data went through `safe`."""
    return text(f"{safe(label)}: {value}".rstrip(), page.style(size, align=JUSTIFIED, above=_GAP))


def said(sentence: str, size: float, **facts: str) -> Flowable:
    """A sentence of the form with its facts filled in, as a justified paragraph with its first line set in."""
    told = safe(sentence).format(**{key: safe(value) for key, value in facts.items()})
    return text(told, page.style(size, align=JUSTIFIED, above=_GAP, indent=cm))


def identified(facts: DossierFacts) -> dict[str, str]:
    """The fields that tell whose dossier it is and what it is about, by their keys."""
    code = f" (mã thủ tục: {safe(facts.procedure_code)})" if facts.procedure_code else ""
    return {
        "number": f"<b>{safe(facts.number)}</b>",
        "applicant": f"<b>{safe(facts.applicant_name)}</b>",
        "address": safe(facts.address),
        "contact": safe(facts.phone),
        "email": safe(facts.email),
        "procedure": f"<b>{safe(facts.procedure_name)}</b>{code}",
        "received": time_words(facts.received_at) if facts.received_at else words.NOTHING,
    }


def signed(law: FormLaw, size: float, names: Mapping[Signs, str], sheet: Sheet = SHEET) -> Flowable:
    """The form's signature blocks; who has no name in `names` writes the own."""
    blocks = [(safe(block.capacity), names.get(block.who, "")) for block in law.signatures]
    if len(blocks) == 1:
        blocks = [("", ""), *blocks]  # a single signature stands at the right
    return page.signatures(sheet, size, blocks, room=62, above=16)


def head_signed(law: FormLaw, size: float, signer: Signer, copies: Sequence[str]) -> Flowable:
    """A letter's end: at the left who receives it, at the right who signs; one row, so no page's end parts them."""
    label = law.fields["copies"]
    receivers = [
        text(f"<b><i>{safe(label)}:</i></b>", page.style(12, above=0)),
        *(text(f"- {safe(one)}", page.style(11)) for one in copies),
    ]
    titles = signer.titles or "\n".join(block.capacity for block in law.signatures)
    right = [
        text(safe(titles.upper()), page.style(size, fonts.BOLD, CENTER)),
        Spacer(1, 74),
        *([text(safe(signer.name), page.style(size, fonts.BOLD, CENTER))] if signer.name else []),
    ]
    part = SHEET.width * 0.46
    return page.columns([receivers, right], [part, SHEET.width - part], [("TOPPADDING", (0, 0), (-1, -1), 18)])


def names_of(facts: DossierFacts) -> dict[Signs, Any]:
    """Whose names are printed below the capacities."""
    return {Signs.OFFICER: facts.officer_name}

"""The register of dossiers (form 07 of 2025, 06 of 2018): one line for each dossier received in a period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desk.printing import list_paper, page
from desk.printing.list_paper import Column, Listed, ListHead
from desk.printing.page import CENTER, LEFT
from desk.printing.regulations import form_law
from desk.printing.words import count_words, short_time
from desk.vocabulary import FormEdition, PaperForm

_SIZES = (10, 9.5)  # many columns: the number of a dossier stays on one line
# by field of the law: its share of the width, how it stands, and the field whose label groups it
_SHAPES = {
    "place": (5, CENTER, ""),
    "number": (19, LEFT, ""),
    "procedure": (22, LEFT, ""),
    "sets": (8, CENTER, ""),
    "applicant": (14, LEFT, ""),
    "contact": (16, LEFT, ""),
    "body": (11, LEFT, ""),
    "received": (10, LEFT, "dates"),
    "promised": (10, LEFT, "dates"),
    "collected": (10, LEFT, "return"),
    "giver": (9, LEFT, "return"),
    "taker": (9, LEFT, "return"),
    "remark": (8, LEFT, ""),
}


@dataclass(frozen=True)
class RegisterRow:
    """One dossier; what has not happened yet is empty and left to the pen."""

    number: str
    procedure: str
    sets: int
    applicant: str
    contact: str
    body: str
    received_at: dt.datetime
    promised_at: dt.datetime
    returned_at: dt.datetime | None
    giver: str
    taker: str
    remark: str


@dataclass(frozen=True)
class DossierRegister:
    """The dossiers received from the first to the last day."""

    head: ListHead
    first: dt.date
    last: dt.date
    rows: tuple[RegisterRow, ...]
    edition: FormEdition = FormEdition.TT03_2025


def draw(content: DossierRegister) -> bytes:
    """The register as a PDF of A4 pages lying across."""
    law = form_law(content.edition, PaperForm.DOSSIER_REGISTER)
    keys = [key for key in law.fields if key in _SHAPES]
    columns = []
    for key in keys:
        share, align, group = _SHAPES[key]
        columns.append(Column(law.fields[key], share, align, law.fields[group] if group else ""))
    rows = []
    for at, one in enumerate(content.rows, start=1):
        told = _told(at, one)
        rows.append(tuple(told[key] for key in keys))
    after = (f"Tổng số: {count_words(len(rows))} hồ sơ.",)
    listed = Listed(tuple(columns), tuple(rows), "Không tiếp nhận hồ sơ nào trong thời gian này.", after=after)
    return list_paper.build(page.A4_WIDE, content.head, listed, _SIZES)


def _told(at: int, one: RegisterRow) -> dict[str, str]:
    return {
        "place": str(at),
        "number": one.number,
        "procedure": one.procedure,
        "sets": count_words(one.sets),
        "applicant": one.applicant,
        "contact": one.contact,
        "body": one.body,
        "received": short_time(one.received_at),
        "promised": short_time(one.promised_at),
        "collected": short_time(one.returned_at) if one.returned_at else "",
        "giver": one.giver,
        "taker": one.taker,
        "remark": one.remark,
    }

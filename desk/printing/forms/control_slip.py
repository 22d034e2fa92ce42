"""The control slip: every hand-over of a dossier from the counter out and back, filled from what happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable, Spacer

from desk.printing import fonts, page, statutory, tables
from desk.printing.page import CENTER, text
from desk.printing.regulations import FormLaw
from desk.printing.statutory import DossierFacts
from desk.printing.words import safe, short_time, time_words
from desk.vocabulary import PaperForm

_EMPTY_ROWS = 2  # for what happens after the print: those who hand over next write it by hand


@dataclass(frozen=True)
class ControlRow:
    """One hand-over: who gave, who took (empty while nobody has), when, how it then stood, and a remark."""

    giver: str
    taker: str
    given_at: dt.datetime
    taken_at: dt.datetime | None
    outcome: str
    remark: str


@dataclass(frozen=True)
class ControlSlip:
    """A dossier with its way; `body` settles it, `others` were asked beside. `ended` tells that no row will follow."""

    facts: DossierFacts
    promised_at: dt.datetime
    body: str
    others: str
    rows: tuple[ControlRow, ...]
    ended: bool


def draw(content: ControlSlip) -> bytes:
    """The slip as a PDF of A4 pages; the head of its table stands on each."""
    return statutory.build(PaperForm.CONTROL_SLIP, content.facts, lambda law, size: _story(content, law, size))


def _story(content: ControlSlip, law: FormLaw, size: float) -> list[Flowable]:
    facts = content.facts
    table = {key: list[Flowable]() for key in ("parties", "times", "outcome", "remark")}
    filled = {
        **statutory.identified(facts),
        "promised": f"<b>{time_words(content.promised_at)}</b>",
        "body": safe(content.body),
        "others": safe(content.others),
        **table,
    }
    return [
        *statutory.opening(law, facts, size),
        *statutory.lines(law, filled, size),
        Spacer(1, 10),
        _way(content, law, size),
        statutory.said(law.sentences["note"], size - 2),
    ]


def _way(content: ControlSlip, law: FormLaw, size: float) -> Flowable:
    small = size - 2
    head, cell = page.style(small - 0.5, fonts.BOLD, CENTER), page.style(small, lead=1.25)
    label = law.fields
    rows: list[list[object]] = [[text(safe(label[key]), head) for key in ("parties", "times", "outcome", "remark")]]
    rows += [_row(one, cell) for one in content.rows]
    for _ in range(0 if content.ended else _EMPTY_ROWS):
        blank = [text("1. Giao:<br/>2. Nhận:", cell), text("...... giờ ......, ngày ....../....../............"
                      "<br/>Người giao:<br/><br/>Người nhận:<br/>", cell)]  # fmt: skip
        rows.append([*blank, "", ""])
    widths = [44 * mm, 60 * mm, 30 * mm, page.A4.width - 134 * mm]
    grid = [
        ("INNERGRID", (0, 0), (-1, -1), 0.4, "black"),
        ("BOX", (0, 0), (-1, -1), 0.8, "black"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 5),
    ]
    return tables.ruled(rows, widths, 1, small, grid)


def _row(one: ControlRow, cell: object) -> list[object]:
    taken = short_time(one.taken_at) if one.taken_at else ""
    parties = f"1. Giao: <b>{safe(one.giver)}</b><br/>2. Nhận: <b>{safe(one.taker)}</b>"
    times = f"Giao: {short_time(one.given_at)}<br/>Nhận: {taken}<br/>Người giao (ký):<br/><br/>Người nhận (ký):<br/>"
    # what is not known yet is left to the pen: the slip goes on with the dossier
    rest = [text(safe(told), cell) if told else "" for told in (one.outcome, one.remark)]
    return [text(parties, cell), text(times, cell), *rest]

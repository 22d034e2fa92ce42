"""A number of the queue on a roll of 80 mm: large enough to be read at arm's length; it names nobody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable, Spacer

from desk.printing import fonts, page, roll
from desk.printing.forms.slip_stub import rule
from desk.printing.page import CENTER, text
from desk.printing.words import safe, short_time

TITLE = "Số thứ tự"


@dataclass(frozen=True)
class Ticket:
    """The number, for what and where; `before` is how many wait in front, `priority` why this one goes first."""

    office: str
    number: str
    group: str
    counter: str
    before: int
    priority: str
    issued_at: dt.datetime
    practice: bool


def draw(content: Ticket) -> bytes:
    """The ticket as a PDF of one page, 80 mm wide."""
    return roll.build(f"{TITLE} {content.number}", _story(content), practice=content.practice)


def _story(content: Ticket) -> list[Flowable]:
    body = page.style(10.5, align=CENTER, above=2)
    size = 54 if len(content.number) <= 5 else 30
    priority = [text(f"<b>ƯU TIÊN: {safe(content.priority)}</b>", body)] if content.priority else []
    counter = [text(f"Mời đến: <b>{safe(content.counter)}</b>", body)] if content.counter else []
    waiting = f"Còn {content.before} người phía trước" if content.before else "Mời vào ngay"
    return [
        text(f"<b>{safe(content.office.upper())}</b>", page.style(9.5, align=CENTER)),
        rule(),
        text(TITLE.upper(), page.style(12, fonts.BOLD, CENTER)),
        text(safe(content.number), page.style(size, fonts.BOLD, CENTER, lead=1.05)),
        Spacer(1, 4),
        *priority,
        text(safe(content.group), body),
        *counter,
        rule(),
        text(waiting, body),
        text(f"Lấy số lúc {short_time(content.issued_at)}", page.style(8.5, align=CENTER, above=2)),
    ]

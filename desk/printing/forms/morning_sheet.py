"""The work of a session on one sheet: counts first, then the dossiers by working time left, each with a box to tick."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable, Spacer

from desk.printing import fonts, page, tables, words
from desk.printing.letterhead import Letterhead
from desk.printing.page import CENTER, RIGHT, text
from desk.printing.words import safe, short_time, time_words
from desk.rules.instants import weekday_words

SHEET = page.A4
TITLE = "Việc trong buổi"
_SIZES = (11, 10.5, 10, 9.5, 9)


@dataclass(frozen=True)
class MorningRow:
    """One dossier. `left` tells the working time that is left or by which it is late, `holder` who has it."""

    left: str
    number: str
    procedure: str
    applicant: str
    holder: str
    promised_at: dt.datetime


@dataclass(frozen=True)
class MorningGroup:
    """A group of the board with all its dossiers; `count` may be larger than the rows that are shown."""

    name: str
    count: int
    rows: tuple[MorningRow, ...]


@dataclass(frozen=True)
class MorningSheet:
    """What is to be done, the most urgent group first. Instants carry their zone."""

    heading: Letterhead
    at: dt.datetime
    groups: tuple[MorningGroup, ...]
    copy: int
    practice: bool


def draw(content: MorningSheet) -> bytes:
    """The sheet as a PDF of A4 pages; the head of the table stands on each."""
    paper = page.Paper(
        title=f"{TITLE} {words.vietnam_time(content.at):%d/%m/%Y}",
        foot=(f"{safe(content.heading.issuing_body)} – lập lúc {time_words(content.at)}",),
        running=TITLE,
        practice=content.practice,
    )
    return page.build(SHEET, paper, _SIZES, lambda size: _story(content, size))


def _story(content: MorningSheet, size: float) -> list[Flowable]:
    again = [text(f"<b>In lại lần {content.copy - 1}</b>", page.style(size, above=2))] if content.copy > 1 else []
    day = weekday_words(content.at)
    return [
        text(TITLE.upper(), page.style(size + 7, fonts.BOLD)),
        text(f"{day[0].upper()}{day[1:]}, {time_words(content.at)}", page.style(size, above=2)),
        *again,
        Spacer(1, 8),
        _counts(content, size),
        Spacer(1, 10),
        _rows(content, size - 1.5),
    ]


def _counts(content: MorningSheet, size: float) -> Flowable:
    """Every group's count, large, with its name below."""
    cells = [
        [
            text(str(one.count), page.style(size + 13, fonts.BOLD, CENTER, lead=1.05)),
            text(safe(one.name), page.style(size - 1, align=CENTER)),
        ]
        for one in content.groups
    ]
    part = SHEET.width / len(cells)
    look = [
        ("LINEABOVE", (0, 0), (-1, 0), 1.4, "black"),
        ("LINEBELOW", (0, 0), (-1, 0), 1.4, "black"),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
    ]
    return page.columns(cells, [part] * len(cells), look)


def _rows(content: MorningSheet, size: float) -> Flowable:
    if not any(one.rows for one in content.groups):
        return text("<i>Không có hồ sơ nào đang chờ.</i>", page.style(size + 2, align=CENTER, above=12))
    head, cell = page.style(size, fonts.BOLD, CENTER), page.style(size)
    left, group = page.style(size, fonts.BOLD, RIGHT), page.style(size + 0.5, fonts.BOLD)
    labels = ("", "Còn lại", "Hồ sơ", "Ai giữ", "Hẹn trả")
    rows: list[list[object]] = [[text(one, head) for one in labels]]
    look: list[tuple[object, ...]] = [("LEFTPADDING", (2, 0), (-1, -1), 5)]
    for one in content.groups:
        if not one.rows:
            continue
        at = len(rows)
        rows.append([text(f"{safe(one.name)}: {one.count}", group), "", "", "", ""])
        look += [
            ("SPAN", (0, at), (-1, at)),
            ("NOSPLIT", (0, at), (-1, at + 1)),
            ("BACKGROUND", (0, at), (-1, at), "#E6E6E6"),
        ]
        for row in one.rows:
            which = f"<b>{safe(row.number)}</b>  {safe(row.applicant)}<br/>{safe(row.procedure)}"
            told = [text(told, cell) for told in (which, safe(row.holder))]
            rows.append([tables.TickBox(size + 1), text(safe(row.left), left), *told,
                         text(short_time(row.promised_at), cell)])  # fmt: skip
        if one.count > len(one.rows):
            rows.append(["", "", text(f"… và {one.count - len(one.rows)} hồ sơ nữa, xem trên máy", cell), "", ""])
    widths = [7 * mm, 25 * mm, SHEET.width - 90 * mm, 30 * mm, 28 * mm]
    return tables.ruled(rows, widths, 1, size, look)

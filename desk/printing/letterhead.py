"""The two blocks every paper opens with: who issues it; state, place and day (Decree 30/2020, Annex I)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reportlab.lib.utils import simpleSplit
from reportlab.platypus.flowables import Flowable, HRFlowable

from desk.printing import fonts, words
from desk.printing.page import CENTER, Sheet, columns, style, text

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True)
class Letterhead:
    """Who issues a paper, and where to ask about it; a body that has none above it leaves `superior_body` empty."""

    superior_body: str
    issuing_body: str
    place: str
    address: str
    phone: str
    lookup: str


def heading(sheet: Sheet, head: Letterhead, day: dt.datetime, under: str = "") -> Flowable:
    """The blocks side by side; `under` (plain text) stands below the issuing body, as the number of a letter does."""
    size = sheet.heading_type
    motto_size = size + 1
    motto_width = fonts.width(MOTTO, fonts.BOLD, motto_size)
    right_width = max(fonts.width(COUNTRY, fonts.BOLD, size), motto_width) + 4
    left_width = sheet.width - right_width - 6
    body = balanced(words.plain(head.issuing_body).upper(), fonts.BOLD, size, left_width)
    longest = max(fonts.width(line, fonts.BOLD, size) for line in body)
    superior = words.plain(head.superior_body).strip().upper()
    left = [
        *([text(words.safe(superior), style(size, align=CENTER))] if superior else []),
        text(words.safe("\n".join(body)), style(size, fonts.BOLD, CENTER)),
        _rule(longest * 0.42, 2),
        *([text(words.safe(under), style(motto_size, align=CENTER, above=2))] if under else []),
    ]
    dated = f"{words.safe(head.place)}, {words.day_words(day)}"
    right = [
        text(COUNTRY, style(size, fonts.BOLD, CENTER)),
        text(MOTTO, style(motto_size, fonts.BOLD, CENTER)),
        _rule(motto_width, 1.5),
        text(dated, style(motto_size, fonts.ITALIC, CENTER, above=2)),
    ]
    centred = [("ALIGN", (0, 0), (-1, -1), "CENTER"), ("LEFTPADDING", (1, 0), (1, 0), 6)]
    return columns([left, right], [left_width, sheet.width - left_width], centred)


def balanced(line: str, face: str, size: float, room: float) -> list[str]:
    """The line broken into as few lines as fit `room` points, and these as even as its words allow."""
    fewest: list[str] = simpleSplit(line, face, size, room) or [""]
    best = fewest
    for tighter in range(int(room), int(room * 0.4), -4):
        lines: list[str] = simpleSplit(line, face, size, tighter)
        if len(lines) > len(fewest):
            break
        best = lines
    return best


def _rule(length: float, above: float) -> Flowable:
    return HRFlowable(width=length, thickness=0.7, color="black", spaceBefore=above, spaceAfter=0, lineCap="butt")

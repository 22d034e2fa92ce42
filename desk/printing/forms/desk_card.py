"""The card beside the keyboard: what each key does, in large type."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable, Spacer

from desk.printing import fonts, page
from desk.printing.page import CENTER, text
from desk.printing.words import safe, time_words

SHEET = page.A4
TITLE = "Phím tắt ở quầy"
_SIZES = (13, 12.5, 12, 11.5, 11, 10.5, 10, 9)


@dataclass(frozen=True)
class KeyGroup:
    """Keys of one place: (key, what it does)."""

    name: str
    keys: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DeskCard:
    """All groups in the order in which they are read."""

    office: str
    groups: tuple[KeyGroup, ...]
    printed_at: dt.datetime
    practice: bool


def draw(content: DeskCard) -> bytes:
    """The card as a PDF of one A4 page."""
    paper = page.Paper(
        title=TITLE, foot=(f"{safe(content.office)} – in lúc {time_words(content.printed_at)}",), running=TITLE,
        practice=content.practice,
    )  # fmt: skip
    return page.build(SHEET, paper, _SIZES, lambda size: _story(content, size))


def _story(content: DeskCard, size: float) -> list[Flowable]:
    half = SHEET.width / 2 - 8
    columns: list[list[Flowable]] = [[], []]
    heights = [0.0, 0.0]
    for group in content.groups:
        pieces = _group(group, size, half)
        at = heights.index(min(heights))
        columns[at] += pieces
        heights[at] += page.height(pieces, half)
    return [
        text(TITLE.upper(), page.style(size + 11, fonts.BOLD)),
        text(safe(content.office), page.style(size, above=2)),
        Spacer(1, 10),
        page.columns(columns, [half + 8, half + 8], [("RIGHTPADDING", (0, 0), (0, 0), 16)]),
    ]


def _group(group: KeyGroup, size: float, width: float) -> list[Flowable]:
    """A title and its keys, each in a box like a key on the keyboard."""
    key_width = width * 0.36
    rows = [
        page.columns(
            [text(f"<b>{safe(key)}</b>", page.style(size, align=CENTER)), text(safe(does), page.style(size))],
            [key_width, width - key_width],
            [("BOX", (0, 0), (0, 0), 0.8, "black", None, None, None), ("LEFTPADDING", (1, 0), (1, 0), 8),
             ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("TOPPADDING", (0, 0), (-1, -1), 2),
             ("BOTTOMPADDING", (0, 0), (-1, -1), 4)],
        )
        for key, does in group.keys
    ]  # fmt: skip
    spaced = [piece for row in rows for piece in (row, Spacer(1, 4))]
    return [text(safe(group.name), page.style(size + 1, fonts.BOLD, above=4)), Spacer(1, 4), *spaced, Spacer(1, 8)]

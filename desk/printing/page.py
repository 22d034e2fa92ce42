"""The base of all papers: sheets, the national heading, signatures, foot, marks of practice and of later pages."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4 as A4_SIZE
from reportlab.lib.pagesizes import A5 as A5_SIZE
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from desk.printing import fonts, words

PRACTICE = "BẢN THỰC HÀNH – KHÔNG CÓ GIÁ TRỊ"
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
LEFT, CENTER, RIGHT = TA_LEFT, TA_CENTER, TA_RIGHT

_FOOT_SIZE = 7
_FOOT_GAP = 10


@dataclass(frozen=True)
class Sheet:
    """A paper size with its margins (points) and the type size of its national heading."""

    size: tuple[float, float]
    top: float
    right: float
    bottom: float
    left: float
    heading_type: float

    @property
    def width(self) -> float:
        """Width of the text, points."""
        return self.size[0] - self.left - self.right


# A4 as Decree 30/2020, Annex I; A5 keeps its proportions and a left edge to file it by.
A4 = Sheet(A4_SIZE, 20 * mm, 20 * mm, 20 * mm, 30 * mm, 12)
A5 = Sheet(A5_SIZE, 9 * mm, 10 * mm, 7 * mm, 14 * mm, 9)


@dataclass(frozen=True)
class Paper:
    """What a paper is, apart from its story: document title, foot lines, the line later pages open with, practice."""

    title: str
    foot: tuple[str, ...]
    running: str
    practice: bool


Story = Callable[[], Sequence[Flowable]]


@cache
def style(size: float, face: str = fonts.REGULAR, align: int = LEFT, above: float = 0, lead: float = 1.18) -> Any:
    """A paragraph style; long words break instead of leaving the page."""
    fonts.register()
    return ParagraphStyle(
        f"{face}-{size}-{align}-{above}-{lead}",
        fontName=face,
        fontSize=size,
        leading=size * lead,
        alignment=align,
        spaceBefore=above,
        splitLongWords=1,
    )


def text(markup: str, style_: Any) -> Flowable:
    """A paragraph. Data in `markup` must have gone through `words.safe`."""
    return Paragraph(markup, style_)


def heading(sheet: Sheet, superior: str, issuing: str, place: str, day: dt.datetime) -> Flowable:
    """The two blocks every paper opens with: who issues it, under which state, where and when (Decree 30/2020, Annex I)."""
    size = sheet.heading_type
    motto_size = size + 1
    motto_width = fonts.width(MOTTO, fonts.BOLD, motto_size)
    right_width = max(fonts.width(COUNTRY, fonts.BOLD, size), motto_width) + 4
    left_width = sheet.width - right_width - 6
    body = balanced(words.plain(issuing).upper(), fonts.BOLD, size, left_width)
    longest = max(fonts.width(line, fonts.BOLD, size) for line in body)
    left = [
        text(words.safe(superior.upper()), style(size, align=CENTER)),
        text(words.safe("\n".join(body)), style(size, fonts.BOLD, CENTER)),
        _rule(longest * 0.42, 2),
    ]
    dated = f"{words.safe(place)}, {words.day_words(day)}"
    right = [
        text(COUNTRY, style(size, fonts.BOLD, CENTER)),
        text(MOTTO, style(motto_size, fonts.BOLD, CENTER)),
        _rule(motto_width, 1.5),
        text(dated, style(motto_size, fonts.ITALIC, CENTER, above=3)),
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


def columns(cells: Sequence[Any], widths: Sequence[float], extra: Sequence[tuple[Any, ...]] = ()) -> Flowable:
    """Blocks side by side, from the top, without lines or padding."""
    bare = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]
    return Table([list(cells)], colWidths=list(widths), style=[*bare, *extra])


def signatures(sheet: Sheet, size: float, blocks: Sequence[tuple[str, str]], room: float, above: float) -> Flowable:
    """Blocks of (capacity, name or nothing) with `room` points to sign in; one row, so no page's end parts them."""
    cells = [
        [
            text(capacity, style(size, fonts.BOLD, CENTER)),
            text("(Ký và ghi rõ họ tên)", style(size, fonts.ITALIC, CENTER)),
            Spacer(1, room),
            *([text(words.safe(name), style(size, fonts.BOLD, CENTER))] if name else []),
        ]
        for capacity, name in blocks
    ]
    part = sheet.width / len(cells)
    padding = [
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), above),
    ]
    return columns(cells, [part] * len(cells), padding)


def build(sheet: Sheet, paper: Paper, sizes: Sequence[float], story: Story) -> bytes:
    """The PDF in the largest of `sizes` (descending) in which `story(size)` fits one page; else it flows in the last.

    The same paper and story give the same bytes.
    """
    fonts.register()
    foot = _Foot.of(sheet, paper)
    room = sheet.size[1] - sheet.top - sheet.bottom - foot.height

    def fitting(size: float) -> list[Flowable] | None:
        pieces = story(size)
        return pieces if height(pieces, sheet.width) <= room else None

    pieces = fitting(sizes[0])
    if pieces is None and len(sizes) > 1:
        fits = bisect.bisect_left(sizes, True, lo=1, key=lambda size: fitting(size) is not None)
        pieces = fitting(sizes[min(fits, len(sizes) - 1)])
    if pieces is not None:
        return _one_page(sheet, paper, foot, pieces)
    _, pages = _flowing(sheet, paper, foot, story(sizes[-1]), pages=1)
    return _flowing(sheet, paper, foot, story(sizes[-1]), pages)[0]


def height(story: Sequence[Flowable], width: float) -> float:
    """Points that a story takes in one column, gaps included, as a frame would set it."""
    total = 0.0
    for number, piece in enumerate(story):
        total += piece.wrap(width, math.inf)[1]
        total += piece.getSpaceBefore() if number else 0
    return total


def _document(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title,
        "lang": "vi-VN",
        "invariant": 1,
        "initialFontName": fonts.REGULAR,
    }


def _one_page(sheet: Sheet, paper: Paper, foot: _Foot, pieces: Sequence[Flowable]) -> bytes:
    """Pieces that `height` has wrapped, set down one below the other."""
    target = io.BytesIO()
    document = _document(paper)
    title = document.pop("title")
    canvas = Canvas(target, pagesize=sheet.size, pageCompression=1, **document)
    canvas.setTitle(title)
    _dress(canvas, sheet, paper, foot, pages=1)
    y = sheet.size[1] - sheet.top
    for number, piece in enumerate(pieces):
        y -= piece.wrapped_height + (piece.getSpaceBefore() if number else 0)
        piece.drawOn(canvas, sheet.left, y)
    canvas.save()
    return target.getvalue()


def _watermark(canvas: Any, sheet: Sheet) -> None:
    across, up = sheet.size
    size = 0.82 * math.hypot(across, up) / fonts.width(PRACTICE, fonts.BOLD, 1)
    canvas.saveState()
    canvas.translate(across / 2, up / 2)
    canvas.rotate(math.degrees(math.atan2(up, across)))
    canvas.setFont(fonts.BOLD, size)
    canvas.setFillGray(0.88)
    canvas.drawCentredString(0, -size / 3, PRACTICE)
    canvas.restoreState()


def _foot_lines(paper: Paper) -> list[Flowable]:
    return [text(line, style(_FOOT_SIZE, align=CENTER)) for line in paper.foot]


def _foot_height(sheet: Sheet, paper: Paper) -> float:
    lines = sum(line.wrap(sheet.width, sheet.size[1])[1] + 1 for line in _foot_lines(paper))
    return float(lines) + _FOOT_GAP

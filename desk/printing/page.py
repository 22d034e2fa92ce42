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

_FOOT_SIZE = 7.5
_FOOT_GAP = 11


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
A5 = Sheet(A5_SIZE, 10 * mm, 11 * mm, 8 * mm, 15 * mm, 9)


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
    body = words.plain(issuing).upper()
    line = min(fonts.width(body, fonts.BOLD, size), left_width)
    left = [
        text(words.safe(superior.upper()), style(size, align=CENTER)),
        text(words.safe(body), style(size, fonts.BOLD, CENTER)),
        _rule(line * 0.42, 2),
    ]
    dated = f"{words.safe(place)}, {words.day_words(day)}"
    right = [
        text(COUNTRY, style(size, fonts.BOLD, CENTER)),
        text(MOTTO, style(motto_size, fonts.BOLD, CENTER)),
        _rule(motto_width, 1.5),
        text(dated, style(motto_size, fonts.ITALIC, CENTER, above=5)),
    ]
    return columns([left, right], [left_width, sheet.width - left_width])


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
    """Blocks of (capacity, name) with `room` points to sign in; one table row, so no page's end parts them."""
    cells = [
        [
            text(capacity, style(size, fonts.BOLD, CENTER)),
            text("(Ký và ghi rõ họ tên)", style(size, fonts.ITALIC, CENTER)),
            Spacer(1, room),
            text(words.safe(name), style(size, fonts.BOLD, CENTER)),
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


def height(story: Sequence[Flowable], width: float) -> float:
    """Points that a story takes in one column, gaps included, as a frame would set it."""
    total = 0.0
    gap = 0.0
    for number, piece in enumerate(story):
        total += piece.wrap(width, math.inf)[1]
        total += max(gap, piece.getSpaceBefore()) if number else 0
        gap = piece.getSpaceAfter()
    return total


def room(sheet: Sheet, paper: Paper) -> float:
    """Points between the top margin and the foot of a page."""
    return sheet.size[1] - sheet.top - sheet.bottom - _foot_height(sheet, paper)


def build(sheet: Sheet, paper: Paper, story: Story) -> bytes:
    """The PDF. The same paper and story give the same bytes; when it has several pages each says so."""
    pdf, pages = _build_once(sheet, paper, story(), pages=1)
    if pages > 1:
        pdf, _ = _build_once(sheet, paper, story(), pages=pages)
    return pdf


def _build_once(sheet: Sheet, paper: Paper, story: Sequence[Flowable], pages: int) -> tuple[bytes, int]:
    fonts.register()
    target = io.BytesIO()
    foot = _foot_height(sheet, paper)
    frame = Frame(
        sheet.left,
        sheet.bottom + foot,
        sheet.width,
        sheet.size[1] - sheet.top - sheet.bottom - foot,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document = BaseDocTemplate(
        target,
        pagesize=sheet.size,
        title=paper.title,
        lang="vi-VN",
        invariant=1,
        initialFontName=fonts.REGULAR,
        pageTemplates=[
            PageTemplate("page", [frame], onPage=lambda canvas, _document: _dress(canvas, sheet, paper, pages))
        ],
    )
    document.build(list(story))
    return target.getvalue(), int(document.page)


def _dress(canvas: Any, sheet: Sheet, paper: Paper, pages: int) -> None:
    """What stands on a page whatever its story: marks of practice, foot, and how it follows the page before."""
    if paper.practice:
        _watermark(canvas, sheet)
    rule = y = sheet.bottom + _foot_height(sheet, paper) - _FOOT_GAP
    canvas.setLineWidth(0.5)
    canvas.line(sheet.left, y, sheet.left + sheet.width, y)
    for line in _foot_lines(paper):
        _, needed = line.wrapOn(canvas, sheet.width, sheet.size[1])
        y -= needed + 1
        line.drawOn(canvas, sheet.left, y)
    page = canvas.getPageNumber()
    canvas.setFont(fonts.ITALIC, 8)
    if page < pages:
        canvas.drawRightString(
            sheet.left + sheet.width,
            sheet.bottom + _foot_height(sheet, paper) - 3,
            f"Xem tiếp trang {page + 1}/{pages}",
        )
    if page > 1:
        top = sheet.size[1] - sheet.top + 4
        canvas.drawString(sheet.left, top, f"{words.plain(paper.running)} (tiếp theo trang {page - 1})")
        canvas.drawRightString(sheet.left + sheet.width, top, f"{page}/{pages}")


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

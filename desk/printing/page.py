"""The base of all papers: sheets, signatures, foot, marks of practice and of later pages."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab import rl_config
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4 as A4_SIZE
from reportlab.lib.pagesizes import A5 as A5_SIZE
from reportlab.lib.pagesizes import landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import LayoutError
from reportlab.platypus.flowables import Flowable, Spacer
from reportlab.platypus.frames import Frame
from reportlab.platypus.paragraph import Paragraph
from reportlab.platypus.tables import Table

from desk.printing import fonts, words

PRACTICE = "BẢN THỰC HÀNH – KHÔNG CÓ GIÁ TRỊ"
LEFT, CENTER, RIGHT, JUSTIFIED = TA_LEFT, TA_CENTER, TA_RIGHT, TA_JUSTIFY

_FOOT_SIZE = 7

rl_config.useA85 = 0  # text armour for mail of old: slower to make, a quarter longer
_FOOT_GAP = 8


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
A5 = Sheet(A5_SIZE, 8 * mm, 9 * mm, 7 * mm, 13 * mm, 9)
A4_WIDE = Sheet(landscape(A4_SIZE), 20 * mm, 20 * mm, 15 * mm, 20 * mm, 12)  # books and lists of many columns


@dataclass(frozen=True)
class Paper:
    """What a paper is, apart from its story: document title, foot lines, the line later pages open with, practice."""

    title: str
    foot: tuple[str, ...]
    running: str
    practice: bool


Story = Callable[[float], Sequence[Flowable]]


@cache
def style(
    size: float,
    face: str = fonts.REGULAR,
    align: int = LEFT,
    above: float = 0,
    lead: float = 1.18,
    indent: float = 0,
) -> Any:
    """A paragraph style; long words break instead of leaving the page. `indent` is of the first line, points."""
    fonts.register()
    return ParagraphStyle(
        f"{face}-{size}-{align}-{above}-{lead}-{indent}",
        fontName=face,
        fontSize=size,
        leading=size * lead,
        alignment=align,
        spaceBefore=above,
        firstLineIndent=indent,
        splitLongWords=1,
    )


def text(markup: str, style_: Any) -> Flowable:
    """A paragraph. Data in `markup` must have gone through `words.safe`."""
    return Paragraph(markup, style_)


def columns(cells: Sequence[Any], widths: Sequence[float], extra: Sequence[tuple[Any, ...]] = ()) -> Flowable:
    """Blocks side by side, from the top, without lines or padding."""
    bare = [
        ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),  # a table's own default is a face that is not embedded
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
            text("(Ký và ghi rõ họ tên)" if capacity else "", style(size, fonts.ITALIC, CENTER)),
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
    return build_parts(sheet, paper, sizes, [story])


def build_parts(sheet: Sheet, paper: Paper, sizes: Sequence[float], stories: Sequence[Story]) -> bytes:
    """The same of several parts of one paper (liên): each begins a page and is numbered by itself."""
    fonts.register()
    foot = [text(line, style(_FOOT_SIZE, align=CENTER)) for line in paper.foot]
    frame = _frame(sheet, height(foot, sheet.width) + _FOOT_GAP)
    chosen = [_largest(sheet, frame, sizes, story) for story in stories]
    pages = [1] * len(stories)
    pdf, counted = _set(sheet, paper, foot, frame, [pieces for _, pieces in chosen], pages)
    if counted != pages:
        again = [story(size) for story, (size, _) in zip(stories, chosen, strict=True)]
        pdf, _ = _set(sheet, paper, foot, frame, again, counted)
    return pdf


def _largest(sheet: Sheet, frame: Any, sizes: Sequence[float], story: Story) -> tuple[float, Sequence[Flowable]]:
    size = sizes[0]
    pieces = story(size)
    while (needed := height(pieces, sheet.width)) > frame._height and size > sizes[-1]:
        # Text takes up its size squared, so no larger one can fit; whole steps keep papers alike.
        likely = size * math.sqrt(frame._height / needed)
        size = max((step for step in sizes if step < size and step <= likely), default=sizes[-1])
        pieces = story(size)
    return size, pieces


def height(story: Sequence[Flowable], width: float) -> float:
    """Points that a story takes in one column, gaps included, as a frame sets it."""
    needed, gap_before = 0.0, math.inf  # nothing is set off from the top
    for piece in story:
        gap_after = piece.getSpaceAfter()
        needed += piece.wrap(width, math.inf)[1] + max(piece.getSpaceBefore() - gap_before, 0) + gap_after
        gap_before = gap_after
    return needed


def _frame(sheet: Sheet, foot: float) -> Any:
    rest = sheet.size[1] - sheet.top - sheet.bottom - foot
    return Frame(sheet.left, sheet.bottom + foot, sheet.width, rest, 0, 0, 0, 0)


def _set(
    sheet: Sheet,
    paper: Paper,
    foot: Sequence[Flowable],
    frame: Any,
    stories: Sequence[Sequence[Flowable]],
    pages: Sequence[int],
) -> tuple[bytes, list[int]]:
    """The stories set down page by page, each of so many pages in all, and how many pages each took."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=sheet.size, invariant=1, lang="vi-VN", initialFontName=fonts.REGULAR)
    canvas.setTitle(paper.title)
    taken = []
    for story, of in zip(stories, pages, strict=True):
        rest, page = list(story), 0
        while rest:
            page += 1
            _dress(canvas, sheet, paper, foot, page, of)
            frame._reset()
            before = len(rest)
            _fill(frame, canvas, rest)
            if frame._atTop and len(rest) == before:
                raise LayoutError(f"a piece is taller than the page: {rest[0].identity(60)}")
            canvas.showPage()
        taken.append(page)
    canvas.save()
    return target.getvalue(), taken


def _fill(frame: Any, canvas: Any, rest: list[Flowable]) -> None:
    """Takes from `rest` what the page has room for; a piece may be parted."""
    while rest:
        if frame.add(rest[0], canvas, trySplit=1):
            del rest[0]
            continue
        parts = frame.split(rest[0], canvas)
        if not parts:
            return
        rest[:1] = parts


def _dress(canvas: Any, sheet: Sheet, paper: Paper, foot: Sequence[Flowable], page: int, pages: int) -> None:
    """What stands on a page whatever its story: marks of practice, foot, and how it follows the page before."""
    if paper.practice:
        _watermark(canvas, sheet)
    right = sheet.left + sheet.width
    y = sheet.bottom
    for line in reversed(foot):
        _, needed = line.wrapOn(canvas, sheet.width, sheet.size[1])
        line.drawOn(canvas, sheet.left, y)
        y += needed
    canvas.setLineWidth(0.5)
    canvas.line(sheet.left, y + 3, right, y + 3)
    canvas.setFont(fonts.ITALIC, 7.5)
    if page < pages:
        canvas.drawRightString(right, y + 5, f"Xem tiếp trang {page + 1}/{pages}")
    if page > 1:
        top = sheet.size[1] - sheet.top + 4
        canvas.drawString(sheet.left, top, f"{words.plain(paper.running)} (tiếp theo trang {page - 1})")
        canvas.setFont(fonts.REGULAR, sheet.heading_type + 1)
        if sheet.top > _FOOT_GAP + 2 * sheet.heading_type:  # Decree 30/2020: in the middle, above the text
            canvas.drawCentredString(sheet.left + sheet.width / 2, top + 9, str(page))
        else:
            canvas.drawRightString(right, top, str(page))


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

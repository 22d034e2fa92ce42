"""A pad for outages: slips with their numbers reserved beforehand, to be written by hand when nothing else works."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable, Spacer
from reportlab.platypus.tables import Table

from desk.printing import fonts, page, words
from desk.printing.letterhead import Letterhead
from desk.printing.page import CENTER, text
from desk.printing.words import safe

SHEET = page.A4
TITLE = "Giấy tiếp nhận hồ sơ dự phòng"
_LINES = (
    "Tiếp nhận hồ sơ của",
    "Số căn cước/hộ chiếu, điện thoại",
    "Địa chỉ",
    "Thủ tục",
    "Giấy tờ đã nhận",
    "Nhận lúc (giờ, ngày)",
    "Hẹn trả kết quả (giờ, ngày)",
)
_LINE_HEIGHT = 7.4 * mm


@dataclass(frozen=True)
class PadSheet:
    """The numbers of one pad, each with its check digit, and whose pad it is."""

    heading: Letterhead
    day: dt.date
    numbers: tuple[str, ...]
    practice: bool


def draw(content: PadSheet) -> bytes:
    """The pad as a PDF of A4 pages, two slips on each; a slip is cut out whole."""
    first, last = content.numbers[0], content.numbers[-1]
    paper = page.Paper(
        title=words.plain(f"{TITLE} {first}"),
        foot=(
            "Viết khi máy không dùng được, mỗi hồ sơ một số, viết hỏng thì gạch chéo và giữ lại."
            " Khi máy chạy lại: Tiếp nhận, Nhập bù, gõ đúng số này.",
        ),
        running=f"Giấy dự phòng {first} – {last}",
        practice=content.practice,
    )
    return page.build(SHEET, paper, (11,), lambda size: _slips(content, size))


def _slips(content: PadSheet, size: float) -> list[Flowable]:
    return [piece for number in content.numbers for piece in (_slip(content, number, size), Spacer(1, 9 * mm))]


def _slip(content: PadSheet, number: str, size: float) -> Flowable:
    """One slip in a dashed frame to cut along."""
    inner = SHEET.width - 8 * mm
    named = page.style(size - 1)
    head = [
        text(safe(content.heading.issuing_body.upper()), page.style(size - 1, fonts.BOLD, CENTER)),
        text(TITLE.upper(), page.style(size + 1, fonts.BOLD, CENTER, above=2)),
        text(f"Số: <b>{safe(number)}</b>", page.style(size + 6, align=CENTER, above=3)),
    ]
    lines = Table(
        [[text(f"{line}:", named), ""] for line in _LINES],
        colWidths=[56 * mm, inner - 56 * mm],
        rowHeights=[_LINE_HEIGHT] * len(_LINES),
        style=[
            ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
            ("LINEBELOW", (1, 0), (1, -1), 0.5, "#707070", None, (1, 2)),
        ],
    )
    signed = page.columns(
        [
            [text("NGƯỜI NỘP HỒ SƠ", page.style(size - 1, fonts.BOLD, CENTER)), Spacer(1, 30)],
            [text("NGƯỜI TIẾP NHẬN HỒ SƠ", page.style(size - 1, fonts.BOLD, CENTER)), Spacer(1, 30)],
        ],
        [inner / 2, inner / 2],
    )
    frame = [
        ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
        ("BOX", (0, 0), (-1, -1), 0.6, "#707070", None, (3, 3)),
        ("LEFTPADDING", (0, 0), (-1, -1), 4 * mm),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4 * mm),
        ("TOPPADDING", (0, 0), (-1, -1), 3 * mm),
    ]
    return Table([[[*head, Spacer(1, 4), lines, Spacer(1, 6), signed]]], colWidths=[SHEET.width], style=frame)

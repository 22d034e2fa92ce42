"""The page that shows whether a printer prints as it should: all Vietnamese letters, a ruler, a frame, the time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable, Spacer

from desk.printing import fonts, page, words
from desk.printing.letterhead import Letterhead, heading
from desk.printing.page import CENTER, text
from desk.printing.words import safe

SHEET = page.A5
RULER_MILLIMETRES = 100
EDGE = 5 * mm
LETTERS = (
    "A Á À Ả Ã Ạ Ă Ắ Ằ Ẳ Ẵ Ặ Â Ấ Ầ Ẩ Ẫ Ậ Đ E É È Ẻ Ẽ Ẹ Ê Ế Ề Ể Ễ Ệ I Í Ì Ỉ Ĩ Ị",
    "O Ó Ò Ỏ Õ Ọ Ô Ố Ồ Ổ Ỗ Ộ Ơ Ớ Ờ Ở Ỡ Ợ U Ú Ù Ủ Ũ Ụ Ư Ứ Ừ Ử Ữ Ự Y Ý Ỳ Ỷ Ỹ Ỵ",
)


@dataclass(frozen=True)
class TrialPage:
    """What stands on the page; the instant carries its zone."""

    heading: Letterhead
    printer: str
    printed_at: dt.datetime
    practice: bool


class _Ruler(Flowable):  # type: ignore[misc]
    """A ruler of whole millimetres, to hold a real one against."""

    def wrap(self, _wide: float, _high: float) -> tuple[float, float]:
        """Its own size."""
        self.width, self.height = RULER_MILLIMETRES * mm, 9 * mm
        return self.width, self.height

    def draw(self) -> None:
        """Draw line, ticks and numbers."""
        canvas: Any = self.canv
        canvas.setLineWidth(0.4)
        canvas.setFont(fonts.REGULAR, 7)
        canvas.line(0, self.height, self.width, self.height)
        for at in range(RULER_MILLIMETRES + 1):
            long = 4 if at % 10 == 0 else 3 if at % 5 == 0 else 2
            canvas.line(at * mm, self.height, at * mm, self.height - long * mm)
            if at % 10 == 0:
                canvas.drawCentredString(at * mm, self.height - 7 * mm, str(at))


class _Frame(Flowable):  # type: ignore[misc]
    """A rule along the edges of the printed area: a side that is missing was cut off by the printer."""

    def wrap(self, _wide: float, _high: float) -> tuple[float, float]:
        """It takes no room."""
        return 0, 0

    def draw(self) -> None:
        """Draw at the sheet's edges, wherever the story stands."""
        canvas: Any = self.canv
        right, above = canvas.absolutePosition(0, 0)
        across, up = SHEET.size
        canvas.setLineWidth(0.4)
        canvas.rect(EDGE - right, EDGE - above, across - 2 * EDGE, up - 2 * EDGE)


def draw(content: TrialPage) -> bytes:
    """The page as a PDF of one A5 sheet."""
    paper = page.Paper(
        title="Trang in thử",
        foot=("Trang in thử, không phải giấy tờ.",),
        running="Trang in thử",
        practice=content.practice,
    )
    return page.build(SHEET, paper, (10, 9, 8, 7), lambda size: _story(content, size))


def _story(content: TrialPage, size: float) -> list[Flowable]:
    body, bold = page.style(size, above=6), page.style(size, fonts.BOLD, above=8)
    letters = [text(f"{line}<br/>{line.lower()}", body) for line in LETTERS]
    return [
        _Frame(),
        heading(SHEET, content.heading, content.printed_at),
        Spacer(1, 5 * mm),
        text("TRANG IN THỬ", page.style(size + 4, fonts.BOLD, CENTER)),
        text(f"Máy in: {safe(content.printer)}", body),
        text(f"Lúc in: {words.time_words(content.printed_at)}", body),
        text("1. Chữ: mọi dấu phải rõ, không chữ nào thành ô vuông.", bold),
        *letters,
        text("Cộng hòa xã hội chủ nghĩa Việt Nam", page.style(size, fonts.ITALIC, above=4)),
        text("Nghiêng ngả, khúc khuỷu, thưởng ngoạn – 0123456789", page.style(size, fonts.BOLD, above=4)),
        text("2. Khổ giấy: thước dưới đây phải dài đúng 100 mm; nếu không, tắt “vừa khổ giấy” của máy in.", bold),
        Spacer(1, 2 * mm),
        _Ruler(),
        text("3. Lề: khung quanh trang phải đủ bốn cạnh, cách mép giấy A5 đều 5 mm.", bold),
    ]

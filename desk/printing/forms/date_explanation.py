"""Why a dossier is due when it is, for its citizen: sentences and a wall calendar on A5."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from reportlab.platypus.flowables import Flowable, Spacer

from desk.printing import fonts, letterhead, page, words
from desk.printing.letterhead import Letterhead
from desk.printing.page import CENTER, text
from desk.printing.words import safe, short_time
from desk.rules.explanation import DayMark, ExplainedDay, MonthGrid, month_grids

SHEET = page.A5
MOST_MONTHS = 6
LETTERS = ("2", "3", "4", "5", "6", "7", "CN")
_SIZES = (10.5, 10, 9.5, 9, 8.5)
_GAP = 16
_MARKS = (
    (DayMark.RECEIVED, "nhận hồ sơ"), (DayMark.COUNTED, "được tính (số nhỏ: ngày thứ mấy)"),
    (DayMark.SKIPPED, "nghỉ, không tính"), (DayMark.PAUSED, "chờ, không tính"), (DayMark.DUE, "hạn trả"),
)  # fmt: skip


@dataclass(frozen=True)
class DateExplanation:
    """What is explained; `days` are those of the promise, `sentences` all there is to say. It names nobody."""

    heading: Letterhead
    number: str
    procedure_name: str
    promised_at: dt.datetime
    sentences: tuple[str, ...]
    days: tuple[ExplainedDay, ...]
    copy: int
    printed_at: dt.datetime
    practice: bool


def draw(content: DateExplanation) -> bytes:
    """The explanation as a PDF of A5 pages."""
    head = content.heading
    paper = page.Paper(
        title=words.plain(f"Cách tính ngày hẹn trả {content.number}"),
        foot=(
            f"Thắc mắc xin hỏi tại quầy hoặc gọi <b>{safe(head.phone)}</b> – Tra cứu: {safe(head.lookup)}",
            f"Bản {content.copy} – In lúc {short_time(content.printed_at)}",
        ),
        running=f"Cách tính ngày hẹn trả {content.number}",
        practice=content.practice,
    )
    return page.build(SHEET, paper, _SIZES, lambda size: _story(content, size))


def _story(content: DateExplanation, size: float) -> list[Flowable]:
    body = page.style(size, lead=1.25, above=3)
    due = words.time_words(content.promised_at)
    story = [
        letterhead.heading(SHEET, content.heading, content.printed_at),
        Spacer(1, 8),
        text("CÁCH TÍNH NGÀY HẸN TRẢ KẾT QUẢ", page.style(size + 2, fonts.BOLD, CENTER)),
        text(f"Hồ sơ số <b>{safe(content.number)}</b>", page.style(size, align=CENTER, above=2)),
        text(safe(content.procedure_name), page.style(size - 0.5, fonts.ITALIC, CENTER)),
        text(f"Hẹn trả: <b>{safe(due)}</b>", page.style(size + 1, align=CENTER, above=6)),
        Spacer(1, 4),
        *(text(f"• {safe(sentence)}", body) for sentence in content.sentences),
        Spacer(1, 8),
    ]
    months = month_grids(content.days) if content.days else ()
    if len(months) > MOST_MONTHS:  # a limit of years: how it began and how it ends
        months = (*months[: MOST_MONTHS // 2], *months[-MOST_MONTHS // 2 :])
    days = {one.date: one for one in content.days}
    width = (SHEET.width - _GAP) / 2
    for at in range(0, len(months), 2):
        cells: list[Any] = [MonthPicture(grid, days, width) for grid in months[at : at + 2]]
        cells += [""] * (2 - len(cells))
        story += [page.columns([cells[0], "", cells[1]], [width, _GAP, width]), Spacer(1, 4)]
    return [*story, *([MarkLegend(SHEET.width)] if months else [])]


class MonthPicture(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """One month of a wall calendar, legible in black and white."""

    HEAD, TITLE, ROW = 10, 13, 15

    def __init__(self, grid: MonthGrid, days: dict[dt.date, ExplainedDay], width: float) -> None:
        super().__init__()
        self._grid, self._days = grid, days
        self.width = width
        self.height = self.TITLE + self.HEAD + len(grid.weeks) * self.ROW

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """As large as the month."""
        return self.width, self.height

    def draw(self) -> None:
        """Title, weekdays, days."""
        canvas, cell = self.canv, self.width / 7
        canvas.setFillGray(0)
        canvas.setFont(fonts.BOLD, 9)
        canvas.drawString(2, self.height - 9, f"Tháng {self._grid.month}/{self._grid.year}")
        canvas.setFont(fonts.REGULAR, 6.5)
        canvas.setFillGray(0.35)
        for at, letters in enumerate(LETTERS):
            canvas.drawCentredString((at + 0.5) * cell, self.height - self.TITLE - 7, letters)
        for week, some in enumerate(self._grid.weeks):
            top = self.height - self.TITLE - self.HEAD - week * self.ROW
            for weekday, day in enumerate(some):
                if day is not None:
                    draw_day(canvas, weekday * cell, top - self.ROW, cell, self.ROW, day.day, self._days.get(day))


class MarkLegend(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """What the marks mean, in two lines."""

    def __init__(self, width: float) -> None:
        super().__init__()
        self.width, self.height = width, 30

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Two lines."""
        return self.width, self.height

    def draw(self) -> None:
        """A day of each mark beside its words."""
        left, top = 0.0, self.height - 14
        for mark, said in _MARKS:
            width = 20 + fonts.width(said, fonts.REGULAR, 7) + 14
            if left + width > self.width + 8:
                left, top = 0.0, top - 15
            number = 1 if mark is DayMark.COUNTED else None
            draw_day(self.canv, left, top, 18, 13, 5, ExplainedDay(dt.date(2026, 1, 5), mark, "", number))
            self.canv.setFillGray(0)
            self.canv.setFont(fonts.REGULAR, 7)
            self.canv.drawString(left + 21, top + 4, said)
            left += width


def draw_day(
    canvas: Any, left: float, bottom: float, width: float, height: float, number: int, found: ExplainedDay | None
) -> None:
    """A day: framed when received, grey when counted, struck when closed, hatched when waited, black when due."""
    mark = found.mark if found is not None else DayMark.PASSED
    inner = (left + 1, bottom + 0.7, width - 2, height - 1.4)
    canvas.saveState()
    canvas.setLineWidth(0.6)
    canvas.setStrokeGray(0)
    if mark is DayMark.DUE:
        canvas.setFillGray(0)
        canvas.roundRect(*inner, 2, stroke=0, fill=1)
    elif mark is DayMark.COUNTED:
        canvas.setFillGray(0.86)
        canvas.roundRect(*inner, 2, stroke=0, fill=1)
    elif mark is DayMark.RECEIVED:
        canvas.roundRect(*inner, 2, stroke=1, fill=0)
    elif mark is DayMark.PAUSED:
        _hatch(canvas, *inner)
    canvas.setFillGray({DayMark.DUE: 1, DayMark.SKIPPED: 0.45, DayMark.PASSED: 0.45}.get(mark, 0))
    bold = mark in {DayMark.DUE, DayMark.COUNTED, DayMark.RECEIVED}
    canvas.setFont(fonts.BOLD if bold else fonts.REGULAR, 8.5)
    middle = left + width / 2 - (2.5 if found is not None and found.number else 0)
    canvas.drawCentredString(middle, bottom + height / 2 - 3, str(number))
    if found is not None and found.number:
        canvas.setFont(fonts.REGULAR, 5.5)
        canvas.drawRightString(left + width - 2.5, bottom + height - 6.5, str(found.number))
    if mark is DayMark.SKIPPED:
        canvas.setStrokeGray(0.45)
        canvas.line(middle - 6, bottom + height / 2 - 0.5, middle + 6, bottom + height / 2 - 0.5)
    canvas.restoreState()


def _hatch(canvas: Any, left: float, bottom: float, width: float, height: float) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(left, bottom, width, height)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setStrokeGray(0.7)
    canvas.setLineWidth(0.5)
    step = 3.0
    at = -height
    while at < width:
        canvas.line(left + at, bottom, left + at + height, bottom + height)
        at += step
    canvas.restoreState()

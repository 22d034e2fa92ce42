"""A small wall calendar of one count: which days counted, were skipped or waited through, and which is due."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desk.rules.explanation import DayMark, ExplainedDay, Explanation, MonthGrid, month_grids
from desk.rules.working_calendar import WEEKDAYS
from desk.ui import style

CELL, SMALL_CELL, HEAD, TITLE, GAP = 30, 26, 18, 24, 24
MOST_WEEKS = 6
LETTERS = ("2", "3", "4", "5", "6", "7", "CN")
_MARK_WORDS = {
    DayMark.RECEIVED: "nhận hồ sơ", DayMark.COUNTED: "được tính", DayMark.SKIPPED: "không tính",
    DayMark.PAUSED: "đang chờ, không tính", DayMark.PASSED: "không tính", DayMark.DUE: "hạn trả",
}  # fmt: skip
MOST_MONTHS = 12  # a limit of years is told in sentences: its first and last months are painted


class WallCalendar(QWidget):
    """The months from the receipt to the deadline, `columns` beside each other; `cell` is the side of a day, pixels."""

    def __init__(self, columns: int = 2, cell: int = CELL) -> None:
        super().__init__()
        self._columns, self._cell = columns, cell
        self._days: dict[object, ExplainedDay] = {}
        self._months: tuple[MonthGrid, ...] = ()
        self.setSizePolicy(self.sizePolicy().Policy.Fixed, self.sizePolicy().Policy.Fixed)

    def show_days(self, explanation: Explanation | None) -> None:
        """Show this count, or nothing."""
        days = explanation.days if explanation is not None else ()
        self._days = {one.date: one for one in days}
        months = month_grids(days) if days else ()
        half = MOST_MONTHS // 2
        self._months = months if len(months) <= MOST_MONTHS else (*months[:half], *months[-half:])
        self.setAccessibleName(self.tr("Lịch đếm ngày"))
        self.setAccessibleDescription("; ".join(_said(one) for one in days if one.mark is not DayMark.PASSED))
        self.setFixedSize(self.sizeHint())
        self.updateGeometry()
        self.update()

    def months(self) -> tuple[MonthGrid, ...]:
        """The months that are painted."""
        return self._months

    def sizeHint(self) -> QSize:
        """As large as its months."""
        columns = min(self._columns, max(len(self._months), 1))
        rows = -(-len(self._months) // self._columns)
        width = columns * 7 * self._cell + (columns - 1) * GAP
        return QSize(width, sum(self._height(row) for row in range(rows)))

    def event(self, event: QEvent) -> bool:
        """What became of a day, under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._words_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Month by month."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        worn = style.current()
        for at, grid in enumerate(self._months):
            self._paint_month(painter, grid, self._corner(at), worn)

    # --- places -------------------------------------------------------------------------------------------------------

    def _height(self, row: int) -> int:
        months = self._months[row * self._columns : (row + 1) * self._columns]
        return TITLE + HEAD + max(len(grid.weeks) for grid in months) * self._cell + (GAP // 2 if row else 0)

    def _corner(self, at: int) -> QPointF:
        row, column = divmod(at, self._columns)
        top = sum(self._height(one) for one in range(row)) + (GAP // 2 if row else 0)
        return QPointF(column * (7 * self._cell + GAP), top)

    def _words_at(self, point: QPointF) -> str:
        for at, grid in enumerate(self._months):
            corner = self._corner(at)
            for week, days in enumerate(grid.weeks):
                for weekday, day in enumerate(days):
                    if day in self._days and _box(corner, week, weekday, self._cell).contains(point):
                        return _said(self._days[day])
        return ""

    # --- painting -----------------------------------------------------------------------------------------------------

    def _paint_month(self, painter: QPainter, grid: MonthGrid, corner: QPointF, worn: style.Colours) -> None:
        font = QFont(self.font())
        font.setPixelSize(14)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(worn.text))
        title = QRectF(corner.x() + 4, corner.y(), 7 * self._cell, TITLE)
        words = self.tr("Tháng {month}/{year}").format(month=grid.month, year=grid.year)
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, words)
        font.setPixelSize(11)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(QColor(worn.muted))
        for at, letters in enumerate(LETTERS):
            head = QRectF(corner.x() + at * self._cell, corner.y() + TITLE, self._cell, HEAD)
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, letters)
        for week, days in enumerate(grid.weeks):
            for weekday, day in enumerate(days):
                if day is not None:
                    _paint_day(
                        painter,
                        _box(corner, week, weekday, self._cell),
                        day.day,
                        self._days.get(day),
                        worn,
                        self.font(),
                    )


def _box(corner: QPointF, week: int, weekday: int, cell: int) -> QRectF:
    return QRectF(corner.x() + weekday * cell, corner.y() + TITLE + HEAD + week * cell, cell, cell)


def _said(one: ExplainedDay) -> str:
    name = WEEKDAYS[one.date.weekday()]
    number = f", ngày thứ {one.number}" if one.number else ""
    reason = f": {one.reason}" if one.reason and not number else ""
    return f"{name} {one.date:%d/%m/%Y} {_MARK_WORDS[one.mark]}{number}{reason}"


def _paint_day(
    painter: QPainter, box: QRectF, number: int, found: ExplainedDay | None, worn: style.Colours, base: QFont
) -> None:
    """The ground and number of a day; in its corner which day of the limit it is."""
    inner = box.adjusted(1.5, 1.5, -1.5, -1.5)
    mark = found.mark if found is not None else None
    ink, ground = QColor(worn.text), None
    if mark is None or mark is DayMark.PASSED:
        ink = QColor(worn.muted)
    elif mark is DayMark.DUE:
        ink, ground = QColor(worn.on_action), QColor(worn.action)
    elif mark is DayMark.COUNTED:
        ink, ground = QColor(worn.action), QColor(worn.chosen)
    elif mark is DayMark.SKIPPED:
        ink, ground = QColor(worn.muted), QColor(worn.page)
    elif mark is DayMark.PAUSED:
        ink, ground = QColor(worn.waiting), QColor(worn.waiting_ground)
    painter.setPen(Qt.PenStyle.NoPen)
    if ground is not None:
        painter.setBrush(ground)
        painter.drawRoundedRect(inner, 4, 4)
    if mark is DayMark.PAUSED:
        painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern))
        painter.setOpacity(0.35)
        painter.drawRoundedRect(inner, 4, 4)
        painter.setOpacity(1)
    if mark is DayMark.RECEIVED:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(worn.text), 1.5))
        painter.drawRoundedRect(inner, 4, 4)
    if mark is DayMark.SKIPPED:
        painter.setPen(QPen(QColor(worn.edge), 1))
        painter.drawLine(inner.bottomLeft() + QPointF(4, -4), inner.topRight() + QPointF(-4, 4))
    font = QFont(base)
    font.setPixelSize(13)
    font.setBold(mark in {DayMark.COUNTED, DayMark.DUE, DayMark.RECEIVED})
    painter.setFont(font)
    painter.setPen(ink)
    numbered = found is not None and found.number is not None
    place = inner.adjusted(0, 0, -7 if numbered else 0, 0)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(number))
    if found is not None and found.number is not None:
        font.setPixelSize(9)
        painter.setFont(font)
        painter.drawText(inner.adjusted(0, 1, -2, 0), Qt.AlignmentFlag.AlignRight, str(found.number))


class WallLegend(QWidget):
    """What the marks of the wall calendar mean."""

    def __init__(self) -> None:
        super().__init__()
        self._marks = (
            (DayMark.RECEIVED, self.tr("nhận hồ sơ")),
            (DayMark.COUNTED, self.tr("được tính, số ở góc là ngày thứ mấy")),
            (DayMark.SKIPPED, self.tr("nghỉ, không tính")), (DayMark.PAUSED, self.tr("chờ, không tính")),
            (DayMark.DUE, self.tr("hạn trả")),
        )  # fmt: skip
        self.setAccessibleName(self.tr("Chú giải: {marks}").format(marks=", ".join(words for _, words in self._marks)))
        self.setFixedSize(self.sizeHint())

    def _font(self) -> QFont:
        small = QFont(self.font())
        small.setPixelSize(12)
        return small

    def sizeHint(self) -> QSize:
        """A line for two marks."""
        rows = -(-len(self._marks) // 2)
        return QSize(7 * CELL * 2 + GAP, rows * 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A day of each mark beside its words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        worn, day = style.current(), dt.date(2026, 1, 5)
        metrics = QFontMetrics(self._font())
        left, top = 0.0, 0.0
        for mark, words in self._marks:
            width = metrics.horizontalAdvance(words) + 44
            if left and left + width > self.width():
                left, top = 0.0, top + 26
            number = 1 if mark is DayMark.COUNTED else None
            shown = ExplainedDay(day, mark, "", number)
            _paint_day(painter, QRectF(left, top, 26, 24), 5, shown, worn, self.font())
            painter.setFont(self._font())
            painter.setPen(QColor(worn.muted))
            painter.drawText(QRectF(left + 30, top, width, 24), Qt.AlignmentFlag.AlignVCenter, words)
            left += width

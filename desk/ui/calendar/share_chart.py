"""Which share each limit would have met, as steps that rise to the whole; limits of law and office stand out."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desk.rules.tried_limit import TriedLimit
from desk.ui import style

LEFT, RIGHT, TOP, BOTTOM = 44, 12, 22, 26
LINES = (0.0, 0.5, 0.8, 1.0)


class ShareChart(QWidget):
    """Bars from limit 1 on; the tried one is filled, the others are light; below the limit, beside the share."""

    def __init__(self) -> None:
        super().__init__()
        self._tried: TriedLimit | None = None
        self._limit, self._marks = 0, {0: ""}
        self.setMinimumSize(QSize(380, 190))

    def show_tried(self, tried: TriedLimit | None, limit: int, marks: dict[int, str]) -> None:
        """Show these shares; `marks` names limits that stand out, above their bars."""
        self._tried, self._limit, self._marks = tried, limit, marks
        if tried is not None:
            words = (f"{n}: {round(100 * tried.share(n))} %" for n in range(1, len(tried.needed) + 1))
            self.setAccessibleName(self.tr("Tỷ lệ đạt theo thời hạn"))
            self.setAccessibleDescription("; ".join(words))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lines of shares, bars, numbers of limits, names of those that stand out."""
        if self._tried is None or not self._tried.of:
            return
        worn, tried = style.current(), self._tried
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = QFont(self.font())
        small.setPixelSize(11)
        painter.setFont(small)
        area = QRectF(LEFT, TOP, self.width() - LEFT - RIGHT, self.height() - TOP - BOTTOM)
        for share in LINES:
            y = area.bottom() - share * area.height()
            painter.setPen(QPen(QColor(worn.line), 1, Qt.PenStyle.DashLine if share == 0.8 else Qt.PenStyle.SolidLine))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(worn.muted))
            painter.drawText(QRectF(0, y - 8, LEFT - 6, 16), Qt.AlignmentFlag.AlignRight, f"{round(100 * share)} %")
        count = len(tried.needed)
        step = area.width() / count
        every = max(1, -(-count // 15))
        for at in range(count):
            limit = at + 1
            high = tried.share(limit) * area.height()
            bar = QRectF(area.left() + at * step + step * 0.12, area.bottom() - high, step * 0.76, high)
            painter.setPen(QPen(QColor(worn.action), 1))
            painter.setBrush(QColor(worn.action if limit == self._limit else worn.chosen))
            painter.drawRect(bar)
            if limit == 1 or limit % every == 0 or limit == self._limit:
                painter.setPen(QColor(worn.text if limit == self._limit else worn.muted))
                box = QRectF(area.left() + at * step - 10, area.bottom() + 4, step + 20, 16)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(limit))
            if limit in self._marks:
                painter.setPen(QPen(QColor(worn.warn), 1.5))
                middle = area.left() + (at + 0.5) * step
                painter.drawLine(QPointF(middle, area.top() - 4), QPointF(middle, area.bottom()))
                side = Qt.AlignmentFlag.AlignRight if middle > area.center().x() else Qt.AlignmentFlag.AlignLeft
                left = middle - 150 if middle > area.center().x() else middle
                painter.drawText(QRectF(left, 0, 150, 16), side, self._marks[limit])

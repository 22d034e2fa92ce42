"""Whose time was used of all that was promised: the office's, another body's, the citizen's, each with its pattern."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desk.rules.spent_time import SpentTime
from desk.ui import style
from desk.ui.wording import worked

HEIGHT = 10
CELL = 9
BAR = 5


def spent_words(spent: SpentTime) -> str:
    """Who used how much: `cơ quan 7 giờ · người nộp 2 giờ`; what nobody used is left out."""
    parts = (("cơ quan", spent.office), ("nơi khác", spent.body), ("người nộp", spent.citizen))
    said = " · ".join(f"{who} {worked(minutes)}" for who, minutes in parts if minutes)
    return said or "chưa dùng giờ làm việc nào"


def paint_spent(painter: QPainter, where: QRectF, spent: SpentTime) -> None:
    """Paint the bar, as long as what was promised, or as what was used where that is more.

    A part that used anything is at least two pixels wide.
    """
    worn = style.current()
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(worn.line))
    painter.drawRoundedRect(where, 2, 2)
    total, left = max(spent.office + spent.body + spent.citizen, spent.promised), where.left()
    parts = (
        (spent.office, QBrush(QColor(worn.fault if spent.over else worn.action))),
        (spent.body, QBrush(QColor(worn.waiting), Qt.BrushStyle.Dense4Pattern)),
        (spent.citizen, QBrush(QColor(worn.muted), Qt.BrushStyle.BDiagPattern)),
    )
    for minutes, brush in parts:
        if minutes:
            width = max(2.0, where.width() * minutes / total)
            painter.fillRect(QRectF(left, where.top(), min(width, where.right() - left), where.height()), brush)
            left += width
    painter.restore()


class SpentBar(QWidget):
    """The bar as a widget, read out in words."""

    def __init__(self, spent: SpentTime) -> None:
        super().__init__()
        self._spent = spent
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(spent_words(spent))
        self.setToolTip(spent_words(spent))

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(120, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar."""
        painter = QPainter(self)
        paint_spent(painter, QRectF(self.rect()), self._spent)
        painter.end()


class SpentDelegate(QStyledItemDelegate):
    """Paints a cell of a list: words, and the bar below them. The model gives a `SpentTime` as the user's role."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground of a chosen row, the words, the bar."""
        worn, where = style.current(), QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(where, QColor(worn.chosen))
        spent = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(spent, SpentTime):
            return
        inside = where.adjusted(CELL, 3, -CELL, -4)
        font = QFont(option.font)
        font.setPixelSize(style.SMALL)
        painter.setFont(font)
        painter.setPen(QColor(worn.fault if spent.over else worn.text))
        words = painter.fontMetrics().elidedText(spent_words(spent), Qt.TextElideMode.ElideRight, int(inside.width()))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)
        bar = QRectF(inside.left(), inside.bottom() - BAR, inside.width(), BAR)
        paint_spent(painter, bar, spent)

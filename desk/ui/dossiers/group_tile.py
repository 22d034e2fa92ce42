"""A group of the board with its number, shape, word and key; pressed, the board shows this group alone."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desk.services.board import BoardGroup
from desk.ui import style
from desk.ui.dossiers.board_table_model import ICONS, colour_of
from desk.ui.widgets.icons import icon

HEIGHT = 60
ICON = 24


class GroupTile(QAbstractButton):
    """Painted by hand: the number is the largest, as on a notice board."""

    def __init__(self, group: BoardGroup, name: str, key: str) -> None:
        super().__init__()
        self.shows, self._key, self._shown = group, key, "…"
        self.setText(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self.show_count(None)

    def show_count(self, count: int | None) -> None:
        """The number of dossiers; None while it is not known."""
        self._shown = "…" if count is None else f"{count:,}".replace(",", ".")
        words = f"{self.text()}: {self._shown}"
        self.setAccessibleName(words)
        self.setToolTip(f"{words}   {self._key}")
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for five figures and the word."""
        return QSize(190, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shape, number, word above key, in the colours of the group."""
        worn = style.current()
        colour = QColor(colour_of(self.shows))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isChecked() or self.hasFocus() or self.underMouse()
        pen = painter.pen()
        pen.setColor(QColor(worn.action if lit else worn.line))
        pen.setWidth(2 if self.isChecked() or self.hasFocus() else 1)
        painter.setPen(pen)
        painter.setBrush(QColor(worn.chosen if self.isChecked() else worn.paper))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        middle = (self.height() - ICON) // 2
        icon(ICONS[self.shows], colour.name()).paint(painter, QRect(style.M, middle, ICON, ICON))
        left = style.M + ICON + style.S
        painter.setPen(colour)
        painter.setFont(_font(self.font(), style.TITLE, bold=True))
        width = painter.fontMetrics().horizontalAdvance(self._shown)
        painter.drawText(QRect(left, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, self._shown)
        left += width + style.M
        room = self.width() - left - style.S
        painter.setFont(_font(self.font(), style.BASE))
        painter.drawText(QRect(left, 11, room, 20), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(_font(self.font(), style.SMALL))
        painter.setPen(QColor(worn.muted))
        painter.drawText(QRect(left, 32, room, 16), Qt.AlignmentFlag.AlignVCenter, self._key)


def _font(worn: QFont, pixels: int, *, bold: bool = False) -> QFont:
    font = QFont(worn)
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font

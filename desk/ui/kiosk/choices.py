"""Large buttons whose words wrap: one of several officers, or reasons of which several may be ticked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desk.ui.kiosk.faces import fitted
from desk.ui.kiosk.look import ACTION, TEXT
from desk.ui.style import LIGHT

_EDGE = 18


class Choice(QAbstractButton):
    """A button of a code with its words; a checkable one bears a box that is ticked. Its group has one type size."""

    def __init__(self, code: str, words: str, group: list[Choice], *, checkable: bool) -> None:
        super().__init__()
        self._group = group
        self.code = code
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(checkable)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pixels = 30

    def set_size(self, pixels: int, least: int) -> None:
        """Height of the words and least height of the button, in pixels."""
        self._pixels = pixels
        self.setMinimumHeight(least)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, box and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self.isChecked() or self.isDown()
        edge = 5 if self.hasFocus() or marked else 2
        painter.setPen(QPen(QColor(TEXT if self.hasFocus() else ACTION), edge))
        painter.setBrush(QColor(LIGHT.chosen if marked else "#FFFFFF"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2), 12, 12)
        side = self._box()
        across = Qt.AlignmentFlag.AlignHCenter
        if side:
            self._draw_box(painter, QRectF(_EDGE, (self.height() - side) / 2, side, side))
            across = Qt.AlignmentFlag.AlignLeft
        font = min((one.font_that_fits() for one in self._group), key=QFont.pixelSize, default=self.font_that_fits())
        painter.setFont(font)
        painter.setPen(QColor(TEXT))
        alignment = Qt.AlignmentFlag.AlignVCenter | across | Qt.TextFlag.TextWordWrap
        painter.drawText(self._room(), int(alignment), self.text())
        painter.end()

    def font_that_fits(self) -> QFont:
        """The largest type in which this button's words fit."""
        return fitted(self.font(), self._pixels, self.text(), self._room())

    def _box(self) -> int:
        return round(self._pixels * 1.1) if self.isCheckable() else 0

    def _room(self) -> QRect:
        """Where the words go."""
        left = _EDGE + (self._box() + 14 if self.isCheckable() else 0)
        return self.rect().adjusted(left, 6, -_EDGE, -6)

    def _draw_box(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(QColor(ACTION), 3))
        painter.setBrush(QColor(ACTION if self.isChecked() else "#FFFFFF"))
        painter.drawRoundedRect(box, 5, 5)
        if self.isChecked():
            painter.setPen(QPen(QColor("#FFFFFF"), max(box.width() * 0.13, 3)))
            at = [(0.22, 0.52), (0.43, 0.73), (0.79, 0.29)]
            painter.drawPolyline([QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in at])

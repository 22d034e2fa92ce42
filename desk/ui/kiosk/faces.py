"""The four faces, drawn: each with its own mouth, brows, colour and words, so that none of these is needed alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desk.ui.kiosk.look import ACTION, TEXT
from desk.ui.style import LIGHT
from desk.vocabulary import RatingLevel


@dataclass(frozen=True)
class _Drawing:
    """Line and ground; how far the mouth bends up (+) or down (-), whether it is open; how far the brows slant."""

    line: str
    ground: str
    bend: float
    is_open: bool
    slant: float


_DRAWINGS = {
    RatingLevel.VERY_SATISFIED: _Drawing(LIGHT.good, LIGHT.good_ground, 0.28, True, 0.0),
    RatingLevel.SATISFIED: _Drawing(ACTION, LIGHT.chosen, 0.20, False, 0.0),
    RatingLevel.DISSATISFIED: _Drawing(LIGHT.warn, LIGHT.warn_ground, -0.16, False, 0.0),
    RatingLevel.VERY_DISSATISFIED: _Drawing(LIGHT.fault, LIGHT.fault_ground, -0.20, True, 0.10),
}
_SIDE_BY_SIDE = 1.7  # wider than this, the words stand beside the face


class FaceButton(QAbstractButton):
    """One level: a face with its words below, or beside it where the button is wide."""

    def __init__(self, level: RatingLevel, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level = level
        self.setText(words)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pixels = 30

    def set_size(self, pixels: int, least: int) -> None:
        """Height of the words, and the least width of the button, both in pixels."""
        self._pixels = pixels
        self.setMinimumSize(least, round(pixels * 3.6))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as it must be and room for the words."""
        return QSize(self.minimumWidth(), round(self._pixels * 7))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, face and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing = _DRAWINGS[self.level]
        _draw_ground(painter, self.rect(), drawing, pressed=self.isDown(), focused=self.hasFocus())
        face, words, alignment = self._places()
        draw_face(painter, face, self.level)
        painter.setFont(fitted(self.font(), self._pixels, self.text(), words))
        painter.setPen(QColor(TEXT))
        painter.drawText(words, int(alignment | Qt.TextFlag.TextWordWrap), self.text())
        painter.end()

    def _places(self) -> tuple[QRectF, QRect, Qt.AlignmentFlag]:
        """Where the face and the words go."""
        room = self.rect().adjusted(16, 14, -16, -14)
        if room.width() > _SIDE_BY_SIDE * room.height():
            side = min(room.height(), room.width() // 3)
            face = QRectF(room.left() + 8, room.center().y() - side / 2, side, side)
            words = QRect(round(face.right()) + 28, room.top(), room.right() - round(face.right()) - 28, room.height())
            return face, words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        text = round(self._pixels * 2.7)
        side = round(max(min(room.width(), room.height() - text), 8) * 0.92)
        spare = max(room.height() - text - side, 0) / 2
        face = QRectF(room.center().x() - side / 2, room.top() + spare, side, side)
        words = QRect(room.left() - 8, round(face.bottom()) + 14, room.width() + 16, text - 8)
        return face, words, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter


class FacePicture(QWidget):
    """A face that is only looked at, with a ring that says how much of a time is left."""

    def __init__(self) -> None:
        super().__init__()
        self._level = RatingLevel.SATISFIED
        self._left = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_level(self, level: RatingLevel, left: float) -> None:
        """Show a face, and the share of the time that is left: 1 to 0."""
        self._level, self._left = level, left
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring and the face."""
        whole = min(self.width(), self.height())
        thick = max(whole * 0.035, 4)
        side = whole - 2 * thick
        if side < 16:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(QColor(LIGHT.line), thick))
        painter.drawEllipse(ring)
        painter.setPen(QPen(QColor(ACTION), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawArc(ring, 90 * 16, round(self._left * 360 * 16))
        draw_face(painter, ring.adjusted(thick * 2.5, thick * 2.5, -thick * 2.5, -thick * 2.5), self._level)
        painter.end()


def draw_face(painter: QPainter, place: QRectF, level: RatingLevel) -> None:
    """Draw a level's face into a square."""
    drawing = _DRAWINGS[level]
    size = place.width()
    pen = QPen(QColor(drawing.line), max(size * 0.045, 2.5), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(QColor("#FFFFFF"))
    inset = pen.widthF() / 2
    painter.drawEllipse(place.adjusted(inset, inset, -inset, -inset))

    def at(x: float, y: float) -> QPointF:
        return QPointF(place.left() + x * size, place.top() + y * size)

    painter.setBrush(QColor(drawing.line))
    for x in (0.34, 0.66):
        painter.drawEllipse(at(x, 0.41), size * 0.035, size * 0.05)
    if drawing.slant:
        painter.drawLine(at(0.24, 0.26 - drawing.slant / 2), at(0.42, 0.26 + drawing.slant / 2))
        painter.drawLine(at(0.76, 0.26 - drawing.slant / 2), at(0.58, 0.26 + drawing.slant / 2))
    start = 0.62 - drawing.bend * 0.25
    mouth = QPainterPath(at(0.28, start))
    mouth.quadTo(at(0.5, start + 1.6 * drawing.bend), at(0.72, start))
    if drawing.is_open:
        mouth.closeSubpath()
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(mouth)


def fitted(font: QFont, pixels: int, text: str, room: QRect) -> QFont:
    """The font in bold at this height, or smaller when the wrapped text would not fit the room."""
    made = QFont(font)
    made.setBold(True)
    for size in range(pixels, 11, -1):
        made.setPixelSize(size)
        metrics = QFontMetrics(made)
        taken = metrics.boundingRect(QRect(0, 0, room.width(), 10_000), int(Qt.TextFlag.TextWordWrap), text)
        widest = max(metrics.horizontalAdvance(word) for word in text.split() or [""])
        if taken.height() <= room.height() and max(taken.width(), widest) <= room.width():
            break
    return made


def _draw_ground(painter: QPainter, place: QRect, drawing: _Drawing, *, pressed: bool, focused: bool) -> None:
    edge = 6 if pressed or focused else 3
    painter.setPen(QPen(QColor(TEXT if focused and not pressed else drawing.line), edge))
    painter.setBrush(QColor(drawing.ground).darker(106 if pressed else 100))
    painter.drawRoundedRect(QRectF(place).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2), 16, 16)

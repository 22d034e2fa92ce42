"""The chip that says where a dossier stands: a shape, a word, and the colours of its status or group of the board."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desk.messages import STATUS_WORDS
from desk.services.board import BoardGroup
from desk.ui import style
from desk.ui.widgets.icons import icon
from desk.vocabulary import Status

HEIGHT = 24
SHAPE = 14
GAP = 6
CELL = 9  # left and right of what stands in a cell, as in the heading

_URGENT = {
    BoardGroup.OVERDUE: ("Quá hạn", "overdue", "fault"),
    BoardGroup.DUE_TODAY: ("Hẹn trả hôm nay", "due-today", "warn"),
    BoardGroup.DUE_SOON: ("Sắp đến hạn", "due-soon", "soon"),
}
_OF_STATUS = {
    Status.RECEIVED: ("received", ""),
    Status.PROCESSING: ("processing", ""),
    Status.WAITING_SUPPLEMENT: ("waiting", "waiting"),
    Status.WAITING_PAYMENT: ("waiting", "waiting"),
    Status.FINISHED: ("ready", "good"),
    Status.RETURNED: ("returned", "ended"),
    Status.REFUSED: ("refused", "ended"),
    Status.WITHDRAWN: ("withdrawn", "ended"),
    Status.DISCONTINUED: ("ended", "ended"),
    Status.VOIDED: ("ended", "ended"),
}


@dataclass(frozen=True)
class Chip:
    """What a chip shows: words, the icon that is its shape, and a tone (empty: plain text; ended: muted)."""

    words: str
    shape: str
    tone: str

    @property
    def ink(self) -> str:
        """The colour of words and shape in the look that is worn."""
        worn = style.current()
        return {"": worn.text, "ended": worn.muted}.get(self.tone) or str(getattr(worn, self.tone))

    @property
    def ground(self) -> str | None:
        """The colour behind them; none for what asks for nothing."""
        return None if self.tone in {"", "ended"} else str(getattr(style.current(), f"{self.tone}_ground"))


def chip_of(status: Status) -> Chip:
    """The chip of a status."""
    words = STATUS_WORDS[status]
    return Chip(words[:1].upper() + words[1:], *_OF_STATUS[status])


def urgent_chip(group: BoardGroup | None) -> Chip | None:
    """The chip of a promise that is broken or near; None where there is no hurry."""
    return Chip(*_URGENT[group]) if group in _URGENT else None


def chip_width(chip: Chip, metrics: QFontMetrics) -> int:
    """How wide a chip wants to be, in pixels."""
    return style.S + SHAPE + GAP + metrics.horizontalAdvance(chip.words) + style.M


def paint_chip(painter: QPainter, where: QRectF, chip: Chip) -> None:
    """Paint a chip at the left of a rectangle, in its middle; words that do not fit are elided."""
    metrics = painter.fontMetrics()
    width = min(float(chip_width(chip, metrics)), where.width())
    box = QRectF(where.left(), where.center().y() - HEIGHT / 2, width, HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = 0.0
    if chip.ground is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chip.ground))
        painter.drawRoundedRect(box, 6, 6)
        inset = style.S
    shape = _shape(chip.shape, chip.ink)
    painter.drawPixmap(QRectF(box.left() + inset, box.center().y() - SHAPE / 2, SHAPE, SHAPE), shape, QRectF())
    left = inset + SHAPE + GAP
    words = metrics.elidedText(chip.words, Qt.TextElideMode.ElideRight, int(width - left) + 1)
    painter.setPen(QColor(chip.ink))
    painter.drawText(
        box.adjusted(left, 0, style.M, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words
    )
    painter.restore()


def _shape(name: str, ink: str) -> QPixmap:
    """The shape in a colour; drawn once, for a list paints it at every row."""
    key = f"chip-{name}-{ink}"
    found = QPixmap()
    if not QPixmapCache.find(key, found):
        found = icon(name, ink).pixmap(QSize(20, 20), 2.0)
        QPixmapCache.insert(key, found)
    return found


class ChipLabel(QWidget):
    """One chip as a widget; nothing until it is told what to show."""

    def __init__(self) -> None:
        super().__init__()
        self._chip: Chip | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_chip(self, chip: Chip) -> None:
        """Show a chip."""
        self._chip = chip
        self.setAccessibleName(chip.words)
        self.setToolTip(chip.words)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """The words shown."""
        return self._chip.words if self._chip else ""

    def sizeHint(self) -> QSize:
        """As wide as the words need."""
        return QSize(chip_width(self._chip, self.fontMetrics()) if self._chip else 0, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        if self._chip is not None:
            painter = QPainter(self)
            paint_chip(painter, QRectF(self.rect()), self._chip)
            painter.end()


class ChipDelegate(QStyledItemDelegate):
    """Paints the cells of a long list by hand, at a fifth of the style sheet's cost: one elided text, or a `Chip`.

    The model gives the chip as the user's role, the text as the display role.
    """

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground of a chosen row, and upon it the chip or the text."""
        worn, where = style.current(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(where, QColor(worn.chosen))
        chip = index.data(Qt.ItemDataRole.UserRole)
        painter.setFont(option.font)
        if isinstance(chip, Chip):
            paint_chip(painter, QRectF(where).adjusted(CELL, 0, -style.XS, 0), chip)
            return
        words = where.adjusted(CELL, 0, -CELL, 0)
        text = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        painter.setPen(QColor(worn.text))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

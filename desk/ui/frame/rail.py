"""The rail: the places of the day with their icon, word and key, and a number where something waits for me."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget

from desk.ui import style
from desk.ui.widgets.icons import SIZE, icon

KEYS = "1234567890-"
HEIGHT, LOWEST = 72, 62  # on a low screen the space between places goes first


@dataclass(frozen=True)
class RailPlace:
    """A place as the rail shows it."""

    icon: str
    name: str


class _PlaceButton(QAbstractButton):
    """One place: painted by hand, for a badge and the key stand in no other button."""

    def __init__(self, place: RailPlace, key: str) -> None:
        super().__init__()
        self._drawing, self._key, self.waiting = place.icon, key, 0
        self.setText(place.name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(LOWEST)
        self.setMaximumHeight(HEIGHT)
        self.show_waiting(0)

    def show_waiting(self, count: int) -> None:
        """Show how many wait here; nothing for none."""
        self.waiting = count
        words = f"{self.text()}: {count}" if count else self.text()
        self.setAccessibleName(words)
        self.setToolTip(f"{words}   {self._key}")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the rail."""
        return QSize(style.RAIL, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The icon above its word above its key."""
        worn = style.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = min(10, (self.height() - 56) // 2)
        if self.isChecked():
            painter.fillRect(self.rect(), QColor(worn.chosen))
            painter.fillRect(QRect(0, 0, 3, self.height()), QColor(worn.action))
        drawn = icon(self._drawing, worn.action if self.isEnabled() else worn.muted)
        drawn.paint(painter, QRect((self.width() - SIZE) // 2, top, SIZE, SIZE))
        named = QFont(self.font())
        named.setPixelSize(13)
        named.setBold(self.isChecked())
        painter.setFont(named)
        painter.setPen(QColor(worn.action if self.isChecked() else worn.text if self.isEnabled() else worn.muted))
        painter.drawText(QRect(0, top + 23, self.width(), 18), Qt.AlignmentFlag.AlignCenter, self.text())
        keyed = QFont(self.font())
        keyed.setPixelSize(11)
        painter.setFont(keyed)
        painter.setPen(QColor(worn.muted))
        painter.drawText(QRect(0, top + 40, self.width(), 16), Qt.AlignmentFlag.AlignCenter, self._key)
        if self.waiting:
            self._paint_badge(painter, worn)
        if self.hasFocus():
            painter.setPen(QColor(worn.action))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def _paint_badge(self, painter: QPainter, worn: style.Colours) -> None:
        words = str(self.waiting) if self.waiting < 1000 else "999+"
        font = QFont(self.font())
        font.setPixelSize(11)
        font.setBold(True)
        painter.setFont(font)
        width = max(18, painter.fontMetrics().horizontalAdvance(words) + 10)
        badge = QRect(min(self.width() // 2 + 8, self.width() - width - 4), 5, width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(worn.action))
        painter.drawRoundedRect(badge, 9, 9)
        painter.setPen(QColor(worn.on_action))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)


class Rail(QFrame):
    """The column of places; Alt with 1 to 9, 0 and - goes to them from anywhere in the window.

    Signals:
        chosen: the place at this index was asked for.
    """

    chosen = Signal(int)

    def __init__(self, places: Sequence[RailPlace], owner: QWidget) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(style.RAIL)
        self.buttons = [_PlaceButton(place, f"Alt+{key}") for key, place in zip(KEYS, places, strict=False)]
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, style.S, 0, 0)
        layout.setSpacing(0)
        for at, button in enumerate(self.buttons):
            self._group.addButton(button, at)
            layout.addWidget(button)
            shortcut = QShortcut(QKeySequence(f"Alt+{KEYS[at]}"), owner)
            shortcut.activated.connect(button.click)
        layout.addStretch(1)
        self._group.idClicked.connect(self.chosen)

    def stand_at(self, index: int | None) -> None:
        """Mark the place that is in front; None for a page that has no place of its own."""
        if index is not None:
            self.buttons[index].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self.buttons:
            button.setChecked(False)
        self._group.setExclusive(True)

    def show_waiting(self, index: int, count: int) -> None:
        """Show how many wait at a place."""
        self.buttons[index].show_waiting(count)

"""The building blocks of a dossier's page: a sheet with a heading, and painted lines of a name with its value."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from desk.ui import style
from desk.ui.widgets.labels import label

NAME_WIDTH = 150
BETWEEN = 6
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Section(QFrame):
    """A sheet of paper with a heading; what is added stands below."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.setObjectName("paper")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(style.L, style.M, style.L, style.M)
        self.column.setSpacing(style.S)
        self.column.addWidget(label(heading, "section"))

    def add(self, widget: QWidget) -> None:
        """Put a widget below what is there."""
        self.column.addWidget(widget)

    def say(self, words: str) -> None:
        """Put one quiet sentence below what is there."""
        self.add(label(words, "muted", wrap=True))


class _Line(NamedTuple):
    cells: tuple[str, ...]
    quiet: int | None
    bold: bool


class Lines(QWidget):
    """Lines of texts in columns; the last column takes what is left and wraps, a rule may stand between the lines.

    Painted by hand: hundreds of labels would hold the window up for a fifth of a second.
    """

    def __init__(self, *widths: int, ruled: bool = False) -> None:
        super().__init__()
        self._widths, self._ruled = widths, ruled
        self._lines: list[_Line] = []
        self._heights: dict[int, list[int]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, *cells: str, quiet: int | None = 0, bold: bool = False) -> None:
        """Add a line; the cell in the column `quiet` is muted."""
        self._lines.append(_Line(cells, quiet, bold))
        self._heights.clear()
        self.setAccessibleName("\n".join(self.texts()))

    def texts(self) -> list[str]:
        """The lines, as they are read out."""
        return [" ".join(line.cells) for line in self._lines]

    def hasHeightForWidth(self) -> bool:
        """Long texts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the lines are at a width."""
        return sum(self._measured(width)) + self._between() * max(len(self._lines) - 1, 0)

    def sizeHint(self) -> QSize:
        """The last column needs some width; the height follows from the width that is given."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """The last column needs some width."""
        return QSize(self._left() + 100, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that are to be seen."""
        painter, worn = QPainter(self), style.current()
        top = 0
        for at, (line, height) in enumerate(zip(self._lines, self._measured(self.width()), strict=True)):
            if top <= event.rect().bottom() and top + height + BETWEEN >= event.rect().top():
                painter.setFont(self._font(line))
                for column, (cell, where) in enumerate(zip(line.cells, self._cells(top, height), strict=True)):
                    painter.setPen(QColor(worn.muted if column == line.quiet else worn.text))
                    painter.drawText(where, _WRAPPED, cell)
                if self._ruled and at + 1 < len(self._lines):
                    painter.fillRect(0, top + height + BETWEEN, self.width(), 1, QColor(worn.line))
            top += height + self._between()
        painter.end()

    def _between(self) -> int:
        return 2 * BETWEEN + 1 if self._ruled else BETWEEN

    def _left(self) -> int:
        return sum(self._widths) + style.M * len(self._widths)

    def _font(self, line: _Line) -> QFont:
        font = QFont(self.font())
        font.setBold(line.bold)
        return font

    def _cells(self, top: int, height: int) -> list[QRect]:
        made, left = [], 0
        for width in self._widths:
            made.append(QRect(left, top, width, height))
            left += width + style.M
        return [*made, QRect(left, top, self.width() - left, height)]

    def _measured(self, width: int) -> list[int]:
        """The height of each line at a width; layouts ask for the same few widths again and again."""
        if width not in self._heights:
            self.ensurePolished()
            rooms = (*self._widths, max(width - self._left(), 40))
            self._heights[width] = [self._height(line, rooms) for line in self._lines]
        return self._heights[width]

    def _height(self, line: _Line, rooms: tuple[int, ...]) -> int:
        """The height of the highest cell; a text that fits on one line is not measured the slow way."""
        metrics = QFontMetrics(self._font(line))
        return max(
            metrics.height()
            if "\n" not in cell and metrics.horizontalAdvance(cell) < room
            else metrics.boundingRect(QRect(0, 0, room, 100_000), _WRAPPED, cell).height()
            for cell, room in zip(line.cells, rooms, strict=True)
        )

"""A QR code as a picture of whole pixels, black on white whatever the desk wears."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

QUIET = 4  # white modules around the code, ISO/IEC 18004


class QrPicture(QWidget):
    """Shows one code, as large as fits; nothing while there is none."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self._rows: list[bytes] = []
        self.setFixedSize(QSize(side, side))

    def show_code(self, payload: str) -> None:
        """Show what `payload` says; an empty text shows nothing."""
        self._rows = []
        if payload:
            import segno

            self._rows = [bytes(row) for row in segno.make(payload, error="m", micro=False).matrix]
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White ground, then a rectangle for every dark module."""
        if not self._rows:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        modules = len(self._rows) + 2 * QUIET
        size = min(self.width(), self.height()) // modules
        left = (self.width() - size * len(self._rows)) // 2
        top = (self.height() - size * len(self._rows)) // 2
        for row, dark in enumerate(self._rows):
            for column, is_dark in enumerate(dark):
                if is_dark:
                    painter.fillRect(QRect(left + column * size, top + row * size, size, size), QColor("black"))
        painter.end()

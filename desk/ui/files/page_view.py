"""A page of a file as a picture, as wide as there is room, with a way to the next one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.ui import style
from desk.ui.widgets.labels import label


class PageView(QWidget):
    """It holds one picture; who owns it draws the page that is asked for.

    Signals:
        page_asked: the page so counted from 0 shall be drawn.
    """

    page_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.page, self.pages = 0, 0
        self._picture = QPixmap()
        self.paper = QLabel()
        self.paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.paper.setWordWrap(True)
        self.area = QScrollArea()
        self.area.setObjectName("pages")
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.paper)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(self.tr("Hình của tệp"))
        self.before, self.after = QPushButton(self.tr("Trang trước   Alt+←")), QPushButton(self.tr("Trang sau   Alt+→"))
        self.before.setAccessibleName(self.tr("Trang trước"))
        self.after.setAccessibleName(self.tr("Trang sau"))
        self.count, self.heading = label("", "muted"), label("", "section", wrap=True)
        for button in (self.before, self.after):
            button.setAutoDefault(False)
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        row = QHBoxLayout()
        row.addWidget(self.before)
        row.addStretch(1)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.S)
        column.addWidget(self.heading)
        column.addWidget(self.area, 1)
        column.addLayout(row)
        self.say("")

    def room(self) -> int:
        """How many pixels of the screen wide a page may be."""
        return int(max(200, self.area.viewport().width() - 2 * style.M) * self.devicePixelRatioF())

    def say(self, words: str) -> None:
        """Show words in the place of a page."""
        self.page, self.pages, self._picture = 0, 0, QPixmap()
        self.heading.hide()
        self.paper.setPixmap(QPixmap())
        self.paper.setText(words)
        self._show_count()

    def begin(self, pages: int, name: str) -> None:
        """Something of so many pages is going to be shown, under its name."""
        self.page, self.pages = 0, pages
        self.heading.setText(name)
        self.heading.show()
        self._show_count()

    def show_page(self, page: int, png: bytes) -> None:
        """Show a page."""
        self._picture = QPixmap()
        self._picture.loadFromData(png)
        self.page = page
        self._fit()
        self.area.verticalScrollBar().setValue(0)
        self._show_count()

    def turn(self, step: int) -> None:
        """Ask for the page before or after."""
        wanted = self.page + step
        if 0 <= wanted < self.pages:
            self.page_asked.emit(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page is as wide as there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._picture.isNull():
            return
        ratio = self.devicePixelRatioF()
        width = min(self.room(), self._picture.width())
        fitted = self._picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        fitted.setDevicePixelRatio(ratio)
        self.paper.setPixmap(fitted)

    def _show_count(self) -> None:
        several = self.pages > 1
        for button in (self.before, self.after):
            button.setVisible(several)
        self.before.setEnabled(self.page > 0)
        self.after.setEnabled(self.page + 1 < self.pages)
        words = self.tr("Trang {page}/{pages}").format(page=self.page + 1, pages=self.pages)
        self.count.setText(words if self.pages else "")

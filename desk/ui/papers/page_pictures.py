"""Shows the pages of a PDF on the screen, sharp at every zoom, drawn off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from desk.printing.pictures import PagePicture, page_pictures, page_widths
from desk.ui import background, style
from desk.ui.widgets.labels import label
from desk.ui.wording import failure_words

STEPS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
PIXELS_PER_POINT = 96 / 72  # 100 per cent: an inch of the paper is an inch of the screen, as far as screens know
RESIZE_MILLISECONDS = 120


def image_of(picture: PagePicture, ratio: float = 1.0) -> QImage:
    """The picture of a page for Qt, with a copy of its pixels; `ratio` is pixels of the screen per pixel of Qt."""
    drawn = QImage(picture.bgrx, picture.width, picture.height, picture.width * 4, QImage.Format.Format_RGB32).copy()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@dataclass(frozen=True)
class _Drawn:
    """Pages drawn at a zoom, for the request of that number; `ratio` is pixels of the screen per pixel of Qt."""

    asked: int
    zoom: float
    ratio: float
    pictures: list[PagePicture]


class PagesView(QScrollArea):
    """The pages of one PDF below each other, as wide as there is room, or at a zoom.

    Signals:
        drawn: the pages stand as they were asked for.
        failed: the sentence why they cannot be drawn.
    """

    drawn = Signal()
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pages")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(self.tr("Hình của giấy"))
        self._pdf: bytes | None = None
        self._zoom: float | None = None
        self._shown_zoom = 1.0
        self._asked = 0
        self._pages: list[QLabel] = []
        inside = QWidget()
        inside.setObjectName("fields")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(style.S, style.S, style.S, style.S)
        self._column.setSpacing(style.L)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(inside)
        self.said = label("", "muted", wrap=True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said.setMinimumHeight(style.XXL * 4)
        self._column.addWidget(self.said)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(RESIZE_MILLISECONDS)
        self._later.timeout.connect(self._draw)

    @property
    def zoom(self) -> float:
        """How large the pages are shown; 1 is life-size."""
        return self._shown_zoom

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    def say(self, words: str) -> None:
        """Show a sentence in place of pages: that they are being drawn, or could not be."""
        self._asked += 1  # what is being drawn now comes too late
        self._pdf = None
        self._keep_pages(0)
        self.said.setText(words)
        self.said.show()

    def show_pdf(self, pdf: bytes) -> None:
        """Show another paper; the zoom stays."""
        self._pdf = pdf
        self._draw()

    def fit_width(self) -> None:
        """As wide as there is room."""
        self._zoom = None
        self._draw()

    def life_size(self) -> None:
        """At 100 per cent."""
        self._zoom = 1.0
        self._draw()

    def zoom_in(self) -> None:
        """To the next larger step."""
        self._zoom = next((step for step in STEPS if step > self._shown_zoom + 0.01), STEPS[-1])
        self._draw()

    def zoom_out(self) -> None:
        """To the next smaller step."""
        self._zoom = next((step for step in reversed(STEPS) if step < self._shown_zoom - 0.01), STEPS[0])
        self._draw()

    def turn(self, pages: int) -> None:
        """Scroll by so many screens, down or (negative) up."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew when there is more or less room, once it stands still."""
        super().resizeEvent(event)
        if self._zoom is None and self._pdf is not None:
            self._later.start()

    def _draw(self) -> None:
        if self._pdf is None:
            return
        self._asked += 1
        asked, pdf, zoom, ratio = self._asked, self._pdf, self._zoom, self.devicePixelRatioF()
        bar = self.verticalScrollBar().sizeHint().width()  # reserved, whether it is there or not
        room = self.width() - bar - 2 * style.S - 2  # a page has a line around it

        def work() -> _Drawn:
            natural = max(page_widths(pdf)) * PIXELS_PER_POINT
            chosen = room / natural if zoom is None else zoom
            return _Drawn(asked, chosen, ratio, page_pictures(pdf, max(1, round(natural * chosen * ratio))))

        background.run(work, self._show, self._fail)

    def _show(self, made: _Drawn) -> None:
        if made.asked != self._asked:
            return
        pictures = made.pictures
        self._shown_zoom = made.zoom
        self.said.hide()
        self._keep_pages(len(pictures))
        for number, (page, picture) in enumerate(zip(self._pages, pictures, strict=True), start=1):
            page.setPixmap(QPixmap.fromImage(image_of(picture, made.ratio)))
            name = self.tr("Trang {number}/{count}").format(number=number, count=len(pictures))
            page.setAccessibleName(name)
        self.drawn.emit()

    def _keep_pages(self, count: int) -> None:
        """As many labels as pages."""
        while len(self._pages) > count:
            self._pages.pop().deleteLater()
        while len(self._pages) < count:
            page = QLabel()
            page.setObjectName("pageOfPaper")
            self._pages.append(page)
            self._column.addWidget(page)

    def _fail(self, fault: Exception) -> None:
        self.failed.emit(failure_words(fault))

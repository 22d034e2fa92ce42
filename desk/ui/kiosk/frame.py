"""The frame of the rating window: its strips, its bar and the pages between, in sizes that fit the screen."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desk.ui.kiosk.look import FACE_MILLIMETRES, Measure, measure, millimetres, sheet
from desk.ui.kiosk.pages import CorrectionPage, KioskPage, OfficersPage, QuestionPage, ReasonsPage, RestPage, ThanksPage
from desk.ui.widgets.labels import hairline, label

CURSOR_SECONDS = 3.0


class KioskFrame(QWidget):
    """What stands on the screen; nothing happens here but that it is laid out."""

    def __init__(self, *, windowed: bool) -> None:
        super().__init__()
        self.setObjectName("kiosk")
        self.setWindowTitle(self.tr("Đánh giá sự hài lòng"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if not windowed:
            self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self._moved, self._cursor_at = time.monotonic(), QCursor.pos()
        self._build()

    def _build(self) -> None:
        self.banner = label(self.tr("THỰC HÀNH – không phải đánh giá thật"))
        self.banner.setObjectName("banner")
        self.trouble = label(wrap=True)
        self.trouble.setObjectName("trouble")
        for strip in (self.banner, self.trouble):
            strip.setAlignment(Qt.AlignmentFlag.AlignCenter)
            strip.hide()
        self.unit = label(role="unit", wrap=True)
        self.unit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.rest, self.officers, self.question = RestPage(), OfficersPage(), QuestionPage()
        self.reasons, self.correction, self.thanks = ReasonsPage(), CorrectionPage(), ThanksPage()
        self.stack = QStackedWidget()
        for page in (self.rest, self.officers, self.question, self.reasons, self.correction, self.thanks):
            self.stack.addWidget(page)
        self.body = QWidget()
        self._inner = QVBoxLayout(self.body)
        self._inner.addWidget(self.unit)
        self._inner.addWidget(hairline())
        self._inner.addWidget(self.stack, 1)
        self._inner.addWidget(self._bar())
        column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # never larger than the screen
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.trouble)
        column.addWidget(self.body, 1)
        self.frozen = QLabel(self)
        self.frozen.setTextFormat(Qt.TextFormat.PlainText)
        self.frozen.setProperty("role", "question")
        self.frozen.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.frozen.setWordWrap(True)
        self.frozen.setStyleSheet("background: #FFFFFF;")
        self.frozen.hide()

    def _bar(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("bar")
        row = self._row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        self.larger = QPushButton(self.tr("Chữ to hơn"))
        self.larger.setCheckable(True)
        self.back = QPushButton(self.tr("Quay lại"))
        self.send = QPushButton(self.tr("Gửi"))
        for button, role in ((self.larger, "quiet"), (self.back, "quiet"), (self.send, "primary")):
            button.setProperty("role", role)
            button.setAccessibleName(button.text())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(self.larger)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.send)
        return bar

    def dress(self) -> None:
        """Give everything the sizes that fit the window and the wish for larger text."""
        sizes = measure(self.width(), self.height(), larger=self.larger.isChecked())
        self.setStyleSheet(sheet(sizes))
        margin = sizes.gap
        self._inner.setContentsMargins(margin * 2, margin, margin * 2, margin)
        self._inner.setSpacing(margin)
        self._row.setSpacing(margin)
        for page in (self.rest, self.officers, self.reasons, self.correction, self.thanks):
            page.fit(sizes)
        self.question.fit_faces(sizes, self._least_face(sizes))
        self.frozen.setGeometry(self.rect())

    def _least_face(self, sizes: Measure) -> int:
        """44 mm on this screen, or what there is room for on a small one."""
        across = 1 if sizes.portrait else 4
        room = (self.width() - 4 * sizes.gap - (across - 1) * sizes.gap) // across
        return min(millimetres(self.screen(), FACE_MILLIMETRES), room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow with the screen."""
        super().resizeEvent(event)
        self.dress()

    def page(self) -> KioskPage:
        """The page that is shown."""
        current = self.stack.currentWidget()
        assert isinstance(current, KioskPage)
        return current

    def say_trouble(self, words: str) -> None:
        """Show a sentence above everything until `trouble` is hidden."""
        self.trouble.setText(words)
        self.trouble.setAccessibleName(words)
        self.trouble.show()

    def hide_idle_cursor(self) -> None:
        """Show the arrow only while a mouse is moved; to be called again and again."""
        now = time.monotonic()
        if QCursor.pos() != self._cursor_at:
            self._cursor_at, self._moved = QCursor.pos(), now
        idle = now - self._moved > CURSOR_SECONDS
        self.setCursor(Qt.CursorShape.BlankCursor if idle else Qt.CursorShape.ArrowCursor)

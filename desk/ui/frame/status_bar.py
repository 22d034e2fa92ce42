"""The line at the foot: the unit, today's count, the printer, the scanner, the newest back-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desk.ui import style
from desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from desk.services.day_close import CloseState


class StatusBar(QFrame):
    """Plain words; what needs somebody is a button that leads there."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setFixedHeight(style.ROW)
        self.unit, self.day, self.printer, self.scanner, self.backup = label(unit), label(), label(), label(), label()
        self.prints = QPushButton()
        self.prints.setProperty("role", "link")
        self.prints.hide()
        self.papers = QPushButton(self.tr("In giấy tờ   Ctrl+P"))
        self.papers.setProperty("role", "link")
        self.papers.setAccessibleName(self.tr("In giấy tờ"))
        self.messages = QPushButton()
        self.messages.setProperty("role", "link")
        self.messages.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.closing = QPushButton(self.tr("Khóa sổ   Ctrl+J"))
        self.closing.setProperty("role", "link")
        self.closing.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.closing.setAccessibleName(self.tr("Khóa sổ"))
        self.show_outbox(0, 0)
        self.papers.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its key is quicker than the way there
        layout = QHBoxLayout(self)
        layout.setContentsMargins(style.L, 0, style.L, 0)
        layout.setSpacing(style.XL)
        layout.addWidget(self.unit)
        layout.addStretch(1)
        for shown in (
            self.prints,
            self.papers,
            self.messages,
            self.closing,
            self.day,
            self.printer,
            self.scanner,
            self.backup,
        ):
            layout.addWidget(shown)
        self.scanner.hide()

    def show_outbox(self, waiting: int, wrong: int) -> None:
        """Say how many messages want somebody, else how many wait."""
        words = self.tr("Tin nhắn   Ctrl+I")
        if wrong:
            words = self.tr("{count} tin cần xem   Ctrl+I").format(count=wrong)
        elif waiting:
            words = self.tr("{count} tin chờ gửi   Ctrl+I").format(count=waiting)
        self.messages.setText(words)
        self.messages.setAccessibleName(words.partition("   ")[0])

    def show_closing(self, state: CloseState) -> None:
        """Say in red that days were not closed, until a leader has closed a later one."""
        late = bool(state.missed) or state.unclosed is not None
        words = self.tr("Có ngày chưa khóa sổ   Ctrl+J") if late else self.tr("Khóa sổ   Ctrl+J")
        self.closing.setText(words)
        self.closing.setAccessibleName(words.partition("   ")[0])
        style.mark(self.closing, "tone", "fault" if late else "")

    def show_unfinished_prints(self, count: int) -> None:
        """Say how many papers did not come out; nothing for none."""
        words = self.tr("{count} giấy chưa in được   F7").format(count=count)
        self.prints.setText(words)
        self.prints.setAccessibleName(words)
        self.prints.setVisible(count > 0)

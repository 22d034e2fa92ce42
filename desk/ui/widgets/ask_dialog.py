"""A small question before something is done: what will happen, a line to type where words are needed, and a yes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desk.ui import style
from desk.ui.widgets.labels import Strip, buddy, label


class AskDialog(QDialog):
    """It stays open, with what was typed, until the thing is done or given up.

    Signals:
        confirmed: the officer wants it; what was typed, empty where nothing is asked.
    """

    confirmed = Signal(str)

    def __init__(self, parent: QWidget, heading: str, will_happen: str, yes: str, asks: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setFixedWidth(560)
        self.message, self.typed, self._asks = Strip(), QLineEdit(), asks
        self.yes, self.no = QPushButton(f"{yes}   Enter"), QPushButton(self.tr("Thôi   Esc"))
        self.yes.setProperty("role", "primary")
        self.yes.setAccessibleName(yes)
        self.yes.setDefault(True)
        self.no.setAccessibleName(self.tr("Thôi"))
        self.no.setAutoDefault(False)
        self.yes.clicked.connect(self._confirm)
        self.no.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.XL, style.L, style.XL, style.L)
        column.setSpacing(style.M)
        column.addWidget(label(heading, "title"))
        for sentence in will_happen.split("\n"):
            column.addWidget(label(sentence, wrap=True))
        if asks:
            column.addWidget(buddy(asks, self.typed))
            column.addWidget(self.typed)
        column.addWidget(self.message)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        column.addLayout(row)
        (self.typed if asks else self.yes).setFocus()

    def refuse(self, words: str) -> None:
        """Say why it was not done; what was typed stays."""
        self.message.say(words, "fault")
        self.yes.setEnabled(True)
        self.adjustSize()
        (self.typed if self._asks else self.yes).setFocus()

    def _confirm(self) -> None:
        typed = self.typed.text().strip()
        style.mark(self.typed, "fault", bool(self._asks) and not typed)
        if self._asks and not typed:
            self.refuse(self.tr("Hãy điền ô này rồi bấm Enter."))
            return
        self.message.silence()
        self.yes.setEnabled(False)
        self.confirmed.emit(typed)

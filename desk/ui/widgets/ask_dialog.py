"""A small question before something is done: what will happen, a line to type or choose where asked, and a yes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desk.ui import style
from desk.ui.widgets.labels import Strip, buddy, label

Offers = Sequence[tuple[str, str]]  # words, and the value that they stand for; without a value: still to be chosen

LOSES_KEY = "Ctrl+Enter"


class AskDialog(QDialog):
    """It stays open, with what was typed, until the thing is done or given up. With `offers` one of them is chosen.

    Signals:
        confirmed: the officer wants it; what was typed, the value chosen, empty where nothing is asked.
    """

    confirmed = Signal(str)

    def __init__(
        self, parent: QWidget, heading: str, will_happen: str, yes: str, asks: str = "", offers: Offers = (),
        *, loses: bool = False,
    ) -> None:  # fmt: skip
        """With `loses` something is gone for good: a slip of the hand on Enter leaves it."""
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setFixedWidth(560)
        self.message, self.typed, self.chosen, self._asks = Strip(), QLineEdit(), QComboBox(), asks
        for words, value in offers:
            self.chosen.addItem(words, value)
        self._field: QWidget = self.chosen if offers else self.typed
        key = LOSES_KEY if loses else "Enter"
        self.yes, self.no = QPushButton(f"{yes}   {key}"), QPushButton(self.tr("Thôi   Esc"))
        self.yes.setProperty("role", "primary")
        self.yes.setAccessibleName(yes)
        self.yes.setAutoDefault(not loses)
        self.yes.setDefault(not loses)
        if loses:
            for keys in (LOSES_KEY, "Ctrl+Return"):
                QShortcut(QKeySequence(keys), self).activated.connect(self.yes.click)
        self.no.setAccessibleName(self.tr("Thôi"))
        self.no.setAutoDefault(loses)
        self.yes.clicked.connect(self._confirm)
        self.no.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.XL, style.L, style.XL, style.L)
        column.setSpacing(style.M)
        column.addWidget(label(heading, "title"))
        for sentence in will_happen.split("\n"):
            column.addWidget(label(sentence, wrap=True))
        if asks:
            column.addWidget(buddy(asks, self._field))
            column.addWidget(self._field)
        column.addWidget(self.message)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        column.addLayout(row)
        (self._field if asks else self.no if loses else self.yes).setFocus()

    def refuse(self, words: str) -> None:
        """Say why it was not done; what was typed stays."""
        self.message.say(words, "fault")
        self.yes.setEnabled(True)
        self.adjustSize()
        (self._field if self._asks else self.yes).setFocus()

    def _confirm(self) -> None:
        typed = str(self.chosen.currentData() or "") if self._field is self.chosen else self.typed.text().strip()
        style.mark(self._field, "fault", bool(self._asks) and not typed)
        if self._asks and not typed:
            words = self.tr("Hãy chọn trong ô này rồi bấm Enter.") if self._field is self.chosen else ""
            self.refuse(words or self.tr("Hãy điền ô này rồi bấm Enter."))
            return
        self.message.silence()
        self.yes.setEnabled(False)
        self.confirmed.emit(typed)

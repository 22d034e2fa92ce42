"""Labels as the windows use them: a text with a role, a strip that says one sentence, a hairline."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desk.ui import style


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A text in one of the roles of the style sheet; never read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def buddy(text: str, field: QWidget) -> QLabel:
    """A field's label: its mnemonic leads to the field, and its words are the field's accessible name."""
    made = QLabel(text)
    made.setBuddy(field)
    field.setAccessibleName(text.replace("&", ""))
    return made


def hairline() -> QFrame:
    """A rule across the paper."""
    made = QFrame()
    made.setObjectName("rule")
    made.setFixedHeight(1)
    return made


class Strip(QLabel):
    """One sentence on coloured ground, or nothing at all; tones: fault, warn, good."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(style.M, style.S, style.M, style.S)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.hide()

    def say(self, text: str, tone: str) -> None:
        """Show a sentence."""
        self.setText(text)
        self.setAccessibleName(text)
        style.mark(self, "tone", tone)
        self.show()

    def silence(self) -> None:
        """Show nothing."""
        self.clear()
        self.hide()


def labelled(text: str, field: QWidget, width: int | None = None) -> QWidget:
    """A field with its label above it."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    above = buddy(text, field)
    above.setProperty("role", "small")
    column.addWidget(above)
    column.addWidget(field)
    if width is not None:
        field.setFixedWidth(width)
    return made

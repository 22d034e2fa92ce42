"""The sheets of paper that pages are laid out on."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desk.ui import style


def paper() -> tuple[QFrame, QVBoxLayout]:
    """An empty sheet and its column."""
    sheet = QFrame()
    sheet.setObjectName("paper")
    column = QVBoxLayout(sheet)
    column.setContentsMargins(style.L, style.L, style.L, style.L)
    column.setSpacing(style.M)
    return sheet, column


def sheet_of(page: QWidget, side: int, *parts: QWidget | QLayout) -> QFrame:
    """A sheet with its parts below each other; on the page from the start, for all inside is dressed at each move."""
    sheet = QFrame(page)
    sheet.setObjectName("paper")
    layout = QVBoxLayout(sheet)
    layout.setContentsMargins(side, style.M, side, style.M)
    layout.setSpacing(style.S)
    for part in parts:
        if isinstance(part, QWidget):
            layout.addWidget(part, 1 if isinstance(part, QScrollArea | QStackedWidget) else 0)
        else:
            layout.addLayout(part)
    return sheet

"""The sheets of paper that pages are laid out on."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desk.ui import style


def paper() -> tuple[QFrame, QVBoxLayout]:
    """An empty sheet and its column."""
    sheet = QFrame()
    sheet.setObjectName("paper")
    column = QVBoxLayout(sheet)
    column.setContentsMargins(style.L, style.L, style.L, style.L)
    column.setSpacing(style.M)
    return sheet, column

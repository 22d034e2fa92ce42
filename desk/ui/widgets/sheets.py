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


def show_in(area: QScrollArea, widget: QWidget) -> None:
    """Put a widget in the place of the one that a scroll area shows.

    `setWidget` alone deletes the one before at once, and a click may be on its way to it: the focus that follows the
    click lets what was typed before act first, and that may be what changes the sheet.
    """
    before = area.takeWidget()
    area.setWidget(widget)
    if before is not None:
        before.setParent(area)  # else it is ours, and gone with this line
        before.hide()
        before.deleteLater()


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

"""The grid in which the intake's fields stand: labels in one column, fields in the other."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from desk.ui import style

LABEL_WIDTH = 116


def field_grid(owner: QWidget) -> QGridLayout:
    """An empty grid of fields."""
    grid = QGridLayout(owner)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(6)
    grid.setHorizontalSpacing(style.M)
    grid.setColumnMinimumWidth(0, LABEL_WIDTH)
    grid.setColumnStretch(1, 1)
    return grid


def add_row(grid: QGridLayout, name: QLabel, *fields: QWidget, stretch: int = -1) -> None:
    """Add a label and what stands beside it; the field at `stretch`, by default the last, takes the room left."""
    row = grid.rowCount()
    grid.addWidget(name, row, 0)
    line = QHBoxLayout()
    line.setSpacing(style.S)
    for field in fields:
        line.addWidget(field)
        if isinstance(field, QLabel):
            field.setContentsMargins(style.S, 0, 0, 0)
    line.setStretch(stretch % len(fields), 1)
    grid.addLayout(line, row, 1)

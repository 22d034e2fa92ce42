"""How the inbox's two tables look, and how what was chosen stays chosen when they are filled anew."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from desk.ui.dossiers.inbox_table_model import InboxTableModel
from desk.ui.dossiers.requests_list import RequestsModel
from desk.ui.widgets.tables import show_rows


def dress(
    table: QTableView,
    model: InboxTableModel | RequestsModel,
    widths: dict[int, int],
    wide: int,
    name: str,
    empty: QWidget,
) -> None:
    """Columns, name, and a sentence in the middle: an empty table keeps the keyboard."""
    table.setModel(model)
    table.setAccessibleName(name)
    show_rows(table)
    for column, width in widths.items():
        table.setColumnWidth(column, width)
    table.horizontalHeader().setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    QVBoxLayout(table.viewport()).addWidget(empty, 0, Qt.AlignmentFlag.AlignCenter)


def choose_again(table: QTableView, keys: list[str | int], kept: set[str | int], row: int) -> None:
    """Choose what was chosen; where it is gone, the row that took its place."""
    if not keys:
        return
    rows = [at for at, key in enumerate(keys) if key in kept] or [min(max(row, 0), len(keys) - 1)]
    chosen, model = table.selectionModel(), table.model()
    current = row if row in rows else rows[0]
    chosen.setCurrentIndex(model.index(current, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
    for at in rows:
        chosen.select(
            model.index(at, 0), QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        )

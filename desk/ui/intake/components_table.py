"""The papers handed in: one row each, ticked or not, with the counts of originals, certified and plain copies."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSpinBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desk.services.catalogue import ComponentAsked
from desk.services.intake_request import MOST_COPIES
from desk.ui import style

COUNTS = ("originals", "certified", "photocopies")
COUNT_WIDTH = 84


class ComponentsTable(QTableWidget):
    """Rows of a procedure's components. Space ticks the row, digits set the count, Tab leaves the table."""

    def __init__(self) -> None:
        super().__init__(0, 1 + len(COUNTS))
        self._when_empty = ""
        self.setHorizontalHeaderLabels(
            [self.tr("Thành phần hồ sơ"), self.tr("Bản chính"), self.tr("Chứng thực"), self.tr("Bản chụp")]
        )
        header = self.horizontalHeader()
        for column in range(1, self.columnCount()):
            self._heading(column).setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, self.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, COUNT_WIDTH)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(style.ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setMinimumSectionSize(style.ROW)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setItemDelegate(_CountDelegate(self))
        self.setAccessibleName(self.tr("Thành phần hồ sơ"))
        self.setAccessibleDescription(self.tr("Phím cách để đánh dấu, gõ số để ghi số bản"))

    def ask_for(self, components: tuple[ComponentAsked, ...]) -> None:
        """Show the components of a procedure; what is not optional is ticked."""
        self.setRowCount(0)
        self.setRowCount(len(components))
        for row, asked in enumerate(components):
            if_any = self.tr("(nếu có)")
            text = f"{asked.name} {if_any}" if asked.optional and if_any not in asked.name else asked.name
            name = QTableWidgetItem(text)
            name.setData(Qt.ItemDataRole.UserRole, asked.name)
            name.setToolTip(asked.name)
            name.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            name.setCheckState(Qt.CheckState.Unchecked if asked.optional else Qt.CheckState.Checked)
            self.setItem(row, 0, name)
            for column, count in enumerate((asked.originals, asked.certified, asked.photocopies), start=1):
                item = QTableWidgetItem()
                item.setData(Qt.ItemDataRole.EditRole, count)
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self.setItem(row, column, item)
        if components:
            self.setCurrentCell(0, 0)

    def document(self) -> list[dict[str, Any]]:
        """The ticked rows as `components` of a request."""
        found = []
        for row in range(self.rowCount()):
            name, *counts = (self._cell(row, column) for column in range(self.columnCount()))
            if name.checkState() is Qt.CheckState.Checked:
                given = {"name": name.data(Qt.ItemDataRole.UserRole)}
                for count, cell in zip(COUNTS, counts, strict=True):
                    given[count] = cell.data(Qt.ItemDataRole.EditRole)
                found.append(given)
        return found

    def _heading(self, column: int) -> QTableWidgetItem:
        item = self.horizontalHeaderItem(column)
        assert item is not None
        return item

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        item = self.item(row, column)
        assert item is not None
        return item

    def say_when_empty(self, words: str) -> None:
        """What stands in the table while it has no rows."""
        self._when_empty = words
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or the words of the empty table."""
        super().paintEvent(event)
        if not self.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(style.current().muted))
            inner = self.viewport().rect().adjusted(style.S, style.S, -style.S, -style.S)
            painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, self._when_empty)
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks the current row wherever in it the cursor is."""
        if event.key() == Qt.Key.Key_Space and self.currentRow() >= 0:
            item = self._cell(self.currentRow(), 0)
            ticked = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
            return
        if event.text().isdigit() or event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}:
            super().keyPressEvent(event)
            return
        event.ignore()


class _CountDelegate(QStyledItemDelegate):
    """Edits a count in a spin box."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """A spin box as wide as the cell."""
        editor = QSpinBox(parent)
        editor.setRange(0, MOST_COPIES)
        editor.setFrame(False)
        editor.setAccessibleName(self.tr("Số bản"))
        return editor

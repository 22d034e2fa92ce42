"""Rows to write, add, take out and put in order by the keyboard: what the editors of a procedure's lists share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QSpinBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desk.ui import style

NAME = 0  # the first column takes the room that is left
_R = TypeVar("_R")


class RowsEditor(QTableWidget, Generic[_R]):
    """Typing writes into the cell, Ins adds, Ctrl+Del takes out, Ctrl+Z brings back, Alt with up or down moves.

    A subclass says what a new row is, how a row is written into cells and read from them, and which columns are counts.

    Signals:
        edited: a row was written, added, taken out or moved.
    """

    edited = Signal()
    counts: ClassVar[Mapping[int, tuple[int, int]]] = {}  # by column the least and the most it may be

    def __init__(self, headings: Sequence[str], widths: dict[int, int]) -> None:
        super().__init__(0, len(headings))
        self._taken: list[tuple[int, _R]] = []
        self.setHorizontalHeaderLabels(list(headings))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        for column in self.counts:
            heading = self.horizontalHeaderItem(column)
            assert heading is not None
            heading.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(style.ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setItemDelegate(_CellDelegate(self))
        self.itemChanged.connect(self.edited)
        header.sectionResized.connect(self._fit_rows)

    # --- what a subclass says -----------------------------------------------------------------------------------------

    def new_row(self) -> _R:
        """What a row says when it is begun."""
        raise NotImplementedError

    def write_row(self, row: int, one: _R) -> None:
        """Write the cells of an empty row."""
        raise NotImplementedError

    def read_row(self, row: int) -> _R:
        """What the cells of a row say."""
        raise NotImplementedError

    def empty_words(self) -> str:
        """What to do while there are no rows."""
        raise NotImplementedError

    # --- rows ---------------------------------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[_R]) -> None:
        """Write these rows and forget what was taken out."""
        self._taken = []
        self.setRowCount(0)
        for at, one in enumerate(rows):
            self._put(at, one)
        if rows:
            self.setCurrentCell(0, NAME)

    def rows(self) -> tuple[_R, ...]:
        """What the rows say; a row that lacks something is left to the services to refuse."""
        return tuple(self.read_row(row) for row in range(self.rowCount()))

    def finish_editing(self) -> None:
        """Take what stands in an open cell as it is."""
        editor = self.indexWidget(self.currentIndex())
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def add(self) -> None:
        """Begin a new row below the current one."""
        self.finish_editing()
        row = self.currentRow() + 1 if self.rowCount() else 0
        self._put(row, self.new_row())
        self._stand_on(row)
        self.edit(self.model().index(row, NAME))

    def take_out(self) -> None:
        """Take the current row out; `bring_back` undoes it."""
        row = self.currentRow()
        if row < 0:
            return
        self._taken.append((row, self.read_row(row)))
        self.removeRow(row)
        self._stand_on(min(row, self.rowCount() - 1))

    def bring_back(self) -> None:
        """Put the row that was taken out last in its place."""
        if self._taken:
            row, one = self._taken.pop()
            row = min(row, self.rowCount())
            self._put(row, one)
            self._stand_on(row)

    def move_row(self, step: int) -> None:
        """Let the current row change places with its neighbour."""
        row, column = self.currentRow(), self.currentColumn()
        to = row + step
        if row < 0 or not 0 <= to < self.rowCount():
            return
        one = self.read_row(row)
        self.removeRow(row)
        self._put(to, one)
        self._stand_on(to, column)

    def lead_to(self, position: int, column: int = NAME) -> None:
        """Stand on a row by its position, counted from 1."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentCell(position - 1, column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the class's first line; Enter writes in the cell, the rest is the table's own."""
        key = event.key()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_Insert:
            self.add()
        elif key == Qt.Key.Key_Delete and control:
            self.take_out()
        elif key == Qt.Key.Key_Z and control:
            self.bring_back()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_row(-1 if key == Qt.Key.Key_Up else 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentRow() >= 0:
            if self.current_cell().flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_F9, Qt.Key.Key_Delete}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or what to do while there are none."""
        super().paintEvent(event)
        if not self.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(style.current().muted))
            inner = self.viewport().rect().adjusted(style.S, style.S, -style.S, -style.S)
            painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, self.empty_words())
            painter.end()

    # --- cells --------------------------------------------------------------------------------------------------------

    def cell(self, row: int, column: int) -> QTableWidgetItem:
        """A cell that was written."""
        item = self.item(row, column)
        assert item is not None
        return item

    def current_cell(self) -> QTableWidgetItem:
        """The cell one stands on."""
        return self.cell(self.currentRow(), self.currentColumn())

    def put_text(self, row: int, column: int, text: str) -> None:
        """Write words into a cell."""
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        self.setItem(row, column, item)

    def put_count(self, row: int, column: int, count: int) -> None:
        """Write a count into a cell."""
        item = QTableWidgetItem()
        item.setData(Qt.ItemDataRole.EditRole, count)
        item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setItem(row, column, item)

    def count_in(self, row: int, column: int) -> int:
        """The count that stands in a cell."""
        return int(self.cell(row, column).data(Qt.ItemDataRole.EditRole))

    def _put(self, row: int, one: _R) -> None:
        """Write a row; nobody hears of it before all its cells are there."""
        before = self.blockSignals(True)
        self.insertRow(row)
        self.write_row(row, one)
        self.blockSignals(before)

    def _fit_rows(self, section: int) -> None:
        """Names break anew where the room for them changed."""
        if section == NAME:
            self.resizeRowsToContents()

    def _stand_on(self, row: int, column: int = NAME) -> None:
        self.setCurrentCell(row, column)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()


class _CellDelegate(QStyledItemDelegate):
    """Edits words in a line and a count in a spin box."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every line of a name; Qt's own hint forgets the padding that the style sheet gives a cell."""
        hint = super().sizeHint(option, index)
        table = self.parent()
        if index.column() == NAME and isinstance(table, RowsEditor):
            room = QRect(0, 0, table.columnWidth(NAME) - 2 * style.M, 100_000)
            text = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap, index.data() or "")
            hint.setHeight(max(style.ROW, text.height() + style.M))
        return hint

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """An editor as wide as the cell, named by its column."""
        table = self.parent()
        assert isinstance(table, RowsEditor)
        heading = table.horizontalHeaderItem(index.column())
        assert heading is not None
        if index.column() not in table.counts:
            line = QLineEdit(parent)
            line.setFrame(False)
            line.setAccessibleName(heading.text())
            return line
        editor = QSpinBox(parent)
        editor.setRange(*table.counts[index.column()])
        editor.setFrame(False)
        editor.setAccessibleName(heading.text())
        return editor

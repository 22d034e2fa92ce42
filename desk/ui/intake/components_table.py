"""The papers handed in: those the procedure asks for and those it does not know, each ticked or not, with counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
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

from desk.services.catalogue import ComponentAsked
from desk.services.intake_request import MOST_COPIES
from desk.ui import style

COUNTS = ("originals", "certified", "photocopies")
COUNT_WIDTH = 94
_AUTHORISATION = "ủy quyền"
_NAME = Qt.ItemDataRole.UserRole
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_F2}


class ComponentsTable(QTableWidget):
    """Rows of a procedure's components. Space ticks the row, digits set the count, Tab leaves the table.

    Signals:
        changed: a row was ticked, counted, named or added.
    """

    changed = Signal()

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
        self.setItemDelegate(_CellDelegate(self))
        self.setAccessibleName(self.tr("Thành phần hồ sơ"))
        self.setAccessibleDescription(self.tr("Phím cách để đánh dấu, gõ số để ghi số bản, Ins để thêm giấy tờ khác"))
        self.itemChanged.connect(self.changed)

    def ask_for(self, components: tuple[ComponentAsked, ...]) -> None:
        """Show the components of a procedure, those not optional ticked; rows added by hand stay below them."""
        own = [self._given(row) for row in range(self.rowCount()) if self._is_own(row) and self._is_ticked(row)]
        self.setRowCount(0)
        if_any = self.tr("(nếu có)")
        for asked in components:
            text = f"{asked.name} {if_any}" if asked.optional and if_any not in asked.name else asked.name
            self._add(text, (asked.originals, asked.certified, asked.photocopies), ticked=not asked.optional)
            self._cell(self.rowCount() - 1, 0).setData(_NAME, asked.name)
        self._put(own)
        if self.rowCount():
            self.setCurrentCell(0, 0)
        self.changed.emit()

    def add(self, name: str, counts: Sequence[int] = (1, 0, 0)) -> None:
        """Add a paper that the catalogue does not ask for."""
        self._add(name, counts, ticked=True)
        cell = self._cell(self.rowCount() - 1, 0)
        cell.setFlags(cell.flags() | Qt.ItemFlag.ItemIsEditable)
        self.changed.emit()

    def add_by_hand(self) -> None:
        """Add a row and let its name be typed at once; a row that stays without a name counts for nothing."""
        if not self.rowCount() or self._cell(self.rowCount() - 1, 0).text() or not self._is_own(self.rowCount() - 1):
            self.add("")
        row = self.rowCount() - 1
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentCell(row, 0)
        self.scrollToItem(self._cell(row, 0))
        self.editItem(self._cell(row, 0))

    def drop_nameless(self) -> None:
        """Take away the rows that were added by hand and never named."""
        for row in reversed(range(self.rowCount())):
            if not self._given(row)["name"].strip():
                self.removeRow(row)

    def tick_authorisation(self, wanted: bool) -> None:
        """Tick the paper of authorisation, added where the procedure does not ask for it; or untick it."""
        state = Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked
        rows = [row for row in range(self.rowCount()) if _AUTHORISATION in self._cell(row, 0).text().casefold()]
        for row in rows:
            self._cell(row, 0).setCheckState(state)
        if wanted and not rows:
            self.add(self.tr("Văn bản ủy quyền"))

    def restore(self, given: Sequence[Any]) -> None:
        """Tick and count exactly what `document` once said."""
        for row in range(self.rowCount()):
            self._cell(row, 0).setCheckState(Qt.CheckState.Unchecked)
        self._put([one for one in given if isinstance(one, dict) and isinstance(one.get("name"), str)])

    def _put(self, rows: Sequence[dict[str, Any]]) -> None:
        """Tick and count rows by their names; a name that is not there is added."""
        known = {self._given(row)["name"]: row for row in range(self.rowCount())}
        for given in rows:
            counts = [given.get(count) if isinstance(given.get(count), int) else 0 for count in COUNTS]
            row = known.get(given["name"])
            if row is None:
                self.add(given["name"], counts)  # type: ignore[arg-type]  # counts hold whole numbers only
                continue
            self._cell(row, 0).setCheckState(Qt.CheckState.Checked)
            for column, count in enumerate(counts, start=1):
                self._cell(row, column).setData(Qt.ItemDataRole.EditRole, count)

    def reset(self) -> None:
        """Take every row away."""
        self.setRowCount(0)
        self.changed.emit()

    def document(self) -> list[dict[str, Any]]:
        """The ticked rows as `components` of a request."""
        ticked = (self._given(row) for row in range(self.rowCount()) if self._is_ticked(row))
        return [given for given in ticked if given["name"].strip()]

    def all_papers(self) -> list[tuple[str, bool]]:
        """Every named row, and whether nothing of it is missing: it is ticked, or asked for only where there is one."""
        if_any = self.tr("(nếu có)")
        shown = ((self._cell(row, 0).text().strip(), self._is_ticked(row)) for row in range(self.rowCount()))
        return [(name, ticked or if_any in name) for name, ticked in shown if name]

    def _given(self, row: int) -> dict[str, Any]:
        name, *counts = (self._cell(row, column) for column in range(self.columnCount()))
        given = {count: cell.data(Qt.ItemDataRole.EditRole) for count, cell in zip(COUNTS, counts, strict=True)}
        return {"name": name.data(_NAME) or name.text(), **given}

    def _is_ticked(self, row: int) -> bool:
        return self._cell(row, 0).checkState() is Qt.CheckState.Checked

    def _is_own(self, row: int) -> bool:
        return bool(self._cell(row, 0).flags() & Qt.ItemFlag.ItemIsEditable)

    def _add(self, text: str, counts: Sequence[int], *, ticked: bool) -> None:
        row = self.rowCount()
        was = self.blockSignals(True)
        self.insertRow(row)
        name = QTableWidgetItem(text)
        name.setToolTip(text)
        name.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        name.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.setItem(row, 0, name)
        for column, count in enumerate(counts, start=1):
            item = QTableWidgetItem()
            item.setData(Qt.ItemDataRole.EditRole, count)
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.setItem(row, column, item)
        self.blockSignals(was)

    def _heading(self, column: int) -> QTableWidgetItem:
        item = self.horizontalHeaderItem(column)
        assert item is not None
        return item

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        item = self.item(row, column)
        assert item is not None
        return item

    def sizeHint(self) -> QSize:
        """Small: it takes the room that the other fields leave, and scrolls in it."""
        return QSize(super().sizeHint().width(), 3 * style.ROW)

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
        if self.state() is QAbstractItemView.State.EditingState:
            return  # what ends the editing of a cell shall not lead out of the table as well
        if event.key() == Qt.Key.Key_Space and self.currentRow() >= 0:
            ticked = self._is_ticked(self.currentRow())
            state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
            self._cell(self.currentRow(), 0).setCheckState(state)
            return
        own = self.currentRow() >= 0 and self._is_own(self.currentRow())
        if event.text().isdigit() and not own and self.currentColumn() == 0:
            self.setCurrentCell(self.currentRow(), 1)  # a digit upon the name counts originals
        typed = event.text().isdigit() or (own and self.currentColumn() == 0 and event.text().isprintable())
        if (typed and event.text()) or event.key() in _MOVES:
            super().keyPressEvent(event)
            return
        event.ignore()


class _CellDelegate(QStyledItemDelegate):
    """Edits a count in a spin box, and the name of a row added by hand in a line."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """A field as wide as the cell."""
        if index.column() == 0:
            line = QLineEdit(parent)
            line.setAccessibleName(self.tr("Tên giấy tờ"))
            return line
        editor = QSpinBox(parent)
        editor.setRange(0, MOST_COPIES)
        editor.setFrame(False)
        editor.setAccessibleName(self.tr("Số bản"))
        return editor

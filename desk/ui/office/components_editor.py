"""The papers a procedure asks for, as rows to write, add, take out and put in order by the keyboard."""

from __future__ import annotations

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

from desk.services.catalogue import ComponentAsked
from desk.services.catalogue_editing import MOST_COPIES
from desk.ui import style

NAME, ORIGINALS, CERTIFIED, PHOTOCOPIES, OPTIONAL = range(5)
COUNT_WIDTH = 90
NEW = ComponentAsked("", 1, 0, 0, False)


class ComponentsEditor(QTableWidget):
    """Typing writes into the cell, Ins adds, Ctrl+Del takes out, Ctrl+Z brings back, Alt with up or down moves.

    Signals:
        edited: a row was written, added, taken out or moved.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(0, 5)
        self._taken: list[tuple[int, ComponentAsked]] = []
        self.setHorizontalHeaderLabels(
            [
                self.tr("Thành phần hồ sơ"), self.tr("Bản chính"), self.tr("Chứng thực"), self.tr("Bản chụp"),
                self.tr("Nếu có"),
            ]
        )  # fmt: skip
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in (ORIGINALS, CERTIFIED, PHOTOCOPIES):
            self.setColumnWidth(column, COUNT_WIDTH)
            heading = self.horizontalHeaderItem(column)
            assert heading is not None
            heading.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setColumnWidth(OPTIONAL, 64)
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
        self.setAccessibleName(self.tr("Thành phần hồ sơ"))
        self.setAccessibleDescription(
            self.tr("Gõ để sửa ô, Ins thêm dòng, Ctrl+Del bỏ dòng, Alt và mũi tên để đổi chỗ, phím cách để đánh dấu")
        )
        self.itemChanged.connect(self.edited)
        header.sectionResized.connect(self._fit_rows)

    def show_components(self, components: tuple[ComponentAsked, ...]) -> None:
        """Write these rows and forget what was taken out."""
        self._taken = []
        self.blockSignals(True)
        self.setRowCount(0)
        for at, one in enumerate(components):
            self._put(at, one)
        self.blockSignals(False)
        if components:
            self.setCurrentCell(0, NAME)

    def components(self) -> tuple[ComponentAsked, ...]:
        """What the rows say; a row without a name is left to the services to refuse."""
        return tuple(self._row(row) for row in range(self.rowCount()))

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
        self._put(row, NEW)
        self._stand_on(row)
        self.edit(self.model().index(row, NAME))

    def take_out(self) -> None:
        """Take the current row out; `bring_back` undoes it."""
        row = self.currentRow()
        if row < 0:
            return
        self._taken.append((row, self._row(row)))
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
        one = self._row(row)
        self.blockSignals(True)
        self.removeRow(row)
        self._put(to, one)
        self.blockSignals(False)
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
        elif key == Qt.Key.Key_Space and self.currentRow() >= 0:
            optional = self._cell(self.currentRow(), OPTIONAL)
            ticked = optional.checkState() is Qt.CheckState.Checked
            optional.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentRow() >= 0:
            if self.currentColumn() != OPTIONAL:
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
            words = self.tr("Chưa ghi giấy tờ nào. Bấm Ins để thêm một dòng.")
            painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, words)
            painter.end()

    def _fit_rows(self, section: int) -> None:
        """Names break anew where the room for them changed."""
        if section == NAME:
            self.resizeRowsToContents()

    def _stand_on(self, row: int, column: int = NAME) -> None:
        self.setCurrentCell(row, column)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _put(self, row: int, one: ComponentAsked) -> None:
        self.insertRow(row)
        name = QTableWidgetItem(one.name)
        name.setToolTip(one.name)
        self.setItem(row, NAME, name)
        for column, count in ((ORIGINALS, one.originals), (CERTIFIED, one.certified), (PHOTOCOPIES, one.photocopies)):
            item = QTableWidgetItem()
            item.setData(Qt.ItemDataRole.EditRole, count)
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.setItem(row, column, item)
        optional = QTableWidgetItem()
        optional.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        optional.setCheckState(Qt.CheckState.Checked if one.optional else Qt.CheckState.Unchecked)
        self.setItem(row, OPTIONAL, optional)

    def _row(self, row: int) -> ComponentAsked:
        originals, certified, photocopies = (
            int(self._cell(row, column).data(Qt.ItemDataRole.EditRole))
            for column in (ORIGINALS, CERTIFIED, PHOTOCOPIES)
        )
        optional = self._cell(row, OPTIONAL).checkState() is Qt.CheckState.Checked
        return ComponentAsked(self._cell(row, NAME).text(), originals, certified, photocopies, optional)

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        item = self.item(row, column)
        assert item is not None
        return item


class _CellDelegate(QStyledItemDelegate):
    """Edits a name in a line and a count in a spin box."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Every line of a name; Qt's own hint forgets the padding that the style sheet gives a cell."""
        hint = super().sizeHint(option, index)
        table = self.parent()
        if index.column() == NAME and isinstance(table, ComponentsEditor):
            room = QRect(0, 0, table.columnWidth(NAME) - 2 * style.M, 100_000)
            text = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap, index.data() or "")
            hint.setHeight(max(style.ROW, text.height() + style.M))
        return hint

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """An editor as wide as the cell."""
        if index.column() == NAME:
            line = QLineEdit(parent)
            line.setFrame(False)
            line.setAccessibleName(self.tr("Tên giấy tờ"))
            return line
        editor = QSpinBox(parent)
        editor.setRange(0, MOST_COPIES)
        editor.setFrame(False)
        editor.setAccessibleName(self.tr("Số bản"))
        return editor

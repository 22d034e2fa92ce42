"""Who signs papers: the lines above the signature and the name below it, in the order they are offered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desk.errors import DeskError
from desk.services.desk import Office, Signer
from desk.services.sign_in import may
from desk.services.unit_editing import MOST_SIGNERS
from desk.ui import style
from desk.ui.office.section import Section
from desk.ui.session import Session
from desk.ui.widgets.labels import label

TITLE, NAME = range(2)
OF_SIGNERS = frozenset({"signers", "title"})
NEXT_LINE = " / "  # a title of two lines in a cell of one
Pair = tuple[str, str]


class SignersSection(Section):
    """A table that is typed into; the section of the office stores it with the heading."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.tr("Người ký"))
        self.store_all: Callable[[], None] | None = None
        self.table, self._nothing = QTableWidget(0, 2), label(self.tr("Chưa có người ký."), "muted")
        self._taken_out: list[tuple[int, Pair]] = []
        self._buttons = {
            QPushButton(self.tr("T&hêm   Ins")): self.add,
            QPushButton(self.tr("&Bỏ   Del")): self.take_out,
            QPushButton(self.tr("Lấ&y lại   Ctrl+Z")): self.bring_back,
            QPushButton(self.tr("&Lên   Alt+↑")): lambda: self.move_by(-1),
            QPushButton(self.tr("&Xuống   Alt+↓")): lambda: self.move_by(1),
        }
        self._lay_out()
        self.table.itemChanged.connect(lambda _item: self.edited.emit())
        self.edited.connect(lambda: self._nothing.setVisible(self.table.rowCount() == 0))
        self.table.installEventFilter(self)
        self.take_office(session.office)

    def _lay_out(self) -> None:
        words = self.tr(
            "Người ký được chọn khi in giấy tờ; gõ thẳng vào bảng. Chức danh nhiều dòng ngăn bằng dấu / "
            "có cách hai bên: TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH."
        )
        if not self.may_save():
            words = self.tr("Chỉ đọc: lãnh đạo hoặc quản trị sửa danh sách người ký.")
        self.body.addWidget(label(words, "small", wrap=True))
        table = self.table
        table.setHorizontalHeaderLabels([self.tr("Chức danh trên chữ ký"), self.tr("Họ tên dưới chữ ký")])
        table.setAccessibleName(self.tr("Người ký"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        typing = QAbstractItemView.EditTrigger
        table.setEditTriggers(
            typing.AnyKeyPressed | typing.DoubleClicked | typing.EditKeyPressed
            if self.may_save()
            else typing.NoEditTriggers
        )
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(style.ROW)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        if self.may_save():
            self._nothing.setText(self.tr("Chưa có người ký; bấm Ins để thêm."))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(table.viewport()).addWidget(self._nothing)
        self.body.addWidget(table, 1)
        row = QHBoxLayout()
        row.setSpacing(style.S)
        for button, act in self._buttons.items():
            button.setAccessibleName(button.text().replace("&", "").partition("   ")[0])
            button.setEnabled(self.may_save())
            button.clicked.connect(lambda _checked, act=act: act())
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)

    # --- what stands there --------------------------------------------------------------------------------------------

    def may_save(self) -> bool:
        """Leaders and administrators."""
        return may(self.session.officer, "edit-unit")

    def first_field(self) -> QWidget:
        """The table."""
        return self.table

    def pairs(self) -> list[Pair]:
        """Every row as it stands."""
        return [(self._text(row, TITLE), self._text(row, NAME)) for row in range(self.table.rowCount())]

    def typed(self) -> object:
        """The rows in which something stands."""
        return [pair for pair in self.pairs() if any(pair)]

    def given(self) -> tuple[Signer, ...]:
        """The signers; rows left empty are none."""
        return tuple(Signer(title.replace(NEXT_LINE, "\n"), name) for title, name in self.pairs() if title or name)

    def take_office(self, office: Office) -> None:
        """Show the signers in force, unless something unsaved stands here."""
        if not self.changed() and not self.saving and not self._typing():
            pairs = [(one.title.replace("\n", NEXT_LINE), one.name) for one in office.unit.signers]
            if pairs != self.pairs():
                self._fill(pairs)
                self._taken_out.clear()
            self.begun()

    def settle_at(self, stored: object) -> None:
        """These rows were stored."""
        self._began = stored
        self.edited.emit()

    def save(self) -> None:
        """Store them, with the heading."""
        if self.store_all is not None:
            self.store_all()

    def concerns(self, fault: Exception) -> bool:
        """Whether a fault is one of this table."""
        return isinstance(fault, DeskError) and fault.facts.get("field") in OF_SIGNERS

    def words_of(self, fault: Exception) -> str:
        """What a signer lacks."""
        return self.tr("Mỗi người ký cần cả chức danh và họ tên; hãy điền ô còn trống hoặc bỏ dòng này.")

    def show_fault(self, fault: Exception) -> None:
        """Lead to the cell that is empty."""
        super().show_fault(fault)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        for row, pair in enumerate(self.pairs()):
            if any(pair) and not all(one.strip() for one in pair):
                self.table.setCurrentCell(row, TITLE if not pair[TITLE].strip() else NAME)
                return

    # --- rows ---------------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """A new row below, ready to be typed into."""
        if not self.may_save() or self.table.rowCount() >= MOST_SIGNERS:
            return
        self.finish_editing()
        row = self.table.currentRow() + 1 if self.table.currentRow() >= 0 else self.table.rowCount()
        self._insert(row, ("", ""))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.setCurrentCell(row, TITLE)
        item = self.table.item(row, TITLE)
        if item is not None:
            self.table.editItem(item)

    def take_out(self) -> None:
        """Take the current row out; Ctrl+Z brings it back."""
        row = self.table.currentRow()
        if self.may_save() and row >= 0:
            self._taken_out.append((row, self.pairs()[row]))
            self.table.removeRow(row)
            self.edited.emit()

    def bring_back(self) -> None:
        """Put the row that was taken out last where it was."""
        if self.may_save() and self._taken_out:
            row, pair = self._taken_out.pop()
            row = min(row, self.table.rowCount())
            self._insert(row, pair)
            self.table.setCurrentCell(row, TITLE)

    def move_by(self, step: int) -> None:
        """Move the current row up or down."""
        self.finish_editing()
        row, column, pairs = self.table.currentRow(), self.table.currentColumn(), self.pairs()
        if self.may_save() and row >= 0 and 0 <= row + step < len(pairs):
            pairs[row], pairs[row + step] = pairs[row + step], pairs[row]
            self._fill(pairs)
            self.table.setCurrentCell(row + step, column)
            self.edited.emit()

    def finish_editing(self) -> None:
        """Take what stands in an open cell."""
        if self._typing():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the rows, where no cell is being typed into."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            undo = event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            act: Callable[[], None] | None = None
            if event.key() == Qt.Key.Key_Insert:
                act = self.add
            elif event.key() == Qt.Key.Key_Delete:
                act = self.take_out
            elif undo:
                act = self.bring_back
            elif alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
                step = -1 if event.key() == Qt.Key.Key_Up else 1
                act = lambda: self.move_by(step)  # noqa: E731 - one of several keys
            elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.table.currentItem() and self.may_save():
                act = self._enter
            if act is not None:
                act()
                return True
        return super().eventFilter(watched, event)

    def _typing(self) -> bool:
        return self.table.state() == QAbstractItemView.State.EditingState

    def _enter(self) -> None:
        """Enter opens the cell; in an open one, which Qt takes by itself, it goes on from the title to the name."""
        if not self._typing():
            self.table.editItem(self.table.currentItem())
        elif self.table.currentColumn() == TITLE:
            QTimer.singleShot(0, self._open_name)

    def _open_name(self) -> None:
        self.table.setCurrentCell(self.table.currentRow(), NAME)
        self._enter()

    def _insert(self, row: int, pair: Pair) -> None:
        self.table.insertRow(row)
        for column, text in enumerate(pair):
            self.table.setItem(row, column, QTableWidgetItem(text))
        self.edited.emit()

    def _fill(self, pairs: list[Pair]) -> None:
        self.table.blockSignals(True)
        self.table.setRowCount(0)
        for row, pair in enumerate(pairs):
            self.table.insertRow(row)
            for column, text in enumerate(pair):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.blockSignals(False)

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text() if item is not None else ""

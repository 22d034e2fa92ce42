"""The place of all dossiers: one list that may be a hundred thousand rows long, and the fields that narrow it."""

from __future__ import annotations

from array import array

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desk.errors import BadDay
from desk.rules.instants import vietnam_day
from desk.services.board import BoardGroup
from desk.services.browsing import Filter, dossier_ids, lines
from desk.services.dossiers import receivers
from desk.services.sign_in import COUNTER, EXAMINING
from desk.ui import background, style
from desk.ui.dossiers.dossier_table_model import Column, DossierTableModel
from desk.ui.dossiers.list_filters import ListFilters
from desk.ui.page import Page
from desk.ui.session import PapersWanted, Session
from desk.ui.widgets.chips import ChipDelegate
from desk.ui.widgets.labels import Strip, label
from desk.ui.wording import failure_words

_WIDTHS = {
    Column.NUMBER: 178,
    Column.APPLICANT: 202,
    Column.RECEIVED: 142,
    Column.PROMISED: 172,
    Column.STATUS: 166,
}
MOST_CHOSEN = 200  # papers in one go; more are better printed as a book
_BY_PROMISE = frozenset({BoardGroup.OVERDUE, BoardGroup.DUE_TODAY, BoardGroup.DUE_SOON})


class ListPage(Page):
    """Shows the dossiers that the fields leave; Enter opens one."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._busy = self._again = False
        self._asked: Filter | None = None
        self._shown: Filter | None = None
        self.filters = ListFilters(session.office.catalogue)
        self.count = label("", "muted")
        self.message = Strip()
        desk, officer = session.desk, session.officer
        self.model = DossierTableModel(lambda ids: lines(desk, officer, ids), self)
        self.table = DossierTable()
        self.table.setModel(self.model)
        self._lay_out()
        self.filters.changed.connect(self._load)
        self.filters.words.installEventFilter(self)
        self.filters.words.returnPressed.connect(self._to_the_list)
        self.table.opened.connect(self._open)
        self.model.failed.connect(self._fail_quietly)
        session.office_changed.connect(self._office_changed)
        for keys, act in (("Escape", self._escape), ("F5", self.refresh), ("F4", self.ask_why)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        background.run(lambda: receivers(desk, officer, COUNTER | EXAMINING), self.filters.more.offer, _nobody)
        self._load()

    def first_field(self) -> QWidget:
        """The words that are looked for."""
        return self.filters.words

    def refresh(self) -> None:
        """Read the list anew; the chosen dossier stays chosen and where it is on the screen."""
        self._load()

    def papers_wanted(self) -> PapersWanted:
        """Papers of the chosen dossiers, in the order of the list."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        found = (self.model.line(row) for row in rows[:MOST_CHOSEN])
        return PapersWanted(numbers=tuple(line.number for line in found if line is not None))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Page Down lead from the words into the list."""
        if (
            watched is self.filters.words
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_PageDown}
        ):
            self.table.setFocus()
            return True
        return super().eventFilter(watched, event)

    def show_group(self, group: BoardGroup) -> None:
        """Narrow the list to a group of the board."""
        self.filters.clear()
        self.filters.choose(group)

    def _load(self) -> None:
        """Read the ids; while they are being read, only the newest wish is kept."""
        self.filters.flush()
        if self._busy:
            self._again = True
            return
        desk, officer = self.session.desk, self.session.officer
        try:
            wanted = self.filters.wanted(vietnam_day(desk.clock.now()))
        except BadDay as fault:
            self.message.say(
                self.tr("“{day}” không phải ngày có thật; gõ như 23/11/2026.").format(day=fault.value), "fault"
            )
            return
        self._busy, self._asked = True, wanted
        if self._shown is None:
            self.table.say_when_empty(self.tr("Đang đọc danh sách…"))
        background.run(lambda: dossier_ids(desk, officer, wanted), self._show, self._fail)

    def _show(self, ids: array[int]) -> None:
        self._busy = False
        if self._again:
            self._again = False
            self._load()
            return
        same, self._shown = self._asked == self._shown, self._asked
        self.message.silence()
        self.table.say_when_empty(self._empty_words())
        self.count.setText(self._count_words(len(ids)))
        if same:
            self.table.show_again(ids)
        else:
            self.table.show_from_the_top(ids)

    def _fail(self, fault: Exception) -> None:
        self._busy = False
        if self._again:
            self._again = False
            self._load()
            return
        self.table.say_when_empty(self.tr("Chưa đọc được danh sách. Nhấn F5 để thử lại."))
        self._fail_quietly(fault)

    def _fail_quietly(self, fault: Exception) -> None:
        self.message.say(self.tr("{words} Nhấn F5 để đọc lại.").format(words=failure_words(fault)), "fault")

    def _empty_words(self) -> str:
        if self.filters.is_asking():
            return self.tr("Không có hồ sơ nào khớp. Bớt điều kiện lọc, hoặc nhấn Esc để xem tất cả.")
        return self.tr("Chưa có hồ sơ nào. Hồ sơ đầu tiên nhận ở mục Tiếp nhận sẽ hiện ở đây.")

    def _count_words(self, count: int) -> str:
        counted = self.tr("{count} hồ sơ").format(count=f"{count:,}".replace(",", "."))
        if count < 2:
            return counted
        if self._shown is not None and self._shown.group in _BY_PROMISE:
            return self.tr("{counted}, hẹn trả sớm nhất ở trên").format(counted=counted)
        return self.tr("{counted}, mới nhận ở trên").format(counted=counted)

    def _to_the_list(self) -> None:
        """Enter among the words: what waits is read; one dossier is opened, of several the list gets the keyboard."""
        if self.filters.flush():
            self._load()
        if self.model.rowCount() == 1 and not self._busy:
            self._open(0)
        else:
            self.table.setFocus()

    def _open(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None:
            self.session.dossier_asked.emit(line.number)

    def ask_why(self) -> None:
        """Explain the date of the chosen dossier."""
        row = self.table.currentIndex().row()
        line = self.model.line(row) if row >= 0 else None
        if line is not None:
            from desk.ui.calendar.why_dialog import WhyDialog

            WhyDialog(self.session, line.number, self).open()

    def _escape(self) -> None:
        self.filters.clear()
        self.filters.words.setFocus()

    def _office_changed(self) -> None:
        self.filters.work_by(self.session.office.catalogue)

    def _lay_out(self) -> None:
        paper = QFrame()
        paper.setObjectName("paper")
        column = QVBoxLayout(paper)
        column.setContentsMargins(style.L, style.M, style.L, style.L)
        column.setSpacing(style.M)
        column.addWidget(self.filters)
        column.addWidget(self.message)
        column.addWidget(self.table, 1)
        below = QHBoxLayout()
        below.addWidget(self.count)
        below.addStretch(1)
        keys = self.tr("Enter mở hồ sơ · Shift+mũi tên chọn nhiều · F4 vì sao · Ctrl+P in · Esc bỏ lọc · F5 đọc lại")
        below.addWidget(label(keys, "small"))
        column.addLayout(below)
        around = QVBoxLayout(self)
        around.setContentsMargins(style.L, style.L, style.L, style.L)
        around.addWidget(paper)


class DossierTable(QTableView):
    """The list itself: rows of one height, one chosen row, the keys of a list.

    Signals:
        opened: a row was asked to be opened, by Enter or two clicks.
    """

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._when_empty = ""
        self.setAccessibleName(self.tr("Danh sách hồ sơ"))
        self.setAccessibleDescription(self.tr("Mũi tên để chọn, Enter để mở hồ sơ"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(ChipDelegate(self))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(style.ROW)
        rows.setDefaultSectionSize(style.ROW)
        self.doubleClicked.connect(self._clicked)
        for corner in self.findChildren(QAbstractButton):
            corner.setObjectName("qt_tablecorner")  # Qt's own, never to be seen where the rows have no heading

    def setModel(self, model: DossierTableModel) -> None:  # type: ignore[override]
        """Show a model; its columns get their widths, the procedure what is left."""
        super().setModel(model)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.PROCEDURE, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)

    def show_from_the_top(self, ids: array[int]) -> None:
        """Show other dossiers, from the first."""
        self._model().show_ids(ids)
        self.scrollToTop()
        if ids:
            self.selectRow(0)

    def show_again(self, ids: array[int]) -> None:
        """Show what became of the same dossiers: the chosen one stays chosen, and where it is on the screen."""
        model = self._model()
        row = self.currentIndex().row()
        chosen, from_top = model.id_at(row), row - self.verticalScrollBar().value()
        if not model.show_ids(ids) or not ids:
            return
        found = model.row_of(chosen) if chosen is not None else None
        row = min(max(row, 0), len(ids) - 1) if found is None else found
        self.selectRow(row)
        self.verticalScrollBar().setValue(row - from_top)

    def say_when_empty(self, words: str) -> None:
        """What stands in the list while it has no rows."""
        self._when_empty = words
        self.viewport().update()

    def empty_words(self) -> str:
        """The words that stand in place of rows now."""
        return "" if self._model().rowCount() else self._when_empty

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or the words of the empty list."""
        super().paintEvent(event)
        if not self._model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(style.current().muted))
            inner = self.viewport().rect().adjusted(style.L, style.L, -style.L, -style.L)
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._when_empty)
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the chosen row; Home and End go to the first and last."""
        row = self.currentIndex().row()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and row >= 0:
            self.opened.emit(row)
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and self._model().rowCount():
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else self._model().rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def _model(self) -> DossierTableModel:
        model = self.model()
        assert isinstance(model, DossierTableModel)
        return model

    def _clicked(self) -> None:
        self.opened.emit(self.currentIndex().row())


def _nobody(_fault: Exception) -> None:
    """Without the names of officers the list is as good; what keeps them from being read is said by the list."""

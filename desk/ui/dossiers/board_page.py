"""The board: what is late, due, waiting or ready, most urgent first, and never older than a second."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desk.rules.instants import vietnam_day
from desk.rules.spent_time import SpentTime
from desk.services.board import PAGE, Board, BoardGroup
from desk.services.board import board as read_board
from desk.ui import background, style
from desk.ui.dossiers.board_filters import BoardFilters
from desk.ui.dossiers.board_table_model import BoardTableModel
from desk.ui.dossiers.group_tile import GroupTile
from desk.ui.dossiers.reminders_strip import RemindersStrip
from desk.ui.intake.offer import Offer
from desk.ui.page import Page
from desk.ui.session import PapersWanted, Session
from desk.ui.widgets.labels import Strip, label
from desk.ui.widgets.spent_bar import SpentDelegate
from desk.ui.widgets.tables import show_rows
from desk.ui.wording import failure_words
from desk.vocabulary import PaperForm

if TYPE_CHECKING:
    from desk.services.dossiers import Receiver

MINUTE_MILLISECONDS = 60_000
MOST = 200  # of one group; the list of all dossiers shows the rest


class BoardPage(Page):
    """The board's page. It can show its first page before the desk is open."""

    def __init__(self, session: Session, first: Board | None = None) -> None:
        super().__init__(session)
        self.model = BoardTableModel()
        self.table = QTableView()
        self.message = Strip()
        self.reminders = RemindersStrip(session)
        self.filters, self.offer = BoardFilters(session), Offer()
        self.more = label("", "small")
        self.tiles = [
            GroupTile(group, name, f"Ctrl+{at}")
            for at, (group, name) in enumerate(
                (
                    (BoardGroup.OVERDUE, self.tr("Quá hạn")),
                    (BoardGroup.DUE_TODAY, self.tr("Hạn hôm nay")),
                    (BoardGroup.DUE_SOON, self.tr("Sắp đến hạn")),
                    (BoardGroup.WAITING_CITIZEN, self.tr("Chờ người dân")),
                    (BoardGroup.READY, self.tr("Chờ trả")),
                ),
                start=1,
            )
        ]
        self._empty = label("", "muted", wrap=True)
        self._only: BoardGroup | None = None
        self._asked = 0
        self._lay_out()
        self._connect()
        if first is not None:
            self.show_board(first)

    def _connect(self) -> None:
        self.filters.changed.connect(self.refresh)
        self.session.office_changed.connect(self._take_office)
        for at, tile in enumerate(self.tiles, start=1):
            tile.clicked.connect(self._tile_pressed)
            shortcut = QShortcut(QKeySequence(f"Ctrl+{at}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(tile.click)
        self.table.doubleClicked.connect(lambda index: self._open(index.row()))
        for keys, act in (("F4", self.ask_why), ("F8", self.offer.accept)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._minute = QTimer(self)  # the time left runs down by itself
        self._minute.setInterval(MINUTE_MILLISECONDS)
        self._minute.timeout.connect(self.refresh)
        self._minute.start()

    def papers_wanted(self) -> PapersWanted:
        """The work of this session on paper."""
        return PapersWanted(PaperForm.MORNING_SHEET)

    def first_field(self) -> QWidget:
        """The table; an empty one has nothing to stand on."""
        return self.table if self.model.items else self.tiles[0]

    def refresh(self) -> None:
        """Read the board of now."""
        if not self.session.ready:
            return
        self.reminders.refresh()
        self._asked += 1
        asked, desk, officer, only = self._asked, self.session.desk, self.session.officer, self._only
        wanted = self.filters.wanted()
        first = PAGE if only is None and wanted is None else MOST
        background.run(
            lambda: read_board(desk, officer, first=first, group=only, wanted=wanted),
            lambda found: self._show(asked, found),
            lambda fault: self._fail(asked, fault),
        )

    def show_board(self, found: Board) -> None:
        """Show a board; the dossier that stood out keeps standing out."""
        self.message.silence()
        for tile in self.tiles:
            tile.show_count(getattr(found, tile.shows.value))
        standing, stood = self.current_number(), self.table.currentIndex()
        top, before = self.table.verticalScrollBar().value(), self.model.rows
        in_sight = not stood.isValid() or self.table.viewport().rect().intersects(self.table.visualRect(stood))
        at = stood.row()
        self.model.show(found.items, vietnam_day(found.at))
        if self.model.rows != before:
            self.table.clearSpans()
            for head in self.model.heads():
                self.table.setSpan(head, 0, 1, self.model.columnCount())
        row = self.model.row_near(standing, at)
        if row is not None:
            # whoever has scrolled elsewhere is not thrown back by what others do
            self.table.setAutoScroll(in_sight)
            self.table.verticalScrollBar().setValue(top)
            self.table.setCurrentIndex(self.model.index(row, 0))
            self.table.setAutoScroll(True)
        groups = [tile.shows for tile in self.tiles if self._only in {None, tile.shows}]
        total = sum(getattr(found, group.value) for group in groups)
        hidden = total - len(found.items)
        words = self.tr("Còn {count} hồ sơ nữa ở trang Hồ sơ")
        self.more.setText(words.format(count=f"{hidden:,}".replace(",", ".")) if hidden > 0 else "")
        self.more.setVisible(hidden > 0)
        narrowed = self.filters.wanted() is not None
        self._empty.setText(
            self.tr("Không có hồ sơ nào khớp bộ lọc: bấm Esc để bỏ lọc.")
            if narrowed
            else self.tr("Nhóm này không có hồ sơ nào.")
            if self._only
            else self.tr("Không có hồ sơ nào đang chờ việc.")
        )
        self._beside.setCurrentIndex(0 if found.items else 1)

    def current_number(self) -> str | None:
        """The number of the dossier that stands out."""
        item = self.model.item_at(self.table.currentIndex().row())
        return None if item is None else item.number

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the dossier, Esc takes filters and group away."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.table.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape and self.offer.stands():
            self.offer.drop()
        elif event.key() == Qt.Key.Key_Escape and self.filters.clear():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self._only is not None:
            self._show_only(None)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the clock."""
        self._minute.stop()
        super().closeEvent(event)

    def offer_morning_sheet(self, take: Callable[[], object], leave: Callable[[], object]) -> None:
        """Offer the work of the session on paper."""
        words = self.tr("Buổi làm việc đầu tiên hôm nay: in danh sách việc trong buổi?")
        self.offer.make(words, self.tr("In việc trong buổi"), "F8", take, leave)

    def ask_why(self) -> None:
        """Explain the date of the dossier that stands out."""
        number = self.current_number()
        if number is not None and self.session.ready:
            from desk.ui.calendar.why_dialog import WhyDialog

            WhyDialog(self.session, number, self).open()

    def _open(self, row: int) -> None:
        item = self.model.item_at(row)
        if item is None:
            return
        if item.group is BoardGroup.READY:
            self.session.return_asked.emit(item.number)
        else:
            self.session.dossier_asked.emit(item.number)

    def _take_office(self) -> None:
        """Offer the officers and sectors of now."""
        self.filters.work_by_office()
        desk, officer = self.session.desk, self.session.officer

        def read() -> Sequence[Receiver]:
            from desk.services.dossiers import receivers
            from desk.services.sign_in import EXAMINING

            return receivers(desk, officer, EXAMINING)

        background.run(read, self.filters.offer, lambda _fault: None)

    def _tile_pressed(self) -> None:
        pressed = self.sender()
        assert isinstance(pressed, GroupTile)
        self._show_only(pressed.shows if pressed.isChecked() else None)

    def _show_only(self, group: BoardGroup | None) -> None:
        self._only = group
        for tile in self.tiles:
            tile.setChecked(tile.shows is group)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _show(self, asked: int, found: Board) -> None:
        if asked != self._asked:
            return
        self.show_board(found)
        desk, officer, numbers = self.session.desk, self.session.officer, [item.number for item in found.items]

        def read() -> Mapping[str, SpentTime]:
            from desk.services.spent import spent_of

            return spent_of(desk, officer, numbers)

        background.run(read, self.model.show_spent, lambda fault: self._fail(asked, fault))

    def _fail(self, asked: int, fault: Exception) -> None:
        if asked == self._asked:
            self.message.say(failure_words(fault), "fault")

    def _lay_out(self) -> None:
        table, model = self.table, self.model
        table.setModel(model)
        table.setAccessibleName(self.tr("Hồ sơ theo hạn trả"))
        show_rows(table)
        table.setItemDelegateForColumn(model.SPENT, SpentDelegate(table))
        header = table.horizontalHeader()
        widths = {
            model.LEFT: 166,
            model.NUMBER: 160,
            model.APPLICANT: 140,
            model.PROMISE: 164,
            model.HOLDER: 136,
            model.SPENT: 162,
        }
        for column, width in widths.items():
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(model.PROCEDURE, QHeaderView.ResizeMode.Stretch)
        tiles = QHBoxLayout()
        tiles.setSpacing(style.S)
        for tile in self.tiles:
            tiles.addWidget(tile, 1)
        nothing = QWidget()
        middle = QVBoxLayout(nothing)
        middle.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignCenter)
        self._beside = QStackedWidget()
        self._beside.addWidget(table)
        self._beside.addWidget(nothing)
        sheet = QFrame()
        sheet.setObjectName("paper")
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(style.L, style.L, style.L, style.M)
        inside.setSpacing(style.M)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Hạn trả"), "title"))
        head.addStretch(1)
        head.addWidget(self.filters)
        inside.addLayout(head)
        inside.addWidget(self.offer)
        inside.addLayout(tiles)
        inside.addWidget(self.reminders)
        inside.addWidget(self.message)
        inside.addWidget(self._beside, 1)
        inside.addWidget(self.more)
        page = QHBoxLayout(self)
        page.setContentsMargins(style.L, style.L, style.L, style.L)
        page.addWidget(sheet)

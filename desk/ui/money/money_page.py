"""Money of a day: its cash book with totals by way of payment, who still owes, and the way to a dossier's till."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desk.errors import BadValue
from desk.rules.instants import vietnam_day
from desk.rules.money import format_vnd
from desk.rules.scan import CardScan, Scan
from desk.services.cash_book import CashBook, cash_book
from desk.services.money_words import WAY_WORDS
from desk.services.search import find
from desk.services.till import Owing, owing
from desk.ui import background, style
from desk.ui.money.book_table_model import BookTableModel, OwingTableModel
from desk.ui.page import Page
from desk.ui.session import PapersWanted, PrintAsked, Session
from desk.ui.widgets.labels import Strip, buddy, label
from desk.ui.widgets.tables import show_rows
from desk.ui.widgets.typed_day import day_of
from desk.ui.wording import failure_words
from desk.vocabulary import PaidBy, PaperForm

BOOK, OWING = 0, 1


@dataclass(frozen=True)
class _Read:
    book: CashBook
    owing: tuple[Owing, ...]


class MoneyPage(Page):
    """Shows one day, today by itself.

    Signals:
        charges_asked: the till of a dossier (its number) shall be opened.
    """

    charges_asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.field, self.day, self.message = QLineEdit(), QLineEdit(), Strip()
        self.today = QPushButton(self.tr("Hôm nay   Ctrl+T"))
        self.today.setAccessibleName(self.tr("Hôm nay"))
        self.views = (QPushButton(), QPushButton())
        self.book, self.owing = BookTableModel(), OwingTableModel()
        self.tables = (QTableView(), QTableView())
        self.empty = (label("", "muted", wrap=True), label("", "muted", wrap=True))
        self.totals, self.series = label("", "", wrap=True), label("", "small", wrap=True)
        self.sum, self._hint = label("", "moment"), label("", "small")
        self._stack = QStackedWidget()
        self._asked = 0
        self._day: dt.date | None = None
        self._lay_out()
        self._connect()
        self.choose(BOOK)

    def _connect(self) -> None:
        self.today.clicked.connect(self.show_today)
        for at, button in enumerate(self.views):
            button.clicked.connect(lambda _checked=False, at=at: self.choose(at))
        for table in self.tables:
            table.activated.connect(self._open)
        for keys, act in (
            ("Ctrl+1", lambda: self.choose(BOOK)), ("Ctrl+2", lambda: self.choose(OWING)),
            ("Ctrl+T", self.show_today), ("Ctrl+PgUp", lambda: self.turn(-1)), ("Ctrl+PgDown", lambda: self.turn(1)),
            ("F5", self.refresh), ("F8", self.print_again),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- what the frame asks ------------------------------------------------------------------------------------------

    def first_field(self) -> QWidget:
        """Where a dossier's number is typed."""
        return self.field

    def refresh(self) -> None:
        """Read the day anew."""
        day = self._day or self._now()
        self._asked += 1
        asked, desk, officer = self._asked, self.session.desk, self.session.officer

        def show(found: _Read) -> None:
            if asked == self._asked:
                self._show(found)

        def read() -> _Read:
            return _Read(cash_book(desk, officer, day), owing(desk, officer))

        background.run(read, show, self._say)

    def papers_wanted(self) -> PapersWanted:
        """The book of the day that is shown."""
        return PapersWanted(PaperForm.CASH_BOOK, ((self._day or self._now()).isoformat(),))

    def take_scan(self, scan: Scan) -> bool:
        """A slip opens the till of its dossier."""
        if isinstance(scan, CardScan):
            return False
        self.charges_asked.emit(scan.number)
        return True

    # --- what an officer asks -----------------------------------------------------------------------------------------

    def choose(self, view: int) -> None:
        """The book, or who owes."""
        self._stack.setCurrentIndex(view)
        for at, button in enumerate(self.views):
            button.setChecked(at == view)
        self._hint.setText(
            self.tr("Trong bảng: Enter xem khoản thu của hồ sơ · F8 in lại phiếu · Ctrl+PgUp Ctrl+PgDn đổi ngày")
            if view == BOOK
            else self.tr("Trong bảng: Enter thu tiền của hồ sơ")
        )

    def show_today(self) -> None:
        """Back to today."""
        self._day = None
        self.refresh()

    def turn(self, days: int) -> None:
        """The day before or after; there is no book of tomorrow."""
        day = min((self._day or self._now()) + dt.timedelta(days=days), self._now())
        self._day = None if day == self._now() else day
        self.refresh()

    def print_again(self) -> None:
        """One more copy of the receipt that is chosen in the book."""
        row = self.tables[BOOK].currentIndex().row()
        if self._stack.currentIndex() == BOOK and row >= 0:
            self.session.print_asked.emit(PrintAsked(PaperForm.FEE_RECEIPT, self.book.lines[row].number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the till of what was typed, or shows the day that was typed."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif self.day.hasFocus():
            self._take_day()
        elif self.field.hasFocus() and self.field.text().strip():
            self._seek(self.field.text().strip())

    def _take_day(self) -> None:
        try:
            day = day_of(self.day.text())
        except BadValue:
            self.message.say(self.tr("Ngày này không có thật; hãy gõ như 23/11/2026."), "fault")
            return
        self.message.silence()
        self._day = None if day >= self._now() else day
        self.refresh()

    def _seek(self, typed: str) -> None:
        desk, officer = self.session.desk, self.session.officer

        def found(numbers: list[str]) -> None:
            if len(numbers) == 1 or typed in numbers:
                self.message.silence()
                self.field.clear()
                self.charges_asked.emit(typed if typed in numbers else numbers[0])
            else:
                words = (
                    self.tr("“{typed}” khớp nhiều hồ sơ; hãy gõ thêm, hoặc tìm bằng Ctrl+K rồi bấm F6.")
                    if numbers
                    else self.tr("Không có hồ sơ nào khớp “{typed}”.")
                )
                self.message.say(words.format(typed=typed[:40]), "warn")

        background.run(lambda: [one.number for one in find(desk, officer, typed, 5)], found, self._say)

    def _open(self, index: QModelIndex) -> None:
        if self._stack.currentIndex() == OWING:
            self.charges_asked.emit(self.owing.lines[index.row()].number)
        else:
            self.charges_asked.emit(self.book.lines[index.row()].dossiers[0])

    # --- showing ------------------------------------------------------------------------------------------------------

    def _now(self) -> dt.date:
        return vietnam_day(self.session.desk.clock.now())

    def _show(self, found: _Read) -> None:
        book = found.book
        self.message.silence()
        if not self.day.hasFocus():
            self.day.setText(f"{book.day:%d/%m/%Y}")
        self.book.show(book.lines)
        self.owing.show(found.owing)
        self.views[BOOK].setText(self.tr("Sổ quỹ trong ngày: {count}   Ctrl+1").format(count=len(book.lines)))
        self.views[OWING].setText(self.tr("Còn nợ: {count}   Ctrl+2").format(count=len(found.owing)))
        for button in self.views:
            button.setAccessibleName(button.text().partition("   ")[0])
        self.empty[BOOK].setText(
            self.tr("Ngày {day} chưa thu khoản nào. Gõ số hồ sơ ở trên rồi Enter để thu tiền.").format(
                day=f"{book.day:%d/%m/%Y}"
            )
        )
        self.empty[OWING].setText(self.tr("Không hồ sơ nào còn nợ phí, lệ phí."))
        for at, lines in ((BOOK, len(book.lines)), (OWING, len(found.owing))):
            self.tables[at].setVisible(bool(lines))
            self.empty[at].setVisible(not lines)
        self.sum.setText(format_vnd(book.by_way[PaidBy.CASH].net))  # what lies in the drawer can be counted against it
        told = [
            f"{WAY_WORDS[way][:1].upper()}{WAY_WORDS[way][1:]}: {format_vnd(total.net)}"
            for way, total in book.by_way.items()
            if way is not PaidBy.CASH and (total.receipts or total.refunds or total.voids)
        ]
        told.append(self.tr("Thu cả ngày: {amount}").format(amount=format_vnd(book.total.net)))
        if book.total.voids or book.total.refunds:
            back = ((self.tr("đã hủy"), book.total.voids), (self.tr("đã hoàn"), book.total.refunds))
            words = ", ".join(f"{what} {format_vnd(amount)}" for what, amount in back if amount)
            told.append(f"{words[:1].upper()}{words[1:]}")
        self.totals.setText("\n".join(told))
        series = self.tr("{count} phiếu, {first} đến {last}, không thiếu số.") if book.count > 1 else "{first}"
        told_series = series.format(count=book.count, first=book.first, last=book.last)
        self.series.setText(told_series if book.first and not book.missing else "")

    def _say(self, fault: Exception) -> None:
        self.message.say(failure_words(fault), "fault")

    # --- layout -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.field.setPlaceholderText(self.tr("Số hồ sơ, tên hoặc quét giấy tiếp nhận, rồi Enter"))
        self.day.setFixedWidth(120)
        head = QHBoxLayout()
        head.setSpacing(style.S)
        head.addWidget(buddy(self.tr("Thu tiền &hồ sơ"), self.field))
        head.addWidget(self.field, 1)
        head.addWidget(buddy(self.tr("N&gày"), self.day))
        head.addWidget(self.day)
        head.addWidget(self.today)
        chips = QHBoxLayout()
        chips.setSpacing(style.S)
        for button in self.views:
            button.setCheckable(True)
            button.setProperty("role", "filter")
            chips.addWidget(button)
        chips.addStretch(1)
        self._lay_tables()
        left, right = QFrame(self), QFrame(self)
        for sheet in (left, right):
            sheet.setObjectName("paper")
        whole = QVBoxLayout(left)
        whole.setContentsMargins(style.L, style.M, style.L, style.M)
        whole.setSpacing(style.S)
        whole.addWidget(label(self.tr("Thu tiền"), "title"))
        whole.addLayout(head)
        whole.addWidget(self.message)
        whole.addLayout(chips)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self._hint)
        side = QVBoxLayout(right)
        side.setContentsMargins(style.L, style.M, style.L, style.M)
        side.addWidget(label(self.tr("TIỀN MẶT CỦA NGÀY"), "section"))
        for one in (self.sum, self.totals, self.series):
            side.addWidget(one)
        side.addStretch(1)
        right.setFixedWidth(280)
        page = QHBoxLayout(self)
        page.setContentsMargins(style.L, style.L, style.L, style.L)
        page.setSpacing(style.L)
        page.addWidget(left, 1)
        page.addWidget(right)

    def _lay_tables(self) -> None:
        names = (self.tr("Sổ quỹ trong ngày"), self.tr("Hồ sơ còn nợ"))
        widths = (
            {BookTableModel.NUMBER: 132, BookTableModel.TIME: 64, BookTableModel.AMOUNT: 116, BookTableModel.WAY: 108,
             BookTableModel.DOSSIERS: 176, BookTableModel.OFFICER: 130},
            {OwingTableModel.NUMBER: 190, OwingTableModel.STATUS: 190, OwingTableModel.OWED: 140},
        )  # fmt: skip
        stretched = (BookTableModel.WORDS, OwingTableModel.APPLICANT)
        for at, (table, model) in enumerate(zip(self.tables, (self.book, self.owing), strict=True)):
            table.setModel(model)
            show_rows(table)
            table.setAccessibleName(names[at])
            header = table.horizontalHeader()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setSectionResizeMode(stretched[at], QHeaderView.ResizeMode.Stretch)
            for column, width in widths[at].items():
                table.setColumnWidth(column, width)
            holder = QWidget()
            inner = QVBoxLayout(holder)
            inner.setContentsMargins(0, 0, 0, 0)
            self.empty[at].setAlignment(Qt.AlignmentFlag.AlignCenter)
            inner.addWidget(table, 1)
            inner.addWidget(self.empty[at], 1)
            self._stack.addWidget(holder)

"""The window that closes a day: the sheets so far, what the chosen one says, and the key that makes today's."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desk.services.day_close import Sheet, close_day, close_state, draft_of_today, export_sheet, sheets
from desk.services.day_figures import without_money
from desk.services.sign_in import may
from desk.ui import background, style
from desk.ui.session import PrintAsked, Session
from desk.ui.widgets.file_dialog import file_dialog
from desk.ui.widgets.labels import Strip, label
from desk.ui.wording import failure_words
from desk.vocabulary import PaperForm

LIST_WIDTH = 340


class DayCloseDialog(QDialog):
    """Today on top, below it the sheets from new to old; a leader closes with F9, which also prints.

    Signals:
        closed: a day was closed.
        preview_asked: form and number of a paper to look at.
    """

    closed = Signal()
    preview_asked = Signal(object, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.shown: list[Sheet] = []
        self._waits = False
        self.setWindowTitle(self.tr("Khóa sổ ngày"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1060, 620)
        self.list, self.figures, self.message = QListWidget(), QTableWidget(0, 2), Strip()
        self.list.setAccessibleName(self.tr("Các tờ khóa sổ"))
        self.figures.setAccessibleName(self.tr("Số liệu của tờ"))
        self.head = label("", "muted", wrap=True)
        self.head.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = self._button(self.tr("Khóa sổ và in   F9"), "F9", self.close_now)
        self._close.setProperty("role", "primary")
        self.again = self._button(self.tr("In lại tờ này   F8"), "F8", self.print_again)
        self.preview = self._button(self.tr("Xem giấy   F3"), "F3", self.show_paper)
        self.export = self._button(self.tr("Tệp cho cấp trên   Ctrl+S"), "Ctrl+S", self.ask_file)
        self._lay_out()
        self.list.currentRowChanged.connect(lambda _row: self._show_chosen())
        self.load()
        self.list.setFocus()

    def load(self) -> None:
        """Read the sheets and what today's would say."""
        desk, officer = self.session.desk, self.session.officer

        def read() -> tuple[bool, list[Sheet]]:
            return close_state(desk).today_waits, [draft_of_today(desk, officer), *sheets(desk, officer)]

        background.run(read, self._show, self._fault)

    def chosen(self) -> Sheet | None:
        """The sheet of the current line; numbered 0 for today's that is not made yet."""
        row = self.list.currentRow()
        return self.shown[row] if 0 <= row < len(self.shown) else None

    def close_now(self) -> None:
        """Close today and print the sheet."""
        if self._close.isEnabled():
            self._close.setEnabled(False)
            desk, officer = self.session.desk, self.session.officer
            background.run(lambda: close_day(desk, officer), self._closed, self._fault)

    def print_again(self) -> None:
        """Print the chosen sheet once more."""
        one = self.chosen()
        if one is not None and one.number:
            self.session.print_asked.emit(PrintAsked(PaperForm.DAY_CLOSE, str(one.number)))
            self.message.say(self.tr("Đã gửi in tờ số {number}.").format(number=one.number), "good")

    def show_paper(self) -> None:
        """Look at the chosen sheet as paper; today's is a preview."""
        one = self.chosen()
        if one is not None:
            self.preview_asked.emit(PaperForm.DAY_CLOSE, str(one.number) if one.number else str(one.last_day))

    def ask_file(self) -> QFileDialog | None:
        """Ask where the file for the upper level shall be written."""
        one = self.chosen()
        if one is None or not one.number or not self.export.isEnabled():
            return None
        heading = self.tr("Ghi tệp của tờ số {number} cho cấp trên giữ").format(number=one.number)
        name = f"khoa-so-{one.number}-{one.last_day}.json"
        dialog = file_dialog(self, heading, self.tr("Tệp JSON (*.json)"), self.tr("Ghi"), name)
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(lambda file: self.write(one.number, Path(file)))
        dialog.open()
        return dialog

    def write(self, number: int, file: Path) -> None:
        """Write the file for the upper level."""
        desk, officer = self.session.desk, self.session.officer
        background.run(lambda: export_sheet(desk, officer, number, file), self._written, self._fault)

    # --- outcomes -----------------------------------------------------------------------------------------------------

    def _show(self, read: tuple[bool, list[Sheet]]) -> None:
        self._waits, found = read
        self.shown = found
        self.list.clear()
        for one in found:
            item = QListWidgetItem(self._words_of(one))
            if one.missed:
                item.setForeground(QBrush(QColor(style.current().fault)))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._show_chosen()

    def _words_of(self, one: Sheet) -> str:
        days = f"{one.last_day:%d/%m/%Y}"
        if one.first_day != one.last_day:
            days = f"{one.first_day:%d/%m} – {days}"
        if not one.number and not self._waits:
            return self.tr("Hôm nay: không có việc mới cần khóa")
        if not one.number:
            return self.tr("Hôm nay, chưa khóa: {count} mục mới").format(count=one.entries)
        if one.missed:
            return self.tr("Tờ số {number}: {days}, không ai khóa").format(number=one.number, days=days)
        return self.tr("Tờ số {number}: {days}").format(number=one.number, days=days)

    def _show_chosen(self) -> None:
        one, leads = self.chosen(), may(self.session.officer, "close-day")
        made = one is not None and one.number > 0
        self._close.setEnabled(leads)
        self._close.setToolTip("" if leads else self.tr("Chỉ lãnh đạo khóa sổ"))
        self.again.setEnabled(made)
        self.export.setEnabled(made and leads)
        self.figures.setRowCount(0)
        if one is None:
            return
        seen = one.sections if may(self.session.officer, "charge") else without_money(one.sections)
        for title, lines in seen:
            self._add_row(title, "", strong=True)
            for what, much in lines:
                self._add_row(what, much)
        groups = " ".join(one.head[at : at + 4].upper() for at in range(0, 32, 4))
        self.head.setText(self.tr("Mục cuối {seq}: {groups}").format(seq=one.last_seq, groups=groups))

    def _add_row(self, what: str, much: str, *, strong: bool = False) -> None:
        row = self.figures.rowCount()
        self.figures.insertRow(row)
        for column, words in enumerate((what, much)):
            item = QTableWidgetItem(words)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            if strong:
                font = QFont(item.font())
                font.setBold(True)
                item.setFont(font)
            if column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.figures.setItem(row, column, item)

    def _closed(self, made: tuple[Sheet, ...]) -> None:
        newest = made[-1]
        self.session.print_asked.emit(PrintAsked(PaperForm.DAY_CLOSE, str(newest.number)))
        words = self.tr("Đã khóa sổ, tờ số {number} đang in: ký, đóng dấu và giữ lại.").format(number=newest.number)
        if len(made) > 1:
            words += " " + self.tr("Có ngày trước không ai khóa: xem tờ số {number}.").format(number=made[0].number)
        self.message.say(words, "warn" if len(made) > 1 else "good")
        self.closed.emit()
        self.load()

    def _written(self, file: Path) -> None:
        self.message.say(self.tr("Đã ghi {file}: gửi cấp trên giữ.").format(file=file.name), "good")

    def _fault(self, fault: Exception) -> None:
        self.message.say(failure_words(fault), "fault")
        self._close.setEnabled(may(self.session.officer, "close-day"))

    # --- layout -------------------------------------------------------------------------------------------------------

    def _button(self, words: str, key: str, pressed: object) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words.partition("   ")[0])
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        QShortcut(QKeySequence(key), self).activated.connect(button.click)
        return button

    def _lay_out(self) -> None:
        self.list.setFixedWidth(LIST_WIDTH)
        header = self.figures.horizontalHeader()
        header.hide()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.figures.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.figures.verticalHeader().hide()
        self.figures.setWordWrap(True)
        self.figures.setShowGrid(False)
        self.figures.setTabKeyNavigation(False)
        middle = QHBoxLayout()
        middle.setSpacing(style.M)
        middle.addWidget(self.list)
        right = QVBoxLayout()
        right.addWidget(self.figures, 1)
        right.addWidget(self.head)
        middle.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._close)
        buttons.addStretch(1)
        for one in (self.preview, self.again, self.export):
            buttons.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(style.L, style.L, style.L, style.L)
        layout.setSpacing(style.M)
        layout.addWidget(label(self.tr("Khóa sổ ngày"), "title"))
        layout.addWidget(self.message)
        layout.addLayout(middle, 1)
        layout.addLayout(buttons)

"""The papers of this window on their way: what came out, what did not, and sending it again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desk.ui import style
from desk.ui.papers.paper_names import PAPER_WORDS
from desk.ui.papers.print_room import JobShown, PrintRoom, Stand
from desk.ui.papers.print_wording import printer_name
from desk.ui.papers.printer_box import PrinterBox
from desk.ui.widgets.chips import Chip, ChipDelegate
from desk.ui.widgets.labels import Strip, buddy, label
from desk.ui.widgets.tables import show_rows

_CHIPS = {
    Stand.QUEUED: Chip("Đang gửi", "processing", ""),
    Stand.SENT: Chip("Chờ máy in", "waiting", ""),
    Stand.PRINTING: Chip("Đang in", "processing", ""),
    Stand.DONE: Chip("Đã in", "ready", "good"),
    Stand.FAILED: Chip("Chưa in được", "overdue", "fault"),
    Stand.STOPPED: Chip("Máy in đã dừng", "overdue", "fault"),
}
_WIDTHS = {0: 180, 2: 120, 3: 190, 4: 170}  # the paper's name takes the rest


class PrintRoomDialog(QDialog):
    """A list with one paper a row; it follows the room while it is open."""

    def __init__(self, room: PrintRoom, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._keys: list[int] = []
        self.setWindowTitle(self.tr("Giấy đã gửi in"))
        self.setMinimumSize(800, 400)
        self.resize(1060, 480)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.table = self._make_table()
        self.message = Strip()
        self.printer = PrinterBox(room.session, same=True)
        self.again = QPushButton(self.tr("In &lại (cùng số bản)   F5"))
        self.again.setAccessibleName(self.tr("In lại cùng số bản"))
        self.again.setProperty("role", "primary")
        self.drop = QPushButton(self.tr("&Bỏ   Delete"))
        self.drop.setAccessibleName(self.tr("Bỏ giấy này, không in nữa"))
        self.leave = QPushButton(self.tr("Đóng   &Esc"))
        self.leave.setAccessibleName(self.tr("Đóng"))
        for button, answer in ((self.again, self.send_again), (self.drop, self.give_up), (self.leave, self.reject)):
            button.setAutoDefault(False)
            button.clicked.connect(answer)
        QShortcut(QKeySequence(Qt.Key.Key_F5), self).activated.connect(self.send_again)
        QShortcut(QKeySequence(Qt.Key.Key_Delete), self).activated.connect(self.give_up)
        self._lay_out()
        self.table.itemSelectionChanged.connect(self._show_chosen)
        room.changed.connect(self.refresh)
        self.refresh()
        room.look()
        (self.table if self._keys else self.leave).setFocus()

    def chosen(self) -> JobShown | None:
        """The paper of the current row."""
        row = self.table.currentRow()
        jobs = self._room.jobs
        return jobs[row] if 0 <= row < len(jobs) else None

    def refresh(self) -> None:
        """Show the room as it is; the same paper stays chosen, else the newest that wants somebody."""
        jobs = self._room.jobs
        key = self._keys[self.table.currentRow()] if self.table.currentRow() >= 0 else None
        self._keys = [job.key for job in jobs]
        self.table.blockSignals(True)
        self.table.setRowCount(len(jobs))
        for row, job in enumerate(jobs):
            self._fill(row, job)
        waits = next((row for row, job in enumerate(jobs) if job.fault), 0)
        row = self._keys.index(key) if key in self._keys else waits
        if jobs:
            self.table.selectRow(row)
        self.table.blockSignals(False)
        self._sheet.setCurrentIndex(0 if jobs else 1)
        self._show_chosen()

    def send_again(self) -> None:
        """Send the chosen paper once more, to the printer chosen below."""
        job = self.chosen()
        if job is not None and self.again.isEnabled():
            self._room.print_again(job.key, self.printer.chosen())

    def give_up(self) -> None:
        """Forget the chosen paper."""
        job = self.chosen()
        if job is not None and self.drop.isEnabled():
            self._room.forget(job.key)

    def _show_chosen(self) -> None:
        job = self.chosen()
        self.again.setEnabled(job is not None and bool(job.fault))
        self.drop.setEnabled(job is not None and job.stand is not Stand.QUEUED)
        if job is not None and job.fault:
            self.message.say(job.fault, "fault")
        else:
            self.message.silence()

    def _fill(self, row: int, job: JobShown) -> None:
        chip = _CHIPS[job.stand]
        copy = self.tr("chưa có") if job.copy is None else self.tr("bản {copy}").format(copy=job.copy)
        if job.copy is not None and (job.asked.copies or 1) > 1:
            copy = self.tr("{copy} × {copies} tờ").format(copy=copy, copies=job.asked.copies)
        printer = printer_name(job.printer) or self.tr("mặc định")
        for column, text in enumerate((job.asked.number, PAPER_WORDS[job.asked.form], copy, printer, chip.words)):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            if column == 4:
                item.setData(Qt.ItemDataRole.UserRole, chip)
            self.table.setItem(row, column, item)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 5)
        words = (self.tr("Số hồ sơ"), self.tr("Giấy"), self.tr("Bản"), self.tr("Máy in"), self.tr("Tình trạng"))
        table.setHorizontalHeaderLabels(words)
        table.setAccessibleName(self.tr("Giấy đã gửi in"))
        show_rows(table)
        table.setItemDelegate(ChipDelegate(table))
        header = table.horizontalHeader()
        for column in range(5):
            stretch = column not in _WIDTHS
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(column, mode)
            if not stretch:
                table.setColumnWidth(column, _WIDTHS[column])
        return table

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(style.XL, style.L, style.XL, style.L)
        column.setSpacing(style.M)
        column.addWidget(label(self.tr("Giấy đã gửi in"), "title"))
        empty = label(
            self.tr("Chưa gửi in giấy nào từ khi mở chương trình. Lưu hồ sơ bằng F9 thì giấy được in ngay."),
            "muted",
            wrap=True,
        )
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sheet = QStackedWidget()
        self._sheet.addWidget(self.table)
        self._sheet.addWidget(empty)
        column.addWidget(self._sheet, 1)
        column.addWidget(self.message)
        row = QHBoxLayout()
        row.setSpacing(style.M)
        row.addWidget(buddy(self.tr("&Máy in"), self.printer))
        row.addWidget(self.printer, 1)
        row.addWidget(self.again)
        row.addWidget(self.drop)
        row.addWidget(self.leave)
        column.addLayout(row)

"""The printers of this machine: what each does, which one papers go to, where PDF files are kept, and a test page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desk.errors import FolderNotWritable
from desk.printing.printers.printer import JobSeen, JobState
from desk.settings import Settings, read_settings
from desk.ui import background, style
from desk.ui.office.section import MachineSection
from desk.ui.papers.print_wording import FOLDER_WORDS, printer_name, printer_words, reason_words
from desk.ui.session import Session
from desk.ui.widgets.chips import Chip, ChipDelegate
from desk.ui.widgets.labels import buddy, label
from desk.ui.widgets.tables import show_rows
from desk.ui.wording import failure_words
from desk.vocabulary import PDF_FOLDER

LOOK_MILLISECONDS = 1_500
LOOKS = 20  # half a minute: then the printer is said to be silent
NAME, STATE, USED = range(3)
PrinterLine = tuple[str, str, bool, bool]  # name, what it does, whether it is in trouble, whether it is the default


class PrintersSection(MachineSection):
    """A table to choose from; the choice and the folder are settings of this machine."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.tr("Máy in"))
        self.table, self.folder = QTableWidget(0, 3), QLineEdit()
        self.choose_button = QPushButton(self.tr("&Dùng máy này   Enter"))
        self.auto_button = QPushButton(self.tr("&Theo máy tính   Del"))
        self.test_button = QPushButton(self.tr("In trang t&hử   F8"))
        self.ask_button = QPushButton(self.tr("Tìm &lại   F5"))
        self.chosen: str | None = None
        self._stored: str | None = None
        self._found: list[PrinterLine] = []
        self._asked, self._testing, self._looks = 0, False, 0
        self._job: tuple[str, str] | None = None
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_MILLISECONDS)
        self._look.timeout.connect(self._look_at_job)
        self._lay_out()
        self.choose_button.clicked.connect(self.choose)
        self.auto_button.clicked.connect(self.choose_none)
        self.test_button.clicked.connect(self.print_test)
        self.ask_button.clicked.connect(self.entered)
        self.folder.textChanged.connect(self.edited)
        self.table.cellDoubleClicked.connect(self.choose)
        self.table.installEventFilter(self)

    # --- settings -----------------------------------------------------------------------------------------------------

    def first_field(self) -> QWidget:
        """The table."""
        return self.table

    def keys(self) -> dict[str, Any]:
        """The default printer and the folder."""
        folder = self.folder.text().strip()
        return {"printer": self.chosen, "pdf_folder": Path(folder) if folder else None}

    def show_settings(self, settings: Settings) -> None:
        """Show what the file says."""
        self.chosen = self._stored = settings.printer
        self.folder.setText("" if settings.pdf_folder is None else str(settings.pdf_folder))
        self._fill()

    def words_of(self, fault: Exception) -> str:
        """The folder must be there."""
        if isinstance(fault, FolderNotWritable) and self.folder.text().strip():
            words = self.tr("Không ghi được vào {place}; hãy gõ đường dẫn đầy đủ của một thư mục đã có và ghi được.")
            return words.format(place=fault.facts["place"])
        return super().words_of(fault)

    def field_of(self, fault: Exception) -> QWidget | None:
        """The folder is the one thing that is typed."""
        return self.folder if isinstance(fault, FolderNotWritable) else None

    def say_saved(self) -> None:
        """Ask anew which printer is the default."""
        super().say_saved()
        self._stored = self.chosen
        self.entered()

    # --- printers -----------------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Ask for the printers as they are now."""
        self._asked += 1
        asked, desk = self._asked, self.session.desk

        def work() -> list[PrinterLine]:
            from desk.services.printing_jobs import printers

            found = printers(desk)
            return [(one.name, _state_words(printer_words(one)), one.trouble, one.default) for one in found]

        def take(found: list[PrinterLine]) -> None:
            if asked == self._asked:
                self._found = found
                self._fill()

        self.ask_button.setText(self.tr("Đang tìm…"))
        background.run(work, take, self._miss)

    def _miss(self, fault: Exception) -> None:
        self.ask_button.setText(self.tr("Tìm &lại   F5"))
        self.message.say(failure_words(fault), "fault")

    def _fill(self) -> None:
        """Show the printers; the one that stands out keeps standing out."""
        self.ask_button.setText(self.tr("Tìm &lại   F5"))
        row = self.table.currentRow()
        found = list(self._found)
        if self.chosen and found and self.chosen not in {name for name, *_ in found}:
            found.insert(0, (self.chosen, self.tr("không tìm thấy"), True, False))
        self.table.setRowCount(len(found))
        for at, (name, words, trouble, default) in enumerate(found):
            state = Chip(words, "overdue" if trouble else "ready", "fault" if trouble else "good")
            self._set(at, NAME, printer_name(name), None)
            self._set(at, STATE, words, state)
            used = self.tr("mặc định") if name == self.chosen else ""
            if default and self.chosen is None and self._stored is None:
                used = self.tr("theo máy tính")
            self._set(at, USED, used, Chip(used, "returned", "") if used else None)
            item = self.table.item(at, NAME)
            if item is not None:
                item.setData(Qt.ItemDataRole.UserRole + 1, name)
        if found:
            self.table.setCurrentCell(max(0, min(row, len(found) - 1)), NAME)
        none = self.chosen is None
        self.auto_button.setText(self.tr("✓ Theo máy tính") if none else self.tr("&Theo máy tính   Del"))
        self.auto_button.setEnabled(not none)
        for button in (self.choose_button, self.test_button):
            button.setEnabled(bool(found))

    def current(self) -> str | None:
        """The printer that stands out."""
        item = self.table.item(self.table.currentRow(), NAME)
        return None if item is None else str(item.data(Qt.ItemDataRole.UserRole + 1))

    def choose(self) -> None:
        """Send papers to this printer when none is chosen."""
        name = self.current()
        if name is not None:
            self.chosen = name
            self._fill()
            self.edited.emit()

    def choose_none(self) -> None:
        """Send papers to the printer that the system calls its default."""
        self.chosen = None
        self._fill()
        self.edited.emit()

    # --- test page ----------------------------------------------------------------------------------------------------

    def print_test(self) -> None:
        """Print the test page and say how far it has come."""
        name = self.current()
        if name is None or self._testing:
            return
        self._testing, desk, officer = True, self.session.desk, self.session.officer
        self.message.say(self.tr("Đang gửi trang thử tới {printer}…").format(printer=printer_name(name)), "warn")

        def work() -> tuple[str, str, Path]:
            from desk.services.trial_pages import print_trial_page

            job = print_trial_page(desk, officer, name)
            return job.job, job.printer, read_settings(desk.home.settings).pdf_folder or desk.home.papers

        background.run(work, self._take_job, self._miss_job)

    def _take_job(self, taken: tuple[str, str, Path]) -> None:
        job, printer, folder = taken
        if printer == PDF_FOLDER:
            self._testing = False
            words = self.tr("Đã ghi trang thử vào tệp {file} trong {folder}.")
            self.message.say(words.format(file=job, folder=folder), "good")
            return
        self._job, self._looks = (job, printer), 0
        self._look_at_job()

    def _miss_job(self, fault: Exception) -> None:
        self._testing = False
        self.message.say(failure_words(fault), "fault")

    def _look_at_job(self) -> None:
        if self._job is None:
            return
        job, printer = self._job

        def work() -> JobSeen:
            from desk.services.printing_jobs import job_state

            return job_state(job, printer)

        background.run(work, self._show_job, self._miss_job)

    def _show_job(self, seen: JobSeen) -> None:
        self._looks += 1
        words, tone, over = job_words(seen, "" if self._job is None else self._job[1])
        over = over or self._looks >= LOOKS
        self.message.say(words, tone)
        if over:
            self._testing, self._job = False, None
        else:
            self._look.start()

    def stop(self) -> None:
        """Look at no printer any more."""
        self._look.stop()

    def hideEvent(self, event: object) -> None:
        """What is not seen asks no printer."""
        self._look.stop()
        self._testing, self._job = False, None
        super().hideEvent(event)  # type: ignore[arg-type]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter chooses, Del leaves the choice to the system."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.choose()
                return True
            if event.key() == Qt.Key.Key_Delete:
                self.choose_none()
                return True
        return super().eventFilter(watched, event)

    # --- layout -------------------------------------------------------------------------------------------------------

    def _set(self, row: int, column: int, words: str, chip: Chip | None) -> None:
        item = QTableWidgetItem(words)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setToolTip(words)
        if chip is not None:
            item.setData(Qt.ItemDataRole.UserRole, chip)
        self.table.setItem(row, column, item)

    def _lay_out(self) -> None:
        words = self.tr("Giấy tờ tới máy in mặc định khi không chọn máy khác; “Theo máy tính” là máy hệ thống đặt sẵn.")
        self.body.addWidget(label(words, "small", wrap=True))
        table = self.table
        table.setHorizontalHeaderLabels([self.tr("Máy in"), self.tr("Tình trạng"), self.tr("Dùng")])
        table.setAccessibleName(self.tr("Máy in"))
        table.setItemDelegate(ChipDelegate(table))
        show_rows(table)
        header = table.horizontalHeader()
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(STATE, 300)
        table.setColumnWidth(USED, 150)
        self.body.addWidget(table, 1)
        row = QHBoxLayout()
        row.setSpacing(style.S)
        for button in (self.choose_button, self.auto_button, self.test_button, self.ask_button):
            button.setAccessibleName(button.text().replace("&", "").partition("   ")[0])
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        pair = QVBoxLayout()
        pair.setSpacing(style.XS)
        pair.addWidget(buddy(self.tr("Thư &mục giữ tệp PDF"), self.folder))
        self.folder.setPlaceholderText(str(self.session.home.papers))
        self.folder.setMaxLength(1000)
        self.folder.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        pair.addWidget(self.folder)
        self.body.addLayout(pair)


def job_words(seen: JobSeen, printer: str) -> tuple[str, str, bool]:
    """How far a test page has come: a sentence, its tone, and whether this is the end."""
    name, why = printer_name(printer), reason_words(seen.reason) if seen.reason else ""
    because = f": {why}" if why else ""
    if seen.state is JobState.DONE:
        return f"{name} đã in xong trang thử; hãy xem chữ, thước và khung trên giấy.", "good", True
    if seen.state is JobState.PRINTING:
        return f"{name} đang in trang thử…", "warn", False
    if seen.state is JobState.WAITING:
        return f"Trang thử đang chờ ở {name}{because}.", "warn", False
    if seen.state is JobState.UNKNOWN:
        return f"Đã gửi trang thử tới {name}; máy in không báo lại, hãy xem khay giấy.", "warn", True
    because = because or ": lệnh in đang dừng"
    return f"{name} chưa in trang thử{because}; hãy kiểm tra máy in rồi thử lại.", "fault", True


def _state_words(words: str) -> str:
    """What a printer does, without its name."""
    return "sẵn sàng" if words == FOLDER_WORDS else words.rpartition(" – ")[2]

"""What a changed calendar would move, before it is saved: all open dossiers are counted, then it is all or nothing."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desk.errors import Cancelled
from desk.services.calendar_changing import CalendarPreview, Move, preview_calendar, save_calendar
from desk.services.desk import Office
from desk.ui import background, style
from desk.ui.calendar.draft import CalendarDraft
from desk.ui.session import Session
from desk.ui.widgets.labels import Strip, label
from desk.ui.widgets.rows_model import Index, RowsModel
from desk.ui.widgets.tables import show_rows
from desk.ui.wording import failure_words, moment_short, procedure_short

MOST_LINES = 6


class MovesModel(RowsModel):
    """One row a dossier that moves."""

    NUMBER, APPLICANT, PHONE, PROCEDURE, PROMISED, BEFORE, AFTER, SLIP = range(8)

    def __init__(self) -> None:
        super().__init__()
        self._headings = (
            self.tr("Số hồ sơ"), self.tr("Người nộp"), self.tr("Điện thoại"), self.tr("Thủ tục"),
            self.tr("Đã hẹn (giữ nguyên)"), self.tr("Hạn đang tính"), self.tr("Hạn mới"), self.tr("Giấy hẹn"),
        )  # fmt: skip
        self.moves: tuple[Move, ...] = ()

    def show(self, moves: tuple[Move, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self.moves = moves
        self.endResetModel()

    def shown(self) -> tuple[Move, ...]:
        """The rows."""
        return self.moves

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        one = self.moves[index.row()]
        return (
            one.number, one.applicant, one.phone or "", procedure_short(one.procedure_name),
            moment_short(one.promised_at), moment_short(one.before), moment_short(one.after),
            self.tr("đã in") if one.printed else "",
        )[index.column()]  # fmt: skip


class MovesDialog(QDialog):
    """Counts with progress, can be stopped, and saves all or nothing.

    Signals:
        saved: the calendar is the office's now (`Office`), and so many dossiers moved.
    """

    saved = Signal(object, int)

    def __init__(self, session: Session, draft: CalendarDraft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.draft = session, draft
        self.found: CalendarPreview | None = None
        self._stop = threading.Event()
        self._busy = False
        self.setWindowTitle(self.tr("Xem trước khi lưu lịch"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1180, 620)
        self.model, self.table = MovesModel(), QTableView()
        self.progress, self.told, self.message = QProgressBar(), label("", wrap=True), Strip()
        self.save_button = QPushButton(self.tr("Lưu tất cả   F9"))
        self.leave = QPushButton()
        self._counting, self._nothing = label("", "muted"), label("", "muted", wrap=True)
        self._beside = QStackedWidget()
        self._lay_out()
        self.save_button.clicked.connect(self.save)
        self.leave.clicked.connect(self.reject)
        QShortcut(QKeySequence(Qt.Key.Key_F9), self).activated.connect(self.save_button.click)
        self.count()

    def count(self) -> None:
        """Count what would move."""
        desk, officer, calendar, based_on = (
            self.session.desk, self.session.officer, self.draft.calendar, self.draft.based_on,
        )  # fmt: skip
        self._begin(self.tr("Đang tính lại hạn của hồ sơ đang giải quyết …"))

        def work(report: Any) -> CalendarPreview:
            return preview_calendar(desk, officer, calendar, based_on, self._reporting(report))

        background.run(work, self._show, self._fail, self._tell)

    def save(self) -> None:
        """Make it the office's calendar; all move or none."""
        if self.found is None or self._busy:
            return
        desk, officer, found, source = self.session.desk, self.session.officer, self.found, self.draft.source()
        self._begin(self.tr("Đang lưu lịch và hạn mới …"))

        def work(report: Any) -> tuple[Office, int]:
            return save_calendar(desk, officer, found.calendar, found.based_on, source, self._reporting(report))

        background.run(work, self._done, self._fail, self._tell)

    def reject(self) -> None:
        """Stop what is under way, else leave; nothing has changed."""
        if self._busy:
            self._stop.set()
            self.leave.setEnabled(False)
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Work under way is stopped first; the dialog goes when it has come to its end."""
        self._stop.set()
        super().closeEvent(event)

    # --- what comes back ----------------------------------------------------------------------------------------------

    def _reporting(self, report: Any) -> Any:
        def tell(done: int, total: int) -> bool:
            report(done, total)
            return not self._stop.is_set()

        return tell

    def _begin(self, words: str) -> None:
        self._busy = True
        self._stop.clear()
        self.message.silence()
        self._counting.setText(words)
        self.progress.setRange(0, 0)
        self._beside.setCurrentIndex(0)
        self.save_button.setEnabled(False)
        self.leave.setText(self.tr("Dừng   Esc"))
        self.leave.setAccessibleName(self.tr("Dừng"))

    def _rest(self) -> None:
        self._busy = False
        self.leave.setEnabled(True)
        self.leave.setText(self.tr("Thôi   Esc"))
        self.leave.setAccessibleName(self.tr("Thôi"))

    def _tell(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)

    def _show(self, found: CalendarPreview) -> None:
        self._rest()
        self.found = found
        self.told.setText(moves_words(found))
        self.model.show(found.moves)
        self._nothing.setText(self.tr("Không hồ sơ nào đổi hạn: có thể lưu ngay."))
        self._beside.setCurrentIndex(1 if found.moves else 2)
        if found.moves:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.save_button.setEnabled(True)
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self, outcome: tuple[Office, int]) -> None:
        self._rest()
        office, moved = outcome
        self.saved.emit(office, moved)
        self.accept()

    def _fail(self, fault: Exception) -> None:
        self._rest()
        if isinstance(fault, Cancelled):
            super().reject()
            return
        self._nothing.setText(self.tr("Chưa có gì được lưu."))
        self._beside.setCurrentIndex(2)
        self.message.say(failure_words(fault), "fault")
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- layout -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        show_rows(self.table)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Hồ sơ đổi hạn"))
        for column, width in {
            MovesModel.NUMBER: 172, MovesModel.APPLICANT: 146, MovesModel.PHONE: 110, MovesModel.PROMISED: 164,
            MovesModel.BEFORE: 164, MovesModel.AFTER: 164, MovesModel.SLIP: 76,
        }.items():  # fmt: skip
            self.table.setColumnWidth(column, width)
        self.table.horizontalHeader().setSectionResizeMode(MovesModel.PROCEDURE, QHeaderView.ResizeMode.Stretch)
        self.progress.setAccessibleName(self.tr("Đã tính"))
        self.progress.setTextVisible(False)
        waiting = QWidget()
        middle = QVBoxLayout(waiting)
        middle.addStretch(1)
        middle.addWidget(self._counting, 0, Qt.AlignmentFlag.AlignCenter)
        self.progress.setFixedWidth(420)
        middle.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignCenter)
        middle.addStretch(1)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for one in (waiting, self.table, self._nothing):
            self._beside.addWidget(one)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.save_button.setProperty("role", "primary")
        self.save_button.setAccessibleName(self.tr("Lưu tất cả"))
        for button in (self.leave, self.save_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        page = QVBoxLayout(self)
        page.setContentsMargins(style.XL, style.L, style.XL, style.L)
        page.setSpacing(style.M)
        page.addWidget(label(self.windowTitle(), "title"))
        page.addWidget(self._changes())
        page.addWidget(self.told)
        page.addWidget(self.message)
        page.addWidget(self._beside, 1)
        page.addLayout(buttons)

    def _changes(self) -> QLabel:
        """What is changed, the first lines of it."""
        lines = self.draft.lines()
        shown = [f"• {line[:1].upper()}{line[1:]}" for line in lines[:MOST_LINES]]
        if len(lines) > MOST_LINES:
            shown.append(self.tr("… và {count} thay đổi nữa").format(count=len(lines) - MOST_LINES))
        return label("\n".join(shown), "small", wrap=True)


def moves_words(found: CalendarPreview) -> str:
    """What a change moves, in a sentence or two."""
    opened = _many(found.open)
    if not found.moves:
        return f"Trong {opened} hồ sơ đang giải quyết không hồ sơ nào đổi hạn."
    earlier = len(found.moves) - found.later
    ways = [f"{_many(count)} {words}" for count, words in ((found.later, "muộn hơn"), (earlier, "sớm hơn")) if count]
    words = f"Trong {opened} hồ sơ đang giải quyết, {_many(len(found.moves))} hồ sơ đổi hạn: {', '.join(ways)}."
    if found.printed:
        words += (
            f" {_many(found.printed)} hồ sơ đã in giấy hẹn: lời hẹn trên giấy giữ nguyên, hạn mới hiện bên cạnh;"
            " nên gọi điện báo người nộp."
        )
    return words


def _many(count: int) -> str:
    return f"{count:,}".replace(",", ".")

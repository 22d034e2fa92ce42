"""The dossiers that one timer speaks of: what to do with them, and a way to each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desk.messages import REMINDER_WORDS
from desk.rules.instants import in_vietnam
from desk.services.reminders import Reminded
from desk.ui import style
from desk.ui.session import Session
from desk.ui.widgets.labels import label
from desk.ui.widgets.tables import show_rows
from desk.ui.wording import procedure_short
from desk.vocabulary import Reminder

_WIDTHS = (170, 200, 0, 150, 120)
_WIDE = 2  # the procedure's name takes the rest
MOST = 500  # the longest overdue; nobody works through more at a sitting


class RemindersDialog(QDialog):
    """A list with one dossier a row, the longest overdue first; Enter opens it."""

    def __init__(self, session: Session, kind: Reminder, listed: Sequence[Reminded], parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._listed, self._hidden = session, tuple(listed[:MOST]), max(0, len(listed) - MOST)
        heading = REMINDER_WORDS[kind].capitalize()
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1180, 460)
        self.table = QTableWidget(len(self._listed), len(_WIDTHS))
        self.open_button = QPushButton(self.tr("Mở hồ sơ   Enter"))
        self.open_button.setAccessibleName(self.tr("Mở hồ sơ"))
        self.open_button.setProperty("role", "primary")
        self.open_button.setDefault(True)
        self.leave = QPushButton(self.tr("Đóng   Esc"))
        self.leave.setAccessibleName(self.tr("Đóng"))
        self.leave.setAutoDefault(False)
        self._fill(heading, kind)
        self._lay_out(heading, self._what_to_do(kind))
        self.open_button.clicked.connect(self.open_chosen)
        self.leave.clicked.connect(self.reject)
        self.table.doubleClicked.connect(self.open_chosen)
        if listed:
            self.table.selectRow(0)
        self.table.setFocus()

    def open_chosen(self) -> None:
        """Show the chosen dossier: one that waits to be collected where it is returned."""
        row = self.table.currentRow()
        if not 0 <= row < len(self._listed):
            return
        one = self._listed[row]
        self.accept()
        asked = self._session.return_asked if one.reminder is Reminder.UNCOLLECTED else self._session.dossier_asked
        asked.emit(one.number)

    def _what_to_do(self, kind: Reminder) -> str:
        return {
            Reminder.LATE: self.tr("Đã quá hẹn: xem vì sao chậm, ai đang giữ, và báo người nộp."),
            Reminder.DUE_NEXT_DAY: self.tr(
                "Hồ sơ bạn đang giữ, đến hẹn trong ngày làm việc tới: làm trước; không kịp thì đề nghị hẹn lại hôm nay."
            ),
            Reminder.TO_CLOSE: self.tr(
                "Người dân không nộp bổ sung trong thời hạn: dừng giải quyết và thông báo, hoặc ghi đã nhận bổ sung."
            ),
            Reminder.NOTICE_LATE: self.tr(
                "Yêu cầu bổ sung gửi sau hạn 3 ngày làm việc: giải quyết trước, và xem lại vì sao chậm."
            ),
            Reminder.SECOND_SUPPLEMENT: self.tr(
                "Đã yêu cầu bổ sung hơn một lần: lãnh đạo xem vì sao phải yêu cầu lại."
            ),
            Reminder.NOT_HANDED_OVER: self.tr("Hồ sơ giấy phải chuyển người giải quyết trong ngày: chuyển ngay."),
            Reminder.INTAKE_LATE: self.tr(
                "Hồ sơ nộp trực tuyến được tiếp nhận sau hơn 8 giờ làm việc: giải quyết trước để kịp hẹn."
            ),
            Reminder.UNCOLLECTED: self.tr("Đã có kết quả nhưng chưa ai đến nhận: gọi điện cho người nộp."),
        }[kind]

    def _fill(self, heading: str, kind: Reminder) -> None:
        calls = kind is Reminder.UNCOLLECTED
        since = {
            Reminder.DUE_NEXT_DAY: self.tr("Hẹn trả"), Reminder.UNCOLLECTED: self.tr("Có kết quả từ"),
            Reminder.SECOND_SUPPLEMENT: self.tr("Yêu cầu lúc"),
        }  # fmt: skip
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Số hồ sơ"),
                self.tr("Người nộp"),
                self.tr("Thủ tục"),
                since.get(kind, self.tr("Quá hạn từ")),
                self.tr("Điện thoại") if calls else "",
            ]
        )
        for row, one in enumerate(self._listed):
            began = in_vietnam(one.finished_at if calls and one.finished_at else one.until)
            phone = (one.phone or self.tr("không có")) if calls else ""
            cells = (one.number, one.applicant, procedure_short(one.procedure_name), f"{began:%H:%M %d/%m/%Y}", phone)
            for column, words in enumerate(cells):
                cell = QTableWidgetItem(words)
                cell.setToolTip(words)
                self.table.setItem(row, column, cell)
        self.table.setAccessibleName(heading)
        self.table.setColumnHidden(len(_WIDTHS) - 1, not calls)

    def _lay_out(self, heading: str, words: str) -> None:
        show_rows(self.table)
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, width)
        self.table.horizontalHeader().setSectionResizeMode(_WIDE, QHeaderView.ResizeMode.Stretch)
        row = QHBoxLayout()
        if self._hidden:
            row.addWidget(label(self.tr("Còn {count} hồ sơ nữa").format(count=self._hidden), "muted"))
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.open_button)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(style.XL, style.L, style.XL, style.L)
        inside.setSpacing(style.M)
        inside.addWidget(label(heading, "title"))
        inside.addWidget(label(words, wrap=True))
        inside.addWidget(self.table, 1)
        inside.addLayout(row)

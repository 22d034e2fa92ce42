"""What if: the date of a procedure at any moment, and a limit tried against the last year's work; nothing is stored."""

from __future__ import annotations

import datetime as dt
import re
import threading
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desk.errors import Cancelled
from desk.messages.tried_words import percent, tried_words
from desk.rules.instants import VIETNAM
from desk.rules.tried_limit import COUNTED
from desk.services.catalogue import Procedure
from desk.services.what_if import WouldMeet, WouldPromise, would_meet, would_promise
from desk.ui import background, style
from desk.ui.calendar.share_chart import ShareChart
from desk.ui.session import Session
from desk.ui.widgets.labels import Strip, buddy, label
from desk.ui.widgets.tables import show_rows
from desk.ui.widgets.wall_calendar import SMALL_CELL, WallCalendar
from desk.ui.wording import failure_words, moment_words
from desk.vocabulary import Channel

_MOMENT = re.compile(r"(\d{1,2})[:hg](\d{2})?\s+(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
CHANNELS = {Channel.COUNTER: "Trực tiếp", Channel.ONLINE: "Trực tuyến", Channel.POST: "Bưu chính"}


class WhatIfDialog(QDialog):
    """The date at the left, follows what is typed; the tried limit at the right, read once with progress."""

    def __init__(self, session: Session, procedure: Procedure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.procedure = session, procedure
        self.met: WouldMeet | None = None
        self._asked, self._stop = 0, threading.Event()
        self.setWindowTitle(self.tr("Thử ngày hẹn và thời hạn"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1080, 620)
        self.at, self.channel = QLineEdit(), QComboBox()
        self.moment, self.told, self.message = label("", "moment"), label("", wrap=True), Strip()
        self.wall, self.chart = WallCalendar(cell=SMALL_CELL), ShareChart()
        self.limit, self.share = QSpinBox(), label("", wrap=True)
        self.progress, self.table = QProgressBar(), QTableWidget(0, 3)
        self.leave = QPushButton(self.tr("Đóng   Esc"))
        now = session.desk.clock.now()
        self.at.setText(f"{now:%H:%M %d/%m/%Y}")
        for channel in procedure.limits:
            self.channel.addItem(CHANNELS[channel], channel.value)
        self._lay_out()
        self.at.textEdited.connect(self.ask_date)
        self.channel.currentIndexChanged.connect(self._begin)
        self.limit.valueChanged.connect(self._show_limit)
        self.leave.clicked.connect(self.reject)
        self._begin()

    def ask_date(self) -> None:
        """Ask for the date of the moment that stands there."""
        style.mark(self.at, "fault", False)
        at = moment_of(self.at.text())
        if at is None:
            style.mark(self.at, "fault", True)
            self.moment.setText("")
            self.told.setText(self.tr("Hãy viết giờ và ngày như 09:00 23/11/2026."))
            self.wall.show_days(None)
            return
        self._asked += 1
        asked, desk, officer, code, channel = (
            self._asked, self.session.desk, self.session.officer, self.procedure.code, self._channel(),
        )  # fmt: skip
        background.run(
            lambda: would_promise(desk, officer, code, at, channel),
            lambda found: self._show_date(asked, found),
            lambda fault: self._no_date(asked, fault),
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is being read."""
        self._stop.set()
        super().closeEvent(event)

    def reject(self) -> None:
        """Leave; what is being read is stopped."""
        self._stop.set()
        super().reject()

    # --- what comes back ----------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self.ask_date()
        desk, officer, code, channel = (
            self.session.desk, self.session.officer, self.procedure.code, self._channel(),
        )  # fmt: skip
        stop = self._stop = threading.Event()
        self.progress.show()

        def work(report: Any) -> WouldMeet:
            def tell(done: int, total: int) -> bool:
                report(done, total)
                return not stop.is_set()

            return would_meet(desk, officer, code, channel, tell)

        background.run(work, self._show_met, self._no_met, self._tell)

    def _channel(self) -> Channel:
        return Channel(self.channel.currentData())

    def _show_date(self, asked: int, found: WouldPromise) -> None:
        if asked == self._asked:
            self.message.silence()
            self.moment.setText(moment_words(found.due.due_at))
            self.told.setText("\n".join(found.why.sentences))
            self.wall.show_days(found.why)

    def _no_date(self, asked: int, fault: Exception) -> None:
        if asked == self._asked:
            self.moment.setText("")
            self.told.setText("")
            self.wall.show_days(None)
            self.message.say(failure_words(fault), "fault")

    def _tell(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)

    def _show_met(self, found: WouldMeet) -> None:
        self.met = found
        self.progress.hide()
        counts = found.limit.unit in COUNTED
        known = found.tried.of > 0
        self.limit.setRange(1, max(len(found.tried.needed), 1))
        self.limit.setValue(found.limit.promised if counts else 1)
        for widget in (self.limit, self._limit_label, self.chart, self.table):
            widget.setVisible(known and counts)
        self._fill(found)
        self._show_limit()

    def _no_met(self, fault: Exception) -> None:
        self.progress.hide()
        if not isinstance(fault, Cancelled):
            self.share.setText(failure_words(fault))

    def _show_limit(self) -> None:
        if self.met is None:
            return
        found, limit = self.met, self.limit.value()
        self.share.setText(tried_words(found, limit))
        marks = {found.limit.statutory: self.tr("theo luật")}
        if found.limit.committed is not None:
            marks[found.limit.committed] = self.tr("cam kết")
        self.chart.show_tried(found.tried, limit, marks)
        if self.table.rowCount() >= limit:
            self.table.selectRow(limit - 1)

    def _fill(self, found: WouldMeet) -> None:
        tried = found.tried
        self.table.setRowCount(len(tried.needed))
        for row in range(len(tried.needed)):
            cells = (str(row + 1), f"{tried.met(row + 1)}/{tried.of}", percent(tried.share(row + 1)))
            for column, words in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(words))

    # --- layout -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(style.XXL)
        middle.addLayout(self._dated(), 1)
        middle.addLayout(self._tried(), 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.leave.setAccessibleName(self.tr("Đóng"))
        self.leave.setAutoDefault(False)
        buttons.addWidget(self.leave)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(style.XL, style.L, style.XL, style.L)
        whole.setSpacing(style.M)
        whole.addWidget(label(self.procedure.name, "title", wrap=True))
        whole.addLayout(self._question())
        whole.addWidget(self.message)
        whole.addLayout(middle, 1)
        whole.addLayout(buttons)

    def _question(self) -> QHBoxLayout:
        asked = QHBoxLayout()
        asked.setSpacing(style.S)
        self.at.setFixedWidth(180)
        for words, field in ((self.tr("&Nhận lúc"), self.at), (self.tr("&Cách nộp"), self.channel)):
            asked.addWidget(buddy(words, field))
            asked.addWidget(field)
        asked.addStretch(1)
        return asked

    def _dated(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(style.S)
        dated: tuple[QWidget, ...] = (
            label(self.tr("NẾU NHẬN LÚC NÀY THÌ HẸN"), "section"), self.moment, self.wall, self.told,
        )  # fmt: skip
        for one in dated:
            left.addWidget(one)
        left.addStretch(1)
        return left

    def _tried(self) -> QVBoxLayout:
        tried = QHBoxLayout()
        tried.setSpacing(style.S)
        self._limit_label = buddy(self.tr("&Thời hạn thử"), self.limit)
        tried.addWidget(self._limit_label)
        tried.addWidget(self.limit)
        tried.addStretch(1)
        self.table.setHorizontalHeaderLabels([self.tr("Thời hạn"), self.tr("Đạt"), self.tr("Tỷ lệ")])
        self.table.setAccessibleName(self.tr("Số đạt theo từng thời hạn"))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        show_rows(self.table)
        self.table.setMaximumHeight(180)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Đã xem"))
        right = QVBoxLayout()
        right.setSpacing(style.S)
        right.addWidget(label(self.tr("MỘT NĂM QUA ĐẠT BAO NHIÊU"), "section"))
        right.addLayout(tried)
        for part in (self.progress, self.share, self.chart, self.table):
            right.addWidget(part)
        right.addStretch(1)
        return right


def moment_of(text: str) -> dt.datetime | None:
    """The moment that is meant by `09:00 23/11/2026` or `9h 23/11/2026`; None when none is."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, day, month, year = (int(part or 0) for part in found.groups())
    try:
        return dt.datetime(year, month, day, hour, minute, tzinfo=VIETNAM)
    except ValueError:
        return None

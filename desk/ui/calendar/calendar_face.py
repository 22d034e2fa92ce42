"""How the calendar's page looks: where its parts stand, what its buttons say, what the colours mean."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desk.rules.instants import vietnam_day
from desk.services.sign_in import may
from desk.ui import style
from desk.ui.calendar.day_look import DayLook, DayShown, paint_day
from desk.ui.calendar.day_panel import DayPanel
from desk.ui.calendar.draft import CalendarDraft
from desk.ui.calendar.weeks_panel import WeeksPanel
from desk.ui.calendar.year_rows import YearRowsModel
from desk.ui.calendar.year_view import YearView
from desk.ui.page import Page
from desk.ui.session import Session
from desk.ui.widgets.labels import Strip, label
from desk.ui.widgets.sheets import paper
from desk.ui.widgets.tables import show_rows

PANEL = 508


class CalendarFace(Page):
    """The parts of the page: the year at the left; at the right its days, its rows or the hours of the week."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.editable = may(session.officer, "edit-unit")
        self.draft = CalendarDraft(session.office)
        self.view = YearView()
        self.days = DayPanel(self.draft, editable=self.editable)
        self.weeks = WeeksPanel(self.draft, self.today(), editable=self.editable)
        self.rows, self.table = YearRowsModel(), QTableView()
        self.year, self.state, self.message, self.waits = label("", "title"), label(""), Strip(), Strip()
        self.earlier, self.later = QPushButton(), QPushButton()
        self.tabs = [QPushButton(), QPushButton(), QPushButton()]
        self.propose, self.settle = QPushButton(), QPushButton()
        self.take_in, self.give_out = QPushButton(), QPushButton()
        self.save_button, self.undo, self.reset = QPushButton(), QPushButton(), QPushButton()
        self.unsaved = label("", "doubt")
        self.panels, self.none = QStackedWidget(), label("", "muted", wrap=True)
        self.beside = QStackedWidget()
        self._lay_out()

    def today(self) -> dt.date:
        """The day it is in Vietnam."""
        return vietnam_day(self.session.desk.clock.now())

    def _lay_out(self) -> None:
        self._word()
        sheet, column = paper()
        column.setSpacing(style.S)
        column.addLayout(self._head())
        column.addWidget(self.waits)
        column.addWidget(self.message)
        middle = QHBoxLayout()
        middle.setSpacing(style.XL)
        middle.addWidget(self.view, 1)
        middle.addWidget(self._panel())
        column.addLayout(middle, 1)
        if self.editable:
            column.addLayout(self._foot())
        outer = QHBoxLayout(self)
        outer.setContentsMargins(style.L, style.L, style.L, style.L)
        outer.addWidget(sheet)

    def _word(self) -> None:
        for button, text in (
            (self.earlier, self.tr("‹   PgUp")), (self.later, self.tr("›   PgDn")),
            (self.tabs[0], self.tr("Ngày   Ctrl+1")), (self.tabs[1], self.tr("Cả năm   Ctrl+2")),
            (self.tabs[2], self.tr("Giờ trong tuần   Ctrl+3")),
            (self.propose, self.tr("Đề nghị theo &luật")), (self.settle, self.tr("Xác nhận cả &năm…")),
            (self.take_in, self.tr("Nhậ&p tệp…")), (self.give_out, self.tr("&Xuất tệp…")),
            (self.save_button, self.tr("Xem trước và lưu   F9")), (self.undo, self.tr("Hoàn tác   Ctrl+Z")),
            (self.reset, self.tr("Bỏ hết thay đổi")),
        ):  # fmt: skip
            button.setText(text)
            button.setAccessibleName(text.replace("&", "").partition("   ")[0])
        self.earlier.setAccessibleName(self.tr("Năm trước"))
        self.later.setAccessibleName(self.tr("Năm sau"))
        self.save_button.setProperty("role", "primary")
        for tab in self.tabs:
            tab.setCheckable(True)
            tab.setProperty("role", "filter")
        self.tabs[0].setChecked(True)
        self.state.setContentsMargins(style.S, 2, style.S, 2)
        self.state.setAccessibleName(self.tr("Tình trạng lịch"))

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(style.S)
        head.addWidget(label(self.tr("Lịch làm việc"), "title"))
        head.addSpacing(style.L)
        for widget in (self.earlier, self.year, self.later):
            head.addWidget(widget)
        head.addWidget(self.state)
        head.addStretch(1)
        head.addWidget(Legend())
        return head

    def _panel(self) -> QWidget:
        tabs = QHBoxLayout()
        tabs.setSpacing(style.S)
        for tab in self.tabs:
            tabs.addWidget(tab)
        tabs.addStretch(1)
        weeks = QScrollArea()  # on a low screen the hours of the week do not fit below each other
        self.weeks.setObjectName("fields")
        weeks.setWidget(self.weeks)
        weeks.setWidgetResizable(True)
        weeks.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        weeks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for panel in (self.days, self._rows(), weeks):
            self.panels.addWidget(panel)
        made = QFrame()
        made.setFixedWidth(PANEL)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.M)
        column.addLayout(tabs)
        column.addWidget(self.panels, 1)
        return made

    def _rows(self) -> QWidget:
        table = self.table
        show_rows(table)
        table.setModel(self.rows)
        table.setAccessibleName(self.tr("Các ngày riêng của năm"))
        for at, width in ((YearRowsModel.DAY, 78), (YearRowsModel.KIND, 84), (YearRowsModel.STATE, 98)):
            table.setColumnWidth(at, width)
        table.horizontalHeader().setSectionResizeMode(YearRowsModel.NAME, QHeaderView.ResizeMode.Stretch)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.beside.addWidget(table)
        self.beside.addWidget(self.none)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.S)
        column.addWidget(self.beside, 1)
        if self.editable:
            column.addLayout(_row(self.propose, self.settle))
        column.addLayout(_row(self.take_in, self.give_out) if self.editable else _row(self.give_out))
        return made

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(style.S)
        foot.addWidget(self.unsaved)
        foot.addStretch(1)
        for button in (self.undo, self.reset, self.save_button):
            foot.addWidget(button)
        return foot


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(style.S)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row


class Legend(QWidget):
    """What the painted days mean."""

    def __init__(self) -> None:
        super().__init__()
        self._marks = (
            (DayLook.OFF, self.tr("nghỉ")), (DayLook.MAKE_UP, self.tr("nghỉ bù")),
            (DayLook.HALF, self.tr("nghỉ một buổi")), (DayLook.WORKED, self.tr("đi làm")),
            (DayLook.REST, self.tr("nghỉ hằng tuần")),
        )  # fmt: skip
        self._doubt = self.tr("viền chấm: dự kiến")
        self.setAccessibleName(self.tr("Chú giải: {marks}; {doubt}").format(
            marks=", ".join(words for _, words in self._marks), doubt=self._doubt))  # fmt: skip
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        metrics = QFontMetrics(self._font())
        words = [*(words for _, words in self._marks), self._doubt]
        return QSize(sum(metrics.horizontalAdvance(one) + 44 for one in words), 26)

    def _font(self) -> QFont:
        small = QFont(self.font())
        small.setPixelSize(12)
        return small

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A day of each kind beside its words."""
        worn = style.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = self._font()
        metrics = QFontMetrics(small)
        left = 0.0
        day = dt.date(2026, 1, 1)
        for look, words, settled in (
            *((look, words, True) for look, words in self._marks),
            (DayLook.OFF, self._doubt, False),
        ):
            paint_day(painter, QRectF(left, 2, 22, 20), DayShown(day, look, settled), worn, small)
            painter.setPen(worn.muted)
            painter.setFont(small)
            width = metrics.horizontalAdvance(words)
            painter.drawText(QRectF(left + 27, 0, width + 10, 24), Qt.AlignmentFlag.AlignVCenter, words)
            left += width + 44

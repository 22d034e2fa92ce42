"""What is promised: when the result is due if it is received now, the slip that says so, and day by day why."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desk.rules.due_date import DueDate, TraceDay
from desk.rules.explanation import Explanation, month_grids
from desk.ui import style
from desk.ui.intake.live_slip import LiveSlip
from desk.ui.widgets.labels import Strip, label
from desk.ui.widgets.wall_calendar import SMALL_CELL, WallCalendar
from desk.ui.wording import moment_words, weekday_short

MOST_PAINTED = 2


class PromisePanel(QWidget):
    """Shows a promise above the slip, or why there is none, or what to do first."""

    def __init__(self) -> None:
        super().__init__()
        self.slip = LiveSlip()
        self._moment = label("", "moment")
        self._terms = label("", "small")
        self._note = Strip()
        self._hint = label(self.tr("Chọn thủ tục để thấy ngày giờ hẹn trả."), "muted")
        self._why = QPushButton()
        self._why.setProperty("role", "link")
        self._why.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._why.clicked.connect(self.toggle_reasons)
        self._trace, self._wall = _TraceTable(), WallCalendar(cell=SMALL_CELL)
        self._reasons = QWidget()
        told = QVBoxLayout(self._reasons)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(style.S)
        told.addWidget(self._wall)
        told.addWidget(self._trace, 1)
        self._below = QStackedWidget()
        self._below.addWidget(self.slip)
        self._below.addWidget(self._reasons)
        heading = QHBoxLayout()
        heading.addWidget(label(self.tr("HẸN TRẢ KẾT QUẢ"), "section"), 1)
        heading.addWidget(self._why)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.XS)
        layout.addLayout(heading)
        for widget in (self._hint, self._moment, self._terms, self._note):
            layout.addWidget(widget)
        layout.addSpacing(style.XS)
        layout.addWidget(self._below, 1)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No procedure is chosen."""
        self._show(promised=False)
        self._hint.show()
        self._note.silence()

    def show_fault(self, words: str) -> None:
        """Nothing can be promised, and why."""
        self._show(promised=False)
        self._note.say(words, "fault")

    def show_promise(self, promise: DueDate, why: Explanation | None = None) -> None:
        """The promise, and why it is that; its limit follows in the words of the slip."""
        self._show(promised=True)
        words = moment_words(promise.due_at)
        self._moment.setText(words)
        self._moment.setAccessibleName(self.tr("Hẹn trả {moment}").format(moment=words))
        if promise.provisional:
            self._note.say(
                self.tr("Lịch nghỉ của năm này còn tạm tính: ngày trả có thể đổi khi có lịch chính thức."), "warn"
            )
        else:
            self._note.silence()
        self._trace.fill(promise.trace)
        several = why is not None and len(month_grids(why.days)) <= MOST_PAINTED
        self._wall.setVisible(several)  # a longer way is told in lines: the calendar would leave no room for them
        self._wall.show_days(why if several else None)

    def show_terms(self, limit: str, fee: str) -> None:
        """Limit and fee in the words of the slip, on a line each where one is too short; nothing while not known."""
        parts = (
            self.tr("Thời hạn: {limit}").format(limit=limit),
            self.tr("Phí, lệ phí: {fee}").format(fee=fee or self.tr("chưa có trong danh mục")),
        )
        text = " · ".join(parts) if limit else ""
        room, metrics = style.SLIP - 2 * style.L - style.XS, self._terms.fontMetrics()
        fits = metrics.horizontalAdvance(text) <= room
        self._terms.setText(
            text if fits else "\n".join(metrics.elidedText(one, Qt.TextElideMode.ElideRight, room) for one in parts)
        )
        self._terms.setToolTip(text)
        self._terms.setAccessibleName(text)

    def toggle_reasons(self) -> None:
        """Show the day-by-day reasons in place of the slip, or the slip again."""
        if not self._moment.isHidden():
            self._show_below(self.slip if self._below.currentWidget() is self._reasons else self._reasons)

    def moment(self) -> str:
        """The promise shown, as `17:00 thứ Ba 01/12/2026`; empty when there is none."""
        return "" if self._moment.isHidden() else self._moment.text()

    def terms(self) -> str:
        """Limit and fee as shown."""
        return self._terms.toolTip()

    def note(self) -> str:
        """The sentence shown beside the promise or in its place."""
        return self._note.text()

    def reasons(self) -> list[str]:
        """The days shown, each with its reason; empty while they are hidden."""
        return self._trace.lines() if self._below.currentWidget() is self._reasons else []

    def _show(self, *, promised: bool) -> None:
        for widget in (self._moment, self._terms, self._why):
            widget.setVisible(promised)
        self._hint.hide()
        if not promised:
            self._terms.clear()
            self._show_below(self.slip)
        else:
            self._show_below(self._reasons if self._below.currentWidget() is self._reasons else self.slip)

    def _show_below(self, chosen: QWidget) -> None:
        self._below.setCurrentWidget(chosen)
        words = self.tr("&Vì sao?   F4") if chosen is self.slip else self.tr("Xem g&iấy   F4")
        self._why.setText(words)
        self._why.setAccessibleName(words.replace("&", "").partition("   ")[0])


class _TraceTable(QTableWidget):
    """The days looked at, in order; the counted ones bold."""

    def __init__(self) -> None:
        super().__init__(0, 2)
        self.setObjectName("trace")
        self.setAccessibleName(self.tr("Các ngày đã tính"))
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(0, 120)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setMinimumSectionSize(24)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabKeyNavigation(False)

    def lines(self) -> list[str]:
        """What stands in the rows."""
        rows = ((self.item(row, 0), self.item(row, 1)) for row in range(self.rowCount()))
        return [f"{day.text()} {reason.text()}" for day, reason in rows if day is not None and reason is not None]

    def fill(self, trace: tuple[TraceDay, ...]) -> None:
        """Show these days."""
        counted = QFont(self.font())
        counted.setBold(True)
        self.setRowCount(len(trace))
        for row, day in enumerate(trace):
            for column, text in enumerate((weekday_short(day.date), day.reason)):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                if day.counted:
                    item.setFont(counted)
                self.setItem(row, column, item)

"""The live promise: when the result is due if the dossier is received now, after what limit, and day by day why."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHeaderView, QPushButton, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from desk.rules.due_date import DueDate, TraceDay
from desk.ui import style
from desk.ui.widgets.labels import Strip, hairline, label
from desk.ui.wording import moment_words, weekday_short


class PromisePanel(QWidget):
    """Shows a promise, why there is none, or what to do first."""

    def __init__(self) -> None:
        super().__init__()
        self._moment = label("", "loud")
        self._limit = label("", "", wrap=True)
        self._note = Strip()
        self._hint = label(self.tr("Chọn thủ tục để thấy ngày giờ hẹn trả."), "muted", wrap=True)
        self._why = QPushButton(self.tr("Vì sao là ngày này?   F4"))
        self._why.setProperty("role", "link")
        self._why.setAccessibleName(self.tr("Vì sao là ngày này"))
        self._why.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._why.clicked.connect(self.toggle_reasons)
        self._trace = _TraceTable()
        self._rule = hairline()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.S)
        layout.addWidget(label(self.tr("HẸN TRẢ KẾT QUẢ"), "section"))
        for widget in (self._hint, self._moment, self._limit, self._note, self._rule, self._why):
            layout.addWidget(widget)
        layout.addWidget(self._trace, 1)
        layout.addStretch(0)
        self._trace.hide()
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

    def show_promise(self, promise: DueDate, limit: str) -> None:
        """The promise with its limit in words."""
        self._show(promised=True)
        words = moment_words(promise.due_at)
        first, _, day = words.rpartition(" ")
        self._moment.setText(f"{first}\n{day}")
        self._moment.setAccessibleName(self.tr("Hẹn trả {moment}").format(moment=words))
        self._limit.setText(self.tr("Thời hạn: {limit}").format(limit=limit))
        if promise.provisional:
            self._note.say(
                self.tr("Lịch nghỉ của năm này còn tạm tính: ngày trả có thể đổi khi có lịch chính thức."), "warn"
            )
        else:
            self._note.silence()
        self._trace.fill(promise.trace)

    def toggle_reasons(self) -> None:
        """Show or hide the day-by-day reasons."""
        if not self._moment.isHidden():
            self._trace.setVisible(self._trace.isHidden())

    def moment(self) -> str:
        """The promise shown, as `17:00 thứ Ba 01/12/2026`; empty when there is none."""
        return "" if self._moment.isHidden() else self._moment.text().replace("\n", " ")

    def note(self) -> str:
        """The sentence shown beside the promise or in its place."""
        return self._note.text()

    def reasons(self) -> list[str]:
        """The days shown, each with its reason; empty while they are hidden."""
        return [] if self._trace.isHidden() else self._trace.lines()

    def _show(self, *, promised: bool) -> None:
        for widget in (self._moment, self._limit, self._rule, self._why):
            widget.setVisible(promised)
        self._hint.hide()
        if not promised:
            self._trace.hide()


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

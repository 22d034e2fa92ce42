"""The weekly hours: the sets that hold, come and return each season, and one of them to be changed."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from desk.errors import BadCalendar, BadValue, DeskError, MissingField
from desk.rules.weekly_hours import (
    hours_on,
    hours_words,
    read_hours,
    read_month_day,
    set_on,
    with_week,
    without_week,
)
from desk.rules.working_calendar import WEEKDAYS, Days, Session, Sessions, WeekSessions
from desk.ui import style
from desk.ui.calendar.draft import CalendarDraft
from desk.ui.widgets.labels import Strip, buddy, label
from desk.ui.widgets.typed_day import day_of
from desk.ui.wording import failure_words

SHORT = ("T&2", "T&3", "T&4", "T&5", "T&6", "T&7", "CN")


class WeeksPanel(QWidget):
    """The list of sets above the hours of the chosen one: the counter's, by which limits count, and the office's."""

    def __init__(self, draft: CalendarDraft, today: dt.date, *, editable: bool) -> None:
        super().__init__()
        self.draft, self.today, self.editable = draft, today, editable
        self.sets, self.message = QListWidget(), Strip()
        self.valid_from, self.first, self.last = QLineEdit(), QLineEdit(), QLineEdit()
        self.counter = [QLineEdit() for _ in WEEKDAYS]
        self.office = [QLineEdit() for _ in WEEKDAYS]
        self.sums = [label("", "small") for _ in WEEKDAYS]
        self.write = QPushButton(self.tr("&Ghi vào bản sửa   Enter"))
        self.drop = QPushButton(self.tr("&Bỏ bộ giờ này"))
        self._weeks: list[WeekSessions] = []
        self._lay_out()
        self.sets.currentRowChanged.connect(self._fill)
        for field in self.counter:
            field.textChanged.connect(self._show_sums)
        self.write.clicked.connect(self.take)
        self.drop.clicked.connect(self.remove)
        self.show_draft()

    def show_draft(self) -> None:
        """Show the sets of the draft, the one in force chosen unless another was."""
        calendar = self.draft.calendar
        chosen = self._weeks[self.sets.currentRow()] if 0 <= self.sets.currentRow() < len(self._weeks) else None
        self._weeks = list(reversed(calendar.weeks))
        self.sets.blockSignals(True)
        self.sets.clear()
        self.sets.addItems([self._words(week) for week in self._weeks])
        self.sets.blockSignals(False)
        wanted = chosen if chosen in self._weeks else set_on(calendar, self.today)
        self.sets.setCurrentRow(self._weeks.index(wanted))
        self._fill()

    def take(self) -> None:
        """Write the hours into the draft, as a set of its own from its day on."""
        if not self.editable:
            return
        self._clear_faults()
        try:
            week = self._week()
            self.draft.put(with_week(self.draft.calendar, week, self.today))
        except DeskError as fault:
            self._say(fault)
            return
        self.sets.setCurrentRow(self._weeks.index(week))

    def remove(self) -> None:
        """Take the chosen set away; one that has begun stays."""
        row = self.sets.currentRow()
        if self.editable and 0 <= row < len(self._weeks):
            self._clear_faults()
            try:
                self.draft.put(without_week(self.draft.calendar, self._weeks[row], self.today))
            except DeskError as fault:
                self._say(fault)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter writes."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.take()
        else:
            super().keyPressEvent(event)

    # --- reading and showing ------------------------------------------------------------------------------------------

    def _week(self) -> WeekSessions:
        counter = tuple(read_hours(field.text()) for field in self.counter)
        office = tuple(read_hours(field.text()) for field in self.office)
        ends = (self.first.text().strip(), self.last.text().strip())
        season = None if not any(ends) else (read_month_day(ends[0]), read_month_day(ends[1]))
        valid_from = day_of(self.valid_from.text())
        return WeekSessions(valid_from, cast(Days, counter), season, cast(Days, office) if any(office) else None)

    def _fill(self) -> None:
        row = self.sets.currentRow()
        if not 0 <= row < len(self._weeks):
            return
        week = self._weeks[row]
        begun = week.valid_from <= self.today
        self.valid_from.setText(f"{self.today + dt.timedelta(days=1) if begun else week.valid_from:%d/%m/%Y}")
        for field, day in zip((self.first, self.last), week.season or (None, None), strict=True):
            field.setText("" if day is None else f"{day[1]}/{day[0]}")
        for fields, days in ((self.counter, week.days), (self.office, week.office_days or ((),) * 7)):
            for field, sessions in zip(fields, days, strict=True):
                field.setText(hours_words(sessions))
                field.setCursorPosition(0)
        self.drop.setEnabled(self.editable and not begun)
        self._clear_faults()
        self._show_sums()

    def _words(self, week: WeekSessions) -> str:
        day = f"{week.valid_from:%d/%m/%Y}"
        if week.season is not None:
            (first_month, first_day), (last_month, last_day) = week.season
            words = self.tr("Mùa {first} – {last} hằng năm, từ {day}")
            return words.format(first=f"{first_day}/{first_month}", last=f"{last_day}/{last_month}", day=day)
        if week.valid_from > self.today:
            return self.tr("Sắp tới, từ {day}").format(day=day)
        if hours_on(self.draft.calendar, self.today) == week.days and set_on(self.draft.calendar, self.today) == week:
            return self.tr("Đang áp dụng, từ {day}").format(day=day)
        return self.tr("Đã qua, từ {day}").format(day=day)

    def _show_sums(self) -> None:
        """How long the counter is open each day."""
        for field, shown in zip(self.counter, self.sums, strict=True):
            wrong = _fault_in(field.text())
            if wrong is not None:
                shown.setText(self.tr("chưa rõ") if wrong is BadValue else self.tr("ngược giờ"))
                continue
            minutes = sum(_minutes(one) for one in read_hours(field.text()))
            shown.setText(spoken_hours(minutes) if minutes else self.tr("nghỉ"))

    def _say(self, fault: DeskError) -> None:
        words, field = failure_words(fault), self.valid_from
        named = str(fault.facts.get("field", ""))
        if isinstance(fault, BadValue) and named == "sessions":
            words = self.tr("Không đọc được giờ “{value}”; hãy viết như 07:00-11:30, 13:30-17:00.")
            words = words.format(value=fault.facts.get("value", ""))
            field = next((one for one in (*self.counter, *self.office) if _fault_in(one.text()) is BadValue), field)
        elif isinstance(fault, BadValue) and named == "season":
            words, field = self.tr("Hãy viết hai ngày của mùa như 15/5 và 15/9, hoặc để trống cả hai."), self.first
        elif isinstance(fault, BadValue):
            words = self.tr("Giờ chỉ đổi được từ hôm nay trở đi; hãy viết ngày như 01/12/2026.")
        elif isinstance(fault, MissingField):
            words, field = self.tr("Cả tuần đều nghỉ; hãy ghi giờ của ít nhất một ngày."), self.counter[0]
        elif isinstance(fault, BadCalendar):
            words = self.tr("Các buổi chồng nhau hoặc ngược giờ; hãy ghi lần lượt từ giờ mở đến giờ đóng.")
            field = next((one for one in (*self.counter, *self.office) if _fault_in(one.text())), self.counter[0])
        self.message.say(words, "fault")
        style.mark(field, "fault", True)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear_faults(self) -> None:
        self.message.silence()
        for field in self.findChildren(QLineEdit):
            if field.property("fault"):
                style.mark(field, "fault", False)

    def _lay_out(self) -> None:
        self.sets.setAccessibleName(self.tr("Các bộ giờ"))
        self.sets.setFixedHeight(92)
        for field in (self.valid_from, self.first, self.last, *self.counter, *self.office):
            field.setMaxLength(100)
            field.setReadOnly(not self.editable)
            field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.write.setAccessibleName(self.tr("Ghi vào bản sửa"))
        self.drop.setAccessibleName(self.tr("Bỏ bộ giờ này"))
        buttons = QHBoxLayout()
        buttons.setSpacing(style.S)
        for button in (self.write, self.drop):
            button.setVisible(self.editable)
            buttons.addWidget(button)
        buttons.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(style.S)
        page.addWidget(self.sets)
        page.addLayout(self._when())
        page.addLayout(self._grid())
        page.addWidget(self.message)
        page.addLayout(buttons)
        page.addStretch(1)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(style.S)
        grid.setVerticalSpacing(4)
        grid.addWidget(label(self.tr("Giờ tiếp nhận (tính hạn)"), "small"), 0, 1)
        grid.addWidget(label(self.tr("Giờ hành chính"), "small"), 0, 2)
        for row, (name, mark) in enumerate(zip(WEEKDAYS, SHORT, strict=True)):
            counter, office = self.counter[row], self.office[row]
            counter.setPlaceholderText(self.tr("nghỉ"))
            office.setPlaceholderText(self.tr("như giờ tiếp nhận") if row == 0 else "")
            grid.addWidget(buddy(mark, counter), row + 1, 0)
            counter.setAccessibleName(self.tr("Giờ tiếp nhận {day}").format(day=name))
            office.setAccessibleName(self.tr("Giờ hành chính {day}").format(day=name))
            for column, widget in enumerate((counter, office, self.sums[row]), start=1):
                grid.addWidget(widget, row + 1, column)
        grid.setColumnMinimumWidth(3, 62)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        return grid

    def _when(self) -> QHBoxLayout:
        when = QHBoxLayout()
        when.setSpacing(style.S)
        for words, field, width in (
            (self.tr("Từ &ngày"), self.valid_from, 108),
            (self.tr("chỉ &mùa từ"), self.first, 60),
            (self.tr("đến"), self.last, 60),
        ):
            field.setFixedWidth(width)
            when.addWidget(buddy(words, field))
            when.addWidget(field)
        self.first.setAccessibleName(self.tr("Mùa từ ngày nào"))
        self.last.setAccessibleName(self.tr("Mùa đến ngày nào"))
        when.addStretch(1)
        return when


def spoken_hours(minutes: int) -> str:
    """How long the counter is open on a day: `8 giờ`, `7 giờ 30`."""
    hours, rest = divmod(max(minutes, 0), 60)
    return f"{hours} giờ {rest:02d}" if rest else f"{hours} giờ"


def _minutes(session: Session) -> int:
    opens, closes = session.opens, session.closes
    return (closes.hour - opens.hour) * 60 + closes.minute - opens.minute


def _fault_in(text: str) -> type[DeskError] | None:
    """What is wrong with the line of a day: it cannot be read, or its times run back."""
    try:
        return None if _in_order(read_hours(text)) else BadCalendar
    except BadValue:
        return BadValue


def _in_order(sessions: Sessions) -> bool:
    """Whether each session ends after it begins, and before the next one."""
    times = [time for one in sessions for time in (one.opens, one.closes)]
    return all(before < after for before, after in pairwise(times))

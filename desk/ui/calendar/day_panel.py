"""What is written on the days that stand out, to be changed: kind, name, document, hours, settled or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desk.errors import BadCalendar, BadText, BadValue, DeskError, MissingCalendarYear
from desk.rules.calendar_document import LONGEST_WORDS
from desk.rules.text import clean_text
from desk.rules.weekly_hours import hours_words, read_hours
from desk.rules.working_calendar import CalendarDay, Sessions, WorkingCalendar
from desk.ui import style
from desk.ui.calendar.day_words import day_name, day_words
from desk.ui.calendar.draft import CalendarDraft
from desk.ui.widgets.labels import Strip, buddy, label
from desk.ui.widgets.typed_day import day_of
from desk.ui.wording import failure_words
from desk.vocabulary import DayKind

WITH_HOURS = frozenset({DayKind.HALF_DAY_CLOSURE, DayKind.SWAPPED_WORKING_DAY})
REPLACING = frozenset({DayKind.MAKE_UP_OFF, DayKind.SWAPPED_WORKING_DAY})


class DayPanel(QWidget):
    """Reads and writes the rows of the days that stand out; Enter in any field writes them into the draft.

    Signals:
        written: the draft has what stood in the fields; the next day may be chosen.
    """

    written = Signal()

    def __init__(self, draft: CalendarDraft, *, editable: bool) -> None:
        super().__init__()
        self.draft, self.editable = draft, editable
        self.days: tuple[dt.date, ...] = ()
        self.kind, self.name, self.source = QComboBox(), QLineEdit(), QLineEdit()
        self.hours, self.replaced, self.settled = (
            QLineEdit(),
            QLineEdit(),
            QCheckBox(self.tr("Đã có thông &báo chính thức")),
        )
        self.heading, self.said, self.message = label("", "number", wrap=True), label("", "small", wrap=True), Strip()
        self.write = QPushButton(self.tr("&Ghi vào bản sửa   Enter"))
        self.clear = QPushButton(self.tr("&Bỏ, theo lịch tuần   Del"))
        self._labels: dict[QWidget, QWidget] = {}
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._offer)
        self.write.clicked.connect(self.take)
        self.clear.clicked.connect(self.wipe)

    def show_days(self, days: Sequence[dt.date]) -> None:
        """Show what stands on the first of these days; what is written goes onto all of them."""
        self.days = tuple(days)
        calendar, first = self.draft.calendar, self.days[0]
        self.message.silence()
        if len(self.days) == 1:
            self.heading.setText(day_name(first))
            self.said.setText(day_words(calendar, first).partition("\n")[2])
        else:
            words = self.tr("{count} ngày: {first} – {last}")
            self.heading.setText(
                words.format(count=len(self.days), first=f"{first:%d/%m/%Y}", last=f"{self.days[-1]:%d/%m/%Y}")
            )
            written = sum(calendar.row_on(day) is not None for day in self.days)
            self.said.setText(self.tr("{count} ngày trong đó đã có dòng riêng.").format(count=written))
        row = calendar.row_on(first)
        self.kind.setCurrentIndex(0 if row is None else self.kind.findData(row.kind.value))
        self.name.setText("" if row is None else row.name)
        self.source.setText("" if row is None else row.source)
        self.hours.setText(hours_words(row.sessions) if row is not None and row.sessions else "")
        self.replaced.setText(f"{row.replaces:%d/%m/%Y}" if row is not None and row.replaces else "")
        self.settled.setChecked(row is None or row.confirmed)
        self.clear.setEnabled(self.editable and any(calendar.row_on(day) is not None for day in self.days))
        self._show_fields()

    def take(self) -> None:
        """Write the fields into the draft as rows of the days."""
        if not self.editable or not self.days:
            return
        self._clear_faults()
        kind = self._kind()
        if kind is None:
            self.wipe()
            return
        try:
            rows = [self._row(kind, day) for day in self.days]
            self.draft.put_rows(self.days, rows)
        except DeskError as fault:
            self._say(fault)
            return
        self.written.emit()

    def wipe(self) -> None:
        """Let the days follow the weekly hours again."""
        if self.editable and self.days:
            self._clear_faults()
            try:
                self.draft.put_rows(self.days, ())
            except BadCalendar as fault:
                self._say(fault)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter writes."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.take()
        else:
            super().keyPressEvent(event)

    # --- reading the fields -------------------------------------------------------------------------------------------

    def _kind(self) -> DayKind | None:
        value = self.kind.currentData()
        return None if value is None else DayKind(value)  # Qt gives a plain text back

    def _row(self, kind: DayKind, day: dt.date) -> CalendarDay:
        name, source = (
            clean_text(self.name.text(), "name", LONGEST_WORDS),
            clean_text(self.source.text(), "source", LONGEST_WORDS),
        )
        if not name:
            raise BadValue(field="day_name", value="")
        if not source:
            raise BadValue(field="source", value="")
        hours = read_hours(self.hours.text()) if kind in WITH_HOURS else ()
        replaces = day_of(self.replaced.text()) if kind in REPLACING and self.replaced.text().strip() else None
        return CalendarDay(day, kind, name, source, self.settled.isChecked(), replaces, hours or None)

    def _offer(self) -> None:
        """Put what is usual into empty fields when another kind is chosen."""
        kind = self._kind()
        if self.days and kind in WITH_HOURS and not self.hours.text().strip() and self.kind.hasFocus():
            self.hours.setText(hours_words(_usual(self.draft.calendar, self.days[0], kind)))
        self._show_fields()

    def _show_fields(self) -> None:
        kind = self._kind()
        shown = {
            self.name: kind is not None,
            self.source: kind is not None,
            self.hours: kind in WITH_HOURS,
            self.replaced: kind in REPLACING,
            self.settled: kind is not None,
        }
        for field, visible in shown.items():
            field.setVisible(visible)
            if field in self._labels:
                self._labels[field].setVisible(visible)
        words = self.tr("Giờ &còn làm") if kind is DayKind.HALF_DAY_CLOSURE else self.tr("&Các buổi làm")
        hours = self._labels[self.hours]
        hours.setText(words)  # type: ignore[attr-defined]
        self.hours.setAccessibleName(words.replace("&", ""))

    def _say(self, fault: DeskError) -> None:
        words = failure_words(fault)
        field: QLineEdit | None = None
        if isinstance(fault, BadValue | BadText):
            field = {"day_name": self.name, "name": self.name, "source": self.source, "sessions": self.hours}.get(
                str(fault.facts.get("field")), self.replaced
            )
            said = {
                self.name: self.tr("Hãy ghi tên ngày: nghỉ lễ gì, vì bão hay mất điện."),
                self.source: self.tr("Hãy ghi văn bản hoặc quyết định làm căn cứ."),
                self.hours: self.tr("Hãy viết giờ như 07:00-11:30, 13:30-17:00."),
                self.replaced: self.tr("Hãy viết ngày như 26/04/2026, hoặc để trống."),
            }
            words = words if isinstance(fault, BadText) else said[field]
        elif isinstance(fault, BadCalendar):
            field = self.hours if self.hours.isVisible() else None
        self.message.say(words, "fault")
        if field is not None:
            style.mark(field, "fault", True)
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear_faults(self) -> None:
        self.message.silence()
        for field in (self.name, self.source, self.hours, self.replaced):
            style.mark(field, "fault", False)

    def _lay_out(self) -> None:
        for words, kind in (
            (self.tr("Theo lịch tuần"), None),
            (self.tr("Nghỉ cả ngày: lễ, bão, mất điện"), DayKind.OFF),
            (self.tr("Nghỉ bù"), DayKind.MAKE_UP_OFF),
            (self.tr("Nghỉ một buổi"), DayKind.HALF_DAY_CLOSURE),
            (self.tr("Đi làm: làm bù, trực thứ Bảy"), DayKind.SWAPPED_WORKING_DAY),
        ):
            self.kind.addItem(words, kind and kind.value)
        self.name.setPlaceholderText(self.tr("Tết Dương lịch, bão số 9, mất điện …"))
        self.source.setPlaceholderText(self.tr("số, ngày văn bản; cơ quan ban hành"))
        self.hours.setPlaceholderText("07:00-11:30")
        self.replaced.setPlaceholderText(self.tr("ngày/tháng/năm"))
        for field in (self.name, self.source):
            field.setMaxLength(LONGEST_WORDS)
        self.write.setAccessibleName(self.tr("Ghi vào bản sửa"))
        self.clear.setAccessibleName(self.tr("Bỏ, theo lịch tuần"))
        buttons = QHBoxLayout()
        buttons.setSpacing(style.S)
        for button in (self.write, self.clear):
            button.setVisible(self.editable)
            buttons.addWidget(button)
        buttons.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(style.S)
        page.addWidget(self.heading)
        page.addWidget(self.said)
        page.addSpacing(style.XS)
        page.addLayout(self._grid())
        page.addWidget(self.message)
        page.addLayout(buttons)
        page.addStretch(1)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(style.M)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 96)
        grid.setColumnStretch(1, 1)
        named: tuple[tuple[str, QWidget], ...] = (
            (self.tr("&Loại"), self.kind),
            (self.tr("&Tên ngày"), self.name),
            (self.tr("&Căn cứ"), self.source),
            (self.tr("&Các buổi làm"), self.hours),
            (self.tr("Thay ngà&y"), self.replaced),
        )
        for row, (words, one) in enumerate(named):
            self._labels[one] = buddy(words, one)
            grid.addWidget(self._labels[one], row, 0)
            grid.addWidget(one, row, 1)
            if isinstance(one, QLineEdit):
                one.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
                one.setReadOnly(not self.editable)
        self.kind.setEnabled(self.editable)
        self.settled.setEnabled(self.editable)
        grid.addWidget(self.settled, 5, 1)
        return grid


def _usual(calendar: WorkingCalendar, day: dt.date, kind: DayKind) -> Sessions:
    """Hours to begin with: of a half day the first session, of a worked one those of a working day before it."""
    plain = replace(calendar, days=tuple(row for row in calendar.days if row.date != day))
    try:
        while not plain.sessions(day):
            day -= dt.timedelta(days=1)
        sessions = plain.sessions(day)
    except MissingCalendarYear:
        return ()
    return sessions[:1] if kind is DayKind.HALF_DAY_CLOSURE else sessions

"""The hours of the counter: a line for each weekday, from a day on; limits are counted by them."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from desk.errors import BadCalendar, BadValue, DeskError, MissingField
from desk.rules.instants import vietnam_day
from desk.rules.working_calendar import WEEKDAYS, Days, Session, Sessions
from desk.services.desk import Office
from desk.services.sign_in import may
from desk.services.unit_editing import change_hours, hours_on, hours_words, read_hours
from desk.ui import style
from desk.ui.office.section import Section
from desk.ui.office.typed_day import day_of
from desk.ui.session import Session as DeskSession
from desk.ui.widgets.labels import buddy, label


class HoursSection(Section):
    """Seven fields and the day from which they hold; saved as a new edition of the calendar."""

    def __init__(self, session: DeskSession) -> None:
        super().__init__(session, self.tr("Giờ tiếp nhận"))
        self.valid_from = QLineEdit()
        self.days = [QLineEdit() for _ in WEEKDAYS]
        self.sums = [label("", "small") for _ in WEEKDAYS]
        self.whole, self.now = label(""), label("", "small", wrap=True)
        self._lay_out()
        for field in self.days:
            field.textChanged.connect(self._show_sums)
        for field in (self.valid_from, *self.days):
            field.textChanged.connect(self.edited)
        self.take_office(session.office)

    def _lay_out(self) -> None:
        words = self.tr("Viết như 07:00-11:30, 13:30-17:00; ngày nghỉ để trống. Thời hạn tính theo giờ này; "
                        "giấy hẹn đã in giữ nguyên.")  # fmt: skip
        if not self.may_save():
            words = self.tr("Chỉ đọc: lãnh đạo hoặc quản trị sửa giờ tiếp nhận.")
        self.body.addWidget(label(words, "small", wrap=True))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(style.M)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 116)
        grid.setColumnMinimumWidth(2, 120)
        grid.setColumnStretch(3, 1)
        for row, (name, field, total) in enumerate(zip(WEEKDAYS, self.days, self.sums, strict=True)):
            field.setPlaceholderText(self.tr("nghỉ"))
            mark = f"&{row + 2}" if row < 6 else "&CN"
            written = buddy(f"{name[:1].upper()}{name[1:]}   {mark}", field)
            field.setAccessibleName(name[:1].upper() + name[1:])
            for at, part in enumerate((written, field, total)):
                grid.addWidget(part, row, at)
        if self.may_save():
            grid.addWidget(buddy(self.tr("Áp &dụng từ ngày"), self.valid_from), 7, 0)
            grid.addWidget(self.valid_from, 7, 1)
        grid.addWidget(self.whole, 7, 2)
        for field in (self.valid_from, *self.days):
            field.setFixedWidth(360)
            field.setMaxLength(100)
            field.setReadOnly(not self.may_save())
            field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.body.addWidget(holder)
        self.body.addWidget(self.now)
        self.body.addStretch(1)

    # --- what stands there --------------------------------------------------------------------------------------------

    def typed(self) -> object:
        """The fields."""
        return tuple(field.text() for field in (*self.days, self.valid_from))

    def may_save(self) -> bool:
        """Leaders and administrators."""
        return may(self.session.officer, "edit-unit")

    def first_field(self) -> QWidget:
        """Monday."""
        return self.days[0]

    def take_office(self, office: Office) -> None:
        """Say what holds today and what comes; show it, or to whoever may change it what holds tomorrow.

        What is unsaved stays.
        """
        today = vietnam_day(self.session.desk.clock.now())
        tomorrow = today + dt.timedelta(days=1)
        if not self.changed() and not self.saving:
            for field, sessions in zip(
                self.days, hours_on(office, tomorrow if self.may_save() else today), strict=True
            ):
                field.setText(hours_words(sessions))
            self.valid_from.setText(f"{tomorrow:%d/%m/%Y}")
            self.begun()
            self._show_sums()
        lines = [self.tr("Đang áp dụng: {hours}.").format(hours=week_words(hours_on(office, today)))]
        coming = [week for week in office.calendar.weeks if week.season is None and week.valid_from > today]
        words = self.tr("Từ {day}: {hours}.")
        lines += [words.format(day=f"{week.valid_from:%d/%m/%Y}", hours=week_words(week.days)) for week in coming]
        if any(week.season is not None for week in office.calendar.weeks):
            lines.append(self.tr("Giờ theo mùa trong lịch vẫn giữ nguyên."))
        self.now.setText("\n".join(lines))

    def save(self) -> None:
        """Store the hours as a new edition."""
        self.clear_faults()
        try:
            given = [read_hours(field.text()) for field in self.days]
            valid_from = day_of(self.valid_from.text())
        except DeskError as fault:
            self.show_fault(fault)
            return
        desk, officer = self.session.desk, self.session.officer

        def done(office: Office) -> None:
            self.session.work_by(office)
            words = self.tr("Đã lưu giờ tiếp nhận từ {day}; hạn của hồ sơ đang giải quyết đã được tính lại.")
            self.message.say(words.format(day=f"{valid_from:%d/%m/%Y}"), "good")

        self.store(lambda: change_hours(desk, officer, valid_from, cast(Days, tuple(given))), done)

    def words_of(self, fault: Exception) -> str:
        """Which line cannot be read, and how it is written."""
        if isinstance(fault, BadValue) and fault.facts.get("field") == "sessions":
            words = self.tr("Không đọc được giờ “{value}”; hãy viết như 07:00-11:30, 13:30-17:00.")
            return words.format(value=fault.facts.get("value", ""))
        if isinstance(fault, BadValue):
            return self.tr("Ngày áp dụng phải là hôm nay hoặc sau đó, viết như 01/12/2026.")
        if isinstance(fault, MissingField):
            return self.tr("Cả tuần đều nghỉ; hãy ghi giờ của ít nhất một ngày.")
        if isinstance(fault, BadCalendar):
            return self.tr("Các buổi chồng nhau hoặc ngược giờ; hãy ghi lần lượt, mỗi buổi từ giờ mở đến giờ đóng.")
        return super().words_of(fault)

    def field_of(self, fault: Exception) -> QWidget | None:
        """The line that is wrong."""
        if isinstance(fault, BadValue) and fault.facts.get("field") == "valid_from":
            return self.valid_from
        return next((field for field in self.days if _fault_in(field.text()) is type(fault)), self.days[0])

    def _show_sums(self) -> None:
        """How long the counter is open each day, and in the week."""
        lengths = []
        for field, shown in zip(self.days, self.sums, strict=True):
            wrong = _fault_in(field.text())
            if wrong is not None:
                shown.setText(self.tr("chưa đọc được") if wrong is BadValue else self.tr("giờ bị ngược"))
                continue
            lengths.append(sum(_minutes(one) for one in read_hours(field.text())))
            shown.setText(length_words(lengths[-1]) if lengths[-1] else self.tr("nghỉ"))
        words = self.tr("cả tuần {length}").format(length=length_words(sum(lengths)))
        self.whole.setText(words if len(lengths) == len(self.sums) else "")


def length_words(minutes: int) -> str:
    """A length of time: `8 giờ`, `7 giờ 30 phút`."""
    hours, rest = divmod(max(minutes, 0), 60)
    return f"{hours} giờ {rest:02d} phút" if rest else f"{hours} giờ"


def week_words(days: Days) -> str:
    """The hours of a week, days alike in one: `thứ Hai – thứ Sáu 07:00-11:30, 13:30-17:00; còn lại nghỉ`."""
    parts: list[str] = []
    first = 0
    for at in range(len(days)):
        if at + 1 < len(days) and days[at + 1] == days[first]:
            continue
        if days[first]:
            name = WEEKDAYS[first] if first == at else f"{WEEKDAYS[first]} – {WEEKDAYS[at]}"
            parts.append(f"{name} {hours_words(days[first])}")
        first = at + 1
    return "; ".join([*parts, *(["ngày còn lại nghỉ"] if not all(days) else [])])


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

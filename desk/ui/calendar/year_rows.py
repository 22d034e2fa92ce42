"""The dated rows of a year as a list: day, kind, name, document, settled or not."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from desk.messages.calendar_words import DAY_KIND_WORDS
from desk.rules.calendar_year import rows_of
from desk.rules.weekly_hours import hours_words
from desk.rules.working_calendar import CalendarDay, WorkingCalendar
from desk.ui import style
from desk.ui.widgets.rows_model import Index, RowsModel
from desk.ui.wording import weekday_short


class YearRowsModel(RowsModel):
    """One row a dated day."""

    DAY, KIND, NAME, STATE = range(4)

    def __init__(self) -> None:
        super().__init__()
        self._headings = (self.tr("Ngày"), self.tr("Loại"), self.tr("Tên, căn cứ"), self.tr("Chính thức"))
        self.rows: tuple[CalendarDay, ...] = ()

    def show(self, calendar: WorkingCalendar, year: int) -> None:
        """Show the rows of a year."""
        self.beginResetModel()
        self.rows = rows_of(calendar, year)
        self.endResetModel()

    def shown(self) -> tuple[CalendarDay, ...]:
        """The rows."""
        return self.rows

    def row_of(self, day: dt.date) -> int | None:
        """Where a day stands."""
        return next((at for at, row in enumerate(self.rows) if row.date == day), None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; what is not settled wears the colour of a warning."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == self.STATE:
            return self.tr("chính thức") if row.confirmed else self.tr("dự kiến")
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(row)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.name}\n{row.source}"
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == self.STATE and not row.confirmed:
            return QColor(style.current().warn)
        return None

    def _words(self, row: CalendarDay) -> tuple[str, str, str, str]:
        hours = f" {hours_words(row.sessions)}" if row.sessions else ""
        return (
            weekday_short(row.date)[:-5],
            f"{DAY_KIND_WORDS[row.kind]}{hours}",
            f"{row.name} · {row.source}",
            "✓" if row.confirmed else self.tr("dự kiến"),
        )

"""The calendar as it is being changed: the one in force, every change on top of it, and the way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desk.messages.calendar_words import change_words, edition_words, week_changes
from desk.rules.calendar_year import row_changes
from desk.rules.working_calendar import CalendarDay, WorkingCalendar
from desk.services.desk import Office


class CalendarDraft(QObject):
    """Keeps what is not saved; a calendar that contradicts itself never gets in.

    Signals:
        changed: the calendar being drafted is another one now.
    """

    changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.based_on, self.before = office.calendar_id, office.calendar
        self.calendar = office.calendar
        self._earlier: list[WorkingCalendar] = []

    @property
    def edited(self) -> bool:
        """Whether something differs from the calendar that the draft began with."""
        return self.calendar != self.before

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._earlier)

    def take_office(self, office: Office) -> bool:
        """Begin anew with a newer edition. False when something unsaved stands in the way: it stays as it is."""
        if office.calendar_id == self.based_on:
            return True
        if self.edited:
            return False
        self.begin(office)
        return True

    def begin(self, office: Office) -> None:
        """Begin anew with the calendar in force; what was unsaved is gone."""
        self.based_on, self.before, self.calendar = office.calendar_id, office.calendar, office.calendar
        self._earlier = []
        self.changed.emit()

    def put(self, calendar: WorkingCalendar) -> None:
        """Go on with another calendar; the same again is no step."""
        if calendar != self.calendar:
            self._earlier.append(self.calendar)
            self.calendar = calendar
            self.changed.emit()

    def put_rows(self, days: Iterable[dt.date], rows: Iterable[CalendarDay]) -> None:
        """Write these rows in place of whatever stands on the days. Raises: BadCalendar."""
        gone = set(days)
        kept = [row for row in self.calendar.days if row.date not in gone]
        self.put(replace(self.calendar, days=(*kept, *rows)))

    def undo(self) -> None:
        """Take the last step back."""
        if self._earlier:
            self.calendar = self._earlier.pop()
            self.changed.emit()

    def lines(self) -> list[str]:
        """What differs, a line each: hours first, then days in order."""
        changes = row_changes(self.before, self.calendar)
        return [*week_changes(self.before, self.calendar), *(change_words(one) for one in changes)]

    def source(self) -> str:
        """What the new edition will say of itself."""
        return edition_words(row_changes(self.before, self.calendar), week_changes(self.before, self.calendar))

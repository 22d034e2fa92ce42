"""Whose working time a dossier used: the office's, another body's, the citizen's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from desk.rules.transitions import Life, Moment, Place, begin, fold
from desk.rules.working_calendar import WorkingCalendar
from desk.rules.working_time import working_minutes


@dataclass(frozen=True)
class SpentTime:
    """Working minutes from receipt to the end of the work, or to now.

    `budget` are the working hours that the procedure's process gives the office; 0 where it says nothing.
    `promised` are the working minutes from receipt to the promise: all there is to use.
    """

    office: int
    body: int
    citizen: int
    budget: int = 0
    promised: int = 0

    @property
    def over(self) -> bool:
        """Whether the office used more than its process gives it."""
        return bool(self.budget) and self.office > self.budget * 60


def spent_time(
    received_at: dt.datetime,
    moments: Iterable[Moment],
    now: dt.datetime,
    calendar: WorkingCalendar,
    budget: int = 0,
    promised: int = 0,
) -> SpentTime:
    """The working minutes by who had the dossier; while the citizen is waited for they are the citizen's.

    What is spent after the end of the work, waiting to be collected, is nobody's. Raises `MissingCalendarYear`.
    """
    spent = {"office": 0, "body": 0, "citizen": 0}
    life, at = begin(received_at), received_at
    for moment in moments:
        _add(spent, life, at, moment.at, calendar)
        life, at = fold([moment], life), moment.at
    _add(spent, life, at, max(now, at), calendar)
    return SpentTime(**spent, budget=budget, promised=promised)


def _add(spent: dict[str, int], life: Life, begins: dt.datetime, ends: dt.datetime, calendar: WorkingCalendar) -> None:
    if life.ended_at is not None:
        return
    who = "citizen" if life.stopped else "body" if life.place is Place.BODY else "office"
    spent[who] += working_minutes(begins, ends, calendar)

"""A limit tried against work that was done: which limit each dossier would have needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from desk.errors import MissingCalendarYear
from desk.rules.clock import Terms, deadline
from desk.rules.due_date import Pause, effective_instant
from desk.rules.instants import cut_to_minute
from desk.rules.shares import interval_95
from desk.rules.working_calendar import WorkingCalendar
from desk.vocabulary import LimitUnit

COUNTED = frozenset({LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY, LimitUnit.WORKING_HOUR, LimitUnit.MONTH})
_BY_DAYS = frozenset({LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY})


@dataclass(frozen=True, slots=True)
class DoneCase:
    """A dossier that was settled: from when it counted, when the work ended, what it waited for."""

    received_at: dt.datetime
    ended_at: dt.datetime
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True)
class TriedLimit:
    """How many of `of` dossiers would have needed each limit: `needed[n - 1]` the limit n, `beyond` more than all.

    Where the unit counts nothing (the same day, the session) `needed` has one member: those that met it.
    """

    unit: LimitUnit
    needed: tuple[int, ...]
    beyond: int

    @property
    def of(self) -> int:
        """How many dossiers were tried."""
        return sum(self.needed) + self.beyond

    def met(self, limit: int) -> int:
        """How many would have met a limit."""
        return sum(self.needed[: max(limit, 0)])

    def share(self, limit: int) -> float:
        """Which share would have; 0 where there is none to try."""
        return self.met(limit) / self.of if self.of else 0.0

    def interval(self, limit: int) -> tuple[float, float]:
        """Between which the true share lies 95 times in 100."""
        return interval_95(self.met(limit), self.of)

    def smallest(self, share: float) -> int | None:
        """The smallest limit that at least this share would have met; None when even the longest does not."""
        return next((n for n in range(1, len(self.needed) + 1) if self.of and self.share(n) >= share), None)


def needed_limit(
    case: DoneCase, unit: LimitUnit, most: int, calendar: WorkingCalendar, cutoff: dt.time | None = None
) -> int | None:
    """The smallest limit that the dossier would have met, by the rule that promises are counted with.

    None when not even `most`; without a unit that counts, 1 when it was met. A longer limit is never due earlier, so
    the smallest one is found by halves. Raises: MissingCalendarYear.
    """
    ended = cut_to_minute(case.ended_at)

    def met(limit: int) -> bool:
        return ended <= deadline(Terms(limit, unit, cutoff), case.received_at, case.pauses, None, calendar).due_at

    if unit not in COUNTED:
        return 1 if met(0) else None
    low, high = 1, most + 1
    while low < high:
        middle = (low + high) // 2
        if met(middle):
            high = middle
        else:
            low = middle + 1
    return low if low <= most else None


def try_limits(
    cases: Iterable[DoneCase], unit: LimitUnit, most: int, calendar: WorkingCalendar, cutoff: dt.time | None = None
) -> TriedLimit:
    """Try every limit up to `most`; a dossier that the calendar does not reach is left out."""
    needed = [0] * (most if unit in COUNTED else 1)
    beyond = 0
    known: dict[tuple[dt.date, dt.date, bool], int | None] = {}
    for case in cases:
        try:
            limit = _remembered(case, unit, most, calendar, cutoff, known)
        except MissingCalendarYear:
            continue
        if limit is None:
            beyond += 1
        else:
            needed[limit - 1] += 1
    return TriedLimit(unit, tuple(needed), beyond)


def _remembered(
    case: DoneCase,
    unit: LimitUnit,
    most: int,
    calendar: WorkingCalendar,
    cutoff: dt.time | None,
    known: dict[tuple[dt.date, dt.date, bool], int | None],
) -> int | None:
    """The same; days without a wait depend on the two days alone, and on whether the work ended after hours."""
    if unit not in _BY_DAYS or case.pauses:
        return needed_limit(case, unit, most, calendar, cutoff)
    ended = cut_to_minute(case.ended_at)
    day = ended.date()
    late = calendar.is_working(day) and ended > calendar.closing(day)
    key = (effective_instant(case.received_at, calendar).date(), day, late)
    if key not in known:
        known[key] = needed_limit(case, unit, most, calendar, cutoff)
    return known[key]

"""The clock of a dossier: its deadline by limit, pauses and the one extension.

Sources: docs/deadlines.md; Decree 118/2025 Art 19(5) (restart) and 19(6) (one re-appointment, told at latest one day
before the due date).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desk.errors import PromiseNotLater, PromiseOnDayOff, TooLateToExtend
from desk.rules.due_date import COMPLETED, RECEIVED, DueDate, Pause, TraceDay, due
from desk.rules.instants import cut_to_minute, vietnam_day
from desk.rules.working_calendar import WorkingCalendar
from desk.vocabulary import LimitUnit, PauseMode

_ONE_DAY = dt.timedelta(days=1)
_BY_THE_WALL = frozenset({LimitUnit.CALENDAR_DAY, LimitUnit.MONTH})
_SHORT = frozenset({LimitUnit.SAME_DAY, LimitUnit.SESSION, LimitUnit.IMMEDIATE})


@dataclass(frozen=True)
class Terms:
    """What a deadline is counted by; `cutoff` is the procedure's own for `same_day`."""

    limit: int
    unit: LimitUnit
    cutoff: dt.time | None = None


@dataclass(frozen=True)
class Extension:
    """The re-appointment of an apology letter: when it was granted, and to when."""

    granted_at: dt.datetime
    until: dt.datetime


def deadline(
    terms: Terms,
    received_at: dt.datetime,
    pauses: Sequence[Pause],
    extension: Extension | None,
    calendar: WorkingCalendar,
) -> DueDate:
    """The deadline with its trace, as `due`, with the extension where there is one.

    An extension takes the place of the deadline. A later pause counts when it begins before that: `restart` counts the
    limit again from the beginning and the extension falls away with everything before; `stop` adds to the extended
    deadline the days it lasted. Raises as `due`.
    """
    if extension is None:
        return due(terms.limit, terms.unit, received_at, pauses, calendar, cutoff=terms.cutoff)
    granted = cut_to_minute(extension.granted_at)
    before = [pause for pause in pauses if cut_to_minute(pause.begins) < granted]
    first = deadline(terms, received_at, before, None, calendar)
    later = sorted((pause for pause in pauses if pause not in before), key=lambda pause: (pause.begins, pause.ends))
    until = extension.until
    reason = f"gia hạn một lần từ {first.due_at:%H:%M %d/%m/%Y} đến {until:%H:%M %d/%m/%Y}"
    extended = replace(first, due_at=until, trace=(*first.trace, TraceDay(vietnam_day(until), True, reason)))
    stops: list[Pause] = []
    for at, pause in enumerate(later):
        if cut_to_minute(pause.begins) >= extended.due_at:
            break
        if pause.mode is PauseMode.RESTART or terms.unit in _SHORT:
            again = due(terms.limit, terms.unit, pause.ends, later[at + 1 :], calendar, cutoff=terms.cutoff)
            trace = tuple(day._replace(reason=COMPLETED) if day.reason == RECEIVED else day for day in again.trace)
            return replace(again, trace=(*extended.trace, *trace))
        stops.append(pause)
        extended = _moved(terms.unit, extension, stops, first, calendar)
    return extended


def _moved(
    unit: LimitUnit, extension: Extension, stops: Sequence[Pause], first: DueDate, calendar: WorkingCalendar
) -> DueDate:
    """The extended deadline with the days of the stops added, counted from the day it was granted."""
    day, last = vietnam_day(extension.granted_at), vietnam_day(extension.until)
    counted = LimitUnit.CALENDAR_DAY if unit in _BY_THE_WALL else LimitUnit.WORKING_DAY
    days = [day + n * _ONE_DAY for n in range(1, (last - day).days + 1)]
    limit = sum(1 for one in days if counted is LimitUnit.CALENDAR_DAY or calendar.is_working(one))
    found = due(limit, counted, calendar.opening(_working(day, calendar)), stops, calendar)
    if found.due_at < extension.until:
        found = replace(found, due_at=extension.until)
    return replace(found, trace=(*first.trace, *found.trace), effective=first.effective)


def _working(day: dt.date, calendar: WorkingCalendar) -> dt.date:
    return day if calendar.is_working(day) else calendar.next_working_day(day)


def last_day_to_extend(promised_at: dt.datetime) -> dt.date:
    """The last day on which an extension may be granted: the one before the promise (Decree 118/2025 Art 19(6))."""
    return vietnam_day(promised_at) - _ONE_DAY


def check_extension(
    promised_at: dt.datetime, at: dt.datetime, until: dt.datetime, calendar: WorkingCalendar, number: str
) -> None:
    """Refuse an extension that the rules do not allow.

    Raises:
        TooLateToExtend: it is granted on the promised day or later. PromiseNotLater: it leads to no later moment than
            the promise. PromiseOnDayOff: to a day on which nobody could hand the result over.
    """
    if vietnam_day(at) > last_day_to_extend(promised_at):
        raise TooLateToExtend(number=number, last=last_day_to_extend(promised_at))
    if until <= promised_at:
        raise PromiseNotLater(until=until, promised=promised_at)
    if not calendar.is_working(vietnam_day(until)):
        raise PromiseOnDayOff(until=until, day=vietnam_day(until))

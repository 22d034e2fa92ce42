"""The one deadline function: when a dossier is due, and a trace by which its citizen can check the date."""

import datetime as dt
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from desk.errors import BadLimit, BadPause
from desk.rules.instants import VIETNAM, cut_to_minute, in_vietnam
from desk.rules.working_calendar import WorkingCalendar
from desk.vocabulary import LimitUnit, PauseMode

LARGEST_LIMIT = 3650
SAME_DAY_CUTOFF = dt.time(15)  # procedures settled on the day: received after 15:00, then the next working day

_ONE_DAY = dt.timedelta(days=1)
_ONE_HOUR = dt.timedelta(hours=1)
_MINUTE = dt.timedelta(minutes=1)
_SHORT_DAY_CLOSES_BEFORE = dt.time(16)
AT_CLOSING = "nhận đúng giờ đóng cửa, tính từ lúc mở cửa ngày làm việc tiếp theo"
RECEIVED = "ngày tiếp nhận, không tính"
COMPLETED = "ngày nhận đủ hồ sơ, tính lại từ đầu, ngày này không tính"
_WITHOUT_LIMIT = (LimitUnit.SAME_DAY, LimitUnit.SESSION, LimitUnit.IMMEDIATE)


@dataclass(frozen=True, slots=True)
class Pause:
    """A closed stretch of waiting; `label` says in the trace what was waited for."""

    begins: dt.datetime
    ends: dt.datetime
    mode: PauseMode
    label: str = "chờ bổ sung"

    def words(self) -> str:
        """The waiting as the trace tells it: "chờ bổ sung từ 09:00 25/11/2026 đến …"."""
        return f"{self.label} từ {self.begins:%H:%M %d/%m/%Y} đến {self.ends:%H:%M %d/%m/%Y}"


class TraceDay(NamedTuple):
    """One day looked at (one session, for hours and sessions): whether it counted towards the limit, and why."""

    date: dt.date
    counted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class DueDate:
    """A deadline; `effective` is the instant the count finally began at, `provisional` that a year touched may change.

    The last entry of the trace is the day (session) on which the dossier is due.
    """

    due_at: dt.datetime
    provisional: bool
    trace: tuple[TraceDay, ...]
    effective: dt.datetime


def effective_instant(received_at: dt.datetime, calendar: WorkingCalendar) -> dt.datetime:
    """The instant from which a receipt counts: itself inside a working day, else the next opening.

    A working day runs from its opening to its closing time, both included, lunch too. Raises `MissingCalendarYear`.
    """
    at = cut_to_minute(received_at)
    day = at.date()
    spans = calendar.facts(day).spans
    if spans and at <= spans[-1][1]:
        return max(at, spans[0][0])
    return calendar.opening(calendar.next_working_day(day))


def promise_in_force(promised_at: dt.datetime, calendar: WorkingCalendar) -> dt.datetime:
    """The promise as it binds: on a day declared off after printing it counts until the next working day closes."""
    day = in_vietnam(promised_at).date()
    if calendar.is_working(day):
        return promised_at
    return calendar.closing(calendar.next_working_day(day))


def due(
    limit: int,
    unit: LimitUnit,
    received_at: dt.datetime,
    pauses: Sequence[Pause],
    calendar: WorkingCalendar,
    *,
    cutoff: dt.time | None = None,
) -> DueDate:
    """The deadline of a limit counted from a receipt, with the pauses that count; in whole minutes of Vietnam time.

    Source: Decree 118/2025 Art 19(5) (`restart`), Civil Code 2015 Arts 147 and 148 (first day not counted, last day
    moved off a day off). `cutoff` is the procedure's own for `same_day`. Raises `BadLimit`, `BadPause` and
    `MissingCalendarYear`.
    """
    count = _COUNTS.get(unit)
    least = 0 if unit in _WITHOUT_LIMIT else 1
    if count is None or type(limit) is not int or not least <= limit <= LARGEST_LIMIT:
        raise BadLimit(limit=limit, unit=unit)
    received = cut_to_minute(received_at)
    task = _Task(limit, effective_instant(received, calendar), (), calendar, cutoff, RECEIVED)
    pending = _after(_in_minutes(pauses), task.effective) if pauses else []
    restarts: list[Pause] = []
    result = count(task)
    while pending and pending[0].begins < result.due_at:
        pause = pending.pop(0)
        if pause.mode is PauseMode.RESTART or unit in _WITHOUT_LIMIT:
            restarts.append(pause)
            task = task._replace(effective=effective_instant(pause.ends, calendar), stops=(), first_day=COMPLETED)
            pending = _after(pending, task.effective)
        else:
            task = task._replace(stops=(*task.stops, pause))
            _floor(task)  # a wait that ends beyond the known years stops here, before its days are walked
        result = count(task)
    trace = (*_before(received, task.effective, restarts, calendar), *result.trace)
    years = range(received.year, result.due_at.year + 1)
    return DueDate(result.due_at, any(map(calendar.provisional, years)), trace, task.effective)


class _Task(NamedTuple):
    """What one count works on: everything after the last restart."""

    limit: int
    effective: dt.datetime
    stops: tuple[Pause, ...]
    calendar: WorkingCalendar
    cutoff: dt.time | None
    first_day: str


class _Count(NamedTuple):
    due_at: dt.datetime
    trace: list[TraceDay]


# --- pauses -----------------------------------------------------------------------------------------------------------


def _in_minutes(pauses: Sequence[Pause]) -> list[Pause]:
    for pause in pauses:
        if pause.ends < pause.begins:
            raise BadPause(begins=pause.begins, ends=pause.ends)
    return [replace(pause, begins=cut_to_minute(pause.begins), ends=cut_to_minute(pause.ends)) for pause in pauses]


def _after(pauses: Sequence[Pause], effective: dt.datetime) -> list[Pause]:
    """What of the pauses lies after the effective instant, in order; those that overlap or touch are one."""
    merged: list[Pause] = []
    for pause in sorted(pauses, key=lambda pause: (pause.begins, pause.ends)):
        if pause.ends <= effective:
            continue
        begins = max(pause.begins, effective)
        if merged and begins <= merged[-1].ends:
            last = merged[-1]
            mode = PauseMode.RESTART if PauseMode.RESTART in (last.mode, pause.mode) else PauseMode.STOP
            label = last.label if pause.label in last.label else f"{last.label}, {pause.label}"
            merged[-1] = Pause(last.begins, max(last.ends, pause.ends), mode, label)
        else:
            merged.append(replace(pause, begins=begins))
    return merged


def _before(
    received: dt.datetime, effective: dt.datetime, restarts: Sequence[Pause], calendar: WorkingCalendar
) -> list[TraceDay]:
    """The days from the receipt up to the one the count finally began on: closed, waited through, or in vain."""
    trace = []
    for day in _days(received.date(), effective.date()):
        waits = [pause for pause in restarts if pause.begins.date() <= day <= pause.ends.date()]
        if why := calendar.facts(day).why_closed:
            reason = why
        elif waits:
            reason = waits[-1].words()
        elif day == received.date() and received > calendar.closing(day):
            reason = "nhận sau giờ đóng cửa, tính từ lúc mở cửa ngày làm việc tiếp theo"
        else:
            reason = RECEIVED if day == received.date() else "trước khi nhận đủ hồ sơ, không tính vì tính lại từ đầu"
        trace.append(TraceDay(day, False, reason))
    return trace


def _days(first: dt.date, end: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=n) for n in range((end - first).days)]


def _waiting(day: dt.date, stops: Sequence[Pause], *, from_first: bool = False) -> Pause | None:
    """The pause for which the day is added: from-date < day ≤ to-date; `from_first` takes the first day in as well."""
    for pause in stops:
        begins = pause.begins.date()
        if begins < day <= pause.ends.date() or (from_first and begins == day):
            return pause
    return None


# --- days and months --------------------------------------------------------------------------------------------------


def _working_days(task: _Task) -> _Count:
    facts_of, stops = task.calendar.facts, task.stops
    day = task.effective.date()
    trace = [TraceDay(day, False, task.first_day)]
    counted = 0
    while counted < task.limit:
        day += _ONE_DAY
        facts = facts_of(day)
        if not facts.spans:
            trace.append(TraceDay(day, False, facts.why_closed))
        elif stops and (pause := _waiting(day, stops)):
            trace.append(TraceDay(day, False, pause.words()))
        else:
            counted += 1
            trace.append(TraceDay(day, True, f"ngày làm việc thứ {counted}"))
    if not stops or (floor := _floor(task)) <= day:
        return _Count(facts.spans[-1][1], trace)
    # The last wait began on this very day: it was not worked to its end, the day that ends the wait stands for it.
    if pause := _waiting(day, stops, from_first=True):
        trace[-1] = TraceDay(day, False, pause.words())
    trace += _until(day, floor, task, f"ngày làm việc thứ {counted}", counted=True)
    return _Count(task.calendar.closing(floor), trace)


def _calendar_days(task: _Task) -> _Count:
    day = task.effective.date()
    trace = [TraceDay(day, False, task.first_day)]
    counted = 0
    while counted < task.limit:
        day += _ONE_DAY
        if pause := _waiting(day, task.stops):
            trace.append(TraceDay(day, False, pause.words()))
        else:
            counted += 1
            why = task.calendar.facts(day).why_closed
            trace.append(TraceDay(day, True, f"ngày thứ {counted}" + (f" ({why})" if why else "")))
    return _at_work(task, day, trace)


def _months(task: _Task) -> _Count:
    first = task.effective.date()
    waited = [(day, pause) for pause in task.stops for day in _days(*_added(pause))]
    target = _months_on(first, task.limit) + dt.timedelta(days=len(waited))
    entries = {day: TraceDay(day, False, pause.words()) for day, pause in waited}
    reason = f"tròn {task.limit} tháng kể từ ngày {first:%d/%m/%Y}" + (
        f", thêm {len(waited)} ngày chờ" if waited else ""
    )
    why = task.calendar.facts(target).why_closed
    entries[target] = TraceDay(target, True, reason + (f" ({why})" if why else ""))
    trace = [TraceDay(first, False, task.first_day), *(entries[day] for day in sorted(entries))]
    return _at_work(task, trace[-1].date if task.stops else target, trace)


def _added(pause: Pause) -> tuple[dt.date, dt.date]:
    return pause.begins.date() + _ONE_DAY, pause.ends.date() + _ONE_DAY


def _months_on(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months on, or the last of that month (Civil Code 2015 Art 148(3))."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _at_work(task: _Task, day: dt.date, trace: list[TraceDay]) -> _Count:
    """The end of a count by the wall calendar: off a day off, and never before the last wait is over."""
    working = day if task.calendar.is_working(day) else task.calendar.next_working_day(day)
    if task.stops:
        working = max(working, _floor(task))
    trace += _until(day, working, task, "ngày làm việc tiếp theo, đến hạn", counted=False)
    return _Count(task.calendar.closing(working), trace)


def _floor(task: _Task) -> dt.date:
    """The working day before whose closing no day limit ends: the one on which the last pause ended, or the next."""
    return effective_instant(task.stops[-1].ends, task.calendar).date()


def _until(day: dt.date, last: dt.date, task: _Task, last_reason: str, *, counted: bool) -> list[TraceDay]:
    trace = []
    for between in _days(day + _ONE_DAY, last):
        pause = _waiting(between, task.stops, from_first=True)
        why = task.calendar.facts(between).why_closed
        trace.append(TraceDay(between, False, why or (pause.words() if pause else last_reason)))
    return [*trace, TraceDay(last, counted, last_reason)] if last > day else trace


# --- hours, the same day, the session ---------------------------------------------------------------------------------


def _working_hours(task: _Task) -> _Count:
    left = task.limit * 60
    at = task.effective
    day = at.date()
    trace: list[TraceDay] = []
    while True:
        facts = task.calendar.facts(day)
        if not facts.spans:
            trace.append(TraceDay(day, False, facts.why_closed))
        for opens, closes in facts.spans:
            if closes <= at:
                continue
            begins = max(opens, at)
            gaps = [(max(pause.begins, begins), min(pause.ends, closes), pause) for pause in task.stops]
            gaps = [gap for gap in gaps if gap[0] < gap[1]]
            end, spent = _spend(begins, closes, left, [gap[:2] for gap in gaps])
            left -= spent
            waits = "".join(f", trừ {pause.words()}" for start, _, pause in gaps if start < end)
            trace.append(TraceDay(day, spent > 0, f"từ {begins:%H:%M} đến {end:%H:%M}: tính {spent} phút{waits}"))
            if not left:
                return _Count(end, trace)
        if facts.spans and facts.spans[-1][1] <= at:  # received as the door closed: nothing of the day is left
            trace.append(TraceDay(day, False, AT_CLOSING))
        day += _ONE_DAY


def _spend(
    begins: dt.datetime, closes: dt.datetime, left: int, gaps: Sequence[tuple[dt.datetime, dt.datetime]]
) -> tuple[dt.datetime, int]:
    """How far into a session the minutes left reach, gaps skipped: (end, minutes used of those left)."""
    spent = 0
    at = begins
    for gap_begins, gap_ends in (*gaps, (closes, closes)):
        free = (gap_begins - at) // _MINUTE
        if spent + free >= left:
            return at + (left - spent) * _MINUTE, left
        spent += free
        at = gap_ends
    return closes, spent


def _same_day(task: _Task) -> _Count:
    day = task.effective.date()
    closes = task.calendar.closing(day)
    if closes.time() < _SHORT_DAY_CLOSES_BEFORE:
        cut = closes - _ONE_HOUR
    else:
        cut = dt.datetime.combine(day, task.cutoff or SAME_DAY_CUTOFF, VIETNAM)
    if task.effective <= cut:
        return _Count(closes, [TraceDay(day, True, f"nhận không muộn hơn {cut:%H:%M}, trả trong ngày")])
    working = task.calendar.next_working_day(day)
    trace = [TraceDay(day, False, f"nhận sau {cut:%H:%M}, trả vào ngày làm việc tiếp theo")]
    trace += _until(day, working, task, "ngày làm việc tiếp theo, đến hạn", counted=True)
    return _Count(task.calendar.closing(working), trace)


def _session(task: _Task) -> _Count:
    at = task.effective
    opens, closes = next(span for span in task.calendar.facts(at.date()).spans if at <= span[1])
    reason = f"buổi từ {opens:%H:%M} đến {closes:%H:%M}, trả khi hết buổi"
    if at < opens:
        reason = f"nhận vào giờ nghỉ, {reason}"
    return _Count(closes, [TraceDay(at.date(), True, reason)])


_COUNTS: dict[LimitUnit, Callable[[_Task], _Count]] = {
    LimitUnit.WORKING_DAY: _working_days,
    LimitUnit.CALENDAR_DAY: _calendar_days,
    LimitUnit.MONTH: _months,
    LimitUnit.WORKING_HOUR: _working_hours,
    LimitUnit.SAME_DAY: _same_day,
    LimitUnit.SESSION: _session,
    LimitUnit.IMMEDIATE: _session,
}

"""Why a date is one: a deadline's trace as a few sentences and as days on a wall calendar, for whoever has the slip."""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desk.rules.clock import Extension
from desk.rules.due_date import DueDate, Pause, TraceDay
from desk.rules.instants import cut_to_minute, vietnam_day, weekday_words
from desk.rules.working_calendar import WEEKDAYS, WorkingCalendar
from desk.vocabulary import LimitUnit, PauseMode

_ONE_DAY = dt.timedelta(days=1)
_NUMBERED = frozenset({LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY})


class DayMark(StrEnum):
    """What a day is in the count."""

    RECEIVED = "received"
    COUNTED = "counted"
    SKIPPED = "skipped"  # closed
    PAUSED = "paused"
    PASSED = "passed"  # open, and yet not counted: before a restart, or inside a limit by the wall
    DUE = "due"


@dataclass(frozen=True, slots=True)
class ExplainedDay:
    """A day from the receipt to the deadline; `number` says which one of the limit it is, where days are numbered."""

    date: dt.date
    mark: DayMark
    reason: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A deadline explained: sentences in order, and every day from the receipt to the deadline, once each."""

    due_at: dt.datetime
    sentences: tuple[str, ...]
    days: tuple[ExplainedDay, ...]
    provisional: bool


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """A month of a wall calendar: weeks from Monday, None where a day is another month's."""

    year: int
    month: int
    weeks: tuple[tuple[dt.date | None, ...], ...]


def explain_due(
    due: DueDate,
    limit_words: str,
    unit: LimitUnit,
    received_at: dt.datetime,
    pauses: Sequence[Pause],
    extension: Extension | None,
    calendar: WorkingCalendar,
) -> Explanation:
    """The deadline that the rules gave, explained; `limit_words` is the limit as papers say it.

    What is said comes from the trace alone, so that the sentences can never tell another date than the count.
    """
    received = cut_to_minute(received_at)
    days = tuple(_days(due, unit, received.date(), pauses, calendar))
    sentences = [f"Hồ sơ được nhận lúc {_moment(received)}. Thời hạn giải quyết: {limit_words}."]
    sentences += _beginning(received, due, pauses)
    counted = [one for one in days if one.number is not None]
    if counted:
        kind = "ngày làm việc" if unit is LimitUnit.WORKING_DAY else "ngày"
        begun = vietnam_day(due.effective)
        sentences.append(f"Ngày {begun:%d/%m} không tính; tính từ ngày tiếp theo.")
        sentences.append(f"Tính được {len(counted)} {kind}: {_ranges([one.date for one in counted])}.")
    elif unit is LimitUnit.WORKING_HOUR:
        spent = "; ".join(f"{one.date:%d/%m} {one.reason}" for one in due.trace if one.counted)
        sentences.append(f"Tính theo giờ làm việc của từng buổi: {spent}.")
    elif unit is LimitUnit.SAME_DAY and len(days) > 1:
        late = next((one.reason for one in due.trace if one.date == vietnam_day(due.effective)), "")
        sentences.append(f"Hồ sơ {late}.")
    elif unit is LimitUnit.MONTH:
        sentences += [f"{one.reason[:1].upper()}{one.reason[1:]}." for one in due.trace if one.counted][:1]
    told = " ".join(sentences)
    sentences += [f"Không tính {skipped}." for reason, skipped in _skipped(days, unit) if reason not in told]
    if extension is not None and due.trace[-1].reason.startswith("gia hạn"):
        sentences.append(f"Thời hạn được {due.trace[-1].reason}.")
    sentences.append(_ending(due, days, unit, calendar))
    if due.provisional:
        sentences.append("Lịch nghỉ của năm có trong cách tính này còn dự kiến, ngày trên có thể đổi.")
    return Explanation(due.due_at, tuple(sentences), days, due.provisional)


def month_grids(days: Sequence[ExplainedDay]) -> tuple[MonthGrid, ...]:
    """The months that the days touch, as a wall calendar has them."""
    first, last = days[0].date, days[-1].date
    grids = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        weeks = months.Calendar().monthdatescalendar(year, month)
        grid = tuple(tuple(day if day.month == month else None for day in week) for week in weeks)
        grids.append(MonthGrid(year, month, grid))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return tuple(grids)


# --- days -------------------------------------------------------------------------------------------------------------


def _days(
    due: DueDate, unit: LimitUnit, received: dt.date, pauses: Sequence[Pause], calendar: WorkingCalendar
) -> Iterable[ExplainedDay]:
    """One entry a day; of several looks at a day the last that counted tells; days nobody looked at are filled in."""
    looked: dict[dt.date, TraceDay] = {}
    for one in due.trace:
        if one.date not in looked or one.counted or not looked[one.date].counted:
            looked[one.date] = one
    last = vietnam_day(due.due_at)
    begun = vietnam_day(due.effective)
    number = 0
    day = received
    while day <= last:
        found = looked.get(day)
        counted = found is not None and found.counted and unit in _NUMBERED and day > begun
        number += counted
        reason = found.reason if found is not None else ""
        mark = DayMark.DUE if day == last else _mark(day, found, {received, begun}, pauses, calendar)
        yield ExplainedDay(day, mark, reason, number if counted else None)
        day += _ONE_DAY


def _mark(
    day: dt.date, found: TraceDay | None, begun: set[dt.date], pauses: Sequence[Pause], calendar: WorkingCalendar
) -> DayMark:
    if found is not None and found.counted:
        return DayMark.COUNTED
    if day in begun:
        return DayMark.RECEIVED
    if not calendar.is_working(day):
        return DayMark.SKIPPED
    if any(vietnam_day(pause.begins) <= day <= vietnam_day(pause.ends) for pause in pauses):
        return DayMark.PAUSED
    return DayMark.PASSED


# --- sentences --------------------------------------------------------------------------------------------------------


def _beginning(received: dt.datetime, due: DueDate, pauses: Sequence[Pause]) -> list[str]:
    """From when it is counted, where that is not plain."""
    restarts = [one for one in pauses if one.mode is PauseMode.RESTART and cut_to_minute(one.ends) <= due.effective]
    if restarts and due.effective > received:
        words = restarts[-1].words()
        return [f"Có lúc {words}: nhận đủ hồ sơ rồi thì thời hạn tính lại từ đầu, kể từ {_moment(due.effective)}."]
    if due.effective > received:
        return [f"Lúc nhận là ngoài giờ làm việc hoặc ngày nghỉ nên hồ sơ được tính từ {_moment(due.effective)}."]
    return []


def _skipped(days: Sequence[ExplainedDay], unit: LimitUnit) -> list[tuple[str, str]]:
    """What was left out, each by its reason: the weekly rest, holidays, waits; by the wall only waits are."""
    by_the_wall = unit in {LimitUnit.CALENDAR_DAY, LimitUnit.MONTH}
    closed = [] if by_the_wall else [one for one in days if one.mark is DayMark.SKIPPED]
    rest = [one.date for one in closed if one.reason in WEEKDAYS]
    weekly = "ngày nghỉ hằng tuần"
    named: dict[str, list[dt.date]] = {}
    for one in (*closed, *(one for one in days if one.mark is DayMark.PAUSED)):
        if one.reason and one.reason not in WEEKDAYS:
            named.setdefault(one.reason, []).append(one.date)
    told = [(weekly, f"{weekly}: {_ranges(rest)}")] if rest else []
    return told + [(reason, f"{_ranges(some)}: {reason}") for reason, some in named.items()]


def _ending(due: DueDate, days: Sequence[ExplainedDay], unit: LimitUnit, calendar: WorkingCalendar) -> str:
    last = days[-1]
    closing = due.due_at == calendar.closing(last.date) if calendar.is_working(last.date) else False
    why = ""
    if unit in {LimitUnit.CALENDAR_DAY, LimitUnit.MONTH} and last.reason == "ngày làm việc tiếp theo, đến hạn":
        why = ", là ngày làm việc đầu tiên sau ngày nghỉ"
    elif unit in {LimitUnit.SESSION, LimitUnit.IMMEDIATE}:
        why = f" ({last.reason})"
    hour = ", lúc hết giờ làm việc" if closing else ""
    return f"Vì vậy hạn trả kết quả là {_moment(due.due_at)}{why}{hour}."


def _moment(at: dt.datetime) -> str:
    here = cut_to_minute(at)
    return f"{here:%H:%M} {weekday_words(here)} {here:%d/%m/%Y}"


def _ranges(days: Sequence[dt.date]) -> str:
    """Days in words, those that follow each other as one stretch: `25–27/11, 30/11–01/12`."""
    stretches: list[list[dt.date]] = []
    for day in days:
        if stretches and day - stretches[-1][-1] == _ONE_DAY:
            stretches[-1].append(day)
        else:
            stretches.append([day])
    return ", ".join(_stretch(some[0], some[-1]) for some in stretches)


def _stretch(first: dt.date, last: dt.date) -> str:
    if first == last:
        return f"{first:%d/%m}"
    return f"{first:%d}–{last:%d/%m}" if first.month == last.month else f"{first:%d/%m}–{last:%d/%m}"

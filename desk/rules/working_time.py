"""Working time around a moment: the minutes between two instants, and which printed promises fall where."""

import datetime as dt
from dataclasses import dataclass

from desk.rules.instants import VIETNAM, cut_to_minute, in_vietnam
from desk.rules.working_calendar import WorkingCalendar

SOON_WORKING_DAYS = 2
WORKING_DAY_MINUTES = 480  # eight hours: only for words; the minutes themselves are exact

_ONE_DAY = dt.timedelta(days=1)
_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Instants from `begins` (open to the past when None) up to, and without, `ends`."""

    begins: dt.datetime | None
    ends: dt.datetime

    def holds(self, at: dt.datetime) -> bool:
        """Whether the instant lies in it."""
        return (self.begins is None or self.begins <= at) and at < self.ends


@dataclass(frozen=True, slots=True)
class PromiseSpans:
    """Where the printed promise of an open dossier lies when it is overdue, due later today, or due soon."""

    overdue: tuple[Span, ...]
    due_today: tuple[Span, ...]
    due_soon: tuple[Span, ...]


def working_minutes(begins: dt.datetime, ends: dt.datetime, calendar: WorkingCalendar) -> int:
    """Whole minutes of the counter's sessions between two instants, cut to the minute; below zero when they run back.

    Raises:
        MissingCalendarYear: a day between them lies in a year the calendar does not know.
    """
    first, last = cut_to_minute(begins), cut_to_minute(ends)
    if last < first:
        return -working_minutes(last, first, calendar)
    total = dt.timedelta()
    day = first.date()
    while day <= last.date():
        for opens, closes in calendar.facts(day).spans:
            total += max(min(closes, last) - max(opens, first), dt.timedelta())
        day += _ONE_DAY
    return total // _MINUTE


def promise_spans(now: dt.datetime, calendar: WorkingCalendar) -> PromiseSpans:
    """Ranges of printed promises that say the same as `promise_in_force` of each one, so that an index can count them.

    Overdue is a promise in force before `now`; today are the later ones of today; soon those of the next two working
    days. A promise on a day that was declared off after printing binds until the next working day closes: until then
    the closed days before today belong to today although they lie before it.

    Raises:
        MissingCalendarYear: the next working days lie in a year the calendar does not know.
    """
    today = in_vietnam(now).date()
    last_soon = today
    for _ in range(SOON_WORKING_DAYS):
        last_soon = calendar.next_working_day(last_soon)
    midnight = _start(today)
    tomorrow = _start(today + _ONE_DAY)
    closed_since = _start(_first_closed_before(today, calendar))
    soon = Span(tomorrow, _start(last_soon + _ONE_DAY))
    if not calendar.is_working(today):
        return PromiseSpans((Span(None, closed_since),), (), (Span(closed_since, soon.ends),))
    if now > calendar.closing(today):
        return PromiseSpans((Span(None, now),), (Span(now, tomorrow),), (soon,))
    return PromiseSpans(
        (Span(None, closed_since), Span(midnight, now)), (Span(closed_since, midnight), Span(now, tomorrow)), (soon,)
    )


def _first_closed_before(day: dt.date, calendar: WorkingCalendar) -> dt.date:
    """The first of the closed days that end just before the day; the day itself when the one before it was worked."""
    while day > calendar.first_day and not calendar.is_working(day - _ONE_DAY):
        day -= _ONE_DAY
    return day


def _start(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), VIETNAM)


def spoken(minutes: int) -> str:
    """Working minutes from nought as people say them: `2 ngày 3 giờ`, `3 giờ 15`, `45 phút`."""
    days, rest = divmod(minutes, WORKING_DAY_MINUTES)
    hours, odd = divmod(rest, 60)
    if days:
        return f"{days} ngày" + (f" {hours} giờ" if hours else "")
    if hours:
        return f"{hours} giờ" + (f" {odd:02d}" if odd else "")
    return f"{odd} phút"

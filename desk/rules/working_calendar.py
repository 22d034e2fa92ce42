"""The working calendar of an office: which sessions it keeps on a day, or why it is closed."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from desk.errors import BadCalendar, MissingCalendarYear
from desk.rules.instants import VIETNAM
from desk.vocabulary import DayKind

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

_ONE_DAY = dt.timedelta(days=1)
_DAYS_OFF = (DayKind.OFF, DayKind.MAKE_UP_OFF)


class CalendarFault(StrEnum):
    """What is wrong with a calendar, the fact `problem` of `BadCalendar`; `value` and `day` say where."""

    MISSING_FILE = "missing_file"
    UNREADABLE = "unreadable"
    NOT_TOML = "not_toml"
    MISSING_KEY = "missing_key"
    UNKNOWN_KEY = "unknown_key"
    BAD_VALUE = "bad_value"
    UNKNOWN_KIND = "unknown_kind"
    DAY_OUT_OF_YEAR = "day_out_of_year"
    NO_ROWS = "no_rows"
    DUPLICATE_DAY = "duplicate_day"
    DUPLICATE_WEEK = "duplicate_week"
    NO_WEEK = "no_week"  # no all-year sessions are in force on the first day
    OVERLAPPING_SESSIONS = "overlapping_sessions"
    SESSIONS_MISSING = "sessions_missing"
    SESSIONS_ON_DAY_OFF = "sessions_on_day_off"
    ALREADY_WORKING = "already_working"
    ALREADY_CLOSED = "already_closed"
    TOO_LARGE = "calendar_too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_FEW_DAYS_OFF = "too_few_days_off"
    TOO_MANY_DAYS_OFF = "too_many_days_off"


def calendar_fault(problem: CalendarFault, value: object = None, day: dt.date | None = None) -> BadCalendar:
    """The error for a fault whose file and line are not known here."""
    return BadCalendar(file=None, line=None, problem=problem, value=value, day=day)


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One stretch of opening hours; both ends belong to it."""

    opens: dt.time
    closes: dt.time


Sessions = tuple[Session, ...]
Days = tuple[Sessions, Sessions, Sessions, Sessions, Sessions, Sessions, Sessions]
MonthDay = tuple[int, int]


@dataclass(frozen=True, slots=True)
class WeekSessions:
    """The hours of each weekday from a day on, Monday first; with `season`, only between its two days of each year.

    `days` are the counter's hours, by which limits are counted; `office_days` the office's own, kept beside.
    """

    valid_from: dt.date
    days: Days
    season: tuple[MonthDay, MonthDay] | None = None
    office_days: Days | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether the set is in force on the day; a season may run over the end of the year."""
        if day < self.valid_from or self.season is None:
            return day >= self.valid_from
        first, last = self.season
        here = (day.month, day.day)
        return first <= here <= last if first <= last else here >= first or here <= last


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One dated row: what happens on the day, by which document, and whether that is settled yet."""

    date: dt.date
    kind: DayKind
    name: str
    source: str
    confirmed: bool = True
    replaces: dt.date | None = None
    sessions: Sessions | None = None


@dataclass(frozen=True, slots=True)
class DayFacts:
    """All the deadline rules ask of one day: its sessions as instants (none = closed), and why it is closed."""

    sessions: Sessions
    spans: tuple[tuple[dt.datetime, dt.datetime], ...]
    why_closed: str


@dataclass(frozen=True)
class WorkingCalendar:
    """An office's calendar: weekly hours and dated rows from a first day on, checked when built (`BadCalendar`).

    A day before `first_day`, or in a year without a single row, raises `MissingCalendarYear` in every question.
    """

    first_day: dt.date
    weeks: tuple[WeekSessions, ...]
    days: tuple[CalendarDay, ...]
    years: frozenset[int] = field(init=False, compare=False, repr=False)
    _unconfirmed: frozenset[int] = field(init=False, compare=False, repr=False)
    _rows: dict[dt.date, CalendarDay] = field(init=False, compare=False, repr=False)
    _facts: dict[dt.date, DayFacts] = field(init=False, compare=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        put = object.__setattr__  # the one way to derive fields of a frozen dataclass
        put(self, "weeks", tuple(sorted(self.weeks, key=lambda week: (week.valid_from, week.season or ()))))
        put(self, "days", tuple(sorted(self.days, key=lambda row: row.date)))
        put(self, "years", frozenset(row.date.year for row in self.days))
        put(self, "_unconfirmed", frozenset(row.date.year for row in self.days if not row.confirmed))
        put(self, "_rows", {row.date: row for row in self.days})
        self._check_weeks()
        for earlier, later in zip(self.days, self.days[1:], strict=False):
            if earlier.date == later.date:
                raise calendar_fault(CalendarFault.DUPLICATE_DAY, later.date, later.date)
        for row in self.days:
            self._check_row(row)

    def facts(self, day: dt.date) -> DayFacts:
        """Everything about the day at once, remembered: the deadline rules ask this several times a millisecond."""
        return self._facts.get(day) or self._look_up(day)

    def sessions(self, day: dt.date) -> Sessions:
        """The counter's sessions of the day in order; empty when it is closed."""
        return self.facts(day).sessions

    def is_working(self, day: dt.date) -> bool:
        """Whether the counter opens at all on the day."""
        return bool(self.facts(day).sessions)

    def why_closed(self, day: dt.date) -> str:
        """Why the day is closed, in Vietnamese ("thứ Bảy", "nghỉ Quốc khánh, theo …"); empty on a working day."""
        return self.facts(day).why_closed

    def opening(self, day: dt.date) -> dt.datetime:
        """The instant at which a working day begins; IndexError on a closed day, which nobody may ask."""
        return self.facts(day).spans[0][0]

    def closing(self, day: dt.date) -> dt.datetime:
        """The instant at which a working day ends; IndexError on a closed day, which nobody may ask."""
        return self.facts(day).spans[-1][1]

    def next_working_day(self, day: dt.date) -> dt.date:
        """The first working day strictly after the day."""
        day += _ONE_DAY
        while not self.facts(day).spans:
            day += _ONE_DAY
        return day

    def works_weekly(self, day: dt.date) -> bool:
        """Whether the weekly hours alone open the counter on the day."""
        return bool(self._weekly(day))

    def row_on(self, day: dt.date) -> CalendarDay | None:
        """The dated row of a day, where there is one."""
        return self._rows.get(day)

    def provisional(self, year: int) -> bool:
        """Whether the year still has unconfirmed rows."""
        if year not in self.years:
            raise MissingCalendarYear(year=year)
        return year in self._unconfirmed

    def _look_up(self, day: dt.date) -> DayFacts:
        if day < self.first_day or day.year not in self.years:
            raise MissingCalendarYear(year=day.year)
        row = self._rows.get(day)
        sessions = self._weekly(day) if row is None else self._sessions_of(row)
        why = "" if sessions else WEEKDAYS[day.weekday()] if row is None else _reason(row)
        spans = tuple(
            (dt.datetime.combine(day, s.opens, VIETNAM), dt.datetime.combine(day, s.closes, VIETNAM)) for s in sessions
        )
        return self._facts.setdefault(day, DayFacts(sessions, spans, why))

    def _sessions_of(self, row: CalendarDay) -> Sessions:
        if row.kind in _DAYS_OFF:
            return ()
        if row.sessions is None and row.replaces is not None:
            return self._weekly(row.replaces)
        return row.sessions or ()

    def _weekly(self, day: dt.date) -> Sessions:
        """The hours of the weekday: the latest set in force wins, of sets of one day the seasonal one.

        So a new decision ends every season set before it. A replaced day before the first set takes the hours of that.
        """
        in_force = [week for week in self.weeks if week.covers(day)] or self.weeks[:1]
        week = max(in_force, key=lambda week: (week.valid_from, week.season is not None))
        return week.days[day.weekday()]

    def _check_weeks(self) -> None:
        if not any(week.season is None and week.valid_from <= self.first_day for week in self.weeks):
            raise calendar_fault(CalendarFault.NO_WEEK, self.first_day)
        marks = [(week.valid_from, week.season) for week in self.weeks]
        for week, mark in zip(self.weeks, marks, strict=True):
            if marks.count(mark) > 1:
                raise calendar_fault(CalendarFault.DUPLICATE_WEEK, week.valid_from)
            check_week(week)

    def _check_row(self, row: CalendarDay) -> None:
        if row.kind in _DAYS_OFF:
            if row.sessions is not None:
                raise calendar_fault(CalendarFault.SESSIONS_ON_DAY_OFF, row.date, row.date)
            return
        sessions = self._sessions_of(row)
        if not sessions:
            raise calendar_fault(CalendarFault.SESSIONS_MISSING, row.date, row.date)
        _check_order(sessions, row.date)
        if row.date < self.first_day:
            return  # never asked for, and no week says what would be usual
        usual = self._weekly(row.date)
        if row.kind is DayKind.HALF_DAY_CLOSURE and not usual:
            raise calendar_fault(CalendarFault.ALREADY_CLOSED, row.date, row.date)
        # An office with Saturday mornings may work a whole one in exchange: only a swap that adds nothing is wrong.
        if row.kind is DayKind.SWAPPED_WORKING_DAY and _minutes(sessions) <= _minutes(usual):
            raise calendar_fault(CalendarFault.ALREADY_WORKING, row.date, row.date)


def check_week(week: WeekSessions) -> None:
    """Refuses (`BadCalendar`) sessions of a set that overlap or run back."""
    for sessions in (*week.days, *(week.office_days or ())):
        _check_order(sessions, None)


def _reason(row: CalendarDay) -> str:
    return f"nghỉ {row.name}, theo {row.source}" + ("" if row.confirmed else " (dự kiến)")


def _minutes(sessions: Sessions) -> int:
    return sum((s.closes.hour - s.opens.hour) * 60 + s.closes.minute - s.opens.minute for s in sessions)


def sessions_text(sessions: Sessions) -> list[list[str]]:
    """Sessions as plain pairs of times, `[["07:00", "11:30"]]`."""
    return [[f"{session.opens:%H:%M}", f"{session.closes:%H:%M}"] for session in sessions]


def _check_order(sessions: Sessions, day: dt.date | None) -> None:
    edges = [edge for session in sessions for edge in (session.opens, session.closes)]
    forward = all(session.opens < session.closes for session in sessions)
    if not forward or edges != sorted(edges):
        raise calendar_fault(CalendarFault.OVERLAPPING_SESSIONS, sessions_text(sessions), day)

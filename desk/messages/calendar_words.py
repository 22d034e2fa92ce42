"""How a calendar's rows and changes are told: kinds, dates, and what a new edition says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from desk.rules.calendar_year import ChangeKind, RowChange
from desk.rules.weekly_hours import hours_words, week_words
from desk.rules.working_calendar import CalendarDay, WeekSessions, WorkingCalendar
from desk.vocabulary import DayKind

DAY_KIND_WORDS: Final[Mapping[DayKind, str]] = {
    DayKind.OFF: "nghỉ",
    DayKind.MAKE_UP_OFF: "nghỉ bù",
    DayKind.SWAPPED_WORKING_DAY: "đi làm",
    DayKind.HALF_DAY_CLOSURE: "nghỉ một buổi",
}
CHANGE_WORDS: Final[Mapping[ChangeKind, str]] = {
    ChangeKind.ADDED: "thêm",
    ChangeKind.CHANGED: "sửa",
    ChangeKind.CONFIRMED: "xác nhận",
    ChangeKind.ENDED: "bỏ",
}
_LONGEST_SOURCE = 300


def row_words(row: CalendarDay) -> str:
    """A dated row in a line: `28/11/2026 đi làm 07:00-11:30: làm bù ngày 23/11/2026`."""
    hours = f" {hours_words(row.sessions)}" if row.sessions else ""
    doubt = "" if row.confirmed else " (dự kiến)"
    return f"{row.date:%d/%m/%Y} {DAY_KIND_WORDS[row.kind]}{hours}: {row.name}{doubt}"


def change_words(change: RowChange) -> str:
    """A change of a dated row in a line."""
    return f"{CHANGE_WORDS[change.kind]} {row_words(change.row)}"


def week_set_words(week: WeekSessions) -> str:
    """A set of weekly hours in a line, with the days from and between which it holds."""
    words = f"từ {week.valid_from:%d/%m/%Y}"
    if week.season is not None:
        (first_month, first_day), (last_month, last_day) = week.season
        words += f", mùa {first_day:02}/{first_month:02} – {last_day:02}/{last_month:02} hằng năm"
    return f"{words}: {week_words(week.days)}"


def week_changes(before: WorkingCalendar, after: WorkingCalendar) -> list[str]:
    """How the weekly hours of two calendars differ, in lines."""
    added = [f"giờ tiếp nhận {week_set_words(week)}" for week in after.weeks if week not in before.weeks]
    taken = {(week.valid_from, week.season) for week in after.weeks}
    ended = [week for week in before.weeks if week not in after.weeks and (week.valid_from, week.season) not in taken]
    return [*added, *(f"bỏ giờ tiếp nhận {week_set_words(week)}" for week in ended)]


def edition_words(changes: Sequence[RowChange], weeks: Sequence[str]) -> str:
    """What a new edition of the calendar changes, short enough for its source."""
    words = [*weeks, *(change_words(one) for one in changes)]
    text = "; ".join(words)
    if len(text) <= _LONGEST_SOURCE:
        return text[:1].upper() + text[1:]
    counts = {kind: sum(one.kind is kind for one in changes) for kind in ChangeKind}
    parts = [f"{CHANGE_WORDS[kind]} {count} ngày" for kind, count in counts.items() if count]
    years = sorted({one.row.date.year for one in changes})
    text = ", ".join([*parts, *(["sửa giờ tiếp nhận"] if weeks else [])])
    return f"{text[:1].upper()}{text[1:]} (năm {', '.join(map(str, years))})" if years else text[:_LONGEST_SOURCE]


def provisional_words(year: int, today: dt.date) -> str:
    """That a year still waits for its calendar, and what to do."""
    if year > today.year:
        return f"Lịch năm {year} chưa chính thức: hãy nhập hoặc xác nhận trước 01/01/{year}."
    return f"Lịch năm {year} còn dự kiến: hãy xác nhận theo thông báo của cơ quan có thẩm quyền."

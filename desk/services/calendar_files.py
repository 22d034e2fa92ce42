"""Calendar files: a folder with `sessions.toml` and one `<year>.toml` for each year, and single years in and out."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from desk import paths
from desk.errors import BadCalendar, BadCalendarFile, FileRefused
from desk.file_gate import LARGEST_DOCUMENT, FileProblem, read_text, toml_of
from desk.rules.calendar_document import (
    calendar_to_document,
    day_from,
    known_keys,
    row_from_document,
    week_from_document,
)
from desk.rules.calendar_year import check_year, rows_of
from desk.rules.working_calendar import CalendarDay, CalendarFault, WeekSessions, WorkingCalendar, check_week
from desk.rules.year_proposal import Holiday

SESSIONS_FILE = "sessions.toml"
MOST_ROWS = 400  # of a year, of weekly hours, of years

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# the key of a table that a fault speaks of, whose line is then named; else that of the table's head
_KEYS: Mapping[CalendarFault, str] = {
    CalendarFault.UNKNOWN_KIND: "kind",
    CalendarFault.ALREADY_WORKING: "kind",
    CalendarFault.ALREADY_CLOSED: "kind",
    CalendarFault.DUPLICATE_DAY: "date",
    CalendarFault.DAY_OUT_OF_YEAR: "date",
    CalendarFault.OVERLAPPING_SESSIONS: "sessions",
    CalendarFault.SESSIONS_ON_DAY_OFF: "sessions",
}
_REFUSALS: Mapping[object, CalendarFault] = {
    FileProblem.MISSING: CalendarFault.MISSING_FILE,
    FileProblem.UNREADABLE: CalendarFault.UNREADABLE,
    FileProblem.NOT_PLAIN: CalendarFault.UNREADABLE,
    FileProblem.TOO_LARGE: CalendarFault.TOO_LARGE,
}  # what else is refused is no TOML that a calendar is written in


@dataclass(frozen=True)
class YearGiven:
    """What a yearly file says: its year and the rows of that, in order."""

    year: int
    rows: tuple[CalendarDay, ...]


def read_calendar_folder(folder: Path) -> WorkingCalendar:
    """The calendar of the folder; raises `BadCalendar` with the file that is missing or wrong, and the line."""
    sessions_file = folder / SESSIONS_FILE
    days: list[CalendarDay] = []
    lines: dict[object, int | None] = {}
    try:
        file = sessions_file
        text = _text(file)
        head = _parsed(text)
        known_keys(head, ("first_day", "week"), ())
        first_day = day_from(head["first_day"])
        weeks = _weeks(text, _tables(head["week"]))
        for file in _year_files(folder):
            given = _year(file)
            if given.faults:
                raise given.faults[0]
            days += given.rows
            lines |= given.lines
    except BadCalendar as bad:
        raise BadCalendar(**{**bad.facts, "file": file.name}) from None
    try:
        return WorkingCalendar(first_day, weeks, tuple(days))
    except BadCalendar as bad:
        day = bad.facts["day"]
        file_name = f"{day:%Y}.toml" if day else SESSIONS_FILE
        raise BadCalendar(**{**bad.facts, "file": file_name, "line": lines.get(day)}) from None


def _year_files(folder: Path) -> list[Path]:
    found = [path for path in folder.iterdir() if re.fullmatch(r"[0-9]{4}\.toml", path.name)]
    if len(found) > MOST_ROWS:
        raise _bad(CalendarFault.TOO_MANY_ROWS)
    return sorted(found)


def read_year_file(file: Path, calendar: WorkingCalendar) -> YearGiven:
    """The year that a file brings, fit to stand in the calendar, whose weekly hours its rows are held against.

    Raises:
        BadCalendar: it is no file of a year at all. BadCalendarFile: it is, and these are its faults.
    """
    try:
        found = _year(file)
    except BadCalendar as bad:
        raise BadCalendar(**{**bad.facts, "file": file.name or str(file)}) from None
    faults = [*found.faults, *_row_faults(found, calendar)]
    if not faults:
        try:
            check_year(found.rows, found.year)
        except BadCalendar as bad:
            faults.append(BadCalendar(**{**bad.facts, "line": _line_of(found.written, "year")}))
    if faults:
        faults.sort(key=lambda one: one.facts["line"] or 0)  # type: ignore[arg-type, return-value]
        raise BadCalendarFile(file=file.name, count=len(faults), faults=tuple(faults))
    return YearGiven(found.year, tuple(sorted(found.rows, key=lambda row: row.date)))


def year_text(calendar: WorkingCalendar, year: int) -> str:
    """A year of the calendar as the file that `read_year_file` reads; a year that is not known has no rows."""
    import tomlkit

    document = tomlkit.document()
    document.add(tomlkit.comment(f"Ngày nghỉ và ngày làm bù năm {year}; ngày nghỉ hằng tuần không ghi ở đây."))
    document.add(
        tomlkit.comment("kind: off nghỉ · make_up_off nghỉ bù · swapped_working_day đi làm · half_day_closure")
    )
    document.add(tomlkit.comment("nghỉ một buổi (sessions: các buổi còn làm) · confirmed: đã có thông báo chính thức."))
    document.add("year", tomlkit.item(year))
    rows = tomlkit.aot()
    for row in calendar_to_document(replace(calendar, days=rows_of(calendar, year)))["days"]:
        table = tomlkit.table()
        for key, value in row.items():
            if value is not None:
                table.add(key, day_from(value) if key in {"date", "replaces"} else value)
        rows.append(table)
    document.add("day", rows)
    return tomlkit.dumps(document)


@cache
def public_holidays() -> tuple[tuple[Holiday, ...], str]:
    """The holidays that the law names, and the source of make-up days."""
    text = (paths.resources() / "regulations/public_holidays.toml").read_text(encoding="utf-8")
    document = tomllib.loads(text)
    found = []
    for one in document["holiday"]:
        month, day = (int(part) for part in one.pop("day").split("-"))
        found.append(Holiday(**{"valid_until": None, **one}, month=month, day=day))
    return tuple(found), document["made_up_source"]


# --- one year ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Year:
    """A yearly file as far as it could be read; `lines` are those of its days."""

    written: tuple[str, ...]
    year: int
    rows: tuple[CalendarDay, ...]
    lines: dict[object, int | None]
    faults: tuple[BadCalendar, ...]


def _year(file: Path) -> _Year:
    text = _text(file)
    document = _parsed(text)
    written = tuple(text.split("\n"))
    known_keys(document, ("year", "day"), ())
    year = document["year"]
    if type(year) is not int or (re.fullmatch(r"[0-9]{4}", file.stem) and year != int(file.stem)):
        raise _bad(CalendarFault.DAY_OUT_OF_YEAR, year, _line_of(written, "year"))
    tables = _tables(document["day"])
    heads = _heads(written, "day", len(tables))
    rows, faults = [], []
    lines: dict[object, int | None] = {}
    for table, head in zip(tables, heads, strict=True):
        try:
            row = row_from_document(table)
            if row.date.year != year:
                raise BadCalendar(file=None, line=None, problem=CalendarFault.DAY_OUT_OF_YEAR, value=None, day=row.date)
            if row.date in lines:
                raise BadCalendar(file=None, line=None, problem=CalendarFault.DUPLICATE_DAY, value=None, day=row.date)
        except BadCalendar as bad:
            faults.append(_at(bad, written, head))
            continue
        rows.append(row)
        lines[row.date] = head
    if not tables:
        raise _bad(CalendarFault.NO_ROWS, year)
    return _Year(written, year, tuple(rows), lines, tuple(faults))


def _row_faults(found: _Year, calendar: WorkingCalendar) -> list[BadCalendar]:
    """What is wrong with each row beside the weekly hours."""
    faults = []
    for row in found.rows:
        try:
            replace(calendar, days=(row,))
        except BadCalendar as bad:
            faults.append(_at(bad, found.written, found.lines[row.date]))
    return faults


def _at(bad: BadCalendar, written: Sequence[str], head: int | None) -> BadCalendar:
    """The fault with the line of the key that it speaks of, inside the table that begins on line `head`."""
    key = _KEYS.get(bad.facts["problem"])  # type: ignore[call-overload]
    line = head if head is None or key is None else _line_of(written, key, head) or head
    return BadCalendar(**{**bad.facts, "line": line})


def _line_of(written: Sequence[str], key: str, head: int = 0) -> int | None:
    """The first line after line `head`, and before the next table, that sets the key."""
    for at in range(head + 1, len(written) + 1):
        line = written[at - 1]
        if head and line.lstrip().startswith("["):
            return None
        if re.match(rf"\s*{key}\s*=", line):
            return at
    return None


def _heads(written: Sequence[str], name: str, count: int) -> Sequence[int | None]:
    """The lines on which the tables of a name begin; not known when they are written inline."""
    found = [at for at, line in enumerate(written, 1) if re.match(rf"\s*\[\[\s*{name}\s*\]\]", line)]
    return found if len(found) == count else [None] * count


def _weeks(text: str, tables: Sequence[object]) -> tuple[WeekSessions, ...]:
    """The sets of hours, each looked over by itself so that its line can be named."""
    weeks = []
    for table, head in zip(tables, _heads(text.split("\n"), "week", len(tables)), strict=True):
        try:
            weeks.append(_week(table))
        except BadCalendar as bad:
            raise BadCalendar(**{**bad.facts, "line": head}) from None
    return tuple(weeks)


def _week(table: object) -> WeekSessions:
    known_keys(table, ("valid_from",), ("season", "office", *_WEEKDAYS))
    assert isinstance(table, dict)
    office = table.get("office")
    if office is not None:
        known_keys(office, (), _WEEKDAYS)
    week = week_from_document(
        {
            "valid_from": table["valid_from"],
            "season": table.get("season"),
            "days": [table.get(weekday, []) for weekday in _WEEKDAYS],
            "office_days": None if office is None else [office.get(weekday, []) for weekday in _WEEKDAYS],
        }
    )
    check_week(week)
    return week


def _tables(value: object) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        raise _bad(CalendarFault.BAD_VALUE, value)
    if len(value) > MOST_ROWS:
        raise _bad(CalendarFault.TOO_MANY_ROWS)
    return value


def _text(file: Path) -> str:
    try:
        return read_text(file, LARGEST_DOCUMENT)
    except FileRefused as refused:
        raise _of(refused) from None


def _parsed(text: str) -> dict[str, Any]:
    try:
        return toml_of(text, "")
    except FileRefused as refused:
        raise _of(refused) from None


def _of(refused: FileRefused) -> BadCalendar:
    line = refused.facts["line"]
    fault = _REFUSALS.get(refused.facts["problem"], CalendarFault.NOT_TOML)
    return BadCalendar(file=None, line=line, problem=fault, value=None, day=None)


def _bad(problem: CalendarFault, value: object = None, line: int | None = None) -> BadCalendar:
    return BadCalendar(file=None, line=line, problem=problem, value=value, day=None)

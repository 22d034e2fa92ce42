"""Reads a folder of calendar files: `sessions.toml` with the weekly hours and one `<year>.toml` for each known year."""

import re
import tomllib
from pathlib import Path
from typing import Any

from desk.errors import BadCalendar
from desk.rules.working_calendar import (
    CalendarDay,
    CalendarFault,
    WeekSessions,
    WorkingCalendar,
    day_from,
    known_keys,
    row_from_document,
    week_from_document,
)

SESSIONS_FILE = "sessions.toml"

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read_calendar_folder(folder: Path) -> WorkingCalendar:
    """The calendar of the folder; raises `BadCalendar` with the name of the file that is missing or wrong."""
    sessions_file = folder / SESSIONS_FILE
    days: list[CalendarDay] = []
    try:
        file = sessions_file
        head = _read(file)
        known_keys(head, ("first_day", "week"), ())
        first_day = day_from(head["first_day"])
        weeks = tuple(_week(table) for table in _tables(head["week"]))
        for file in sorted(path for path in folder.iterdir() if re.fullmatch(r"[0-9]{4}\.toml", path.name)):
            days += _year(file)
    except BadCalendar as bad:
        raise BadCalendar(**{**bad.facts, "file": file.name}) from None
    try:
        return WorkingCalendar(first_day, weeks, tuple(days))
    except BadCalendar as bad:
        day = bad.facts["day"]
        raise BadCalendar(**{**bad.facts, "file": f"{day:%Y}.toml" if day else SESSIONS_FILE}) from None


def _year(file: Path) -> list[CalendarDay]:
    document = _read(file)
    known_keys(document, ("year", "day"), ())
    if document["year"] != int(file.stem):
        raise _bad(CalendarFault.DAY_OUT_OF_YEAR, document["year"])
    days = [row_from_document(table) for table in _tables(document["day"])]
    if not days:
        raise _bad(CalendarFault.NO_ROWS, document["year"])
    for day in days:
        if day.date.year != document["year"]:
            raise _bad(CalendarFault.DAY_OUT_OF_YEAR, day.date)
    return days


def _week(table: object) -> WeekSessions:
    known_keys(table, ("valid_from",), ("season", "office", *_WEEKDAYS))
    assert isinstance(table, dict)
    office = table.get("office")
    if office is not None:
        known_keys(office, (), _WEEKDAYS)
    return week_from_document(
        {
            "valid_from": table["valid_from"],
            "season": table.get("season"),
            "days": [table.get(weekday, []) for weekday in _WEEKDAYS],
            "office_days": None if office is None else [office.get(weekday, []) for weekday in _WEEKDAYS],
        }
    )


def _tables(value: object) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        raise _bad(CalendarFault.BAD_VALUE, value)
    return value


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))  # Windows editors put a mark before the text
    except FileNotFoundError:
        raise _bad(CalendarFault.MISSING_FILE) from None
    except OSError:
        raise _bad(CalendarFault.UNREADABLE) from None
    except UnicodeDecodeError:
        raise _bad(CalendarFault.NOT_TOML) from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise _bad(CalendarFault.NOT_TOML, line=int(line[1]) if line else None) from None


def _bad(problem: CalendarFault, value: object = None, line: int | None = None) -> BadCalendar:
    return BadCalendar(file=None, line=line, problem=problem, value=value, day=None)

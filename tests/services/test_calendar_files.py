"""A folder of calendar files: what is read, and which file a fault is named with."""

import datetime as dt
from pathlib import Path

import pytest

from desk.errors import BadCalendar
from desk.rules.working_calendar import CalendarFault, Session
from desk.services.calendar_files import read_calendar_folder

SESSIONS = """
first_day = 2026-01-01
[[week]]
valid_from = 2026-01-01
monday = [["07:00", "11:30"]]
tuesday = [["07:00", "11:30"]]
[week.office]
monday = [["07:00", "17:00"]]
"""
YEAR = """
year = 2026
[[day]]
date = 2026-11-24
kind = "off"
name = "Ngày Văn hóa Việt Nam"
source = "Nghị quyết 28/2026/QH16"
confirmed = true
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sessions.toml").write_text(SESSIONS, encoding="utf-8")
    (tmp_path / "2026.toml").write_text(YEAR, encoding="utf-8")
    (tmp_path / "ghi chú.toml").write_text("not read", encoding="utf-8")
    return tmp_path


def test_reads_hours_and_years(folder: Path) -> None:
    calendar = read_calendar_folder(folder)
    assert calendar.years == {2026}
    assert calendar.sessions(dt.date(2026, 11, 23)) == (Session(dt.time(7), dt.time(11, 30)),)
    assert not calendar.is_working(dt.date(2026, 11, 24))
    assert not calendar.is_working(dt.date(2026, 11, 25))
    office = calendar.weeks[0].office_days
    assert office is not None
    assert office[0] == (Session(dt.time(7), dt.time(17)),)


def test_a_mark_before_the_text_is_no_fault(folder: Path) -> None:
    (folder / "2026.toml").write_text(YEAR, encoding="utf-8-sig")
    assert read_calendar_folder(folder).years == {2026}


@pytest.mark.parametrize(
    ("name", "text", "fault", "line"),
    [
        ("2026.toml", "year = 2026\n= 3", CalendarFault.NOT_TOML, 2),
        ("2026.toml", "year = 2026", CalendarFault.MISSING_KEY, None),
        ("2026.toml", "year = 2026\nday = []", CalendarFault.NO_ROWS, None),
        ("2026.toml", "year = 2026\nday = 7", CalendarFault.BAD_VALUE, None),
        ("2026.toml", "year = 2026\nday = [7]", CalendarFault.BAD_VALUE, None),
        ("2027.toml", YEAR, CalendarFault.DAY_OUT_OF_YEAR, 2),
        ("2027.toml", YEAR.replace("year = 2026", "year = 2027"), CalendarFault.DAY_OUT_OF_YEAR, 4),
        ("2026.toml", YEAR.replace('"off"', '"lễ"'), CalendarFault.UNKNOWN_KIND, 5),
        ("2026.toml", YEAR + YEAR.split("2026\n", 1)[1], CalendarFault.DUPLICATE_DAY, 10),
        ("2026.toml", YEAR.replace('"off"', '"half_day_closure"'), CalendarFault.SESSIONS_MISSING, 3),
        ("sessions.toml", SESSIONS.replace("monday", "moonday"), CalendarFault.UNKNOWN_KEY, 3),
        ("sessions.toml", SESSIONS.replace("valid_from = 2026", "valid_from = 2027"), CalendarFault.NO_WEEK, None),
        ("sessions.toml", SESSIONS.replace("07:00", "12:00"), CalendarFault.OVERLAPPING_SESSIONS, 3),
        ("sessions.toml", "first_day = 2026-01-01\nweek = 7", CalendarFault.BAD_VALUE, None),
    ],
)
def test_names_the_file_and_the_fault(
    folder: Path, name: str, text: str, fault: CalendarFault, line: int | None
) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(BadCalendar) as bad:
        read_calendar_folder(folder)
    assert (bad.value.file, bad.value.problem, bad.value.line) == (name, fault, line)


def test_names_the_missing_and_the_unreadable_file(folder: Path) -> None:
    (folder / "2026.toml").write_bytes(b"year = 2026 # \xff")
    with pytest.raises(BadCalendar) as bad:
        read_calendar_folder(folder)
    assert (bad.value.file, bad.value.problem) == ("2026.toml", CalendarFault.NOT_TOML)
    (folder / "sessions.toml").unlink()
    with pytest.raises(BadCalendar) as bad:
        read_calendar_folder(folder)
    assert (bad.value.file, bad.value.problem) == ("sessions.toml", CalendarFault.MISSING_FILE)

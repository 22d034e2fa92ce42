"""The deadline rules: known dates, and the edges of each rule."""

import datetime as dt
from pathlib import Path

import pytest

from desk.errors import BadLimit, BadPause, MissingCalendarYear
from desk.rules.due_date import Pause, due, effective_instant, promise_in_force
from desk.rules.instants import parse_instant
from desk.rules.working_calendar import CalendarDay, Session, WeekSessions, WorkingCalendar
from desk.services.calendar_files import read_calendar_folder
from desk.vocabulary import DayKind, LimitUnit, PauseMode

SHIPPED = read_calendar_folder(Path(__file__).parents[2] / "resources" / "calendar")
MORNING, AFTERNOON = Session(dt.time(7), dt.time(11, 30)), Session(dt.time(13, 30), dt.time(17))
STOP, RESTART = PauseMode.STOP, PauseMode.RESTART
WORKING_DAY, CALENDAR_DAY, MONTH = LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY, LimitUnit.MONTH
HOUR, SAME_DAY, SESSION = LimitUnit.WORKING_HOUR, LimitUnit.SAME_DAY, LimitUnit.SESSION


def at(text: str) -> dt.datetime:
    return parse_instant(text, "at")


def wait(begins: str, ends: str, mode: PauseMode = STOP) -> Pause:
    return Pause(at(begins), at(ends), mode)


def due_at(limit: int, unit: LimitUnit, received: str, *pauses: Pause, calendar: WorkingCalendar = SHIPPED) -> str:
    return f"{due(limit, unit, at(received), pauses, calendar).due_at:%Y-%m-%dT%H:%M}"


def with_rows(*rows: CalendarDay) -> WorkingCalendar:
    dates = {row.date for row in rows}
    kept = tuple(row for row in SHIPPED.days if row.date not in dates)
    return WorkingCalendar(SHIPPED.first_day, SHIPPED.weeks, kept + rows)


def row(day: str, kind: DayKind, **more: object) -> CalendarDay:
    return CalendarDay(dt.date.fromisoformat(day), kind, "hoán đổi", "thông báo của tỉnh", **more)  # type: ignore[arg-type]


MONDAY = "2026-11-23T09:00"


@pytest.mark.parametrize(
    ("limit", "unit", "expected"),
    [
        *[(n, WORKING_DAY, f"2026-11-{d}T17:00") for n, d in ((1, 25), (2, 26), (3, 27))],
        *[(n, WORKING_DAY, f"2026-12-{d:02}T17:00") for n, d in ((5, 1), (7, 3), (10, 8), (15, 15), (20, 22))],
        (5, CALENDAR_DAY, "2026-11-30T17:00"),
        (7, CALENDAR_DAY, "2026-11-30T17:00"),
        (15, CALENDAR_DAY, "2026-12-08T17:00"),
        (30, CALENDAR_DAY, "2026-12-23T17:00"),
        (1, MONTH, "2026-12-23T17:00"),
    ],
)
def test_known_dates(limit: int, unit: LimitUnit, expected: str) -> None:
    assert due_at(limit, unit, MONDAY) == expected


def test_the_proposed_swap_would_move_the_days() -> None:
    swap = with_rows(
        row("2026-11-23", DayKind.OFF),
        row("2026-11-28", DayKind.SWAPPED_WORKING_DAY, replaces=dt.date(2026, 11, 23)),
    )
    assert due_at(3, WORKING_DAY, "2026-11-20T09:00", calendar=swap) == "2026-11-27T17:00"
    assert due_at(4, WORKING_DAY, "2026-11-20T09:00", calendar=swap) == "2026-11-28T17:00"
    assert due_at(1, SAME_DAY, "2026-11-28T08:00", calendar=swap) == "2026-11-28T17:00"


@pytest.mark.parametrize(
    ("received", "effective"),
    [
        ("2026-11-25T05:00", "2026-11-25T07:00"),
        ("2026-11-25T16:59", "2026-11-25T16:59"),
        ("2026-11-25T17:00", "2026-11-25T17:00"),
        ("2026-11-25T17:00:59", "2026-11-25T17:00"),
        ("2026-11-25T17:01", "2026-11-26T07:00"),
        ("2026-11-25T12:10", "2026-11-25T12:10"),
        ("2026-11-28T09:00", "2026-11-30T07:00"),
        ("2026-11-24T09:00", "2026-11-25T07:00"),
        ("2026-08-22T09:00", "2026-08-22T09:00"),
        ("2026-02-13T18:00", "2026-02-23T07:00"),
    ],
)
def test_the_receipt_that_counts(received: str, effective: str) -> None:
    assert effective_instant(at(received), SHIPPED) == at(effective)
    assert due(1, WORKING_DAY, at(received), [], SHIPPED).effective == at(effective)


@pytest.mark.parametrize(
    ("limit", "unit", "received", "expected"),
    [
        (1, WORKING_DAY, "2026-11-25T05:00", "2026-11-26T17:00"),
        (1, WORKING_DAY, "2026-11-25T17:01", "2026-11-27T17:00"),
        (1, WORKING_DAY, "2026-08-21T09:00", "2026-08-22T17:00"),
        (1, WORKING_DAY, "2026-02-13T17:01", "2026-02-24T17:00"),
        (1, MONTH, "2026-01-30T09:00", "2026-03-02T17:00"),  # 28/2 is a Saturday
        (1, MONTH, "2024-01-31T09:00", "2024-02-29T17:00"),
        (12, MONTH, "2024-02-29T09:00", "2025-02-28T17:00"),
        (8, HOUR, "2026-11-25T07:00", "2026-11-25T17:00"),
        (8, HOUR, "2026-11-25T09:00", "2026-11-26T09:00"),
        (2, HOUR, "2026-11-25T10:30", "2026-11-25T14:30"),
        (1, HOUR, "2026-11-25T10:30", "2026-11-25T11:30"),
        (1, HOUR, "2026-11-25T12:00", "2026-11-25T14:30"),
        (1, HOUR, "2026-11-25T17:00", "2026-11-26T08:00"),
        (0, SAME_DAY, "2026-11-23T14:50", "2026-11-23T17:00"),
        (0, SAME_DAY, "2026-11-23T15:00:59", "2026-11-23T17:00"),
        (0, SAME_DAY, "2026-11-23T15:01", "2026-11-25T17:00"),
        (0, SAME_DAY, "2026-11-23T15:20", "2026-11-25T17:00"),
        (0, SAME_DAY, "2026-11-28T15:20", "2026-11-30T17:00"),
        (0, SESSION, "2026-11-25T07:00", "2026-11-25T11:30"),
        (0, SESSION, "2026-11-25T11:30", "2026-11-25T11:30"),
        (0, SESSION, "2026-11-25T11:31", "2026-11-25T17:00"),
        (0, SESSION, "2026-11-25T13:30", "2026-11-25T17:00"),
        (0, SESSION, "2026-11-25T17:00", "2026-11-25T17:00"),
        (0, LimitUnit.IMMEDIATE, "2026-11-25T17:01", "2026-11-26T11:30"),
    ],
)
def test_edges_of_each_unit(limit: int, unit: LimitUnit, received: str, expected: str) -> None:
    assert due_at(limit, unit, received) == expected


def test_same_day_cut_off_of_the_procedure_and_of_a_short_day() -> None:
    ten = dt.time(10)
    assert due(0, SAME_DAY, at("2026-11-25T10:00"), [], SHIPPED, cutoff=ten).due_at == at("2026-11-25T17:00")
    assert due(0, SAME_DAY, at("2026-11-25T10:01"), [], SHIPPED, cutoff=ten).due_at == at("2026-11-26T17:00")
    half = with_rows(row("2026-11-25", DayKind.HALF_DAY_CLOSURE, sessions=(MORNING,)))
    assert due_at(0, SAME_DAY, "2026-11-25T10:30", calendar=half) == "2026-11-25T11:30"
    assert due_at(0, SAME_DAY, "2026-11-25T10:31", calendar=half) == "2026-11-26T17:00"
    assert due_at(1, WORKING_DAY, MONDAY, calendar=half) == "2026-11-25T11:30"
    assert due_at(0, SESSION, "2026-11-25T11:45", calendar=half) == "2026-11-26T11:30"
    assert due_at(4, HOUR, "2026-11-25T09:00", calendar=half) == "2026-11-26T08:30"


@pytest.mark.parametrize(
    ("limit", "unit", "received", "pauses", "expected"),
    [
        # stop: each working day after the first of the pause, up to its last
        (5, WORKING_DAY, MONDAY, [wait("2026-11-25T10:00", "2026-11-27T09:00")], "2026-12-03T17:00"),
        (5, WORKING_DAY, MONDAY, [wait("2026-11-25T10:00", "2026-11-25T10:00")], "2026-12-01T17:00"),
        (5, WORKING_DAY, MONDAY, [wait("2026-11-28T10:00", "2026-12-01T09:00")], "2026-12-03T17:00"),
        (1, WORKING_DAY, MONDAY, [wait("2026-11-25T10:00", "2026-11-27T09:00")], "2026-11-27T17:00"),
        # never before the closing of the day on which the wait ended
        (1, WORKING_DAY, MONDAY, [wait("2026-11-25T10:00", "2026-11-28T09:00")], "2026-11-30T17:00"),
        (1, WORKING_DAY, MONDAY, [wait("2026-11-25T10:00", "2026-11-27T17:30")], "2026-11-30T17:00"),
        (5, CALENDAR_DAY, MONDAY, [wait("2026-11-30T10:00", "2026-12-02T10:00")], "2026-12-02T17:00"),
        (5, CALENDAR_DAY, MONDAY, [wait("2026-11-25T10:00", "2026-11-27T10:00")], "2026-11-30T17:00"),
        (1, MONTH, MONDAY, [wait("2026-11-25T10:00", "2026-11-30T10:00")], "2026-12-28T17:00"),
        # at or after the deadline a wait gains nothing
        (1, WORKING_DAY, MONDAY, [wait("2026-11-25T17:00", "2026-11-27T09:00")], "2026-11-25T17:00"),
        (1, WORKING_DAY, MONDAY, [wait("2026-11-26T08:00", "2026-11-27T09:00", RESTART)], "2026-11-25T17:00"),
        # restart: the whole limit again
        (5, WORKING_DAY, MONDAY, [wait("2026-11-25T10:00", "2026-11-27T09:00", RESTART)], "2026-12-04T17:00"),
        (5, WORKING_DAY, MONDAY, [wait("2026-11-25T10:00", "2026-11-28T09:00", RESTART)], "2026-12-07T17:00"),
        (5, WORKING_DAY, MONDAY, [wait("2026-11-26T10:00", "2026-11-26T10:00", RESTART)], "2026-12-03T17:00"),
        # earlier pauses fall away, later ones are cut to the new receipt
        (
            5,
            WORKING_DAY,
            MONDAY,
            [
                wait("2026-11-25T10:00", "2026-11-26T09:00"),
                wait("2026-11-27T10:00", "2026-11-28T09:00", RESTART),
                wait("2026-11-28T11:00", "2026-11-30T09:00"),
            ],
            "2026-12-07T17:00",
        ),
        # overlapping or touching pauses are one, and restart wins
        (
            5,
            WORKING_DAY,
            MONDAY,
            [wait("2026-11-26T10:00", "2026-11-27T09:00"), wait("2026-11-25T10:00", "2026-11-26T10:00", RESTART)],
            "2026-12-04T17:00",
        ),
        # two pauses of which the second begins only within the deadline that the first moved
        (
            1,
            WORKING_DAY,
            MONDAY,
            [wait("2026-11-27T10:00", "2026-12-01T09:00"), wait("2026-11-25T10:00", "2026-11-27T09:00")],
            "2026-12-01T17:00",
        ),
        # over Tết, and before the effective instant
        (5, WORKING_DAY, "2026-02-12T09:00", [wait("2026-02-13T10:00", "2026-02-23T09:00")], "2026-02-27T17:00"),
        (1, WORKING_DAY, "2026-11-28T09:00", [wait("2026-11-28T10:00", "2026-11-30T06:00")], "2026-12-01T17:00"),
        # hours: the working minutes of the wait
        (8, HOUR, "2026-11-25T07:00", [wait("2026-11-25T11:00", "2026-11-25T14:00")], "2026-11-26T08:00"),
        (8, HOUR, "2026-11-25T07:00", [wait("2026-11-25T16:59", "2026-11-28T10:00")], "2026-11-30T07:01"),
        (8, HOUR, "2026-11-25T07:00", [wait("2026-11-25T17:00", "2026-11-28T10:00")], "2026-11-25T17:00"),
        # without a limit every pause restarts
        (0, SAME_DAY, "2026-11-25T08:00", [wait("2026-11-25T09:00", "2026-11-25T15:01")], "2026-11-26T17:00"),
        (0, SESSION, "2026-11-25T08:00", [wait("2026-11-25T09:00", "2026-11-25T12:00")], "2026-11-25T17:00"),
    ],
)
def test_pauses(limit: int, unit: LimitUnit, received: str, pauses: list[Pause], expected: str) -> None:
    assert due_at(limit, unit, received, *pauses) == expected


def test_the_trace_tells_the_whole_way() -> None:
    pauses = [
        wait("2026-11-25T10:00", "2026-11-26T17:30", RESTART),
        Pause(at("2026-11-30T10:00"), at("2026-12-01T09:00"), STOP, "chờ nộp phí"),
    ]
    trace = due(2, WORKING_DAY, at("2026-11-22T09:00"), pauses, SHIPPED).trace
    supplement = "chờ bổ sung từ 10:00 25/11/2026 đến 17:30 26/11/2026"
    assert [(f"{entry.date:%d/%m}", entry.counted, entry.reason) for entry in trace] == [
        ("22/11", False, "Chủ nhật"),
        ("23/11", False, "trước khi nhận đủ hồ sơ, không tính vì tính lại từ đầu"),
        ("24/11", False, "nghỉ Ngày Văn hóa Việt Nam, theo Nghị quyết 28/2026/QH16"),
        ("25/11", False, supplement),
        ("26/11", False, supplement),
        ("27/11", False, "ngày nhận đủ hồ sơ, tính lại từ đầu, ngày này không tính"),
        ("28/11", False, "thứ Bảy"),
        ("29/11", False, "Chủ nhật"),
        ("30/11", True, "ngày làm việc thứ 1"),
        ("01/12", False, "chờ nộp phí từ 10:00 30/11/2026 đến 09:00 01/12/2026"),
        ("02/12", True, "ngày làm việc thứ 2"),
    ]


def test_the_year_that_is_not_settled_is_said_and_the_unknown_one_refused() -> None:
    assert not due(1, WORKING_DAY, at("2026-12-30T09:00"), [], SHIPPED).provisional
    assert due(2, WORKING_DAY, at("2026-12-30T09:00"), [], SHIPPED).provisional
    for received in ("2027-12-31T09:00", "2027-12-31T17:01", "2016-12-31T09:00"):
        with pytest.raises(MissingCalendarYear):
            due(1, WORKING_DAY, at(received), [], SHIPPED)
    assert due_at(0, SESSION, "2027-12-31T09:00") == "2027-12-31T11:30"


@pytest.mark.parametrize("unit", [unit for unit in LimitUnit if unit not in (SAME_DAY, SESSION, LimitUnit.IMMEDIATE)])
def test_a_wait_of_centuries_or_a_limit_of_years_ends_at_the_known_calendar(unit: LimitUnit) -> None:
    for limit, pauses in ((30, [wait(MONDAY, "9998-12-31T09:00")]), (3650, [])):
        with pytest.raises(MissingCalendarYear):
            due(limit, unit, at("2026-11-20T09:00"), pauses, SHIPPED)


@pytest.mark.parametrize("limit", [0, -1, 3651, True, 1.0, "5", None])
def test_refuses_a_limit_that_is_none(limit: object) -> None:
    with pytest.raises(BadLimit):
        due(limit, WORKING_DAY, at(MONDAY), [], SHIPPED)  # type: ignore[arg-type]


def test_refuses_a_pause_that_ends_before_it_begins() -> None:
    with pytest.raises(BadPause):
        due(5, WORKING_DAY, at(MONDAY), [wait("2026-11-25T10:00", "2026-11-25T09:59")], SHIPPED)


def test_a_promised_day_declared_off_counts_until_the_next_closing() -> None:
    promised = at("2026-11-25T11:00")
    assert promise_in_force(promised, SHIPPED) == promised
    storm = with_rows(row("2026-11-25", DayKind.OFF), row("2026-11-26", DayKind.OFF))
    assert promise_in_force(promised, storm) == at("2026-11-27T17:00")


def test_an_office_with_one_session_a_day() -> None:
    week = WeekSessions(dt.date(2026, 1, 1), ((MORNING,), (), (MORNING, AFTERNOON), (), (), (MORNING,), ()))
    calendar = WorkingCalendar(dt.date(2026, 1, 1), (week,), (row("2026-01-01", DayKind.OFF),))
    assert due_at(2, WORKING_DAY, "2026-11-23T09:00", calendar=calendar) == "2026-11-28T11:30"
    assert due_at(0, SESSION, "2026-11-23T11:31", calendar=calendar) == "2026-11-25T11:30"
    assert due_at(3, HOUR, "2026-11-23T10:30", calendar=calendar) == "2026-11-25T09:00"

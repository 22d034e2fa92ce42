"""A change of the calendar before 20,000 open dossiers: preview and saving against counting the deadlines alone."""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from homes import fill, practice_home

from desk.errors import Cancelled
from desk.rules.calendar_year import rows_of, with_year
from desk.rules.due_date import due
from desk.rules.working_calendar import CalendarDay, WorkingCalendar
from desk.services.calendar_changing import preview_calendar, save_calendar
from desk.services.desk import Desk, Office, open_desk
from desk.services.processing import act
from desk.services.sample import officers_of
from desk.services.steps import StepAsked
from desk.vocabulary import Channel, DayKind, Role, Verb

LEAST_A_SECOND = 10_000
ROUNDS = 5


def bench(folder: Path, wanted: int) -> int:
    """Fill a home, preview, stop, save; prints the figures. Returns 1 when the preview is slower than the limit."""
    home = practice_home(folder)
    print(f"filling to {wanted:,} dossiers …", flush=True)
    fill(home, wanted)
    desk = open_desk(home)
    waits = _wait(desk, wanted // 20)
    leader = officers_of(desk)[Role.LEADER]
    with desk.store.reading() as connection:
        office = desk.office(connection)
    calendar = _changed(office, desk.clock.now().date())

    alone = statistics.median(_timed(lambda: _count_alone(desk, office)) for _ in range(ROUNDS))
    told: list[int] = []
    taken = []
    for _ in range(ROUNDS):
        fresh = _changed(office, desk.clock.now().date())  # nothing remembered from the round before
        begun = time.perf_counter()
        preview_calendar(desk, leader, fresh, office.calendar_id, _telling(told))
        taken.append(time.perf_counter() - begun)
    preview = statistics.median(taken)
    found = preview_calendar(desk, leader, calendar, office.calendar_id)

    begun = time.perf_counter()
    try:
        preview_calendar(desk, leader, calendar, office.calendar_id, lambda done, _all: done < wanted // 2)
        print("FAULT: a stopped preview came to its end")
        return 1
    except Cancelled:
        stopped = time.perf_counter() - begun
    saving = _timed(lambda: save_calendar(desk, leader, calendar, office.calendar_id, "bench"))
    desk.close()

    rate = found.open / preview
    print(f"open {found.open:,} · with a wait behind them {waits:,} · moved {len(found.moves):,}")
    print(f"deadlines alone {alone:.2f} s · preview {preview:.2f} s = {preview / alone:.2f} x · {rate:,.0f} a second")
    print(f"words of progress {len(told) // ROUNDS} · stopped half way after {stopped:.2f} s · saved in {saving:.2f} s")
    return 0 if rate >= LEAST_A_SECOND else 1


def _wait(desk: Desk, wanted: int) -> int:
    """Let some dossiers wait for a supplement, so that pauses are counted too."""
    examiner = officers_of(desk)[Role.OFFICER]
    with desk.store.reading() as connection:
        rows = connection.exec_driver_sql(f"SELECT number FROM dossier WHERE version = 1 LIMIT {wanted:d}").all()
        waited = connection.exec_driver_sql("SELECT count(DISTINCT dossier_id) FROM pause").scalar_one()
    if waited >= wanted:
        return int(waited)
    for (number,) in rows:
        act(desk, examiner, number, StepAsked(Verb.REQUEST_SUPPLEMENT))
        act(desk, examiner, number, StepAsked(Verb.ACCEPT_SUPPLEMENT))
    return len(rows)


def _changed(office: Office, today: dt.date) -> WorkingCalendar:
    """The next working day is closed for a storm."""
    day = office.calendar.next_working_day(today)
    storm = CalendarDay(day, DayKind.OFF, "bão", "thử")
    rows = [row for row in rows_of(office.calendar, day.year) if row.date != day]
    return with_year(office.calendar, day.year, (*rows, storm))


def _count_alone(desk: Desk, office: Office) -> None:
    """Nothing but the rule, once for each dossier, with everything it needs at hand."""
    now = desk.clock.now()
    for procedure in list(office.catalogue.by_edition.values())[:8]:
        limit = procedure.limit(Channel.COUNTER)
        for minute in range(2500):
            due(limit.promised, limit.unit, now - dt.timedelta(minutes=minute % 60), (), office.calendar)


def _telling(told: list[int]) -> Callable[[int, int], bool]:
    def tell(done: int, _all: int) -> bool:
        told.append(done)
        return True

    return tell


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        raise SystemExit(bench(Path(folder), wanted))

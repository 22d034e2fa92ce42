"""The board against a recount of every dossier by the rule itself, and by ranges of its index only."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import at_moment, officer, person_request, practice_desk
from sqlalchemy import select

from desk.models import CalendarEdition, Dossier
from desk.rules.calendar_document import calendar_to_document
from desk.rules.chain import canonical
from desk.rules.due_date import promise_in_force
from desk.rules.instants import VIETNAM
from desk.rules.working_calendar import CalendarDay, WorkingCalendar
from desk.services.board import Board, BoardGroup, board, count_text, group_conditions, moment_of
from desk.services.clock import SetClock
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.store.statement import cursor_of
from desk.vocabulary import DayKind, Status, Verb

GROUPS = tuple(group.value for group in BoardGroup)
BEGIN = dt.datetime(2026, 11, 18, 8, tzinfo=VIETNAM)  # a Wednesday; Tuesday the 24th is a day off
RUNNING = (Status.RECEIVED.value, Status.PROCESSING.value)


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(BEGIN)


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Iterator[Desk]:
    desk = practice_desk(tmp_path, clock)
    yield desk
    desk.close()


def counts(found: Board) -> dict[str, int]:
    return {name: getattr(found, name) for name in GROUPS}


def promise_to(desk: Desk, number: str, promised: dt.datetime) -> None:
    """Set the promise as an extension would, for a spread of promises that no catalogue gives."""
    with desk.store.writing() as work:
        key = work.connection.execute(select(Dossier.id).where(Dossier.number == number)).scalar_one()
        work.update(Dossier, (key,), promised_at=promised)
        work.record(officer="lanhdao", action="test", subject=number, at=work.now(desk.clock.now()))


def declare_off(desk: Desk, *days: dt.date) -> WorkingCalendar:
    """A new edition of the calendar in which these days are off."""
    with desk.store.reading() as connection:
        old = desk.office(connection).calendar
    rows = tuple(CalendarDay(day, DayKind.OFF, "ngày thử", "văn bản thử") for day in days)
    new = WorkingCalendar(old.first_day, old.weeks, (*old.days, *rows))
    with desk.store.writing() as work:
        content = canonical(calendar_to_document(new))
        work.insert_new(CalendarEdition, {"made_at": desk.clock.now(), "source": "thử", "content": content})
        work.record(officer="admin", action="test", subject="calendar", at=work.now(desk.clock.now()))
    return new


def recount(desk: Desk, now: dt.datetime, calendar: WorkingCalendar) -> dict[str, int]:
    """The counts by looking at every dossier."""
    last = calendar.next_working_day(calendar.next_working_day(now.date()))
    found: Counter[str] = Counter(dict.fromkeys(GROUPS, 0))
    with desk.store.reading() as connection:
        for row in connection.execute(select(Dossier.status, Dossier.promised_at)):
            binding = promise_in_force(row.promised_at, calendar)
            if row.status in RUNNING and binding < now:
                found["overdue"] += 1
            elif row.status in RUNNING and binding.date() == now.date():
                found["due_today"] += 1
            elif row.status in RUNNING and now.date() < binding.date() <= last:
                found["due_soon"] += 1
            elif row.status.startswith("waiting"):
                found["waiting_citizen"] += 1
            elif row.status == Status.FINISHED:
                found["ready"] += 1
    return dict(found)


def fill(desk: Desk, count: int) -> None:
    """Dossiers in every status, with promises at and around openings, closings and midnights of twelve days."""
    drawn = random.Random(20261118)
    clerk, examiner = officer(desk, "tiepnhan"), officer(desk, "chuyenmon")
    verbs = (None, None, None, Verb.REQUEST_SUPPLEMENT, Verb.FINISH, Verb.WITHDRAW)
    for _ in range(count):
        number = receive(desk, clerk, person_request()).number
        verb = drawn.choice(verbs)
        if verb is not None:
            act(desk, examiner, number, StepAsked(verb))
        time = drawn.choice([(0, 0), (7, 0), (10, 0), (11, 30), (12, 0), (17, 0), (23, 59)])
        promise_to(desk, number, at(drawn.randrange(17, 29), *time))


def test_counts_are_those_of_a_recount(desk: Desk, clock: SetClock) -> None:
    fill(desk, 90)
    clerk = officer(desk, "tiepnhan")
    seen: Counter[str] = Counter()
    calendar = declare_off(desk, dt.date(2026, 11, 20), dt.date(2026, 11, 26))
    for day in range(18, 30):
        for hour, minute in ((0, 0), (7, 0), (10, 0), (10, 1), (17, 0), (17, 1), (23, 59)):
            at_moment(desk, at(day, hour, minute))
            found = board(desk, clerk, first=1000)
            assert counts(found) == recount(desk, clock.at, calendar), clock.at
            assert Counter(item.group.value for item in found.items) == +Counter(counts(found))
            seen.update(counts(found))
    assert all(seen[name] for name in GROUPS)


def test_a_promise_of_a_day_declared_off_is_late_only_after_the_next_closing(desk: Desk, clock: SetClock) -> None:
    clerk = officer(desk, "tiepnhan")
    clock.at = at(19, 8)
    number = receive(desk, clerk, person_request()).number  # promised for 17:00 of the same day
    clock.at = at(20, 9)
    assert counts(board(desk, clerk))["overdue"] == 1
    declare_off(desk, dt.date(2026, 11, 19))
    (item,) = board(desk, clerk).items
    assert (item.group, item.promised_at, item.minutes_left) == (BoardGroup.DUE_TODAY, at(19, 17), 150 + 210)
    clock.at = at(20, 17)
    assert board(desk, clerk).items[0].group is BoardGroup.DUE_TODAY
    clock.at = at(23, 7, 30)
    (item,) = board(desk, clerk).items
    assert (item.group, item.number, item.minutes_left) == (BoardGroup.OVERDUE, number, -30)


def test_items_come_most_urgent_first_and_no_more_than_asked(desk: Desk, clock: SetClock) -> None:
    clerk, examiner = officer(desk, "tiepnhan"), officer(desk, "chuyenmon")
    late, today, soon, waiting, ready = (receive(desk, clerk, person_request()).number for _ in range(5))
    act(desk, examiner, waiting, StepAsked(Verb.REQUEST_SUPPLEMENT))
    act(desk, examiner, ready, StepAsked(Verb.FINISH))
    promise_to(desk, soon, at(23, 17))
    promise_to(desk, today, at(19, 17))
    clock.at = at(19, 16)
    found = board(desk, clerk)
    assert [item.number for item in found.items] == [late, today, soon, waiting, ready]
    assert [item.group for item in found.items] == list(BoardGroup)
    assert [item.minutes_left for item in found.items] == [-(270 + 150), 60, 60 + 480 + 480, None, None]
    assert found.items[0].applicant == "Nguyễn Thị Thử"
    assert found.items[0].procedure_name == "Thủ tục đăng ký khai sinh"
    assert [item.number for item in board(desk, clerk, first=2).items] == [late, today]
    assert counts(board(desk, clerk, first=0)) == counts(found)


def test_without_an_officer_there_are_counts_and_no_names(desk: Desk) -> None:
    receive(desk, officer(desk, "tiepnhan"), person_request())
    found = board(desk, None)
    assert (found.due_today, found.items) == (1, ())


def test_another_day_is_seen_at_its_opening(desk: Desk, clock: SetClock) -> None:
    clerk = officer(desk, "tiepnhan")
    receive(desk, clerk, person_request())
    clock.at = at(18, 17, 1)
    assert board(desk, clerk).overdue == board(desk, clerk, clock.at.date()).overdue == 1
    assert board(desk, clerk, dt.date(2026, 11, 17)).due_soon == 1
    with desk.store.reading() as connection:
        calendar = desk.office(connection).calendar
    assert moment_of(clock.at, dt.date(2026, 11, 19), calendar) == at(19, 7)
    assert moment_of(clock.at, dt.date(2026, 11, 22), calendar) == at(22, 0)


@pytest.mark.parametrize("now", [at(23, 9), at(23, 18), at(24, 9)], ids=["open", "closed", "day off"])
def test_each_count_is_one_range_of_an_index(desk: Desk, now: dt.datetime) -> None:
    with desk.store.reading() as connection:
        wanted = group_conditions(desk.store.unit_id, now, desk.office(connection).calendar)
        for group, conditions in wanted.items():
            for condition in conditions:
                cursor = cursor_of(connection)
                cursor.execute(f"EXPLAIN QUERY PLAN {count_text(condition)}", condition.values)
                plan = [row[3] for row in cursor.fetchall()]
                index = "ix_dossier_ready" if group is BoardGroup.READY else "ix_dossier_open"
                assert len(plan) == 1
                assert plan[0].startswith(("SEARCH dossier USING COVERING INDEX", "SEARCH dossier USING INDEX")), plan
                assert f"{index} (unit_id=?" in plan[0], plan
                by_promise = group in {BoardGroup.OVERDUE, BoardGroup.DUE_TODAY, BoardGroup.DUE_SOON}
                assert ("promised_at<?" in plan[0]) == by_promise, plan

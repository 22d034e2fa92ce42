"""The timers remind from the minute they run out, stop when the work is done, and are read by indexes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import officer, person, person_request, practice_desk

from desk.errors import NotAllowed
from desk.rules.instants import VIETNAM, to_stored
from desk.services import reminders as timers
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.reminders import Reminder, reminders, timers_of
from desk.services.sign_in import SignedIn
from desk.services.steps import StepAsked
from desk.store.statement import cursor_of
from desk.vocabulary import Channel, Status, Verb

NOBODY = SignedIn(99, "khach", "Khách", frozenset())
NOT_OVER, CLOSE, NOTICE = Reminder.NOT_HANDED_OVER, Reminder.TO_CLOSE, Reminder.NOTICE_LATE


def at(day: int, hour: int = 9, minute: int = 0, month: int = 11) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, minute, tzinfo=VIETNAM)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


def received(desk: Desk, when: dt.datetime, **changes: object) -> str:
    desk.clock.at = when  # type: ignore[attr-defined]
    return receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873", **changes)).number


def step(desk: Desk, when: dt.datetime, number: str, verb: Verb, login: str = "lanhdao", **more: object) -> None:
    desk.clock.at = when  # type: ignore[attr-defined]
    act(desk, officer(desk, login), number, StepAsked(verb, **more))  # type: ignore[arg-type]


def told(desk: Desk, when: dt.datetime, only: Reminder | None = None) -> list[tuple[Reminder, str]]:
    desk.clock.at = when  # type: ignore[attr-defined]
    return [(one.reminder, one.number) for one in reminders(desk, officer(desk, "tiepnhan"), only)]


def test_what_stays_at_the_counter_past_its_day(desk: Desk) -> None:
    early, late = received(desk, at(23, 9)), received(desk, at(23, 15))
    assert told(desk, at(23, 17)) == []
    assert told(desk, at(23, 17, 1)) == [(NOT_OVER, early)]
    assert told(desk, at(25, 8, 1)) == [(NOT_OVER, early), (NOT_OVER, late)]  # the 24th is a day off
    step(desk, at(25, 9), early, Verb.START, "chuyenmon")
    assert told(desk, at(25, 10)) == [(NOT_OVER, late)]


def of(desk: Desk, when: dt.datetime, login: str) -> list[tuple[Reminder, str]]:
    desk.clock.at = when  # type: ignore[attr-defined]
    kinds = (Reminder.LATE, Reminder.DUE_NEXT_DAY)
    return [(one.reminder, one.number) for one in reminders(desk, officer(desk, login)) if one.reminder in kinds]


def test_who_has_it_is_told_a_working_day_before_and_the_leader_when_it_is_late(desk: Desk) -> None:
    """Due on Friday the 27th at 17:00, held by the officer from Wednesday on."""
    number = received(desk, at(23))
    step(desk, at(25), number, Verb.START, "chuyenmon")
    assert of(desk, at(25, 18), "chuyenmon") == []
    assert of(desk, at(26, 7, 1), "chuyenmon") == [(Reminder.DUE_NEXT_DAY, number)]
    assert of(desk, at(26, 7, 1), "tiepnhan") == of(desk, at(26, 7, 1), "lanhdao") == []
    (one,) = reminders(desk, officer(desk, "chuyenmon"), Reminder.DUE_NEXT_DAY)
    assert one.until == at(27, 17)
    assert of(desk, at(27, 17), "lanhdao") == []
    assert of(desk, at(27, 17, 1), "lanhdao") == [(Reminder.LATE, number)]
    assert of(desk, at(27, 17, 1), "chuyenmon") == of(desk, at(27, 17, 1), "tiepnhan") == []


def test_a_promise_after_days_off_is_told_on_the_last_day_worked(desk: Desk) -> None:
    """Due on Wednesday the 25th; the 24th is a day off."""
    number = received(desk, at(19))
    assert show(desk, officer(desk, "chuyenmon"), number).promised_at == at(25, 17)
    step(desk, at(19, 10), number, Verb.START, "chuyenmon")
    assert of(desk, at(20, 9), "chuyenmon") == []
    assert of(desk, at(23, 7, 1), "chuyenmon") == [(Reminder.DUE_NEXT_DAY, number)]


def test_a_supplement_that_never_comes_is_to_be_closed_on_the_sixteenth_day(desk: Desk) -> None:
    number = received(desk, at(2))
    step(desk, at(3, 16), number, Verb.REQUEST_SUPPLEMENT, "chuyenmon", note="thiếu")
    assert told(desk, at(18, 23, 59)) == []
    assert told(desk, at(19, 0, 1)) == [(CLOSE, number)]
    (one,) = reminders(desk, officer(desk, "tiepnhan"), CLOSE)
    assert (one.until, one.phone, one.status) == (at(19, 0), None, Status.WAITING_SUPPLEMENT)
    step(desk, at(19, 9), number, Verb.ACCEPT_SUPPLEMENT)
    assert told(desk, at(19, 10), CLOSE) == []


def test_a_supplement_asked_for_too_late_is_flagged_and_a_second_shows(desk: Desk) -> None:
    soon, late = received(desk, at(2)), received(desk, at(2))
    step(desk, at(5, 17), soon, Verb.REQUEST_SUPPLEMENT, "chuyenmon", note="thiếu")
    step(desk, at(6, 8), late, Verb.REQUEST_SUPPLEMENT, "chuyenmon", note="thiếu")
    assert told(desk, at(6, 9)) == [(NOTICE, late)]
    step(desk, at(6, 10), soon, Verb.ACCEPT_SUPPLEMENT)
    step(desk, at(6, 11), soon, Verb.REQUEST_SUPPLEMENT, note="vẫn thiếu trang hai")
    assert told(desk, at(6, 12)) == [(NOTICE, late), (Reminder.SECOND_SUPPLEMENT, soon)]


def test_what_came_online_and_was_received_too_late(desk: Desk) -> None:
    desk.clock.at = at(25, 9, 1)  # type: ignore[attr-defined]
    filed = {"channel": Channel.ONLINE, "outside_number": "H21.18-261123-0001"}
    in_time = person_request(procedure="1.004873", **filed, submitted_at=at(23, 9, 30))
    too_late = dataclasses.replace(in_time, outside_number="H21.18-261123-0002", submitted_at=at(23, 9))
    receive(desk, officer(desk, "tiepnhan"), in_time)
    number = receive(desk, officer(desk, "tiepnhan"), too_late).number
    assert told(desk, at(25, 9, 2)) == [(Reminder.INTAKE_LATE, number)]


def test_a_result_that_nobody_collects_is_listed_with_the_telephone(desk: Desk) -> None:
    number = received(desk, at(2), applicant=person(phone="0987654321"))
    step(desk, at(3), number, Verb.FINISH)
    assert told(desk, at(17, 17)) == []
    assert told(desk, at(17, 17, 1)) == [(Reminder.UNCOLLECTED, number)]
    (one,) = reminders(desk, officer(desk, "tiepnhan"))
    assert (one.phone, one.finished_at, one.applicant) == ("0987654321", at(3), "Nguyễn Thị Thử")
    step(desk, at(18), number, Verb.RETURN, "tiepnhan", collector="Nguyễn Thị Thử")
    assert told(desk, at(18, 10)) == []


def test_a_year_that_the_calendar_does_not_know_is_still_to_come(desk: Desk) -> None:
    number = received(desk, at(23))
    step(desk, at(23, 10), number, Verb.FINISH)
    desk.clock.at = dt.datetime(2026, 12, 31, 16, tzinfo=VIETNAM)  # type: ignore[attr-defined]
    with desk.store.writing() as work:  # made ready on the last day; ten working days lie in the next year
        work.connection.exec_driver_sql("UPDATE dossier SET finished_at = ?", (to_stored(desk.clock.now()),))
    reminders(desk, officer(desk, "tiepnhan"))


def test_who_may_not_read_is_told_nothing(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        reminders(desk, NOBODY)


def test_the_law_in_force_when_it_was_received_holds() -> None:
    assert timers_of(dt.date(2026, 11, 23)).supplement_days == 15
    assert timers_of(dt.date(1999, 1, 1)) == timers.timers_editions()[0]


@pytest.mark.parametrize("kind", list(Reminder))
def test_only_open_or_ready_dossiers_are_walked(desk: Desk, kind: Reminder) -> None:
    received(desk, at(23))
    with desk.store.reading() as connection:
        cursor = cursor_of(connection)
        cursor.execute(f"EXPLAIN QUERY PLAN {timers._TIMERS[kind].text}", {"unit": 1, "me": 1, "now": ""})
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "ix_dossier_ready" in plan if kind is Reminder.UNCOLLECTED else "ix_dossier_open" in plan
    assert "SCAN dossier" not in plan

"""A calendar is changed: what moves is known first, promises stay, all moves or nothing does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import MONDAY, at_moment, new_hours, officer, person_request, practice_desk

from desk.errors import (
    BadCalendar,
    BadDay,
    CalendarChanged,
    CalendarUnchanged,
    Cancelled,
    MissingCalendarYear,
    NotAllowed,
)
from desk.rules.calendar_year import rows_of, with_year
from desk.rules.instants import VIETNAM
from desk.rules.weekly_hours import hours_words
from desk.rules.working_calendar import CalendarDay, CalendarFault, WorkingCalendar
from desk.services import redating
from desk.services.calendar_changing import (
    calendar_edition,
    calendar_history,
    moved_promises,
    preview_calendar,
    save_calendar,
)
from desk.services.checking import check
from desk.services.desk import Desk, Office
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.papers import save_paper
from desk.services.processing import act
from desk.services.requests import approve, pending
from desk.services.sign_in import SignedIn
from desk.services.steps import StepAsked
from desk.vocabulary import DayKind, PaperForm, Verb

THREE_DAYS = "1.004873"  # received on Monday the 23rd, promised for Friday the 27th
WEDNESDAY = dt.date(2026, 11, 25)
STORM = CalendarDay(WEDNESDAY, DayKind.OFF, "bão số 9", "Công văn thử 9/UBND")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    desk.close()


@pytest.fixture
def leader(desk: Desk) -> SignedIn:
    return officer(desk, "lanhdao")


def office_of(desk: Desk) -> Office:
    with desk.store.reading() as connection:
        return desk.office(connection)


def with_storm(office: Office) -> WorkingCalendar:
    return with_year(office.calendar, 2026, (*rows_of(office.calendar, 2026), STORM))


def received(desk: Desk, **changes: object) -> str:
    return receive(desk, officer(desk, "tiepnhan"), person_request(**{"procedure": THREE_DAYS, **changes})).number


def at(day: dt.date, hour: int = 17) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), VIETNAM)


def test_what_would_move_is_known_and_nothing_has_moved(desk: Desk, leader: SignedIn, tmp_path: Path) -> None:
    printed, bare, short = received(desk), received(desk), received(desk, procedure="1.001193")
    save_paper(desk, officer(desk, "tiepnhan"), PaperForm.RECEIPT_SLIP, printed, tmp_path / "giay.pdf")
    office, steps = office_of(desk), []
    found = preview_calendar(
        desk, leader, with_storm(office), office.calendar_id, lambda done, all_: steps.append((done, all_)) or True
    )
    assert [one.number for one in found.moves] == [printed, bare]  # what is due the same day does not
    assert [one.printed for one in found.moves] == [True, False]
    assert (found.open, found.printed, found.later) == (3, 1, 2)
    first = found.moves[0]
    assert (first.applicant, first.phone) == ("Nguyễn Thị Thử", "0912345678")
    assert (first.before, first.after) == (at(dt.date(2026, 11, 27)), at(dt.date(2026, 11, 30)))
    assert first.promised_at == first.binds_until == at(dt.date(2026, 11, 27))
    assert steps == [(0, 3), (3, 3)]
    assert office_of(desk) is office
    assert show(desk, leader, short).computed_at == show(desk, leader, short).promised_at


def test_saved_all_move_and_the_promises_stay(desk: Desk, leader: SignedIn) -> None:
    numbers, office = [received(desk), received(desk)], office_of(desk)
    saved, moved = save_calendar(desk, leader, with_storm(office), office.calendar_id, "Nghỉ bão 25/11")
    assert (moved, saved.calendar_id) == (2, office.calendar_id + 1)
    for number in numbers:
        shown = show(desk, leader, number)
        assert (shown.promised_at, shown.computed_at) == (at(dt.date(2026, 11, 27)), at(dt.date(2026, 11, 30)))
    newest, _first = calendar_history(desk, leader)
    assert newest.source == "Nghỉ bão 25/11"
    with desk.store.reading() as connection:
        assert calendar_edition(connection, office.calendar_id) == office.calendar


def test_whom_to_call_is_known_afterwards_too(desk: Desk, leader: SignedIn, tmp_path: Path) -> None:
    assert moved_promises(desk, leader) == ()
    number, office = received(desk), office_of(desk)
    received(desk, procedure="1.001193")
    save_calendar(desk, leader, with_storm(office), office.calendar_id, "Nghỉ bão 25/11")
    (one,) = moved_promises(desk, leader)
    assert (one.number, one.phone, one.printed) == (number, "0912345678", False)
    assert (one.promised_at, one.after) == (at(dt.date(2026, 11, 27)), at(dt.date(2026, 11, 30)))
    made = save_paper(desk, leader, PaperForm.CALL_LIST, "2026-11-23", tmp_path / "goi.pdf")
    assert made.pages == 1
    with pytest.raises(BadDay):
        save_paper(desk, leader, PaperForm.CALL_LIST, "2026-11-20", tmp_path / "khac.pdf")


def test_a_promise_on_a_day_declared_off_binds_until_the_next_closing(desk: Desk, leader: SignedIn) -> None:
    number, office = received(desk), office_of(desk)
    friday = replace(STORM, date=dt.date(2026, 11, 27))
    calendar = with_year(office.calendar, 2026, (*rows_of(office.calendar, 2026), friday))
    (move,) = preview_calendar(desk, leader, calendar, office.calendar_id).moves
    assert (move.number, move.promised_at, move.binds_until) == (
        number, at(dt.date(2026, 11, 27)), at(dt.date(2026, 11, 30)),
    )  # fmt: skip


def test_pauses_and_extensions_are_counted_as_ever(desk: Desk, leader: SignedIn) -> None:
    """Bulk and single reckoning say the same: the check at the end recounts each deadline by itself."""
    waited, waiting, extended, ended = (received(desk) for _ in range(4))
    examiner = officer(desk, "chuyenmon")
    for number in (waited, waiting):
        act(desk, examiner, number, StepAsked(Verb.REQUEST_SUPPLEMENT))
    desk.clock.at = MONDAY + dt.timedelta(hours=6)
    act(desk, examiner, waited, StepAsked(Verb.ACCEPT_SUPPLEMENT))
    act(desk, leader, extended, StepAsked(Verb.EXTEND, until=at(dt.date(2026, 12, 2))))
    for request in pending(desk, officer(desk, "admin")):
        approve(desk, officer(desk, "admin"), request.id)
    act(desk, leader, ended, StepAsked(Verb.FINISH))
    before = {number: show(desk, leader, number) for number in (waited, waiting, extended, ended)}
    office = office_of(desk)
    moves = preview_calendar(desk, leader, with_storm(office), office.calendar_id).moves
    assert [one.number for one in moves] == [
        waited
    ]  # the extension stands, who waits has no deadline, who ended keeps it
    save_calendar(desk, leader, with_storm(office), office.calendar_id, "Nghỉ bão")
    for number in (waiting, extended, ended):
        assert show(desk, leader, number).computed_at == before[number].computed_at
    act(desk, examiner, waiting, StepAsked(Verb.ACCEPT_SUPPLEMENT))
    assert show(desk, leader, waiting).computed_at == at(dt.date(2026, 11, 30))


def test_stopped_in_the_middle_nothing_has_changed(
    desk: Desk, leader: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        received(desk)
    monkeypatch.setattr(redating, "STEP", 1)
    office = office_of(desk)

    def enough(done: int, _all: int) -> bool:
        return done < 2

    with pytest.raises(Cancelled):
        preview_calendar(desk, leader, with_storm(office), office.calendar_id, enough)
    with pytest.raises(Cancelled):
        save_calendar(desk, leader, with_storm(office), office.calendar_id, "Nghỉ bão", enough)
    assert office_of(desk).calendar_id == office.calendar_id
    assert preview_calendar(desk, leader, with_storm(office), office.calendar_id).moves != ()


def test_what_somebody_else_changed_is_not_lost(desk: Desk, leader: SignedIn) -> None:
    office = office_of(desk)
    new_hours(desk, officer(desk, "admin"), "07:30-11:00, 13:00-16:00")
    with pytest.raises(CalendarChanged) as changed:
        save_calendar(desk, leader, with_storm(office), office.calendar_id, "Nghỉ bão")
    assert changed.value.at == MONDAY
    assert hours_words(office_of(desk).calendar.sessions(WEDNESDAY)) == "07:30-11:00, 13:00-16:00"


def test_what_cannot_be_right_is_refused_and_nothing_kept(desk: Desk, leader: SignedIn) -> None:
    received(desk)
    office = office_of(desk)
    with pytest.raises(CalendarUnchanged):
        save_calendar(desk, leader, office.calendar, office.calendar_id, "không gì")
    with pytest.raises(BadCalendar) as few:
        preview_calendar(
            desk, leader, with_year(office.calendar, 2026, rows_of(office.calendar, 2026)[:5]), office.calendar_id
        )
    assert (few.value.problem, few.value.file) == (CalendarFault.TOO_FEW_DAYS_OFF, "2026")
    with pytest.raises(BadCalendar):
        save_calendar(desk, leader, with_year(office.calendar, 2026, ()), office.calendar_id, "bỏ năm 2026")
    assert office_of(desk) is office


@pytest.mark.parametrize("words", ["", "bão\u200bsố 9", "bão\n9", "x" * 201])
def test_what_could_not_be_read_back_is_never_stored(desk: Desk, leader: SignedIn, words: str) -> None:
    office = office_of(desk)
    for row in (replace(STORM, name=words), replace(STORM, source=words)):
        calendar = with_year(office.calendar, 2026, (*rows_of(office.calendar, 2026), row))
        with pytest.raises(BadCalendar):
            save_calendar(desk, leader, calendar, office.calendar_id, "bão")
    assert office_of(desk) is office


def test_a_year_that_dossiers_need_cannot_be_taken_away(desk: Desk, leader: SignedIn) -> None:
    at_moment(desk, dt.datetime(2026, 12, 30, 9, tzinfo=VIETNAM))
    received(desk)
    office = office_of(desk)
    calendar = replace(office.calendar, days=tuple(row for row in office.calendar.days if row.date.year != 2027))
    with pytest.raises((MissingCalendarYear, BadCalendar)):
        save_calendar(desk, leader, calendar, office.calendar_id, "bỏ năm 2027")
    assert office_of(desk) is office


@pytest.mark.parametrize("login", ["tiepnhan", "chuyenmon"])
def test_only_those_who_oversee_may(desk: Desk, login: str) -> None:
    office = office_of(desk)
    with pytest.raises(NotAllowed):
        preview_calendar(desk, officer(desk, login), with_storm(office), office.calendar_id)
    with pytest.raises(NotAllowed):
        save_calendar(desk, officer(desk, login), with_storm(office), office.calendar_id, "Nghỉ bão")


def test_new_hours_move_new_promises_only(desk: Desk, leader: SignedIn) -> None:
    clerk = officer(desk, "tiepnhan")
    old = receive(desk, clerk, person_request())
    new_hours(desk, leader, "07:30-11:00, 13:00-16:00")
    assert show(desk, clerk, old.number).promised_at == old.due_at
    assert f"{receive(desk, clerk, person_request()).due_at:%H:%M}" == "16:00"

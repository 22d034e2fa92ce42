"""The dates of a stored dossier explained: promise as frozen, deadline as counted now, the wait that runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import MONDAY, officer, person_request, practice_desk

from desk.errors import UnknownDossier
from desk.rules.calendar_year import rows_of, with_year
from desk.rules.instants import VIETNAM
from desk.rules.working_calendar import CalendarDay
from desk.services.calendar_changing import save_calendar
from desk.services.desk import Desk
from desk.services.explaining import Explained, explain
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.requests import approve, pending
from desk.services.steps import StepAsked
from desk.vocabulary import DayKind, Status, Verb


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def number(desk: Desk) -> str:
    """Received on Monday the 23rd, promised for Friday the 27th."""
    return receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873")).number


def told(desk: Desk, number: str) -> Explained:
    return explain(desk, officer(desk, "tiepnhan"), number)


def storm(desk: Desk) -> None:
    with desk.store.reading() as connection:
        office = desk.office(connection)
    row = CalendarDay(dt.date(2026, 11, 25), DayKind.OFF, "bão số 9", "Công văn thử 9/UBND")
    calendar = with_year(office.calendar, 2026, (*rows_of(office.calendar, 2026), row))
    save_calendar(desk, officer(desk, "lanhdao"), calendar, office.calendar_id, "bão")


def test_a_promise_as_it_was_made_names_nobody(desk: Desk, number: str) -> None:
    found = told(desk, number)
    assert found.promise is not None
    assert found.promise is found.now
    assert (found.promise.due_at, found.differs, found.stopped_since) == (found.promised_at, False, None)
    assert "Tính được 3 ngày làm việc: 25–27/11." in found.words()
    assert "Thử" not in repr(found)


def test_after_a_storm_promise_and_count_are_both_told(desk: Desk, number: str) -> None:
    storm(desk)
    found = told(desk, number)
    assert found.promise is not None
    assert found.now is not None
    assert found.differs
    assert f"{found.promise.due_at:%d/%m} {found.now.due_at:%d/%m}" == "27/11 30/11"
    assert "tính lại theo lịch mới là 17:00 30/11/2026" in found.words()[-1]
    assert any("bão số 9" in sentence for sentence in found.now.sentences)
    assert not any("bão số 9" in sentence for sentence in found.promise.sentences)


def test_what_has_ended_is_explained_by_the_calendar_of_its_day(desk: Desk, number: str) -> None:
    before = told(desk, number)
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.REFUSE, note="không thuộc thẩm quyền"))
    storm(desk)
    found = told(desk, number)
    assert found.computed_at == found.promised_at
    assert found.now is None  # what the calendar of today would say is nobody's date
    assert found.words() == before.words()


def test_a_wait_that_runs_and_one_that_ended(desk: Desk, number: str) -> None:
    examiner = officer(desk, "chuyenmon")
    act(desk, examiner, number, StepAsked(Verb.REQUEST_SUPPLEMENT))
    waiting = told(desk, number)
    assert (waiting.status, waiting.stopped_since, waiting.computed_at) == (Status.WAITING_SUPPLEMENT, MONDAY, None)
    assert "Từ 09:00 23/11/2026 thời hạn đang dừng" in waiting.words()[-1]
    storm(desk)
    desk.clock.at = dt.datetime(2026, 11, 30, 10, tzinfo=VIETNAM)  # type: ignore[attr-defined]
    act(desk, examiner, number, StepAsked(Verb.ACCEPT_SUPPLEMENT))
    after = told(desk, number)
    assert after.promise is not None
    assert after.promise.due_at == after.promised_at == dt.datetime(2026, 12, 3, 17, tzinfo=VIETNAM)
    assert "tính lại từ đầu, kể từ 10:00 thứ Hai 30/11/2026" in " ".join(after.words())


def test_an_extension_is_told(desk: Desk, number: str) -> None:
    until = dt.datetime(2026, 12, 2, 17, tzinfo=VIETNAM)
    act(desk, officer(desk, "lanhdao"), number, StepAsked(Verb.EXTEND, until=until))
    (request,) = pending(desk, officer(desk, "admin"))
    approve(desk, officer(desk, "admin"), request.id)
    storm(desk)
    found = told(desk, number)
    assert found.promise is not None
    assert found.promise.due_at == until
    assert "gia hạn một lần từ 17:00 27/11/2026 đến 17:00 02/12/2026" in " ".join(found.words())


def test_no_such_dossier(desk: Desk) -> None:
    with pytest.raises(UnknownDossier):
        told(desk, "H21.18-261123-0099")

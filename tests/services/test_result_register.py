"""The book of results tells each once: made ready and waiting, handed over, posted, under its own number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import officer, person, person_request, practice_desk

from desk.errors import NotAllowed
from desk.rules.instants import VIETNAM
from desk.services.collecting import HandOver
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.result_register import results
from desk.services.sign_in import SignedIn
from desk.services.steps import ResultGiven, StepAsked
from desk.vocabulary import CollectedWith, CollectorKind, ReturnChannel, Verb

DAY = dt.date(2026, 11, 23)


def at(day: int, hour: int = 9) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, tzinfo=VIETNAM)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


def finished(desk: Desk, name: str, result: ResultGiven | None = None, **more: object) -> str:
    request = person_request(applicant=person(name=name), **more)
    number = receive(desk, officer(desk, "tiepnhan"), request).number
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH, result=result))
    return number


def test_each_result_once_with_its_number_and_its_collector(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    ready = finished(desk, "Trần Văn Mẫu")
    desk.clock.at = at(23, 10)  # type: ignore[attr-defined]
    returned = finished(desk, "Nguyễn Thị Thử", ResultGiven("12/KS", DAY, "Rơ Châm Mẫu"))
    desk.clock.at = at(25, 10)  # type: ignore[attr-defined]
    collected = HandOver(CollectedWith.IDENTITY, CollectorKind.APPLICANT, "064190000012", lost_slip=True)
    act(desk, clerk, returned, StepAsked(Verb.RETURN, collector="Nguyễn Thị Thử", hand_over=collected))
    (line,) = results(desk, clerk, dt.date(2026, 11, 25), dt.date(2026, 11, 25))
    assert (line.number, line.result_number, line.result_day, line.signer) == (returned, "12/KS", DAY, "Rơ Châm Mẫu")
    assert (line.collector, line.paper, line.lost_slip) == ("Nguyễn Thị Thử", CollectedWith.IDENTITY, True)
    assert (line.returned_at, line.posted) == (at(25, 10), False)
    (line,) = results(desk, clerk, DAY, DAY)
    assert (line.number, line.result_number, line.returned_at, line.collector) == (ready, None, None, None)
    assert [one.number for one in results(desk, clerk, DAY, dt.date(2026, 11, 30))] == [returned, ready]
    assert [one.number for one in results(desk, clerk, DAY, dt.date(2026, 11, 30), "12/ks thu")] == [returned]
    assert results(desk, clerk, DAY, dt.date(2026, 11, 30), "không có") == ()


def test_what_went_by_post_says_so(desk: Desk) -> None:
    number = finished(desk, "Nguyễn Thị Thử", return_channel=ReturnChannel.POST)
    act(desk, officer(desk, "tiepnhan"), number, StepAsked(Verb.POST_OUT, note="EM123456789VN"))
    (line,) = results(desk, officer(desk, "admin"), DAY, DAY)
    assert line.posted


def test_who_may_not_read_sees_nothing(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        results(desk, SignedIn(9, "x", "X", frozenset()), DAY, DAY)

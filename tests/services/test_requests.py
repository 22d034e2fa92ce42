"""What waits for a second person: who is asked, who may answer, and that nobody answers an own request."""

from __future__ import annotations

import datetime as dt

import pytest
from builders import officer, person_request, practice_desk

from desk.errors import (
    BadValue,
    MissingField,
    NotALeader,
    NotAllowed,
    NotTheDecider,
    OwnDeputy,
    OwnRequest,
    RequestDecided,
    UnknownOfficer,
    UnknownRequest,
)
from desk.services.checking import check
from desk.services.deputies import name_deputy
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.officers import grant
from desk.services.processing import act
from desk.services.requests import approve, pending, reject, requests_of
from desk.services.steps import StepAsked
from desk.vocabulary import RequestKind, RequestState, Role, Status, Verb

DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path):
    desk = practice_desk(tmp_path)
    yield desk
    assert check(desk, officer(desk, "admin")).faults == ()
    desk.close()


def asked(desk, login="tiepnhan"):
    number = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    taken = act(desk, officer(desk, login), number, StepAsked(Verb.VOID, note="nhập nhầm"))
    return number, taken.request


def status(desk, number):
    return show(desk, officer(desk, "admin"), number).status


def test_a_request_waits_and_is_told_whole(desk):
    number, request = asked(desk)
    (found,) = pending(desk, officer(desk, "lanhdao"))
    assert (found.id, found.kind, found.subject, found.by) == (request, RequestKind.VOID, number, "tiepnhan")
    assert (found.note, found.state, found.may_decide) == ("nhập nhầm", RequestState.PENDING, True)
    assert status(desk, number) is Status.RECEIVED


def test_an_approved_request_is_done_and_gone(desk):
    number, request = asked(desk)
    done = approve(desk, officer(desk, "lanhdao"), request, "đúng vậy")
    assert (done.state, done.decided_by, done.decision_note) == (RequestState.APPROVED, "lanhdao", "đúng vậy")
    assert status(desk, number) is Status.VOIDED
    assert pending(desk, officer(desk, "lanhdao")) == []
    with pytest.raises(RequestDecided):
        reject(desk, officer(desk, "lanhdao"), request, "thôi")


def test_a_rejected_request_changes_nothing_and_may_be_asked_again(desk):
    number, request = asked(desk)
    with pytest.raises(MissingField):
        reject(desk, officer(desk, "lanhdao"), request, " ")
    reject(desk, officer(desk, "lanhdao"), request, "hồ sơ đúng")
    assert status(desk, number) is Status.RECEIVED
    again = act(desk, officer(desk, "tiepnhan"), number, StepAsked(Verb.VOID, note="vẫn nhầm")).request
    states = [one.state for one in requests_of(desk, officer(desk, "tiepnhan"), number)]
    assert (states, again) == ([RequestState.REJECTED, RequestState.PENDING], request + 1)


@pytest.mark.parametrize("login", ["tiepnhan", "chuyenmon"])
def test_who_is_neither_leader_nor_deputy_sees_nothing(desk, login):
    _, request = asked(desk)
    for action in (lambda by: pending(desk, by), lambda by: approve(desk, by, request)):
        with pytest.raises(NotAllowed):
            action(officer(desk, login))


def test_a_leaders_own_request_goes_to_the_administrator_or_the_deputy(desk):
    number, request = asked(desk, "lanhdao")
    with pytest.raises(OwnRequest):
        approve(desk, officer(desk, "lanhdao"), request)
    assert not pending(desk, officer(desk, "lanhdao"))[0].may_decide
    name_deputy(desk, officer(desk, "admin"), "chuyenmon")
    approve(desk, officer(desk, "chuyenmon"), request)
    assert status(desk, number) is Status.VOIDED
    other, request = asked(desk, "lanhdao")
    approve(desk, officer(desk, "admin"), request)
    assert status(desk, other) is Status.VOIDED


def test_the_administrator_decides_only_for_a_leader(desk):
    _, request = asked(desk)
    with pytest.raises(NotTheDecider):
        approve(desk, officer(desk, "admin"), request)
    with pytest.raises(UnknownRequest):
        approve(desk, officer(desk, "lanhdao"), request + 1)


def test_a_deputy_stands_in_for_some_days_and_no_longer(desk):
    administrator, today = officer(desk, "admin"), desk.clock.now().date()
    _, request = asked(desk)
    name_deputy(desk, administrator, "chuyenmon", "lanhdao", today + DAY, today + 2 * DAY)
    with pytest.raises(NotAllowed):
        approve(desk, officer(desk, "chuyenmon"), request)
    desk.clock.at += DAY
    assert pending(desk, officer(desk, "chuyenmon"))[0].may_decide
    desk.clock.at += 2 * DAY
    with pytest.raises(NotAllowed):
        pending(desk, officer(desk, "chuyenmon"))
    name_deputy(desk, administrator, "chuyenmon")
    name_deputy(desk, administrator, None, "lanhdao")
    with pytest.raises(NotAllowed):
        pending(desk, officer(desk, "chuyenmon"))


def test_no_deputy_that_cannot_be(desk):
    administrator, today = officer(desk, "admin"), desk.clock.now().date()
    with pytest.raises(OwnDeputy):
        name_deputy(desk, administrator, "lanhdao")
    with pytest.raises(NotALeader):
        name_deputy(desk, administrator, "tiepnhan", "chuyenmon")
    with pytest.raises(UnknownOfficer):
        name_deputy(desk, administrator, "khongco")
    with pytest.raises(BadValue):
        name_deputy(desk, administrator, "tiepnhan", None, today, today - DAY)
    with pytest.raises(NotAllowed):
        name_deputy(desk, officer(desk, "lanhdao"), "tiepnhan")
    grant(desk, administrator, "tiepnhan", {Role.CLERK, Role.LEADER})
    with pytest.raises(NotALeader):
        name_deputy(desk, administrator, "chuyenmon")

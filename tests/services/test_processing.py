"""The steps after receipt: what they allow, what they do to promise and clock, and who may take them."""

import datetime as dt

import pytest
from builders import MONDAY, new_hours, officer, person_request, practice_desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.errors import (
    DossierChanged,
    EntryMismatch,
    MissingField,
    NotAllowed,
    StepOutOfOrder,
    StepRefused,
    TimeInFuture,
    UnknownDossier,
)
from desk.messages import sentence
from desk.rules.instants import VIETNAM
from desk.services.checking import check
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.vocabulary import DiscontinueReason, Status, Verb


@pytest.fixture
def desk(tmp_path):
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


def at(day, hour, minute=0):
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


def received(desk, **changes):
    return receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873", **changes)).number


def test_the_whole_line(desk):
    number = received(desk)
    finished = act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
    assert finished.status is Status.FINISHED
    act(desk, officer(desk, "tiepnhan"), number, StepAsked(Verb.RETURN, collector="Nguyễn Thị Thử"))
    dossier = show(desk, officer(desk, "admin"), number)
    assert [event.verb for event in dossier.events] == [Verb.RECEIVE, Verb.START, Verb.FINISH, Verb.RETURN]
    assert dossier.status is Status.RETURNED
    assert dossier.events[-1].collector == "Nguyễn Thị Thử"


def test_a_supplement_counts_the_limit_anew_and_moves_the_promise(desk):
    number, examiner = received(desk), officer(desk, "chuyenmon")
    first = show(desk, examiner, number).promised_at
    assert first == at(27, 17)  # three working days, without the 24th
    desk.clock.at = at(25, 10)
    waiting = act(desk, examiner, number, StepAsked(Verb.REQUEST_SUPPLEMENT, note="thiếu tờ khai"))
    assert (waiting.status, waiting.promised_at, waiting.computed_at) == (Status.WAITING_SUPPLEMENT, first, None)
    desk.clock.at = at(30, 9)
    back = act(desk, examiner, number, StepAsked(Verb.ACCEPT_SUPPLEMENT))
    assert back.promised_at == back.computed_at == dt.datetime(2026, 12, 3, 17, 0, tzinfo=VIETNAM)
    dossier = show(desk, examiner, number)
    assert [promise.promised_at for promise in dossier.promises] == [first, back.promised_at]
    assert (dossier.pauses[0].begins, dossier.pauses[0].ends) == (at(25, 10), at(30, 9))


def test_a_supplement_asked_when_already_late_gains_nothing(desk):
    number, examiner = received(desk), officer(desk, "chuyenmon")
    first = show(desk, examiner, number).promised_at
    desk.clock.at = at(28, 10)
    act(desk, examiner, number, StepAsked(Verb.REQUEST_SUPPLEMENT))
    desk.clock.at = at(30, 9)
    back = act(desk, examiner, number, StepAsked(Verb.ACCEPT_SUPPLEMENT))
    assert back.promised_at == first
    assert len(show(desk, examiner, number).promises) == 1


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (StepAsked(Verb.ACCEPT_SUPPLEMENT), StepRefused),
        (StepAsked(Verb.DISCONTINUE, reason=DiscontinueReason.CLOSED_NO_SUPPLEMENT), StepRefused),
        (StepAsked(Verb.DISCONTINUE), MissingField),
        (StepAsked(Verb.FINISH, at=MONDAY - dt.timedelta(days=1)), StepOutOfOrder),
        (StepAsked(Verb.FINISH, at=MONDAY + dt.timedelta(days=1)), TimeInFuture),
        (StepAsked(Verb.RECEIVE), NotAllowed),
        (StepAsked(Verb.RETURN), MissingField),
        (StepAsked(Verb.RETURN, collector="Thử"), StepRefused),
    ],
)
def test_a_step_that_is_not_allowed_changes_nothing(desk, asked, error):
    number, leader = received(desk), officer(desk, "lanhdao")
    before = show(desk, leader, number)
    with pytest.raises(error):
        act(desk, leader, number, asked)
    assert show(desk, leader, number) == before


def test_an_unknown_number_is_named(desk):
    with pytest.raises(UnknownDossier):
        act(desk, officer(desk, "lanhdao"), "H21.18-261123-0009", StepAsked(Verb.FINISH))


@pytest.mark.parametrize("verb", [Verb.FINISH, Verb.WITHDRAW, Verb.REQUEST_SUPPLEMENT, Verb.ACCEPT_SUPPLEMENT])
def test_the_counter_does_not_examine_and_the_administrator_does_nothing(desk, verb):
    number = received(desk)
    for login in ("tiepnhan", "admin"):
        with pytest.raises(NotAllowed):
            act(desk, officer(desk, login), number, StepAsked(verb))
    for login in ("chuyenmon", "admin"):
        with pytest.raises(NotAllowed):
            act(desk, officer(desk, login), number, StepAsked(Verb.RETURN, collector="Thử"))


def test_only_a_leader_gives_a_past_time(desk):
    number = received(desk, received_at=at(23, 8, 30))
    past = at(23, 8, 45)
    with pytest.raises(NotAllowed):
        act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH, at=past))
    act(desk, officer(desk, "lanhdao"), number, StepAsked(Verb.FINISH, at=past))
    assert show(desk, officer(desk, "admin"), number).finished_at == past


def test_a_row_that_was_changed_behind_our_back_is_not_acted_on(desk):
    number = received(desk)
    with desk.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE dossier SET promised_at = '2027-01-29T10:00:00Z'")
    for action in (
        lambda: act(desk, officer(desk, "lanhdao"), number, StepAsked(Verb.FINISH)),
        lambda: show(desk, officer(desk, "lanhdao"), number),
    ):
        with pytest.raises(EntryMismatch):
            action()


def test_a_step_meant_for_another_version_is_not_taken(desk):
    number, leader, examiner = received(desk), officer(desk, "lanhdao"), officer(desk, "chuyenmon")
    seen = show(desk, leader, number).version
    desk.clock.at = at(23, 10, 15)
    for verb in (Verb.REQUEST_SUPPLEMENT, Verb.ACCEPT_SUPPLEMENT):
        act(desk, examiner, number, StepAsked(verb))
    before = show(desk, leader, number)
    desk.clock.at = at(23, 10, 20)
    with pytest.raises(DossierChanged) as caught:
        act(desk, leader, number, StepAsked(Verb.FINISH, seen=seen))
    assert caught.value.facts == {
        "number": number,
        "officer": examiner.name,
        "at": at(23, 10, 15),
        "status": Status.PROCESSING,
        "version": before.version,
    }
    said = sentence(caught.value)
    assert f"đã được {examiner.name} xử lý lúc 10:15 ngày 23/11/2026, nay đang giải quyết;" in said
    assert show(desk, leader, number).events == before.events
    assert act(desk, leader, number, StepAsked(Verb.FINISH, seen=before.version)).status is Status.FINISHED


def test_what_the_new_status_forbids_is_refused_as_such(desk):
    number, leader = received(desk), officer(desk, "lanhdao")
    seen = show(desk, leader, number).version
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
    with pytest.raises(StepRefused):
        act(desk, leader, number, StepAsked(Verb.FINISH, seen=seen))


def test_who_does_not_say_what_was_seen_is_not_asked(desk):
    number, examiner = received(desk), officer(desk, "chuyenmon")
    for verb in (Verb.REQUEST_SUPPLEMENT, Verb.ACCEPT_SUPPLEMENT, Verb.FINISH):
        act(desk, examiner, number, StepAsked(verb))
    assert show(desk, examiner, number).status is Status.FINISHED


def test_a_deadline_counted_anew_is_nobodys_step(desk):
    number, leader = received(desk), officer(desk, "lanhdao")
    before = show(desk, leader, number)
    new_hours(desk, leader, "07:30-11:00, 13:00-16:00")
    assert show(desk, leader, number).computed_at != before.computed_at
    assert act(desk, leader, number, StepAsked(Verb.FINISH, seen=before.version)).status is Status.FINISHED


VERBS = [Verb.REQUEST_SUPPLEMENT, Verb.ACCEPT_SUPPLEMENT, Verb.FINISH, Verb.RETURN, Verb.WITHDRAW, Verb.DISCONTINUE]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(VERBS), st.integers(1, 3000)), max_size=10))
def test_any_history_leaves_a_store_that_checks(desk, history):
    leader = officer(desk, "lanhdao")
    number = received(desk)
    for verb, minutes in history:
        desk.clock.at += dt.timedelta(minutes=minutes)
        try:
            seen = show(desk, leader, number).version
            reason = DiscontinueReason.SPECIAL_LAW
            act(desk, leader, number, StepAsked(verb, note="lý do", collector="Thử", reason=reason, seen=seen))
        except StepRefused:
            continue
    assert check(desk, leader).faults == ()
    desk.clock.at = max(desk.clock.at, MONDAY)

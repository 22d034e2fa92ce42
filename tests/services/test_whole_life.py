"""Whole lives: stories and random legal histories, in which state, clock, class and `check` always agree."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from builders import MONDAY, at_moment, officer, person, person_request, practice_desk
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.errors import (
    BadValue,
    DossierChanged,
    MissingField,
    NotAllowed,
    NothingCorrected,
    PromiseNotLater,
    PromiseOnDayOff,
    RequestPending,
    SecondSupplement,
    StepRefused,
    TooLateToExtend,
    UnknownField,
    UnknownOfficer,
    WrongHolder,
)
from desk.rules.due_date import Pause, due
from desk.rules.instants import VIETNAM
from desk.rules.transitions import OPEN, Place
from desk.services.checking import check
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.lists import dossiers
from desk.services.processing import act
from desk.services.requests import SECOND_PERSON, approve
from desk.services.search import find
from desk.services.steps import ResultGiven, StepAsked
from desk.vocabulary import (
    Channel,
    DelayCause,
    DiscontinueReason,
    LimitUnit,
    Outcome,
    PromiseReason,
    Status,
    Verb,
)

UNMARRIED = "1.004873"  # three working days
DAY = dt.timedelta(days=1)


def on(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.fixture
def desk(tmp_path):
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


def received(desk, **changes):
    return receive(desk, officer(desk, "tiepnhan"), person_request(procedure=UNMARRIED, **changes)).number


def step(desk, login, number, verb, **asked):
    return act(desk, officer(desk, login), number, StepAsked(verb, **asked))


def shown(desk, number):
    return show(desk, officer(desk, "admin"), number)


def content(desk):
    assert check(desk, officer(desk, "admin")).faults == ()


# --- stories ----------------------------------------------------------------------------------------------------------


def test_two_supplements_over_tet(desk):
    """Tết 2026 is off from 16 to 20 February; each completion counts the three days anew."""
    at_moment(desk, on("2026-02-10 09:00"))
    number = received(desk)
    assert shown(desk, number).promised_at == on("2026-02-13 17:00")
    desk.clock.at = on("2026-02-12 10:00")
    step(desk, "chuyenmon", number, Verb.REQUEST_SUPPLEMENT, note="thiếu giấy")
    desk.clock.at = on("2026-02-13 15:00")
    back = step(desk, "chuyenmon", number, Verb.ACCEPT_SUPPLEMENT)
    assert back.promised_at == back.computed_at == on("2026-02-25 17:00")
    desk.clock.at = on("2026-02-23 08:00")
    with pytest.raises(SecondSupplement):
        step(desk, "chuyenmon", number, Verb.REQUEST_SUPPLEMENT, note="thiếu nữa")
    with pytest.raises(SecondSupplement):
        step(desk, "lanhdao", number, Verb.REQUEST_SUPPLEMENT)
    step(desk, "lanhdao", number, Verb.REQUEST_SUPPLEMENT, note="phát hiện giấy giả")
    desk.clock.at = on("2026-02-28 09:00")  # a Saturday: counted from Monday's opening
    back = step(desk, "chuyenmon", number, Verb.ACCEPT_SUPPLEMENT)
    assert back.promised_at == on("2026-03-05 17:00")
    desk.clock.at = on("2026-03-04 16:00")
    step(desk, "chuyenmon", number, Verb.FINISH, result=ResultGiven("12/XN", dt.date(2026, 3, 4), "Trần Văn Mẫu"))
    dossier = shown(desk, number)
    assert (dossier.outcome, dossier.life.supplements) == (Outcome.EARLY, 2)
    assert dossier.result == ResultGiven("12/XN", dt.date(2026, 3, 4), "Trần Văn Mẫu")
    content(desk)


def test_an_extension_needs_a_second_person_and_moves_the_promise_once(desk):
    number, until = received(desk), on("2026-12-04 17:00")
    first = shown(desk, number).promised_at
    asked = step(desk, "chuyenmon", number, Verb.EXTEND, until=until, cause=DelayCause.CONSULTATION, note="chờ ý kiến")
    assert (asked.promised_at, asked.status) == (first, Status.RECEIVED)
    assert asked.request is not None
    with pytest.raises(RequestPending):
        step(desk, "chuyenmon", number, Verb.EXTEND, until=until)
    approve(desk, officer(desk, "lanhdao"), asked.request)
    dossier = shown(desk, number)
    assert (dossier.promised_at, dossier.computed_at) == (until, until)
    assert [one.reason for one in dossier.promises] == [PromiseReason.FIRST, PromiseReason.EXTENSION]
    assert dossier.events[-1].reason == DelayCause.CONSULTATION
    with pytest.raises(StepRefused):
        step(desk, "chuyenmon", number, Verb.EXTEND, until=until + DAY * 3)
    desk.clock.at = until
    step(desk, "chuyenmon", number, Verb.FINISH)
    assert shown(desk, number).outcome is Outcome.ON_TIME
    content(desk)


def test_an_extension_that_the_rules_forbid_is_not_even_asked_for(desk):
    number = received(desk)
    with pytest.raises(PromiseNotLater):
        step(desk, "chuyenmon", number, Verb.EXTEND, until=on("2026-11-26 17:00"))
    with pytest.raises(MissingField):
        step(desk, "chuyenmon", number, Verb.EXTEND)
    desk.clock.at = on("2026-11-27 07:00")
    with pytest.raises(TooLateToExtend):
        step(desk, "chuyenmon", number, Verb.EXTEND, until=on("2026-12-04 17:00"))


def test_a_letter_asked_for_in_time_and_agreed_to_too_late_is_not_given(desk):
    number = received(desk)
    asked = step(desk, "chuyenmon", number, Verb.EXTEND, until=on("2026-12-04 17:00"))
    desk.clock.at = on("2026-11-27 07:00")
    with pytest.raises(TooLateToExtend):
        approve(desk, officer(desk, "lanhdao"), asked.request)
    assert shown(desk, number).life.extended_at is None
    content(desk)


def test_a_hand_over_is_recorded_on_both_sides(desk):
    number = received(desk)
    step(desk, "chuyenmon", number, Verb.HAND_OVER, to="lanhdao")
    assert shown(desk, number).holder.place is Place.OFFERED
    step(desk, "lanhdao", number, Verb.ACCEPT_HAND_OVER)
    dossier = shown(desk, number)
    assert (dossier.holder.place, dossier.holder.login) == (Place.OFFICER, "lanhdao")
    assert [one.to for one in dossier.events if one.to] == [dossier.holder.name]
    step(desk, "lanhdao", number, Verb.HAND_OVER, to="Chi nhánh Văn phòng đăng ký đất đai")
    assert shown(desk, number).holder.name == "Chi nhánh Văn phòng đăng ký đất đai"
    step(desk, "chuyenmon", number, Verb.TAKE_BACK)
    assert shown(desk, number).holder.login == "chuyenmon"
    step(desk, "chuyenmon", number, Verb.FINISH)
    assert shown(desk, number).holder.place is Place.COUNTER
    content(desk)


def test_a_hand_over_is_answered_by_the_one_it_was_made_to(desk):
    number = received(desk)
    step(desk, "lanhdao", number, Verb.HAND_OVER, to="chuyenmon")
    step(desk, "lanhdao", number, Verb.REASSIGN, to="lanhdao")
    with pytest.raises(WrongHolder):
        step(desk, "chuyenmon", number, Verb.ACCEPT_HAND_OVER)
    step(desk, "lanhdao", number, Verb.REASSIGN, to="chuyenmon")
    with pytest.raises(MissingField):
        step(desk, "chuyenmon", number, Verb.SEND_BACK)
    step(desk, "chuyenmon", number, Verb.SEND_BACK, note="không thuộc việc của tôi")
    assert shown(desk, number).holder.login == "lanhdao"
    with pytest.raises(StepRefused):
        step(desk, "lanhdao", number, Verb.TAKE_BACK)
    with pytest.raises(MissingField):
        step(desk, "lanhdao", number, Verb.HAND_OVER)
    with pytest.raises(BadValue):
        step(desk, "lanhdao", number, Verb.HAND_OVER, to="lanhdao")
    with pytest.raises(UnknownOfficer):
        step(desk, "lanhdao", number, Verb.REASSIGN, to="khongco")
    content(desk)


def test_what_changes_hands_while_it_waits_goes_on_waiting(desk):
    number = received(desk)
    step(desk, "chuyenmon", number, Verb.REQUEST_SUPPLEMENT, note="Thiếu giấy")
    desk.clock.at += 2 * DAY
    step(desk, "lanhdao", number, Verb.REASSIGN, to="lanhdao")
    assert [one.ends for one in shown(desk, number).pauses] == [None]
    step(desk, "lanhdao", number, Verb.ACCEPT_HAND_OVER)
    assert [one.ends for one in shown(desk, number).pauses] == [None]
    desk.clock.at += 2 * DAY
    step(desk, "lanhdao", number, Verb.ACCEPT_SUPPLEMENT)
    assert [one.ends for one in shown(desk, number).pauses] == [desk.clock.at]


def test_a_payment_lets_the_clock_run_unless_the_procedure_says_otherwise(desk):
    number = received(desk)
    before = shown(desk, number)
    asked = step(desk, "chuyenmon", number, Verb.REQUEST_PAYMENT)
    assert (asked.status, asked.computed_at) == (Status.WAITING_PAYMENT, before.computed_at)
    assert shown(desk, number).pauses == ()
    assert step(desk, "chuyenmon", number, Verb.ACCEPT_PAYMENT).promised_at == before.promised_at
    content(desk)


def test_closing_for_want_of_a_supplement_is_not_late(desk):
    number = received(desk)
    step(desk, "chuyenmon", number, Verb.REQUEST_SUPPLEMENT)
    desk.clock.at = MONDAY + 15 * DAY
    step(desk, "chuyenmon", number, Verb.DISCONTINUE, reason=DiscontinueReason.CLOSED_NO_SUPPLEMENT)
    dossier = shown(desk, number)
    assert (dossier.outcome, dossier.computed_at) == (Outcome.ON_TIME, None)
    assert dossier.events[-1].reason == DiscontinueReason.CLOSED_NO_SUPPLEMENT
    content(desk)


def test_a_withdrawal_while_the_clock_stands_and_its_reopening(desk):
    number = received(desk)
    step(desk, "chuyenmon", number, Verb.REQUEST_SUPPLEMENT)
    desk.clock.at = MONDAY + 2 * DAY
    step(desk, "chuyenmon", number, Verb.WITHDRAW, note="theo đơn")
    content(desk)
    asked = step(desk, "tiepnhan", number, Verb.REOPEN, note="rút nhầm hồ sơ")
    desk.clock.at = MONDAY + 3 * DAY
    approve(desk, officer(desk, "lanhdao"), asked.request)
    dossier = shown(desk, number)
    assert dossier.status is Status.PROCESSING
    assert dossier.promised_at == dossier.computed_at == on("2026-11-30 17:00")  # the wait ended on the 25th
    content(desk)


def test_a_result_entered_by_mistake_is_taken_back(desk):
    number = received(desk)
    step(desk, "chuyenmon", number, Verb.FINISH)
    asked = step(desk, "chuyenmon", number, Verb.REOPEN, note="ghi nhầm số hồ sơ")
    approve(desk, officer(desk, "lanhdao"), asked.request)
    dossier = shown(desk, number)
    assert (dossier.status, dossier.finished_at, dossier.outcome) == (Status.PROCESSING, None, Outcome.WITHIN)
    content(desk)


def test_a_void_number_keeps_its_dossier_and_its_reason(desk):
    number = received(desk)
    with pytest.raises(MissingField):
        step(desk, "tiepnhan", number, Verb.VOID)
    asked = step(desk, "tiepnhan", number, Verb.VOID, note="nhập hai lần")
    approve(desk, officer(desk, "lanhdao"), asked.request)
    dossier = shown(desk, number)
    assert (dossier.status, dossier.outcome) == (Status.VOIDED, Outcome.NOT_COUNTED)
    assert dossier.events[-1].note == "nhập hai lần"
    assert [one.number for one in dossiers(desk, officer(desk, "lanhdao"))] == [number]
    content(desk)


def test_post_out_returns_the_result(desk):
    number = received(desk)
    step(desk, "chuyenmon", number, Verb.FINISH)
    with pytest.raises(NotAllowed):
        step(desk, "chuyenmon", number, Verb.POST_OUT)
    assert step(desk, "tiepnhan", number, Verb.POST_OUT, note="EV123456789VN").status is Status.RETURNED
    content(desk)


def test_a_refusal_after_examination(desk):
    number = received(desk)
    step(desk, "chuyenmon", number, Verb.REQUEST_SUPPLEMENT)
    assert step(desk, "chuyenmon", number, Verb.REFUSE, note="không đủ điều kiện").status is Status.REFUSED
    content(desk)


# --- corrections ------------------------------------------------------------------------------------------------------


def test_a_correction_shows_the_new_and_keeps_the_old_digest(desk):
    number = received(desk, authorised_person=person(name="Trần Văn Mẫu"))
    before = shown(desk, number)
    fields = {"applicant": {"name": "Nguyễn Thị Đúng"}, "copies": 3, "components": [{"name": "Đơn", "originals": 2}]}
    step(desk, "tiepnhan", number, Verb.CORRECT, correction=fields, note="sai tên")
    after = shown(desk, number)
    assert (after.applicant.name, after.copies) == ("Nguyễn Thị Đúng", 3)
    assert after.applicant.personal_id == before.applicant.personal_id
    assert after.authorised_person == before.authorised_person
    assert [one.name for one in after.components] == ["Đơn"]
    assert (after.digest, after.promised_at, after.corrected) == (before.digest, before.promised_at, True)
    assert [line.applicant for line in find(desk, officer(desk, "tiepnhan"), "đúng")] == ["Nguyễn Thị Đúng"]
    assert find(desk, officer(desk, "tiepnhan"), "thử") == []
    step(desk, "tiepnhan", number, Verb.CORRECT, correction={"authorised_person": None})
    assert shown(desk, number).authorised_person is None
    assert shown(desk, number).digest == before.digest
    content(desk)


def test_a_corrected_dossier_is_still_the_same_request(desk):
    clerk, request = officer(desk, "tiepnhan"), person_request(request_id="một")
    receipt = receive(desk, clerk, request)
    step(desk, "tiepnhan", receipt.number, Verb.CORRECT, correction={"applicant": {"name": "Nguyễn Thị Đúng"}})
    assert receive(desk, clerk, request) == receipt


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"procedure": "1.001193"}, UnknownField),
        ({"applicant": None}, BadValue),
        ({"applicant": {"name": "Nguyễn Thị Thử"}}, NothingCorrected),
        ({"applicant": {"nickname": "Thử"}}, UnknownField),
        ({}, NothingCorrected),
    ],
)
def test_a_correction_that_is_none_changes_nothing(desk, fields, error):
    number = received(desk)
    before = shown(desk, number)
    with pytest.raises(error):
        step(desk, "tiepnhan", number, Verb.CORRECT, correction=fields)
    assert shown(desk, number) == before


def test_nothing_is_corrected_once_it_was_taken_up(desk):
    number = received(desk)
    step(desk, "chuyenmon", number, Verb.START)
    with pytest.raises(StepRefused):
        step(desk, "tiepnhan", number, Verb.CORRECT, correction={"copies": 2})


def test_the_later_of_two_officers_is_told(desk):
    number = received(desk)
    seen = shown(desk, number).version
    step(desk, "chuyenmon", number, Verb.HAND_OVER, to="lanhdao", seen=seen)
    with pytest.raises(DossierChanged):
        step(desk, "lanhdao", number, Verb.REQUEST_PAYMENT, seen=seen)


# --- random legal histories -------------------------------------------------------------------------------------------

WHO = {Verb.RETURN: "tiepnhan", Verb.POST_OUT: "tiepnhan", Verb.CORRECT: "tiepnhan", Verb.VOID: "tiepnhan"}
STEP = st.tuples(
    st.sampled_from([verb for verb in Verb if verb is not Verb.RECEIVE]),
    st.integers(1, 60 * 24 * 3),
    st.integers(1, 20),
    st.booleans(),
)


@contextmanager
def own_desk() -> Iterator[Desk]:
    """A desk of one history's own; what it stores need not survive a power cut."""
    with tempfile.TemporaryDirectory() as folder:
        desk = practice_desk(Path(folder))
        at_moment(desk, on("2026-09-01 09:00"))
        with desk.store.engine.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA synchronous=OFF").close()
        yield desk
        content(desk)
        desk.close()


def asked_of(dossier, verb, days, to_body):
    """What is said with a step that is taken at random."""
    promise = dossier.promised_at
    said = {
        Verb.RETURN: {"collector": "Nguyễn Thị Thử"},
        Verb.DISCONTINUE: {"reason": DiscontinueReason.SPECIAL_LAW},
        Verb.HAND_OVER: {"to": "Công an xã" if to_body else "chuyenmon"},
        Verb.REASSIGN: {"to": "chuyenmon"},
        Verb.EXTEND: {"until": promise + days * DAY},
        Verb.CORRECT: {"correction": {"copies": dossier.copies + days}},
    }
    return StepAsked(verb, note="lý do thử", **said.get(verb, {}))


@settings(max_examples=int(os.environ.get("LIVES", "10")), deadline=None)
@given(st.lists(STEP, max_size=30), st.sampled_from([UNMARRIED, "1.001193", "1.004859"]))
def test_any_legal_history_agrees_with_itself(steps, procedure):
    """`LIVES` names how many histories are lived; `make lives` lives many more."""
    with own_desk() as desk:
        number = receive(desk, officer(desk, "tiepnhan"), person_request(procedure=procedure)).number
        before = shown(desk, number)
        for verb, minutes, days, to_body in steps:
            desk.clock.at += dt.timedelta(minutes=minutes)
            try:
                taken = act(
                    desk, officer(desk, WHO.get(verb, "lanhdao")), number, asked_of(before, verb, days, to_body)
                )
                if verb in SECOND_PERSON:
                    decider = "admin" if verb is not Verb.VOID else "lanhdao"
                    approve(desk, officer(desk, decider), taken.request)
            except (StepRefused, TooLateToExtend, PromiseNotLater, PromiseOnDayOff, NothingCorrected):
                assert shown(desk, number).events == before.events
            else:
                before = shown(desk, number)
                assert before.events[-1].verb is verb
                agrees(desk, before)


def agrees(desk, dossier):
    """State, clock and class of a dossier against what its own history says, told here a second time."""
    last = dossier.events[-1]
    assert dossier.status is last.status
    waiting = bool(dossier.pauses) and dossier.pauses[-1].ends is None
    if dossier.status in OPEN:
        assert (dossier.computed_at is None) == waiting
    else:
        assert not waiting
        if any(one.status in OPEN and one.verb is Verb.FINISH for one in dossier.events):
            raise AssertionError("finished and open")
    assert dossier.promised_at == dossier.promises[-1].promised_at
    finished = next((one.at for one in reversed(dossier.events) if one.verb in {Verb.FINISH, Verb.REOPEN}), None)
    if dossier.status in {Status.FINISHED, Status.RETURNED}:
        assert dossier.finished_at == finished
        day = finished.astimezone(VIETNAM).date()
        expected = (
            Outcome.LATE
            if finished > dossier.promised_at
            else Outcome.EARLY
            if day < dossier.promised_at.astimezone(VIETNAM).date()
            else Outcome.ON_TIME
        )
        assert dossier.outcome is expected
    else:
        assert dossier.finished_at is None
    if dossier.status in OPEN:
        assert dossier.outcome in {Outcome.WITHIN, Outcome.OVERDUE}
    if not any(one.verb in {Verb.EXTEND, Verb.REOPEN} for one in dossier.events) and not waiting:
        recounted(desk, dossier)


def recounted(desk, dossier):
    """Without an extension the deadline is that of the one function, from the receipt and the closed pauses."""
    with desk.store.reading() as connection:
        office = desk.office(connection)
    if dossier.computed_at is None:
        return
    procedure = office.catalogue.in_force(dossier.procedure, dossier.received_at.date())
    pauses = [Pause(one.begins, one.ends, one.mode) for one in dossier.pauses]
    limit = procedure.limit(Channel.COUNTER)
    assert isinstance(limit.unit, LimitUnit)
    expected = due(
        limit.promised, limit.unit, dossier.received_at, pauses, office.calendar, cutoff=procedure.cutoff
    ).due_at
    assert dossier.computed_at == expected == dossier.promised_at

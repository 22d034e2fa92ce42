"""The inbox: each dossier lies in one tray of each officer whom it concerns, and moves with its hand-overs."""

from __future__ import annotations

import datetime as dt

import pytest
from builders import officer, person, person_request, practice_desk

from desk.errors import MissingField, NotAllowed, UnknownOfficer
from desk.rules.instants import VIETNAM
from desk.services.dossiers import show
from desk.services.inbox import Tray, inbox, waiting
from desk.services.intake import receive
from desk.services.likeness import alike
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.services.turning_away import VisitGiven, turn_away, visits_of
from desk.vocabulary import Channel, DelayCause, LikenessReason, TurnedAway, Verb


@pytest.fixture
def desk(tmp_path):
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


def received(desk, **changes):
    return receive(desk, officer(desk, "tiepnhan"), person_request(**changes)).number


def trays(desk, login):
    return {item.tray: item for item in inbox(desk, officer(desk, login)).items}


def step(desk, login, number, verb, **asked):
    act(desk, officer(desk, login), number, StepAsked(verb, **asked))


def test_what_nobody_took_up_waits_for_everybody(desk):
    number = received(desk)
    found = trays(desk, "chuyenmon")
    assert set(found) == {Tray.UNCLAIMED}
    item = found[Tray.UNCLAIMED]
    assert (item.number, item.other, item.minutes_left) == (number, "Nguyễn Thị Mẫu", 360)


def test_a_hand_over_lies_with_both_until_it_is_accepted(desk):
    number = received(desk)
    step(desk, "chuyenmon", number, Verb.HAND_OVER, to="lanhdao")
    assert set(trays(desk, "lanhdao")) == {Tray.OFFERED}
    assert trays(desk, "lanhdao")[Tray.OFFERED].other == "Trần Văn Mẫu"
    assert set(trays(desk, "chuyenmon")) == {Tray.AWAY}
    step(desk, "lanhdao", number, Verb.ACCEPT_HAND_OVER)
    assert set(trays(desk, "lanhdao")) == {Tray.MINE}
    assert trays(desk, "chuyenmon") == {}


def test_what_is_at_another_body_is_not_forgotten(desk):
    number = received(desk)
    step(desk, "chuyenmon", number, Verb.HAND_OVER, to="Công an xã")
    assert trays(desk, "chuyenmon")[Tray.AWAY].other == "Công an xã"
    step(desk, "chuyenmon", number, Verb.TAKE_BACK)
    assert set(trays(desk, "chuyenmon")) == {Tray.MINE}
    step(desk, "chuyenmon", number, Verb.FINISH)
    assert inbox(desk, officer(desk, "chuyenmon")).items == ()


def test_counts_are_of_all_and_items_the_first(desk):
    for _ in range(3):
        received(desk)
    found = inbox(desk, officer(desk, "chuyenmon"), first=2)
    assert (len(found.items), found.counts[Tray.UNCLAIMED]) == (2, 3)


# --- likeness ---------------------------------------------------------------------------------------------------------


def test_the_same_person_with_the_same_procedure_is_told(desk):
    clerk, number = officer(desk, "tiepnhan"), received(desk)
    (found,) = alike(desk, clerk, person_request(applicant=person(name="Nguyễn Thị Khác")))
    assert (found.number, found.reason) == (number, LikenessReason.SAME_PERSON)
    assert alike(desk, clerk, person_request(procedure="1.004873")) == ()
    step(desk, "chuyenmon", number, Verb.WITHDRAW)
    assert alike(desk, clerk, person_request()) == ()


def test_a_like_name_born_on_the_same_day_is_told(desk):
    clerk = officer(desk, "tiepnhan")
    received(desk)
    twin = person(name="Nguyên Thi Thử", personal_id="064190000099")
    assert [one.reason for one in alike(desk, clerk, person_request(applicant=twin))] == [LikenessReason.LIKE_NAME]
    other_day = person(name="Nguyên Thi Thử", personal_id="064190000099", born=dt.date(1991, 2, 1))
    assert alike(desk, clerk, person_request(applicant=other_day)) == ()


def test_a_number_of_another_system_comes_once(desk):
    clerk, outside = officer(desk, "tiepnhan"), {"channel": Channel.ONLINE, "outside_number": "H21.18-261120-0001234"}
    number = received(desk, **outside)
    other = person(name="Trần Văn Mẫu", personal_id="064090000011", born=None)
    (found,) = alike(desk, clerk, person_request(applicant=other, **outside))
    assert (found.number, found.reason) == (number, LikenessReason.SAME_NUMBER)
    assert show(desk, clerk, number).outside_number == "H21.18-261120-0001234"


# --- visits without a dossier -----------------------------------------------------------------------------------------


def test_who_was_sent_home_is_counted_and_takes_no_number(desk):
    clerk, today = officer(desk, "tiepnhan"), desk.clock.now().date()
    guided = turn_away(desk, clerk, VisitGiven(TurnedAway.GUIDED, "1.001193", ("Giấy chứng sinh",)))
    refused = turn_away(desk, clerk, VisitGiven(TurnedAway.REFUSED, "1.001193", note="không thuộc thẩm quyền"))
    assert visits_of(desk, clerk, today, today) == [guided, refused]
    assert visits_of(desk, clerk, today - dt.timedelta(days=1), today - dt.timedelta(days=1)) == []
    assert received(desk).endswith("-0001")


def test_a_visit_needs_its_reason_and_its_role(desk):
    for given in (VisitGiven(TurnedAway.GUIDED, "1.001193"), VisitGiven(TurnedAway.REFUSED, "1.001193", ("Đơn",))):
        with pytest.raises(MissingField):
            turn_away(desk, officer(desk, "tiepnhan"), given)
    with pytest.raises(NotAllowed):
        turn_away(desk, officer(desk, "chuyenmon"), VisitGiven(TurnedAway.REFUSED, "1.001193", note="x"))


def test_a_leader_alone_looks_into_another_inbox(desk):
    number = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.START))
    assert inbox(desk, officer(desk, "lanhdao"), of="chuyenmon").counts[Tray.MINE] == 1
    assert inbox(desk, officer(desk, "chuyenmon"), of="chuyenmon").counts[Tray.MINE] == 1
    with pytest.raises(NotAllowed):
        inbox(desk, officer(desk, "chuyenmon"), of="lanhdao")
    with pytest.raises(UnknownOfficer):
        inbox(desk, officer(desk, "lanhdao"), of="khongco")


def test_what_waits_for_an_answer_is_counted(desk):
    number = receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873")).number
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.HAND_OVER, to="lanhdao"))
    until = dt.datetime(2026, 12, 4, 17, tzinfo=VIETNAM)
    extend = StepAsked(Verb.EXTEND, until=until, cause=DelayCause.WORKLOAD)
    act(desk, officer(desk, "chuyenmon"), number, extend)
    assert [waiting(desk, officer(desk, login)) for login in ("lanhdao", "chuyenmon", "tiepnhan")] == [2, 0, 0]

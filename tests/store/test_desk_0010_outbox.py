"""A store of the ninth schema brought up: who was received before is told from the next step on, if that is wanted."""

from __future__ import annotations

from pathlib import Path

from builders import officer, person_request, practice_desk
from older_stores import make_older

from desk.rules.message_life import MessageKind, MessageWay
from desk.services.checking import check
from desk.services.desk import open_desk
from desk.services.intake import receive
from desk.services.outbox import messages, set_consent
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.vocabulary import Verb


def test_a_store_without_an_outbox_is_brought_up(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    number = receive(desk, officer(desk, "tiepnhan"), person_request(request_id="truoc")).number
    home, clock = desk.home, desk.clock
    desk.close()
    assert {"consent", "message", "message_fate"} <= set(make_older(home, "0009"))
    desk = open_desk(home, clock)
    clerk = officer(desk, "tiepnhan")
    assert messages(desk, clerk) == ()
    set_consent(desk, clerk, number, MessageWay.SMS)
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
    assert [one.kind for one in messages(desk, clerk, number=number)] == [MessageKind.FINISHED]
    # what was said later is no part of what was received: the same request is still the same
    assert receive(desk, clerk, person_request(request_id="truoc")).number == number
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    desk.close()

"""A store of the third schema brought up: what was under way goes on with the new steps."""

from __future__ import annotations

from pathlib import Path

from builders import officer, person_request, practice_desk
from older_stores import make_older

from desk.rules.transitions import Place
from desk.services.checking import check
from desk.services.desk import open_desk
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.vocabulary import Verb


def test_a_dossier_under_way_goes_on(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    number = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    home, clock = desk.home, desk.clock
    desk.close()
    assert {"request", "decision", "deputy", "handed_over", "holding", "correction"} <= set(make_older(home, "0003"))
    desk = open_desk(home, clock)
    leader = officer(desk, "lanhdao")
    act(desk, officer(desk, "tiepnhan"), number, StepAsked(Verb.CORRECT, correction={"copies": 2}))
    act(desk, leader, number, StepAsked(Verb.HAND_OVER, to="chuyenmon"))
    dossier = show(desk, leader, number)
    assert (dossier.copies, dossier.holder.place) == (2, Place.OFFERED)
    assert check(desk, leader).faults == ()
    desk.close()

"""A store of the fifth schema brought up: copies are certified in it at once."""

from __future__ import annotations

from pathlib import Path

from builders import officer, person, practice_desk
from money_seat import copies_dossier
from older_stores import make_older

from desk.rules.fees import Original
from desk.services.checking import check
from desk.services.desk import open_desk
from desk.services.lanes import CopiesGiven, serve_copies


def test_a_store_without_lanes_is_brought_up(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    copies_dossier(desk)
    home, clock = desk.home, desk.clock
    desk.close()
    assert {"copy_entry", "visit_dossier"} <= set(make_older(home, "0005"))
    desk = open_desk(home, clock)
    served = serve_copies(desk, officer(desk, "tiepnhan"), CopiesGiven(person(), (("Học bạ", Original(3, 2)),)))
    assert served.copies[0].amount == 10_000
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    desk.close()

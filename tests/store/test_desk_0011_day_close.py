"""A store of the tenth schema brought up: what was never closed comes in as one missed sheet."""

from __future__ import annotations

from pathlib import Path

from builders import officer, person_request, practice_desk
from older_stores import make_older

from desk.services.checking import check
from desk.services.day_close import close_day, note_missed, sheets
from desk.services.desk import open_desk
from desk.services.intake import receive


def test_a_store_without_sheets_is_brought_up(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    receive(desk, officer(desk, "tiepnhan"), person_request())
    home, clock = desk.home, desk.clock
    desk.close()
    assert "day_close" in make_older(home, "0010")
    desk = open_desk(home, clock)
    leader = officer(desk, "lanhdao")
    assert sheets(desk, leader) == ()
    assert note_missed(desk, leader) is None  # today is not over
    (closed,) = close_day(desk, leader)
    assert (closed.number, closed.first_seq) == (1, 1)
    assert check(desk, leader).faults == ()
    desk.close()

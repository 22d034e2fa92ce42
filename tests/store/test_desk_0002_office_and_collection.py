"""A store of the first schema brought up: nothing lost, the same as a new one."""

from __future__ import annotations

from pathlib import Path

from builders import officer, person_request, practice_desk
from older_stores import make_older

from desk.services.checking import check
from desk.services.desk import open_desk
from desk.services.intake import receive
from desk.store.revision import head_revision


def test_a_first_store_is_brought_up(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    numbers = [receive(desk, officer(desk, "tiepnhan"), person_request()).number for _ in range(3)]
    home, clock = desk.home, desk.clock
    desk.close()
    assert {"collection", "unit_heading", "role_grant"} <= set(make_older(home, "0001"))
    desk = open_desk(home, clock)
    assert list(home.backups.glob(f"desk-truoc-{head_revision('desk')}.db"))
    found = check(desk, officer(desk, "lanhdao"))
    assert (found.faults, found.dossiers) == ((), len(numbers))
    desk.close()

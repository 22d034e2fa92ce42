"""A store of the second schema brought up: what was indexed by the former words is found by initials."""

from __future__ import annotations

from pathlib import Path

from builders import officer, person_request, practice_desk
from older_stores import make_older
from sqlcipher3 import dbapi2

from desk.services.checking import check
from desk.services.desk import open_desk
from desk.services.intake import receive
from desk.services.search import find


def test_former_words_are_made_anew(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    number = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    home, clock = desk.home, desk.clock
    desk.close()
    make_older(home, "0002")
    with dbapi2.connect(home.database) as store:
        store.execute("INSERT INTO dossier_words(dossier_words) VALUES ('delete-all')")
        store.execute("INSERT INTO dossier_words(rowid, terms) VALUES (1, 'nguyen nguyễn thi thị thu thử')")
    store.close()
    desk = open_desk(home, clock)
    leader = officer(desk, "lanhdao")
    assert [line.number for line in find(desk, leader, "ntt 12")] == [number]
    assert check(desk, leader).faults == ()
    desk.close()

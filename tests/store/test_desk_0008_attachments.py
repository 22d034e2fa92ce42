"""A store of the seventh schema brought up: a paper of a dossier received before is digitised in it."""

from __future__ import annotations

from pathlib import Path

from builders import officer, person_request, practice_desk
from digitised import pdf
from older_stores import make_older

from desk.services.attachments import FileGiven, attach
from desk.services.checking import check
from desk.services.desk import open_desk
from desk.services.intake import receive


def test_a_store_without_files_is_brought_up(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    number = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    home, clock = desk.home, desk.clock
    desk.close()
    assert {"attachment", "detachment"} <= set(make_older(home, "0007"))
    desk = open_desk(home, clock)
    made = attach(desk, officer(desk, "tiepnhan"), number, FileGiven(pdf(), "giấy.pdf", component=1))
    assert (made.component, made.pages) == ("Tờ khai đăng ký khai sinh", 1)
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    desk.close()

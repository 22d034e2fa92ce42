"""A store of the eighth schema brought up: the slip of a dossier received before is signed in it."""

from __future__ import annotations

from pathlib import Path

from builders import officer, person_request, practice_desk
from older_stores import make_older

from desk.services.checking import check
from desk.services.desk import open_desk
from desk.services.intake import receive
from desk.services.papers import content_of_paper
from desk.vocabulary import PaperForm


def test_a_store_without_keys_is_brought_up(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    number = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    home, clock = desk.home, desk.clock
    desk.close()
    assert "slip_key" in set(make_older(home, "0008"))
    desk = open_desk(home, clock)
    slip = content_of_paper(desk, officer(desk, "tiepnhan"), PaperForm.RECEIPT_SLIP, number)
    assert slip.qr_payload.startswith(f"MCD2|{number}|")
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    desk.close()

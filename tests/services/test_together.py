"""Several desks at once on one home: nothing is made twice, taken from each other, or left half."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from builders import MADE_AT, MONDAY, officer, person_request, practice_desk, practice_home
from sqlalchemy import text

from desk.errors import DeskError, EntryMismatch, FileExists, StepRefused
from desk.paths import Home
from desk.services.backups import back_up
from desk.services.checking import check
from desk.services.clock import SetClock
from desk.services.desk import open_desk
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.papers import save_paper
from desk.services.processing import act
from desk.services.receipts import stored_receipts
from desk.services.set_up import make_home
from desk.services.steps import StepAsked
from desk.store.backup import copy_store, prove_copy
from desk.vocabulary import PaperForm, Verb

AT_ONCE = 3
ROOT = Path(__file__).parents[2]


def together(work):
    """What each of three threads gave or raised, all begun at the same moment."""
    start = Barrier(AT_ONCE)

    def one(at):
        start.wait()
        try:
            return work(at)
        except DeskError as error:
            return error

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(one, range(AT_ONCE)))


def test_setting_up_at_once_makes_one_home_and_takes_nothing_from_it(tmp_path):
    home = Home(tmp_path / "home")
    command = [sys.executable, str(ROOT / "main.py"), "setup", "--practice", "--empty", "--home", str(home.root)]
    three = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(AT_ONCE)]
    assert sorted(process.wait(60) for process in three) == [0, 1, 1]
    desk = open_desk(home)
    assert receive(desk, officer(desk, "tiepnhan"), person_request()).number.endswith("-0001")
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    desk.close()
    assert not [path for path in home.root.iterdir() if path.name.startswith(".")]


def test_a_set_up_that_fails_leaves_no_desk(tmp_path, monkeypatch):
    monkeypatch.setattr("desk.services.set_up._add_procedure", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        make_home(Home(tmp_path / "home"), None, SetClock(MADE_AT), empty=True)
    assert not list((tmp_path / "home").iterdir())


def desks(home):
    return [open_desk(home, SetClock(MONDAY)) for _ in range(AT_ONCE)]


def test_one_request_at_once_is_one_dossier(tmp_path):
    three = desks(practice_home(tmp_path))
    request = person_request(request_id="cung-luc")
    found = together(lambda at: receive(three[at], officer(three[at], "tiepnhan"), request))
    assert len({one.number for one in found}) == 1
    assert all(one == found[0] for one in found)


def test_copies_made_at_once_bear_different_numbers(tmp_path):
    three = desks(practice_home(tmp_path))
    clerk = officer(three[0], "tiepnhan")
    number = receive(three[0], clerk, person_request()).number
    made = together(
        lambda at: save_paper(three[at], clerk, PaperForm.RECEIPT_SLIP, number, tmp_path / f"{at}.pdf").copy
    )
    assert sorted(made) == [1, 2, 3]


def test_a_step_taken_twice_at_once_is_taken_once(tmp_path):
    three = desks(practice_home(tmp_path))
    leader = officer(three[0], "lanhdao")
    number = receive(three[0], leader, person_request()).number
    found = together(lambda at: act(three[at], leader, number, StepAsked(Verb.FINISH)))
    assert [type(one) for one in found].count(StepRefused) == AT_ONCE - 1


def test_copies_of_the_store_made_at_once_are_each_whole(tmp_path):
    home = practice_home(tmp_path)
    together(lambda at: copy_store(home.database, tmp_path / f"{at}.db"))
    together(lambda _: copy_store(home.database, tmp_path / "same.db"))
    for name in ("0.db", "1.db", "2.db", "same.db"):
        assert prove_copy(tmp_path / name).chain_head
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part"]


def test_a_back_up_never_overwrites_and_holds_the_kiosk_beside_it(tmp_path):
    desk = practice_desk(tmp_path)
    admin = officer(desk, "admin")
    made = back_up(desk, admin, tmp_path / "sao.db")
    assert (tmp_path / "sao.kiosk.db").is_file()
    assert made.chain_head == check(desk, admin).chain_head
    with pytest.raises(FileExists):
        back_up(desk, admin, tmp_path / "sao.db")
    (tmp_path / "khac.kiosk.db").write_text("của người khác", encoding="utf-8")
    with pytest.raises(FileExists):
        back_up(desk, admin, tmp_path / "khac.db")
    assert not (tmp_path / "khac.db").exists()
    desk.close()


def test_an_entry_whose_hash_does_not_fit_is_not_believed(tmp_path):
    desk = practice_desk(tmp_path)
    clerk = officer(desk, "tiepnhan")
    number = receive(desk, clerk, person_request()).number
    with desk.store.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_entry_no_update"))
        connection.execute(
            text("UPDATE audit_entry SET payload = replace(payload, 'tiepnhan', 'chuyenmon') WHERE object = :number"),
            {"number": number},
        )
    with pytest.raises(EntryMismatch):
        show(desk, clerk, number)
    desk.close()


def test_what_is_asked_of_one_dossier_is_answered_by_index(tmp_path):
    desk = practice_desk(tmp_path)
    plans = []
    with desk.store.reading() as connection:
        for wanted in (
            "SELECT payload FROM audit_entry WHERE unit_id = 1 AND object = 'x' ORDER BY seq",
            "SELECT id FROM dossier WHERE unit_id = 1 AND number = 'x'",
            "SELECT id FROM dossier WHERE dossier.back_entry AND unit_id = 1",
        ):
            plans.append(" ".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {wanted}")))
        list(stored_receipts(connection, 1, number="x"))
    desk.close()
    assert "ix_audit_entry_object (unit_id=? AND object=?)" in plans[0]
    assert "TEMP B-TREE" not in plans[0]
    assert "uq_dossier" in plans[1] or "autoindex_dossier" in plans[1]
    assert "ix_dossier_back_entry" in plans[2]

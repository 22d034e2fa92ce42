"""Restoring: proven first, nothing overwritten without keeping, no number given twice, the chain says what happened."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from builders import MONDAY, at_moment, officer, person_request, practice_desk
from motcua_verify import read_anchor, verify

from desk.errors import DeskInUse, NotAllowed, RestoreRefused, SignInRefused
from desk.paths import Home
from desk.services.backups import back_up
from desk.services.checking import check
from desk.services.clock import SetClock
from desk.services.day_close import anchor_text, close_day
from desk.services.desk import Desk, open_desk
from desk.services.intake import receive
from desk.services.lists import gaps
from desk.services.ratings import rate
from desk.services.restoring import LOST, PASSED_OVER, restore
from desk.store import kiosk
from desk.vocabulary import RatingLevel

PASSWORD = "thuchanh"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return practice_desk(tmp_path)


def received(desk: Desk) -> str:
    return receive(desk, officer(desk, "tiepnhan"), person_request()).number


def reopened(home: Home, clock: SetClock) -> Desk:
    return open_desk(home, clock)


def test_what_is_replaced_is_kept_and_its_numbers_are_never_given_again(desk: Desk, tmp_path: Path) -> None:
    home, clock = desk.home, SetClock(MONDAY)
    first = received(desk)
    (tmp_path / "stick").mkdir()
    made = back_up(desk, officer(desk, "admin"), tmp_path / "stick" / "a.db")
    lost = [received(desk), received(desk)]
    rate(desk, None, RatingLevel.SATISFIED, officer_login="tiepnhan")
    (closed,) = close_day(desk, officer(desk, "lanhdao"))
    desk.close()
    done = restore(home, made.file, "admin", PASSWORD, clock)
    assert (done.lost, done.counted, done.dossiers, done.missing) == (tuple(lost), True, 1, 0)
    assert done.kept is not None
    assert {file.name for file in done.kept.iterdir()} >= {"desk.db", "kiosk.db"}
    desk = reopened(home, clock)
    leader = officer(desk, "lanhdao")
    assert check(desk, leader).faults == ()
    assert check(desk, leader).chain_head == done.chain_head
    left_out = {one.number: one.reason for one in gaps(desk, leader)}
    assert left_out == dict.fromkeys(lost, LOST)
    assert received(desk) not in {first, *lost}
    assert len(kiosk.sound_votes(desk.kiosk)) == 1  # a walk-in vote counts for the officer
    desk.close()
    # the sheet that was signed after the back-up tells that entries are missing
    (named,) = verify(home.database, read_anchor(anchor_text("H21", closed))).differences
    assert named.place == f"audit_entry {closed.last_seq}"


def test_onto_a_bare_machine_a_stretch_of_numbers_is_passed_over(desk: Desk, tmp_path: Path) -> None:
    first = received(desk)
    made = back_up(desk, officer(desk, "admin"))
    desk.close()
    bare, clock = Home(tmp_path / "bare"), SetClock(MONDAY + dt.timedelta(hours=2))
    done = restore(bare, made.file, "admin", PASSWORD, clock)
    assert (done.kept, done.lost, done.counted) == (None, (), False)
    desk = reopened(bare, clock)
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    number = received(desk)
    assert int(number.rsplit("-", 1)[1]) == int(first.rsplit("-", 1)[1]) + PASSED_OVER + 1
    assert len(list(gaps(desk, officer(desk, "lanhdao")))) == PASSED_OVER
    desk.close()


def test_an_old_back_up_is_restored_whatever_the_clock_says(desk: Desk, tmp_path: Path) -> None:
    received(desk)
    made = back_up(desk, officer(desk, "admin"))
    desk.close()
    clock = SetClock(MONDAY + dt.timedelta(days=400))
    restore(Home(tmp_path / "bare"), made.file, "admin", PASSWORD, clock)
    desk = reopened(Home(tmp_path / "bare"), clock)
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    desk.close()


def test_who_may_not_or_cannot_restores_nothing(desk: Desk) -> None:
    made = back_up(desk, officer(desk, "admin"))
    home = desk.home
    desk.close()
    before = home.database.read_bytes()
    for login, password, fault in (("lanhdao", PASSWORD, NotAllowed), ("admin", "wrong-one", SignInRefused)):
        with pytest.raises(fault):
            restore(home, made.file, login, password, SetClock(MONDAY))
    assert home.database.read_bytes() == before
    assert not list(home.root.glob(".khoi-phuc-*"))


def test_while_a_desk_is_open_nothing_is_replaced(desk: Desk) -> None:
    received(desk)
    made = back_up(desk, officer(desk, "admin"))
    with pytest.raises(DeskInUse):
        restore(desk.home, made.file, "admin", PASSWORD, SetClock(MONDAY))
    assert received(desk)
    desk.close()


@pytest.mark.parametrize("how", ["cut", "zeroed", "no database", "gone", "bent row"])
def test_an_unsound_back_up_replaces_nothing(desk: Desk, how: str) -> None:
    received(desk)
    file = back_up(desk, officer(desk, "admin")).file
    home = desk.home
    desk.close()
    raw = bytearray(file.read_bytes())
    if how == "cut":
        file.write_bytes(raw[: len(raw) // 2])
    elif how == "zeroed":
        raw[4096 * 3 : 4096 * 8] = bytes(4096 * 5)
        file.write_bytes(raw)
    elif how == "no database":
        file.write_bytes(b"not a database" * 1000)
    elif how == "gone":
        file.unlink()
    else:
        at = raw.find("Thôn 1, xã Chư Pưh".encode())
        raw[at] ^= 1
        file.write_bytes(raw)
    before = home.database.read_bytes()
    with pytest.raises(RestoreRefused):
        restore(home, file, "admin", PASSWORD, SetClock(MONDAY))
    assert home.database.read_bytes() == before


def test_a_damaged_store_is_replaced_and_kept_as_it_was(desk: Desk) -> None:
    received(desk)
    made = back_up(desk, officer(desk, "admin"))
    home, clock = desk.home, SetClock(MONDAY)
    desk.close()
    ruined = b"\\0" * 4096 + home.database.read_bytes()[4096:]
    home.database.write_bytes(ruined)
    done = restore(home, made.file, "admin", PASSWORD, clock)
    assert done.kept is not None
    assert (done.kept / "desk.db").read_bytes() == ruined
    assert not done.counted
    desk = reopened(home, clock)
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    desk.close()


def test_a_log_of_the_old_file_never_lies_beside_the_new_one(desk: Desk, tmp_path: Path) -> None:
    received(desk)
    made = back_up(desk, officer(desk, "admin"))
    received(desk)
    log = desk.home.database.with_name("desk.db-wal")
    shutil.copy(log, tmp_path / "log")
    home, clock = desk.home, SetClock(MONDAY)
    desk.close()
    home.database.write_bytes(b"ruined" * 2000)
    shutil.copy(tmp_path / "log", log)
    done = restore(home, made.file, "admin", PASSWORD, clock)
    assert done.kept is not None
    assert (done.kept / "desk.db-wal").is_file()
    assert not log.exists()
    desk = reopened(home, clock)
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    at_moment(desk, MONDAY + dt.timedelta(hours=1))
    desk.close()

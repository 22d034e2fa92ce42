"""The daily round: each back-up is restored on trial before it counts, thinned with age, copied to a second medium."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from builders import MONDAY, at_moment, officer, person_request, practice_desk

from desk.services.back_up_round import back_up_round, back_ups, newest_sound, round_due, thin, try_restore
from desk.services.backups import back_up, kiosk_beside
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.restoring import restore
from desk.settings import Settings, write_settings


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = practice_desk(tmp_path)
    yield made
    made.close()


def test_a_round_makes_a_back_up_that_was_restored_on_trial(desk: Desk) -> None:
    receive(desk, officer(desk, "tiepnhan"), person_request())
    assert round_due(desk)
    done = back_up_round(desk)
    assert done.made.sound
    assert done.made.tried is not None
    assert (done.made.tried.dossiers, done.made.made_at) == (1, MONDAY)
    assert (done.thinned, done.second, done.second_missing) == (0, None, None)
    assert not round_due(desk)
    assert back_ups(desk.home) == (done.made,)
    assert not list(desk.home.backups.glob(".thu-*"))
    at_moment(desk, MONDAY + dt.timedelta(days=1))
    assert round_due(desk)


def test_a_bent_back_up_gets_no_tick_and_the_next_sound_one_is_offered(desk: Desk) -> None:
    receive(desk, officer(desk, "tiepnhan"), person_request())
    first = back_up_round(desk).made
    at_moment(desk, MONDAY + dt.timedelta(days=1))
    second = back_up_round(desk).made
    raw = bytearray(second.file.read_bytes())
    at = raw.find("Thôn 1, xã Chư Pưh".encode())
    raw[at] ^= 1
    second.file.write_bytes(raw)
    tried = try_restore(second.file, desk.clock)
    assert "party" in tried.faults[0]
    assert newest_sound(desk.home) == first
    second.file.write_bytes(raw[:9000])
    assert try_restore(second.file, desk.clock).faults


def test_old_ones_are_thinned_and_only_sound_ones_count(desk: Desk) -> None:
    made = back_up_round(desk).made.file
    for at in range(1, 12):
        day = made.with_name(f"desk-{MONDAY + dt.timedelta(days=at):%Y%m%d}-170000.db")
        for file in (made, kiosk_beside(made), made.with_suffix(".json")):
            shutil.copyfile(file, day.with_name(day.name.replace(".db", file.name[len(made.stem) :])))
    unsound = made.with_name("desk-20261206-170000.db")
    shutil.copyfile(made, unsound)
    assert thin(desk.home) == 5
    left = [one.made_at.day for one in back_ups(desk.home)]
    assert left == [6, 4, 3, 2, 1, 30, 29, 28]  # the untried one stays; the week before is among the seven days
    assert len(list(desk.home.backups.glob("*.json"))) == len(left) - 1
    assert len(list(desk.home.backups.glob("*.kiosk.db"))) == len(left) - 1


def test_an_unsound_one_is_not_made_again_and_again(desk: Desk) -> None:
    receive(desk, officer(desk, "tiepnhan"), person_request())
    with desk.store.engine.begin() as connection:  # what no back-up can be sound with
        connection.exec_driver_sql("DROP TRIGGER party_no_update")
    done = back_up_round(desk)
    assert not done.made.sound
    assert not round_due(desk)
    at_moment(desk, MONDAY + dt.timedelta(days=1))
    assert round_due(desk)


def test_one_of_today_that_was_not_tried_is_tried_and_no_other_made(desk: Desk) -> None:
    by_hand = back_up(desk, officer(desk, "admin")).file
    assert round_due(desk)
    assert back_up_round(desk).made.file == by_hand
    assert len(back_ups(desk.home)) == 1
    assert not round_due(desk)


@pytest.mark.parametrize("kept", [b"", b"{}", b"[]", b'{"tried_at": 1}', b"\x00" * 100_000])
def test_a_note_that_cannot_be_read_is_none(desk: Desk, kept: bytes) -> None:
    made = back_up_round(desk).made
    made.file.with_suffix(".json").write_bytes(kept)
    assert [one.tried for one in back_ups(desk.home)] == [None]


def test_the_second_medium_gets_a_whole_copy_and_is_missed_when_it_is_away(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    write_settings(desk.home.settings, Settings(second_backup=stick))
    receive(desk, officer(desk, "tiepnhan"), person_request())
    assert back_up_round(desk).second_missing == stick
    stick.mkdir()
    at_moment(desk, MONDAY + dt.timedelta(days=1))
    done = back_up_round(desk)
    assert done.second is not None
    assert {file.suffix for file in stick.iterdir()} == {".db", ".json"}
    home = desk.home
    desk.close()
    assert restore(home, done.second, "admin", "thuchanh", desk.clock).dossiers == 1

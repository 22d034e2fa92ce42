"""What is no text is refused where it is asked for: half a character, bytes of another encoding, endless numbers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import MADE_AT, officer, practice_desk

from desk.cli.arguments import number_of
from desk.errors import BadText, SignInRefused, UnknownDossier, UnwritableFile
from desk.paths import Home
from desk.services.backups import back_up
from desk.services.clock import SetClock
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.officers import reset_password
from desk.services.set_up import make_home
from desk.services.sign_in import hash_password, sign_in

HALF = "\ud800"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


def test_in_1_a_number_with_half_a_character_is_nobodys(desk: Desk) -> None:
    with pytest.raises(UnknownDossier):
        show(desk, officer(desk, "tiepnhan"), f"H21.18-261123-0001{HALF}")


def test_in_1_a_login_with_half_a_character_is_refused_as_any_wrong_one(desk: Desk) -> None:
    with pytest.raises(SignInRefused):
        sign_in(desk, f"tiepnhan{HALF}", "thuchanh")


def test_in_1_a_password_that_nobody_can_type_again_is_not_taken(desk: Desk) -> None:
    for password in (f"mat-khau-dai-{HALF}", "a" * 1001):
        with pytest.raises(BadText):
            reset_password(desk, officer(desk, "admin"), "tiepnhan", password)
    assert hash_password("a" * 1000)


def test_in_6_a_backup_is_not_written_to_a_name_that_is_no_text(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile):
        back_up(desk, officer(desk, "admin"), tmp_path / "sao-l\udcffu.db")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["home"]


def test_in_6_a_home_is_not_made_under_a_name_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile):
        make_home(Home(tmp_path / "qu\udcffy"), None, SetClock(MADE_AT), empty=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("typed", ["0", "-1", str(2**63), "9" * 40])
def test_in_1_the_number_of_a_record_is_one_that_a_store_can_hold(typed: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        number_of(typed)


def test_in_1_the_largest_number_of_a_record_is_read() -> None:
    assert number_of(str(2**63 - 1)) == 2**63 - 1

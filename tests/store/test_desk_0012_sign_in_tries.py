"""A store of the eleventh schema brought up: wrong passwords are counted from then on."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import officer, practice_desk
from older_stores import make_older

from desk.errors import SignInMustWait, SignInRefused
from desk.services.checking import check
from desk.services.desk import open_desk
from desk.services.sign_in import sign_in


def test_a_store_without_tries_is_brought_up(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    home, clock = desk.home, desk.clock
    desk.close()
    assert "sign_in_try" in make_older(home, "0011")
    desk = open_desk(home, clock)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            sign_in(desk, "tiepnhan", "sai-mat-khau")
    with pytest.raises(SignInMustWait):
        sign_in(desk, "tiepnhan", "thuchanh")
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    desk.close()

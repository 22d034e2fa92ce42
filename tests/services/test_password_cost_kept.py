"""What set-up measured for a machine is what its passwords cost (AU-1)."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import MONDAY, officer, practice_desk

from desk.paths import Home
from desk.rules.password_cost import PasswordCost
from desk.services import set_up
from desk.services.clock import SetClock
from desk.services.desk import Desk, open_desk
from desk.services.officers import change_own_password
from desk.services.set_up import make_home, read_unit_file
from desk.services.sign_in import cost_in, cost_of_machine, sign_in
from desk.settings import Settings, write_settings

UNIT = """
[unit]
agency_code = "H21.99"
name = "Trung tâm thử"
superior_body = "UBND tỉnh thử"
issuing_body = "UBND xã thử"
place = "Thử"
address = "Thôn 1"
phone = "0269 000 000"
lookup = "thu.example"
first_day = 2026-01-01
[administrator]
login = "quantri"
name = "Người Thử"
password = "mat-khau-thu"
"""


def stored(desk: Desk, login: str) -> str:
    with desk.store.reading() as connection:
        return str(connection.exec_driver_sql("SELECT password FROM officer WHERE login = ?", (login,)).scalar_one())


def test_au_1_set_up_measures_and_later_passwords_cost_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(set_up, "cost_of_machine", lambda: PasswordCost(32 * 1024, 2))
    (tmp_path / "unit.toml").write_text(UNIT, encoding="utf-8")
    home = Home(tmp_path / "home")
    make_home(home, read_unit_file(tmp_path / "unit.toml"), SetClock(MONDAY))
    assert cost_in(home) == PasswordCost(32 * 1024, 2)
    desk = open_desk(home, SetClock(MONDAY))
    assert stored(desk, "quantri").startswith("$argon2id$v=19$m=32768,t=2,p=1$")
    who = sign_in(desk, "quantri", "mat-khau-thu")
    write_settings(home.settings, Settings(password_memory_kib=64 * 1024, password_passes=4))
    change_own_password(desk, who, "mat-khau-thu", "mat-khau-khac")
    assert "m=65536,t=4,p=1" in stored(desk, "quantri")
    assert sign_in(desk, "quantri", "mat-khau-khac").login == "quantri"
    desk.close()


def test_au_1_practice_homes_cost_the_usual_and_a_real_measure_is_never_below_the_least(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    assert "m=65536,t=3,p=1" in stored(desk, officer(desk, "admin").login)
    desk.close()
    found = cost_of_machine()
    assert found.memory_kib >= 19 * 1024
    assert found.passes >= 2

"""Coming in before the heavy parts are imported: the same answers as the services give, and nothing heavy at all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import MONDAY, officer, person_request, practice_desk, practice_home

from desk.errors import SignInRefused, StoreMissing
from desk.paths import Home
from desk.services.board import board
from desk.services.clock import SetClock
from desk.services.desk import Desk
from desk.services.entrance import PRACTICE_PASSWORD, Arrival, enter, open_door, received_today
from desk.services.intake import receive

HEAVY = ("sqlalchemy", "alembic", "reportlab", "pypdfium2", "PIL", "segno")
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


def test_the_first_page_is_the_boards_own(desk: Desk) -> None:
    for _ in range(3):
        receive(desk, officer(desk, "tiepnhan"), person_request())
    entered = enter(desk.home, desk.clock, "tiepnhan", PRACTICE_PASSWORD)
    assert entered.officer == officer(desk, "tiepnhan")
    assert entered.board == board(desk, entered.officer)
    assert len(entered.board.items) == 3
    assert entered.door == open_door(desk.home)
    assert entered.door.practice
    assert received_today(desk.home, desk.clock) == 3


@pytest.mark.parametrize(("login", "password"), [("tiepnhan", "sai"), ("khongco", PRACTICE_PASSWORD), ("", "")])
def test_a_wrong_password_is_refused(desk: Desk, login: str, password: str) -> None:
    with pytest.raises(SignInRefused):
        enter(desk.home, desk.clock, login, password)


def test_an_arrival_hands_over_what_happened(tmp_path: Path) -> None:
    home = practice_home(tmp_path)
    came = Arrival(home, SetClock(MONDAY), "lanhdao", PRACTICE_PASSWORD)
    came.start()
    assert came.outcome().officer.login == "lanhdao"
    refused = Arrival(home, SetClock(MONDAY), "lanhdao", "sai")
    refused.start()
    with pytest.raises(SignInRefused):
        refused.outcome()
    with pytest.raises(StoreMissing):
        open_door(Home(tmp_path / "không có"))


def test_nothing_heavy_is_imported_for_the_first_page(tmp_path: Path) -> None:
    home = practice_home(tmp_path)
    program = f"""
import sys
from pathlib import Path
import desk.bootstrap, desk.ui.run
from desk.paths import Home
from desk.services.clock import SystemClock
from desk.services.entrance import enter
enter(Home(Path({str(home.root)!r})), SystemClock(), "lanhdao", {PRACTICE_PASSWORD!r})
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    answer = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"

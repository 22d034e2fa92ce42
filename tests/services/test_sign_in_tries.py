"""Growing delays after wrong passwords (AU-2): per account, without lock-out, each long series in the chain."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from builders import MONDAY, officer, practice_desk

from desk.errors import SignInMustWait, SignInRefused
from desk.services.checking import check
from desk.services.clock import SetClock
from desk.services.desk import Desk
from desk.services.entrance import enter
from desk.services.sign_in import sign_in
from desk.services.sign_in_tries import REFUSED

RIGHT, WRONG = "thuchanh", "khong-phai"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = practice_desk(tmp_path)
    yield made
    made.close()


def fail(desk: Desk, login: str, times: int) -> None:
    for _ in range(times):
        with pytest.raises(SignInRefused):
            sign_in(desk, login, WRONG)


def later(desk: Desk, **by: int) -> None:
    desk.clock.at += dt.timedelta(**by)  # type: ignore[attr-defined]


def test_au_2_the_fifth_wrong_try_makes_even_the_right_password_wait(desk: Desk) -> None:
    fail(desk, "tiepnhan", 5)
    with pytest.raises(SignInMustWait) as told:
        sign_in(desk, "tiepnhan", RIGHT)
    assert told.value.facts["seconds"] == 30
    later(desk, seconds=29)
    for _ in range(3):  # a try that comes too early neither counts nor makes it longer
        with pytest.raises(SignInMustWait):
            sign_in(desk, "tiepnhan", WRONG)
    later(desk, seconds=1)
    assert sign_in(desk, "tiepnhan", RIGHT).login == "tiepnhan"
    fail(desk, "tiepnhan", 4)  # the right one ended the series
    assert sign_in(desk, "tiepnhan", RIGHT).login == "tiepnhan"


def test_au_2_the_wait_doubles_and_nobody_else_waits(desk: Desk) -> None:
    fail(desk, "tiepnhan", 5)
    later(desk, seconds=30)
    fail(desk, "tiepnhan", 1)
    with pytest.raises(SignInMustWait) as told:
        sign_in(desk, "tiepnhan", RIGHT)
    assert told.value.facts["seconds"] == 60
    assert sign_in(desk, "lanhdao", RIGHT).login == "lanhdao"
    later(desk, days=-400)  # a clock set back is not a way out, nor does it lock anybody out
    with pytest.raises(SignInMustWait) as told:
        sign_in(desk, "tiepnhan", RIGHT)
    assert told.value.facts["seconds"] == 60


def test_au_2_each_long_series_is_in_the_chain(desk: Desk) -> None:
    fail(desk, "tiepnhan", 5)
    later(desk, seconds=30)
    fail(desk, "tiepnhan", 1)
    fail(desk, "khong-co-ai", 5)
    with desk.store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT object, payload FROM audit_entry WHERE action = ?", (REFUSED,)).all()
    assert [(row[0], json.loads(row[1])["facts"]) for row in rows] == [
        ("tiepnhan", {"failures": 5}), ("tiepnhan", {"failures": 6}), ("?", {"failures": 5}),
    ]  # fmt: skip
    assert check(desk, officer(desk, "lanhdao")).faults == ()


def test_au_2_logins_that_do_not_exist_are_told_in_the_same_way(desk: Desk) -> None:
    fail(desk, "ai-do", 5)
    with pytest.raises(SignInMustWait):
        sign_in(desk, "mot-nguoi-khac", WRONG)


def test_au_2_the_quick_way_of_the_window_counts_as_well(desk: Desk) -> None:
    clock = SetClock(MONDAY)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            enter(desk.home, clock, "tiepnhan", WRONG)
    with pytest.raises(SignInMustWait):
        enter(desk.home, clock, "tiepnhan", RIGHT)
    clock.at += dt.timedelta(seconds=30)
    assert enter(desk.home, clock, "tiepnhan", RIGHT).officer.login == "tiepnhan"
    fail(desk, "tiepnhan", 4)

"""A doubted clock on the screen: said above every page, asked of a leader, gone when it is right again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from builders import MONDAY, officer, person_request
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.rules.instants import VIETNAM
from desk.services.clock import SetClock
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.ui.dossiers.board_page import BoardPage
from desk.ui.frame import places
from desk.ui.main_window import MainWindow
from desk.ui.settling import settle

NEXT_YEAR = MONDAY + dt.timedelta(days=365)

OpenMain = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def _written(desk: Desk) -> None:
    receive(desk, officer(desk, "tiepnhan"), person_request())


def set_to(desk: Desk, moment: dt.datetime) -> None:
    desk.clock.at = moment  # type: ignore[attr-defined]


def test_a_clerk_is_told_and_not_asked(open_main: OpenMain, desk: Desk) -> None:
    set_to(desk, MONDAY - dt.timedelta(days=365))
    window = open_main("tiepnhan")
    settle()
    assert "trước lần ghi gần nhất (09:00 ngày 23/11/2026)" in window.clock_notice.text()
    assert window.clock_notice.isVisible()
    assert window.clock.dialog is None
    set_to(desk, MONDAY + dt.timedelta(minutes=1))
    window.clock.look()
    settle()
    assert not window.clock_notice.isVisible()


@pytest.mark.parametrize("day", [dt.date(1970, 12, 4), dt.date(2027, 12, 6)])
def test_nothing_is_asked_for_on_behalf_of_a_wrong_day(open_main: OpenMain, desk: Desk, day: dt.date) -> None:
    set_to(desk, dt.datetime.combine(day, dt.time(8), VIETNAM))
    window = open_main("lanhdao")
    settle()
    assert window.clock_notice.isVisible()
    assert window.rail.buttons[window.places.index(places.CALENDAR)].waiting == 0  # no calendar of that year
    page = window.page(places.BOARD)
    assert isinstance(page, BoardPage)
    assert not page.offer.stands()  # and no sheet of its work


def test_a_leader_confirms_and_the_counter_goes_on(open_main: OpenMain, desk: Desk) -> None:
    set_to(desk, NEXT_YEAR)
    window = open_main("lanhdao")
    settle()
    dialog = window.clock.dialog
    assert dialog is not None
    assert "hơn một tháng" in window.clock_notice.text()
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert not window.clock_notice.isVisible()
    assert receive(desk, officer(desk, "tiepnhan"), person_request()).received_at == NEXT_YEAR


def test_left_alone_it_stands_and_is_not_asked_again(open_main: OpenMain, desk: Desk) -> None:
    set_to(desk, NEXT_YEAR)
    window = open_main("lanhdao")
    settle()
    assert window.clock.dialog is not None
    window.clock.dialog.reject()
    window.clock.look()
    settle()
    assert not window.clock.dialog.isVisible()
    assert window.clock_notice.isVisible()


def test_a_clock_set_while_the_question_stands_asks_anew(open_main: OpenMain, desk: Desk) -> None:
    set_to(desk, NEXT_YEAR)
    window = open_main("lanhdao")
    settle()
    first = window.clock.dialog
    set_to(desk, NEXT_YEAR + dt.timedelta(days=1))
    window.clock.look()
    settle()
    assert window.clock.dialog is not first
    set_to(desk, NEXT_YEAR + dt.timedelta(days=1, minutes=1))
    second = window.clock.dialog
    window.clock.look()
    settle()
    assert window.clock.dialog is second, "a clock that only runs on is no new question"


def test_a_foreign_zone_is_said_once(open_main: OpenMain, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SetClock, "offset", lambda _clock: dt.timedelta(hours=-5))
    window = open_main("tiepnhan")
    settle()
    assert "Máy này đặt múi giờ UTC-05:00" in window.notice.text()
    assert not window.clock_notice.isVisible()
    window.notice.silence()
    window.clock.look()
    settle()
    assert not window.notice.isVisible()

"""Told of what is theirs: a word in the window where there is no tray, a sound, and silence when it is not wanted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from builders import MONDAY, officer, person_request
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from screens import press

from desk.rules.instants import VIETNAM
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.notices import Notice, NoticeKind
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.ui.dossiers.board_page import BoardPage
from desk.ui.frame.mine import notice_words
from desk.ui.main_window import MainWindow
from desk.ui.session import PrintAsked
from desk.ui.settling import settle
from desk.vocabulary import PaperForm, Verb

OpenMain = Callable[..., MainWindow]


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    heard: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append(1))
    return heard


def hand_over(desk: Desk) -> str:
    number = receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873")).number
    act(desk, officer(desk, "lanhdao"), number, StepAsked(Verb.HAND_OVER, to="chuyenmon"))
    return number


def test_a_hand_over_is_said_with_a_sound_once(open_main: OpenMain, desk: Desk, beeps: list[int]) -> None:
    window = open_main("chuyenmon")
    settle()
    number = hand_over(desk)
    window.mine.look()
    settle()
    assert window.notice.text() == f"Chuyển cho bạn: {number}, Cấp Giấy xác nhận tình trạng hôn nhân"
    assert beeps == [1]
    window.notice.silence()
    window.mine.look()
    settle()
    assert (window.notice.text(), beeps) == ("", [1])


@pytest.mark.parametrize(
    ("written", "said", "heard"),
    [("tray = false", False, 1), ("sound = false", True, 0), ("tray = false\nsound = false", False, 0)],
)
def test_it_can_be_switched_off(
    open_main: OpenMain, desk: Desk, beeps: list[int], written: str, said: bool, heard: int
) -> None:
    desk.home.settings.write_text(written, encoding="utf-8")
    window = open_main("chuyenmon")
    settle()
    hand_over(desk)
    window.mine.look()
    settle()
    assert (bool(window.notice.text()), len(beeps)) == (said, heard)


def test_nothing_of_others(open_main: OpenMain, desk: Desk, beeps: list[int]) -> None:
    window = open_main("tiepnhan")
    settle()
    hand_over(desk)
    window.mine.look()
    settle()
    assert (window.notice.text(), beeps) == ("", [])


def test_time_left_is_in_the_words() -> None:
    due = Notice(NoticeKind.DUE, "H21.18-261123-0001", "Thủ tục đăng ký khai sinh", 95)
    assert notice_words(due) == "Sắp đến hẹn, còn 1 giờ 35: H21.18-261123-0001, Đăng ký khai sinh"
    assert notice_words(Notice(NoticeKind.DECIDE, "H21.18-261123-0001")) == "Chờ bạn duyệt: H21.18-261123-0001"


# --- the morning sheet ------------------------------------------------------------------------------------------------


def board_of(window: MainWindow) -> BoardPage:
    page = window.front()
    assert isinstance(page, BoardPage)
    return page


def test_the_first_opening_of_a_day_offers_the_sheet(open_main: OpenMain) -> None:
    window = open_main("tiepnhan")
    asked: list[object] = []
    window.session.print_asked.connect(asked.append)
    settle()
    page = board_of(window)
    assert "in danh sách việc trong buổi" in page.offer.words()
    page.offer.accept()
    assert asked == [PrintAsked(PaperForm.MORNING_SHEET, "2026-11-23")]
    again = open_main("lanhdao")
    settle()
    assert not board_of(again).offer.stands()


def test_left_it_is_not_offered_again_today(open_main: OpenMain, desk: Desk) -> None:
    window = open_main("tiepnhan")
    settle()
    press(board_of(window).table, Qt.Key.Key_Escape)
    again = open_main("tiepnhan")
    settle()
    assert not board_of(again).offer.stands()
    desk.clock.at = MONDAY + dt.timedelta(days=2)  # type: ignore[attr-defined]
    on_wednesday = open_main("tiepnhan")
    settle()
    assert board_of(on_wednesday).offer.stands()


@pytest.mark.parametrize(
    ("mode", "day", "login", "offered", "printed"),
    [
        ("print", 23, "tiepnhan", False, 1),
        ("off", 23, "tiepnhan", False, 0),
        ("ask", 24, "tiepnhan", False, 0),  # a day off
        ("print", 22, "tiepnhan", False, 0),  # a Sunday
        ("ask", 23, "chuyenmon", False, 0),
    ],
)
def test_as_the_machine_is_set(
    open_main: OpenMain, desk: Desk, mode: str, day: int, login: str, offered: bool, printed: int
) -> None:
    desk.home.settings.write_text(f'morning_sheet = "{mode}"', encoding="utf-8")
    desk.clock.at = dt.datetime(2026, 11, day, 7, tzinfo=VIETNAM)  # type: ignore[attr-defined]
    window = open_main(login)
    settle()
    papers = list(desk.home.papers.glob("*.pdf")) if desk.home.papers.exists() else []
    assert (board_of(window).offer.stands(), len(papers)) == (offered, printed)

"""The frame in use: places by key, one search over everything, the lock, and sentences above the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace

import pytest
import shiboken6
from builders import officer, person, person_request
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from screens import press, type_text

from desk.rules.instants import VIETNAM
from desk.services.board import board
from desk.services.desk import Desk
from desk.services.entrance import PRACTICE_PASSWORD, Door
from desk.services.intake import receive
from desk.ui.frame import places
from desk.ui.main_window import MainWindow
from desk.ui.session import Session
from desk.ui.settling import settle

LOW_SCREEN = 768 - 48 - 31  # what the task bar and the title of a window leave


def search(window: MainWindow, words: str, qtbot: QtBot) -> list[str]:
    """Ctrl+K and typing; what the list says."""
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = window.header.search
    assert QApplication.focusWidget() is box
    type_text(box, words)
    qtbot.waitUntil(lambda: bool(box.lines()), timeout=2000)
    return box.lines()


def test_it_opens_on_the_board_with_the_keyboard_in_it(window: MainWindow) -> None:
    assert window.front() is window.page(places.BOARD)
    assert window.front().isAncestorOf(QApplication.focusWidget())


def test_places_by_key(window: MainWindow) -> None:
    for at, place in enumerate(window.places, start=1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + at % 10), Qt.KeyboardModifier.AltModifier)
        settle()
        assert window.front() is window.page(place)
        assert window.rail.buttons[at - 1].isChecked()


def test_places_follow_the_officers_roles(open_main: Callable[..., MainWindow]) -> None:
    assert places.OFFICERS not in open_main("tiepnhan").places
    assert places.INTAKE not in open_main("chuyenmon").places
    assert places.OFFICERS in open_main("admin").places


def test_a_person_is_found_in_five_keys(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    number = receive(desk, officer(desk, "tiepnhan"), person_request(applicant=person(name="Đặng Thị Thử"))).number
    opened: list[str] = []
    window.session.dossier_asked.connect(opened.append)
    found = search(window, "dang thu", qtbot)  # 1: Ctrl+K, free text
    assert found[0].startswith(f"Đặng Thị Thử · {number}")
    press(window.header.search, Qt.Key.Key_Return)  # 2
    assert opened == [number]


def test_enter_pressed_before_the_answer_waits_for_it(window: MainWindow, desk: Desk) -> None:
    number = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    opened: list[str] = []
    window.session.dossier_asked.connect(opened.append)
    window.header.search.begin()
    type_text(window.header.search, number[-4:])
    press(window.header.search, Qt.Key.Key_Return)
    QTest.qWait(300)
    settle()
    assert opened == [number]


def test_search_knows_procedures_places_and_nothing(window: MainWindow, qtbot: QtBot) -> None:
    assert any("khai sinh" in line for line in search(window, "kh sinh", qtbot))
    window.header.search.clear()
    assert "Danh mục" in search(window, "danh m", qtbot)[0]
    window.header.search.clear()
    assert search(window, "zzzz", qtbot)[0].startswith("Không thấy gì")


def test_escape_goes_back_to_where_one_was(window: MainWindow) -> None:
    before = QApplication.focusWidget()
    window.header.search.begin()
    press(window.header.search, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before


def test_an_enter_before_the_desk_is_open_waits_for_it(qtbot: QtBot, desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    number = receive(desk, clerk, person_request()).number
    session = Session(desk.home, clerk)
    window = MainWindow(session, Door("Đơn vị thử", practice=True), board(desk, clerk))
    qtbot.addWidget(window)
    window.show()
    session.dossier_asked.emit(number)
    assert window.front() is window.page(places.BOARD)
    with desk.store.reading() as connection:
        session.open(desk, desk.office(connection))
    settle()
    assert window.front().opened.number == number  # type: ignore[attr-defined]


def test_the_keyboard_is_not_given_back_to_a_cell_that_is_gone(window: MainWindow) -> None:
    cell = QLineEdit(window)
    cell.show()
    cell.setFocus()
    window.header.search.begin()
    shiboken6.delete(cell)
    press(window.header.search, Qt.Key.Key_Escape)
    cell = QLineEdit(window)
    cell.show()
    cell.setFocus()
    window.lock()
    shiboken6.delete(cell)
    assert window.lock_page is not None
    window.lock_page.password.setText(PRACTICE_PASSWORD)
    window.lock_page.open.click()
    settle()
    assert not window.locked


def test_the_lock_opens_for_its_officer_only(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.locked
    page = window.lock_page
    assert page is not None
    for password, locked in (("sai mật khẩu", True), (PRACTICE_PASSWORD, False)):
        page.password.setText(password)
        page.open.click()
        settle()
        assert window.locked is locked
    assert window.front().isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("key", [Qt.Key.Key_2, Qt.Key.Key_4])
def test_a_locked_desk_answers_no_key(window: MainWindow, key: Qt.Key) -> None:
    window.lock()
    QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.front() is window.page(places.BOARD)
    assert not window.header.search.hasFocus()


def test_somebody_else_signs_in_anew(window: MainWindow) -> None:
    window.lock()
    assert window.lock_page is not None
    window.lock_page.leave.click()
    assert window.another
    assert not window.isVisible()


def test_the_status_bar_counts_the_day_and_the_rail_what_waits(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    receive(desk, officer(desk, "tiepnhan"), person_request())
    qtbot.waitUntil(lambda: window.status.day.text() == "1 hồ sơ hôm nay", timeout=2000)
    assert window.rail.buttons[0].waiting == 1
    assert window.status.backup.text() == "Chưa sao lưu lần nào"


def test_a_sentence_above_the_page_goes_by_itself(window: MainWindow) -> None:
    window.session.said.emit("Câu thử", "warn")
    assert window.notice.isVisible()
    window._quiet.timeout.emit()
    assert not window.notice.isVisible()


@pytest.mark.parametrize("login", ["tiepnhan", "chuyenmon", "lanhdao", "admin"])
def test_no_key_of_a_page_is_also_the_frame_s(open_main: Callable[..., MainWindow], login: str) -> None:
    window = open_main(login)
    pages = [window.page(place) for place in (*window.places, None)]
    keys: dict[QWidget | None, list[tuple[str, object]]] = {None: []}
    for shortcut in window.findChildren(QShortcut):
        parent = shortcut.parent()
        owner = next((page for page in pages if page is parent or page.isAncestorOf(parent)), None)
        keys.setdefault(owner, []).append((shortcut.key().toString(), parent))
    frame = {key for key, _ in keys.pop(None)}
    assert "F7" in frame
    for page, own in keys.items():
        assert not frame & {key for key, _ in own}, type(page).__name__
        assert len(own) == len(set(own)), (type(page).__name__, own)


@pytest.mark.parametrize("login", ["tiepnhan", "chuyenmon", "lanhdao", "admin"])
def test_every_place_fits_a_screen_of_1366_by_768_with_title_and_task_bar(
    open_main: Callable[..., MainWindow], desk: Desk, login: str
) -> None:
    number = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    window = open_main(login)
    for place in window.places:
        window.go_to(place)
        settle()
    window.open_dossier(number)
    settle()
    least = window.minimumSizeHint()
    assert (least.width() <= 1366, least.height() <= LOW_SCREEN) == (True, True), least


def test_it_takes_the_whole_of_a_small_screen(
    open_main: Callable[..., MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    for size, whole in (((1366, 720), True), ((1280, 1024), True), ((1920, 1032), False)):
        window = open_main()
        window.hide()
        room = QRect(QPoint(0, 0), QSize(*size))
        monkeypatch.setattr(window, "screen", lambda room=room: SimpleNamespace(availableGeometry=lambda: room))
        window.appear()
        assert (window.isVisible(), window.isMaximized()) == (True, whole)


def test_the_calendar_waits_from_december_on_for_who_may_settle_it(
    open_main: Callable[..., MainWindow], desk: Desk
) -> None:
    def waiting(login: str) -> int:
        window = open_main(login)
        settle()
        return window.rail.buttons[window.places.index(places.CALENDAR)].waiting

    assert waiting("lanhdao") == 0
    desk.clock.at = dt.datetime(2026, 12, 1, 8, tzinfo=VIETNAM)  # type: ignore[attr-defined]
    assert waiting("lanhdao") == 1
    assert waiting("tiepnhan") == 0

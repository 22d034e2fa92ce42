"""The desk locks by itself (AU-3): after five idle minutes, after sleep, after eight hours; nothing shows behind it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from screens import visible_texts

from desk.ui.frame import places
from desk.ui.frame.idle import IDLE_SECONDS, SESSION_SECONDS
from desk.ui.main_window import MainWindow
from desk.ui.settling import settle


class Moments:
    """A clock of the test's own for both clocks of the watch."""

    def __init__(self, main: MainWindow) -> None:
        self.at = 1000.0
        main.idle.now = main.idle.wall = lambda: self.at
        main.idle.begin_session()

    def pass_by(self, main: MainWindow, seconds: float) -> None:
        """Time goes by as it does at an awake machine: looked at every few seconds."""
        end = self.at + seconds
        while self.at < end:
            self.at = min(self.at + 5, end)
            main.idle.look()


def test_au_3_five_idle_minutes_lock_and_the_owner_gets_the_form_back(open_main: Callable[..., MainWindow]) -> None:
    main = open_main()
    moments = Moments(main)
    intake = main.go_to(places.INTAKE)
    settle()
    field = intake.first_field()
    QTest.keyClicks(field, "khai sinh")
    moments.pass_by(main, IDLE_SECONDS - 5)
    assert not main.locked
    QTest.keyClick(field, Qt.Key.Key_Left)  # a touch begins the five minutes anew
    moments.pass_by(main, IDLE_SECONDS - 5)
    assert not main.locked
    moments.pass_by(main, 5)
    assert main.locked
    assert "khai sinh" not in "\n".join(visible_texts(main))
    assert not intake.isVisible()
    assert main.lock_page is not None
    main.lock_page.password.setText("thuchanh")
    main.lock_page.open.click()
    settle()
    assert not main.locked
    assert "khai sinh" in "\n".join(visible_texts(main))
    moments.pass_by(main, IDLE_SECONDS - 5)
    assert not main.locked


def test_au_3_windows_above_the_desk_are_hidden_as_well_and_come_back(open_main: Callable[..., MainWindow]) -> None:
    main = open_main("lanhdao")
    moments = Moments(main)
    main.show_closing()
    settle()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    moments.pass_by(main, IDLE_SECONDS)
    assert main.locked
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [main]
    main.lock_page.password.setText("thuchanh")  # type: ignore[union-attr]
    main.lock_page.open.click()  # type: ignore[union-attr]
    settle()
    assert dialog.isVisible()
    dialog.close()


def test_au_3_a_machine_that_slept_comes_back_locked(open_main: Callable[..., MainWindow]) -> None:
    main = open_main()
    moments = Moments(main)
    main.idle.wall = lambda: moments.at + 3600  # the other clock stood still meanwhile
    main.idle.look()
    assert main.locked


def test_au_3_after_eight_hours_the_password_is_asked_again(open_main: Callable[..., MainWindow]) -> None:
    main = open_main()
    moments = Moments(main)
    while moments.at < 1000 + SESSION_SECONDS - 10:
        QTest.keyClick(main.focusWidget(), Qt.Key.Key_Shift)
        moments.pass_by(main, 60)
    moments.pass_by(main, 60)
    assert main.locked

"""Closing a day by keys: what today would say, F9 closes and prints, missed days stand in red until it is done."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import MONDAY, at_moment, officer, person_request
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from screens import ENGLISH, visible_texts

from desk.services.day_close import close_state, note_missed, sheets
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.ui.closing.day_close_dialog import DayCloseDialog
from desk.ui.main_window import MainWindow
from desk.ui.session import PrintAsked, Session
from desk.ui.settling import settle
from desk.vocabulary import PaperForm


@pytest.fixture
def open_it(qtbot: QtBot, desk: Desk, open_main: Callable[..., MainWindow]) -> Callable[..., DayCloseDialog]:
    """Opens the window of somebody, by default the leader's."""

    def open_one(login: str = "lanhdao") -> DayCloseDialog:
        main = open_main(login)
        dialog = DayCloseDialog(main.session)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        settle()
        return dialog

    return open_one


def printed(session: Session) -> list[PrintAsked]:
    """What is asked to be printed from now on."""
    asked: list[PrintAsked] = []
    session.print_asked.connect(asked.append)
    return asked


def test_f9_closes_today_and_prints_the_sheet(desk: Desk, open_it: Callable[..., DayCloseDialog]) -> None:
    number = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    dialog = open_it()
    assert dialog.list.item(0).text().startswith("Hôm nay, chưa khóa")
    assert f"Đã cấp | {number} đến {number} (1 số)" in visible_texts(dialog)
    assert not dialog.again.isEnabled()
    asked = printed(dialog.session)
    QTest.keyClick(dialog, Qt.Key.Key_F9)
    settle()
    assert [(one.form, one.number) for one in asked] == [(PaperForm.DAY_CLOSE, "1")]
    assert "tờ số 1 đang in" in dialog.message.text()
    assert dialog.list.item(0).text() == "Hôm nay: không có việc mới cần khóa"
    assert dialog.list.item(1).text() == "Tờ số 1: 23/11/2026"
    QTest.keyClick(dialog, Qt.Key.Key_F9)
    settle()
    assert "đã khóa sổ" in dialog.message.text()
    assert len(sheets(desk, officer(desk, "lanhdao"))) == 1
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog, Qt.Key.Key_F8)
    assert asked[-1].number == "1"
    assert not ENGLISH.search("\n".join(visible_texts(dialog)))


def test_who_is_no_leader_looks_and_cannot_close(desk: Desk, open_it: Callable[..., DayCloseDialog]) -> None:
    receive(desk, officer(desk, "tiepnhan"), person_request())
    dialog = open_it("admin")
    QTest.keyClick(dialog, Qt.Key.Key_F9)
    settle()
    assert sheets(desk, officer(desk, "lanhdao")) == ()
    assert "0 đ" not in "\n".join(visible_texts(dialog))  # the administrator sees no money


def test_missed_days_stand_in_red_until_a_leader_closes(
    desk: Desk, open_main: Callable[..., MainWindow], open_it: Callable[..., DayCloseDialog]
) -> None:
    receive(desk, officer(desk, "tiepnhan"), person_request())
    at_moment(desk, MONDAY + dt.timedelta(days=1))
    main = open_main("tiepnhan")
    main.days.look()
    settle()
    assert main.status.closing.accessibleName() == "Có ngày chưa khóa sổ"
    assert main.status.closing.property("tone") == "fault"
    assert [one.missed for one in sheets(desk, officer(desk, "tiepnhan"))] == [True]
    dialog = open_it()
    assert dialog.list.item(1).text() == "Tờ số 1: 23/11/2026, không ai khóa"
    dialog.close_now()
    settle()
    main.days.look()
    settle()
    assert main.status.closing.accessibleName() == "Khóa sổ"
    assert close_state(desk).missed == ()


def test_the_daily_round_of_back_ups_is_made_behind_the_window(
    desk: Desk, open_main: Callable[..., MainWindow]
) -> None:
    main = open_main("tiepnhan")
    made: list[object] = []
    main.days.backed_up.connect(made.append)
    main.days.look()
    settle()
    main.days.look()
    settle()
    assert len(made) == 1
    assert "Sao lưu" in main.status.backup.text()


def test_the_file_for_the_upper_level(desk: Desk, open_it: Callable[..., DayCloseDialog], tmp_path: Path) -> None:
    receive(desk, officer(desk, "tiepnhan"), person_request())
    at_moment(desk, MONDAY + dt.timedelta(days=1))
    note_missed(desk, officer(desk, "tiepnhan"))
    dialog = open_it()
    dialog.list.setCurrentRow(1)
    chooser = dialog.ask_file()
    assert chooser is not None
    chooser.fileSelected.emit(str(tmp_path / "to.json"))
    chooser.close()
    settle()
    assert json.loads((tmp_path / "to.json").read_text(encoding="utf-8"))["sheet"] == 1
    assert "Đã ghi to.json" in dialog.message.text()

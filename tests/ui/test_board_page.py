"""The board in use: groups, time left in words, keys, and another process' change within a second."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import officer, person_request
from conftest import session_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot
from screens import press

from desk.rules.instants import VIETNAM
from desk.services.board import BoardGroup, BoardItem, board
from desk.services.desk import Desk
from desk.services.entrance import PRACTICE_PASSWORD
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.reminders import Reminded
from desk.services.steps import StepAsked
from desk.ui.dossiers.board_page import BoardPage
from desk.ui.dossiers.board_table_model import head_words, left_words
from desk.ui.dossiers.reminders_dialog import MOST, RemindersDialog
from desk.ui.main_window import MainWindow
from desk.ui.session import Session
from desk.ui.settling import settle
from desk.vocabulary import Reminder, Status, Verb

ROOT = Path(__file__).resolve().parent.parent.parent
ITEM = BoardItem(
    BoardGroup.DUE_SOON, "H21.18-261123-0001", "Nguyễn Thị Thử", "1.001193", "Khai sinh", Status.RECEIVED,
    dt.datetime(2026, 11, 25, 17, tzinfo=VIETNAM), "Nguyễn Thị Mẫu", 0,
)  # fmt: skip


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> BoardPage:
    page = BoardPage(session)
    qtbot.addWidget(page)
    page.resize(1278, 640)
    page.show()
    return page


def received(desk: Desk, count: int) -> list[str]:
    return [receive(desk, officer(desk, "tiepnhan"), person_request()).number for _ in range(count)]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "còn 1 phút"), (59, "còn 59 phút"), (60, "còn 1 giờ"), (185, "còn 3 giờ 05"), (480, "còn 1 ngày"),
     (1141, "còn 2 ngày 3 giờ"), (0, "còn 0 phút")],
)  # fmt: skip
def test_time_left_in_words(minutes: int, words: str) -> None:
    assert left_words(dataclasses.replace(ITEM, minutes_left=minutes)) == words
    late = dataclasses.replace(ITEM, group=BoardGroup.OVERDUE, minutes_left=-minutes)
    assert left_words(late) == (words.replace("còn", "quá") if minutes else "vừa quá hạn")


def test_what_nobody_took_up_lies_at_the_counter_and_not_with_its_receiver(page: BoardPage, desk: Desk) -> None:
    taken, _ = received(desk, 2)
    act(desk, officer(desk, "chuyenmon"), taken, StepAsked(Verb.START))
    desk.clock.at = dt.datetime(2026, 11, 30, 9, tzinfo=VIETNAM)  # type: ignore[attr-defined]
    page.refresh()
    settle()
    cells = {
        page.model.index(row, page.model.NUMBER).data(): page.model.index(row, page.model.HOLDER).data()
        for row in range(page.model.rowCount())
        if row not in page.model.heads()
    }
    assert set(cells.values()) == {"Bộ phận một cửa", officer(desk, "chuyenmon").name}
    assert cells[taken] == officer(desk, "chuyenmon").name


def test_where_no_clock_runs_the_state_is_said() -> None:
    waiting = dataclasses.replace(ITEM, minutes_left=None, status=Status.WAITING_SUPPLEMENT)
    assert left_words(waiting) == "Chờ bổ sung"


def test_tiles_count_and_choose_a_group(page: BoardPage, desk: Desk) -> None:
    first, second, third = received(desk, 3)
    act(desk, officer(desk, "chuyenmon"), third, StepAsked(Verb.FINISH))
    page.refresh()
    settle()
    found = board(desk, officer(desk, "tiepnhan"))
    assert [tile.accessibleName() for tile in page.tiles] == [
        f"{tile.text()}: {getattr(found, tile.shows.value)}" for tile in page.tiles
    ]
    assert [item.number for item in page.model.items] == [first, second, third]
    page.tiles[4].click()
    settle()
    assert [item.number for item in page.model.items] == [third]
    press(page.table, Qt.Key.Key_Escape)
    assert len(page.model.items) == 3


def test_enter_opens_the_dossier_or_its_return(page: BoardPage, desk: Desk, session: Session) -> None:
    running, ready = received(desk, 2)
    act(desk, officer(desk, "chuyenmon"), ready, StepAsked(Verb.FINISH))
    page.refresh()
    settle()
    asked: list[tuple[str, str]] = []
    session.dossier_asked.connect(lambda number: asked.append(("dossier", number)))
    session.return_asked.connect(lambda number: asked.append(("return", number)))
    press(page.table, Qt.Key.Key_Return)
    press(page.table, Qt.Key.Key_Down)
    press(page.table, Qt.Key.Key_Return)
    assert asked == [("dossier", running), ("return", ready)]


def test_the_chosen_dossier_stays_chosen_when_the_board_changes(page: BoardPage, desk: Desk) -> None:
    numbers = received(desk, 3)
    page.refresh()
    settle()
    page.table.setCurrentIndex(page.model.index(page.model.row_of(numbers[2]), 0))
    act(desk, officer(desk, "chuyenmon"), numbers[0], StepAsked(Verb.FINISH))
    page.refresh()
    settle()
    assert page.current_number() == numbers[2]


def test_what_others_do_throws_nobody_back_who_has_scrolled(page: BoardPage, desk: Desk) -> None:
    received(desk, 40)
    page.refresh()
    settle()
    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    low = bar.value()
    received(desk, 1)
    page.refresh()
    settle()
    assert len(page.model.items) == 41
    assert bar.value() >= low > 5


def test_where_the_chosen_dossier_goes_the_next_one_is_chosen(page: BoardPage, desk: Desk) -> None:
    numbers = received(desk, 40)
    page.refresh()
    settle()
    for gone, next_one in ((numbers[30], numbers[31]), (numbers[39], numbers[38])):
        page.table.setCurrentIndex(page.model.index(page.model.row_of(gone) or 0, 0))
        top = page.table.verticalScrollBar().value()
        act(desk, officer(desk, "chuyenmon"), gone, StepAsked(Verb.WITHDRAW, note="xin rút"))
        page.refresh()
        settle()
        assert page.current_number() == next_one
        assert abs(page.table.verticalScrollBar().value() - top) <= 1


def test_sessions_stand_above_what_they_end_with(page: BoardPage, desk: Desk) -> None:
    (today,) = received(desk, 1)
    later = receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873")).number
    desk.clock.at = dt.datetime(2026, 11, 26, 9, tzinfo=VIETNAM)  # type: ignore[attr-defined]
    soon = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    page.refresh()
    settle()
    assert [row if isinstance(row, str) else row.number for row in page.model.rows] == [
        "Quá hạn", today, "Chiều nay, đến 17:00", soon, "Chiều mai, đến 17:00", later,
    ]  # fmt: skip
    assert page.model.heads() == [0, 2, 4]
    page.table.setCurrentIndex(page.model.index(1, 0))
    press(page.table, Qt.Key.Key_Down)
    assert page.current_number() == soon, "a head is no place to stand"
    press(page.table, Qt.Key.Key_Up)
    press(page.table, Qt.Key.Key_Up)
    assert page.current_number() == today
    assert page.table.columnSpan(0, 0) == page.model.columnCount()


@pytest.mark.parametrize(
    ("opens", "words"),
    [
        (dt.datetime(2026, 11, 23, 7, tzinfo=VIETNAM), "Sáng nay, đến 11:30"),
        (dt.datetime(2026, 11, 24, 7, tzinfo=VIETNAM), "Sáng mai, đến 11:30"),
        (dt.datetime(2026, 11, 30, 7, tzinfo=VIETNAM), "Sáng T2 30/11, đến 11:30"),
    ],
)
def test_sessions_in_words(opens: dt.datetime, words: str) -> None:
    item = dataclasses.replace(ITEM, session=(opens, opens.replace(hour=11, minute=30)))
    assert head_words(item, dt.date(2026, 11, 23)) == words


def test_filters_narrow_counts_and_rows_alike_and_outlive_a_refresh(page: BoardPage, desk: Desk) -> None:
    mine, others, nobodys = received(desk, 3)
    copies = receive(desk, officer(desk, "tiepnhan"), person_request(procedure="2.000815")).number
    act(desk, officer(desk, "chuyenmon"), mine, StepAsked(Verb.START))
    act(desk, officer(desk, "lanhdao"), others, StepAsked(Verb.START))
    page.session = page.filters._session = session_of(desk, "chuyenmon")
    page._take_office()
    settle()

    def chosen(box: QComboBox, at: int) -> list[str]:
        box.setCurrentIndex(at)
        box.activated.emit(at)
        page.refresh()
        settle()
        assert sum(int(tile._shown) for tile in page.tiles) == len(page.model.items)
        return [item.number for item in page.model.items]

    assert chosen(page.filters.holder, 1) == [mine]
    assert chosen(page.filters.holder, 2) == [nobodys, copies]
    assert chosen(page.filters.holder, page.filters.holder.findData("lanhdao")) == [others]
    assert page.filters.clear_button.isVisible()
    press(page.table, Qt.Key.Key_Escape)
    settle()
    assert len(page.model.items) == 4
    sector = page.filters.sector.findText("Chứng thực", Qt.MatchFlag.MatchContains)
    assert chosen(page.filters.sector, sector) == [copies]
    page.filters.clear()
    page.filters.words.setText(nobodys[-4:])
    page.filters.changed.emit()
    settle()
    assert [item.number for item in page.model.items] == [nobodys]
    page.filters.words.setText("không ai tên thế")
    page.filters.changed.emit()
    settle()
    assert page.model.items == ()
    assert "bấm Esc để bỏ lọc" in page._empty.text()


def test_an_empty_board_says_so(page: BoardPage) -> None:
    page.refresh()
    settle()
    assert page.model.items == ()
    assert page._empty.isVisible()


def test_another_process_change_is_shown_within_a_second(
    open_main: Callable[..., MainWindow], desk: Desk, qtbot: QtBot
) -> None:
    desk.clock.at = dt.datetime.now(VIETNAM)  # type: ignore[attr-defined]  # as the other process has it
    window = open_main()
    page = window.front()
    assert isinstance(page, BoardPage)
    line = {"procedure": "1.001193", "applicant": {"name": "Trần Văn Mẫu"}}
    other = subprocess.Popen(
        [sys.executable, "main.py", "--home", str(desk.home.root), "--as", "tiepnhan", "--json", "register", "-"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "DESK_PASSWORD": PRACTICE_PASSWORD},
    )  # fmt: skip
    assert other.stdin is not None
    assert other.stdout is not None
    other.stdin.write(json.dumps(line).encode() + b"\n")
    other.stdin.flush()
    answer = json.loads(other.stdout.readline())
    qtbot.waitUntil(lambda: answer["number"] in [item.number for item in page.model.items], timeout=1000)
    other.communicate()


def test_timers_that_ran_out_list_their_dossiers(page: BoardPage, desk: Desk, session: Session) -> None:
    (number,) = received(desk, 1)
    page.refresh()
    settle()
    assert not page.reminders.isVisible()
    desk.clock.at = dt.datetime(2026, 11, 23, 17, 1, tzinfo=VIETNAM)  # type: ignore[attr-defined]
    page.refresh()
    settle()
    shown = [button for button in page.reminders.buttons.values() if button.isVisible()]
    assert [button.text() for button in shown] == ["chưa chuyển giải quyết: 1"]
    asked: list[str] = []
    session.dossier_asked.connect(asked.append)
    shown[0].click()
    dialog = page.reminders.dialog
    assert dialog is not None
    assert dialog.table.item(0, 0).text() == number
    press(dialog.table, Qt.Key.Key_Return)
    assert asked == [number]


def test_a_result_nobody_collects_shows_its_telephone(page: BoardPage, desk: Desk, session: Session) -> None:
    (number,) = received(desk, 1)
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
    desk.clock.at = dt.datetime(2026, 12, 10, 8, tzinfo=VIETNAM)  # type: ignore[attr-defined]
    page.refresh()
    settle()
    asked: list[str] = []
    session.return_asked.connect(asked.append)
    page.reminders.buttons[Reminder.UNCOLLECTED].click()
    dialog = page.reminders.dialog
    assert dialog is not None
    assert dialog.table.item(0, 4).text() == "0912345678"
    dialog.open_button.click()
    assert asked == [number]


def test_whose_time_was_used_follows_the_board(page: BoardPage, desk: Desk) -> None:
    received(desk, 1)
    desk.clock.at = dt.datetime(2026, 11, 23, 11, tzinfo=VIETNAM)  # type: ignore[attr-defined]
    page.refresh()
    settle()
    cell = page.model.index(1, page.model.SPENT)
    assert cell.data() == "cơ quan 2 giờ"
    assert cell.data(Qt.ItemDataRole.UserRole).office == 120
    assert page.model.index(1, page.model.HOLDER).data() == "Bộ phận một cửa"


def test_more_reminders_than_anybody_works_through_are_counted(page: BoardPage, session: Session) -> None:
    one = Reminded(
        Reminder.NOT_HANDED_OVER, "H21.18-261123-0001", "Nguyễn Thị Thử", "Khai sinh", Status.RECEIVED, ITEM.promised_at
    )
    dialog = RemindersDialog(session, Reminder.NOT_HANDED_OVER, [one] * (MOST + 7), page)
    assert dialog.table.rowCount() == MOST
    assert "Còn 7 hồ sơ nữa" in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.deleteLater()

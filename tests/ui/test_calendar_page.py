"""The calendar's page by keys and mouse: days written, a year proposed and taken in, hours changed, saved or not."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import new_hours, officer, person_request
from conftest import session_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from screens import press, same_as_golden, type_text, visible_texts

from desk.errors import DiskFull
from desk.rules.calendar_year import rows_of
from desk.rules.weekly_hours import hours_on, hours_words
from desk.services.checking import check
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.ui.calendar import moves_dialog
from desk.ui.calendar.calendar_page import CalendarPage
from desk.ui.calendar.day_look import DayLook, look_of
from desk.ui.calendar.moves_dialog import MovesDialog
from desk.ui.settling import settle
from desk.ui.widgets.ask_dialog import AskDialog
from desk.vocabulary import DayKind

TODAY = dt.date(2026, 11, 23)
WEDNESDAY = dt.date(2026, 11, 25)
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier

Open = Callable[..., CalendarPage]


@pytest.fixture
def open_page(qtbot: QtBot, desk: Desk) -> Open:
    def open_it(login: str = "lanhdao") -> CalendarPage:
        page = CalendarPage(session_of(desk, login))
        qtbot.addWidget(page)
        page.resize(1262, 650)
        page.show()
        page.activateWindow()
        page.first_field().setFocus()
        settle()
        return page

    return open_it


@pytest.fixture
def page(open_page: Open) -> CalendarPage:
    return open_page()


def key(page: CalendarPage, which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, which, modifier)
    settle()


def choose(page: CalendarPage, kind: DayKind | None) -> None:
    page.days.kind.setFocus()
    page.days.kind.setCurrentIndex(0 if kind is None else page.days.kind.findData(kind.value))


def write(field: QLineEdit, text: str) -> None:
    field.clear()
    type_text(field, text)


def storm(page: CalendarPage) -> None:
    """Wednesday is closed, by keys alone."""
    page.first_field().setFocus()
    key(page, Qt.Key.Key_Right)
    key(page, Qt.Key.Key_Right)
    key(page, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.days.kind
    key(page, Qt.Key.Key_Down)
    write(page.days.name, "bão số 9")
    write(page.days.source, "Công điện thử 9/CĐ")
    press(page.days.source, Qt.Key.Key_Return)


def dialog_of(page: CalendarPage) -> MovesDialog:
    key(page, Qt.Key.Key_F9)
    dialogs = [one for one in page.findChildren(MovesDialog) if one.isVisible()]
    assert len(dialogs) == 1
    settle()
    return dialogs[0]


def received(desk: Desk) -> str:
    return receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873")).number


# --- looking ----------------------------------------------------------------------------------------------------------


def test_the_page_as_it_is_read(page: CalendarPage) -> None:
    same_as_golden("calendar", page)
    page.show_panel(1)
    same_as_golden("calendar-year", page)
    page.show_panel(2)
    same_as_golden("calendar-hours", page)


def test_arrows_walk_and_page_keys_turn_the_year(page: CalendarPage) -> None:
    assert page.view.day == TODAY
    key(page, Qt.Key.Key_Down)
    assert page.view.day == dt.date(2026, 11, 30)
    key(page, Qt.Key.Key_Right)
    assert page.view.day == dt.date(2026, 12, 1)
    key(page, Qt.Key.Key_End)
    key(page, Qt.Key.Key_Right)
    assert (page.view.day, page.year.text(), page.state.text()) == (dt.date(2027, 1, 1), "2027", "dự kiến")
    assert "Tết Dương lịch (dự kiến)" in page.view.accessibleDescription()
    assert "24 tháng 11 âm lịch" in page.days.heading.text()
    key(page, Qt.Key.Key_PageUp)
    key(page, Qt.Key.Key_PageUp)
    assert (page.year.text(), page.state.text()) == ("2025", "chính thức")
    page.view.stand_at(dt.date(2024, 2, 29))
    key(page, Qt.Key.Key_PageDown)
    assert page.view.day == dt.date(2025, 2, 28)
    page.view.stand_at(dt.date(2031, 5, 5))
    assert page.state.text() == "chưa có lịch"
    page.show_panel(1)
    assert "Năm 2031 chưa có dòng nào" in page.none.text()


def test_the_mouse_points_and_draws_over_days(page: CalendarPage) -> None:
    def at(day: dt.date) -> QPoint:
        return page.view.box_of(day).center().toPoint()

    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=at(WEDNESDAY))
    assert page.view.stretch() == (WEDNESDAY,)
    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, SHIFT, pos=at(dt.date(2026, 11, 27)))
    assert len(page.view.stretch()) == 3
    assert page.days.heading.text() == "3 ngày: 25/11/2026 – 27/11/2026"
    for day in (dt.date(2026, 1, 1), dt.date(2026, 12, 31), dt.date(2026, 2, 28)):
        assert page.view.day_at(page.view.box_of(day).center()) == day


def test_every_kind_has_its_look(page: CalendarPage) -> None:
    calendar = page.draft.calendar
    looks = {
        "2026-01-01": DayLook.OFF, "2026-04-27": DayLook.MAKE_UP, "2026-01-10": DayLook.WORKED,
        "2026-11-22": DayLook.REST, "2026-11-23": DayLook.OPEN, "2040-01-01": DayLook.UNKNOWN,
    }  # fmt: skip
    assert {day: look_of(calendar, dt.date.fromisoformat(day)).look for day in looks} == looks
    assert not look_of(calendar, dt.date(2027, 1, 1)).settled


# --- changing ---------------------------------------------------------------------------------------------------------


def test_a_storm_by_keys_moves_what_is_open_and_keeps_the_promise(page: CalendarPage, desk: Desk) -> None:
    number = received(desk)
    storm(page)
    assert page.unsaved.text() == "1 thay đổi chưa lưu"
    dialog = dialog_of(page)
    assert "Trong 1 hồ sơ đang giải quyết, 1 hồ sơ đổi hạn: 1 muộn hơn." in dialog.told.text()
    shown = [dialog.model.index(0, column).data() for column in range(dialog.model.columnCount())]
    assert shown[0] == number
    assert shown[4:7] == ["17:00 T6 27/11/2026", "17:00 T6 27/11/2026", "17:00 T2 30/11/2026"]
    QTest.keyClick(dialog, Qt.Key.Key_F9)
    settle()
    assert "Đã lưu lịch; 1 hồ sơ đổi hạn" in page.message.text()
    assert page.unsaved.text() == ""
    found = show(desk, officer(desk, "lanhdao"), number)
    assert (f"{found.promised_at:%d/%m}", f"{found.computed_at:%d/%m}") == ("27/11", "30/11")
    assert page.session.office.calendar.row_on(WEDNESDAY) is not None
    assert check(desk, officer(desk, "lanhdao")).faults == ()


def test_given_up_nothing_has_changed_and_the_draft_stays(page: CalendarPage, desk: Desk) -> None:
    before = page.session.office
    storm(page)
    dialog = dialog_of(page)
    assert "không hồ sơ nào đổi hạn" in dialog.told.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    with desk.store.reading() as connection:
        assert desk.office(connection) is before
    assert page.unsaved.text() == "1 thay đổi chưa lưu"
    page.activateWindow()
    settle()
    key(page, Qt.Key.Key_Z, CONTROL)
    assert page.unsaved.text() == ""
    assert not page.save_button.isEnabled()


def test_a_count_under_way_is_stopped_by_escape(
    page: CalendarPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    received(desk)
    storm(page)
    counting, asked_to_stop = moves_dialog.preview_calendar, threading.Event()

    def slow(*given: object) -> object:
        asked_to_stop.wait(20)
        return counting(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(moves_dialog, "preview_calendar", slow)
    page.look_ahead()
    dialog = page.findChildren(MovesDialog)[0]
    assert dialog.leave.text() == "Dừng   Esc"
    assert not dialog.save_button.isEnabled()
    QApplication.processEvents()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    asked_to_stop.set()
    settle()
    assert not page.findChildren(MovesDialog)
    assert page.unsaved.text() == "1 thay đổi chưa lưu"


def test_a_full_disk_saves_nothing_and_says_so(page: CalendarPage, monkeypatch: pytest.MonkeyPatch) -> None:
    storm(page)
    dialog = dialog_of(page)

    def full(*_given: object) -> object:
        raise DiskFull(place="desk.db")

    monkeypatch.setattr(moves_dialog, "save_calendar", full)
    QTest.keyClick(dialog, Qt.Key.Key_F9)
    settle()
    assert "Ổ đĩa đã hết chỗ" in dialog.message.text()
    assert dialog.isVisible()
    assert page.draft.edited


def test_a_half_day_and_a_saturday_on_duty(page: CalendarPage) -> None:
    page.view.stand_at(WEDNESDAY)
    choose(page, DayKind.HALF_DAY_CLOSURE)
    assert page.days.hours.text() == "07:00-11:30"
    write(page.days.name, "mất điện buổi chiều")
    write(page.days.source, "Thông báo thử")
    press(page.days.source, Qt.Key.Key_Return)
    assert hours_words(page.draft.calendar.sessions(WEDNESDAY)) == "07:00-11:30"
    saturday = dt.date(2026, 11, 28)
    page.view.stand_at(saturday)
    choose(page, DayKind.SWAPPED_WORKING_DAY)
    assert page.days.hours.text() == "07:00-11:30, 13:30-17:00"
    write(page.days.hours, "7-11")
    write(page.days.name, "trực thứ Bảy")
    write(page.days.source, "Kế hoạch thử")
    press(page.days.hours, Qt.Key.Key_Return)
    assert hours_words(page.draft.calendar.sessions(saturday)) == "07:00-11:00"
    key(page, Qt.Key.Key_Escape)
    key(page, Qt.Key.Key_Delete)
    assert page.draft.calendar.row_on(saturday) is None
    assert page.unsaved.text() == "1 thay đổi chưa lưu"


@pytest.mark.parametrize(
    ("kind", "name", "source", "hours", "words"),
    [
        (DayKind.OFF, "", "thử", "", "Hãy ghi tên ngày"),
        (DayKind.OFF, "bão", " ", "", "Hãy ghi văn bản"),
        (DayKind.OFF, "bão", "x", "", ""),
        (DayKind.HALF_DAY_CLOSURE, "mất điện", "thử", "7 sáng", "Hãy viết giờ như"),
        (DayKind.HALF_DAY_CLOSURE, "mất điện", "thử", "11-7", "chồng nhau hoặc ngược giờ"),
        (DayKind.SWAPPED_WORKING_DAY, "làm bù", "thử", "7-11", "vốn đã là ngày làm việc"),
    ],
)
def test_what_is_wrong_is_said_and_led_to(
    page: CalendarPage, kind: DayKind, name: str, source: str, hours: str, words: str
) -> None:
    page.view.stand_at(WEDNESDAY)
    choose(page, kind)
    for field, text in ((page.days.name, name), (page.days.source, source), (page.days.hours, hours)):
        write(field, text)
    press(page.days.name, Qt.Key.Key_Return)
    assert words in page.days.message.text()
    assert page.draft.edited is (words == "")
    assert any(field.property("fault") for field in page.days.findChildren(QLineEdit)) is bool(words)


def test_the_law_proposes_a_year_and_an_announcement_settles_it(page: CalendarPage) -> None:
    page.view.stand_at(dt.date(2028, 1, 1))
    page.propose.click()
    assert page.state.text() == "dự kiến"
    rows = rows_of(page.draft.calendar, 2028)
    assert [f"{row.date:%d/%m}" for row in rows if row.name.endswith("Tết Nguyên đán")] == [
        "24/01", "25/01", "26/01", "27/01", "28/01",
    ]  # fmt: skip
    page.settle.click()
    dialog = page.findChildren(AskDialog)[0]
    type_text(dialog.typed, "Thông báo\u200b")
    press(dialog.typed, Qt.Key.Key_Return)
    assert "có ký tự điều khiển hoặc ký tự ẩn" in dialog.message.text()
    assert page.state.text() == "dự kiến"
    dialog.typed.clear()
    type_text(dialog.typed, "Thông báo thử 1/TB-BNV")
    press(dialog.typed, Qt.Key.Key_Return)
    assert page.state.text() == "chính thức"
    assert {row.source for row in rows_of(page.draft.calendar, 2028)} == {"Thông báo thử 1/TB-BNV"}
    assert not page.settle.isEnabled()


def test_a_file_goes_out_and_comes_in(page: CalendarPage, tmp_path: Path) -> None:
    file = tmp_path / "2027.toml"
    page.view.stand_at(dt.date(2027, 6, 1))
    page.give_file(file)
    settle()
    assert "Đã ghi 12 ngày của năm 2027" in page.message.text()
    file.write_text(file.read_text(encoding="utf-8").replace("confirmed = false", "confirmed = true"), encoding="utf-8")
    page.take_file(file)
    settle()
    assert page.state.text() == "chính thức"
    assert page.unsaved.text() == "12 thay đổi chưa lưu"
    page.draft.undo()
    file.write_text(file.read_text(encoding="utf-8").replace('"off"', '"lễ"'), encoding="utf-8")
    page.take_file(file)
    settle()
    assert "chỗ sai nên chưa áp dụng gì: dòng 8 có loại ngày lạ" in page.message.text()
    assert not page.draft.edited


def test_from_december_on_the_next_year_is_asked_for(open_page: Open, desk: Desk) -> None:
    desk.clock.at = dt.datetime(2026, 12, 1, 8, tzinfo=desk.clock.now().tzinfo)  # type: ignore[attr-defined]
    page = open_page()
    assert "Lịch năm 2027 chưa chính thức" in page.waits.text()
    assert page.waits.isVisible()


# --- hours ------------------------------------------------------------------------------------------------------------


def test_new_hours_and_a_season_are_drafted(page: CalendarPage) -> None:
    page.show_panel(2)
    assert page.weeks.valid_from.text() == "24/11/2026"
    assert [one.text() for one in page.weeks.sums] == ["8 giờ"] * 5 + ["nghỉ"] * 2
    write(page.weeks.counter[0], "8h-12h; 13h30 – 16h")
    write(page.weeks.office[0], "7-12, 13-17")
    assert page.weeks.sums[0].text() == "6 giờ 30"
    press(page.weeks.counter[0], Qt.Key.Key_Return)
    coming = hours_on(page.draft.calendar, dt.date(2026, 11, 24))
    assert hours_words(coming[0]) == "08:00-12:00, 13:30-16:00"
    assert page.weeks.sets.item(0).text() == "Sắp tới, từ 24/11/2026"
    write(page.weeks.first, "15/5")
    write(page.weeks.last, "15/9")
    press(page.weeks.last, Qt.Key.Key_Return)
    assert page.weeks.sets.item(0).text() == "Mùa 15/5 – 15/9 hằng năm, từ 24/11/2026"
    assert page.unsaved.text() == "2 thay đổi chưa lưu"
    page.weeks.drop.click()
    assert page.unsaved.text() == "1 thay đổi chưa lưu"


@pytest.mark.parametrize(
    ("at", "text", "words"),
    [
        (0, "sáng", "Không đọc được giờ “sáng”"),
        (1, "11-7", "chồng nhau hoặc ngược giờ"),
        (7, "31/2/2026", "Giờ chỉ đổi được từ hôm nay"),
        (7, "22/11/2026", "Giờ chỉ đổi được từ hôm nay"),
        (8, "31/4", "Hãy viết hai ngày của mùa"),
    ],
)
def test_a_fault_of_the_hours_leads_to_its_field(page: CalendarPage, at: int, text: str, words: str) -> None:
    page.show_panel(2)
    fields = [*page.weeks.counter, page.weeks.valid_from, page.weeks.first]
    write(fields[at], text)
    press(fields[at], Qt.Key.Key_Return)
    assert words in page.weeks.message.text()
    assert fields[at].property("fault")
    assert not page.draft.edited


# --- others -----------------------------------------------------------------------------------------------------------


def test_a_clerk_only_reads(open_page: Open) -> None:
    page = open_page("tiepnhan")
    page.show_panel(0)
    texts = "\n".join(visible_texts(page))
    assert "Xem trước và lưu" not in texts
    assert "Ghi vào bản sửa" not in texts
    page.first_field().setFocus()
    page.view.stand_at(dt.date(2026, 1, 1))
    key(page, Qt.Key.Key_Delete)
    key(page, Qt.Key.Key_F9)
    page.propose_rows()
    assert not page.draft.edited
    assert all(field.isReadOnly() for field in page.findChildren(QLineEdit))
    named = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    assert all(one.accessibleName() for one in named)


def test_what_another_saved_does_not_undo_the_draft(page: CalendarPage, desk: Desk) -> None:
    storm(page)
    new_hours(desk, officer(desk, "admin"), "07:30-11:00, 13:00-16:00")
    with desk.store.reading() as connection:
        page.session.work_by(desk.office(connection))
    assert "bản sửa ở đây giữ nguyên" in page.message.text()
    dialog = dialog_of(page)
    assert "Lịch đã được người khác sửa" in dialog.message.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    page.reset.click()
    assert not page.draft.edited
    assert hours_words(page.draft.calendar.sessions(WEDNESDAY)) == "07:30-11:00, 13:00-16:00"


def test_what_was_drafted_outlives_the_window(open_page: Open, desk: Desk) -> None:
    page = open_page()
    storm(page)
    page.keep_now()
    page.close()
    again = open_page()
    settle()
    assert again.unsaved.text() == "1 thay đổi chưa lưu"
    assert "Đã đưa lại bản sửa lịch chưa lưu" in again.message.text()
    again.reset.click()
    again.keep_now()
    assert open_page().unsaved.text() == ""


def test_a_draft_of_an_older_calendar_is_not_put_back(open_page: Open, desk: Desk) -> None:
    page = open_page()
    storm(page)
    page.keep_now()
    page.close()
    new_hours(desk, officer(desk, "admin"), "07:30-11:00, 13:00-16:00")
    again = open_page()
    settle()
    assert again.unsaved.text() == ""
    assert "không đưa lại" in again.message.text()


def test_keys_of_the_page_are_its_own(page: CalendarPage) -> None:
    for at in (1, 2, 0):
        QTest.keySequence(page, QKeySequence(f"Ctrl+{at + 1}"))
        assert page.panels.currentIndex() == at

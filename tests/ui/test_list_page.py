"""The list of all dossiers in use: narrowed while typing, walked by keys, refreshed under the officer's eyes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from builders import officer, person, person_request
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from screens import controls, press, type_text

from desk.errors import StoreBusy
from desk.messages import sentence
from desk.services.board import BoardGroup
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.ui.dossiers import list_page
from desk.ui.dossiers.dossier_table_model import Column
from desk.ui.dossiers.list_filters import WORDS_MILLISECONDS
from desk.ui.dossiers.list_page import ListPage
from desk.ui.pictures import settle
from desk.ui.session import Session
from desk.vocabulary import Channel, Verb


@pytest.fixture
def numbers(desk: Desk) -> list[str]:
    """Fifty dossiers, the newest last; the third was finished."""
    made = []
    for at in range(50):
        desk.clock.at += dt.timedelta(minutes=1)  # type: ignore[attr-defined]
        name = "Trần Văn Mẫu" if at % 10 == 0 else "Nguyễn Thị Thử"
        made.append(receive(desk, officer(desk, "tiepnhan"), person_request(applicant=person(name=name))).number)
    act(desk, officer(desk, "chuyenmon"), made[2], StepAsked(Verb.FINISH))
    return made


def open_page(qtbot: QtBot, desk: Desk) -> ListPage:
    with desk.store.reading() as connection:
        office = desk.office(connection)
    page = ListPage(Session(desk.home, officer(desk, "tiepnhan"), desk, office))
    host = QWidget()  # as in the frame: a page is never a window of its own
    qtbot.addWidget(host, before_close_func=lambda _host, _kept=host: None)  # qtbot itself keeps no window alive
    page.setParent(host)
    for widget in (host, page):
        widget.resize(1278, 640)
    host.show()
    host.activateWindow()
    arrive()
    return page


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, numbers: list[str]) -> Iterator[ListPage]:
    made = open_page(qtbot, desk)
    made.first_field().setFocus()
    yield made
    made.close()


def arrive() -> None:
    """Wait for the ids, then for the lines that are seen."""
    for _ in range(3):
        QTest.qWait(25)
        settle()


def type_words(page: ListPage, text: str) -> None:
    type_text(page.filters.words, text)
    QTest.qWait(WORDS_MILLISECONDS + 30)
    arrive()


def shown(page: ListPage) -> list[str]:
    return [str(page.model.index(row, Column.NUMBER).data()) for row in range(page.model.rowCount())]


def test_all_of_them_newest_first_with_their_count(page: ListPage, numbers: list[str]) -> None:
    assert shown(page) == numbers[::-1]
    assert page.count.text() == "50 hồ sơ, mới nhận ở trên"


def test_words_narrow_after_a_short_wait(page: ListPage) -> None:
    type_text(page.filters.words, "mau")
    settle()
    assert page.model.rowCount() == 50
    QTest.qWait(WORDS_MILLISECONDS + 30)
    arrive()
    assert page.count.text() == "5 hồ sơ, mới nhận ở trên"
    assert page.model.index(0, Column.APPLICANT).data() == "Trần Văn Mẫu"


def test_keys_lead_from_the_words_to_a_dossier(page: ListPage, numbers: list[str], qtbot: QtBot) -> None:
    press(page.filters.words, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.table
    press(page.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.session.dossier_asked) as asked:
        press(page.table, Qt.Key.Key_Return)
    assert asked.args == [numbers[-2]]
    press(page.table, Qt.Key.Key_End)
    assert page.table.currentIndex().row() == 49
    press(page.table, Qt.Key.Key_PageUp)
    assert 0 < page.table.currentIndex().row() < 49
    press(page.table, Qt.Key.Key_Home)
    assert page.table.currentIndex().row() == 0


def test_enter_opens_the_only_one(page: ListPage, numbers: list[str], qtbot: QtBot) -> None:
    type_words(page, numbers[7])
    with qtbot.waitSignal(page.session.dossier_asked) as asked:
        press(page.filters.words, Qt.Key.Key_Return)
    assert asked.args == [numbers[7]]


def test_nothing_found_says_so_and_escape_brings_all_back(page: ListPage) -> None:
    type_words(page, "zzzz")
    assert "Esc" in page.table.empty_words()
    assert page.count.text() == "0 hồ sơ"
    QTest.keyClick(page.filters.words, Qt.Key.Key_Escape)
    arrive()
    assert (page.model.rowCount(), page.filters.words.text()) == (50, "")


def test_status_group_and_mine(page: ListPage, numbers: list[str]) -> None:
    page.show_group(BoardGroup.READY)
    arrive()
    assert shown(page) == [numbers[2]]
    page.show_group(BoardGroup.DUE_TODAY)
    arrive()
    assert page.count.text() == "49 hồ sơ, hẹn trả sớm nhất ở trên"
    page.filters.clear()
    page.filters.mine.setChecked(True)
    arrive()
    assert page.model.rowCount() == 50


def test_sector_and_procedure(page: ListPage) -> None:
    type_text(page.filters.procedure, "kh sinh")
    press(page.filters.procedure, Qt.Key.Key_Return)
    arrive()
    assert page.model.rowCount() == 50
    other = next(at for at in range(1, page.filters.sector.count()) if page.filters.sector.itemData(at) != "Hộ tịch")
    page.filters.sector.setCurrentIndex(other)
    arrive()
    assert page.model.rowCount() == 0


def test_periods_and_a_day_that_does_not_exist(page: ListPage) -> None:
    for at in (1, 2, 3):
        page.filters.period.setCurrentIndex(at)
        arrive()
        assert page.model.rowCount() == 50
    page.filters.period.setCurrentIndex(4)
    assert page.filters.first.isVisible()
    type_text(page.filters.last, "31/11/2026")
    press(page.filters.last, Qt.Key.Key_Return)
    arrive()
    assert "31/11/2026" in page.message.text()
    assert page.filters.last.property("fault") is True
    assert (page.filters.last.text(), page.model.rowCount()) == ("31/11/2026", 50)
    page.filters.last.setText("22/11/2026")
    press(page.filters.last, Qt.Key.Key_Return)
    arrive()
    assert (page.model.rowCount(), page.message.isVisible()) == (0, False)
    assert page.filters.last.property("fault") is False


def test_a_refresh_keeps_the_chosen_dossier_and_its_place(page: ListPage, desk: Desk, numbers: list[str]) -> None:
    page.table.selectRow(30)
    page.table.verticalScrollBar().setValue(25)
    chosen = page.model.id_at(30)
    for _ in range(3):
        receive(desk, officer(desk, "tiepnhan"), person_request())
    page.refresh()
    arrive()
    row = page.table.currentIndex().row()
    assert (page.model.rowCount(), page.model.id_at(row), row) == (53, chosen, 33)
    assert page.table.verticalScrollBar().value() == 28


def test_a_step_taken_elsewhere_is_seen_without_moving_anything(page: ListPage, desk: Desk, numbers: list[str]) -> None:
    page.table.selectRow(5)
    act(desk, officer(desk, "chuyenmon"), numbers[-6], StepAsked(Verb.FINISH))
    page.refresh()
    arrive()
    assert page.table.currentIndex().row() == 5
    assert page.model.index(5, Column.STATUS).data() == "Đã có kết quả"


def test_a_fault_keeps_the_list_and_f5_tries_again(page: ListPage, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = StoreBusy(seconds=10)

    def busy(*_given: object) -> None:
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr(list_page, "dossier_ids", busy)
        page.refresh()
        arrive()
    assert sentence(fault) in page.message.text()
    assert page.model.rowCount() == 50
    QTest.keyClick(page.table, Qt.Key.Key_F5)
    arrive()
    assert not page.message.isVisible()


def test_only_the_newest_wish_is_shown(page: ListPage, numbers: list[str]) -> None:
    page.filters.words.setText("zzzz")
    page.refresh()
    page.filters.words.setText(numbers[3])
    page.refresh()
    arrive()
    assert shown(page) == [numbers[3]]


def test_an_empty_desk_says_what_to_do(qtbot: QtBot, desk: Desk) -> None:
    page = open_page(qtbot, desk)
    assert "Tiếp nhận" in page.table.empty_words()
    assert page.count.text() == "0 hồ sơ"


def test_names_mnemonics_and_room(page: ListPage) -> None:
    assert [type(one).__name__ for one in controls(page) if not one.accessibleName().strip()] == []
    page.filters.period.setCurrentIndex(4)
    arrive()
    texts = [one.text() for one in page.findChildren(QLabel) if "&" in one.text()]
    texts += [page.filters.mine.text(), page.filters.unfold.text(), page.filters.more.late.text()]
    letters = [QKeySequence.mnemonic(text).toString() for text in texts]
    assert len(texts) == 12
    assert len(set(letters)) == len(letters)
    assert all(letter.isascii() and letter for letter in letters)
    for one in (page.filters.words, page.filters.procedure, page.filters.mine):
        assert one.width() >= max(one.minimumSizeHint().width(), 70)
        assert page.rect().contains(one.mapTo(page, one.rect().bottomRight()))


def test_the_second_row_narrows_and_folded_away_asks_for_nothing(page: ListPage, desk: Desk) -> None:
    posted = receive(desk, officer(desk, "lanhdao"), person_request(channel=Channel.POST)).number
    page.refresh()
    arrive()
    more = page.filters.more
    assert not more.isVisible()
    page.filters.unfold.click()
    assert more.isVisible()
    assert QApplication.focusWidget() is more.officer
    assert {more.officer.itemData(at) for at in range(more.officer.count())} == {"", "tiepnhan", "chuyenmon", "lanhdao"}
    more.officer.setCurrentIndex(more.officer.findData("lanhdao"))
    arrive()
    assert page.model.rowCount() == 1
    more.officer.setCurrentIndex(0)
    more.channel.setCurrentIndex(more.channel.findData(Channel.POST.value))
    arrive()
    assert (page.model.rowCount(), more.is_asking()) == (1, True)
    assert page.model.index(0, Column.NUMBER).data() == posted
    more.channel.setCurrentIndex(0)
    more.late.setChecked(True)
    arrive()
    assert page.model.rowCount() == 0
    page.filters.unfold.click()
    arrive()
    assert page.model.rowCount() == 51

"""The inbox in use: trays by key, several accepted at once, refusals in sentences, second persons, the keyboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from builders import officer, person_request
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from screens import controls, press, type_text, visible_texts

from desk.errors import StoreBusy
from desk.rules.instants import VIETNAM
from desk.services.deputies import name_deputy
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.inbox import Tray, inbox
from desk.services.intake import receive
from desk.services.officers import add_officer
from desk.services.processing import act
from desk.services.requests import pending, requests_of
from desk.services.steps import StepAsked
from desk.ui.dossiers.inbox_page import InboxPage
from desk.ui.session import Session
from desk.ui.settling import settle
from desk.vocabulary import DelayCause, RequestState, Role, Status, Verb

PASSWORD = "mat-khau-thu-26"
UNTIL = dt.datetime(2026, 12, 4, 17, tzinfo=VIETNAM)
Opened = Callable[[str], InboxPage]


@pytest.fixture
def open_page(qtbot: QtBot, desk: Desk) -> Opened:
    def open_it(login: str) -> InboxPage:
        with desk.store.reading() as connection:
            page = InboxPage(Session(desk.home, officer(desk, login), desk, desk.office(connection)))
        qtbot.addWidget(page)
        page.resize(1278, 640)
        page.show()
        page.refresh()
        settle()
        page.first_field().setFocus()
        return page

    return open_it


def received(desk: Desk, count: int = 1) -> list[str]:
    return [receive(desk, officer(desk, "tiepnhan"), person_request()).number for _ in range(count)]


def offered(desk: Desk, count: int = 1) -> list[str]:
    numbers = received(desk, count)
    for number in numbers:
        act(desk, officer(desk, "lanhdao"), number, StepAsked(Verb.HAND_OVER, to="chuyenmon"))
    return numbers


def extension(desk: Desk, login: str = "chuyenmon", procedure: str = "1.004859") -> str:
    number = receive(desk, officer(desk, "tiepnhan"), person_request(procedure=procedure, components=())).number
    act(desk, officer(desk, login), number, StepAsked(Verb.EXTEND, until=UNTIL, cause=DelayCause.CONSULTATION))
    return number


def key(page: InboxPage, pressed: Qt.Key, *, control: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(page.first_field(), pressed, held)
    settle()


def answer(page: InboxPage, typed: str = "") -> None:
    assert page.dialog is not None
    if typed:
        type_text(page.dialog.typed, typed)
        press(page.dialog.typed, Qt.Key.Key_Return)
    else:
        press(page.dialog.yes, Qt.Key.Key_Return)


def listed(page: InboxPage) -> list[str]:
    return [row.item.number for row in page.model.rows]


def test_it_begins_where_work_waits_and_counts_every_tray(open_page: Opened, desk: Desk) -> None:
    offered(desk)
    received(desk, 2)
    page = open_page("chuyenmon")
    assert page.tray is Tray.OFFERED
    assert [chip.accessibleName() for chip in page.chips.values() if chip.isVisible()] == [
        "Chờ tôi nhận: 1", "Đang giữ: 0", "Đã chuyển đi: 0", "Chưa ai nhận: 2",
    ]  # fmt: skip
    assert page.model.index(0, page.model.LEFT).data() == "còn 6 giờ"
    key(page, Qt.Key.Key_4, control=True)
    assert (page.tray, len(listed(page))) == (Tray.UNCLAIMED, 2)
    assert QApplication.focusWidget() is page.table


def test_several_hand_overs_are_accepted_by_one_key(open_page: Opened, desk: Desk) -> None:
    numbers = offered(desk, 3)
    page = open_page("chuyenmon")
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.numbers() == numbers[:2]
    key(page, Qt.Key.Key_F9)
    assert inbox(desk, officer(desk, "chuyenmon")).counts[Tray.MINE] == 2
    assert (listed(page), page.numbers()) == (numbers[2:], numbers[2:])
    assert QApplication.focusWidget() is page.table
    key(page, Qt.Key.Key_F9)
    assert listed(page) == []
    assert page._empty.isVisible()
    assert QApplication.focusWidget() is page.table


def test_a_dossier_is_sent_back_with_a_reason(open_page: Opened, desk: Desk) -> None:
    (number,) = offered(desk)
    page = open_page("chuyenmon")
    key(page, Qt.Key.Key_F6)
    answer(page)
    assert page.dialog is not None
    assert page.dialog.message.isVisible()
    answer(page, "Không thuộc việc của tôi")
    assert page.dialog is None
    assert page.focusWidget() is page.table
    assert show(desk, officer(desk, "lanhdao"), number).events[-1].note == "Không thuộc việc của tôi"
    assert inbox(desk, officer(desk, "lanhdao")).counts[Tray.MINE] == 1


def test_an_unclaimed_dossier_is_taken_up(open_page: Opened, desk: Desk) -> None:
    first, second = received(desk, 2)
    page = open_page("chuyenmon")
    assert page.tray is Tray.UNCLAIMED
    press(page.table, Qt.Key.Key_Down)
    key(page, Qt.Key.Key_F9)
    assert show(desk, officer(desk, "chuyenmon"), second).status is Status.PROCESSING
    assert (listed(page), page.numbers()) == ([first], [first])


def test_a_step_that_came_too_late_is_told_and_the_list_is_new(open_page: Opened, desk: Desk) -> None:
    (number,) = received(desk)
    page = open_page("chuyenmon")
    act(desk, officer(desk, "lanhdao"), number, StepAsked(Verb.START))
    key(page, Qt.Key.Key_F9)
    assert number in page.message.text()
    assert (page.message.property("tone"), listed(page)) == ("fault", [])


def test_a_leader_gives_a_dossier_to_somebody_else(open_page: Opened, desk: Desk) -> None:
    received(desk)
    page = open_page("lanhdao")
    key(page, Qt.Key.Key_F4)
    assert page.dialog is not None
    offers = [page.dialog.chosen.itemData(row) for row in range(page.dialog.chosen.count())]
    assert (offers, page.dialog.focusWidget()) == (["chuyenmon"], page.dialog.chosen)
    press(page.dialog.chosen, Qt.Key.Key_Return)
    settle()
    assert page.dialog is None
    assert inbox(desk, officer(desk, "chuyenmon")).counts[Tray.OFFERED] == 1


def test_among_several_nobody_is_given_work_by_being_the_first(open_page: Opened, desk: Desk) -> None:
    add_officer(desk, officer(desk, "admin"), "thuhai", "Người thử hai", PASSWORD, [Role.OFFICER])
    (number,) = received(desk)
    page = open_page("lanhdao")
    key(page, Qt.Key.Key_F4)
    assert page.dialog is not None
    press(page.dialog.chosen, Qt.Key.Key_Return)
    settle()
    assert page.dialog is not None
    assert page.dialog.message.property("tone") == "fault"
    assert page.dialog.chosen.property("fault")
    page.dialog.chosen.setCurrentIndex(page.dialog.chosen.findData("thuhai"))
    press(page.dialog.chosen, Qt.Key.Key_Return)
    settle()
    assert page.dialog is None
    assert show(desk, officer(desk, "lanhdao"), number).holder.login == "thuhai"


def test_what_nobody_took_up_is_given_to_the_colleague_who_is_looked_at(open_page: Opened, desk: Desk) -> None:
    (number,) = received(desk)
    page = open_page("lanhdao")
    page.whose.setCurrentIndex(page.whose.findData("chuyenmon"))
    settle()
    page.show_tray(Tray.UNCLAIMED)
    assert not page.main.isVisible(), "F9 would take it for oneself"
    key(page, Qt.Key.Key_F4)
    assert page.dialog is not None
    assert page.dialog.chosen.currentData() == "chuyenmon"
    press(page.dialog.chosen, Qt.Key.Key_Return)
    settle()
    holder = show(desk, officer(desk, "lanhdao"), number).holder
    assert (holder.place, holder.login) == ("offered", "chuyenmon")


def test_the_trays_of_a_colleague_do_not_speak_of_oneself(open_page: Opened, desk: Desk) -> None:
    received(desk)
    page = open_page("lanhdao")
    page.whose.setCurrentIndex(page.whose.findData("chuyenmon"))
    settle()
    said = []
    for tray in (Tray.OFFERED, Tray.MINE, Tray.AWAY, Tray.UNCLAIMED):
        page.show_tray(tray)
        settle()
        said += visible_texts(page)
    assert [text for text in said if " tôi" in text.replace("&", "") or "bạn" in text.casefold()] == []
    assert [text for text in said if text.startswith("Việc của ") and "(chuyenmon)" in text] != []


def test_a_leader_gives_away_what_lies_with_somebody_ill(open_page: Opened, desk: Desk) -> None:
    (number,) = received(desk)
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.START))
    page = open_page("lanhdao")
    assert page.whose.isVisible()
    page.whose.setCurrentIndex(page.whose.findData("chuyenmon"))
    settle()
    page.show_tray(Tray.MINE)
    assert page.numbers() == [number]
    assert not page.main.isVisible()
    key(page, Qt.Key.Key_F4)
    assert page.dialog is not None
    assert page.dialog.chosen.currentData() == "lanhdao"
    press(page.dialog.chosen, Qt.Key.Key_Return)
    settle()
    assert show(desk, officer(desk, "lanhdao"), number).holder.login == "lanhdao"
    page.whose.setCurrentIndex(0)
    settle()
    page.show_tray(Tray.OFFERED)
    assert page.numbers() == [number]


def test_only_a_leader_looks_into_another_inbox(open_page: Opened) -> None:
    assert not open_page("chuyenmon").whose.isVisible()


def test_enter_opens_the_dossier(open_page: Opened, desk: Desk) -> None:
    (number,) = received(desk)
    page = open_page("chuyenmon")
    asked: list[str] = []
    page.session.dossier_asked.connect(asked.append)
    key(page, Qt.Key.Key_Return)
    assert asked == [number]


def test_a_clerk_reads_and_takes_no_step(open_page: Opened, desk: Desk) -> None:
    (number,) = received(desk)
    page = open_page("tiepnhan")
    assert listed(page) == [number]
    assert not any(button.isVisible() for button in (page.main, page.back, page.give, page.chips[None]))
    for pressed in (Qt.Key.Key_F9, Qt.Key.Key_F6, Qt.Key.Key_F4):
        key(page, pressed)
    assert page.dialog is None
    assert show(desk, officer(desk, "tiepnhan"), number).status is Status.RECEIVED


def test_an_approval_tells_first_what_will_happen(open_page: Opened, desk: Desk) -> None:
    number = extension(desk)
    page = open_page("lanhdao")
    key(page, Qt.Key.Key_5, control=True)
    assert page.chips[None].accessibleName() == "Chờ duyệt: 1"
    key(page, Qt.Key.Key_F9)
    assert page.dialog is not None
    assert any("17:00 thứ Sáu 04/12/2026" in text for text in visible_texts(page.dialog))
    assert page.dialog.yes.hasFocus()
    answer(page)
    assert page.dialog is None
    assert show(desk, officer(desk, "lanhdao"), number).promised_at == UNTIL
    assert page.requests.requests == ()
    assert page._no_requests.isVisible()


def test_a_request_is_rejected_with_a_reason(open_page: Opened, desk: Desk) -> None:
    number = extension(desk)
    page = open_page("lanhdao")
    key(page, Qt.Key.Key_5, control=True)
    key(page, Qt.Key.Key_F6)
    answer(page, "Còn kịp")
    (found,) = requests_of(desk, officer(desk, "lanhdao"), number)
    assert (found.state, found.decision_note) == (RequestState.REJECTED, "Còn kịp")


def test_an_own_request_waits_for_somebody_else(open_page: Opened, desk: Desk) -> None:
    extension(desk, "lanhdao")
    page = open_page("lanhdao")
    key(page, Qt.Key.Key_5, control=True)
    assert page.requests.index(0, page.requests.STATE).data() == "chờ người khác duyệt"
    key(page, Qt.Key.Key_F9)
    assert page.dialog is None
    assert len(pending(desk, officer(desk, "lanhdao"))) == 1


def test_a_deputy_sees_what_waits(open_page: Opened, desk: Desk) -> None:
    assert not open_page("chuyenmon").chips[None].isVisible()
    name_deputy(desk, officer(desk, "admin"), "chuyenmon")
    assert open_page("chuyenmon").chips[None].isVisible()


def test_everything_has_a_name(open_page: Opened, desk: Desk) -> None:
    received(desk)
    page = open_page("lanhdao")
    assert [one for one in controls(page) if one.isVisible() and not one.accessibleName().strip()] == []


def test_a_failure_to_read_is_told_until_it_is_read(
    open_page: Opened, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (number,) = received(desk)
    page = open_page("chuyenmon")

    def broken(*_: object) -> None:
        raise StoreBusy

    with monkeypatch.context() as patched:
        patched.setattr("desk.ui.dossiers.inbox_page.look", broken)
        page.refresh()
        settle()
    assert page.message.isVisible()
    assert listed(page) == [number]
    page.refresh()
    settle()
    assert not page.message.isVisible()

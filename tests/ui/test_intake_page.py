"""The intake page in use: found without accents, stored once, printed by others, and nothing typed is ever lost."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from builders import BIRTH
from intake_seat import CARD, PrintDesk, drawn, fill, key, numbers, open_page, save, session_at
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from screens import press, type_text

from desk.errors import MissingCalendarYear
from desk.messages import sentence
from desk.services.desk import Desk
from desk.ui.intake import promising
from desk.ui.intake.intake_page import IntakePage
from desk.ui.session import Session
from desk.ui.settling import settle
from desk.vocabulary import PaperForm


@pytest.fixture
def session(desk: Desk) -> Session:
    return session_at(desk)


@pytest.fixture
def printer(session: Session) -> PrintDesk:
    return PrintDesk(session)


@pytest.fixture
def page(qtbot: QtBot, session: Session, printer: PrintDesk) -> IntakePage:
    return open_page(qtbot, session)


def stored(desk: Desk) -> list[str]:
    return numbers(desk)


# --- finding a procedure ---------------------------------------------------------------------------------------------


def test_a_procedure_is_found_without_accents(page: IntakePage) -> None:
    box = page.fields.procedure
    type_text(box, "kh sinh")
    assert box.listed()[0].code == BIRTH
    press(box, Qt.Key.Key_Down)
    press(box, Qt.Key.Key_Up)
    press(box, Qt.Key.Key_Return)
    assert box.procedure is not None
    assert box.procedure.code == BIRTH
    assert "khai sinh" in box.text()
    assert page.fields.components.rowCount() == len(box.procedure.components)


def test_accents_and_telex_marks_find_the_same(page: IntakePage) -> None:
    type_text(page.fields.procedure, "đăng ký khai sinh")
    assert BIRTH in [one.code for one in page.fields.procedure.listed()]


def test_escape_closes_the_list_and_keeps_the_text(page: IntakePage) -> None:
    box = page.fields.procedure
    type_text(box, "kh sinh")
    press(box, Qt.Key.Key_Escape)
    assert box.listed() == []
    assert box.text() == "kh sinh"


def test_typing_on_takes_the_choice_and_the_promise_back(page: IntakePage) -> None:
    fill(page)
    type_text(page.fields.procedure, "x")
    assert page.fields.procedure.procedure is None
    assert page.fields.components.rowCount() == 0
    assert page.promise.moment() == ""


def test_an_incomplete_procedure_is_listed_and_refused(page: IntakePage) -> None:
    fill(page)
    box = page.fields.procedure
    assert box.procedure is not None
    bare = dataclasses.replace(box.procedure, limits={})
    box.search_in(lambda typed: [bare])
    box.clear()
    type_text(box, "kh")
    press(box, Qt.Key.Key_Return)
    assert box.procedure is None
    assert page.message.isVisible()
    assert page.promise.moment() == ""


# --- promise and slip ------------------------------------------------------------------------------------------------


def test_the_promise_is_live_and_explained(page: IntakePage, qtbot: QtBot) -> None:
    fill(page)
    assert page.promise.moment() == "17:00 thứ Hai 23/11/2026"
    assert page.promise.reasons() == []
    key(page, Qt.Key.Key_F4)
    assert page.promise.reasons()[-1].startswith("T2 23/11/2026")
    key(page, Qt.Key.Key_F4)
    assert page.promise.reasons() == []
    drawn(page, qtbot)
    assert page.promise.terms() == "Thời hạn: trong ngày làm việc · Phí, lệ phí: Không thu"


def test_the_slip_grows_with_the_form(page: IntakePage, qtbot: QtBot) -> None:
    drawn(page, qtbot)
    empty = page.promise.slip.grab().toImage()
    fill(page)
    drawn(page, qtbot)
    full = page.promise.slip.grab().toImage()
    assert full != empty
    type_text(page.fields.applicant.phone, "0912345678")
    drawn(page, qtbot)
    assert page.promise.slip.grab().toImage() != full


def test_the_promise_moves_with_the_clock(page: IntakePage, desk: Desk) -> None:
    fill(page)
    desk.clock.at += dt.timedelta(hours=7)  # type: ignore[attr-defined]  # past the cut-off of 15:00
    page.refresh()
    assert page.promise.moment() == "17:00 thứ Tư 25/11/2026"  # the 24th is a holiday


def test_a_missing_calendar_year_is_said_before_saving(page: IntakePage, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = MissingCalendarYear(year=2029)

    def no_year(*_given: object) -> None:
        raise fault

    monkeypatch.setattr(promising, "preview", no_year)
    fill(page)
    assert page.promise.moment() == ""
    assert page.promise.note() == sentence(fault)


# --- save, print, next -----------------------------------------------------------------------------------------------


def test_saved_once_whatever_is_pressed(page: IntakePage, desk: Desk, qtbot: QtBot) -> None:
    fill(page)
    with qtbot.waitSignal(page.received) as told:
        page.save()
        page.save()
    settle()
    save(page)
    assert [told.args[0].number] == stored(desk)  # type: ignore[index]
    assert page.saved.isVisible()


def test_the_keys_of_a_whole_visit(page: IntakePage, desk: Desk) -> None:
    fill(page)
    key(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.fields.applicant.name.text(), "what is not saved is not cleared"
    key(page, Qt.Key.Key_F9)
    assert len(stored(desk)) == 1
    assert QApplication.focusWidget() is page.saved.next
    assert page.first_field() is page.saved.next
    key(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.fields.is_empty()
    assert page.first_field() is page.fields.scan


def test_enter_after_saving_begins_the_next(page: IntakePage, desk: Desk) -> None:
    fill(page)
    save(page)
    press(page.saved.next, Qt.Key.Key_Return)
    assert page.fields.is_empty()
    assert page.promise.isVisible()
    fill(page)
    save(page)
    assert len(stored(desk)) == 2


def test_printing_is_asked_for_and_its_end_is_told(page: IntakePage, desk: Desk, printer: PrintDesk) -> None:
    fill(page)
    save(page)
    (asked,) = printer.asked
    assert (asked.form, asked.number, asked.again) == (PaperForm.RECEIPT_SLIP, stored(desk)[0], None)
    assert not page.saved.again.isEnabled()
    assert page.saved.slip.shows_paper()
    printer.end(fault="Máy in hết giấy.", copy=None)
    assert page.saved.print_words() == "Hồ sơ đã lưu, giấy tiếp nhận chưa in được. Máy in hết giấy."
    key(page, Qt.Key.Key_F5)
    assert printer.asked[-1].again is None, "no copy was counted: the next one is a new one"
    printer.end(fault="Máy in hết giấy.", copy=1)
    key(page, Qt.Key.Key_F5)
    assert printer.asked[-1].again == 1
    printer.end(copy=1)
    assert "bản 1" in page.saved.print_words()
    assert "máy thử" in page.saved.print_words()
    key(page, Qt.Key.Key_F5)
    assert printer.asked[-1].again is None


def test_a_print_that_ends_late_does_not_touch_the_next_person(page: IntakePage, printer: PrintDesk) -> None:
    fill(page)
    save(page)
    page.begin_next()
    fill(page)
    printer.end(fault="Máy in hết giấy.", copy=1)
    assert page.promise.isVisible()
    assert not page.message.isVisible()
    save(page)
    assert "Đang in" in page.saved.print_words()


# --- the keystrokes of a walk-in -------------------------------------------------------------------------------------


def test_a_walk_in_with_a_card_takes_at_most_twelve_keys_besides_free_text(page: IntakePage, desk: Desk) -> None:
    """A scan from the card reader (no key), `kh sinh` (free text), and these keys."""
    from intake_seat import scanned

    pressed: list[Qt.Key] = []

    def hit(code: Qt.Key) -> None:
        pressed.append(code)
        key(page, code)

    page.take_scan(scanned(CARD))
    while QApplication.focusWidget() is not page.fields.procedure:
        hit(Qt.Key.Key_Return)
        assert len(pressed) < 12
    type_text(page.fields.procedure, "kh sinh")
    hit(Qt.Key.Key_Return)
    hit(Qt.Key.Key_F9)
    assert len(stored(desk)) == 1
    hit(Qt.Key.Key_Return)
    assert page.fields.is_empty()
    assert QApplication.focusWidget() is page.fields.scan
    assert len(pressed) <= 12
    assert len(pressed) == 4

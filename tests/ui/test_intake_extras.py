"""Beside one plain receipt: like dossiers, nobody received, other channels, outages, several procedures, on at once."""

from __future__ import annotations

import datetime as dt

import pytest
from builders import MONDAY, officer, person, person_request
from intake_seat import CARD, PrintDesk, fill, key, numbers, open_page, save, scanned, session_at
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from screens import type_text

from desk.rules.instants import VIETNAM
from desk.services.checking import check
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.lanes import visit_of
from desk.services.pads import reserve_pad
from desk.services.turning_away import visits_of
from desk.ui.intake.intake_page import IntakePage
from desk.ui.session import Session
from desk.ui.settling import settle
from desk.vocabulary import Channel, LikenessReason, PaperForm, TurnedAway

BIRTH, UNMARRIED = "1.001193", "1.004873"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session(desk: Desk) -> Session:
    return session_at(desk)


@pytest.fixture
def printer(session: Session) -> PrintDesk:
    return PrintDesk(session)


@pytest.fixture
def page(qtbot: QtBot, session: Session, printer: PrintDesk) -> IntakePage:
    return open_page(qtbot, session)


def choose(page: IntakePage, code: str) -> None:
    catalogue = page.session.office.catalogue
    page.fields.procedure.choose(catalogue.in_force(code, MONDAY.date()))
    settle()


def look(page: IntakePage) -> None:
    page.likeness.look()
    settle()


def newest(desk: Desk) -> str:
    with desk.store.reading() as connection:
        return str(connection.exec_driver_sql("SELECT number FROM dossier ORDER BY id DESC LIMIT 1").scalar_one())


def content(desk: Desk) -> bool:
    return check(desk, officer(desk, "admin")).faults == ()


# --- likeness ---------------------------------------------------------------------------------------------------------


def test_the_same_person_with_the_same_procedure_is_told_and_received_all_the_same(
    page: IntakePage, desk: Desk, qtbot: QtBot
) -> None:
    first = receive(desk, officer(desk, "tiepnhan"), person_request(procedure=BIRTH)).number
    page.take_scan(scanned(CARD))
    choose(page, BIRTH)
    look(page)
    assert page.likeness.isVisible()
    assert "Cùng người, cùng thủ tục, còn đang giải quyết" in page.likeness.words.text()
    assert first in page.likeness.words.text()
    with qtbot.waitSignal(page.session.dossier_asked) as asked:
        key(page, Qt.Key.Key_F3)
    assert asked.args == [first]
    save(page)
    with desk.store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT reason FROM likeness").scalars().all()
    assert rows == [LikenessReason.SAME_PERSON.value], "the choice is kept"
    assert not page.likeness.isVisible(), "what was stored is not like itself"
    assert len(numbers(desk)) == 2
    page.begin_next()
    assert not page.likeness.isVisible()
    assert content(desk)


def test_another_procedure_of_the_same_person_is_nobodys_business(page: IntakePage, desk: Desk) -> None:
    receive(desk, officer(desk, "tiepnhan"), person_request(procedure=UNMARRIED))
    page.take_scan(scanned(CARD))
    choose(page, BIRTH)
    look(page)
    assert not page.likeness.isVisible()


# --- nobody is received -----------------------------------------------------------------------------------------------


def test_a_citizen_is_guided_by_the_letters_of_what_is_missing(page: IntakePage, desk: Desk) -> None:
    fill(page)
    key(page, Qt.Key.Key_F8)
    dialog = page.extras.turning
    assert dialog is not None
    before = set(dialog.lacking())
    assert before == set(), "what is asked for only where there is one is not missing"
    for _ in range(2):  # twice is as before
        QTest.keyClick(dialog.papers, Qt.Key.Key_B)
    assert set(dialog.lacking()) == before
    QTest.keyClick(dialog.papers, Qt.Key.Key_B)
    (paper,) = set(dialog.lacking()) ^ before
    assert paper in dialog.words.text()
    QTest.keyClick(dialog, Qt.Key.Key_F9)
    settle()
    (visit,) = visits_of(desk, officer(desk, "tiepnhan"), MONDAY.date(), MONDAY.date())
    assert (visit.kind, visit.name, paper in visit.lacking) == (TurnedAway.GUIDED, "Nguyễn Thị Thử", True)
    assert numbers(desk) == [], "no number is given"
    assert page.fields.is_empty()
    assert "không cấp số" in page.message.text()
    assert content(desk)


def test_a_refusal_needs_its_reason(page: IntakePage, desk: Desk) -> None:
    fill(page)
    key(page, Qt.Key.Key_F8)
    dialog = page.extras.turning
    assert dialog is not None
    dialog.choose(TurnedAway.REFUSED)
    dialog.store()
    settle()
    assert dialog.message.isVisible()
    assert visits_of(desk, officer(desk, "tiepnhan"), MONDAY.date(), MONDAY.date()) == []
    dialog.note.setPlainText("Không thuộc thẩm quyền của xã")
    dialog.store()
    settle()
    (visit,) = visits_of(desk, officer(desk, "tiepnhan"), MONDAY.date(), MONDAY.date())
    assert (visit.kind, visit.note) == (TurnedAway.REFUSED, "Không thuộc thẩm quyền của xã")


def test_without_a_procedure_there_is_nothing_to_guide_by(page: IntakePage) -> None:
    key(page, Qt.Key.Key_F8)
    assert page.extras.turning is None
    assert "Chọn thủ tục trước" in page.message.text()


# --- other channels, outages ------------------------------------------------------------------------------------------


def test_an_online_filing_keeps_its_times_and_its_number(page: IntakePage, desk: Desk) -> None:
    desk.clock.at = dt.datetime(2026, 11, 23, 15, 0, tzinfo=VIETNAM)  # type: ignore[attr-defined]
    page.take_scan(scanned(CARD))
    choose(page, UNMARRIED)
    key(page, Qt.Key.Key_F2)
    how = page.fields.how
    assert how.isVisible()
    how.channel.setCurrentIndex(how.channel.findData(Channel.ONLINE.value))
    how.submitted.setText("19:45 22/11")
    how.outside.setText("h21.18-261122-0000975")
    save(page)
    dossier = show(desk, officer(desk, "tiepnhan"), newest(desk))
    assert (dossier.channel, dossier.outside_number) == (Channel.ONLINE, "H21.18-261122-0000975")
    assert dossier.submitted_at == dt.datetime(2026, 11, 22, 19, 45, tzinfo=VIETNAM)
    assert content(desk)


def test_a_time_that_is_none_is_said_and_led_to(page: IntakePage, desk: Desk) -> None:
    fill(page)
    key(page, Qt.Key.Key_F2)
    page.fields.how.late.setChecked(True)
    page.fields.how.received.setText("sáng nay")
    save(page)
    assert "hãy gõ như 9:30" in page.message.text()
    assert QApplication.focusWidget() is page.fields.how.received
    assert numbers(desk) == []
    page.fields.how.received.setText("23:00")
    save(page)
    assert page.message.property("tone") == "fault", "a time to come"
    assert numbers(desk) == []


def test_what_was_written_on_a_pad_is_entered_with_its_number_and_its_true_time(page: IntakePage, desk: Desk) -> None:
    pad = reserve_pad(desk, officer(desk, "tiepnhan"), 3)
    desk.clock.at = dt.datetime(2026, 11, 25, 14, 0, tzinfo=VIETNAM)  # type: ignore[attr-defined]
    page.take_scan(scanned(CARD))
    choose(page, UNMARRIED)
    key(page, Qt.Key.Key_F2)
    how = page.fields.how
    how.late.setChecked(True)
    how.received.setText("9:10 25/11")
    how.pad.setText(pad.numbers[1][:-1] + ("0" if pad.numbers[1][-1] != "0" else "1"))
    save(page)
    assert page.message.property("tone") == "fault"
    assert QApplication.focusWidget() is how.pad
    how.pad.setText(pad.numbers[1])
    save(page)
    dossier = show(desk, officer(desk, "tiepnhan"), newest(desk))
    assert dossier.number == pad.numbers[1].rpartition("-")[0]
    assert dossier.back_entry
    assert dossier.received_at == dt.datetime(2026, 11, 25, 9, 10, tzinfo=VIETNAM)
    assert content(desk)


def test_the_promise_counts_from_the_time_that_was_typed(page: IntakePage, desk: Desk) -> None:
    desk.clock.at = dt.datetime(2026, 11, 25, 14, 0, tzinfo=VIETNAM)  # type: ignore[attr-defined]
    choose(page, UNMARRIED)
    now = page.promising._due
    key(page, Qt.Key.Key_F2)
    page.fields.how.late.setChecked(True)
    page.fields.how.received.setText("9:10 23/11")
    settle()
    assert page.promising._due is not None
    assert now is not None
    assert page.promising._due < now
    assert page.promising._due == dt.datetime(2026, 11, 27, 17, 0, tzinfo=VIETNAM)


def test_a_pad_is_set_aside_and_printed(page: IntakePage, desk: Desk, printer: PrintDesk) -> None:
    page.extras.ask_pad()
    asking = page.extras.asking
    assert asking is not None
    asking.typed.setText("999")
    QTest.keyClick(asking.typed, Qt.Key.Key_Return)
    settle()
    assert asking.message.isVisible()
    asking.typed.setText("4")
    QTest.keyClick(asking.typed, Qt.Key.Key_Return)
    settle()
    (asked,) = printer.asked
    assert asked.form is PaperForm.PAD_SHEET
    assert "Đã giữ 4 số" in page.message.text()
    assert content(desk)


# --- several at once --------------------------------------------------------------------------------------------------


def test_several_procedures_of_one_person_are_one_visit_with_one_slip(
    page: IntakePage, desk: Desk, printer: PrintDesk
) -> None:
    page.take_scan(scanned(CARD))
    for code in (BIRTH, UNMARRIED):
        choose(page, code)
        key(page, Qt.Key.Key_M, CONTROL)
    assert len(page.visit) == 2
    assert page.fields.procedure.text() == ""
    assert page.fields.applicant.name.text() == "Nguyễn Thị Thử"
    page.visit.take_back()
    choose(page, UNMARRIED)
    save(page)
    found = sorted(numbers(desk))
    assert len(found) == 2
    assert visit_of(desk, officer(desk, "tiepnhan"), found[0]) == tuple(found)
    assert (printer.asked[-1].form, printer.asked[-1].number) == (PaperForm.JOINT_SLIP, found[0])
    assert "2 hồ sơ cùng lượt" in page.saved._stored.text()
    printer.end(copy=1)
    key(page, Qt.Key.Key_N, CONTROL)
    assert len(page.visit) == 0
    assert page.fields.is_empty()
    assert content(desk)


def test_a_fault_in_one_keeps_all_of_the_visit(page: IntakePage, desk: Desk) -> None:
    page.take_scan(scanned(CARD))
    choose(page, BIRTH)
    page.extras.add_procedure()
    save(page)  # the second procedure was not chosen
    assert page.message.property("tone") == "fault"
    assert numbers(desk) == []
    assert len(page.visit) == 1


def test_a_visit_outlives_the_page(page: IntakePage, desk: Desk, qtbot: QtBot) -> None:
    page.take_scan(scanned(CARD))
    choose(page, BIRTH)
    page.extras.add_procedure()
    choose(page, UNMARRIED)
    page.keep_now()
    again = open_page(qtbot, session_at(desk))
    PrintDesk(again.session)
    assert len(again.visit) == 1
    assert again.fields.procedure.procedure is not None
    save(again)
    assert len(numbers(desk)) == 2


# --- on at once -------------------------------------------------------------------------------------------------------


def test_one_key_stores_prints_and_begins_the_next(page: IntakePage, desk: Desk, printer: PrintDesk) -> None:
    fill(page)
    key(page, Qt.Key.Key_F9, CONTROL)
    (number,) = numbers(desk)
    assert (printer.asked[-1].form, printer.asked[-1].number) == (PaperForm.RECEIPT_SLIP, number)
    assert page.fields.is_empty()
    assert QApplication.focusWidget() is page.fields.scan
    assert number in page.message.text()
    type_text(page.fields.scan, "Trần Văn Mẫu")
    key(page, Qt.Key.Key_Return)
    assert page.fields.applicant.name.text() == "Trần Văn Mẫu"


def test_what_fails_on_the_way_is_not_hurried_past(page: IntakePage, desk: Desk) -> None:
    page.fields.applicant.name.setText("Nguyễn Thị Thử")
    key(page, Qt.Key.Key_F9, CONTROL)
    assert page.message.property("tone") == "fault"
    assert page.fields.applicant.name.text() == "Nguyễn Thị Thử"
    choose(page, BIRTH)
    save(page)
    assert page.saved.isVisible(), "F9 alone shows what was stored"
    assert person().name

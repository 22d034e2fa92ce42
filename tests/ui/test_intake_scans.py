"""Cards at the counter: they fill what is empty, a second person is offered, and nothing typed is overwritten."""

from __future__ import annotations

import dataclasses

import pytest
from builders import MONDAY, officer, person, person_request
from intake_seat import (
    CARD,
    MALFORMED_CARD,
    ODD_CARD,
    OTHER_CARD,
    PrintDesk,
    fill,
    key,
    numbers,
    open_page,
    save,
    scanned,
    session_at,
)
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from screens import press, type_text

from desk.errors import BadCard
from desk.messages import sentence
from desk.rules.scan import SlipScan
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.ui.intake.intake_page import IntakePage
from desk.ui.session import Session
from desk.ui.settling import settle


@pytest.fixture
def session(desk: Desk) -> Session:
    return session_at(desk)


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> IntakePage:
    PrintDesk(session)
    return open_page(qtbot, session)


def shown(page: IntakePage) -> list[str]:
    given = page.fields.applicant
    fields = (given.name, given.number, given.born, given.address)
    return [*(field.text() for field in fields), given.sex.currentText()]


def test_a_card_fills_the_fields_wherever_the_keyboard_is(page: IntakePage) -> None:
    page.fields.procedure.setFocus()
    assert page.take_scan(scanned(CARD))
    assert shown(page) == [
        "Nguyễn Thị Thử",
        "064 190 000 012",
        "01/02/1990",
        "Thôn 1, xã Chư Pưh, Gia Lai",
        "Nữ",
    ]
    assert page.fields.document()["card"] == CARD
    assert page.fields.document()["applicant"]["personal_id"] == "064190000012"
    assert QApplication.focusWidget() is page.fields.applicant.phone


def test_a_card_typed_by_the_reader_into_the_line_is_the_same(page: IntakePage) -> None:
    type_text(page.fields.scan, CARD)
    press(page.fields.scan, Qt.Key.Key_Return)
    assert shown(page)[0] == "Nguyễn Thị Thử"
    assert page.fields.scan.text() == ""


def test_a_slip_means_nothing_here(page: IntakePage) -> None:
    slip = SlipScan("H21.18-261123-0001", MONDAY, "H21.18", 5, "AAAA-AAAA-AAAA-AAAA")
    assert not page.take_scan(slip)
    assert page.fields.is_empty()


def test_a_malformed_card_is_explained_and_stays(page: IntakePage) -> None:
    type_text(page.fields.scan, MALFORMED_CARD)
    press(page.fields.scan, Qt.Key.Key_Return)
    assert page.fields.scan.text() == MALFORMED_CARD
    assert page.fields.applicant.name.text() == ""
    assert page.message.text() == sentence(BadCard(why="bad_birth_date"))
    assert QApplication.focusWidget() is page.fields.scan


def test_a_number_that_does_not_fit_warns_and_does_not_stop(page: IntakePage, desk: Desk) -> None:
    page.take_scan(scanned(ODD_CARD))
    words = warnings(page)
    assert "giới tính" in words
    assert "năm sinh" in words
    assert "vẫn lưu được" in words
    type_text(page.fields.procedure, "kh sinh")
    press(page.fields.procedure, Qt.Key.Key_Return)
    assert "giới tính" in warnings(page), "it stays until it is mended"
    save(page)
    assert len(numbers(desk)) == 1


def test_a_typed_number_is_looked_at_as_well(page: IntakePage) -> None:
    page.take_scan(scanned(CARD))
    assert warnings(page) == ""
    page.fields.applicant.sex.setCurrentIndex(1)
    assert "giới tính" in warnings(page)
    page.fields.applicant.sex.setCurrentIndex(2)
    assert warnings(page) == ""


def warnings(page: IntakePage) -> str:
    found = page.findChildren(QLabel)
    return "".join(one.text() for one in found if one.property("role") == "doubt" and one.isVisible())


def test_a_second_card_is_offered_and_overwrites_nothing(page: IntakePage, desk: Desk) -> None:
    fill(page)
    before = page.fields.document()
    assert page.take_scan(scanned(OTHER_CARD))
    assert page.offer.isVisible()
    assert "Trần Văn Mẫu" in page.offer.words()
    assert page.fields.document() == before
    key(page, Qt.Key.Key_F6)
    assert not page.offer.isVisible()
    assert page.fields.authorised.name.text() == "Trần Văn Mẫu"
    assert page.fields.document()["applicant"] == before["applicant"]
    save(page)
    (number,) = numbers(desk)
    authorised = show(desk, officer(desk, "tiepnhan"), number).authorised_person
    assert authorised is not None
    assert (authorised.name, authorised.personal_id) == ("Trần Văn Mẫu", "064085000023")
    assert authorised.address == "Thôn Hòa Lộc, xã Ia Le, Gia Lai"


def test_escape_lets_the_second_card_go(page: IntakePage) -> None:
    fill(page)
    before = page.fields.document()
    page.take_scan(scanned(OTHER_CARD))
    key(page, Qt.Key.Key_Escape)
    assert not page.offer.isVisible()
    assert page.fields.document() == before
    key(page, Qt.Key.Key_F6)
    assert page.fields.authorised.name.text() == "", "F6 then only opens the block"


def test_the_same_cards_again_do_no_harm(page: IntakePage) -> None:
    fill(page)
    page.take_scan(scanned(OTHER_CARD))
    key(page, Qt.Key.Key_F6)
    before = page.fields.document()
    page.take_scan(scanned(CARD))
    page.take_scan(scanned(OTHER_CARD))
    assert page.fields.document() == before
    assert not page.offer.isVisible()
    assert not page.message.isVisible()


def test_a_third_person_is_told_and_not_taken(page: IntakePage) -> None:
    fill(page)
    page.take_scan(scanned(OTHER_CARD))
    key(page, Qt.Key.Key_F6)
    before = page.fields.document()
    page.take_scan(scanned(OTHER_CARD.replace("064085000023", "064085000031").replace("Mẫu", "Ba")))
    assert page.fields.document() == before
    assert "Trần Văn Ba" in page.message.text()


def test_a_card_fills_up_what_was_typed_of_the_same_person(page: IntakePage) -> None:
    type_text(page.fields.applicant.name, "nguyễn thị thử")
    page.take_scan(scanned(CARD))
    assert shown(page)[:2] == ["nguyễn thị thử", "064 190 000 012"]
    page.fields.applicant.name.setText("Nguyễn Thị Thử")
    type_text(page.fields.applicant.phone, "0912345678")
    page.take_scan(scanned(CARD))
    assert page.fields.document()["card"] == CARD


def test_what_was_typed_differently_is_kept_and_told(page: IntakePage) -> None:
    type_text(page.fields.applicant.number, "064190000012")
    type_text(page.fields.applicant.address, "Thôn 2, xã Chư Pưh, Gia Lai")
    page.take_scan(scanned(CARD))
    assert page.fields.applicant.address.text() == "Thôn 2, xã Chư Pưh, Gia Lai"
    assert page.fields.applicant.name.text() == "Nguyễn Thị Thử"
    assert page.message.isVisible()
    assert "card" not in page.fields.document()


def test_a_changed_field_is_believed_over_the_card(page: IntakePage) -> None:
    fill(page)
    page.fields.applicant.address.setText("Thôn 2, xã Chư Pưh, Gia Lai")
    assert "card" not in page.fields.document()


def test_a_card_in_the_open_block_is_of_the_authorised_person(page: IntakePage) -> None:
    key(page, Qt.Key.Key_F6)
    page.fields.authorised.name.setFocus()
    page.take_scan(scanned(OTHER_CARD))
    assert page.fields.authorised.name.text() == "Trần Văn Mẫu"
    assert page.fields.applicant.is_empty()


def test_for_an_organisation_a_card_is_of_who_hands_in(page: IntakePage) -> None:
    page.fields.applicant.kind.setCurrentIndex(1)
    type_text(page.fields.applicant.name, "Hợp tác xã Thử Nghiệm")
    page.take_scan(scanned(OTHER_CARD))
    key(page, Qt.Key.Key_F6)
    assert page.fields.authorised.name.text() == "Trần Văn Mẫu"
    assert page.fields.applicant.name.text() == "Hợp tác xã Thử Nghiệm"


def test_a_card_after_saving_begins_the_next_person(page: IntakePage, desk: Desk) -> None:
    fill(page)
    save(page)
    page.take_scan(scanned(OTHER_CARD))
    assert shown(page)[0] == "Trần Văn Mẫu"
    assert page.fields.procedure.text() == ""
    assert page.promise.isVisible()
    assert len(numbers(desk)) == 1


def test_a_card_while_a_dossier_is_being_stored_waits_for_it(page: IntakePage, desk: Desk) -> None:
    fill(page)
    page.save()
    page.take_scan(scanned(OTHER_CARD))
    settle()
    assert len(numbers(desk)) == 1
    assert shown(page)[0] == "Trần Văn Mẫu"


def test_a_number_or_a_name_on_the_line_goes_to_its_field(page: IntakePage) -> None:
    for text in ("064190000012", "Trần Văn Mẫu"):
        type_text(page.fields.scan, text)
        press(page.fields.scan, Qt.Key.Key_Return)
    assert (page.fields.applicant.number.text(), page.fields.applicant.name.text()) == (
        "064 190 000 012",
        "Trần Văn Mẫu",
    )
    type_text(page.fields.scan, "Lê Thị Khác")
    press(page.fields.scan, Qt.Key.Key_Return)
    assert page.fields.applicant.name.text() == "Trần Văn Mẫu"
    assert page.fields.scan.text() == "Lê Thị Khác"
    assert page.message.isVisible()


@pytest.mark.parametrize("typed", ["064190000012", "064 190 000 012", "Nguyễn Thị Thử", "nguyễn thị thử"])
def test_who_came_before_is_offered(page: IntakePage, desk: Desk, typed: str) -> None:
    clerk = officer(desk, "tiepnhan")
    receive(desk, clerk, person_request())
    receive(desk, clerk, dataclasses.replace(person_request(), applicant=person(name="Nguyễn Thị Thử Hai", phone=None)))
    type_text(page.fields.scan, typed)
    press(page.fields.scan, Qt.Key.Key_Return)
    assert "Thôn 1" in page.offer.words()
    assert page.fields.applicant.phone.text() == "", "nothing is filled unasked"
    key(page, Qt.Key.Key_F6)
    assert page.fields.applicant.personal_id() == "064190000012"
    assert page.fields.applicant.address.text() == "Thôn 1, xã Chư Pưh"


def test_who_never_came_is_not_offered(page: IntakePage, desk: Desk) -> None:
    receive(desk, officer(desk, "tiepnhan"), person_request())
    type_text(page.fields.scan, "Nguyễn Thị")
    press(page.fields.scan, Qt.Key.Key_Return)
    assert not page.offer.isVisible()

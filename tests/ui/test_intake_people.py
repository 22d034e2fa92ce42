"""Who hands in and with which papers: persons, organisations, authorised persons, papers of all kinds."""

from __future__ import annotations

import pytest
from builders import officer
from intake_seat import PrintDesk, fill, key, numbers, open_page, save, session_at
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from screens import press, type_text

from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.ui.intake.intake_page import IntakePage
from desk.ui.session import Session
from desk.vocabulary import IdKind, PartyKind, ReturnChannel


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


def test_everything_that_was_given_is_stored(page: IntakePage, desk: Desk, printer: PrintDesk) -> None:
    fill(page)
    type_text(page.fields.applicant.phone, "0912345678")
    type_text(page.fields.applicant.email, "thu@vidu.vn")
    page.fields.return_channel.setCurrentIndex(1)
    key(page, Qt.Key.Key_F6)
    authorised = page.fields.authorised
    assert QApplication.focusWidget() is authorised.name
    type_text(authorised.name, "Trần Văn Mẫu")
    type_text(authorised.number, "064085000023")
    type_text(authorised.paper, "số 12 ngày 20/11/2026")
    papers = page.fields.components.document()
    save(page)
    (number,) = stored(desk)
    found = show(desk, officer(desk, "tiepnhan"), number)
    assert (found.applicant.phone, found.applicant.email) == ("0912345678", "thu@vidu.vn")
    assert found.applicant.id_issued is not None, "the card says when it was issued"
    assert found.return_channel is ReturnChannel.POST
    assert found.authorised_person is not None
    assert found.authorised_person.name == "Trần Văn Mẫu"
    assert found.authorised_person.personal_id == "064085000023"
    assert [one.name for one in found.components] == [one["name"] for one in papers]
    assert any("ủy quyền" in one.name for one in found.components)
    assert "số 12" in str(found.events[0].note)
    assert [asked.number for asked in printer.asked] == [number]


def test_an_organisation_hands_in(page: IntakePage, desk: Desk) -> None:
    applicant = page.fields.applicant
    applicant.kind.setCurrentIndex(1)
    assert not applicant.number.isVisible()
    assert applicant.tax_code.isVisible()
    type_text(applicant.name, "Hợp tác xã Thử Nghiệm")
    type_text(applicant.tax_code, "0100109106")
    type_text(applicant.representative, "Nguyễn Thị Thử")
    type_text(page.fields.procedure, "kh sinh")
    press(page.fields.procedure, Qt.Key.Key_Return)
    save(page)
    (number,) = numbers(desk, "Hợp tác xã Thử Nghiệm")
    found = show(desk, officer(desk, "tiepnhan"), number).applicant
    assert (found.kind, found.tax_code) == (PartyKind.ORGANISATION, "0100109106")
    assert (found.representative, found.id_kind) == ("Nguyễn Thị Thử", IdKind.NONE)


@pytest.mark.parametrize(("kind", "number"), [(1, "b1234567"), (2, "")])
def test_passport_and_no_paper_at_all(page: IntakePage, desk: Desk, kind: int, number: str) -> None:
    applicant = page.fields.applicant
    type_text(applicant.name, "Nguyễn Thị Thử")
    applicant.id_kind.setCurrentIndex(kind)
    assert applicant.number.isEnabled() is bool(number)
    if number:
        type_text(applicant.number, number)
    type_text(page.fields.procedure, "kh sinh")
    press(page.fields.procedure, Qt.Key.Key_Return)
    save(page)
    (made,) = stored(desk)
    found = show(desk, officer(desk, "tiepnhan"), made).applicant
    assert found.id_kind is (IdKind.PASSPORT if number else IdKind.NONE)
    assert found.personal_id == (number.upper() or None)


def test_closing_the_block_takes_the_authorised_person_and_the_paper_back(page: IntakePage) -> None:
    fill(page)
    before = page.fields.document()
    key(page, Qt.Key.Key_F6)
    type_text(page.fields.authorised.name, "Trần Văn Mẫu")
    assert "authorised_person" in page.fields.document()
    assert page.fields.document() != before
    key(page, Qt.Key.Key_F6)
    assert page.fields.document() == before


def test_space_ticks_and_digits_count(page: IntakePage) -> None:
    fill(page)
    table = page.fields.components
    papers = table.document()
    table.setCurrentCell(0, 0)
    press(table, Qt.Key.Key_Space)
    assert table.document() == papers[1:]
    press(table, Qt.Key.Key_Space)
    assert table.document() == papers
    type_text(table, "3")
    press(QApplication.focusWidget() or table, Qt.Key.Key_Return)
    assert table.document()[0] == {**papers[0], "originals": 3}


def test_a_paper_that_the_catalogue_does_not_know(page: IntakePage, desk: Desk) -> None:
    fill(page)
    table = page.fields.components
    key(page, Qt.Key.Key_Insert)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    type_text(line, "Giấy thử nghiệm")
    press(line, Qt.Key.Key_Return)
    assert table.document()[-1]["name"] == "Giấy thử nghiệm"
    assert table.document()[-1]["originals"] == 1
    save(page)
    (number,) = stored(desk)
    assert show(desk, officer(desk, "tiepnhan"), number).components[-1].name == "Giấy thử nghiệm"


def test_a_row_without_a_name_counts_for_nothing(page: IntakePage) -> None:
    fill(page)
    papers = page.fields.components.document()
    key(page, Qt.Key.Key_Insert)
    key(page, Qt.Key.Key_Escape)
    key(page, Qt.Key.Key_Insert)
    assert page.fields.components.rowCount() == len(page.fields.procedure.procedure.components) + 1  # type: ignore[union-attr]
    assert page.fields.components.document() == papers


OLD_CARD = "064190000012|231234567|Nguyễn Thị Thử|01021990|Nữ|Thôn 1, Ia Phang, Chư Pưh, Gia Lai|15062021"
NOW = "Thôn 1, xã Chư Pưh, tỉnh Gia Lai"


def test_an_old_address_is_kept_and_what_it_is_now_added(page: IntakePage, desk: Desk, printer: PrintDesk) -> None:
    fill(page, card=OLD_CARD)
    applicant = page.fields.applicant
    assert applicant.now_at.isVisible()
    assert NOW in applicant.now_at.links[0].text()
    assert applicant.address.text() == "Thôn 1, Ia Phang, Chư Pưh, Gia Lai", "nothing is written by itself"
    applicant.phone.setFocus()
    QTest.keyClick(applicant.phone, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert applicant.address.text() == f"Thôn 1, Ia Phang, Chư Pưh, Gia Lai (nay là: {NOW})"
    assert not applicant.now_at.isVisible()
    assert applicant.card() == OLD_CARD
    save(page)
    found = show(desk, officer(desk, "tiepnhan"), stored(desk)[0])
    assert found.applicant.address == f"Thôn 1, Ia Phang, Chư Pưh, Gia Lai (nay là: {NOW})"
    assert found.applicant.id_issued is not None, "it is still the card's"


def test_an_address_of_now_asks_nothing(page: IntakePage) -> None:
    type_text(page.fields.applicant.address, NOW)
    assert not page.fields.applicant.now_at.isVisible()

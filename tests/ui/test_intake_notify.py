"""What the applicant wants is asked at receipt by one key, kept with the draft, refused where there is no address."""

from __future__ import annotations

import pytest
from builders import officer
from intake_seat import PrintDesk, fill, key, numbers, open_page, save, session_at
from mail_seat import CITIZEN
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from screens import type_text

from desk.rules.message_life import MessageKind, MessageWay
from desk.services.desk import Desk
from desk.services.outbox import consent, messages
from desk.ui.intake.intake_page import IntakePage
from desk.ui.settling import settle


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> IntakePage:
    """The clerk's page."""
    session = session_at(desk)
    PrintDesk(session)
    return open_page(qtbot, session)


def test_nobody_is_told_who_was_not_asked(page: IntakePage, desk: Desk) -> None:
    fill(page)
    save(page)
    assert messages(desk, officer(desk, "tiepnhan")) == ()


def test_alt_n_and_a_letter_choose_the_way(page: IntakePage, desk: Desk) -> None:
    fill(page)
    type_text(page.fields.applicant.phone, "0912345678")
    page.window().activateWindow()
    settle()
    key(page, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert page.fields.notify.hasFocus()
    key(page, Qt.Key.Key_S)
    assert page.fields.notify.currentText() == "SMS"
    save(page)
    (number,) = numbers(desk)
    clerk = officer(desk, "tiepnhan")
    assert consent(desk, clerk, number) is MessageWay.SMS
    assert [one.kind for one in messages(desk, clerk)] == [MessageKind.RECEIVED]


def test_a_way_without_an_address_leads_to_its_field_and_loses_nothing(page: IntakePage, desk: Desk) -> None:
    fill(page)
    page.fields.notify.setCurrentIndex(page.fields.notify.findData("email"))
    save(page)
    assert numbers(desk) == []
    assert page.message.text() == "Chưa có thư điện tử của người nộp; hãy bổ sung mục này."
    assert page.fields.applicant.email.hasFocus()
    type_text(page.fields.applicant.email, CITIZEN)
    save(page)
    assert len(numbers(desk)) == 1


def test_the_wish_is_kept_with_the_draft_and_gone_with_the_person(page: IntakePage, desk: Desk, qtbot: QtBot) -> None:
    fill(page)
    page.fields.notify.setCurrentIndex(page.fields.notify.findData("zalo"))
    page.close()
    session = session_at(desk)
    PrintDesk(session)
    again = open_page(qtbot, session)
    assert again.fields.notify.currentData() == "zalo"
    again.start_over()
    assert again.fields.notify.currentData() is None

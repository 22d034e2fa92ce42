"""The mail section of the settings: saved without the password, which lies apart; a letter to oneself tries it."""

from __future__ import annotations

from pathlib import Path

import pytest
from mail_seat import CITIZEN, SENDER, Office, free_port
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from screens import same_as_golden
from settings_seat import file_of, keys, open_settings, refresh, turn_to

from desk.services.desk import Desk
from desk.services.mail_account import keep_password, read_password
from desk.ui.office.settings_page import SettingsPage
from desk.ui.settling import settle


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> SettingsPage:
    """The leader before the mail section."""
    page = open_settings(qtbot, desk, "lanhdao")
    turn_to(page, page.mail)
    return page


def fill(page: SettingsPage, port: int) -> None:
    """Type a server without encryption."""
    page.mail.host.setText("127.0.0.1")
    page.mail.security.setCurrentIndex(page.mail.security.findData("none"))
    page.mail.port.setValue(port)
    page.mail.address.setText(SENDER)


def test_the_server_is_saved_and_the_password_apart(page: SettingsPage, desk: Desk) -> None:
    same_as_golden("settings-mail", page.mail)
    fill(page, 2525)
    page.mail.user.setText("motcua")
    page.mail.password.setText("mat-khau-thu")
    keys("F9")
    assert file_of(desk)["mail"] == {
        "host": "127.0.0.1", "port": 2525, "security": "none", "user": "motcua", "sender": SENDER,
    }  # fmt: skip
    assert "mat-khau-thu" not in desk.home.settings.read_text(encoding="utf-8")
    assert read_password(desk.home) == "mat-khau-thu"
    assert page.mail.password.text() == ""
    assert page.mail.password.placeholderText() == "đã ghi, để trống thì giữ nguyên"
    assert not page.mail.changed()
    page.mail.host.setText("mail.example")
    keys("F9")  # a password that was not typed again stays
    assert read_password(desk.home) == "mat-khau-thu"
    page.mail.user.clear()
    keys("F9")  # without an account there is none
    assert read_password(desk.home) is None
    refresh(page)
    assert page.mail.host.text() == "mail.example"


def test_the_usual_port_follows_the_protection_unless_another_was_typed(page: SettingsPage) -> None:
    ports = []
    for kind in ("tls", "none", "starttls"):
        page.mail.security.setCurrentIndex(page.mail.security.findData(kind))
        ports.append(page.mail.port.value())
    assert ports == [465, 25, 587]
    page.mail.port.setValue(2525)
    page.mail.security.setCurrentIndex(page.mail.security.findData("tls"))
    assert page.mail.port.value() == 2525


def test_an_address_that_is_none_is_not_saved(page: SettingsPage, desk: Desk) -> None:
    fill(page, 25)
    page.mail.address.setText("không phải")
    keys("F9")
    assert "địa chỉ gửi không đúng dạng" in page.mail.message.text()
    assert page.mail.address.hasFocus()
    assert "mail" not in file_of(desk)
    page.mail.host.clear()
    page.mail.address.clear()
    keys("F9")  # nothing at all is a setting, too
    assert "mail" not in file_of(desk)


def test_a_letter_to_oneself(page: SettingsPage, desk: Desk, qtbot: QtBot) -> None:
    fill(page, free_port())
    keys("F8")
    qtbot.waitUntil(lambda: "Không nối được" in page.mail.message.text())
    with Office().open() as post:
        page.mail.port.setValue(post.port)
        page.mail.recipient.setText(CITIZEN)
        keys("F8")
        qtbot.waitUntil(lambda: CITIZEN in page.mail.message.text())
        page.mail.recipient.clear()
        page.mail.try_button.click()
        qtbot.waitUntil(lambda: SENDER in page.mail.message.text())
    assert post.recipients == [CITIZEN, SENDER]
    assert "mail" not in file_of(desk)  # trying is not saving
    page.mail.recipient.setText("sai")
    keys("F8")
    qtbot.waitUntil(lambda: "không đúng dạng" in page.mail.message.text())
    assert page.mail.recipient.hasFocus()


def test_the_password_is_never_shown(page: SettingsPage, desk: Desk) -> None:
    keep_password(desk.home, "mat-khau-thu")
    refresh(page)
    assert page.mail.password.echoMode() is QLineEdit.EchoMode.Password
    assert page.mail.password.text() == ""


def test_who_may_not_change_it_reads_it(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    page = open_settings(qtbot, desk, "tiepnhan")
    turn_to(page, page.mail)
    assert page.mail.host.isReadOnly()
    assert not page.mail.try_button.isEnabled()
    assert not page.save_button.isVisible()
    keys("F8")
    settle()
    assert page.mail.message.text() == ""

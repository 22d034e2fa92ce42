"""The settings page as somebody sits before it: opened as in the frame, worked by keys, its file and office read."""

from __future__ import annotations

import tomllib

from builders import officer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.services.desk import Desk, Office
from desk.ui.office.section import Section
from desk.ui.office.settings_page import SettingsPage
from desk.ui.session import Session
from desk.ui.settling import settle


def open_settings(qtbot: QtBot, desk: Desk, login: str) -> SettingsPage:
    """The page of somebody."""
    page = SettingsPage(Session(desk.home, officer(desk, login), desk, office(desk)))
    host = QWidget()  # as in the frame: a page is never a window of its own
    qtbot.addWidget(host, before_close_func=lambda _host, _kept=host: page.printers.stop())
    page.setParent(host)
    for widget in (host, page):
        widget.resize(1278, 640)
    host.show()
    host.activateWindow()
    page.first_field().setFocus()
    settle()
    return page


def turn_to(page: SettingsPage, section: Section) -> None:
    """Bring a section to the front."""
    page.list.setCurrentRow(page.sections.index(section))
    section.first_field().setFocus()
    settle()


def keys(sequence: str) -> None:
    """A key, pressed where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keySequence(focused, QKeySequence(sequence))
    settle()


def refresh(page: SettingsPage) -> None:
    """What the frame does when the page comes to the front."""
    page.refresh()
    settle()


def marked(page: SettingsPage) -> list[str]:
    """The sections that say they hold something unsaved."""
    texts = [page.list.item(row).text() for row in range(page.list.count())]
    return [text.partition("   ")[0] for text in texts if "● chưa lưu" in text]


def office(desk: Desk) -> Office:
    """The office as it is stored."""
    with desk.store.reading() as connection:
        return desk.office(connection)


def file_of(desk: Desk) -> dict[str, object]:
    """The settings of this machine as they are stored."""
    file = desk.home.settings
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}

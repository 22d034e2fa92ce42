"""What the tests of the intake page share: the page of a clerk at a practice desk, cards of marked test persons."""

from __future__ import annotations

import datetime as dt

from builders import officer
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from screens import press, type_text

from desk.rules.scan import Scan, read_scan
from desk.services.desk import Desk
from desk.services.search import find
from desk.ui.intake.intake_page import IntakePage
from desk.ui.session import PrintAsked, PrintEnded, Session
from desk.ui.settling import settle

CARD = "064190000012|230000012|Nguyễn Thị Thử|01021990|Nữ|Thôn 1, xã Chư Pưh, Gia Lai|15062021"
OTHER_CARD = "064085000023|230000023|Trần Văn Mẫu|19051985|Nam|Thôn Hòa Lộc, xã Ia Le, Gia Lai|20082021"
ODD_CARD = "064190000012|230000012|Nguyễn Thị Thử|01021991|Nam|Thôn 1, xã Chư Pưh, Gia Lai|15062021"
MALFORMED_CARD = "064190000012|230000012|Nguyễn Thị Thử|31021990|Nữ|Thôn 1, xã Chư Pưh, Gia Lai|15062021"
TODAY = dt.date(2026, 11, 23)


def session_at(desk: Desk, login: str = "tiepnhan") -> Session:
    """Somebody at an open desk."""
    with desk.store.reading() as connection:
        return Session(desk.home, officer(desk, login), desk, desk.office(connection))


def open_page(qtbot: QtBot, session: Session) -> IntakePage:
    """The page as the frame shows it on the smallest screen, its draft looked for."""
    page = IntakePage(session)
    host = QWidget()  # as in the frame: a page is never a window of its own
    qtbot.addWidget(host, before_close_func=lambda _host, _kept=host: page.close())
    page.setParent(host)
    for widget in (host, page):
        widget.resize(1278, 640)
    host.show()
    host.activateWindow()
    page.first_field().setFocus()
    settle()
    return page


def scanned(text: str) -> Scan:
    """A card as the scanner hands it on."""
    return read_scan(text, TODAY)


def fill(page: IntakePage, card: str = CARD) -> None:
    """A card and the registration of a birth."""
    page.take_scan(scanned(card))
    type_text(page.fields.procedure, "kh sinh")
    press(page.fields.procedure, Qt.Key.Key_Return)


def save(page: IntakePage) -> None:
    """F9, and all that follows from it."""
    page.save()
    settle()


def key(page: IntakePage, code: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the keyboard is."""
    QTest.keyClick(page.window().focusWidget() or page, code, held)
    settle()


def drawn(page: IntakePage, qtbot: QtBot) -> None:
    """Wait until the slip shows what stands in the form."""
    qtbot.waitUntil(lambda: page.promise.slip.shows_paper() and not page.promise.slip.is_waiting(), timeout=8000)


def numbers(desk: Desk, name: str = "Nguyễn Thị Thử") -> list[str]:
    """The dossiers of a person."""
    return [line.number for line in find(desk, officer(desk, "tiepnhan"), name)]


class PrintDesk:
    """Stands for the print room: takes what is asked, and says how it ended when told."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.asked: list[PrintAsked] = []
        session.print_asked.connect(self.take)

    def take(self, asked: PrintAsked) -> None:
        """Remember what is to be printed."""
        self.asked.append(asked)

    def end(self, copy: int | None = 1, fault: str = "", printer: str = "máy thử") -> None:
        """The newest print came to its end."""
        self.session.print_ended.emit(PrintEnded(self.asked[-1], copy, printer, fault))
        settle()

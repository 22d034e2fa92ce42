"""The scenes that pictures are taken of: each brings a window into a state that an officer meets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QTableView, QWidget

from desk.rules.instants import vietnam_day
from desk.rules.scan import read_scan
from desk.services.processing import act
from desk.services.sample import officers_of, sample_cards
from desk.services.search import find
from desk.services.steps import StepAsked
from desk.ui.album import Album
from desk.ui.frame import places
from desk.ui.main_window import MainWindow
from desk.ui.settling import settle
from desk.vocabulary import PaperForm, Role, Verb

BIRTH = "kh sinh"
MALFORMED_CARD = "064190000012|230000012|Nguyễn Thị Thử|31021990|Nữ|Thôn 1, xã Chư Pưh, Gia Lai|15062021"


def board(window: MainWindow, album: Album) -> None:
    """The board, one group of it, in the dark, and search above it."""
    page: Any = window.go_to(places.BOARD)
    album.take(window, "han-tra")
    page.tiles[0].click()
    album.take(window, "han-tra-qua-han")
    page.tiles[0].click()
    album.take_dark(window, "han-tra-nen-toi")
    search = window.header.search
    search.begin()
    search.setText("thu")
    _wait(lambda: bool(search.lines()))
    album.take(window, "tim")
    search.setText("zzzz")
    _wait(lambda: bool(search.lines()) and search.lines()[0].startswith("Không thấy"))
    album.take(window, "tim-khong-thay")
    search.clear()
    window.session.said.emit("Giấy H99.01-261123-0001 là của cơ quan khác (H99.01); hãy chỉ đúng nơi.", "fault")
    album.take(window, "cau-bao")
    window.notice.silence()


def locked(window: MainWindow, album: Album) -> None:
    """The desk while its officer is away."""
    window.lock()
    album.take(window, "khoa")
    page = window.lock_page
    assert page is not None
    page.password.setText("thuchanh")
    page.open.click()
    settle()


def intake(window: MainWindow, album: Album) -> None:
    """From the empty form to the saved dossier."""
    page: Any = window.go_to(places.INTAKE)
    album.take(window, "tiep-nhan-trong")
    page.fields.scan.setText(MALFORMED_CARD)
    page.fields.scan.setFocus()
    _enter(page.fields.scan)
    album.take(window, "the-sai")
    page.fields.scan.clear()
    today = vietnam_day(window.session.desk.clock.now())
    page.take_scan(read_scan(sample_cards()[0], today))
    page.fields.procedure.setFocus()
    page.fields.procedure.insert(BIRTH)
    page.fields.procedure.textEdited.emit(BIRTH)
    album.take(window, "tim-thu-tuc")
    page.fields.procedure.choose(page.fields.procedure.listed()[0])
    _rest(900)
    album.take(window, "da-dien")
    page.promise.toggle_reasons()
    album.take(window, "vi-sao-ngay-nay")
    page.promise.toggle_reasons()
    page.take_scan(read_scan(sample_cards()[1], today))
    album.take(window, "the-thu-hai")
    _key(page, "F6")
    _rest(600)
    album.take(window, "nguoi-duoc-uy-quyen")
    album.take_dark(window, "tiep-nhan-nen-toi")
    _key(page, "F2")
    page.fields.how.channel.setCurrentIndex(1)
    page.fields.how.late.setChecked(True)
    page.likeness.look()
    _rest(600)
    album.take(window, "kenh-khac-nhap-bu")
    _key(page, "F2")
    page.extras.turn_away()
    album.take(page.extras.turning, "huong-dan-tu-choi")
    page.extras.turning.reject()
    page.save()
    _rest(1500)
    album.take(window, "da-luu")


def at_once(window: MainWindow, album: Album) -> None:
    """A stack of copies typed and certified, and another errand in the dark."""
    page: Any = window.go_to(places.AT_ONCE)
    album.take(window, "lam-ngay-trong")
    today = vietnam_day(window.session.desk.clock.now())
    page.take_scan(read_scan(sample_cards()[0], today))
    page.fields.copies.line.setText("cb2h12x2k2slqpvt")
    album.take(window, "lam-ngay-chung-thuc")
    page.save()
    _rest(1500)
    album.take(window, "lam-ngay-xong")
    page.begin_next()
    page.choose_lane(1)
    album.take_dark(window, "lam-ngay-viec-khac-nen-toi")


def returning(window: MainWindow, album: Album) -> None:
    """The results that wait, one of them handed over."""
    page: Any = window.go_to(places.RESULTS)
    album.take(window, "tra-ket-qua")
    table = page.findChild(QTableView)
    table.setFocus()
    table.selectRow(0)
    _enter(table)
    album.take(window, "tra-ket-qua-da-chon")
    _key(page, "F9")
    _rest(600)
    album.take(window, "tra-ket-qua-xong")


def dossiers(window: MainWindow, album: Album) -> None:
    """The list of all, and the page of a dossier in three states."""
    page: Any = window.go_to(places.DOSSIERS)
    _rest(300)
    album.take(window, "danh-sach")
    page.filters.words.setText("khong co ai")
    page.refresh()
    _rest(300)
    album.take(window, "danh-sach-khong-thay")
    page.filters.words.clear()
    page.refresh()
    _rest(300)
    session = window.session
    officer = officers_of(session.desk)[Role.OFFICER]
    (first, second, *_) = find(session.desk, session.officer, "thử", 50)
    running = [line.number for line in find(session.desk, session.officer, "mẫu", 50) if line.status == "received"]
    if running:
        asked = StepAsked(Verb.REQUEST_SUPPLEMENT, note="Thiếu bản chính giấy chứng sinh")
        act(session.desk, officer, running[0], asked)
    waiting = [(number, "ho-so-cho-bo-sung") for number in running[:1]]
    for number, name in ((first.number, "ho-so"), (second.number, "ho-so-khac"), *waiting):
        window.open_dossier(number)
        album.take(window, name)
    album.take_dark(window, "ho-so-nen-toi")
    window.upkeep.show_files(first.number)
    _rest(600)
    for dialog in window.findChildren(QWidget):
        if dialog.isWindow() and dialog.isVisible():
            album.take(dialog, "tep-so-hoa")
            dialog.close()
    window.upkeep.show_preview(PaperForm.RECEIPT_SLIP, first.number)
    _rest(1200)
    for dialog in window.findChildren(QWidget):
        if dialog.isWindow() and dialog.isVisible():
            album.take(dialog, "xem-truoc-khi-in")
            dialog.close()
    for number, name in (("", "tin-nhan"), (first.number, "tin-nhan-ho-so")):
        window.upkeep.show_messages(number)
        _rest(600)
        for dialog in window.findChildren(QWidget):
            if dialog.isWindow() and dialog.isVisible():
                album.take(dialog, name)
                dialog.close()
    window.upkeep.show_prints()
    _rest(300)
    for dialog in window.findChildren(QWidget):
        if dialog.isWindow() and dialog.isVisible():
            album.take(dialog, "giay-da-gui-in")
            dialog.close()


def money(window: MainWindow, album: Album) -> None:
    """The cash book, who owes, and the till of a dossier."""
    page: Any = window.go_to(places.MONEY)
    album.take(window, "thu-tien")
    page.choose(1)
    album.take(window, "con-no")
    session = window.session
    (one, *_) = find(session.desk, session.officer, "thử", 1)
    page.charges_asked.emit(one.number)
    _rest(600)
    for dialog in window.findChildren(QWidget):
        if dialog.isWindow() and dialog.isVisible():
            album.take(dialog, "thu-tien-ho-so")
            dialog.close()


def inbox(window: MainWindow, album: Album) -> None:
    """The trays, and what waits for a second person."""
    page: Any = window.go_to(places.INBOX)
    album.take(window, "viec-cua-toi")
    if page.chips[None].isVisible():
        page.show_tray(None)
        album.take(window, "cho-duyet")


def catalogue(window: MainWindow, album: Album) -> None:
    """A procedure read, and made into a new edition."""
    page: Any = window.go_to(places.CATALOGUE)
    album.take(window, "danh-muc")
    page.edit()
    album.take(window, "danh-muc-ban-moi")


def calendar(window: MainWindow, album: Album) -> None:
    """The year at a glance, a storm written into it, what it moves, next year's rows, the weekly hours."""
    page: Any = window.go_to(places.CALENDAR)
    album.take(window, "lich-lam-viec")
    page.view.stand_at(page.draft.calendar.next_working_day(page.view.day))
    page.show_panel(0)
    page.days.kind.setCurrentIndex(1)
    page.days.name.setText("mất điện")
    page.days.source.setText("Thông báo thử")
    page.days.take()
    page.look_ahead()
    _rest(800)
    dialog: Any = page.findChild(QDialog)
    album.take(dialog, "lich-xem-truoc")
    dialog.reject()
    page.draft.undo()
    page.turn(1)
    page.show_panel(1)
    album.take_dark(window, "lich-nam-sau-nen-toi")
    page.show_panel(2)
    album.take(window, "lich-gio-tuan")
    page.turn(-1)
    page.show_panel(0)


def settings(window: MainWindow, album: Album) -> None:
    """Each section of the settings."""
    page: Any = window.go_to(places.SETTINGS)
    for at in range(len(page.sections)):
        page.list.setCurrentRow(at)
        _rest(300)
        album.take(window, f"cai-dat-{at + 1}")


def people(window: MainWindow, album: Album) -> None:
    """The officers of the office."""
    page: Any = window.go_to(places.OFFICERS)
    album.take(window, "nguoi-dung")
    _key(page, "Ins")
    album.take(window, "nguoi-dung-them")


Scene = Any
COUNTER: tuple[Scene, ...] = (board, intake, at_once, returning, money, locked)
EXAMINING: tuple[Scene, ...] = (dossiers, inbox)
LEADING: tuple[Scene, ...] = (inbox, catalogue, calendar, settings)
OFFICE: tuple[Scene, ...] = (people,)


def _enter(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Return)
    settle()


def _key(page: QWidget, keys: str) -> None:
    """Press what a shortcut of the page answers to."""
    for shortcut in page.findChildren(QShortcut):
        if shortcut.key() == QKeySequence(keys):
            shortcut.activated.emit()
    settle()


def _rest(milliseconds: int) -> None:
    """Let timers that wait for a pause in typing run out."""
    QTest.qWait(milliseconds)
    settle()


def _wait(true: Callable[[], bool]) -> None:
    for _ in range(100):
        if true():
            return
        QTest.qWait(20)

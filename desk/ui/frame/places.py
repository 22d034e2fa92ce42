"""The places of a clerk's day in the order of the rail; a place's own code is imported when it is first visited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desk.ui.page import Page
from desk.ui.session import Session


@dataclass(frozen=True)
class Place:
    """A place: its icon, its name, how its page is made, and the action one must be allowed to see it on the rail."""

    icon: str
    name: str
    make: Callable[[Session], Page]
    action: str = "read"


def _board(session: Session) -> Page:
    from desk.ui.dossiers.board_page import BoardPage

    return BoardPage(session)


def _intake(session: Session) -> Page:
    from desk.ui.intake.intake_page import IntakePage

    return IntakePage(session)


def _at_once(session: Session) -> Page:
    from desk.ui.lanes.at_once_page import AtOncePage

    return AtOncePage(session)


def _results(session: Session) -> Page:
    from desk.ui.results.return_page import ReturnPage

    return ReturnPage(session)


def _dossiers(session: Session) -> Page:
    from desk.ui.dossiers.list_page import ListPage

    return ListPage(session)


def _inbox(session: Session) -> Page:
    from desk.ui.dossiers.inbox_page import InboxPage

    return InboxPage(session)


def _money(session: Session) -> Page:
    from desk.ui.money.money_page import MoneyPage

    return MoneyPage(session)


def _catalogue(session: Session) -> Page:
    from desk.ui.office.catalogue_page import CataloguePage

    return CataloguePage(session)


def _calendar(session: Session) -> Page:
    from desk.ui.calendar.calendar_page import CalendarPage

    return CalendarPage(session)


def _settings(session: Session) -> Page:
    from desk.ui.office.settings_page import SettingsPage

    return SettingsPage(session)


def _officers(session: Session) -> Page:
    from desk.ui.office.officers_page import OfficersPage

    return OfficersPage(session)


def dossier_page(session: Session) -> Page:
    """The page of one dossier, which has no place of its own on the rail."""
    from desk.ui.dossiers.dossier_page import DossierPage

    return DossierPage(session)


BOARD = Place("board", str(QT_TRANSLATE_NOOP("places", "Hạn trả")), _board)
INTAKE = Place("intake", str(QT_TRANSLATE_NOOP("places", "Tiếp nhận")), _intake, "register")
AT_ONCE = Place("at-once", str(QT_TRANSLATE_NOOP("places", "Làm ngay")), _at_once, "serve-at-once")
RESULTS = Place("return", str(QT_TRANSLATE_NOOP("places", "Trả kết quả")), _results, "return")
DOSSIERS = Place("list", str(QT_TRANSLATE_NOOP("places", "Hồ sơ")), _dossiers)
MONEY = Place("money", str(QT_TRANSLATE_NOOP("places", "Thu tiền")), _money, "charge")
CATALOGUE = Place("catalogue", str(QT_TRANSLATE_NOOP("places", "Danh mục")), _catalogue)
CALENDAR = Place("calendar", str(QT_TRANSLATE_NOOP("places", "Lịch")), _calendar)
SETTINGS = Place("office", str(QT_TRANSLATE_NOOP("places", "Cài đặt")), _settings)
OFFICERS = Place("officers", str(QT_TRANSLATE_NOOP("places", "Người dùng")), _officers, "manage-officers")
INBOX = Place("inbox", str(QT_TRANSLATE_NOOP("places", "Việc của tôi")), _inbox)

PLACES = (BOARD, INTAKE, AT_ONCE, RESULTS, DOSSIERS, INBOX, MONEY, CATALOGUE, CALENDAR, SETTINGS, OFFICERS)

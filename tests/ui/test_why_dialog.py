"""Why this date, on the screen: sentences beside a wall calendar, from dossier, board and list, and on to paper."""

from __future__ import annotations

import datetime as dt

import pytest
from builders import officer, person_request
from conftest import session_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from screens import same_as_golden

from desk.rules.explanation import DayMark, ExplainedDay, Explanation
from desk.rules.instants import VIETNAM
from desk.services import explaining
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.ui import style
from desk.ui.calendar.why_dialog import WhyDialog
from desk.ui.dossiers.board_page import BoardPage
from desk.ui.dossiers.list_page import ListPage
from desk.ui.session import PrintAsked, Session
from desk.ui.settling import settle
from desk.ui.widgets.wall_calendar import MOST_MONTHS, WallCalendar
from desk.vocabulary import PaperForm, Verb


@pytest.fixture
def number(desk: Desk) -> str:
    return receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873")).number


def opened(qtbot: QtBot, session: Session, number: str) -> WhyDialog:
    dialog = WhyDialog(session, number)
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    return dialog


def test_as_it_is_read(qtbot: QtBot, session: Session, number: str) -> None:
    same_as_golden("why", opened(qtbot, session, number))


def test_f9_prints_it_for_the_citizen(qtbot: QtBot, session: Session, number: str) -> None:
    dialog, asked = opened(qtbot, session, number), []
    session.print_asked.connect(asked.append)
    QTest.keyClick(dialog, Qt.Key.Key_F9)
    assert asked == [PrintAsked(PaperForm.DATE_EXPLANATION, number)]


def test_a_running_wait_is_told(qtbot: QtBot, session: Session, desk: Desk, number: str) -> None:
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.REQUEST_SUPPLEMENT))
    assert "thời hạn đang dừng" in opened(qtbot, session, number).sentences.text()


def test_what_cannot_be_counted_is_said(
    qtbot: QtBot, session: Session, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explaining, "_explained", lambda *_given: None)
    dialog = opened(qtbot, session, number)
    assert "Chưa tính lại được ngày này" in dialog.message.text()
    assert not dialog.print_button.isEnabled()
    assert "17:00 thứ Sáu 27/11/2026" in dialog.moment.text()


def test_no_such_dossier_is_said(qtbot: QtBot, session: Session) -> None:
    assert "Không có hồ sơ số" in opened(qtbot, session, "H21.18-261123-0099").message.text()


@pytest.mark.parametrize("page", [BoardPage, ListPage])
def test_f4_asks_from_board_and_list(
    qtbot: QtBot, desk: Desk, number: str, page: type[BoardPage] | type[ListPage]
) -> None:
    desk.clock.at = dt.datetime(2026, 11, 26, 9, tzinfo=VIETNAM)  # type: ignore[attr-defined]
    made = page(session_of(desk, "tiepnhan"))
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    settle()
    made.activateWindow()
    settle()
    made.table.setFocus()
    model = made.table.model()
    row = 1 if page is BoardPage else 0  # the board's first row is the head of a session
    # lines are read when they come into view
    qtbot.waitUntil(lambda: number in [model.index(row, at).data() for at in range(3)])
    first = model.index(row, 1)
    made.table.setCurrentIndex(first)
    QTest.keyClick(made.table, Qt.Key.Key_F4)
    settle()
    dialog = made.findChild(WhyDialog)
    assert dialog is not None
    assert number in dialog.what.text()
    dialog.reject()


def day(text: str, mark: DayMark, number: int | None = None) -> ExplainedDay:
    return ExplainedDay(dt.date.fromisoformat(text), mark, "thử", number)


def test_the_wall_calendar_paints_each_mark(qtbot: QtBot) -> None:
    wall = WallCalendar()
    qtbot.addWidget(wall)
    days = (
        day("2026-11-23", DayMark.RECEIVED), day("2026-11-24", DayMark.SKIPPED), day("2026-11-25", DayMark.COUNTED, 1),
        day("2026-11-26", DayMark.PAUSED), day("2026-11-27", DayMark.DUE, 2),
    )  # fmt: skip
    wall.show_days(Explanation(dt.datetime(2026, 11, 27, 17, tzinfo=VIETNAM), (), days, provisional=False))
    assert "thứ Tư 25/11/2026 được tính, ngày thứ 1" in wall.accessibleDescription()
    picture, worn = wall.grab().toImage(), style.current()
    grounds = [
        QColor(picture.pixel(int((at + 0.2) * 30), 24 + 18 + 4 * 30 + 24)).name() for at in range(5)
    ]  # the week of the 23rd is the fifth of November 2026
    assert grounds[2] == worn.chosen.lower()
    assert grounds[4] == worn.action.lower()
    assert len(set(grounds)) == 5


def test_a_limit_of_years_shows_how_it_begins_and_ends(qtbot: QtBot) -> None:
    wall = WallCalendar()
    qtbot.addWidget(wall)
    first = dt.date(2024, 1, 5)
    days = tuple(ExplainedDay(first + dt.timedelta(days=n), DayMark.PASSED, "") for n in range(900))
    wall.show_days(Explanation(dt.datetime(2026, 6, 22, 17, tzinfo=VIETNAM), (), days, provisional=False))
    shown = [(one.year, one.month) for one in wall.months()]
    assert len(shown) == MOST_MONTHS
    assert (shown[0], shown[-1]) == ((2024, 1), (2026, 6))
    wall.show_days(None)
    assert wall.months() == ()

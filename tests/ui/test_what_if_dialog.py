"""What if, on the screen: a moment typed, a limit tried, nothing stored."""

from __future__ import annotations

import datetime as dt

import pytest
from builders import officer, person_request
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from screens import controls, same_as_golden, type_text

from desk.rules.instants import VIETNAM
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.ui.calendar.what_if_dialog import WhatIfDialog, moment_of
from desk.ui.office.catalogue_page import CataloguePage
from desk.ui.session import Session
from desk.ui.settling import settle
from desk.vocabulary import Verb


def opened(qtbot: QtBot, session: Session, code: str = "1.004873") -> WhatIfDialog:
    procedure = session.office.catalogue.standing(code, dt.date(2026, 11, 23))
    dialog = WhatIfDialog(session, procedure)
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    return dialog


def done(desk: Desk, *days: int) -> None:
    numbers = [receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873")).number for _ in days]
    for day, number in zip(sorted(days), numbers, strict=True):
        desk.clock.at = dt.datetime(2026, 11, day, 16, tzinfo=VIETNAM)  # type: ignore[attr-defined]
        act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))


def test_as_it_is_read(qtbot: QtBot, session: Session, desk: Desk) -> None:
    done(desk, 25, 25, 26, 30)
    dialog = opened(qtbot, session)
    same_as_golden("what-if", dialog)
    assert all(one.accessibleName() for one in controls(dialog))


def test_another_moment_gives_another_date(qtbot: QtBot, session: Session) -> None:
    dialog = opened(qtbot, session)
    assert dialog.moment.text() == "17:00 thứ Sáu 27/11/2026"
    dialog.at.clear()
    type_text(dialog.at, "15h30 30/12/2026")
    settle()
    assert dialog.moment.text() == "17:00 thứ Ba 05/01/2027"
    assert "còn dự kiến" in dialog.told.text()
    dialog.at.clear()
    type_text(dialog.at, "mai")
    settle()
    assert dialog.moment.text() == ""
    assert "Hãy viết giờ và ngày" in dialog.told.text()
    dialog.at.clear()
    type_text(dialog.at, "9:00 1/1/2040")
    settle()
    assert "Chưa có lịch làm việc" in dialog.message.text()


def test_a_limit_is_tried(qtbot: QtBot, session: Session, desk: Desk) -> None:
    done(desk, 25, 25, 26, 30)
    dialog = opened(qtbot, session)
    assert "Nếu thời hạn là 3 ngày làm việc: 3/4 hồ sơ một năm qua đạt, 75,0 %" in dialog.share.text()
    dialog.limit.setValue(1)
    assert "2/4" in dialog.share.text()
    assert [dialog.table.item(0, at).text() for at in range(3)] == ["1", "2/4", "50,0 %"]
    assert "4: 100 %" in dialog.chart.accessibleDescription()
    before = dialog.chart.grab().toImage()
    dialog.limit.setValue(4)
    assert dialog.chart.grab().toImage() != before


@pytest.mark.parametrize(("code", "words"), [("1.004873", "chưa thử được"), ("2.000815", "chưa thử được")])
def test_without_any_work_nothing_can_be_tried(qtbot: QtBot, session: Session, code: str, words: str) -> None:
    dialog = opened(qtbot, session, code)
    assert words in dialog.share.text()
    assert not dialog.chart.isVisible()
    assert not dialog.progress.isVisible()


def test_the_catalogue_leads_there(qtbot: QtBot, session: Session) -> None:
    page = CataloguePage(session)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    settle()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F6)
    settle()
    found = [one for one in page.findChildren(QWidget) if isinstance(one, WhatIfDialog)]
    assert len(found) == 1
    assert found[0].procedure == page.current()
    found[0].reject()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("09:00 23/11/2026", dt.datetime(2026, 11, 23, 9, tzinfo=VIETNAM)),
        ("9h 1/2/2027", dt.datetime(2027, 2, 1, 9, tzinfo=VIETNAM)),
        ("15g30 1/2/2027", dt.datetime(2027, 2, 1, 15, 30, tzinfo=VIETNAM)),
        ("25:00 1/2/2027", None), ("9:00 31/2/2027", None), ("9:00", None), ("", None),
    ],
)  # fmt: skip
def test_moments_as_people_write_them(text: str, moment: dt.datetime | None) -> None:
    assert moment_of(text) == moment

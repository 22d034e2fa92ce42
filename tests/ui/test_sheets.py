"""A sheet that is replaced lives until what is under way has ended: a click may be on its way to it."""

from __future__ import annotations

import gc

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from desk.ui.settling import settle
from desk.ui.widgets.sheets import show_in


def test_the_sheet_before_goes_later_and_is_seen_no_more(qtbot: QtBot) -> None:
    area = QScrollArea()
    area.setWidgetResizable(True)
    qtbot.addWidget(area)
    first, second = QLabel("một"), QLabel("hai")
    show_in(area, first)
    area.show()
    settle()
    show_in(area, second)
    gc.collect()
    assert shiboken6.isValid(first), "setWidget alone deletes it at once"
    assert not first.isVisible()
    assert (area.widget(), second.isVisible()) == (second, True)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(first)


def test_nobody_else_has_to_hold_the_sheet_before(qtbot: QtBot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    gone: list[bool] = []
    show_in(area, QLabel("một"))
    area.widget().destroyed.connect(lambda: gone.append(True))
    show_in(area, QLabel("hai"))
    gc.collect()
    assert gone == []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gone == [True]

"""Work off the GUI thread: outcomes come back on it, closed windows are left alone, and None stays alive."""

from __future__ import annotations

import sys
import threading

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desk.ui import background
from desk.ui.pictures import settle


def unexpected(fault: object) -> None:
    """An outcome that must not be."""
    raise AssertionError(fault)


def test_work_leaves_the_gui_thread_and_its_result_comes_back_on_it(qtbot: QtBot) -> None:
    seen: list[tuple[int, int]] = []
    here = threading.get_ident()
    background.run(threading.get_ident, lambda there: seen.append((there, threading.get_ident())), unexpected)
    settle()
    assert len(seen) == 1
    assert seen[0][0] != here
    assert seen[0][1] == here
    assert not background.busy()


def test_a_failure_comes_back_as_it_was_raised(qtbot: QtBot) -> None:
    fault = ValueError("giá trị thử")
    seen: list[Exception] = []

    def fails() -> None:
        raise fault

    background.run(fails, unexpected, seen.append)
    settle()
    assert seen == [fault]


def test_progress_is_reported_in_order(qtbot: QtBot) -> None:
    seen: list[tuple[int, int]] = []

    def counts(report: object) -> str:
        for done in range(3):
            report(done, 3)  # type: ignore[operator]
        return "xong"

    ended: list[str] = []
    background.run(counts, ended.append, unexpected, lambda done, total: seen.append((done, total)))
    settle()
    assert seen == [(0, 3), (1, 3), (2, 3)]
    assert ended == ["xong"]


def test_a_window_closed_meanwhile_is_not_called(qtbot: QtBot) -> None:
    called: list[object] = []

    class Gone(QObject):
        def hear(self, result: object) -> None:
            called.append(result)

    gone = Gone()
    background.run(lambda: 1, gone.hear, gone.hear)
    shiboken6.delete(gone)
    settle()
    assert called == []
    assert not background.busy()


def test_finish_waits_for_what_has_begun(qtbot: QtBot) -> None:
    done = threading.Event()

    def takes_its_time() -> None:
        threading.Event().wait(0.1)
        done.set()

    background.run(takes_its_time, lambda _: None, unexpected)
    background.finish()
    assert done.is_set()
    assert not background.busy()


def test_qt_gives_none_back(qtbot: QtBot) -> None:
    """PySide6 6.12 for Linux drops a reference to None at each call and kills Python 3.11 within the hour."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(20_000):
        label.setText("x")
    assert abs(sys.getrefcount(None) - before) < 100

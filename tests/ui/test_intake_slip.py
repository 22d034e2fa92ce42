"""The slip beside the form: drawn off the GUI thread, the newest always shown, and light to import."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desk.errors import StoreBusy
from desk.ui.intake import live_slip
from desk.ui.intake.live_slip import LiveSlip, SlipDrawn
from desk.ui.settling import settle

RED, BLUE = "#ff0000", "#0000ff"


@pytest.fixture
def slip(qtbot: QtBot) -> LiveSlip:
    made = LiveSlip()
    qtbot.addWidget(made)
    made.resize(388, 551)
    made.show()
    return made


def picture(colour: str) -> SlipDrawn:
    image = QImage(148, 210, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return SlipDrawn((image,))


def draws(colour: str, threads: list[int] | None = None) -> Callable[[float], SlipDrawn]:
    def work(_ratio: float) -> SlipDrawn:
        if threads is not None:
            threads.append(threading.get_ident())
        return picture(colour)

    return work


def shown(slip: LiveSlip) -> str:
    return slip.grab().toImage().pixelColor(slip.width() // 2, slip.height() // 2).name()


def test_it_is_drawn_off_the_gui_thread(slip: LiveSlip) -> None:
    threads: list[int] = []
    slip.ask(draws(RED, threads), at_once=True)
    settle()
    assert shown(slip) == RED
    assert threads != [threading.get_ident()]


def test_a_late_answer_is_dropped(slip: LiveSlip) -> None:
    begun, free = threading.Event(), threading.Event()

    def slow(_ratio: float) -> SlipDrawn:
        begun.set()
        free.wait(5)
        return picture(RED)

    told: list[object] = []
    slip.drawn.connect(told.append)
    slip.ask(slow, at_once=True)
    begun.wait(5)
    slip.ask(draws(BLUE), at_once=True)
    free.set()
    settle()
    assert shown(slip) == BLUE
    assert len(told) == 1


def test_typing_is_drawn_once_when_it_rests(slip: LiveSlip, qtbot: QtBot) -> None:
    threads: list[int] = []
    for _ in range(20):
        slip.ask(draws(RED, threads))
    assert slip.is_waiting()
    qtbot.waitUntil(lambda: not slip.is_waiting(), timeout=5000)
    settle()
    assert len(threads) == 1
    assert shown(slip) == RED


def test_a_failure_shows_no_old_paper_and_the_next_one_comes(slip: LiveSlip) -> None:
    def fails(_ratio: float) -> SlipDrawn:
        raise StoreBusy(seconds=10)

    slip.ask(draws(RED), at_once=True)
    settle()
    slip.ask(fails, at_once=True)
    settle()
    assert not slip.shows_paper()
    assert not slip.is_waiting()
    slip.ask(draws(BLUE), at_once=True)
    settle()
    assert shown(slip) == BLUE


def test_after_stopping_nothing_is_shown_any_more(slip: LiveSlip, qtbot: QtBot) -> None:
    slip.ask(draws(RED))
    slip.stop()
    qtbot.wait(live_slip.WAIT_MILLISECONDS + 100)
    settle()
    assert not slip.shows_paper()


def test_the_page_is_imported_without_papers_and_pictures() -> None:
    heavy = "[name for name in ('reportlab', 'pypdfium2', 'PIL') if name in sys.modules]"
    code = f"import sys, desk.ui.intake.intake_page; print({heavy})"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""A scanner that types: caught wherever the keyboard is, while a person's keys arrive letter for letter."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from bursts import key, scan
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk.errors import DeskError, SeveralScans, SpoiltScan
from desk.ui.scanner.burst_filter import BurstFilter

CARD = "064190000012|230000012|Nguyễn Thị Thử|01021990|Nữ|Thôn 1, xã Chư Pưh|15062021"
ROOT = Path(__file__).resolve().parent.parent.parent


class Counter(QWidget):
    """A field, a button and what the scanner said."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.button = QLineEdit(), QPushButton("Lưu")
        self.pressed = 0
        self.scans: list[str] = []
        self.refusals: list[DeskError] = []
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.button)
        self.button.clicked.connect(self._count)

    def _count(self) -> None:
        self.pressed += 1


@pytest.fixture
def counter(qtbot: QtBot) -> Iterator[Counter]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    widget = Counter()
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    QTest.qWait(20)
    widget.field.setFocus()
    caught = BurstFilter(app)
    caught.scanned.connect(widget.scans.append)
    caught.refused.connect(widget.refusals.append)
    yield widget
    caught.stop()


def commit(text: str) -> None:
    """Letters from an input method."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    target = QApplication.focusWidget()
    assert target is not None
    QApplication.sendEvent(target, event)


def test_a_scan_reaches_no_field(counter: Counter, qtbot: QtBot) -> None:
    counter.field.setText("đang gõ")
    scan(CARD)
    qtbot.waitUntil(lambda: counter.scans == [CARD], timeout=1000)
    assert counter.field.text() == "đang gõ"


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_a_scan_presses_no_button(counter: Counter, qtbot: QtBot, end: Qt.Key) -> None:
    counter.button.setFocus()
    scan(CARD, end=end)
    qtbot.waitUntil(lambda: counter.scans == [CARD], timeout=1000)
    assert counter.pressed == 0
    assert counter.button.hasFocus()


def test_a_reader_that_sends_no_enter(counter: Counter, qtbot: QtBot) -> None:
    scan(CARD, end=0)
    qtbot.waitUntil(lambda: counter.scans == [CARD], timeout=1000)
    assert counter.field.text() == ""


def test_a_person_types_letter_for_letter(counter: Counter, qtbot: QtBot) -> None:
    text = "Nguyễn Thị Ước – 0912|345"
    begin = int(time.monotonic() * 1000)
    for at, char in enumerate(text):
        key(0, char, begin + 60 * at)
    qtbot.waitUntil(lambda: counter.field.text() == text, timeout=1000)
    assert counter.scans == []


def test_rolled_keys_and_keys_that_waited_are_typing(counter: Counter, qtbot: QtBot) -> None:
    scan("kh sinh", gap=12, end=0)
    qtbot.waitUntil(lambda: counter.field.text() == "kh sinh", timeout=1000)
    counter.button.setFocus()
    scan("12", gap=10)  # and its Enter is an Enter
    assert counter.scans == []
    assert counter.refusals == []


def test_something_else_that_was_scanned_is_typed(counter: Counter, qtbot: QtBot) -> None:
    scan("8934563138164", end=0)
    qtbot.waitUntil(lambda: counter.field.text() == "8934563138164", timeout=1000)


def test_letters_of_an_input_method_arrive(counter: Counter) -> None:
    for char in "Đặng Thị Thử":
        commit(char)
        QTest.qWait(1)
    assert counter.field.text() == "Đặng Thị Thử"


def test_two_cards_in_one_burst_are_refused(counter: Counter, qtbot: QtBot) -> None:
    end = scan(CARD)
    scan(CARD.replace("12|", "13|"), begin=end + 4)
    qtbot.waitUntil(lambda: bool(counter.refusals), timeout=1000)
    QTest.qWait(300)
    assert [type(one) for one in counter.refusals] == [SeveralScans]
    assert counter.scans == []


def test_a_burst_that_an_input_method_touched_is_refused(counter: Counter, qtbot: QtBot) -> None:
    counter.field.setText("trước")
    begin = int(time.monotonic() * 1000)
    for at, char in enumerate("064190000012|2300"):
        key(0, char, begin + at)
    key(Qt.Key.Key_Backspace, "\b", begin + 18)
    for at, char in enumerate("ễ|x|y|z"):
        key(0, char, begin + 19 + at)
    key(Qt.Key.Key_Return, "\r", begin + 27)
    qtbot.waitUntil(lambda: bool(counter.refusals), timeout=1000)
    assert isinstance(counter.refusals[0], SpoiltScan)
    assert counter.field.text() == "trước"


def test_a_burst_that_an_input_method_typed_is_refused(counter: Counter, qtbot: QtBot) -> None:
    counter.field.setText("trước")
    for char in "064190000012|2300|Nguyễn|":
        commit(char)
    key(Qt.Key.Key_Return, "\r", 0)
    assert [type(one) for one in counter.refusals] == [SpoiltScan]
    assert counter.field.text() == "trước"


def test_a_widget_that_is_gone_is_not_watched(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    caught, gone = BurstFilter(app), QLineEdit()
    shiboken6.delete(gone)
    caught._follow(None, gone)  # Qt tells of a focus that a widget takes while it is being taken away
    caught._follow(gone, None)
    caught.stop()


def test_a_key_held_when_the_keyboard_moves_on_is_not_lost(counter: Counter) -> None:
    key(0, "a", 0)
    counter.button.setFocus()
    assert counter.field.text() == "a"


REAL = """
import sys
sys.path[:0] = [{root!r}, {tests!r}]
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desk.ui.scanner.burst_filter import BurstFilter
from test_burst_filter import Counter
app = QApplication(sys.argv[:1])
counter = Counter()
caught = BurstFilter(app)
caught.scanned.connect(counter.scans.append)
counter.setWindowTitle("quay")
counter.show()
counter.field.setFocus()
QTimer.singleShot(300, lambda: print("ready", flush=True))
QTimer.singleShot(20000, app.quit)
caught.scanned.connect(lambda text: print("scan", text, "field", counter.field.text(), counter.pressed, flush=True))
counter.field.textChanged.connect(lambda text: print("typed", text, flush=True) if len(text) > 11 else None)
app.exec()
"""


@pytest.mark.skipif(not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="needs Xvfb and xdotool")
def test_on_a_real_screen_with_its_own_times(tmp_path: Path) -> None:
    display = f":{os.getpid() % 400 + 150}"
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    card = "064190000012|230000012|Nguyen Thi Thu|01021990|Nam|Thon 1|15062021"
    server = subprocess.Popen(["Xvfb", display, "-screen", "0", "800x600x24"], stderr=subprocess.DEVNULL)
    try:
        time.sleep(1)
        program = REAL.format(root=str(ROOT), tests=str(Path(__file__).parent))
        window = subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True)
        assert window.stdout is not None
        assert window.stdout.readline() == "ready\n"
        found = subprocess.run(
            ["xdotool", "search", "--name", "quay"], env=environment, capture_output=True, text=True, check=True
        ).stdout.split()[0]
        for command in (
            ["windowfocus", found],
            ["type", "--delay", "60", "nguoi that go"],
            ["type", "--delay", "4", card],
            ["key", "Return"],
        ):
            subprocess.run(["xdotool", *command], env=environment, check=True)
        assert window.stdout.readline() == "typed nguoi that g\n"
        assert window.stdout.readline() == "typed nguoi that go\n"
        assert window.stdout.readline() == f"scan {card} field nguoi that go 0\n"
        window.kill()
        window.communicate()
    finally:
        server.kill()
        server.wait()

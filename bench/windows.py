"""The windows at 100,000 dossiers: how long each task blocks the GUI thread, and how much memory all takes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt, QTimer  # noqa: E402
from PySide6.QtGui import QKeyEvent  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QTableView, QWidget  # noqa: E402

from desk.paths import Home  # noqa: E402
from desk.services.clock import SystemClock  # noqa: E402
from desk.services.entrance import PRACTICE_PASSWORD, enter  # noqa: E402
from desk.settings import Settings  # noqa: E402
from desk.ui import background  # noqa: E402
from desk.ui.frame import places  # noqa: E402
from desk.ui.main_window import MainWindow  # noqa: E402
from desk.ui.opening import Opening  # noqa: E402
from desk.ui.run import prepare_application  # noqa: E402
from desk.ui.session import Session  # noqa: E402

TICK_MILLISECONDS = 2
PAGES_MILLISECONDS = 2000  # the pages of the busiest work are made in the pause after the first board
CARD = "064190000012|230000012|Nguyễn Thị Thử|01021990|Nữ|Thôn 1, xã Chư Pưh, Gia Lai|15062021"


class Watchdog(QObject):
    """Ticks on the GUI thread; the longest silence between two ticks is how long it was blocked."""

    def __init__(self) -> None:
        super().__init__()
        self._last = time.perf_counter()
        self.worst = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MILLISECONDS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def begin(self) -> None:
        """Forget what was."""
        self._last, self.worst = time.perf_counter(), 0.0

    def _tick(self) -> None:
        now = time.perf_counter()
        self.worst = max(self.worst, now - self._last)
        self._last = now


def main() -> None:
    """Print the longest block of each task in milliseconds, and the process' memory in MiB.

    The tasks run in a process of their own, which has imported nothing but what the desk imports.
    """
    if sys.argv[1:2] == ["inside"]:
        _measure(Home(Path(sys.argv[2])), sys.argv[3:])
        return
    from homes import fill, practice_home

    from desk.services.desk import open_desk

    dossiers = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    kept = practice_home(ROOT / "build" / "bench" / f"home-{dossiers}")
    fill(kept, dossiers)
    open_desk(kept).close()  # brought to the newest schema before, not in the process that is measured
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        shutil.copytree(kept.root, home.root)
        subprocess.run([sys.executable, __file__, "inside", str(home.root), *sys.argv[2:]], check=True)


def _measure(home: Home, only: list[str]) -> None:
    app = prepare_application()
    watchdog = Watchdog()
    empty = _memory()
    entered = enter(home, SystemClock(), "lanhdao", PRACTICE_PASSWORD)
    session = Session(home, entered.officer)
    window = MainWindow(session, entered.door, entered.board)
    opening = Opening(home)
    opening.join(session, window, Settings())
    window.show()
    opening.begin()
    _until(lambda: session.ready)
    window.activateWindow()
    watchdog.begin()
    QTest.qWait(PAGES_MILLISECONDS)
    _settle()
    _say("pages", "made", watchdog)
    tasks: tuple[tuple[str, Callable[[MainWindow], None]], ...] = (
        ("board", _board), ("list scrolled", _scroll), ("find", _find), ("intake", _intake), ("return", _return),
    )  # fmt: skip
    for name, task in tasks:
        if only and name.split()[0] not in only:
            continue
        for round_ in ("first", "again"):
            watchdog.begin()
            task(window)
            _settle()
            _say(name, round_, watchdog)
    heavy = [name for name in ("alembic", "reportlab", "pypdfium2", "PIL", "serial") if name in sys.modules]
    print(f"imported: {', '.join(heavy) or 'nothing heavy'}")
    print(f"before the desk {empty:.0f} MiB, peak {_memory('VmHWM'):.0f} MiB")
    window.close()
    opening.leave()
    opening.close()
    app.processEvents()


def _say(name: str, round_: str, watchdog: Watchdog) -> None:
    block, memory = watchdog.worst * 1000, _memory()
    print(f"{name:14s} {round_:5s} longest block {block:4.0f} ms, memory {memory:4.0f} MiB", flush=True)


def _board(window: MainWindow) -> None:
    page = window.go_to(places.BOARD)
    page.refresh()


def _scroll(window: MainWindow) -> None:
    page = window.go_to(places.DOSSIERS)
    _settle()
    table = page.findChild(QTableView)
    assert table is not None
    bar = table.verticalScrollBar()
    for step in range(401):
        bar.setValue(bar.maximum() * step // 400)
        QTest.qWait(4)
    for _ in range(40):
        _key(table, Qt.Key.Key_PageUp)


def _find(window: MainWindow) -> None:
    box = window.header.search
    box.begin()
    _type(box, "nguyen thu")
    _until(lambda: bool(box.lines()))
    _key(box, Qt.Key.Key_Return)


def _intake(window: MainWindow) -> None:
    from desk.rules.instants import vietnam_day
    from desk.rules.scan import read_scan
    from desk.ui.intake.intake_page import IntakePage

    page = window.go_to(places.INTAKE)
    assert isinstance(page, IntakePage)
    _settle()
    page.take_scan(read_scan(CARD, vietnam_day(window.session.desk.clock.now())))
    _type(page.fields.procedure, "kh sinh")
    _key(page.fields.procedure, Qt.Key.Key_Return)
    QTest.qWait(600)
    received: list[object] = []
    page.received.connect(received.append)
    page.save()
    _until(lambda: bool(received))
    QTest.qWait(600)
    page.begin_next()


def _return(window: MainWindow) -> None:
    from desk.services.intake import receive
    from desk.services.intake_request import IntakeRequest, PartyGiven
    from desk.services.processing import act
    from desk.services.steps import StepAsked
    from desk.vocabulary import Verb

    desk, officer = window.session.desk, window.session.officer
    number: list[str] = []

    def make() -> str:
        made = receive(desk, officer, IntakeRequest(procedure="1.001193", applicant=PartyGiven(name="Trần Văn Mẫu")))
        act(desk, officer, made.number, StepAsked(Verb.FINISH))
        return made.number

    background.run(make, number.append, print)
    _until(lambda: bool(number))
    window.session.return_asked.emit(number[0])
    QTest.qWait(500)
    focused = window.focusWidget()
    assert focused is not None
    _key(focused, Qt.Key.Key_F9)
    QTest.qWait(500)


def _type(widget: QWidget, text: str) -> None:
    widget.setFocus()
    for char in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char))
        QTest.qWait(50)


def _key(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)
    QTest.qWait(10)


def _until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not true():
        QTest.qWait(5)
        assert time.monotonic() < until


def _settle() -> None:
    QTest.qWait(50)
    _until(lambda: not background.busy())
    QTest.qWait(50)


def _memory(line: str = "VmRSS") -> float:
    for found in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if found.startswith(line):
            return int(found.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()

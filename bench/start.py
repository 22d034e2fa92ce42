"""Start to board shown, against an empty Qt window: both from the birth of the process to the first painted picture."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from homes import fill, practice_home

ROOT = Path(__file__).resolve().parent.parent
EMPTY = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: os._exit(0))
        return False
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1366, 768)
painted = Painted()
window.installEventFilter(painted)
window.show()
app.exec()
"""
BOARD = """
import os, sys
import desk.bootstrap
if sys.argv.pop(1) == "unchecked":
    import desk.services.sign_in
    class Unchecked:
        def verify(self, known, password):
            return True
    desk.services.sign_in.hasher = Unchecked
show_window = desk.bootstrap._show_window
def watched(home, arrival):
    from desk.ui.opening import Opening
    Opening.begin = lambda opening: os._exit(0)  # called when the window, with the board in it, has been painted
    return show_window(home, arrival)
desk.bootstrap._show_window = watched
sys.exit(desk.bootstrap.main(sys.argv[1:]))
"""


def main() -> None:
    """Print the medians and their ratios; the three take turns.

    A password is meant to take its time to check (AU-1: 150 to 500 ms on the office's PC), so the start is measured
    without this check and with it.
    """
    dossiers = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    home = practice_home(ROOT / "build" / "bench" / f"home-{dossiers}")
    fill(home, dossiers)
    program = [sys.executable, "-c"]
    typed = ["--home", str(home.root), "--as", "lanhdao"]
    commands = {
        "empty Qt window": [*program, EMPTY],
        "board": [*program, BOARD, "unchecked", *typed],
        "board and password": [*program, BOARD, "checked", *typed],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            seconds[name].append(_time(command))
    medians = {name: statistics.median(found[1:]) for name, found in seconds.items()}  # the first warms the disk
    empty = medians["empty Qt window"]
    for name, found in medians.items():
        print(f"{name:20s} {found * 1000:5.0f} ms  {found / empty:.2f} x")


def _time(command: list[str]) -> float:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "PYTHONPATH": str(ROOT),
        "DESK_PASSWORD": "thuchanh",
    }
    began = time.perf_counter()
    subprocess.run(command, env=environment, check=True, timeout=120)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

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
show_window = desk.bootstrap._show_window
def watched(home, arrival):
    from desk.ui.opening import Opening
    Opening.begin = lambda opening: os._exit(0)  # called when the window, with the board in it, has been painted
    return show_window(home, arrival)
desk.bootstrap._show_window = watched
sys.exit(desk.bootstrap.main(sys.argv[1:]))
"""


def main() -> None:
    """Print the medians and their ratio; the two take turns."""
    dossiers = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    home = practice_home(ROOT / "build" / "bench" / f"home-{dossiers}")
    fill(home, dossiers)
    python = [sys.executable, "-c"]
    board = [*python, BOARD, "--home", str(home.root), "--as", "lanhdao"]
    seconds: dict[str, list[float]] = {"empty": [], "board": []}
    for _ in range(rounds + 1):
        seconds["empty"].append(_time([*python, EMPTY]))
        seconds["board"].append(_time(board))
    empty, shown = (statistics.median(found[1:]) for found in seconds.values())  # the first of each warms the disk
    print(f"empty Qt window {empty * 1000:.0f} ms, board of {dossiers} dossiers {shown * 1000:.0f} ms: {shown / empty:.2f} x")


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

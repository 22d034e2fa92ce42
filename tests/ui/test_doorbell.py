"""One window for a home: a second start of the real program brings the first to the front and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from builders import practice_home
from PySide6.QtCore import QLockFile
from pytestqt.qtbot import QtBot

from desk.paths import Home
from desk.ui.doorbell import Doorbell, name_of, ring

MAIN = Path(__file__).parents[2] / "main.py"


def start_again(home: Home) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(MAIN), "--home", str(home.root)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_a_second_start_rings_and_ends(qtbot: QtBot, tmp_path: Path) -> None:
    home = practice_home(tmp_path)
    lock = QLockFile(str(home.window_lock))
    assert lock.tryLock(0)
    bell, heard = Doorbell(home), []
    bell.rung.connect(lambda: heard.append(1))
    second = start_again(home)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert (second.returncode, heard) == (0, [1])
    bell.close()
    lock.unlock()


def test_nobody_answers_where_nobody_is(tmp_path: Path) -> None:
    assert not ring(Home(tmp_path))


def test_a_bell_left_behind_is_taken_over_and_homes_have_their_own(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = Doorbell(Home(tmp_path / "a")), Doorbell(Home(tmp_path / "a"))
    assert name_of(Home(tmp_path / "a")) != name_of(Home(tmp_path / "b"))
    assert name_of(Home(tmp_path / "a")) == name_of(Home(tmp_path / "x" / ".." / "a"))
    first.close()
    second.close()

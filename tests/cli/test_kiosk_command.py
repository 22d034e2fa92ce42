"""The command `kiosk`: what it asks for, and the real program beside a desk whose store it cannot read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders import practice_desk

from desk.cli.command import Windows
from desk.cli.run import run
from desk.paths import Home
from desk.services.ratings import hand_over_stages

if TYPE_CHECKING:
    from desk_program import Program

pytest_plugins = ("desk_program",)

ROOT = Path(__file__).resolve().parents[2]


def nothing_else(*given: object) -> list[Path]:
    raise AssertionError("nobody asked for this window")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ([], (None, False)),
        (["--screen", "2"], (2, False)),
        (["--windowed"], (None, True)),
    ],
)
def test_it_opens_the_window_as_asked(tmp_path: Path, typed: list[str], asked: tuple[int | None, bool]) -> None:
    opened: list[tuple[Home, int | None, bool]] = []

    def open_kiosk(home: Home, screen: int | None, windowed: bool) -> int:
        opened.append((home, screen, windowed))
        return 0

    windows = Windows(nothing_else, nothing_else, open_kiosk)  # type: ignore[arg-type]
    assert run(["--home", str(tmp_path), "kiosk", *typed], windows) == 0
    assert opened == [(Home(tmp_path), *asked)]


def test_the_screen_of_the_settings_is_used_unless_one_is_named(tmp_path: Path) -> None:
    opened: list[int | None] = []

    def open_kiosk(_home: Home, screen: int | None, _windowed: bool) -> int:
        opened.append(screen)
        return 0

    windows = Windows(nothing_else, nothing_else, open_kiosk)  # type: ignore[arg-type]
    Home(tmp_path).settings.write_text("kiosk_screen = 3\n", encoding="utf-8")
    assert run(["--home", str(tmp_path), "kiosk"], windows) == 0
    assert run(["--home", str(tmp_path), "kiosk", "--screen", "2"], windows) == 0
    assert opened == [3, 2]


def test_a_home_without_a_desk_is_said(program: Program) -> None:
    answer = program("kiosk")
    assert answer.status == 1
    assert "Chưa có dữ liệu của quầy" in answer.err
    assert not program.home.exists()


def test_a_screen_that_is_not_there_is_said(program: Program) -> None:
    answer = program("kiosk", "--screen", 99)
    assert answer.status == 1
    assert "màn hình số 99" in answer.err


@pytest.mark.skipif(sys.platform == "win32", reason="there is no request to end that Python hears")
@pytest.mark.parametrize("typed", [[], ["--windowed"]])
def test_it_runs_without_reading_the_desk_and_ends_when_told(tmp_path: Path, typed: list[str]) -> None:
    desk = practice_desk(tmp_path)
    hand_over_stages(desk)
    desk.close()
    for file in desk.home.root.glob("desk.db*"):
        file.unlink()
    desk.home.database.mkdir(mode=0)  # whoever opens it gets an error
    beat = tmp_path / "beat"
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "--home", str(desk.home.root), "kiosk", *typed],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "DESK_HEARTBEAT": str(beat), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        until = time.monotonic() + 20
        while not beat.exists() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(1.0)  # the window is open and has looked into its store
        assert process.poll() is None, process.communicate()
        held = Path(f"/proc/{process.pid}/fd")
        if held.is_dir():
            names = [os.readlink(one) for one in held.iterdir()]
            assert any(name.endswith("kiosk.db") for name in names)
            assert not any("desk.db" in name for name in names)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
    finally:
        process.kill()
        process.wait()
    assert (process.returncode, out) == (0, "")
    assert "Traceback" not in err
    log = desk.home.logs / "kiosk" / "desk.log"
    assert not log.exists(), log.read_text(encoding="utf-8")

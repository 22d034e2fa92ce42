"""Random keys and clicks on the real window under a virtual screen: no crash, no hang, `check` content."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from pathlib import Path

from homes import FAMILY, ROOT, practice_home

WIDTH, HEIGHT = 1366, 768
PASSWORD = "thuchanh"
HANG_SECONDS = 5.0
KEYS = (
    *("Tab", "Tab", "Tab", "Return", "Return", "Escape", "Down", "Up", "Left", "Right", "Page_Down", "Page_Up", "Home"),
    *(
        "End",
        "space",
        "BackSpace",
        "Delete",
        "Insert",
        "F1",
        "F2",
        "F3",
        "F4",
        "F5",
        "F6",
        "F7",
        "F8",
        "F9",
        "F10",
        "shift+F9",
    ),
    *(
        "ctrl+k",
        "ctrl+n",
        "ctrl+f",
        "ctrl+1",
        "ctrl+3",
        "ctrl+5",
        "ctrl+a",
        "ctrl+z",
        "ctrl+v",
        "ctrl+s",
        "ctrl+o",
        "ctrl+r",
        "ctrl+d",
        "ctrl+m",
        "ctrl+2",
        "ctrl+4",
        "slash",
    ),
    *(f"alt+{at}" for at in range(1, 10)),
)
WORDS = ("kh sinh", "ket hon", "thu", "0001", "064190000012", "0912345678", "xa Chu Puh", "abc|def", "999", "1/2/1990")
CARD = "064190000012|230000012|Nguyen Thi Thu|01021990|Nam|Thon 1, xa Chu Puh, Gia Lai|15062021"


class Screen:
    """A virtual screen with a window manager, for as long as the run lasts."""

    def __init__(self) -> None:
        self.display = f":{random.SystemRandom().randrange(200, 900)}"
        self.environment = {**os.environ, "DISPLAY": self.display}
        self._server = self._start("Xvfb", self.display, "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp")
        time.sleep(1)
        self._manager = self._start("openbox")
        time.sleep(1)
        self._hand = self._start("xdotool", "-")
        self.done: deque[str] = deque(maxlen=200)

    def _start(self, *command: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command, env=self.environment, text=True, bufsize=1,
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def do(self, command: str) -> None:
        """One command of xdotool."""
        assert self._hand.stdin is not None
        self.done.append(f"{time.time():.2f} {command}")
        self._hand.stdin.write(command + "\n")
        self._hand.stdin.flush()

    def close(self) -> None:
        """End everything."""
        for one in (self._hand, self._manager, self._server):
            one.kill()
            one.wait()


class Desk:
    """The window, opened again when its officer left it by its own buttons."""

    def __init__(self, command: list[str], screen: Screen, beat: Path) -> None:
        self._command, self._beat = command, beat
        self._said = beat.with_name("said.txt")
        self._environment = {
            **screen.environment,
            "DESK_PASSWORD": PASSWORD,
            "DESK_HEARTBEAT": str(beat),
            "PYTHONFAULTHANDLER": "1",
        }
        self.faults: list[str] = []
        self.left = 0
        self._window = self._open()

    def _open(self) -> subprocess.Popen[bytes]:
        with self._said.open("a", encoding="utf-8") as said:
            window = subprocess.Popen(self._command, cwd=ROOT, stderr=said, env=self._environment)
        time.sleep(4)
        return window

    def is_well(self, *, look: bool) -> bool:
        """Whether the window is there and, when looked at, beats."""
        status = self._window.poll()
        if status == 0:
            self.left += 1
            self._window = self._open()
        elif status is not None:
            self.faults.append(f"the window ended with {status}")
            return False
        if look and self._beat.exists() and time.time() - self._beat.stat().st_mtime > HANG_SECONDS:
            self.faults.append("the window hung")
            return False
        return True

    def end(self) -> None:
        """Ask the window to end."""
        self._window.send_signal(signal.SIGTERM)
        try:
            self._window.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._window.kill()
            self._window.wait()
            self.faults.append("the window did not end when asked")
        said = self._said.read_text(encoding="utf-8")
        self.faults += [line for line in said.splitlines() if "Traceback" in line or "Error" in line]


def main() -> None:
    """Run and say what happened; exit 1 on a crash, a hang, a bug in the log or a fault that `check` finds."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(1_000_000)
    login = sys.argv[3] if len(sys.argv) > 3 else "lanhdao"
    folder = Path(tempfile.mkdtemp(prefix="monkey-"))
    home = practice_home(folder / "home")
    command = [sys.executable, "main.py", "--home", str(home.root)]
    environment = {**os.environ, "DESK_PASSWORD": PASSWORD}
    filling = "\n".join(
        json.dumps({"procedure": "1.001193", "applicant": {"name": f"{family} Thị Thử"}}) for family in FAMILY * 5
    )
    subprocess.run(
        [*command, "--as", "tiepnhan", "register", "-"],
        cwd=ROOT, env=environment, input=filling, text=True, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    screen = Screen()
    desk = Desk([*command, "--as", login], screen, folder / "beat")
    print(f"seed {seed}, {login}, {minutes:g} minutes", flush=True)
    try:
        done = _play(screen, desk, random.Random(seed), minutes)
    finally:
        desk.end()
        screen.close()
    faults = desk.faults
    log = home.logs / "desk.log"
    faults += [line for line in (log.read_text(encoding="utf-8") if log.exists() else "").splitlines() if "bug" in line]
    check = subprocess.run(
        [*command, "--as", "lanhdao", "--json", "check"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    found = json.loads(check.stdout) if check.stdout else {"faults": [check.stderr]}
    faults += [str(fault) for fault in found["faults"]]
    dossiers = found.get("dossiers")
    print(f"{done} acts, {dossiers} dossiers, {desk.left} times left, faults: {faults or 'none'}")
    if faults:
        (folder / "last-acts.txt").write_text("\n".join(screen.done), encoding="utf-8")
        print(f"kept: {folder}")
        sys.exit(1)
    shutil.rmtree(folder)


def _play(screen: Screen, desk: Desk, chance: random.Random, minutes: float) -> int:
    until = time.monotonic() + minutes * 60
    done = 0
    while time.monotonic() < until and desk.is_well(look=done % 50 == 0):
        _act(screen, chance)
        done += 1
        time.sleep(chance.uniform(0.01, 0.12))
    return done


def _act(screen: Screen, chance: random.Random) -> None:
    kind = chance.random()
    if kind < 0.45:
        screen.do(f"key {chance.choice(KEYS)}")
    elif kind < 0.65:
        x, y = chance.randrange(4, WIDTH - 4), chance.randrange(24, HEIGHT - 4)
        screen.do(f"mousemove {x} {y}")
        screen.do(f"click {chance.choice((1, 1, 1, 1, 3, 4, 5))}")
    elif kind < 0.9:
        screen.do(f"type --delay {chance.choice((1, 40))} '{chance.choice(WORDS)}'")
    elif kind < 0.95:
        screen.do(f"type --delay 2 '{CARD}'")
        screen.do("key Return")
    elif kind < 0.97:
        screen.do("key ctrl+l")
        screen.do(f"type --delay 60 '{PASSWORD}'")
        screen.do("key Return")
    else:
        screen.do("key Escape")


if __name__ == "__main__":
    main()

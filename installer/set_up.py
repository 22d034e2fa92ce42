"""Makes a fresh clone ready and runs it: `setup` prepares, `run` opens a practice desk, `test` runs what CI runs."""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
OLDEST_PYTHON = (3, 11)
RUN_PINS = ROOT / "requirements.txt"
TEST_PINS = ROOT / "requirements-test.txt"  # holds the pins of RUN_PINS too
CHECKS = (
    (".venv/bin/ruff", "check", "."),
    (".venv/bin/ruff", "format", "--check", "."),
    (".venv/bin/lint-imports",),
    (".venv/bin/mypy",),
    (".venv/bin/python", "-m", "pytest"),  # last: its closing line is the one that CI reads
)


class Stop(Exception):
    """The set-up cannot go on: `sentence` says why, `line` is what to type next where there is such a line."""

    def __init__(self, sentence: str, line: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.line = line


def say(sentence: str) -> None:
    """Tells how far the set-up is."""
    print(f"• {sentence}", flush=True)


def check_python(version: tuple[int, int], goal: str) -> None:
    """Stops when Python `version` is too old, naming the line for a newer one where this machine has one."""
    if version >= OLDEST_PYTHON:
        return
    newer = next((name for name in ("python3.13", "python3.12", "python3.11") if shutil.which(name)), None)
    had, oldest = ".".join(map(str, version)), ".".join(map(str, OLDEST_PYTHON))
    if newer:
        raise Stop(
            f"Python {had} quá cũ (cần {oldest} trở lên). Máy có sẵn {newer}, hãy chạy:", f"make {goal} PYTHON={newer}"
        )
    raise Stop(
        f"Python {had} quá cũ (cần {oldest} trở lên). Hãy cài Python mới rồi chạy lại:",
        f"sudo apt-get install -y python{oldest} python{oldest}-venv && make {goal} PYTHON=python{oldest}",
    )


def has_pip(venv: Path) -> bool:
    """Whether `venv` holds a Python that runs and has pip: half a folder, or one of a removed Python, does not."""
    python = venv / "bin" / "python"
    quiet = subprocess.DEVNULL
    return python.exists() and subprocess.call([str(python), "-m", "pip", "--version"], stdout=quiet, stderr=quiet) == 0


def python_of(venv: Path) -> str:
    """The version of the Python that runs in `venv`, by its own word, as a system upgrade may change it; else empty."""
    ask = "import platform; print(platform.python_version())"
    try:
        return subprocess.check_output([str(venv / "bin" / "python"), "-c", ask], text=True).strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def fingerprint(pins: Path, python: str) -> str:
    """What the stamp holds: it changes with the pins and with the Python, and only then is anything installed again."""
    return hashlib.sha256(python.encode() + b"\0" + pins.read_bytes()).hexdigest()


def stamp_of(pins: Path, venv: Path) -> Path:
    """The file in `venv` that says which pins were installed."""
    return venv / f"{pins.stem}.stamp"


def is_installed(pins: Path, venv: Path) -> bool:
    """Whether `venv` has what `pins` says."""
    stamp, python = stamp_of(pins, venv), python_of(venv)
    return python != "" and stamp.is_file() and stamp.read_text(encoding="ascii") == fingerprint(pins, python)


def install(pins: Path) -> None:
    """Installs `pins`, each file checked by its hash, from wherever this machine's pip is told to look."""
    say(f"Cài các gói trong {pins.name} (lần đầu tải chừng 150 MB) …")
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    wheels_only = ["--only-binary=:all:", "--require-hashes", "-r", str(pins)]
    if subprocess.call(pip + wheels_only, cwd=ROOT) != 0:
        raise Stop("Không cài được các gói. Hãy xem lỗi của pip ở trên, kiểm tra mạng rồi chạy lại.")
    for installed in {RUN_PINS, pins}:
        stamp_of(installed, VENV).write_text(fingerprint(installed, python_of(VENV)), encoding="ascii")


def set_up(for_tests: bool, goal: str) -> None:
    """Brings system packages, `.venv` and pinned packages to what `goal` needs; does nothing when they are there."""
    check_python(sys.version_info[:2], goal)
    pins = TEST_PINS if for_tests else RUN_PINS
    ready = is_installed(pins, VENV)
    make_venv = not ready and not has_pip(VENV)
    try:
        system_packages.ensure(for_tests, make_venv, say)
    except system_packages.SystemPackagesMissing as lack:
        raise Stop(*told(lack, goal)) from lack
    if make_venv:
        say(f"Tạo môi trường Python trong {VENV.name} …")
        if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
            raise Stop(f"Không tạo được thư mục {VENV}. Hãy xem lỗi ở trên.")
    if not ready:
        install(pins)
    say("Sẵn sàng.")


def told(lack: system_packages.SystemPackagesMissing, goal: str) -> tuple[str, str]:
    """The sentence about missing system packages, and the line that brings them (none where there is no apt)."""
    if not lack.line:
        return f"Máy thiếu {', '.join(lack.needs)} và không có apt: hãy cài bằng trình quản lý gói của hệ thống.", ""
    return f"Máy thiếu: {', '.join(lack.needs)}. Hãy chạy dòng sau rồi gõ lại `make {goal}`:", lack.line


def child_environment(environment: Mapping[str, str], **more: str) -> dict[str, str]:
    """The environment for what we start: Qt complains about a locale that is not UTF-8, so it gets one."""
    locale = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or ""
    utf8 = {} if "utf" in locale.lower() else {"LC_ALL": "C.UTF-8"}
    return {**environment, **utf8, **more}


def practice_home(environment: Mapping[str, str]) -> Path:
    """The home of the practice desk, in the user's own data folder."""
    data = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data) / "motcua-desk" / "thuc-hanh"


def run_desk() -> int:
    """Opens the desk on the practice home, made when absent; without a display, the tour. Returns the exit status."""
    program = [str(VENV_PYTHON), str(ROOT / "main.py")]
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return tour(program)
    home = practice_home(os.environ)
    environment = child_environment(os.environ)
    if not (home / "desk.db").exists():
        say(f"Tạo hồ sơ thực hành trong {home} …")
        home.parent.mkdir(parents=True, exist_ok=True)
        status = subprocess.call([*program, "setup", "--practice", "--home", str(home)], env=environment)
        if status != 0:
            return status
    say("Mở bàn làm việc thực hành: tài khoản tiepnhan, mật khẩu thuchanh.")
    return subprocess.call([*program, "--home", str(home)], env=environment)


def tour(program: list[str]) -> int:
    """Runs the tour on sample data where no window can open and lists the files it made. Returns the exit status."""
    say("Máy này không có màn hình (không có DISPLAY và WAYLAND_DISPLAY): chạy chuyến tham quan thay cho cửa sổ.")
    target = ROOT / "out" / "tour"
    environment = child_environment(os.environ, QT_QPA_PLATFORM="offscreen")
    status = subprocess.call([*program, "tour", "-o", str(target)], env=environment, cwd=ROOT)
    made = sorted(path.relative_to(ROOT) for path in target.rglob("*") if path.is_file())
    say(f"Đã tạo {len(made)} tệp:")
    for path in made:
        print(f"  {path}")
    return status


def run_checks() -> int:
    """Runs every check that CI runs, up to the first that fails. Returns the exit status."""
    environment = child_environment(os.environ, QT_QPA_PLATFORM="offscreen")
    for check in CHECKS:
        say(" ".join(check))
        status = subprocess.call(check, cwd=ROOT, env=environment)
        if status != 0:
            say(f"Không đạt: {' '.join(check)}")
            return status
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the command and carries it out. Returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("setup", help="chuẩn bị").add_argument("--tests", action="store_true", help="cả phần kiểm thử")
    commands.add_parser("run", help="chuẩn bị rồi mở bàn làm việc thực hành")
    commands.add_parser("test", help="chuẩn bị rồi chạy mọi kiểm tra")
    chosen = parser.parse_args(arguments)
    try:
        set_up(for_tests=chosen.command == "test" or getattr(chosen, "tests", False), goal=chosen.command)
        return {"setup": lambda: 0, "run": run_desk, "test": run_checks}[chosen.command]()
    except Stop as stop:
        print(stop.sentence, file=sys.stderr)
        if stop.line:
            print(stop.line, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())

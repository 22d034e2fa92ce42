"""The command line as a whole: what it offers is documented, windows are started only where they are asked for."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import desk.bootstrap
from desk.cli.command import Windows
from desk.cli.commands import COMMANDS
from desk.cli.run import run
from desk.paths import Home

if TYPE_CHECKING:
    from desk_program import Program

pytest_plugins = ("desk_program",)

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "command-line.md"


def no_pictures(*given: object) -> list[Path]:
    raise AssertionError("nobody asked for pictures")


def no_kiosk(*given: object) -> int:
    raise AssertionError("nobody asked for the kiosk")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_is_documented_with_its_keys(command: object, program: Program) -> None:
    name, keys = command.name, command.keys  # type: ignore[attr-defined]
    helped = program(name, "--help")
    assert helped.status == 0
    assert "Khóa JSON" in helped.out
    text = DOCUMENT.read_text(encoding="utf-8")
    assert re.search(rf"`{name}[ `]", text)
    for key in re.findall(r"[a-z_]+", re.sub(r"\(.*?\)|hoặc", "", keys)):
        assert f"`{key}`" in text, key


def test_every_option_is_documented(program: Program) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for command in COMMANDS:
        for option in re.findall(r"--[a-z]+", program(command.name, "--help").out):
            assert option == "--help" or option in text, f"{command.name} {option}"


def test_without_a_command_the_window_opens_on_the_home(tmp_path: Path) -> None:
    opened: list[Home] = []

    def open_window(home: Home, _login: str | None) -> int:
        opened.append(home)
        return 7

    assert run(["--home", str(tmp_path)], Windows(open_window, no_pictures, no_kiosk)) == 7
    assert opened == [Home(tmp_path)]


def test_an_interrupt_ends_with_130(tmp_path: Path) -> None:
    def open_window(home: Home, _login: str | None) -> int:
        raise KeyboardInterrupt

    assert run(["--home", str(tmp_path)], Windows(open_window, no_pictures, no_kiosk)) == 130


@pytest.mark.parametrize(
    ("number", "words"), [(28, "hết chỗ"), (13, "Không ghi được"), (5, "Ổ đĩa báo lỗi"), (22, "trục trặc")]
)
def test_faults_of_the_surroundings_are_sentences(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, number: int, words: str
) -> None:
    def open_window(home: Home, _login: str | None) -> int:
        raise OSError(number, "fault", "somewhere")

    assert run(["--home", str(tmp_path)], Windows(open_window, no_pictures, no_kiosk)) == 1
    assert words in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_the_tour_takes_its_pictures_off_the_screen(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[str | None] = []

    def pictures(*given: object) -> list[Path]:
        seen.append(os.environ.get("QT_QPA_PLATFORM"))
        return []

    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("desk.ui.pictures.take_pictures", pictures)
    answer = program("tour", "-o", tmp_path / "tour", "--json")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert answer.status == 0, answer.err
    assert seen == ["offscreen"]
    (record,) = answer.records
    assert record["files"]
    assert all(Path(file).is_file() for file in record["files"])


def test_bootstrap_is_the_script_of_the_package() -> None:
    project = (Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert 'motcua-desk = "desk.bootstrap:main"' in project
    assert callable(desk.bootstrap.main)

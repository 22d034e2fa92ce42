"""What the tests of the command line share: the program run in this process, and one practice home to copy."""

from __future__ import annotations

import io
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desk.bootstrap import main
from desk.services.entrance import PRACTICE_PASSWORD


@dataclass(frozen=True)
class Answer:
    """What a run of the program left behind."""

    status: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]  # splits at U+2028 as well: no answer may hold one


class Program:
    """The program on one home, run in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        self.home = home

    def __call__(self, *typed: object, given: bytes = b"") -> Answer:
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        self._capsys.readouterr()
        status = main([str(one) for one in typed])
        captured = self._capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return Answer(status, captured.out, captured.err)

    def register(self, *documents: object, login: str = "tiepnhan") -> Answer:
        """`register -` with these objects as lines."""
        lines = "".join(json.dumps(one) + "\n" for one in documents)
        return self("--as", login, "--json", "register", "-", given=lines.encode())


@pytest.fixture
def program(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Program:
    """The program with an empty folder as its home."""
    home = tmp_path / "home"
    monkeypatch.setenv("DESK_HOME", str(home))
    monkeypatch.setenv("DESK_PASSWORD", PRACTICE_PASSWORD)
    return Program(capsys, monkeypatch, home)


@pytest.fixture(scope="session")
def practice_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty practice home, made once."""
    from argon2 import PasswordHasher

    from desk.paths import Home
    from desk.services.clock import SystemClock
    from desk.services.set_up import make_home

    root = tmp_path_factory.mktemp("practice") / "home"
    with pytest.MonkeyPatch.context() as patch:  # these passwords guard nothing: the strong hash would cost a minute
        patch.setattr(
            "desk.services.sign_in.hasher", lambda *_: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        )
        make_home(Home(root), None, SystemClock(), empty=True)
    return root


@pytest.fixture
def at_desk(program: Program, practice_home: Path) -> Program:
    """The program on a practice home of its own."""
    shutil.copytree(practice_home, program.home)
    return program

"""The floors of the house hold, and each contract of .importlinter breaks when its fault is planted."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = ROOT / ".importlinter"
SECTION = "importlinter:contract:"


class Fault(NamedTuple):
    """An import that `contract` must refuse when it is added to `module`."""

    contract: str
    module: str
    line: str


FAULTS = (
    Fault("floors", "desk/rules/text.py", "import desk.store.store"),
    Fault("floors", "desk/models/unit.py", "import desk.services.clock"),
    Fault("floors", "desk/printing/page.py", "import desk.store.statement"),
    Fault("floors", "desk/cli/__init__.py", "import desk.ui"),
    Fault("floors", "desk/vocabulary.py", "import desk.errors"),
    Fault("floors", "desk/file_gate.py", "import desk.rules.text"),
    Fault("floors", "desk/stray.py", "import desk.errors"),
    Fault("circles", "desk/services/clock.py", "import desk.services.intake"),
    Fault("circles", "desk/errors/base.py", "import desk.rules.text"),
    Fault("rules", "desk/rules/text.py", "import desk.paths"),
    Fault("rules", "desk/rules/text.py", "import desk.file_gate"),
    Fault("rules", "desk/rules/money.py", "import sqlalchemy"),
    Fault("qt", "desk/services/clock.py", "from PySide6.QtCore import QDate"),
    Fault("qt", "desk/cli/__init__.py", "import PySide6"),
    Fault("sqlalchemy", "desk/cli/__init__.py", "from sqlalchemy import select"),
    Fault("driver", "desk/services/clock.py", "from sqlcipher3 import dbapi2"),
    Fault("driver", "desk/services/clock.py", "import alembic"),
    Fault("paper", "desk/printing/words.py", "from desk.models import Dossier"),
    Fault("paper", "desk/printing/words.py", "from PySide6.QtGui import QPainter"),
    Fault("screens", "desk/cli/__init__.py", "from desk.store.store import Store"),
    Fault("screens", "desk/ui/__init__.py", "from desk.models import Dossier"),
)


def contracts() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(CONTRACTS, encoding="utf-8")
    return parser


def lint(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The linter's answer for the tree at `root`, without its cache."""
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache", "--no-logo", "--config", str(CONTRACTS), *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "COLUMNS": "200", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the package that may be spoilt."""
    shutil.copytree(ROOT / "desk", tmp_path / "desk", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_all_contracts_are_kept() -> None:
    answer = lint(ROOT)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert " 0 broken" in answer.stdout


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.contract}-{fault.module}")
def test_a_planted_fault_breaks_its_contract(tree: Path, fault: Fault) -> None:
    module = tree / fault.module
    with module.open("a", encoding="utf-8") as text:
        text.write(f"\n{fault.line}\n")
    answer = lint(tree, "--contract", fault.contract)
    assert answer.returncode == 1
    name = contracts()[SECTION + fault.contract]["name"]
    assert f"{name} BROKEN" in answer.stdout, answer.stdout + answer.stderr


def test_each_contract_has_a_planted_fault_and_no_exception() -> None:
    known = {section.removeprefix(SECTION) for section in contracts().sections() if section.startswith(SECTION)}
    assert known == {fault.contract for fault in FAULTS}
    for section in contracts().sections():
        assert "ignore_imports" not in contracts()[section]

"""Qt's own words in Vietnamese: what is shipped was made from the file that can be read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desk.paths import resources

SOURCE = resources() / "i18n" / "qtbase_vi.ts"


def test_the_shipped_words_are_those_of_the_source(tmp_path: Path) -> None:
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    if not tool.exists():
        pytest.skip("pyside6-lrelease is not installed")
    made = tmp_path / "made.qm"
    subprocess.run([str(tool), str(SOURCE), "-qm", str(made)], check=True, capture_output=True)
    assert made.read_bytes() == SOURCE.with_suffix(".qm").read_bytes()

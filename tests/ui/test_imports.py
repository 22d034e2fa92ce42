"""What is imported beside PySide leaves no source text in memory, and windows are still told apart from the rest."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import linecache
import desk.ui.main_window
import desk.services.desk
from shibokensupport.feature import pyside_feature_dict as known
print(sorted(name for name in linecache.cache if name.endswith(".py") and "sqlalchemy" in name))
print(known.get("desk.ui.main_window", 0), known["sqlalchemy.orm"])
"""


def test_no_source_text_is_read_by_the_hook() -> None:
    ran = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["[]", "0 -1"]

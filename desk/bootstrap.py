"""The only place that joins real parts: the command line with the windows it may start."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.command import Windows
from desk.cli.run import run
from desk.paths import Home

if TYPE_CHECKING:
    from desk.services.desk import Desk
    from desk.services.sign_in import SignedIn


def main(argv: Sequence[str] | None = None) -> int:
    """Run what was typed, by default the arguments of the process. Returns the exit status."""
    return run(sys.argv[1:] if argv is None else argv, Windows(_open_window, _take_pictures))


def _open_window(home: Home, login: str | None) -> int:
    from desk.log import open_log
    from desk.ui.run import open_window

    if home.database.exists():
        open_log(home.logs)
    return open_window(home, login)


def _take_pictures(desk: Desk, officer: SignedIn, folder: Path) -> list[Path]:
    """Pictures of the windows, drawn off the screen where there is none."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desk.ui.pictures import take_pictures

    return take_pictures(desk, officer, folder)

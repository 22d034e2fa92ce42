"""The only place that joins real parts: the command line with the windows it may start."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.command import PASSWORD_VARIABLE, Windows
from desk.cli.run import run
from desk.paths import Home

if TYPE_CHECKING:
    from desk.services.desk import Desk
    from desk.services.entrance import Arrival
    from desk.services.sign_in import SignedIn


def main(argv: Sequence[str] | None = None) -> int:
    """Run what was typed, by default the arguments of the process. Returns the exit status."""
    return run(sys.argv[1:] if argv is None else argv, Windows(_open_window, _take_pictures, _open_kiosk))


def _open_window(home: Home, login: str | None) -> int:
    gc.disable()  # importing makes no garbage, and looking for it takes a twentieth of the start; `Opening` puts it on
    from desk.services.clock import SystemClock
    from desk.services.entrance import Arrival

    password = os.environ.get(PASSWORD_VARIABLE)
    arrival = None
    if login is not None and password is not None and home.database.is_file():
        arrival = Arrival(home, SystemClock(), login, password)
        arrival.start()  # the password is checked while the window's code is imported
    return _show_window(home, arrival)


def _show_window(home: Home, arrival: Arrival | None) -> int:
    from desk.ui.run import open_window

    return open_window(home, arrival)


def _take_pictures(desk: Desk, officer: SignedIn, folder: Path) -> list[Path]:
    """Pictures of the windows, drawn off the screen where there is none."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desk.ui.pictures import take_pictures

    return take_pictures(desk, officer, folder)


def _open_kiosk(home: Home, screen: int | None, windowed: bool) -> int:
    from desk.log import open_log
    from desk.ui.kiosk.run import open_rating_window

    if home.kiosk_database.exists():
        open_log(home.logs / "kiosk")  # a folder of its own: two processes cannot rotate one file
    return open_rating_window(home, screen, windowed=windowed)

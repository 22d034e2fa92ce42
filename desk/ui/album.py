"""A folder of pictures of windows, numbered in the order they are taken."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desk.ui import style
from desk.ui.run import prepare_application
from desk.ui.settling import settle


class Album:
    """A folder of pictures, numbered in the order they are taken."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.taken: list[Path] = []
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, shown: QWidget, name: str) -> None:
        """A picture of a window as it is when everything has come to rest."""
        settle()
        file = self._folder / f"{len(self.taken) + 1:02d}-{name}.png"
        shown.grab().save(str(file))
        self.taken.append(file)

    def take_dark(self, shown: QWidget, name: str) -> None:
        """The same window in the dark."""
        app = prepare_application()
        style.dress(app, dark=True)
        self.take(shown, name)
        style.dress(app, dark=False)

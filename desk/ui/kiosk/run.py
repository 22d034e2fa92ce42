"""Opens the rating screen of a home, full on the chosen screen, and stays until it is left."""

from __future__ import annotations

import signal
import sys
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication, QScreen

from desk.errors import NoSuchScreen
from desk.paths import Home
from desk.services.kiosk_screen import open_kiosk
from desk.ui import background, style
from desk.ui.kiosk.rating_window import RatingWindow

WIDTH, HEIGHT = 1024, 600


def open_rating_window(home: Home, screen: int | None, *, windowed: bool) -> int:
    """Open the rating screen; `screen` counts from 1, without it the second one of two. Returns 0 when it was left.

    Raises:
        NoSuchScreen: the machine has fewer. StoreMissing and the faults of the kiosk's store.
    """
    from desk.ui.run import beat, prepare_application

    app = prepare_application()
    style.dress(app, dark=False)
    wanted = chosen_screen(screen)
    kiosk = open_kiosk(home)
    timer = beat(app)
    try:
        window = RatingWindow(kiosk, windowed=windowed)
        if windowed:
            window.resize(WIDTH, HEIGHT)
            window.show()
        else:
            Placement(window, wanted).fill()
        _leave_when_told(window)
        code = app.exec()
        window.deleteLater()
        return code
    finally:
        background.finish()
        if timer is not None:
            timer.stop()
        kiosk.close()


def chosen_screen(number: int | None) -> QScreen:
    """The screen of a number from 1; without a number the second one of several, else the only one.

    Raises:
        NoSuchScreen: there are fewer.
    """
    screens = QGuiApplication.screens()
    if number is None:
        return screens[1] if len(screens) > 1 else screens[0]
    if not 1 <= number <= len(screens):
        raise NoSuchScreen(screen=number, count=len(screens))
    return screens[number - 1]


class Placement(QObject):
    """Keeps the window on its own screen: when that is unplugged it hides, and comes back with it."""

    def __init__(self, window: RatingWindow, screen: QScreen) -> None:
        super().__init__(window)
        self._window, self._screen, self._name = window, screen, screen.name()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._removed)
        app.screenAdded.connect(self._added)

    def fill(self) -> None:
        """Fill the screen."""
        self._window.setScreen(self._screen)
        self._window.setGeometry(self._screen.geometry())
        self._window.showFullScreen()

    @Slot(QScreen)
    def _removed(self, screen: QScreen) -> None:
        if screen is self._screen:
            self._window.hide()  # else it would cover the desk's own screen

    @Slot(QScreen)
    def _added(self, screen: QScreen) -> None:
        if self._window.isHidden() and screen.name() == self._name:
            self._screen = screen
            self.fill()


def _leave_when_told(window: RatingWindow) -> None:
    """The system's request to end stores what is held first; the window's own clock lets Python hear it."""
    if sys.platform != "win32":
        signal.signal(signal.SIGTERM, partial(_left, window))


def _left(window: RatingWindow, _number: int, _frame: object) -> None:
    window.leave()

"""The work of the session on paper at the first opening of a working day: asked for, printed by itself, or left."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from desk.errors import FileRefused, MissingCalendarYear
from desk.file_gate import read_text
from desk.rules.instants import vietnam_day
from desk.services.clock_check import look_at_clock
from desk.services.sign_in import may
from desk.settings import read_settings
from desk.ui import background
from desk.ui.session import PrintAsked, Session
from desk.vocabulary import PaperForm


class Morning(QObject):
    """Once a day on a machine, whoever opens first; never on a day off.

    Signals:
        offered: the sheet may be printed; `take` does it, `leave` asks no more today.
    """

    offered = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._asked = False

    def begin(self) -> None:
        """The desk is open: see whether the sheet is due."""
        session = self._session
        if self._asked or not may(session.officer, "register"):
            return
        self._asked = True
        background.run(lambda: _mode(session), self._answer, lambda _fault: None)

    def take(self) -> None:
        """Print the sheet."""
        today = vietnam_day(self._session.desk.clock.now())
        self._session.print_asked.emit(PrintAsked(PaperForm.MORNING_SHEET, today.isoformat()))
        self.leave()

    def leave(self) -> None:
        """Ask no more today."""
        _mark(self._session, vietnam_day(self._session.desk.clock.now()))

    def _answer(self, mode: str) -> None:
        if mode == "print":
            self.take()
        elif mode == "ask":
            self.offered.emit()


def _mode(session: Session) -> str:
    """What is to be done now: `print`, `ask`, or `off`."""
    clock = look_at_clock(session.desk)
    if clock.doubt is not None:
        return "off"
    today = vietnam_day(clock.now)
    with session.desk.store.reading() as connection:
        calendar = session.desk.office(connection).calendar
    try:
        works = calendar.is_working(today)
    except MissingCalendarYear:
        works = False
    if not works or _marked(session) == today.isoformat():
        return "off"
    return read_settings(session.home.settings).morning_sheet


def _marked(session: Session) -> str:
    with suppress(FileRefused):
        return read_text(session.home.root / "morning").strip()
    return ""


def _mark(session: Session, day: dt.date) -> None:
    with suppress(OSError):  # a folder that takes no files is asked once more, no harm done
        (session.home.root / "morning").write_text(day.isoformat(), encoding="utf-8")

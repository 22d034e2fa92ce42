"""Watches the machine's clock: what is doubted stands above every page until a leader has confirmed it."""

from __future__ import annotations

import datetime as dt

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desk.messages import doubt_words, zone_words
from desk.rules.clock_doubt import BACK
from desk.rules.instants import VIETNAM
from desk.services.clock_check import ClockState, confirm_clock, look_at_clock
from desk.services.sign_in import may
from desk.ui import background
from desk.ui.session import Session
from desk.ui.widgets.ask_dialog import AskDialog
from desk.ui.wording import failure_words, moment_words

MINUTE_MILLISECONDS = 60_000


class ClockWatch(QObject):
    """Looks when the desk opens and once a minute, off the GUI thread.

    Signals:
        doubted: a sentence to stand above the pages, and its tone; an empty one when all is well.
    """

    doubted = Signal(str, str)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__()
        self._session, self._window = session, window
        self._told_of_zone = False
        self._asked, self._seen = False, dt.datetime.min.replace(tzinfo=VIETNAM)
        self.dialog: AskDialog | None = None
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MILLISECONDS)
        self._minute.timeout.connect(self.look)

    def begin(self) -> None:
        """The desk is open: look now and every minute."""
        self._minute.start()
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._minute.stop()

    def look(self) -> None:
        """Look now."""
        if self._session.ready:
            desk = self._session.desk
            background.run(lambda: look_at_clock(desk), self._show, self._miss)

    def _show(self, state: ClockState) -> None:
        if state.doubt is None:
            self._asked = False
            self.doubted.emit("", "good")
            if state.elsewhere and not self._told_of_zone:
                self._told_of_zone = True
                self._session.said.emit(zone_words(state.offset), "warn")
            return
        self.doubted.emit(doubt_words(state.doubt, state.now, state.newest), "fault")
        before, self._seen = self._seen, state.now
        if self.dialog is not None and shiboken6.isValid(self.dialog) and self.dialog.isVisible():
            if abs(state.now - before) <= BACK:
                return  # it runs on below the question
            self.dialog.reject()
            self._asked = False
        if not self._asked and may(self._session.officer, "confirm-clock"):
            self._asked = True
            self._ask(state)

    def _miss(self, _fault: Exception) -> None:
        """A store that cannot be read now is said by whoever works with it."""

    def _ask(self, state: ClockState) -> None:
        assert state.newest is not None
        said = (
            self.tr("Máy chỉ {moment}.").format(moment=moment_words(state.now)),
            self.tr("Lần ghi gần nhất là {moment}.").format(moment=moment_words(state.newest)),
            self.tr("Giờ máy sai: chọn Thôi, chỉnh lại ngày giờ của máy rồi mở lại chương trình."),
            self.tr("Giờ máy đúng: xác nhận; nhật ký ghi lại ai đã xác nhận."),
        )
        heading, yes = self.tr("Giờ của máy có đúng không?"), self.tr("Giờ máy đúng, xác nhận")
        dialog = AskDialog(self._window, heading, "\n".join(said), yes, loses=True)
        dialog.confirmed.connect(lambda _typed: self._confirm(dialog))
        self.dialog = dialog
        dialog.open()

    def _confirm(self, dialog: AskDialog) -> None:
        """Confirm the time that was seen: the clock has run on since, but was not set."""
        desk, officer, seen = self._session.desk, self._session.officer, self._seen

        def done(_state: ClockState) -> None:
            dialog.accept()
            self.look()

        background.run(
            lambda: confirm_clock(desk, officer, seen),
            done,
            lambda fault: dialog.refuse(failure_words(fault)),
        )

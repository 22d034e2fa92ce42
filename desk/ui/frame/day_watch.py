"""Looks each minute whether days are closed, notes those that nobody closed, and has the daily back-up made."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk.ui import background
from desk.ui.session import Session
from desk.ui.wording import failure_words

if TYPE_CHECKING:
    from desk.services.back_up_round import RoundDone
    from desk.services.day_close import CloseState

MINUTE_MILLISECONDS = 60_000
AGAIN_SECONDS = 3600  # after a back-up that could not be made


class DayWatch(QObject):
    """Begins a minute after the desk was opened: nobody waits for it.

    Signals:
        looked: where closing stands (`CloseState`).
        backed_up: a back-up was made (`RoundDone`).
    """

    looked = Signal(object)
    backed_up = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._busy, self._next = session, False, 0.0
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MILLISECONDS)
        self._minute.timeout.connect(self.look)

    def begin(self) -> None:
        """The desk is open."""
        self._minute.start()

    def stop(self) -> None:
        """Look no more."""
        self._minute.stop()

    def look(self) -> None:
        """Note days that nobody closed and tell where closing stands; then the back-up, when today has none."""
        if not self._session.ready or self._busy:
            return
        self._busy = True
        desk, officer = self._session.desk, self._session.officer

        def work() -> CloseState:
            from desk.services.day_close import close_state, note_missed

            note_missed(desk, officer)
            return close_state(desk)

        background.run(work, self._looked, self._failed)

    def _looked(self, state: CloseState) -> None:
        self.looked.emit(state)
        if time.monotonic() < self._next:
            self._busy = False
            return
        desk = self._session.desk

        def work() -> RoundDone | None:
            from desk.services.back_up_round import back_up_round, round_due

            return back_up_round(desk) if round_due(desk) else None

        background.run(work, self._backed_up, self._no_back_up)

    def _backed_up(self, done: RoundDone | None) -> None:
        self._busy = False
        if done is None:
            return
        self.backed_up.emit(done)
        if not done.made.sound:
            words = self.tr("Bản sao lưu hôm nay thử khôi phục không đạt: hãy báo quản trị chạy kiểm tra dữ liệu.")
            self._session.said.emit(words, "fault")
        elif done.second_missing is not None:
            words = self.tr("Không thấy nơi sao lưu thứ hai {place}: hãy cắm lại ổ hoặc thẻ nhớ.")
            self._session.said.emit(words.format(place=done.second_missing), "warn")

    def _no_back_up(self, fault: Exception) -> None:
        self._busy, self._next = False, time.monotonic() + AGAIN_SECONDS
        self._session.said.emit(self.tr("Chưa sao lưu được: ") + failure_words(fault), "warn")

    def _failed(self, _fault: Exception) -> None:
        """What cannot be read now is looked at in a minute; a clock in doubt is said by its own strip."""
        self._busy = False

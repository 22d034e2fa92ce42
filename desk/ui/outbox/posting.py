"""Sends what waits by e-mail while a window is open: once a minute, less often while the server cannot be used."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk.services.sign_in import may
from desk.ui import background
from desk.ui.session import Session

if TYPE_CHECKING:
    from desk.services.sending import SendRun, SendStop

FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 60.0, 1800.0


class Posting(QObject):
    """One at a time in this window; other windows and commands are kept apart by the store.

    `fault` is what stopped the newest run, None when nothing did or this machine sends no mail.

    Signals:
        ended: a run came to its end (`SendRun`, or the error that let it not begin).
    """

    ended = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._faults, self._next = 0, 0.0
        self.running = False
        self._stop: SendStop | None = None
        self.fault: Exception | None = None

    def tick(self) -> None:
        """Send what is due, unless the server was just found unusable. Quiet where this machine has no mail server."""
        if time.monotonic() >= self._next:
            self._run(asked=False)

    def stop(self) -> None:
        """The window is closed: what is being handed over comes to its end, nothing more is begun."""
        self._next = math.inf
        if self._stop is not None:
            self._stop.now()

    def send_now(self) -> None:
        """Send everything that waits, put off or not; whatever stops it is told by `ended`."""
        self._run(asked=True)

    def _run(self, *, asked: bool) -> None:
        session = self._session
        if self.running or not session.ready or not may(session.officer, "send-messages"):
            return
        self.running = True
        desk, officer, home = session.desk, session.officer, session.home

        def work() -> SendRun | None:
            from desk.services.mail_account import read_password
            from desk.services.sending import SendStop, send_messages
            from desk.settings import read_settings

            setting = read_settings(home.settings).mail
            if not asked and not setting.host:
                return None
            stop = self._stop = SendStop()
            return send_messages(desk, officer, setting, read_password(home), now_all=asked, stop=stop)

        background.run(work, self._done, self._failed)

    def _done(self, run: SendRun | None) -> None:
        self.running = False
        self.fault = run.fault if run is not None else None
        self._wait()
        if run is not None:
            self.ended.emit(run)

    def _failed(self, fault: Exception) -> None:
        self.running, self.fault = False, fault
        self._wait()
        self.ended.emit(fault)

    def _wait(self) -> None:
        self._faults = self._faults + 1 if self.fault is not None else 0
        waits = FIRST_WAIT_SECONDS * 2 ** (self._faults - 1) if self._faults else 0.0
        self._next = time.monotonic() + min(waits, LONGEST_WAIT_SECONDS) if waits else 0.0

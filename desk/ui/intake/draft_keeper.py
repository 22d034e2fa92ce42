"""Keeps what is typed on the disk a moment after it was typed, off the GUI thread, the newest always last."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desk.errors import DeskError
from desk.services.drafts import Draft, forget_draft, keep_draft, number_stored, read_draft, sweep_drafts
from desk.ui import background
from desk.ui.session import Session

WAIT_MILLISECONDS = 700


@dataclass(frozen=True)
class DraftFound:
    """A draft that lay on the disk; with a number it is no longer one: that dossier was stored from it."""

    draft: Draft
    number: str | None = None


class DraftKeeper(QObject):
    """One officer's draft; each form has its own.

    Signals:
        looked: the disk was looked at (`DraftFound`, or None); it comes first and once.
        unreadable: as `looked`, but the draft there is damaged (the error).
        failed: the draft could not be written (the error); told once until a write succeeds again.
    """

    looked = Signal(object)
    unreadable = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, form: str = "") -> None:
        super().__init__()
        self._desk, self._home = session.desk, session.home
        login = session.officer.login
        self._login, self._clock = f"{login}\n{form}" if form else login, session.desk.clock  # no login has a line feed
        self._document: Mapping[str, Any] | None = None
        self._numbered = self._written = 0
        self._told = False
        self._turn = threading.Lock()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MILLISECONDS)
        self._timer.timeout.connect(self._write_soon)

    def look(self) -> None:
        """Look for a draft, off the GUI thread."""
        background.run(self._find, self.looked.emit, self.unreadable.emit)

    def keep(self, document: Mapping[str, Any] | None) -> None:
        """Keep this soon in place of the one before; None when there is nothing to keep."""
        self._document = document
        self._timer.start()

    def keep_now(self) -> None:
        """Write at once what still waits to be written; returns when it is on the disk."""
        if not self._timer.isActive() and self._numbered == self._written:
            return
        self._timer.stop()
        self._numbered += 1
        try:
            self._write(self._numbered, self._document)
        except DeskError as fault:
            self._tell(fault)

    def take(self, document: Mapping[str, Any]) -> Callable[[], None]:
        """What writes this in place of all before it, on any thread; it raises what `keep_draft` raises."""
        self._timer.stop()
        self._document = document
        self._numbered += 1
        number = self._numbered
        return lambda: self._write(number, document)

    def forget(self) -> None:
        """Take the draft away, off the GUI thread: what it held is stored, or was thrown away."""
        self._document = None
        self._timer.stop()
        self._write_soon()

    def _find(self) -> DraftFound | None:
        with self._turn:
            sweep_drafts(self._home)
        draft = read_draft(self._home, self._login)
        if draft is None:
            return None
        number = None
        with contextlib.suppress(DeskError):  # a store that is busy now answers the same request at saving
            number = number_stored(self._desk, str(draft.document.get("request_id")))
        return DraftFound(draft, number)

    def _write_soon(self) -> None:
        self._numbered += 1
        number, document = self._numbered, self._document
        background.run(lambda: self._write(number, document), self._wrote, self._tell)

    def _write(self, number: int, document: Mapping[str, Any] | None) -> None:
        """On any thread; of two at once the newer one stays."""
        with self._turn:
            if number <= self._written:
                return
            if document is None:
                forget_draft(self._home, self._login)
            else:
                keep_draft(self._home, self._login, document, self._clock.now())
            self._written = number

    def _wrote(self, _nothing: None) -> None:
        self._told = False

    def _tell(self, fault: Exception) -> None:
        if not self._told:
            self._told = True
            self.failed.emit(fault)

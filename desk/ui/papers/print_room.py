"""Prints what the pages ask for, one paper after the other, off the GUI thread, and sees whether paper came out."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desk.errors import DeskError
from desk.log import logger
from desk.printing.printers.printer import JobSeen, JobState
from desk.ui import background
from desk.ui.papers.print_wording import printer_name, reason_words
from desk.ui.session import PrintAsked, PrintEnded, Session
from desk.ui.wording import failure_words

if TYPE_CHECKING:  # heavy, and needed only by the thread that prints
    from desk.services.papers import PaperPrinted

LOOK_MILLISECONDS = 2000
FOLLOWED_SECONDS = 180.0  # after the last thing that happened to a paper
KEPT = 50  # papers that came out are forgotten beyond these


class Stand(StrEnum):
    """Where a paper is: in our own row, being handed over, at the printer, or nowhere."""

    QUEUED = "queued"
    SENT = "sent"
    PRINTING = "printing"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


_STANDS: Final = {
    JobState.WAITING: Stand.SENT,
    JobState.PRINTING: Stand.PRINTING,
    JobState.DONE: Stand.DONE,
    JobState.HELD: Stand.STOPPED,
    JobState.STOPPED: Stand.STOPPED,
}


@dataclass(frozen=True)
class JobShown:
    """One paper that was asked for. `copy` is None while no number was taken, `job` is empty while no printer has it.

    `fault` is the sentence that says why it did not come out; only then it wants somebody.
    """

    key: int
    asked: PrintAsked
    stand: Stand
    copy: int | None = None
    printer: str = ""
    job: str = ""
    fault: str = ""
    since: float = 0.0

    @property
    def under_way(self) -> bool:
        """Whether it is with a printer that has not come to its end."""
        return self.stand in {Stand.SENT, Stand.PRINTING, Stand.STOPPED} and bool(self.job)


class PrintRoom(QObject):
    """Every print of a window goes through here; nobody waits for it. Made once, when the desk is open.

    Signals:
        changed: a paper was asked for, moved on, failed or was forgotten.
    """

    changed = Signal()
    _ended = Signal(int, object, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._jobs: dict[int, JobShown] = {}
        self._waiting: deque[tuple[int, Callable[[], PaperPrinted]]] = deque()
        self._row = threading.Lock()  # over `_waiting` and `_printing`
        self._printing = self._looking = False
        self._last = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MILLISECONDS)
        self._timer.timeout.connect(self._look)
        self._ended.connect(self._note, Qt.ConnectionType.QueuedConnection)
        session.print_asked.connect(self.take)

    @property
    def jobs(self) -> tuple[JobShown, ...]:
        """The papers asked for since the window was opened, newest first."""
        return tuple(reversed(self._jobs.values()))

    @property
    def unfinished(self) -> int:
        """How many papers did not come out and want somebody."""
        return sum(bool(job.fault) for job in self._jobs.values())

    @property
    def session(self) -> Session:
        """Whose papers these are."""
        return self._session

    # --- what is asked for --------------------------------------------------------------------------------------------

    @Slot(object)
    def take(self, asked: PrintAsked) -> None:
        """Print a paper as soon as those before it are handed over."""
        key = self._failed_before(asked)
        if key is None:
            self._last += 1
            key = self._last
        before = self._jobs.pop(key, None)
        self._send(JobShown(key, asked, Stand.QUEUED, asked.again, asked.printer or ""), before)

    def print_again(self, key: int, printer: str | None = None) -> None:
        """Send a paper that did not come out once more, under the number it has; by default to the same printer."""
        job = self._jobs.get(key)
        if job is None or job.stand is Stand.QUEUED:
            return
        asked = replace(job.asked, again=job.copy, printer=printer or job.asked.printer)
        self._send(JobShown(key, asked, Stand.QUEUED, job.copy, asked.printer or job.printer), job)

    def forget(self, key: int) -> None:
        """Give a paper up: it leaves the list, and the printer's queue if it is still there."""
        job = self._jobs.get(key)
        if job is None or job.stand is Stand.QUEUED:
            return
        del self._jobs[key]
        if job.under_way:
            background.run(lambda: _take_back(job), _done, _done)
        self.changed.emit()

    def look(self) -> None:
        """Ask once more after every paper that a printer has, also those that were no longer followed."""
        now = time.monotonic()
        self._jobs = {key: replace(job, since=now) for key, job in self._jobs.items()}
        self._look()

    def _failed_before(self, asked: PrintAsked) -> int | None:
        """The entry of a copy that a page asks for again."""
        if asked.again is None:
            return None
        same = (asked.form, asked.number, asked.again)
        found = (
            job.key
            for job in self._jobs.values()
            if (job.asked.form, job.asked.number, job.copy) == same and job.stand is not Stand.QUEUED
        )
        return next(found, None)

    # --- printing -----------------------------------------------------------------------------------------------------

    def _send(self, job: JobShown, before: JobShown | None) -> None:
        """Put a paper in the row; what a queue still holds of it is taken back first, lest it comes out twice."""
        session, asked = self._session, job.asked
        desk, officer = session.desk, session.officer

        def work() -> PaperPrinted:
            from desk.services import papers

            if before is not None and before.under_way:
                _take_back(before)
            return papers.print_paper(
                desk, officer, asked.form, asked.number, asked.printer, copies=asked.copies, again=asked.again
            )

        self._jobs[job.key] = job
        with self._row:
            self._waiting.append((job.key, work))
            start, self._printing = not self._printing, True
        if start:
            background.run(self._print_all, _done, _done)
        self.changed.emit()

    def _print_all(self) -> None:
        """Print until the row is empty, on a thread of the pool: who closes the window waits for all of it."""
        while True:
            with self._row:
                if not self._waiting:
                    self._printing = False
                    return
                key, work = self._waiting.popleft()
            printed: PaperPrinted | None = None
            fault: Exception | None = None
            try:
                printed = work()
            except Exception as caught:  # noqa: BLE001 - told to whoever asked for the paper
                fault = caught
                if not isinstance(caught, DeskError):
                    logger.error("a bug struck a print", exc_info=caught)
            self._ended.emit(key, printed, fault)

    @Slot(int, object, object)
    def _note(self, key: int, printed: PaperPrinted | None, fault: Exception | None) -> None:
        """A printer took a paper, or did not."""
        job = self._jobs[key]
        now = time.monotonic()
        if printed is not None:
            stand = Stand.DONE if printed.done else Stand.SENT
            job = replace(job, stand=stand, copy=printed.copy, printer=printed.printer, job=printed.job, since=now)
        else:
            assert fault is not None
            facts = fault.facts if isinstance(fault, DeskError) else {}
            taken = facts.get("copy", job.copy)
            printer = job.printer or str(facts.get("printer") or "")
            job = replace(
                job,
                stand=Stand.FAILED,
                copy=taken if isinstance(taken, int) else None,
                printer=printer,
                fault=failure_words(fault),
            )
        self._jobs[key] = job
        self._session.print_ended.emit(PrintEnded(job.asked, job.copy, job.printer, job.fault))
        self._tidy()
        self.changed.emit()
        self._look()

    def _tidy(self) -> None:
        done = [key for key, job in self._jobs.items() if job.stand is Stand.DONE]
        for key in done[: max(0, len(self._jobs) - KEPT)]:
            del self._jobs[key]

    # --- following ----------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Ask the printers, one question after the other, how far their papers are."""
        now = time.monotonic()
        followed = [job for job in self._jobs.values() if job.under_way and now - job.since < FOLLOWED_SECONDS]
        if not followed:
            self._timer.stop()
            return
        self._timer.start()
        if self._looking or self._printing:  # a silent CUPS shall never hold two threads of the pool
            return
        self._looking = True
        background.run(lambda: _states(followed), self._show, self._miss)

    def _show(self, seen: list[tuple[JobShown, JobSeen]]) -> None:
        self._looking = False
        moved = False
        for followed, state in seen:
            job = self._jobs.get(followed.key)
            if job is None or job.job != followed.job or state.state not in _STANDS:
                continue
            stand = _STANDS[state.state]
            fault = self._stopped_words(job, state) if stand is Stand.STOPPED else ""
            if (stand, fault) == (job.stand, job.fault):
                continue
            moved = True
            self._jobs[job.key] = replace(job, stand=stand, fault=fault, since=time.monotonic())
            if fault:
                self._session.said.emit(fault, "fault")
        if moved:
            self.changed.emit()
        if not any(job.under_way for job in self._jobs.values()):
            self._timer.stop()

    def _miss(self, _fault: Exception) -> None:
        self._looking = False

    def _stopped_words(self, job: JobShown, seen: JobSeen) -> str:
        """The sentence for a paper that lies at a printer and does not come out."""
        printer, why = printer_name(job.printer), reason_words(seen.reason)
        if seen.state is JobState.HELD:
            words = self.tr("Giấy của hồ sơ {number} đang nằm chờ ở máy in {printer}{why}; hãy xem máy in rồi in lại.")
        else:
            words = self.tr("Máy in {printer} đã dừng{why}; giấy của hồ sơ {number} chưa ra, hãy xem máy in.")
        return words.format(printer=printer, number=job.asked.number, why=f": {why}" if why else "")


def _states(followed: list[JobShown]) -> list[tuple[JobShown, JobSeen]]:
    from desk.services.printing_jobs import job_state

    return [(job, job_state(job.job, job.printer)) for job in followed]


def _take_back(job: JobShown) -> None:
    """Take a paper back from its printer; one that is gone already needs nothing."""
    from desk.services.printing_jobs import cancel_job

    with suppress(DeskError):
        cancel_job(job.job, job.printer)


def _done(_outcome: object) -> None:
    """What is given up needs no answer."""

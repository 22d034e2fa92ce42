"""Stores votes off the GUI thread and keeps each one, trying again every second, until the store has taken it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desk.errors import AlreadyRated, DeskError, MissingField, NothingToRate, UnknownOfficer, UnknownReason
from desk.services.kiosk_screen import Kiosk, OfficerShown, StageShown, Subject, month_of, vote, vote_for_officer
from desk.ui import background
from desk.vocabulary import RatingLevel

REFUSALS = (AlreadyRated, NothingToRate, UnknownOfficer, UnknownReason, MissingField)


@dataclass(frozen=True, eq=False)
class Ballot:
    """A vote as it was given; month is all it keeps of its time."""

    subject: Subject
    level: RatingLevel
    reasons: tuple[str, ...]
    month: str

    @property
    def token(self) -> str | None:
        """The token of its stage; None for a passer-by's vote."""
        return self.subject.token if isinstance(self.subject, StageShown) else None


class BallotBox(QObject):
    """Votes on their way into the store."""

    stored = Signal()
    refused = Signal(object)
    troubled = Signal(object)

    def __init__(self, kiosk: Kiosk, retry_milliseconds: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kiosk = kiosk
        self._held: list[Ballot] = []
        self._landed: Ballot | None = None
        self._writing = False
        self._failed_once = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(retry_milliseconds)
        self._again.timeout.connect(self._store_next)

    def put(self, subject: Subject, level: RatingLevel, reasons: tuple[str, ...]) -> None:
        """Take a vote in; `stored` follows when it is durable, `refused` when it may not be given."""
        self._held.append(Ballot(subject, level, reasons, month_of(self._kiosk.clock.now())))
        self._store_next()

    def held(self) -> int:
        """How many votes are not in the store yet."""
        return len(self._held)

    def tokens(self) -> set[str]:
        """Stages whose vote is not in the store yet: they may not be asked about again."""
        return {ballot.token for ballot in self._held if ballot.token is not None}

    def empty_now(self) -> int:
        """Wait for what is under way, try the rest once on this thread, for the end. Returns how many are left."""
        self._again.stop()
        background.finish()
        left = []
        for ballot in self._held:
            if ballot is self._landed:  # stored by the work just waited for, whose answer does not come any more
                continue
            try:
                self._cast(ballot)
            except REFUSALS:
                continue
            except DeskError:
                left.append(ballot)
        self._held, self._writing = left, False
        if left:
            self._again.start()
        return len(left)

    @Slot()
    def _store_next(self) -> None:
        if self._writing or not self._held:
            return
        self._again.stop()
        self._writing = True
        background.run(partial(self._cast, self._held[0]), self._taken, self._failed)

    def _taken(self, _: object) -> None:
        self._end_one()
        self.stored.emit()
        self._store_next()

    def _failed(self, fault: Exception) -> None:
        if isinstance(fault, REFUSALS):
            # after a fault whose outcome was in doubt, "already rated" says that this very vote is there
            there = self._failed_once and isinstance(fault, AlreadyRated)
            self._end_one()
            if there:
                self.stored.emit()
            else:
                self.refused.emit(fault)
            self._store_next()
            return
        self._writing = False
        self._failed_once = True
        self._again.start()
        self.troubled.emit(fault)

    def _end_one(self) -> None:
        self._held.pop(0)
        self._writing = self._failed_once = False

    def _cast(self, ballot: Ballot) -> None:
        match ballot.subject:
            case StageShown(token=token):
                vote(self._kiosk, token, ballot.level, ballot.reasons, ballot.month)
            case OfficerShown(login=login):
                vote_for_officer(self._kiosk, login, ballot.level, ballot.reasons, ballot.month)
        self._landed = ballot

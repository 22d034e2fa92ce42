"""The rating screen's own view of the kiosk's store: what to show, and the vote; it never opens the desk's store."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection

from desk.errors import DeskError, StoreDamaged, StoreMissing
from desk.paths import Home
from desk.rules.instants import from_stored, in_vietnam
from desk.services.clock import Clock, SystemClock
from desk.store import kiosk as spool
from desk.store.store import Store
from desk.vocabulary import RatingLevel, RatingSeries

PRESENT_SECONDS = 180
# the screen shows that it waits and tries again by itself: a long wait for the lock would only hide the trouble
BUSY_SECONDS = 2.0


@dataclass(frozen=True)
class StageShown:
    """The stage at the counter, without number or citizen. The officer may have left meanwhile."""

    token: str
    officer: str | None
    sector: str


@dataclass(frozen=True)
class OfficerShown:
    """An officer whom passers-by may rate."""

    login: str
    name: str


Subject = StageShown | OfficerShown


@dataclass(frozen=True)
class Words:
    """A code of the question with its words."""

    code: str
    words: str


@dataclass(frozen=True)
class Questions:
    """What is asked: the levels from best to worst, and the reasons a dissatisfied citizen may name."""

    edition: str
    question: str
    levels: tuple[Words, ...]
    reasons: tuple[Words, ...]


@dataclass(frozen=True)
class KioskView:
    """All that the screen may show at one moment; without questions the desk has not handed anything over yet."""

    unit: str
    practice: bool
    questions: Questions | None
    officers: tuple[OfficerShown, ...]
    waiting: StageShown | None


class Kiosk:
    """The kiosk's store and a clock."""

    def __init__(self, store: Store, clock: Clock | None = None) -> None:
        self.store = store
        self.clock: Clock = clock or SystemClock()

    def close(self) -> None:
        """Close the store."""
        self.store.close()


def open_kiosk(home: Home, clock: Clock | None = None) -> Kiosk:
    """The kiosk of a home, from `kiosk.db` alone; that is made when a desk is there but has not needed one yet.

    Raises:
        StoreMissing: there is neither. StoreTooNew, StoreDamaged and the faults of the store.
    """
    if not home.kiosk_database.is_file() and not home.database.is_file():
        raise StoreMissing(home=home.root)
    return Kiosk(spool.open_kiosk_store(home.kiosk_database, busy_seconds=BUSY_SECONDS), clock)


def look(kiosk: Kiosk, now: dt.datetime) -> KioskView:
    """What the screen may show now.

    Raises:
        StoreDamaged: what the desk handed over cannot be read; and the other faults of the store.
    """
    with kiosk.store.reading() as connection:
        notes = spool.notes(connection)
        officers = tuple(OfficerShown(login, name) for login, name in spool.officers(connection))
        waiting = _waiting(connection, notes.get(spool.PRESENT), now)
    if waiting is None and spool.PRESENT in notes:
        _drop(kiosk, notes[spool.PRESENT])
    with _readable(kiosk):
        unit = json.loads(notes.get(spool.UNIT, '{"name": "", "practice": false}'))
        asked = _questions(notes.get(spool.QUESTIONS))
        return KioskView(unit["name"], bool(unit["practice"]), asked, officers, waiting)


def waiting_stage(kiosk: Kiosk, now: dt.datetime) -> StageShown | None:
    """The unrated stage that came to the counter within the last 180 seconds. Raises: the faults of the store."""
    return look(kiosk, now).waiting


def questions(kiosk: Kiosk) -> Questions | None:
    """The questions in force; None before the desk has handed them over. Raises: the faults of the store."""
    with kiosk.store.reading() as connection:
        asked = spool.notes(connection).get(spool.QUESTIONS)
    with _readable(kiosk):
        return _questions(asked)


def vote(kiosk: Kiosk, token: str, level: RatingLevel, reasons: Sequence[str], month: str) -> RatingSeries:
    """Store the vote of the stage with this token, once; durable when this returns. `month` is `2026-11`.

    Raises:
        AlreadyRated, NothingToRate (a later stage took its place), UnknownReason and the faults of the store: nothing
        is stored.
    """
    return spool.vote(kiosk.store, None, level, reasons, None, month=month, token=token)


def vote_for_officer(kiosk: Kiosk, login: str, level: RatingLevel, reasons: Sequence[str], month: str) -> RatingSeries:
    """Store a passer-by's vote for an officer; durable when this returns. `month` is `2026-11`.

    Raises:
        UnknownOfficer, UnknownReason and the faults of the store: nothing is stored.
    """
    return spool.vote(kiosk.store, None, level, reasons, login, month=month)


def month_of(now: dt.datetime) -> str:
    """The month of a moment in Vietnam: all that a vote keeps of its time."""
    return f"{in_vietnam(now):%Y-%m}"


def _waiting(connection: Connection, note: str | None, now: dt.datetime) -> StageShown | None:
    if note is None:
        return None
    found = spool.present_stage(connection, note)
    if found is None or not _fresh(found.moment, now):
        return None
    return StageShown(found.token, found.officer, found.sector)


def _fresh(moment: str, now: dt.datetime) -> bool:
    try:
        age = (now - from_stored(moment)).total_seconds()
    except (ValueError, TypeError, OverflowError):  # a bent note is as good as none
        return False
    return abs(age) <= PRESENT_SECONDS  # both sides: a clock that was set back must not leave a stage standing


def _drop(kiosk: Kiosk, note: str) -> None:
    """Leave no moment behind; where it cannot be wiped now, the next look tries again."""
    with suppress(DeskError), spool.changing(kiosk.store) as connection:
        spool.drop_present(connection, note)


@contextmanager
def _readable(kiosk: Kiosk) -> Iterator[None]:
    try:
        yield
    except (ValueError, LookupError, TypeError) as fault:
        raise StoreDamaged(place=kiosk.store.path, problem="note") from fault


@lru_cache(maxsize=2)
def _questions(content: str | None) -> Questions | None:
    if content is None:
        return None
    document = json.loads(content)
    return Questions(
        edition=document["edition"],
        question=document["question"],
        levels=tuple(Words(one["code"], one["words"]) for one in document["level"]),
        reasons=tuple(Words(one["code"], one["words"]) for one in document["reason"]),
    )

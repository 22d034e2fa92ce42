"""The machine's clock held against the store: what is doubted is said at once, and a leader may confirm it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.errors import ClockBelieved, ClockImpossible, ClockMoved
from desk.rules.clock_doubt import BACK, EARLIEST, OFFICE_OFFSET, ClockDoubt, clock_doubt
from desk.rules.instants import cut_to_minute, from_stored, to_stored
from desk.services.clock import Clock
from desk.services.sign_in import SignedIn, require

if TYPE_CHECKING:
    from desk.services.desk import Desk
    from desk.store.statement import Cursor

CONFIRM_CLOCK = "confirm-clock"


@dataclass(frozen=True)
class ClockState:
    """What the machine's clock says beside the newest entry; `offset` is the zone the machine says it is in.

    `believed` is the moment to look at the office by: the clock's, or the newest entry's while the clock is doubted.
    """

    now: dt.datetime
    newest: dt.datetime | None
    doubt: ClockDoubt | None
    offset: dt.timedelta

    @property
    def believed(self) -> dt.datetime:
        """The moment to look at the office by."""
        return self.newest if self.doubt is not None and self.newest is not None else self.now

    @property
    def elsewhere(self) -> bool:
        """Whether the machine is set to another zone than Vietnam's; the office's times are Vietnam's all the same."""
        return self.offset != OFFICE_OFFSET


def clock_state(cursor: Cursor, unit_id: int, clock: Clock) -> ClockState:
    """The clock beside the store that the cursor reads."""
    newest = "SELECT at FROM audit_entry WHERE unit_id = :unit ORDER BY seq DESC LIMIT 1"
    cursor.execute(newest, {"unit": unit_id})
    found = cursor.fetchone()
    last, now = from_stored(found[0]) if found else None, clock.now()
    return ClockState(now, last, clock_doubt(now, last), clock.offset())


def believed_now(desk: Desk, cursor: Cursor) -> dt.datetime:
    """The moment to look at the office by, as the cursor sees the store: what is read and not written goes by it."""
    return clock_state(cursor, desk.store.unit_id, desk.clock).believed


def look_at_clock(desk: Desk) -> ClockState:
    """The clock beside the desk's store."""
    from desk.store.statement import cursor_of

    with desk.store.reading() as connection:
        return clock_state(cursor_of(connection), desk.store.unit_id, desk.clock)


def confirm_clock(desk: Desk, by: SignedIn, given: dt.datetime) -> ClockState:
    """Believe the machine's clock from now on: an entry says who confirmed it, and what was newest before.

    The entry bears the time of the clock, even where that lies before the entry before it: it is the one step back that
    the chain may take, and `check` knows it. Returns the clock beside the store as it is now.

    Raises:
        NotAllowed, ClockBelieved (nothing is doubted), ClockMoved (the clock no longer says what was confirmed, give
        or take some minutes), ClockImpossible (no counter was open then).
    """
    require(by, "confirm-clock")
    with desk.store.writing() as work:
        now, last = desk.clock.now(), work.head()
        doubt = clock_doubt(now, last.at if last.seq else None)
        if now < EARLIEST:
            raise ClockImpossible(at=now, last=last.at)
        if doubt is None:
            raise ClockBelieved(at=now)
        if abs(cut_to_minute(now) - cut_to_minute(given)) > BACK:
            raise ClockMoved(at=now, given=given)
        before = to_stored(last.at)
        work.record(officer=by.login, action=CONFIRM_CLOCK, subject="clock", at=now, doubt=doubt.value, newest=before)
    return look_at_clock(desk)

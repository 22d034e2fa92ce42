"""Whether a machine's clock can be believed, held against the newest entry of the store."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from desk.rules.instants import VIETNAM

# A small step back is the network's time being set; what is new is then stamped with the newest entry. A larger one
# would write the past anew. A month ahead of all that was written is an empty battery or a slip of the hand.
BACK = dt.timedelta(minutes=5)
AHEAD = dt.timedelta(days=30)
# No commune had this counter before: communes without a district, from 1 July 2025. A dead battery says 1970.
EARLIEST = dt.datetime(2025, 7, 1, tzinfo=VIETNAM)
OFFICE_OFFSET = dt.timedelta(hours=7)


class ClockDoubt(StrEnum):
    """Why a clock is not believed."""

    BACK = "back"
    AHEAD = "ahead"
    IMPOSSIBLE = "impossible"


def clock_doubt(now: dt.datetime, newest: dt.datetime | None) -> ClockDoubt | None:
    """What is wrong with a clock that says `now` when the newest entry was made at `newest`; None when nothing is."""
    if newest is None:
        return ClockDoubt.IMPOSSIBLE if now < EARLIEST else None
    if now < newest - BACK:
        return ClockDoubt.BACK
    return ClockDoubt.AHEAD if now > newest + AHEAD else None

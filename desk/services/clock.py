"""The one source of time: passed in, so that rules and tests never ask the machine."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from desk.rules.clock_doubt import OFFICE_OFFSET
from desk.rules.instants import VIETNAM


class Clock(Protocol):
    """Something that knows what time it is."""

    def now(self) -> dt.datetime:
        """The present moment, aware of its zone."""
        ...

    def offset(self) -> dt.timedelta:
        """How far from Greenwich the zone lies that the machine is set to: not the office's, which is Vietnam's."""
        ...


class SystemClock:
    """The machine's clock, read in Vietnam time whatever zone the machine says."""

    def now(self) -> dt.datetime:
        """The present moment in Vietnam time."""
        return dt.datetime.now(VIETNAM)

    def offset(self) -> dt.timedelta:
        """The machine's own zone."""
        return dt.datetime.now().astimezone().utcoffset() or dt.timedelta()


class SetClock:
    """A clock that stands where it was set: for sample data of past days."""

    def __init__(self, at: dt.datetime) -> None:
        self.at = at

    def now(self) -> dt.datetime:
        """The moment it was set to."""
        return self.at

    def offset(self) -> dt.timedelta:
        """Vietnam's, as on a machine that is set right."""
        return OFFICE_OFFSET

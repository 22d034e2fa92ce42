"""How long a sign-in has to wait after wrong passwords: longer each time, and never for ever."""

from __future__ import annotations

import datetime as dt

FREE_TRIES = 5
FIRST, LONGEST = dt.timedelta(seconds=30), dt.timedelta(minutes=15)


def delay_after(failures: int) -> dt.timedelta:
    """The wait after so many wrong passwords in a row: none before the fifth, then 30 s, doubling up to 15 min.

    There is no lasting lock-out: a colleague could lock everybody else out (OWASP ASVS 5.0, 6.1.1).
    """
    if failures < FREE_TRIES:
        return dt.timedelta(0)
    return min(FIRST * (1 << min(failures - FREE_TRIES, 10)), LONGEST)


def time_to_wait(failures: int, last: dt.datetime, now: dt.datetime) -> dt.timedelta:
    """What is left of the wait now. A clock that was set back never makes it longer than it is."""
    delay = delay_after(failures)
    return max(dt.timedelta(0), min(delay, last + delay - now))

"""Which back-ups are kept as they grow older: the last of each of the newest days, weeks and months that have one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

DAYS, WEEKS, MONTHS = 7, 5, 12


def kept(moments: Iterable[dt.datetime]) -> frozenset[dt.datetime]:
    """Of the moments at which back-ups were made, those to keep: 7 daily, 5 weekly, 12 monthly; the newest always.

    Counted are days, ISO weeks and months that have one, so that an office that was closed for a month loses none.
    """
    newest_first = sorted(moments, reverse=True)
    found = set(newest_first[:1])
    periods: tuple[tuple[int, Callable[[dt.datetime], object]], ...] = (
        (DAYS, lambda moment: moment.date()),
        (WEEKS, lambda moment: moment.isocalendar()[:2]),
        (MONTHS, lambda moment: (moment.year, moment.month)),
    )
    for count, period in periods:
        last_of: dict[object, dt.datetime] = {}
        for moment in newest_first:
            last_of.setdefault(period(moment), moment)
        found.update(list(last_of.values())[:count])
    return frozenset(found)

"""The day from which an edition holds, as an officer types it."""

from __future__ import annotations

import datetime as dt
import re

from desk.errors import BadValue

_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", re.ASCII)


def day_of(text: str) -> dt.date:
    """The day that is meant by `1/12/2026`. Raises: BadValue."""
    found = _DAY.fullmatch(text.strip())
    try:
        if found:
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        pass  # 31/2 is said to be what it is: no day
    raise BadValue(field="valid_from", value=text)

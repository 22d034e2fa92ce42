"""Addresses of three levels, as cards of before July 2025 bear them, and the commune of two levels that is meant now.

Source: Law 72/2025/QH15 (two levels of local government from 1 July 2025); each commune's own resolution is named in
its data. What a card says is kept word for word: what is meant now is only ever added behind it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from desk.rules.folding import fold

_LEVELS = 3
_ADDED = re.compile(r" \(nay là: [^()]*\)$")
# what stands before a name and says only what kind of unit it is, folded
_KINDS = re.compile(r"^(xa|phuong|thi tran|tt|x|p|huyen|h|thi xa|tx|thanh pho|tp|tinh|t)[. ]\s*")
_MARKS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class OldCommune:
    """A commune of before, in its district and province, and what it is `now` from the day `since` on."""

    name: str
    district: str
    province: str
    now: str
    since: dt.date


def current_addresses(address: str, known: Sequence[OldCommune], day: dt.date) -> tuple[str, ...]:
    """The address in two levels, several where the commune was divided; none where it is not known to have changed."""
    parts = [part.strip() for part in address.split(",")]
    if len(parts) < _LEVELS or _ADDED.search(address):
        return ()
    wanted = tuple(_bare(part) for part in parts[-_LEVELS:])
    found = (
        one.now
        for one in known
        if one.since <= day and wanted == tuple(map(_bare, (one.name, one.district, one.province)))
    )
    below = parts[:-_LEVELS]
    return tuple(", ".join([*below, now]) for now in dict.fromkeys(found))


def with_current(address: str, current: str) -> str:
    """The address as it was, with what is meant now behind it."""
    return f"{as_printed(address)} (nay là: {current})"


def as_printed(address: str) -> str:
    """The address without what was added behind it."""
    return _ADDED.sub("", address)


def _bare(name: str) -> str:
    """A unit's name as it is compared: folded, without its kind; a name that is a kind's word alone stays."""
    folded = fold(name)
    return _MARKS.sub("", _KINDS.sub("", folded) or folded)

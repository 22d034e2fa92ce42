"""Turns the engine's words about disk, lock and file into errors that help; needs no SQLAlchemy."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from desk.errors import DeskError, DiskFaulty, DiskFull, StoreBusy, StoreDamaged, StoreReadOnly

_BY_NUMBER: dict[int | None, type[DeskError]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EIO: DiskFaulty,
}
BUSY_SECONDS = 10.0  # the lock is not handed out in turn: three busy processes kept a fourth waiting for four seconds


@contextmanager
def surroundings(place: Path | str) -> Iterator[None]:
    """Explain the faults of the engine, bare or as SQLAlchemy wraps them; bugs pass through as they are."""
    try:
        yield
    except OSError as fault:
        raise _BY_NUMBER.get(fault.errno, StoreReadOnly)(place=place) from fault
    except Exception as fault:
        cause = getattr(fault, "orig", fault)  # where SQLAlchemy keeps the driver's own
        known = explain(str(cause), place) if isinstance(cause, dbapi2.Error) else None
        if known is None:
            raise
        raise known from fault


def explain(words: str, place: Path | str) -> DeskError | None:
    """The error that belongs to an engine's message; None when the message speaks of a bug of ours."""
    if re.search(r"database (table )?is locked|database schema is locked", words):
        return StoreBusy(seconds=int(BUSY_SECONDS))
    if "disk I/O error" in words:
        return DiskFaulty(place=place)
    if "disk is full" in words:
        return DiskFull(place=place)
    if re.search(r"readonly|unable to open database file", words):
        return StoreReadOnly(place=place)
    if re.search(r"malformed|not a database|corrupt", words):
        return StoreDamaged(place=place, problem=words)
    return None

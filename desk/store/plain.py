"""Reads a store through the driver alone: for what the window shows before SQLAlchemy is imported."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlcipher3 import dbapi2

from desk.errors import StoreMissing
from desk.store.faults import BUSY_SECONDS, surroundings
from desk.store.revision import head_revision

UNIT_ID = 1  # an embedded store serves one unit
COMPUTER = platform.node()[:40]


def address_of(path: Path, mode: str) -> str:
    """A file's address for the engine: read-only (`ro`), existing (`rw`), or made when missing (`rwc`).

    Not `Path.as_uri`: it makes a host name of a Windows server, which the engine refuses.
    """
    return f"file:{quote(path.resolve().as_posix())}?mode={mode}"


def open_plain(path: Path) -> Any:
    """A driver's connection that changes nothing; it may be used from any thread, by one at a time.

    Raises:
        StoreMissing: there is no file. Faults of the engine come as the driver's own: see `faults.surroundings`.
    """
    if not path.is_file():
        raise StoreMissing(home=path.parent)
    connection = dbapi2.connect(
        address_of(path, "rw"), uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA query_only=ON").close()
    connection.execute("PRAGMA cache_size=-500").close()
    return connection


@contextmanager
def reading(path: Path) -> Iterator[Any]:
    """A driver's cursor that sees one moment of the store. Raises: StoreMissing and the faults of the store."""
    with surroundings(path):
        connection = open_plain(path)
        try:
            connection.execute("BEGIN").close()
            yield connection.cursor()
        finally:
            connection.close()


def is_current(path: Path) -> bool:
    """Whether the store has the schema of this release. Raises: as `reading`."""
    with reading(path) as cursor:
        if not cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
            return False
        found = cursor.execute("SELECT version_num FROM alembic_version").fetchone()
    return bool(found == (head_revision("desk"),))

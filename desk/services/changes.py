"""Tells whether the store was changed by anyone: the engine's own counter of commits, on a connection of its own."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from desk.store.faults import surroundings
from desk.store.plain import open_plain


class StoreWatch:
    """Watches one store; used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: Any = None
        self._seen: int | None = None

    def changed(self) -> bool:
        """Whether a transaction was committed since the last look, by this process or another; yes at the first look.

        Raises:
            The faults of the store; the next look begins anew.
        """
        try:
            with surroundings(self._path):
                if self._connection is None:
                    self._connection = open_plain(self._path)
                version = int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except BaseException:
            self.close()
            raise
        before, self._seen = self._seen, version
        return before != version

    def close(self) -> None:
        """Let go of the store."""
        if self._connection is not None:
            with suppress(Exception):
                self._connection.close()
        self._connection, self._seen = None, None

"""The store of one desk: reading and writing transactions on its database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from desk.store.engine import IMMEDIATE, Journal, open_engine
from desk.store.faults import surroundings
from desk.store.plain import UNIT_ID
from desk.store.writing import Writing


class Store:
    """A database file with its engine. Reading gives a snapshot, writing one transaction that commits last."""

    def __init__(self, path: Path, *, create: bool = False, journal: Journal = "WAL") -> None:
        self.path = path
        self.unit_id = UNIT_ID
        with surroundings(path):
            self.engine: Engine = open_engine(path, create=create, journal=journal)
        self._writer = self.engine.execution_options(**{IMMEDIATE: True})
        self._idle: list[Connection] = []

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the store and changes nothing."""
        with surroundings(self.path), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """A transaction that holds the write lock from its first statement and commits once, last.

        Raises:
            StoreBusy, DiskFull, StoreReadOnly, StoreDamaged: nothing of the transaction is kept.
            UnrecordedChange: rows were written without an audit entry.
        """
        with surroundings(self.path), self._writing_connection() as connection, connection.begin():
            work = Writing(connection, self.unit_id)
            yield work
            work.finish()

    @contextmanager
    def _writing_connection(self) -> Iterator[Connection]:
        """A connection of the last one who wrote, or a new one; after a fault it is not used again."""
        connection = self._idle.pop() if self._idle else self._writer.connect()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        self._idle.append(connection)

    def close(self) -> None:
        """Close all connections; the last one folds the write-ahead log into the file."""
        while self._idle:
            self._idle.pop().close()
        self.engine.dispose()

"""Statements compiled once and run straight through the driver: a third of the cost of compiling at each use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, Dialect
from sqlalchemy.sql import ClauseElement

from desk.rules.chain import StoredValue


class Cursor(Protocol):
    """What both drivers' cursors can do."""

    def execute(self, text: str, parameters: Any = ..., /) -> Any:
        """Run one statement."""

    def executemany(self, text: str, parameters: Any, /) -> Any:
        """Run one statement for each set of values."""

    def fetchone(self) -> Any:
        """The next row as it is stored, or None."""

    def fetchall(self) -> Any:
        """All rows that are left, as they are stored."""


def cursor_of(connection: Connection) -> Cursor:
    """A driver's cursor inside the connection's transaction."""
    return connection.connection.cursor()


class Statement:
    """A statement compiled once for a dialect and run straight through the driver."""

    def __init__(self, clause: ClauseElement, dialect: Dialect, names: Sequence[str]) -> None:
        compiled = clause.compile(dialect=dialect, column_keys=list(names))
        self.text = str(compiled)
        order = getattr(compiled, "positiontup", None)
        self.order = None if order is None else tuple(names.index(name) for name in order)
        self.names = tuple(names)
        self._as_given = self.order == tuple(range(len(self.names)))

    def parameters(self, values: Sequence[StoredValue]) -> tuple[StoredValue, ...] | dict[str, StoredValue]:
        """The values as the driver wants them: by position, or by name."""
        if self._as_given:
            return tuple(values)
        if self.order is None:
            return dict(zip(self.names, values, strict=True))
        return tuple(values[at] for at in self.order)

    def run(self, cursor: Cursor, values: Sequence[StoredValue]) -> None:
        """Run it; values in the order of the names it was made with. Rows come from the cursor as they are stored."""
        cursor.execute(self.text, self.parameters(values))

    def run_each(self, cursor: Cursor, rows: Sequence[Sequence[StoredValue]]) -> None:
        """Run it once for each row of values."""
        cursor.executemany(self.text, [self.parameters(values) for values in rows])

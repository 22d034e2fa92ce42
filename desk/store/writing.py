"""The one gate for changes: each row that passes is digested, and nothing commits without its audit entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Table, bindparam, insert, select, update
from sqlalchemy.types import Boolean

from desk.errors import ClockAhead, ClockImpossible, ClockWrong
from desk.models import AuditEntry, DeskBase, NumberCounter, SignInTry
from desk.models.base import Day, Instant
from desk.rules.chain import GENESIS, StoredValue, canonical, entry_hash, row_digest
from desk.rules.clock_doubt import ClockDoubt, clock_doubt
from desk.rules.instants import from_stored, to_stored
from desk.store.plain import COMPUTER
from desk.store.statement import Cursor, Statement, cursor_of

# the chain proves itself, `check` recounts the counter from the numbers given out, and a delay is no evidence
UNDIGESTED = frozenset({AuditEntry.__tablename__, NumberCounter.__tablename__, SignInTry.__tablename__})
BEFORE_FIRST = "1970-01-01T00:00:00Z"

Row = Mapping[str, Any]
Values = list[StoredValue]


def _converter(column: Column[Any]) -> Callable[[Any], StoredValue] | None:
    if isinstance(column.type, Instant):
        return to_stored
    if isinstance(column.type, Day):
        return date.isoformat
    return int if isinstance(column.type, Boolean) else None


class TablePlan:
    """A table's column order and conversions, prepared once: what keeps a registration cheap."""

    def __init__(self, table: Table) -> None:
        self.name = table.name
        self.table = table
        self.columns = tuple(column.name for column in table.columns)
        self.keys = tuple(column.name for column in table.primary_key.columns)
        self.key_positions = tuple(self.columns.index(key) for key in self.keys)
        self.converters = tuple(
            (at, convert) for at, column in enumerate(table.columns) if (convert := _converter(column)) is not None
        )

    def stored(self, row: Row) -> Values:
        """The row's values in column order as they are stored; a missing column is empty."""
        values: Values = [row.get(name) for name in self.columns]
        for position, convert in self.converters:
            value = values[position]
            if value is not None:
                values[position] = convert(value)
        return values

    def key_of(self, values: Sequence[StoredValue]) -> str:
        """The row's key as text: the values of its primary key with colons between."""
        return ":".join(str(values[position]) for position in self.key_positions)


@cache
def plan_of(model: type[DeskBase]) -> TablePlan:
    """The prepared plan of a model's table."""
    return TablePlan(model.metadata.tables[model.__tablename__])


@cache
def _insert_of(model: type[DeskBase], dialect: Dialect, with_key: bool) -> Statement:
    plan = plan_of(model)
    if with_key:
        return Statement(insert(plan.table), dialect, plan.columns)
    clause = insert(plan.table).returning(plan.table.c[plan.keys[0]])
    return Statement(clause, dialect, plan.columns[1:])


@cache
def _update_of(model: type[DeskBase], dialect: Dialect, changed: tuple[str, ...]) -> Statement:
    plan = plan_of(model)
    clause = update(plan.table).values({name: bindparam(name) for name in changed})
    for key in plan.keys:
        clause = clause.where(plan.table.c[key] == bindparam(f"key_{key}"))
    return Statement(clause, dialect, (*changed, *(f"key_{key}" for key in plan.keys)))


@cache
def _row_of(model: type[DeskBase], dialect: Dialect) -> Statement:
    plan = plan_of(model)
    clause = select(plan.table)
    for key in plan.keys:
        clause = clause.where(plan.table.c[key] == bindparam(key))
    return Statement(clause, dialect, plan.keys)


@dataclass(frozen=True)
class Entry:
    """Where a change stands in the chain."""

    seq: int
    hash: str
    at: datetime


class UnrecordedChange(Exception):
    """Rows were written and no audit entry was made: a bug of ours, and the transaction is undone."""


class NoSuchRow(Exception):
    """An update named a row that is not there: a bug of ours."""


@dataclass
class Writing:
    """A transaction that changes the store. Made by `Store.writing`, which commits it once, last."""

    connection: Connection
    unit_id: int
    _pending: list[tuple[str, str, str]] = field(default_factory=list)
    _head: Entry | None = None
    cursor: Cursor = field(init=False)

    def __post_init__(self) -> None:
        self.cursor = cursor_of(self.connection)

    def head(self) -> Entry:
        """The newest entry of the unit's chain; seq 0 before the first."""
        if self._head is None:
            self.cursor.execute(
                f"SELECT seq, hash, at FROM audit_entry WHERE unit_id = {self.unit_id:d} ORDER BY seq DESC LIMIT 1"  # noqa: S608
            )
            found = self.cursor.fetchone()
            self._head = (
                Entry(found[0], found[1], from_stored(found[2]))
                if found
                else Entry(0, GENESIS, from_stored(BEFORE_FIRST))
            )
        return self._head

    def now(self, wall: datetime) -> datetime:
        """The moment of this change: the wall clock, but never before the newest entry.

        Raises:
            ClockWrong, ClockAhead, ClockImpossible: the clock cannot be believed (`desk.rules.clock_doubt`).
        """
        last = self.head().at
        doubt = clock_doubt(wall, last if self.head().seq else None)
        if doubt is not None:
            raise {ClockDoubt.BACK: ClockWrong, ClockDoubt.AHEAD: ClockAhead}.get(doubt, ClockImpossible)(
                at=wall, last=last
            )
        return max(wall.replace(microsecond=0), last)

    def insert(self, model: type[DeskBase], *rows: Row) -> None:
        """Add rows whose keys are given."""
        plan = plan_of(model)
        statement = _insert_of(model, self.connection.dialect, True)
        stored = [plan.stored({"unit_id": self.unit_id, **row}) for row in rows]
        if len(stored) == 1:
            statement.run(self.cursor, stored[0])
        elif stored:
            statement.run_each(self.cursor, stored)
        for values in stored:
            self._note(plan, values)

    def insert_new(self, model: type[DeskBase], row: Row) -> int:
        """Add one row and return the key that the database gave it."""
        plan = plan_of(model)
        statement = _insert_of(model, self.connection.dialect, False)
        values = plan.stored({"unit_id": self.unit_id, **row})
        statement.run(self.cursor, values[1:])
        key = self.cursor.fetchone()[0]
        values[0] = key
        self._note(plan, values)
        return int(key)

    def update(self, model: type[DeskBase], key: tuple[StoredValue, ...], **changes: Any) -> None:
        """Change columns of one row; the whole new row is digested."""
        plan, dialect = plan_of(model), self.connection.dialect
        reader = _row_of(model, dialect)
        reader.run(self.cursor, key)
        old = self.cursor.fetchone()
        if old is None:
            raise NoSuchRow(plan.name, key)
        new = plan.stored(changes)
        values: Values = [
            new[at] if name in changes else (int(old[at]) if isinstance(old[at], bool) else old[at])
            for at, name in enumerate(plan.columns)
        ]
        changed = tuple(name for name in plan.columns if name in changes)
        writer = _update_of(model, dialect, changed)
        given = [values[plan.columns.index(name)] for name in changed]
        writer.run(self.cursor, [*given, *key])
        self._note(plan, values)

    def record(self, *, officer: str, action: str, subject: str, at: datetime, **facts: StoredValue) -> Entry:
        """Bind all rows written since the last entry into the chain. `facts` must hold nothing personal."""
        before = self.head()
        seq, stored_at = before.seq + 1, to_stored(at)
        payload = canonical(
            {
                "unit": self.unit_id,
                "seq": seq,
                "at": stored_at,
                "computer": COMPUTER,
                "officer": officer,
                "action": action,
                "object": subject,
                "facts": facts,
                "rows": self._pending,
            }
        )
        digest = entry_hash(before.hash, payload)
        self._pending = []
        self.insert(
            AuditEntry,
            {"seq": seq, "at": at, "action": action, "object": subject, "payload": payload, "hash": digest},
        )
        self._head = Entry(seq, digest, from_stored(stored_at))
        return self._head

    def finish(self) -> None:
        """Called before the commit.

        Raises:
            UnrecordedChange: rows were written after the last entry.
        """
        if self._pending:
            raise UnrecordedChange([name for name, _, _ in self._pending])

    def _note(self, plan: TablePlan, values: Values) -> None:
        if plan.name not in UNDIGESTED:
            self._pending.append((plan.name, plan.key_of(values), row_digest(plan.name, values)))

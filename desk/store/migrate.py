"""Brings a store to the current schema without losing a child row, a trigger or the index (docs/decisions/0005)."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from desk.errors import DeskError, StoreDamaged, StoreTooNew
from desk.models import DeskBase, KioskBase
from desk.store import full_text
from desk.store.engine import IMMEDIATE, open_engine
from desk.store.faults import surroundings
from desk.store.revision import SCRIPTS, Kind, head_revision
from desk.store.triggers import put_back_triggers


class MigrationLostRows(DeskError):
    """A migration changed the number of rows of a table it was not allowed to. Facts: table, before, after."""


def _config(kind: Kind) -> object:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS / kind).replace("%", "%%"))
    config.attributes["metadata"] = (DeskBase if kind == "desk" else KioskBase).metadata
    return config


def known_revisions(kind: Kind) -> tuple[str, ...]:
    """All revisions this release knows, oldest first."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(_config(kind))  # type: ignore[arg-type]
    return tuple(reversed([script.revision for script in scripts.walk_revisions()]))


def current_revision(connection: Connection) -> str | None:
    """The revision a store is at; None for an empty file."""
    try:
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
    except DatabaseError as fault:
        if "no such table" in str(fault.orig):
            return None
        raise


def migrate(path: Path, kind: Kind, *, keep_copy_in: Path | None = None, create: bool = False) -> bool:
    """Bring the store at `path` to the newest revision. Returns whether anything was done.

    An existing store is first copied by the engine's own back-up call into `keep_copy_in`.

    Raises:
        StoreTooNew: a later release wrote the store.
        MigrationLostRows: the migration was undone because rows had vanished.
    """
    engine = open_engine(path, create=create, journal="TRUNCATE" if kind == "kiosk" else "WAL")
    try:
        with surroundings(path):
            with engine.connect() as connection:
                revision = current_revision(connection)
            if revision == head_revision(kind):
                return False
            if revision is None and not create:
                raise StoreDamaged(place=path, problem="empty")  # never make a new store where one has vanished
            if revision is not None:
                if revision not in known_revisions(kind):
                    raise StoreTooNew(revision=revision)
                if keep_copy_in is not None:
                    from desk.store.backup import copy_store

                    keep_copy_in.mkdir(parents=True, exist_ok=True)
                    copy_store(path, keep_copy_in / f"{path.stem}-truoc-{head_revision(kind)}.db")
            upgrade(engine, kind)
        return True
    finally:
        engine.dispose()


def upgrade(engine: Engine, kind: Kind, *, run: Callable[[Connection], None] | None = None) -> None:
    """Run the migrations in one transaction with foreign keys off, then prove that nothing was lost.

    `run` replaces Alembic's own run in tests of the proof itself.
    """
    with engine.execution_options(**{IMMEDIATE: True}).connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        # a no-op inside a transaction, so before it: else dropping a parent deletes its children (decision 0005)
        driver.execute("PRAGMA foreign_keys=OFF").close()
        try:
            with connection.begin():
                before = row_counts(connection)
                (run or _alembic(kind))(connection)
                if kind == "desk":
                    put_back_triggers(connection)
                _prove(connection, before)
        finally:
            driver.execute("PRAGMA foreign_keys=ON").close()


def _alembic(kind: Kind) -> Callable[[Connection], None]:
    def run(connection: Connection) -> None:
        from alembic import command

        config = _config(kind)
        config.attributes["connection"] = connection  # type: ignore[attr-defined]
        command.upgrade(config, "head")  # type: ignore[arg-type]

    return run


def row_counts(connection: Connection) -> dict[str, int]:
    """Rows of every ordinary table by name; the index's own tables are left out."""
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    ).scalars()
    return {
        name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()  # noqa: S608
        for name in list(names)
        if not name.startswith(full_text.TABLE) and name != "alembic_version"
    }


def _prove(connection: Connection, before: dict[str, int]) -> None:
    after = row_counts(connection)
    for table, count in before.items():
        if after.get(table, 0) != count:
            raise MigrationLostRows(table=table, before=count, after=after.get(table, 0))
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise MigrationLostRows(table=broken[0], before=1, after=0)


def schema_of(connection: Connection) -> dict[tuple[str, str], str]:
    """Type and name of every object of the schema with its text."""
    rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(kind, name): text for kind, name, text in rows}


@cache
def expected_schema(kind: Kind) -> dict[tuple[str, str], str]:
    """The schema that a new store of this release has; made once in a scratch folder that is thrown away."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "schema.db"
        migrate(path, kind, create=True)
        engine = open_engine(path)
        try:
            with engine.connect() as connection:
                return schema_of(connection)
        finally:
            engine.dispose()

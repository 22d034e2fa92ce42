"""Connections to a store: one SQLAlchemy engine with durable settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from desk.errors import EngineTooOld, StoreMissing
from desk.store.faults import BUSY_SECONDS
from desk.store.plain import address_of

FIRST_SAFE_SQLITE = (3, 51, 3)  # earlier ones may corrupt a WAL file that two processes write (docs/decisions/0002)
IMMEDIATE = "desk_immediate"

Journal = Literal["WAL", "TRUNCATE"]
# TRUNCATE is the kiosk's: a log of commits, or bytes left in free space, would tell whose vote was which
JOURNAL_PRAGMAS: dict[Journal, tuple[str, ...]] = {
    "WAL": ("PRAGMA journal_mode=WAL",),
    "TRUNCATE": ("PRAGMA journal_mode=TRUNCATE", "PRAGMA secure_delete=ON"),
}
# WAL + FULL: an acknowledged commit survives a power cut. NORMAL does not (docs/decisions/0002).
CONNECTION_PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    # pages kept by each connection, in KiB: the driver's own 8 MB, times six connections, filled the office's old PC
    "PRAGMA cache_size=-1000",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
)


def engine_version() -> tuple[int, ...]:
    """The version of the SQLite engine inside the driver."""
    return tuple(dbapi2.sqlite_version_info)


def refuse_old_engine(version: tuple[int, ...]) -> None:
    """Refuse an engine that may lose or corrupt data in WAL mode.

    Raises:
        EngineTooOld: the version is below 3.51.3.
    """
    if version < FIRST_SAFE_SQLITE:
        raise EngineTooOld(version=".".join(map(str, version)), needed=".".join(map(str, FIRST_SAFE_SQLITE)))


def open_engine(
    path: Path, *, create: bool = False, busy_seconds: float = BUSY_SECONDS, journal: Journal = "WAL"
) -> Engine:
    """An engine on the file at `path`. It never makes a new file unless told to.

    Raises:
        EngineTooOld: see `refuse_old_engine`.
        StoreMissing: there is no file and `create` is false.
    """
    refuse_old_engine(engine_version())
    if not create and not path.is_file():
        raise StoreMissing(home=path.parent)
    address = address_of(path, "rwc" if create else "rw")

    def connect() -> Any:
        # autocommit mode: transactions begin and end by our own statements, so DDL rolls back as well
        connection = dbapi2.connect(
            address,
            uri=True,
            timeout=busy_seconds,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        try:
            for pragma in (*JOURNAL_PRAGMAS[journal], *CONNECTION_PRAGMAS):
                connection.execute(pragma).close()
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://", module=dbapi2, creator=connect, poolclass=QueuePool, pool_size=4, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get(IMMEDIATE, False)
        # through the driver itself: this stands before every transaction
        connection.connection.cursor().execute("BEGIN IMMEDIATE" if immediate else "BEGIN").close()

    return engine

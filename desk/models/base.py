"""Common ground of the schema: metadata with named constraints, and the two column types of time."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Dialect, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

from desk.rules.instants import from_stored, to_stored

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class DeskBase(DeclarativeBase):
    """Tables of `desk.db` (or of the shared PostgreSQL database)."""

    metadata = MetaData(naming_convention=NAMING)


class KioskBase(DeclarativeBase):
    """Tables of the kiosk's own `kiosk.db`, which never refer to those of the desk."""

    metadata = MetaData(naming_convention=NAMING)


class Instant(TypeDecorator[dt.datetime]):
    """A moment, stored in UTC as text of fixed width (`2026-11-23T02:00:00Z`): sorts as it reads, alike everywhere."""

    impl = String(20)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> str | None:
        """The stored text of a moment."""
        return None if value is None else to_stored(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dt.datetime | None:
        """The moment in Vietnam time."""
        return None if value is None else from_stored(value)


class Day(TypeDecorator[dt.date]):
    """A calendar day of Vietnam, stored as ISO text; cannot be mistaken for an instant."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: dt.date | None, dialect: Dialect) -> str | None:
        """The stored text of a day."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> dt.date | None:
        """The day."""
        return None if value is None else dt.date.fromisoformat(value)

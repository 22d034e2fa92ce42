"""Stores of earlier schemas, made of a new one: what later revisions made is taken out again."""

from __future__ import annotations

import re
from pathlib import Path

from sqlcipher3 import dbapi2

from desk.paths import Home
from desk.store import migrations

VERSIONS = Path(migrations.__file__).parent / "desk/versions"


def made_after(revision: str) -> list[str]:
    """The tables that the revisions after one make."""
    later = [path for path in VERSIONS.glob("[0-9]*.py") if path.name[:4] > revision]
    return [
        name for path in later for name in re.findall(r'create_table\(\s*"(\w+)"', path.read_text(encoding="utf-8"))
    ]


def make_older(home: Home, revision: str) -> list[str]:
    """Bring a closed home's store back to a revision; returns the tables that are gone."""
    tables = made_after(revision)
    with dbapi2.connect(home.database) as store:
        for table in tables:
            store.execute(f"DROP TABLE {table}")
        store.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    store.close()
    return tables

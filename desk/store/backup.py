"""Consistent copies of a store while it is in use, proven by opening them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from desk.errors import StoreDamaged
from desk.store.engine import surroundings


@dataclass(frozen=True)
class CopyProof:
    """What a copy was seen to hold."""

    dossiers: int
    chain_head: str


def copy_store(source: Path, target: Path) -> None:
    """Copy a live store in one step and leave either the whole copy at `target` or nothing.

    One step, because a copy in pieces starts again at each commit of another process and may never end.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with surroundings(target):
            reader = dbapi2.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
            try:
                writer = dbapi2.connect(str(part))
                try:
                    reader.backup(writer, pages=-1)
                    # the copy travels as one file, without a write-ahead log beside it
                    writer.execute("PRAGMA journal_mode=DELETE").close()
                finally:
                    writer.close()
            finally:
                reader.close()
        with part.open("rb+") as copied:
            os.fsync(copied.fileno())
        part.replace(target)
        _sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def prove_copy(path: Path) -> CopyProof:
    """Open a copy, check it whole and count what it holds.

    Raises:
        StoreDamaged: the copy is not sound and must not count as a back-up.
    """
    with surroundings(path):
        connection = dbapi2.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            found = connection.execute("PRAGMA integrity_check").fetchone()[0]
            if found != "ok":
                raise StoreDamaged(place=path, problem=found)
            dossiers = connection.execute("SELECT count(*) FROM dossier").fetchone()[0]
            head = connection.execute("SELECT hash FROM audit_entry ORDER BY unit_id, seq DESC LIMIT 1").fetchone()
            return CopyProof(dossiers, head[0] if head else "")
        finally:
            connection.close()


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

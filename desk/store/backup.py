"""Consistent copies of a store while it is in use, proven by opening them."""

from __future__ import annotations

import os
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from desk.errors import StoreDamaged
from desk.store.faults import surroundings
from desk.store.plain import address_of


@dataclass(frozen=True)
class CopyProof:
    """What a copy was seen to hold."""

    dossiers: int
    chain_head: str


def copy_store(source: Path, target: Path) -> None:
    """Copy a live store in one step and leave either the whole copy at `target` or nothing.

    One step, because a copy in pieces starts again at each commit of another process and may never end. Several may
    copy at once: each writes a file of its own, readable by nobody else, and puts it in place whole.
    """
    with surroundings(target):
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
        os.close(handle)
        part = Path(name)
        try:
            with (
                closing(dbapi2.connect(address_of(source, "ro"), uri=True)) as reader,
                closing(dbapi2.connect(str(part))) as writer,
            ):
                reader.backup(writer, pages=-1)
                # the copy travels as one file, without a write-ahead log beside it
                writer.execute("PRAGMA journal_mode=DELETE").close()
            with part.open("rb+") as copied:
                os.fsync(copied.fileno())
            part.replace(target)
            sync_folder(target.parent)
        finally:
            part.unlink(missing_ok=True)


def prove_copy(path: Path) -> CopyProof:
    """Open a copy, check it whole and count what it holds.

    Raises:
        StoreDamaged: the copy is not sound and must not count as a back-up.
    """
    with surroundings(path):
        connection = dbapi2.connect(address_of(path, "ro"), uri=True)
        try:
            found = connection.execute("PRAGMA integrity_check").fetchone()[0]
            if found != "ok":
                raise StoreDamaged(place=path, problem=found)
            dossiers = connection.execute("SELECT count(*) FROM dossier").fetchone()[0]
            head = connection.execute("SELECT hash FROM audit_entry ORDER BY unit_id, seq DESC LIMIT 1").fetchone()
            return CopyProof(dossiers, head[0] if head else "")
        finally:
            connection.close()


def sync_folder(folder: Path) -> None:
    """Make new names in a folder last through a power cut; Windows needs none of it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

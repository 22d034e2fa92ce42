"""The contents of digitised papers beside the store: which are needed, which are damaged, which are left over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from desk.models import Attachment
from desk.services.attachments import live_files
from desk.services.desk import Desk
from desk.store.blobs import blobs, drop_blob, drop_leftovers, is_whole


def contents(connection: Connection) -> dict[str, int]:
    """The hashes of all contents that files need, and how many bytes each has."""
    wanted = live_files().with_only_columns(Attachment.sha256, Attachment.size)
    return {row.sha256: row.size for row in connection.execute(wanted)}


def first_of(connection: Connection, hashes: frozenset[str]) -> int | None:
    """The first file that needs one of these contents now, if there is one."""
    rows = connection.execute(live_files().with_only_columns(Attachment.id, Attachment.sha256))
    return next((int(row.id) for row in rows if row.sha256 in hashes), None)


def content_faults(connection: Connection, folder: Path) -> Iterator[tuple[str, str]]:
    """Place and words of every file whose content is missing or is not what was kept."""
    whole: dict[str, bool] = {}
    for row in connection.execute(live_files().with_only_columns(Attachment.id, Attachment.sha256)):
        if row.sha256 not in whole:
            whole[row.sha256] = is_whole(folder, row.sha256)
        if not whole[row.sha256]:
            yield f"attachment {row.id}", "nội dung tệp đính kèm bị mất hoặc khác với lúc đính kèm"


def sweep(desk: Desk) -> int:
    """Take away contents that no file needs any more: a power cut may have left some. Returns how many there were."""
    folder = desk.home.attachments
    drop_leftovers(folder)
    there = set(blobs(folder))
    with desk.store.reading() as connection:
        if there <= set(contents(connection)):
            return 0  # as nearly always: nobody waits for the lock
    with desk.store.writing() as work:
        loose = there - set(contents(work.connection))
        for sha256 in loose:
            drop_blob(folder, sha256)
    return len(loose)

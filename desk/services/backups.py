"""Back-ups on demand: a consistent copy of the store while it is in use, opened and checked before it counts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desk.errors import AttachmentGone, FileExists
from desk.file_gate import refuse_nameless
from desk.rules.instants import in_vietnam
from desk.services.desk import Desk
from desk.services.kept_contents import contents, first_of
from desk.services.sign_in import SignedIn, require
from desk.store.backup import CopyProof, copy_store, prove_copy
from desk.store.blobs import copy_blob
from desk.store.faults import surroundings


@dataclass(frozen=True)
class BackUpMade:
    """A back-up that was proven by opening it."""

    file: Path
    dossiers: int
    chain_head: str


def back_up(desk: Desk, officer: SignedIn, target: Path | None = None) -> BackUpMade:
    """Copy the store to `target`, or to a file named after the moment in the home's folder of back-ups.

    The kiosk's store, which holds votes that are not yet in the chain, is copied beside it. The contents of files go
    into the folder `attachments` beside it, which back-ups in one place share: each content is copied once.

    Raises:
        FileExists: a back-up never overwrites. UnwritableFile: its name is no text. DiskFull, DiskFaulty,
        StoreReadOnly, StoreDamaged: nothing counts as made. AttachmentGone: one is missing or damaged; the copy of the
        store counts as made and stays.
    """
    require(officer, "backup")
    return make_back_up(desk, target)


def make_back_up(desk: Desk, target: Path | None = None) -> BackUpMade:
    """`back_up` for the program itself, which makes one each day. Raises: as `back_up`."""
    with surroundings(target or desk.home.backups):
        if target is None:
            desk.home.backups.mkdir(parents=True, exist_ok=True)
            target = desk.home.backups / f"desk-{in_vietnam(desk.clock.now()):%Y%m%d-%H%M%S}.db"
        refuse_nameless(target)
        proof = _copy_stores(desk, target)
    _copy_contents(desk, contents_beside(target))
    return BackUpMade(target, proof.dossiers, proof.chain_head)


def _copy_stores(desk: Desk, target: Path) -> CopyProof:
    """Both stores as proven copies, or neither."""
    beside = kiosk_beside(target)
    for file in (target, beside):
        if file.exists():
            raise FileExists(file=file)
    try:
        # the kiosk first: a vote moved meanwhile is then in both copies, and is known by its id, never in neither
        copy_store(desk.kiosk.path, beside)
        copy_store(desk.store.path, target)
        return prove_copy(target)
    except BaseException:
        target.unlink(missing_ok=True)
        beside.unlink(missing_ok=True)
        raise


def contents_beside(file: Path) -> Path:
    """Where the contents of files lie that back-ups of one place share."""
    return file.parent / "attachments"


def kiosk_beside(file: Path) -> Path:
    """Where the kiosk's part of a back-up lies."""
    return file.with_name(f"{file.stem}.kiosk{file.suffix}")


def _copy_contents(desk: Desk, folder: Path) -> None:
    """Copy what is not there yet. What was taken off meanwhile is missed by nobody: it is looked for once more."""
    with desk.store.reading() as connection:
        needed = contents(connection)
    missing = [one for one, size in needed.items() if not copy_blob(desk.home.attachments, folder, one, size)]
    if missing:
        with desk.store.reading() as connection:
            damaged = first_of(connection, frozenset(missing))
        if damaged is not None:
            raise AttachmentGone(attachment=damaged)

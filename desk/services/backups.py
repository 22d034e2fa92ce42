"""Back-ups on demand: a consistent copy of the store while it is in use, opened and checked before it counts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desk.errors import FileExists
from desk.services.desk import Desk
from desk.services.sign_in import SignedIn, require
from desk.store.backup import copy_store, prove_copy


@dataclass(frozen=True)
class BackUpMade:
    """A back-up that was proven by opening it."""

    file: Path
    dossiers: int
    chain_head: str


def back_up(desk: Desk, officer: SignedIn, target: Path | None = None) -> BackUpMade:
    """Copy the store to `target`, or to a file named after the moment in the home's folder of back-ups.

    The kiosk's store, which holds votes that are not yet in the chain, is copied beside it.

    Raises:
        FileExists: a back-up never overwrites. DiskFull, StoreDamaged: nothing counts as made.
    """
    require(officer, "backup")
    if target is None:
        desk.home.backups.mkdir(parents=True, exist_ok=True)
        target = desk.home.backups / f"desk-{desk.clock.now():%Y%m%d-%H%M%S}.db"
    beside = target.with_name(f"{target.stem}.kiosk{target.suffix}")
    for file in (target, beside):
        if file.exists():
            raise FileExists(file=file)
    try:
        # the kiosk first: a vote moved meanwhile is then in both copies, and is known by its id, never in neither
        copy_store(desk.kiosk.path, beside)
        copy_store(desk.store.path, target)
        proof = prove_copy(target)
    except BaseException:
        target.unlink(missing_ok=True)
        beside.unlink(missing_ok=True)
        raise
    return BackUpMade(target, proof.dossiers, proof.chain_head)

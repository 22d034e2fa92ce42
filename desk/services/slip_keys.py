"""The office's key for signing slips: made when it is first needed, kept in a file of its own, renewed by a leader."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from desk.errors import FileRefused
from desk.file_gate import read_text
from desk.models import SlipKey
from desk.rules.check_code import check_code
from desk.rules.scan import SlipScan, slip_code
from desk.rules.slip_signature import key_id_of
from desk.services.desk import Desk
from desk.services.dossiers import DossierShown
from desk.services.sign_in import SignedIn, require
from desk.services.slip_signer import SlipSigner
from desk.store.backup import sync_folder
from desk.store.faults import surroundings
from desk.store.writing import Writing

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_SEED = 32  # bytes of an Ed25519 private key
_LARGEST_FILE = 1000


@dataclass(frozen=True)
class KnownKey:
    """The public half of a key of this office, and whether it is the one in force."""

    public: bytes
    newest: bool


def signer(desk: Desk, officer: SignedIn) -> SlipSigner:
    """The signer of the office; its key is made on the first slip, or anew where the file was lost.

    Raises:
        NotAllowed, DiskFull, FolderNotWritable and the faults of the store.
    """
    require(officer, "print")
    if desk.slip_signer is None:
        private = _read(desk.home.slip_key)
        with desk.store.reading() as connection:
            newest = _newest(connection, desk.store.unit_id)
        if private is None or _public(private).hex() != newest:
            private = _make(desk, officer, anew=False)
        desk.slip_signer = SlipSigner(private)
    return desk.slip_signer


def code_of(desk: Desk, officer: SignedIn, dossier: DossierShown) -> str:
    """The text of a dossier's code, signed by the key in force over the promise in force. Raises: as `signer`."""
    require(officer, "print")
    with desk.store.reading() as connection:
        agency = desk.office(connection).unit.agency_code
    code = check_code(dossier.entry_hash)
    scan = SlipScan(dossier.number, dossier.promised_at, agency, dossier.entry_seq, code)
    return slip_code(signer(desk, officer).sign(scan))


def renew_key(desk: Desk, officer: SignedIn) -> str:
    """Make a new key and return its name; slips of the old one stay genuine and are said to be of an older key.

    Raises:
        NotAllowed, DiskFull, FolderNotWritable and the faults of the store.
    """
    require(officer, "edit-unit")
    made = SlipSigner(_make(desk, officer, anew=True))
    desk.slip_signer = made
    return made.key_id


def known_key(connection: Connection, unit_id: int, key_id: str) -> KnownKey | None:
    """The key of that name, if this office has or had it."""
    rows = connection.execute(
        select(SlipKey.key_id, SlipKey.public).where(SlipKey.unit_id == unit_id).order_by(SlipKey.id.desc())
    ).all()
    for at, row in enumerate(rows):
        if row.key_id == key_id:
            return KnownKey(bytes.fromhex(row.public), newest=at == 0)
    return None


def _make(desk: Desk, officer: SignedIn, *, anew: bool) -> Ed25519PrivateKey:
    """A key whose file is on the disk before its public half is recorded: what is recorded can always sign.

    The store's lock is held, so of two processes one makes the key and the other finds it.
    """
    with desk.store.writing() as work:
        private = None if anew else _read(desk.home.slip_key)
        if private is None:
            private = _generate()
            with surroundings(desk.home.slip_key):
                _write(desk.home.slip_key, private.private_bytes_raw())
        if _public(private).hex() != _newest(work.connection, work.unit_id):
            _record(desk, work, officer, private)
    return private


def _record(desk: Desk, work: Writing, officer: SignedIn, private: Ed25519PrivateKey) -> None:
    now, public = work.now(desk.clock.now()), _public(private)
    key_id = key_id_of(public)
    row = {"key_id": key_id, "public": public.hex(), "made_at": now, "officer_id": officer.id}
    work.insert_new(SlipKey, row)
    work.record(officer=officer.login, action="slip-key", subject=key_id, at=now)


def _newest(connection: Connection, unit_id: int) -> str | None:
    asked = select(SlipKey.public).where(SlipKey.unit_id == unit_id).order_by(SlipKey.id.desc()).limit(1)
    return connection.execute(asked).scalar_one_or_none()


def _public(private: Ed25519PrivateKey) -> bytes:
    return private.public_key().public_bytes_raw()


def _generate() -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate()


def _read(file: Path) -> Ed25519PrivateKey | None:
    """The key of the file; None when there is none, or it is no key any more."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        seed = bytes.fromhex(read_text(file, _LARGEST_FILE).strip())
    except (FileRefused, ValueError):
        return None
    return Ed25519PrivateKey.from_private_bytes(seed) if len(seed) == _SEED else None


def _write(file: Path, seed: bytes) -> None:
    """Whole and on the disk, for its owner alone."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".slip-key-")  # made with 0600
    try:
        with os.fdopen(handle, "w", encoding="ascii") as target:
            target.write(seed.hex() + "\n")
            target.flush()
            os.fsync(target.fileno())
        os.replace(name, file)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    sync_folder(file.parent)

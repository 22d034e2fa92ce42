"""Files kept by the hash of their content, whole or not at all: on the disk before a row may speak of them."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from desk.store.backup import sync_folder
from desk.store.faults import surroundings

DAY_SECONDS = 86_400
_HASH = re.compile(r"[0-9a-f]{64}")


def hash_of(content: bytes) -> str:
    """The name of a content: SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def blob_path(folder: Path, sha256: str) -> Path:
    """Where the content of this hash lies: no folder holds more than a 256th of all."""
    return folder / sha256[:2] / sha256


def keep_blob(folder: Path, content: bytes) -> str:
    """Keep a content and return its hash; what is there already whole is not written again.

    Raises: DiskFull, StoreReadOnly.
    """
    sha256 = hash_of(content)
    target = blob_path(folder, sha256)
    with surroundings(folder):
        if not is_whole(folder, sha256):
            _write(target, content)
    return sha256


def is_whole(folder: Path, sha256: str) -> bool:
    """Whether the content of this hash is there and has this hash."""
    try:
        return hash_of(blob_path(folder, sha256).read_bytes()) == sha256
    except OSError:
        return False


def drop_blob(folder: Path, sha256: str) -> None:
    """Take a content away for good; one that is not there is as good."""
    with surroundings(folder):
        blob_path(folder, sha256).unlink(missing_ok=True)


def copy_blob(source: Path, target: Path, sha256: str, size: int) -> bool:
    """Copy a content into another folder; False where the source has it not, or not whole.

    What is there with its `size` in bytes was written and synced whole before, and is not read again: a stick with
    years of scans would take hours. Raises: DiskFull, StoreReadOnly.
    """
    with suppress(OSError):
        if blob_path(target, sha256).stat().st_size == size:
            return True
    try:
        content = blob_path(source, sha256).read_bytes()
    except OSError:
        return False
    return hash_of(content) == sha256 and keep_blob(target, content) == sha256


def blobs(folder: Path) -> Iterator[str]:
    """The hashes of all contents that are there."""
    for file in folder.glob("??/*"):
        if _HASH.fullmatch(file.name):
            yield file.name


def drop_leftovers(folder: Path) -> None:
    """Take away half-written files of a day ago or longer: what broke off then is not written on."""
    before = time.time() - DAY_SECONDS
    for file in (*folder.glob("*.probe"), *folder.glob("??/*.part")):
        with suppress(OSError):
            if file.stat().st_mtime < before:
                file.unlink()


def _write(target: Path, content: bytes) -> None:
    for made in (target.parent.parent, target.parent):
        if not made.is_dir():
            made.mkdir(parents=True, exist_ok=True)
            made.chmod(0o700)
            sync_folder(made.parent)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)

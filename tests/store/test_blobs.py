"""Contents are whole or not there, kept once, and healed when they are given again."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

from desk.store.blobs import blob_path, blobs, copy_blob, drop_blob, drop_leftovers, hash_of, is_whole, keep_blob


def test_a_content_is_kept_once_under_its_hash(tmp_path: Path) -> None:
    folder = tmp_path / "attachments"
    first, second = keep_blob(folder, b"a" * 1000), keep_blob(folder, b"a" * 1000)
    assert first == second == hash_of(b"a" * 1000)
    assert list(blobs(folder)) == [first]
    assert blob_path(folder, first).read_bytes() == b"a" * 1000
    assert stat.S_IMODE(blob_path(folder, first).stat().st_mode) == 0o600 or os.name != "posix"
    assert not list(folder.rglob("*.part"))


def test_a_damaged_content_is_known_and_healed(tmp_path: Path) -> None:
    sha256 = keep_blob(tmp_path, b"whole")
    blob_path(tmp_path, sha256).write_bytes(b"half")
    assert not is_whole(tmp_path, sha256)
    keep_blob(tmp_path, b"whole")
    assert is_whole(tmp_path, sha256)


def test_copies_are_made_of_whole_contents_alone(tmp_path: Path) -> None:
    here, there = tmp_path / "a", tmp_path / "b"
    sha256 = keep_blob(here, b"content")
    assert copy_blob(here, there, sha256, 7)
    assert is_whole(there, sha256)
    blob_path(there, sha256).write_bytes(b"half")
    assert copy_blob(here, there, sha256, 7)  # another size: written again
    assert is_whole(there, sha256)
    blob_path(here, sha256).write_bytes(b"bent")
    assert copy_blob(here, there, sha256, 7)  # it is there already
    drop_blob(there, sha256)
    assert not copy_blob(here, there, sha256, 7)
    drop_blob(here, sha256)
    drop_blob(here, sha256)
    assert not copy_blob(here, there, sha256, 7)


def test_what_broke_off_long_ago_is_cleared(tmp_path: Path) -> None:
    sha256 = keep_blob(tmp_path, b"content")
    old, new = tmp_path / sha256[:2] / "old.part", tmp_path / "new.probe"
    for file in (old, new):
        file.write_bytes(b"x")
    os.utime(old, (time.time() - 100_000,) * 2)
    drop_leftovers(tmp_path)
    assert not old.exists()
    assert new.exists()
    assert is_whole(tmp_path, sha256)

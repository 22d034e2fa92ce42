"""Homes on network shares are told from homes on disks of the machine."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desk.errors import NetworkPlace
from desk.store import place
from desk.store.place import is_unc, kind_in_mounts, network_kind, refuse_network_place

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="reads a table of mounts, which only Linux has")


def mounts_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str, point: Path) -> None:
    table = tmp_path / "mounts"
    escaped = str(point).replace(" ", "\\040")
    table.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {escaped} {kind} rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(place, "_MOUNTS", table)


@on_linux
@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "fuse", "fuse.rclone"])
def test_a_share_is_refused_also_below_and_before_it_exists(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    point = tmp_path / "ổ chung"
    mounts_with(monkeypatch, tmp_path, kind, point)
    with pytest.raises(NetworkPlace) as refused:
        refuse_network_place(point / "new" / "home")
    assert refused.value.kind == kind
    assert network_kind(tmp_path / "beside") is None


@on_linux
@pytest.mark.parametrize("kind", ["ext4", "btrfs", "xfs", "fuseblk", "tmpfs", "overlay", "vfat"])
def test_a_disk_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str) -> None:
    mounts_with(monkeypatch, tmp_path, kind, tmp_path / "disk")
    refuse_network_place(tmp_path / "disk" / "home")


@on_linux
def test_a_link_to_a_share_is_seen_through(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    (tmp_path / "link").symlink_to(share)
    mounts_with(monkeypatch, tmp_path, "cifs", share)
    assert network_kind(tmp_path / "link" / "home") == "cifs"


@on_linux
def test_without_a_table_nothing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(place, "_MOUNTS", tmp_path / "none")
    assert network_kind(tmp_path) is None


@on_linux
def test_the_deepest_and_last_mount_counts() -> None:
    table = "a / ext4 rw\nb /mnt nfs rw\nc /mnt/disk ext4 rw\nd /mnt/disk cifs rw\nbroken\n"
    assert kind_in_mounts(table, Path("/mnt/disk/x")) == "cifs"
    assert kind_in_mounts(table, Path("/mnt/diskette")) == "nfs"
    assert kind_in_mounts(table, Path("/srv")) == "ext4"


def test_windows_shares_are_known_by_their_name() -> None:
    assert is_unc(r"\\server\share\x")
    assert is_unc("//server/share")
    assert is_unc(r"\\?\UNC\server\share")
    assert not is_unc(r"C:\desk")
    assert not is_unc(r"\\?\C:\desk")

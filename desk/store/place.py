"""Where a home may lie: a database on a network share loses writes, so such a place is refused at set-up."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from desk.errors import NetworkPlace

# file systems whose locks and write order SQLite cannot rely on (sqlite.org/useovernet.html); fuse is most often sshfs
_NETWORK_KINDS = re.compile(r"nfs\d*|cifs|smb\d*|smbfs|9p|afs|ceph|glusterfs|lustre|ncpfs|fuse(\..+)?")
_LOCAL_FUSE = frozenset({"fuse.fuseblk"})  # "fuseblk" itself (NTFS and exFAT disks) is another word and local
_MOUNTS = Path("/proc/mounts")
_REMOTE_DRIVE = 4  # GetDriveTypeW: DRIVE_REMOTE


def refuse_network_place(place: Path) -> None:
    """Refuse a folder on a network share; it need not exist yet.

    Raises:
        NetworkPlace: with the kind of share.
    """
    kind = network_kind(place)
    if kind is not None:
        raise NetworkPlace(place=place, kind=kind)


def network_kind(place: Path) -> str | None:
    """The kind of network share a path lies on; None when it is local or the system does not say."""
    if sys.platform == "win32":
        return _windows_kind(str(place.absolute()))
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    kind = kind_in_mounts(mounts, Path(os.path.realpath(place)))
    return kind if kind and _NETWORK_KINDS.fullmatch(kind) and kind not in _LOCAL_FUSE else None


def kind_in_mounts(mounts: str, place: Path) -> str | None:
    """The file system that a path lies on by text like `/proc/mounts`: the deepest above it, of several the last."""
    best: tuple[int, str] | None = None
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = Path(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), parts[1]))
        if place.is_relative_to(point) and (best is None or len(point.parts) >= best[0]):
            best = (len(point.parts), parts[2])
    return best[1] if best else None


def is_unc(path: str) -> bool:
    r"""Whether a Windows path names a share: `\\server\share`, also with forward slashes or the `\\?\UNC\` prefix."""
    plain = path.replace("/", "\\")
    if plain.upper().startswith("\\\\?\\UNC\\"):
        return True
    return plain.startswith("\\\\") and not plain.startswith(("\\\\?\\", "\\\\.\\"))


def _windows_kind(path: str) -> str | None:
    if is_unc(path):
        return "UNC"
    if sys.platform == "win32":
        import ctypes

        if ctypes.windll.kernel32.GetDriveTypeW(os.path.splitdrive(path)[0] + "\\") == _REMOTE_DRIVE:
            return "SMB"
    return None

"""Reads the pinned requirements: each name with its exact version and the hashes of its files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

LINE = re.compile(r"(?P<name>[\w.-]+)==(?P<version>[\w.+!-]+)( ; .*?)?(?P<hashes>(\s+--hash=sha256:[0-9a-f]{64})+)\s*")


class Pin(NamedTuple):
    """One exact version and the SHA-256 of each file that may be installed for it."""

    version: str
    hashes: tuple[str, ...]


def canonical(name: str) -> str:
    """The one spelling of a package's name that indexes compare by."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read(file: Path) -> dict[str, Pin]:
    """Canonical name -> pin; raises ValueError for a line that is not exact or has no hash."""
    text = re.sub(r"(?m)^\s*#.*\n", "", file.read_text(encoding="utf-8"))
    pins: dict[str, Pin] = {}
    for line in text.replace("\\\n", " ").splitlines():
        if not line.strip():
            continue
        found = LINE.fullmatch(line)
        if found is None:
            raise ValueError(f"{file.name}: {line[:80]}")
        hashes = tuple(sorted(re.findall(r"sha256:([0-9a-f]{64})", found["hashes"])))
        pins[canonical(found["name"])] = Pin(found["version"], hashes)
    return pins

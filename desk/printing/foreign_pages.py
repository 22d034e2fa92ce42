"""Pages of files that others made, opened in a process of its own: one that falls takes nothing along."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from desk.errors import BadFile
from desk.printing import opened_apart
from desk.vocabulary import FileKind

SECONDS = 30


def count_pages(path: Path, kind: FileKind) -> int:
    """How many pages a file has; every line of a picture is decoded. Raises: BadFile."""
    return int(_run(path, kind))


def page_png(path: Path, kind: FileKind, page: int, width_px: int) -> bytes:
    """One page, counted from 0, as a PNG picture about so wide. Raises: BadFile."""
    return _run(path, kind, str(page), str(width_px))


def _run(path: Path, kind: FileKind, *more: str) -> bytes:
    apart = [sys.executable, "-I", opened_apart.__file__, str(path), kind.value, *more]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows: no console flashes up
    try:
        done = subprocess.run(  # noqa: S603 - our own program, the path is an argument and no command
            apart, capture_output=True, timeout=SECONDS, check=False, creationflags=hidden
        )
    except subprocess.TimeoutExpired as fault:
        raise BadFile(file=path.name, problem="broken_file") from fault
    if done.returncode:
        raise BadFile(
            file=path.name, problem="locked_file" if done.returncode == opened_apart.LOCKED else "broken_file"
        )
    return done.stdout

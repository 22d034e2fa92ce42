"""A folder that takes papers as PDF files: for desks without a printer, and for keeping."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desk.errors import DiskFull, FileExists, FolderNotWritable
from desk.printing.printers.printer import Handling, PrintJob
from desk.vocabulary import PDF_FOLDER

_UNSAFE = re.compile(r"[^\w.\-]+")
_FULL = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True)
class PdfFolder:
    """Writes `<title>.pdf`; a file that is there is whole, and the same title replaces it."""

    folder: Path
    name: str = PDF_FOLDER

    def send(self, pdf: bytes, title: str, handling: Handling) -> PrintJob:
        """The file's name as the job; a file needs no handling. Errors: DiskFull, FolderNotWritable."""
        file = self.folder / f"{_file_name(title)}.pdf"
        write_whole(file, pdf)
        return PrintJob(job=file.name, printer=self.name, done=True)


def write_whole(file: Path, pdf: bytes) -> None:
    """Write a file so that it is there whole and on the disk, or not at all. Errors: DiskFull, FolderNotWritable."""
    with _told(file.parent):
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(file, pdf)


@contextlib.contextmanager
def reserved(file: Path) -> Iterator[None]:
    """Take the name of a file that is not there, so that nobody else writes to it; left empty, it goes again.

    Errors: FileExists, DiskFull, FolderNotWritable.
    """
    with _told(file.parent):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            file.open("xb").close()
        except FileExistsError:
            raise FileExists(file=file) from None
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            if file.stat().st_size == 0:
                file.unlink()


@contextlib.contextmanager
def _told(place: Path) -> Iterator[None]:
    """Faults of the surroundings as errors that help."""
    try:
        yield
    except OSError as fault:
        raise (DiskFull if fault.errno in _FULL else FolderNotWritable)(place=place) from fault


def _file_name(title: str) -> str:
    """The title without anything that names a folder or a device."""
    return _UNSAFE.sub("-", title).strip(".-") or "paper"


def _write(file: Path, pdf: bytes) -> None:
    """All or nothing, and on the disk when it returns."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(pdf)
            target.flush()
            os.fsync(target.fileno())
        os.replace(name, file)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    _sync_folder(file.parent)


def _sync_folder(folder: Path) -> None:
    """Makes the new name last; Windows opens no folders and needs none of it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

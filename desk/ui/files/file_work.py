"""What the window of a dossier's files does off the GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desk.printing.scan_pages import bind_pages
from desk.services.attachments import (
    AttachmentShown,
    FileGiven,
    attach,
    attachments_of,
    open_attachment,
    picture_of,
    read_file,
)
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.sign_in import SignedIn
from desk.vocabulary import FileKind, FileSource


@dataclass(frozen=True)
class Of:
    """What a file is of: the component so counted from 1, the result, or the dossier as a whole."""

    component: int | None = None
    is_result: bool = False


@dataclass(frozen=True)
class FilesRead:
    """The files of a dossier, and the papers that they can be of."""

    files: tuple[AttachmentShown, ...]
    components: tuple[str, ...]
    has_result: bool


@dataclass(frozen=True)
class FileOpened:
    """A file that is looked at: where its content lies while the window is open."""

    file: AttachmentShown
    path: Path


@dataclass(frozen=True)
class PageDrawn:
    """A page of an opened file, counted from 0, as a PNG picture."""

    attachment: int
    page: int
    png: bytes


def read_files(desk: Desk, officer: SignedIn, number: str) -> FilesRead:
    """The files and papers of a dossier; reads the store."""
    shown = show(desk, officer, number)
    files = attachments_of(desk, officer, number)
    return FilesRead(files, tuple(one.name for one in shown.components), shown.finished_at is not None)


def keep_files(desk: Desk, officer: SignedIn, number: str, paths: Sequence[Path], of: Of) -> list[AttachmentShown]:
    """Keep chosen files with the dossier, one after the other; the first that is refused ends it."""
    return [
        attach(desk, officer, number, FileGiven(read_file(path), path.name, of.component, of.is_result))
        for path in paths
    ]


def keep_scan(
    desk: Desk, officer: SignedIn, number: str, pages: Sequence[bytes], name: str, of: Of
) -> list[AttachmentShown]:
    """Keep scanned pages as one PDF."""
    given = FileGiven(bind_pages(pages), name, of.component, of.is_result, FileSource.SCANNER)
    return [attach(desk, officer, number, given)]


def open_file(desk: Desk, officer: SignedIn, file: AttachmentShown) -> FileOpened:
    """Open a file to look at; that is kept track of."""
    return FileOpened(file, open_attachment(desk, officer, file.id))


def draw(opened: FileOpened, page: int, width_px: int) -> PageDrawn:
    """Draw a page of it."""
    return PageDrawn(opened.file.id, page, picture_of(opened.path, FileKind(opened.file.kind), page, width_px))

"""Digitised papers of a dossier: kept once by their content, looked at with a trace, taken off with a reason."""

from __future__ import annotations

import datetime as dt
import secrets
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, select

from desk.errors import (
    AttachmentGone,
    BadFile,
    FileRefused,
    MissingField,
    NoResultYet,
    NotAllowed,
    UnknownAttachment,
    UnreadableFile,
    VoidedDossier,
)
from desk.file_gate import FileProblem, read_bytes
from desk.models import Attachment, Component, Detachment, Dossier, Officer
from desk.printing.foreign_pages import count_pages, page_png
from desk.rules.file_kind import MOST_BYTES, MOST_PAGES, FileFault, kind_of
from desk.rules.text import clean_text
from desk.services.correcting import component_positions
from desk.services.desk import Desk
from desk.services.intake_request import LONG_LIMIT
from desk.services.sign_in import SignedIn, require
from desk.services.steps import find_dossier
from desk.store.blobs import blob_path, drop_blob, is_whole, keep_blob
from desk.vocabulary import FileKind, FileSource, Role, Status

NAME_LIMIT = 120


@dataclass(frozen=True)
class AttachmentShown:
    """A file of a dossier as it is kept; `component` is the name of the paper that it is of, None of the whole dossier.

    `size` is in bytes.
    """

    id: int
    name: str
    component: str | None
    is_result: bool
    kind: FileKind
    size: int
    pages: int
    sha256: str
    source: FileSource
    added_at: dt.datetime
    officer: str


@dataclass(frozen=True)
class FileGiven:
    """A file to be kept: its content and what it was called; of the component so counted from 1, or of the result."""

    content: bytes
    name: str
    component: int | None = None
    is_result: bool = False
    source: FileSource = FileSource.FILE


def read_file(path: Path) -> bytes:
    """The content of a file that somebody chose; nothing but a plain file is opened, and not more than may be kept.

    Raises: UnreadableFile. BadFile: too large.
    """
    try:
        return read_bytes(path, MOST_BYTES)
    except FileRefused as refused:
        if refused.facts["problem"] is FileProblem.TOO_LARGE:
            raise BadFile(file=path.name, problem=FileFault.TOO_LARGE.value) from None
        raise UnreadableFile(file=path.name) from None


def attach(desk: Desk, officer: SignedIn, number: str, given: FileGiven) -> AttachmentShown:
    """Keep a file with a dossier; content and row are durable when this returns. The same again is kept once.

    The content is on the disk before the row commits: a row never speaks of a file that a power cut took.

    Raises:
        NotAllowed, UnknownDossier, VoidedDossier. BadFile: not a sound PDF or JPEG, or too large. NoResultYet.
        MissingField: there is no such component. DiskFull, StoreReadOnly.
    """
    require(officer, "attach")
    name = _plain_name(given.name)
    kind = kind_of(given.content)
    if isinstance(kind, FileFault):
        raise BadFile(file=name, problem=kind.value)
    with desk.store.reading() as connection:  # refused before a large file is written
        _place(connection, desk.store.unit_id, number, given)
    pages = _proven_pages(desk, given.content, kind, name)
    sha256 = keep_blob(desk.home.attachments, given.content)
    with desk.store.writing() as work:
        row, position = _place(work.connection, work.unit_id, number, given)
        known = _live(work.connection, row.id)
        same = next(
            (one for one in known if (one.sha256, one.position, one.is_result) == (sha256, position, given.is_result)),
            None,
        )
        if same is not None:
            return _shown(same)
        now = work.now(desk.clock.now())
        made = work.insert_new(
            Attachment,
            {
                "dossier_id": row.id,
                "component": position,
                "is_result": given.is_result,
                "salt": secrets.token_hex(16),
                "name": name,
                "sha256": sha256,
                "kind": kind.value,
                "size": len(given.content),
                "pages": pages,
                "source": given.source.value,
                "added_at": now,
                "officer_id": officer.id,
            },
        )
        work.record(officer=officer.login, action="attach", subject=number, at=now, attachment=made)
        # a removal that began after the content was found whole may have taken it: put it back before the row commits
        keep_blob(desk.home.attachments, given.content)
        return _shown(next(one for one in _live(work.connection, row.id) if one.id == made))


def attachments_of(desk: Desk, officer: SignedIn, number: str) -> tuple[AttachmentShown, ...]:
    """The files of a dossier, in the order they came; those taken off are left out.

    Raises:
        NotAllowed, UnknownDossier.
    """
    require(officer, "read")
    with desk.store.reading() as connection:
        row = find_dossier(connection, desk.store.unit_id, number)
        return tuple(_shown(one) for one in _live(connection, row.id))


def open_attachment(desk: Desk, officer: SignedIn, attachment: int) -> Path:
    """Where the content of a file lies, for looking at; that somebody looks at it is an entry of the audit chain.

    Raises:
        NotAllowed, UnknownAttachment. AttachmentGone: it is not there any more, or is not what was kept.
    """
    require(officer, "view-attachment")
    with desk.store.writing() as work:
        found, number = _one(work.connection, work.unit_id, attachment)
        if not is_whole(desk.home.attachments, found.sha256):
            raise AttachmentGone(attachment=attachment)
        now = work.now(desk.clock.now())
        work.record(officer=officer.login, action="view-attachment", subject=number, at=now, attachment=attachment)
    return blob_path(desk.home.attachments, found.sha256)


def picture_of(path: Path, kind: FileKind, page: int, width_px: int) -> bytes:
    """A page of an opened file, counted from 0, as a PNG picture. Raises: BadFile."""
    return page_png(path, kind, page, width_px)


def detach(desk: Desk, officer: SignedIn, attachment: int, reason: str) -> None:
    """Take a file off its dossier, with the reason; its content goes for good when nothing else needs it.

    Raises:
        NotAllowed: another officer attached it, and who asks is no leader. UnknownAttachment. MissingField. BadText.
    """
    require(officer, "detach")
    why = clean_text(reason, "reason", LONG_LIMIT, lines=True)
    if not why:
        raise MissingField(field="reason")
    with desk.store.writing() as work:
        found, number = _one(work.connection, work.unit_id, attachment)
        if found.officer_id != officer.id and Role.LEADER not in officer.roles:
            raise NotAllowed(login=officer.login, action="detach")
        now = work.now(desk.clock.now())
        row = {"attachment_id": attachment, "salt": secrets.token_hex(16), "reason": why, "at": now}
        work.insert(Detachment, {**row, "officer_id": officer.id})
        work.record(officer=officer.login, action="detach", subject=number, at=now, attachment=attachment)
    with desk.store.writing() as work:  # under the lock that also keeps anybody from attaching the same meanwhile
        if not _needed(work.connection, found.sha256):
            drop_blob(desk.home.attachments, found.sha256)


def _plain_name(name: str) -> str:
    """The name of a file as harmless text: no folders, no characters that steer or cannot be seen."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(one for one in last if unicodedata.category(one)[0] != "C")
    return clean_text(seen[:NAME_LIMIT], "name", NAME_LIMIT) or "tệp"


def _place(connection: Connection, unit_id: int, number: str, given: FileGiven) -> tuple[Row[Any], int | None]:
    """The dossier, and the position of the component that the file is of."""
    row = find_dossier(connection, unit_id, number)
    if row.status == Status.VOIDED:
        raise VoidedDossier(number=number)
    if given.is_result and row.finished_at is None:
        raise NoResultYet(number=number)
    if given.component is None:
        return row, None
    positions = component_positions(connection, row.id)
    if not 1 <= given.component <= len(positions):
        raise MissingField(field=f"components[{given.component}].name")
    return row, positions[given.component - 1]


def _proven_pages(desk: Desk, content: bytes, kind: FileKind, name: str) -> int:
    """How many pages a content has, seen by opening it apart from the desk."""
    desk.home.attachments.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=desk.home.attachments, suffix=".probe", delete=False) as probe:
        probe.write(content)
    try:
        pages = count_pages(Path(probe.name), kind)
    except BadFile as fault:
        raise BadFile(file=name, problem=str(fault.problem)) from fault
    finally:
        Path(probe.name).unlink(missing_ok=True)
    if not 1 <= pages <= MOST_PAGES:
        raise BadFile(file=name, problem=(FileFault.TOO_MANY_PAGES if pages else FileFault.BROKEN).value)
    return pages


def live_files() -> Any:
    """The statement for every file that was not taken off, in the order they came."""
    taken_off = select(Detachment.attachment_id)
    return (
        select(
            Attachment, Attachment.component.label("position"), Component.name.label("paper"),
            Officer.name.label("officer"),
        )
        .join(Officer, Officer.id == Attachment.officer_id)
        .outerjoin(
            Component,
            (Component.dossier_id == Attachment.dossier_id) & (Component.position == Attachment.component),
        )
        .where(Attachment.id.not_in(taken_off))
        .order_by(Attachment.id)
    )  # fmt: skip


def _live(connection: Connection, dossier_id: int) -> list[Row[Any]]:
    return list(connection.execute(live_files().where(Attachment.dossier_id == dossier_id)))


def _one(connection: Connection, unit_id: int, attachment: int) -> tuple[Row[Any], str]:
    wanted = live_files().where(Attachment.id == attachment, Attachment.unit_id == unit_id)
    row = connection.execute(wanted).first()
    if row is None:
        raise UnknownAttachment(attachment=attachment)
    number = connection.execute(select(Dossier.number).where(Dossier.id == row.dossier_id)).scalar_one()
    return row, str(number)


def _needed(connection: Connection, sha256: str) -> bool:
    return connection.execute(live_files().where(Attachment.sha256 == sha256)).first() is not None


def _shown(row: Row[Any]) -> AttachmentShown:
    return AttachmentShown(
        row.id, row.name, row.paper, row.is_result, FileKind(row.kind), row.size, row.pages, row.sha256,
        FileSource(row.source), row.added_at, row.officer,
    )  # fmt: skip

"""Keeps what an officer has typed and not yet saved: one private file for each login, there whole or not at all."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import select

from desk.errors import BadTime, FileRefused, UnreadableFile
from desk.file_gate import FileProblem, json_object, read_bytes
from desk.models import Dossier
from desk.paths import Home
from desk.printing.printers.pdf_folder import write_whole
from desk.rules.instants import iso, parse_instant
from desk.services.desk import Desk

LARGEST_DRAFT = 1_000_000  # bytes; a form that is full to the brim has a tenth of it


@dataclass(frozen=True)
class Draft:
    """The request as it was typed (docs/command-line, `register`), and when it was kept."""

    document: Mapping[str, Any]
    kept_at: dt.datetime


def keep_draft(home: Home, login: str, document: Mapping[str, Any], kept_at: dt.datetime) -> None:
    """Put a draft in the place of the one before; it is on the disk when this returns, and only its owner may read it.

    Raises:
        DiskFull, FolderNotWritable: the draft before stands.
    """
    with contextlib.suppress(OSError):  # what is wrong with the folder is told by the writing
        home.drafts.mkdir(mode=0o700, exist_ok=True)
    kept = {"kept_at": iso(kept_at), "document": dict(document)}
    write_whole(_file(home, login), json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def read_draft(home: Home, login: str) -> Draft | None:
    """The draft of a login, if there is one.

    Raises:
        UnreadableFile: it is damaged and was put aside under the name told, or cannot be read where it is.
    """
    file = _file(home, login)
    try:
        kept = json_object(read_bytes(file, LARGEST_DRAFT), file.name, "surrogatepass")
        return _draft_of(kept)
    except FileRefused as refused:
        problem = refused.facts["problem"]
        if problem is FileProblem.MISSING:
            return None
        unread = problem in {FileProblem.UNREADABLE, FileProblem.NOT_PLAIN}
        raise UnreadableFile(file=file if unread else _put_aside(file)) from refused
    except (ValueError, BadTime) as fault:
        raise UnreadableFile(file=_put_aside(file)) from fault


def sweep_drafts(home: Home) -> None:
    """Take away what a process that was killed had half written: it holds personal data and is nobody's.

    To be called before anything of the home is kept: it does not know a file that is being written now.
    """
    for left in home.drafts.glob(".*.tmp"):
        with contextlib.suppress(OSError):
            left.unlink()


def forget_draft(home: Home, login: str) -> None:
    """Take the draft of a login away; that there is none is as well.

    Raises:
        UnreadableFile: it is still there.
    """
    file = _file(home, login)
    try:
        file.unlink(missing_ok=True)
    except OSError as fault:
        raise UnreadableFile(file=file) from fault


def number_stored(desk: Desk, request_id: str) -> str | None:
    """The number of the dossier that a request already made: the power went between its commit and its answer."""
    wanted = select(Dossier.number).where(Dossier.unit_id == desk.store.unit_id, Dossier.request_id == request_id)
    with desk.store.reading() as connection:
        return connection.execute(wanted).scalar_one_or_none()


def _file(home: Home, login: str) -> Path:
    """A name that leaves the folder for no login, and that no two logins share."""
    return home.drafts / f"{quote(login, safe='')}.json"


def _draft_of(kept: dict[str, Any]) -> Draft:
    if not isinstance(kept.get("document"), dict):
        raise ValueError
    return Draft(kept["document"], parse_instant(str(kept.get("kept_at")), "kept_at"))


def _put_aside(file: Path) -> Path:
    aside = file.with_suffix(".damaged")
    try:
        os.replace(file, aside)
    except OSError:
        return file
    return aside

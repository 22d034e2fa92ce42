"""Papers: what stands on them is built from stored facts, drawn, and every copy that leaves the desk is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from desk.errors import CopyMissing, DeskError, NotBuiltYet
from desk.models import PaperCopy, SubjectCopy
from desk.printing.pictures import page_count
from desk.printing.printers.pdf_folder import write_whole
from desk.services.desk import Desk
from desk.services.dossier_papers import is_visit
from desk.services.paper_contents import PAPERS
from desk.services.paper_kinds import Asked, PaperKind
from desk.services.printing_jobs import handled
from desk.services.sign_in import SignedIn, require
from desk.services.steps import find_dossier
from desk.vocabulary import FormEdition, PaperForm


@dataclass(frozen=True)
class PaperMade:
    """A paper kept as a file; copy 1 is the first."""

    file: Path
    pages: int
    copy: int


@dataclass(frozen=True)
class PaperSeen:
    """A paper to look at, and the number of the copy that it is or would be."""

    pdf: bytes
    copy: int


@dataclass(frozen=True)
class PaperPrinted:
    """A paper handed to a printer; `done` when nothing more is to be seen of it."""

    job: str
    printer: str
    copy: int
    done: bool = False


def save_paper(
    desk: Desk, officer: SignedIn, form: PaperForm, number: str, target: Path, edition: FormEdition | None = None
) -> PaperMade:
    """Draw a paper, record the copy and keep it as a file, whole or not at all.

    `number` is that of the dossier, of the receipt, or of a slip of the pad: of what the paper is of.

    Raises:
        UnknownDossier, UnknownReceipt, PadNumberUnknown, EntryMismatch, NotBuiltYet, DiskFull, FolderNotWritable.
    """
    require(officer, "print")
    copy = _count_copy(desk, officer, form, number, "tệp", edition)
    pdf = _drawn(desk, officer, form, number, copy, edition)
    write_whole(target, pdf)
    return PaperMade(target, page_count(pdf), copy)


def print_paper(
    desk: Desk,
    officer: SignedIn,
    form: PaperForm,
    number: str,
    printer: str | None = None,
    copies: int | None = None,
    again: int | None = None,
) -> PaperPrinted:
    """Draw a paper, record the copy, hand `copies` pieces of it to a printer. Never called on the GUI thread.

    Without a printer or copies the machine's settings for this paper hold.

    With `again` the copy of that number, which did not come out, is sent once more and keeps its number.

    Raises:
        As `save_paper`; PrinterMissing, CopyMissing: nothing was counted.
        PrinterMissing, PrinterFailed, DiskFull, FolderNotWritable: when the error has the further fact `copy`, this
            number was taken and stays used, for nobody can know whether paper came out; send it `again`.
    """
    require(officer, "print")
    chosen, handling = handled(desk, form, printer, copies)
    copy = again
    if copy is None:
        copy = _count_copy(desk, officer, form, number, chosen.name)
    else:
        _note_again(desk, officer, form, number, copy, chosen.name)
    pdf = _drawn(desk, officer, form, number, copy)
    try:
        job = chosen.send(pdf, f"{number}-{form.value}-{copy}", handling)
    except DeskError as fault:
        fault.facts["copy"] = copy
        raise
    return PaperPrinted(job.job, job.printer, copy, job.done)


def preview(desk: Desk, officer: SignedIn, form: PaperForm, number: str, copy: int | None = None) -> PaperSeen:
    """A paper as it would print now: as the next copy, or as one that was made before. Nothing is counted.

    Raises:
        NotAllowed, CopyMissing; as `save_paper`.
    """
    require(officer, "print")
    wanted = _copy_wanted(desk, officer, form, number, copy)
    return PaperSeen(_drawn(desk, officer, form, number, wanted), wanted)


def content_of_paper(
    desk: Desk,
    officer: SignedIn,
    form: PaperForm,
    number: str,
    edition: FormEdition | None = None,
    copy: int | None = None,
) -> Any:
    """The content of a paper as a copy that was made, else as the one that is about to be made.

    Raises:
        NotAllowed, CopyMissing; as `save_paper`.
    """
    require(officer, "print")
    wanted = _copy_wanted(desk, officer, form, number, copy)
    return kind_of(form).content(desk, officer, Asked(form, number, wanted, edition, desk.clock.now()))


def _drawn(
    desk: Desk, officer: SignedIn, form: PaperForm, number: str, copy: int, edition: FormEdition | None = None
) -> bytes:
    kind = kind_of(form)
    return kind.draw(kind.content(desk, officer, Asked(form, number, copy, edition, desk.clock.now())))


def _copy_wanted(desk: Desk, officer: SignedIn, form: PaperForm, number: str, copy: int | None) -> int:
    subject = kind_of(form).subject(desk, officer, number)
    with desk.store.reading() as connection:
        made = _copies(connection, desk.store.unit_id, form, subject)
    if copy is not None and not 1 <= copy <= made:
        raise CopyMissing(number=number, copy=copy)
    return made + 1 if copy is None else copy


def _count_copy(
    desk: Desk, officer: SignedIn, form: PaperForm, number: str, printer: str, edition: FormEdition | None = None
) -> int:
    """Take the next copy number of a paper, durably, before the paper exists: no two papers bear the same one.

    What stands on it is built once before: a paper that cannot be made takes no number.
    """
    subject = kind_of(form).subject(desk, officer, number)
    kind_of(form).content(desk, officer, Asked(form, number, 1, edition, desk.clock.now()))
    with desk.store.writing() as work:
        copy = _copies(work.connection, work.unit_id, form, subject) + 1
        now = work.now(desk.clock.now())
        made = {"form": form.value, "copy": copy, "made_at": now, "officer_id": officer.id, "printer": printer[:100]}
        if _of_dossier(form, subject):
            row = find_dossier(work.connection, work.unit_id, subject)
            work.insert(PaperCopy, {**made, "dossier_id": row.id, "edition": edition or row.form_edition})
        else:
            work.insert(SubjectCopy, {**made, "subject": subject})
        work.record(officer=officer.login, action="print", subject=subject, at=now, form=form.value, copy=copy)
    return copy


def _note_again(desk: Desk, officer: SignedIn, form: PaperForm, number: str, copy: int, printer: str) -> None:
    """A copy that is sent once more: its row stands, the audit chain says when, by whom and where to."""
    _copy_wanted(desk, officer, form, number, copy)
    subject = kind_of(form).subject(desk, officer, number)
    with desk.store.writing() as work:
        now = work.now(desk.clock.now())
        noted = {"form": form.value, "copy": copy, "printer": printer[:100]}
        work.record(officer=officer.login, action="print-again", subject=subject, at=now, **noted)


def kind_of(form: PaperForm) -> PaperKind:
    """How the paper comes about. Raises: NotBuiltYet."""
    found = PAPERS.get(form)
    if found is None:
        raise NotBuiltYet(what=form.value)
    return found


def _of_dossier(form: PaperForm, subject: str) -> bool:
    """Whether copies are counted with a dossier; those of a visit without one, of a day, of a receipt are not."""
    return kind_of(form).of_dossier and not is_visit(subject)


def _copies(connection: Connection, unit_id: int, form: PaperForm, subject: str) -> int:
    """How many copies of a paper were made."""
    if _of_dossier(form, subject):
        row = find_dossier(connection, unit_id, subject)
        newest = select(func.max(PaperCopy.copy)).where(PaperCopy.dossier_id == row.id, PaperCopy.form == form.value)
    else:
        newest = select(func.max(SubjectCopy.copy)).where(
            SubjectCopy.unit_id == unit_id, SubjectCopy.form == form.value, SubjectCopy.subject == subject
        )
    return connection.execute(newest).scalar_one() or 0

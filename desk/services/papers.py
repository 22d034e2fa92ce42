"""Papers of a dossier: builds their plain content, has them drawn, and records every copy that leaves the desk."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, select

from desk.errors import CopyMissing, DeskError, NotBuiltYet
from desk.models import PaperCopy
from desk.printing.forms.receipt_slip import ReceiptSlip, SlipComponent, SlipHeading, draw
from desk.printing.pictures import page_count
from desk.printing.printers.pdf_folder import write_whole
from desk.rules.check_code import check_code
from desk.rules.identity import mask_id
from desk.rules.scan import SlipScan, slip_code
from desk.services.desk import Desk, UnitFacts
from desk.services.dossiers import DossierShown, show
from desk.services.printing_jobs import printer_of
from desk.services.procedure_words import RETURN_WORDS, fee_text, limit_text
from desk.services.sign_in import SignedIn, require
from desk.services.steps import find_dossier
from desk.vocabulary import FormEdition, LimitUnit, PaperForm


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
    """A paper handed to a printer."""

    job: str
    printer: str
    copy: int


def save_paper(
    desk: Desk, officer: SignedIn, form: PaperForm, number: str, target: Path, edition: FormEdition | None = None
) -> PaperMade:
    """Draw a paper, record the copy and keep it as a file, whole or not at all.

    Raises:
        UnknownDossier, EntryMismatch, NotBuiltYet, DiskFull, FolderNotWritable.
    """
    require(officer, "print")
    content = _count_copy(desk, officer, form, number, edition, "tệp")
    pdf = draw(content)
    write_whole(target, pdf)
    return PaperMade(target, page_count(pdf), content.copy)


def print_paper(
    desk: Desk,
    officer: SignedIn,
    form: PaperForm,
    number: str,
    printer: str | None = None,
    copies: int = 1,
    again: int | None = None,
) -> PaperPrinted:
    """Draw a paper, record the copy, hand `copies` pieces of it to a printer. Never called on the GUI thread.

    With `again` the copy of that number, which did not come out, is sent once more and keeps its number.

    Raises:
        UnknownDossier, EntryMismatch, PrinterMissing, CopyMissing: nothing was counted.
        PrinterMissing, PrinterFailed, DiskFull, FolderNotWritable: when the error has the further fact `copy`, this
            number was taken and stays used, for nobody can know whether paper came out; send it `again`.
    """
    require(officer, "print")
    chosen = printer_of(desk, printer)
    if again is None:
        content = _count_copy(desk, officer, form, number, None, chosen.name)
    else:
        content = _note_again(desk, officer, form, number, again, chosen.name)
    try:
        job = chosen.send(draw(content), f"{number}-{form.value}-{content.copy}", copies)
    except DeskError as fault:
        fault.facts["copy"] = content.copy
        raise
    return PaperPrinted(job.job, job.printer, content.copy)


def preview(desk: Desk, officer: SignedIn, form: PaperForm, number: str, copy: int | None = None) -> PaperSeen:
    """A paper as it would print now: as the next copy, or as one that was made before. Nothing is counted.

    Raises:
        NotAllowed, UnknownDossier, EntryMismatch, CopyMissing.
    """
    require(officer, "print")
    content = slip_content(desk, officer, form, number, None, copy)
    return PaperSeen(draw(content), content.copy)


def slip_content(
    desk: Desk,
    officer: SignedIn,
    form: PaperForm,
    number: str,
    edition: FormEdition | None,
    copy: int | None = None,
) -> ReceiptSlip:
    """The content of a dossier's slip as a copy that was made, else as the one that is about to be made.

    Raises:
        NotBuiltYet, UnknownDossier, EntryMismatch, CopyMissing.
    """
    if edition not in {None, FormEdition.TT03_2025}:
        raise NotBuiltYet(what=str(edition))
    dossier = show(desk, officer, number)
    with desk.store.reading() as connection:
        unit = desk.office(connection).unit
        row = find_dossier(connection, desk.store.unit_id, number)
        made = _copies(connection, row.id, form)
    if copy is None:
        copy = made + 1
    elif not 1 <= copy <= made:
        raise CopyMissing(number=number, copy=copy)
    return receipt_slip(dossier, unit, copy, desk.clock.now())


def receipt_slip(dossier: DossierShown, unit: UnitFacts, copy: int, printed_at: dt.datetime) -> ReceiptSlip:
    """Form 01 of a dossier: the first promise as it was made at receipt, or the one in force on a reprint."""
    code = check_code(dossier.entry_hash)
    party = dossier.applicant
    return ReceiptSlip(
        heading=slip_heading(unit),
        number=dossier.number,
        applicant_name=party.name,
        submitter_name=(dossier.authorised_person or party).name,
        address=party.address or "",
        phone=party.phone or "",
        email=party.email or "",
        identity=mask_id(party.personal_id) if party.personal_id else "",
        procedure_code=dossier.procedure,
        procedure_name=dossier.procedure_name,
        components=tuple(
            SlipComponent(one.name, one.originals, one.certified, one.photocopies) for one in dossier.components
        ),
        sets=dossier.sets,
        limit_text=limit_text(dossier.limit, LimitUnit(dossier.limit_unit)),
        limit_note="",
        received_at=dossier.received_at,
        promised_at=dossier.promised_at,
        return_channel_text=RETURN_WORDS[dossier.return_channel],
        fee_text=fee_text(dossier.fee),
        officer_name=dossier.officer,
        check_code=code,
        qr_payload=slip_code(SlipScan(dossier.number, dossier.promised_at, unit.agency_code, dossier.entry_seq, code)),
        copy=copy,
        printed_at=printed_at,
        practice=unit.practice,
        replaces=None,
    )


def slip_heading(unit: UnitFacts) -> SlipHeading:
    """Who issues the slip, as the office is set up."""
    return SlipHeading(
        superior_body=unit.superior_body,
        issuing_body=unit.issuing_body,
        place=unit.place,
        address=unit.address,
        phone=unit.phone,
        lookup=unit.lookup,
    )


def _count_copy(
    desk: Desk, officer: SignedIn, form: PaperForm, number: str, edition: FormEdition | None, printer: str
) -> ReceiptSlip:
    """Take the next copy number of a paper, durably, before the paper exists: no two papers bear the same one."""
    content = slip_content(desk, officer, form, number, edition)
    with desk.store.writing() as work:
        row = find_dossier(work.connection, work.unit_id, number)
        copy = _copies(work.connection, row.id, form) + 1
        now = work.now(desk.clock.now())
        work.insert(
            PaperCopy,
            {
                "dossier_id": row.id,
                "form": form.value,
                "copy": copy,
                "edition": row.form_edition,
                "made_at": now,
                "officer_id": officer.id,
                "printer": printer[:100],
            },
        )
        work.record(officer=officer.login, action="print", subject=number, at=now, form=form.value, copy=copy)
    return dataclasses.replace(content, copy=copy)


def _note_again(desk: Desk, officer: SignedIn, form: PaperForm, number: str, copy: int, printer: str) -> ReceiptSlip:
    """A copy that is sent once more: its row stands, the audit chain says when, by whom and where to."""
    content = slip_content(desk, officer, form, number, None, copy)
    with desk.store.writing() as work:
        now = work.now(desk.clock.now())
        work.record(
            officer=officer.login,
            action="print-again",
            subject=number,
            at=now,
            form=form.value,
            copy=copy,
            printer=printer[:100],
        )
    return content


def _copies(connection: Connection, dossier_id: int, form: PaperForm) -> int:
    newest = select(func.max(PaperCopy.copy)).where(PaperCopy.dossier_id == dossier_id, PaperCopy.form == form.value)
    return connection.execute(newest).scalar_one() or 0

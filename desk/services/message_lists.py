"""Lists of SMS and Zalo messages for whoever sends them: each message stands in one list, a list can be taken again."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from desk.errors import BadValue, DiskFull, FolderNotWritable, ListNotWritten, UnknownMessageList
from desk.models import Dossier, Message, MessageFate
from desk.printing.printers.pdf_folder import reserved, write_whole
from desk.rules.message_address import international
from desk.rules.message_life import TO_SEND, FateReason, MessageState, MessageWay
from desk.services.announcing import move, stands
from desk.services.desk import Desk
from desk.services.sending import OPEN, address_of
from desk.services.sign_in import SignedIn, require

HEADINGS = ("Số điện thoại", "Nội dung", "Số hồ sơ", "Số tin")
MOST_IN_A_LIST = 5000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


@dataclass(frozen=True)
class ListMade:
    """A list that was written: its number, how many messages stand in the file, how many have no telephone number.

    `unwanted` are those of a list that is taken again which the citizen does not want any more, or which are outdated.
    """

    list_no: int | None
    file: Path | None
    count: int
    without_address: int
    unwanted: int = 0


def export_messages(desk: Desk, officer: SignedIn, way: MessageWay, file: Path, list_no: int | None = None) -> ListMade:
    """Write what waits by this way into a CSV file, as a list with the next number; with `list_no` that list once more.

    The name of the file is taken before the list is stored, the list stored before the file is written: a file that was
    lost is had again by the list's number, and two desks never write into one file. Nothing to write: no file.

    Raises:
        NotAllowed. BadValue: e-mail is sent, not exported. FileExists, DiskFull, FolderNotWritable: no list is made.
        UnknownMessageList. ListNotWritten: the list is stored and can be taken again.
    """
    require(officer, "export-messages")
    if way is MessageWay.EMAIL:
        raise BadValue(field="way", value=way.value)
    with reserved(file):
        without = 0
        if list_no is None:
            list_no, without = _make_list(desk, officer, way)
            if list_no is None:
                return ListMade(None, None, 0, without)
        listed = _listed(desk, way, list_no)
        without += listed.without_address
        if not listed.rows:
            return ListMade(list_no, None, 0, without, listed.unwanted)
        try:
            write_whole(file, as_csv(listed.rows))
        except (DiskFull, FolderNotWritable) as fault:
            raise ListNotWritten(list=list_no, place=file.parent) from fault
    return ListMade(list_no, file, len(listed.rows), without, listed.unwanted)


def as_csv(rows: list[tuple[str, ...]]) -> bytes:
    """The rows below their headings as CSV in UTF-8 with its mark; nothing in it is a formula to a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for row in (HEADINGS, *rows):
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _make_list(desk: Desk, officer: SignedIn, way: MessageWay) -> tuple[int | None, int]:
    """Put what waits into the next list. Returns its number, and how many had to be refused for want of an address."""
    with desk.store.writing() as work:
        now = work.now(desk.clock.now())
        newest = select(func.max(MessageFate.list_no)).where(MessageFate.unit_id == work.unit_id)
        next_no = (work.connection.execute(newest).scalar_one() or 0) + 1
        wanted = (
            select(Message, Dossier.number)
            .join(Dossier, Dossier.id == Message.dossier_id)
            .where(Message.unit_id == work.unit_id, OPEN, Message.way == way.value)
            .where(Message.state.in_([one.value for one in sorted(TO_SEND)]))
        )
        listed = without = 0
        for row in work.connection.execute(wanted.order_by(Message.id).limit(MOST_IN_A_LIST)).all():
            if address_of(work.connection, row.dossier_id, way) is None:
                without += 1
                move(work, officer, row, MessageState.REFUSED, now, FateReason.NO_ADDRESS)
            else:
                listed += 1
                move(work, officer, row, MessageState.EXPORTED, now, list_no=next_no)
            work.record(
                officer=officer.login, action="export-message", subject=row.number, at=now, message=row.id, list=next_no
            )
    return (next_no if listed else None), without


@dataclass(frozen=True)
class _Listed:
    """What of a list may go out now."""

    rows: list[tuple[str, ...]]
    without_address: int
    unwanted: int


def _listed(desk: Desk, way: MessageWay, list_no: int) -> _Listed:
    """The rows of a list, with wishes and telephone numbers as they stand now. Raises: UnknownMessageList."""
    wanted = (
        select(Message.id, Message.dossier_id, Message.way, Message.kind, Message.text, Dossier.number)
        .join(MessageFate, MessageFate.message_id == Message.id)
        .join(Dossier, Dossier.id == Message.dossier_id)
        .where(MessageFate.unit_id == desk.store.unit_id, MessageFate.list_no == list_no, Message.way == way.value)
        .order_by(Message.id)
    )
    rows: list[tuple[str, ...]] = []
    without = unwanted = 0
    with desk.store.reading() as connection:
        listed = connection.execute(wanted).all()
        for row in listed:
            phone = address_of(connection, row.dossier_id, way)
            if not stands(connection, row):
                unwanted += 1
            elif phone is None:
                without += 1
            else:
                rows.append((international(phone), row.text, row.number, str(row.id)))
    if not listed:
        raise UnknownMessageList(list=list_no)
    return _Listed(rows, without, unwanted)

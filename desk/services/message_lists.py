"""Lists of SMS and Zalo messages for whoever sends them: each message stands in one list, a list can be taken again."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from desk.errors import BadValue, FileExists, UnknownMessageList
from desk.models import Dossier, Message, MessageFate
from desk.printing.printers.pdf_folder import write_whole
from desk.rules.message_address import international
from desk.rules.message_life import TO_SEND, FateReason, MessageState, MessageWay
from desk.services.announcing import move
from desk.services.desk import Desk
from desk.services.sending import OPEN, address_of
from desk.services.sign_in import SignedIn, require

HEADINGS = ("Số điện thoại", "Nội dung", "Số hồ sơ", "Số tin")
MOST_IN_A_LIST = 5000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


@dataclass(frozen=True)
class ListMade:
    """A list that was written: its number, how many messages stand in it, how many had no usable telephone number."""

    list_no: int | None
    file: Path | None
    count: int
    without_address: int


def export_messages(desk: Desk, officer: SignedIn, way: MessageWay, file: Path, list_no: int | None = None) -> ListMade:
    """Write what waits by this way into a CSV file, as a list with the next number; with `list_no` that list once more.

    The list is stored before the file is written: a file that was lost is had again by its number. Nothing waits: no
    list, no file.

    Raises:
        NotAllowed. BadValue: e-mail is sent, not exported. FileExists. UnknownMessageList. DiskFull, FolderNotWritable:
        the list is stored and can be taken again.
    """
    require(officer, "export-messages")
    if way is MessageWay.EMAIL:
        raise BadValue(field="way", value=way.value)
    if file.exists():
        raise FileExists(file=file)
    without = 0
    if list_no is None:
        list_no, without = _make_list(desk, officer, way)
        if list_no is None:
            return ListMade(None, None, 0, without)
    rows = _rows_of(desk, way, list_no)
    if not rows:
        raise UnknownMessageList(list=list_no)
    write_whole(file, as_csv(rows))
    return ListMade(list_no, file, len(rows), without)


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


def _rows_of(desk: Desk, way: MessageWay, list_no: int) -> list[tuple[str, ...]]:
    """The rows of a list, with the telephone numbers as they stand now."""
    wanted = (
        select(Message.id, Message.dossier_id, Message.text, Dossier.number)
        .join(MessageFate, MessageFate.message_id == Message.id)
        .join(Dossier, Dossier.id == Message.dossier_id)
        .where(MessageFate.unit_id == desk.store.unit_id, MessageFate.list_no == list_no, Message.way == way.value)
        .order_by(Message.id)
    )
    with desk.store.reading() as connection:
        return [
            (international(address_of(connection, row.dossier_id, way) or ""), row.text, row.number, str(row.id))
            for row in connection.execute(wanted).all()
        ]

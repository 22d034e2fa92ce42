"""Lists of single records for those who oversee the office: every dossier, unused numbers, back-entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from desk.models import NumberGap
from desk.services.desk import Desk
from desk.services.pads import unused_of_pads
from desk.services.receipts import stored_receipts
from desk.services.sign_in import SignedIn, require


@dataclass(frozen=True)
class ListedDossier:
    """A dossier as first registered; `digest` is recomputed from its stored receipt, `due_at` is the first promise."""

    number: str
    digest: str
    received_at: dt.datetime
    due_at: dt.datetime


@dataclass(frozen=True)
class ListedGap:
    """A number that no dossier bears, and why."""

    number: str
    reason: str


def dossiers(desk: Desk, officer: SignedIn) -> Iterator[ListedDossier]:
    """Every dossier, oldest first.

    Raises:
        NotAllowed: at once, not at the first record.
    """
    require(officer, "list")
    return _receipts(desk, back_entries=False)


def back_entries(desk: Desk, officer: SignedIn) -> Iterator[ListedDossier]:
    """The dossiers that were entered later than they were received, oldest first.

    Raises:
        NotAllowed: at once, not at the first record.
    """
    require(officer, "list")
    return _receipts(desk, back_entries=True)


def gaps(desk: Desk, officer: SignedIn) -> Iterator[ListedGap]:
    """The numbers that were taken and never used, by day and serial.

    Raises:
        NotAllowed: at once, not at the first record.
    """
    require(officer, "list")
    return _gaps(desk)


@dataclass(frozen=True)
class NamedList:
    """A list by the name it has on the command line."""

    name: str
    records: Callable[[Desk, SignedIn], Iterator[ListedDossier] | Iterator[ListedGap]]


LISTS = (NamedList("dossiers", dossiers), NamedList("gaps", gaps), NamedList("back-entries", back_entries))


def _receipts(desk: Desk, *, back_entries: bool) -> Iterator[ListedDossier]:
    with desk.store.reading() as connection:
        for found in stored_receipts(connection, desk.store.unit_id, back_entries=back_entries):
            yield ListedDossier(found.number, found.digest, found.received_at, found.due_at)


def _gaps(desk: Desk) -> Iterator[ListedGap]:
    in_order = (
        select(NumberGap.number, NumberGap.reason)
        .where(NumberGap.unit_id == desk.store.unit_id)
        .order_by(NumberGap.day, NumberGap.serial)
    )
    with desk.store.reading() as connection:
        for row in connection.execute(in_order):
            yield ListedGap(row.number, row.reason)
        for number, day in unused_of_pads(connection, desk.store.unit_id):
            yield ListedGap(number, f"giữ cho tập giấy dự phòng ngày {day:%d/%m/%Y}, chưa dùng")

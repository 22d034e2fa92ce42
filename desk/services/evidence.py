"""Row equals entry: compares what is stored of one dossier or receipt with what the audit chain says of it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import Connection, func, select
from sqlalchemy.inspection import inspect
from sqlalchemy.orm import aliased

from desk.errors import EntryMismatch
from desk.models import (
    AuditEntry,
    Charge,
    Collection,
    Component,
    Consent,
    CopyEntry,
    Correction,
    DeskBase,
    Dossier,
    Event,
    FeeReceipt,
    FeeReceiptLine,
    HandedOver,
    Holding,
    Likeness,
    Message,
    MessageFate,
    Origin,
    Party,
    Pause,
    Promise,
    ReceiptReversal,
    ResultPaper,
    VisitDossier,
)
from desk.rules.chain import GENESIS, entry_hash, row_digest
from desk.store.writing import plan_of

OF_ONE_DOSSIER: tuple[type[DeskBase], ...] = (
    Dossier, Party, Component, Event, Pause, Promise, Collection, HandedOver, Holding, Correction, ResultPaper, Origin,
    Likeness, CopyEntry, VisitDossier, Charge, FeeReceiptLine, Consent, Message, MessageFate,
)  # fmt: skip


def verify_dossier(connection: Connection, unit_id: int, dossier_id: int, number: str) -> None:
    """Refuse to show, change or print a dossier whose rows are not those of its entries.

    Raises:
        EntryMismatch: a row was changed, added or taken away behind the program's back.
    """
    keys = {model: "id" if model is Dossier else "dossier_id" for model in OF_ONE_DOSSIER}
    _verify(connection, unit_id, number, keys, dossier_id)


def verify_receipt(connection: Connection, unit_id: int, receipt_id: int, number: str) -> None:
    """The same of a fee receipt and what was given back of it; its lines are those of their dossiers.

    Raises:
        EntryMismatch.
    """
    _verify(connection, unit_id, number, {FeeReceipt: "id", ReceiptReversal: "receipt_id"}, receipt_id)


def _verify(connection: Connection, unit_id: int, number: str, keys: Mapping[type[DeskBase], str], key: int) -> None:
    """Compare the rows of each table whose named column holds the key with the entries about a number."""
    known: dict[tuple[str, str], str] = {}
    former = aliased(AuditEntry)
    entries = (
        select(AuditEntry.payload, AuditEntry.hash, func.coalesce(former.hash, GENESIS))
        .join(former, (former.unit_id == AuditEntry.unit_id) & (former.seq == AuditEntry.seq - 1), isouter=True)
        .where(AuditEntry.unit_id == unit_id, AuditEntry.object == number)
        .order_by(AuditEntry.seq)
    )
    for payload, found, before in connection.execute(entries):
        if not hash_fits(before, payload, found):
            raise EntryMismatch(number=number, table=AuditEntry.__tablename__)
        for table, row_key, digest in json.loads(payload)["rows"]:
            known[table, row_key] = digest
    for model, column in keys.items():
        stored = stored_digests(connection, model, column, key)
        expected = {row_key: digest for (table, row_key), digest in known.items() if table == model.__tablename__}
        if stored != expected:
            raise EntryMismatch(number=number, table=model.__tablename__)


def stored_digests(connection: Connection, model: type[DeskBase], column: str, key: int) -> dict[str, str]:
    """Key and digest of each row of a table whose column holds the key."""
    plan = plan_of(model)
    text = (
        select(plan.table)
        .where(inspect(model).columns[column] == key)
        .compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
    )
    return {plan.key_of(row): row_digest(plan.name, plain(row)) for row in connection.exec_driver_sql(str(text))}


def plain(row: object) -> list[str | int | None]:
    """A row's values as the digest takes them: truth values as 0 and 1."""
    return [int(value) if isinstance(value, bool) else value for value in row]  # type: ignore[attr-defined]


def hash_fits(previous: str, payload: str, found: str) -> bool:
    """Whether an entry's hash is that of its payload after the former entry."""
    return entry_hash(previous, payload) == found

"""Row equals entry: compares what is stored of one dossier with what the audit chain says of it."""

from __future__ import annotations

import json

from sqlalchemy import Connection, func, select
from sqlalchemy.inspection import inspect
from sqlalchemy.orm import aliased

from desk.errors import EntryMismatch
from desk.models import AuditEntry, Collection, Component, DeskBase, Dossier, Event, Party, Pause, Promise
from desk.rules.chain import GENESIS, entry_hash, row_digest
from desk.store.writing import plan_of

OF_ONE_DOSSIER: tuple[type[DeskBase], ...] = (Dossier, Party, Component, Event, Pause, Promise, Collection)


def verify_dossier(connection: Connection, unit_id: int, dossier_id: int, number: str) -> None:
    """Refuse to show, change or print a dossier whose rows are not those of its entries.

    Raises:
        EntryMismatch: a row was changed, added or taken away behind the program's back.
    """
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
        for table, key, digest in json.loads(payload)["rows"]:
            known[table, key] = digest
    for model in OF_ONE_DOSSIER:
        stored = stored_digests(connection, model, dossier_id)
        expected = {key: digest for (table, key), digest in known.items() if table == model.__tablename__}
        if stored != expected:
            raise EntryMismatch(number=number, table=model.__tablename__)


def stored_digests(connection: Connection, model: type[DeskBase], dossier_id: int) -> dict[str, str]:
    """Key and digest of each stored row of one dossier in a table."""
    plan = plan_of(model)
    column = inspect(model).columns["id" if model is Dossier else "dossier_id"]
    text = (
        select(plan.table)
        .where(column == dossier_id)
        .compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
    )
    return {plan.key_of(row): row_digest(plan.name, plain(row)) for row in connection.exec_driver_sql(str(text))}


def plain(row: object) -> list[str | int | None]:
    """A row's values as the digest takes them: truth values as 0 and 1."""
    return [int(value) if isinstance(value, bool) else value for value in row]  # type: ignore[attr-defined]


def hash_fits(previous: str, payload: str, found: str) -> bool:
    """Whether an entry's hash is that of its payload after the former entry."""
    return entry_hash(previous, payload) == found

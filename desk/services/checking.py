"""Proves that nothing was lost or bent: file, schema, audit chain, every row against its entry, every derived value.

What it covers and what no check inside the file can see stands in docs/check.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from desk.errors import DeskError
from desk.models import DeskBase
from desk.rules.chain import GENESIS, row_digest
from desk.services.clock_check import CONFIRM_CLOCK
from desk.services.desk import Desk
from desk.services.evidence import hash_fits, plain
from desk.services.kiosk_recount import kiosk_faults
from desk.services.recount import recounts
from desk.services.sign_in import SignedIn, require
from desk.store.migrate import expected_schema, schema_of
from desk.store.revision import Kind, head_revision
from desk.store.writing import UNDIGESTED, plan_of


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was recorded: the table or number, and what is wrong with it."""

    place: str
    what: str


@dataclass(frozen=True)
class CheckResult:
    """What a check counted and found; content when there are no faults."""

    dossiers: int
    chain_length: int
    chain_head: str
    faults: tuple[Fault, ...]


Known = dict[tuple[str, str], str]


def check(desk: Desk, officer: SignedIn) -> CheckResult:
    """Check a whole home as it stands at one moment. Reads everything and changes nothing."""
    require(officer, "check")
    return look_through(desk)


def look_through(desk: Desk) -> CheckResult:
    """`check` for the program itself: a back-up is tried by it before it counts."""
    faults: list[Fault] = []
    known: Known = {}
    length, head, dossiers = 0, GENESIS, 0
    with desk.kiosk.reading() as kiosk, desk.store.reading() as connection:
        # the kiosk's moment is fixed before the desk's: it is never newer than what it is compared with
        kiosk.exec_driver_sql("SELECT 1 FROM stage LIMIT 1")

        def walk() -> Iterator[Fault]:
            nonlocal length, head, dossiers
            found: list[Fault] = []
            length, head = _walk_chain(connection, known, found)
            dossiers = connection.exec_driver_sql("SELECT count(*) FROM dossier").scalar_one()
            yield from found

        faults += _guarded("desk.db", lambda: _file_faults(connection, "desk"))
        faults += _guarded("audit_entry", walk)
        faults += _guarded("desk.db", lambda: _row_faults(connection, known))
        for place, recount in recounts(desk, connection):
            faults += _guarded(place, lambda recount=recount: (Fault(*found) for found in recount()))  # type: ignore[misc]
        faults += _guarded("kiosk.db", lambda: _file_faults(kiosk, "kiosk"))
        faults += _guarded("kiosk.db", lambda: (Fault(*found) for found in kiosk_faults(connection, kiosk)))
    return CheckResult(dossiers, length, head, tuple(faults))


def _guarded(place: str, look: Callable[[], Iterable[Fault]]) -> Iterator[Fault]:
    """The faults that a look finds; where a bent value makes the look itself stumble, that is a fault of its place."""
    try:
        yield from look()
    except DatabaseError as fault:
        yield Fault(place, f"không đọc được: {fault.orig}")
    except (SQLAlchemyError, DeskError, ValueError, TypeError, LookupError, AttributeError) as fault:
        yield Fault(place, f"giá trị không đọc được khi tính lại ({type(fault).__name__})")


def _file_faults(connection: Connection, kind: Kind) -> Iterator[Fault]:
    for found in connection.exec_driver_sql("PRAGMA integrity_check").scalars().all():
        if found != "ok":
            yield Fault(f"{kind}.db", str(found))
    for broken in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        yield Fault(str(broken[0]), f"dòng {broken[1]} trỏ tới dòng không có trong {broken[2]}")
    expected, stored = expected_schema(kind), schema_of(connection)
    for name in expected.keys() - stored.keys():
        yield Fault(name[1], f"thiếu {name[0]}")
    for name in stored.keys() - expected.keys():
        yield Fault(name[1], f"{name[0]} lạ")
    for name in expected.keys() & stored.keys():
        if expected[name] != stored[name]:
            yield Fault(name[1], f"{name[0]} khác bản gốc")
    revisions = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    if list(revisions) != [head_revision(kind)]:
        yield Fault("alembic_version", f"phiên bản lược đồ không đúng: {revisions}")


def _walk_chain(connection: Connection, known: Known, faults: list[Fault]) -> tuple[int, str]:
    """Follow the chain from its first entry; gather the newest digest of every row on the way."""
    length, head, unit, before = 0, GENESIS, None, ""
    rows = connection.execution_options(yield_per=1000).exec_driver_sql(
        "SELECT unit_id, seq, at, action, object, payload, hash FROM audit_entry ORDER BY unit_id, seq"
    )
    for unit_id, seq, at, action, subject, payload, found in rows:
        if unit_id != unit:
            length, head, unit, before = 0, GENESIS, unit_id, ""
        length += 1
        place = f"audit_entry {seq}"
        if seq != length:
            faults.append(Fault(place, f"thiếu mục trước nó: chờ mục {length}"))
            length = seq
        if not isinstance(payload, str) or not hash_fits(head, payload, found):
            faults.append(Fault(place, "mã băm không khớp nội dung hoặc mục trước"))
        head = str(found)
        if str(at) < before and action != CONFIRM_CLOCK:
            faults.append(Fault(place, "thời điểm lùi lại so với mục trước mà không ai xác nhận giờ"))
        before = str(at)
        content = _content(payload)
        if content is None:
            faults.append(Fault(place, "nội dung không đọc được"))
            continue
        stated = (
            content.get("unit"),
            content.get("seq"),
            content.get("at"),
            content.get("action"),
            content.get("object"),
        )
        if stated != (unit_id, seq, at, action, subject):
            faults.append(Fault(place, f"cột tra cứu khác nội dung ({subject})"))
        for table, key, digest in _digests(content):
            known[table, key] = digest
    return length, head


def _content(payload: object) -> dict[str, object] | None:
    try:
        content = json.loads(payload) if isinstance(payload, str) else None
    except ValueError:
        return None
    return content if isinstance(content, dict) else None


def _digests(content: dict[str, object]) -> Iterable[tuple[str, str, str]]:
    rows = content.get("rows")
    return [(one[0], one[1], one[2]) for one in rows if len(one) == 3] if isinstance(rows, list) else []


def digested_models() -> list[type[DeskBase]]:
    """Every table whose rows are bound to entries: all but the chain itself and the counter."""
    models = [mapper.class_ for mapper in DeskBase.registry.mappers]
    return sorted(
        (model for model in models if model.__tablename__ not in UNDIGESTED), key=lambda model: model.__tablename__
    )


def _row_faults(connection: Connection, known: Known) -> Iterator[Fault]:
    for model in digested_models():
        plan = plan_of(model)
        expected = {key: digest for (table, key), digest in known.items() if table == plan.name}
        columns = ", ".join(f'"{name}"' for name in plan.columns)
        rows = connection.execution_options(yield_per=1000).exec_driver_sql(f"SELECT {columns} FROM {plan.name}")  # noqa: S608
        for row in rows:
            key = plan.key_of(row)
            recorded = expected.pop(key, None)
            if recorded is None:
                yield Fault(_place(plan.name, key, row, plan.columns), "dòng không có mục nhật ký nào ghi nhận")
            elif _digest(plan.name, row) != recorded:
                yield Fault(_place(plan.name, key, row, plan.columns), "dòng khác với mục nhật ký ghi nhận nó")
        for key in expected:
            yield Fault(f"{plan.name} {key}", "dòng đã ghi nhận mà không còn")


def _digest(table: str, row: Iterable[object]) -> str:
    try:
        return row_digest(table, plain(row))
    except (TypeError, ValueError):
        return "giá trị không phải chữ hay số"


def _place(table: str, key: str, row: Iterable[object], columns: tuple[str, ...]) -> str:
    number = dict(zip(columns, row, strict=True)).get("number")
    return f"{table} {number}" if number else f"{table} {key}"

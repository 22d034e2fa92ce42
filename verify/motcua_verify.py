"""Compares a desk's database with its audit chain and with what left the building on paper; needs only Python.

    python motcua_verify.py DATABASE [--anchor TEXT]... [--anchors FILE] [--json]

DATABASE is a copy (a back-up), plain or already decrypted; it is opened for reading only. An anchor is what the code of
a day-close sheet says (MCDH|...), a line typed from a sheet ("1042: 9F86 D081 ..."), what the code of a receipt slip
says (MCD1|... or MCD2|...), or a file that was handed to the upper level (--anchors, JSON or one anchor a line).
Exit status: 0 nothing differs, 1 something differs, 2 it could not be read. What it compares: docs/verify.md.
"""

from __future__ import annotations

import argparse
import base64
import gc
import json
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

VERSION = "1.0"
GENESIS = "0" * 64
PLAIN_HEADER = b"SQLite format 3\x00"
# the chain itself, what is recounted, the schema's own, and delays of sign-in, which are no evidence
UNCOVERED = {"audit_entry", "number_counter", "alembic_version", "sign_in_try"}
NOT_TEXT = "Could not decode to UTF-8"
INDEX = "dossier_words"  # the search index and its shadow tables: recounted by the desk's own `check`
TYPED = re.compile(r"([0-9]{1,9})\s*[:;|]\s*((?:[0-9A-Fa-f]{4}[\s-]*){8})")
ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


class Unreadable(Exception):
    """The database or an anchor cannot be read; the words say why."""


def read_text(raw: bytes) -> str:
    """Text as stored, broken bytes kept apart so that they differ from everything whole."""
    return raw.decode("utf-8", "surrogateescape")


@dataclass(frozen=True)
class Anchor:
    """What a paper or file outside says of one entry: the first digits of its hash; a slip also number and promise."""

    seq: int
    digits: str
    source: str
    number: str = ""
    promised_at: str = ""


@dataclass(frozen=True)
class Difference:
    """One thing that differs: where (a table with its key, an entry, a range of entries), of what, and how."""

    place: str
    subject: str
    what: str


@dataclass
class Verdict:
    """What was read and what differs; `ranges` are entries between the last fitting anchor and one that does not."""

    entries: int = 0
    rows: int = 0
    head: str = GENESIS
    differences: list[Difference] = field(default_factory=list)
    ranges: list[tuple[int, int]] = field(default_factory=list)

    def say(self, place: str, subject: str, what: str) -> None:
        """Note a difference."""
        self.differences.append(Difference(place, subject, what))


# --- anchors ----------------------------------------------------------------------------------------------------------


def read_anchor(text: str) -> list[Anchor]:
    """The anchors that a scanned code, a typed line or an exported file holds. Raises: Unreadable."""
    text = text.strip().lstrip("\ufeff")
    parts = text.split("|")
    if parts[0] == "MCDH" and len(parts) == 6 and parts[4].isdecimal() and re.fullmatch(r"[0-9a-f]{64}", parts[5]):
        return [Anchor(int(parts[4]), parts[5], f"tờ khóa sổ số {parts[2]} ngày {parts[3]}")]
    if parts[0] in {"MCD1", "MCD2"} and len(parts) >= 6 and parts[4].isdecimal():
        return [Anchor(int(parts[4]), _hex_of_code(parts[5]), f"giấy hẹn {parts[1]}", parts[1], parts[2])]
    typed = TYPED.fullmatch(text)
    if typed:
        return [Anchor(int(typed[1]), re.sub(r"[\s-]", "", typed[2]).lower(), f"dòng gõ tay mục {typed[1]}")]
    if text.startswith("{"):
        return list(_exported(text))
    raise Unreadable(f"không hiểu neo: {text[:60]!r}")


def _hex_of_code(code: str) -> str:
    try:
        return base64.b32decode(re.sub(r"[\s-]", "", code)).hex()
    except ValueError:
        raise Unreadable(f"mã kiểm tra không đúng dạng: {code[:30]!r}") from None


def _exported(text: str) -> Iterator[Anchor]:
    try:
        found = json.loads(text)
        first, hashes = int(found["first_seq"]), list(found["hashes"])
        if not all(isinstance(one, str) and re.fullmatch(r"[0-9a-f]{64}", one) for one in hashes):
            raise ValueError
        before = int(found["before_seq"]), str(found["before"])
        sheet = int(found["sheet"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unreadable("tệp gửi cấp trên không đúng dạng") from None
    if before[0]:
        yield Anchor(*before, f"tệp tờ số {sheet}, tờ liền trước")
    for at, one in enumerate(hashes):
        yield Anchor(first + at, one, f"tệp tờ số {sheet}")


# --- the chain --------------------------------------------------------------------------------------------------------


@dataclass
class Walk:
    """What one reading of the chain gathers."""

    rows: list[list[str]] = field(default_factory=list)  # table, key, digest, oldest first
    at_anchor: dict[int, tuple[str, str]] = field(default_factory=dict)


# in the order of the key: nothing has to be sorted
_ENTRIES = "SELECT unit_id, seq, at, action, object, payload, hash FROM audit_entry ORDER BY unit_id, seq"


def walk_chain(connection: sqlite3.Connection, wanted: set[int], verdict: Verdict) -> Walk:
    """Follow the chain; gather the newest digest of every row, and hash and object of each anchored entry."""
    walk, head, length, before = Walk(), GENESIS, 0, None
    rows, scan = walk.rows, json.JSONDecoder().raw_decode
    for unit, seq, at, action, subject, payload, found in connection.execute(_ENTRIES):
        if unit != before:
            head, length, before = GENESIS, 0, unit
        length += 1
        if seq != length:
            verdict.say(f"audit_entry {seq}", str(subject), f"thiếu mục trước nó: chờ mục {length}")
            length = seq
        if sha256(f"{head}{payload}".encode("utf-8", "replace")).hexdigest() != found:
            verdict.say(f"audit_entry {seq}", str(subject), "mã băm không khớp nội dung hoặc mục trước")
        head = str(found)
        if seq in wanted:
            walk.at_anchor[seq] = (head, str(subject))
        try:
            content, end = scan(payload)
            rows += content["rows"]
            fits = (
                content["seq"] == seq and content["at"] == at and content["action"] == action
                and content["object"] == subject and content["unit"] == unit and end == len(payload)
            )  # fmt: skip
        except (ValueError, TypeError, KeyError, RecursionError):
            verdict.say(f"audit_entry {seq}", str(subject), "nội dung không đọc được")
            continue
        if not fits:
            verdict.say(f"audit_entry {seq}", str(subject), "cột tra cứu khác nội dung")
    verdict.entries, verdict.head = length, head
    return walk


def _compare_anchors(anchors: Iterable[Anchor], walk: Walk, verdict: Verdict) -> None:
    """Each anchor with its entry; of those that do not fit, the range back to the last one that does."""
    fitting, failed = 0, False
    for one in sorted(set(anchors), key=lambda anchor: (anchor.seq, anchor.source)):
        head, subject = walk.at_anchor.get(one.seq, ("", ""))
        if head.startswith(one.digits) and head:
            if one.number and one.number != subject:
                verdict.say(f"audit_entry {one.seq}", one.number, f"{one.source}: mục này nói về {subject}")
            if not failed:
                fitting = max(fitting, one.seq)
            continue
        why = "dữ liệu không còn mục này (bị cắt, hoặc là bản cũ hơn)" if not head else "khác mã trên giấy"
        verdict.say(f"audit_entry {one.seq}", one.number or subject, f"{one.source}: {why}")
        if not failed or one.number:
            verdict.ranges.append((fitting + 1, one.seq))
        failed = True


# --- the rows ---------------------------------------------------------------------------------------------------------


def _compare_rows(connection: sqlite3.Connection, walk: Walk, verdict: Verdict) -> None:
    """Every row of every covered table with the newest entry about it."""
    known: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for one in walk.rows:
        try:
            table, key, digest = one
            known[table][key] = digest
        except (ValueError, TypeError):
            verdict.say("audit_entry", "", f"có mục ghi nhận dòng không đúng dạng: {str(one)[:60]}")
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    covered = [one for one in tables if one not in UNCOVERED and not one.startswith((INDEX, "sqlite_"))]
    for table in sorted(map(str, known.keys() - set(covered))):
        verdict.say(table, "", "bảng được nhật ký ghi nhận nay không còn")
    for table in covered:
        _compare_table(connection, table, known.get(table, {}), verdict)


def _compare_table(connection: sqlite3.Connection, table: str, known: dict[str, str], verdict: Verdict) -> None:
    quoted = table.replace('"', '""')
    columns = connection.execute(f'PRAGMA table_info("{quoted}")').fetchall()
    keys = [place for _, place in sorted((row[5], at) for at, row in enumerate(columns) if row[5])]
    expected = dict(known)
    names = ", ".join('"' + str(row[1]).replace('"', '""') + '"' for row in columns)
    one_key = keys[0] if len(keys) == 1 else None
    for row in connection.execute(f'SELECT {names} FROM "{quoted}"'):  # noqa: S608 - names of the file itself, quoted
        verdict.rows += 1
        key = str(row[one_key]) if one_key is not None else ":".join([str(row[at]) for at in keys])
        recorded = expected.pop(key, None)
        if recorded is None:
            verdict.say(f"{table} {key}", "", "dòng không có mục nhật ký nào ghi nhận")
        elif _row_digest(table, row) != recorded:
            verdict.say(f"{table} {key}", "", "dòng khác với mục nhật ký mới nhất của nó")
    for key in expected:
        verdict.say(f"{table} {key}", "", "dòng đã ghi nhận nay không còn")


def _name_subjects(connection: sqlite3.Connection, verdict: Verdict) -> None:
    """Say of what the rows are that differ: the object of the newest entry about each. One more reading, if needed."""
    found = dict.fromkeys((one.place for one in verdict.differences if not one.subject), "")
    if not found:
        return
    for subject, payload in connection.execute("SELECT object, payload FROM audit_entry ORDER BY seq"):
        with suppress(ValueError, TypeError, KeyError, RecursionError):
            for table, key, _ in json.loads(payload)["rows"]:
                if f"{table} {key}" in found:
                    found[f"{table} {key}"] = str(subject)
    verdict.differences = [replace(one, subject=one.subject or found.get(one.place, "")) for one in verdict.differences]


def _row_digest(table: str, row: tuple[Any, ...]) -> str:
    try:
        return sha256(ENCODE([table, *row]).encode("utf-8")).hexdigest()[:32]
    except (TypeError, ValueError):  # bytes, infinities, broken characters: nothing the desk ever stores
        return ""


def _compare_counter(connection: sqlite3.Connection, verdict: Verdict) -> None:
    """The counter of each day stands at the highest serial of that day."""
    used = {
        (unit, day): highest
        for unit, day, highest in connection.execute(
            "SELECT unit_id, day, max(serial) FROM (SELECT unit_id, issued_on AS day, serial FROM dossier UNION ALL"
            " SELECT unit_id, day, serial FROM number_gap UNION ALL SELECT unit_id, day, last FROM number_pad)"
            " GROUP BY unit_id, day"
        )
    }
    for unit, day, last in connection.execute("SELECT unit_id, day, last FROM number_counter").fetchall():
        highest = used.pop((unit, day), None)
        if highest != last:
            verdict.say(f"number_counter {day}", "", f"bộ đếm {last} khác số cao nhất {highest}")
    for (_, day), highest in used.items():
        verdict.say(f"number_counter {day}", "", f"không có bộ đếm cho số cao nhất {highest}")


def _compare_slips(connection: sqlite3.Connection, anchors: Iterable[Anchor], verdict: Verdict) -> None:
    """What a slip promised stands among the promises of its dossier."""
    for one in anchors:
        if one.number:
            found = connection.execute(
                "SELECT strftime('%s', promise.promised_at) FROM promise JOIN dossier ON dossier.id = dossier_id"
                " WHERE dossier.number = ?",
                (one.number,),
            ).fetchall()
            (given,) = connection.execute("SELECT strftime('%s', ?)", (one.promised_at,)).fetchone()
            if given is None or (given,) not in found:
                verdict.say(f"dossier {one.number}", one.number, f"giấy hẹn ghi {one.promised_at}, dữ liệu không có")


# --- the whole --------------------------------------------------------------------------------------------------------


def verify(path: Path, anchors: Iterable[Anchor] = ()) -> Verdict:
    """Read a database and compare. Raises: Unreadable."""
    with closing(_open(path)) as connection:
        connection.execute("BEGIN")
        return compare(connection, list(anchors))


def compare(connection: sqlite3.Connection, anchors: list[Anchor]) -> Verdict:
    """Compare what an open connection reads; what cannot be read is a difference."""
    gc.disable()  # a million small texts that all stay: looking through them for garbage takes a third of the time
    try:
        return _compare_twice(connection, anchors)
    finally:
        gc.enable()


def _compare_twice(connection: sqlite3.Connection, anchors: list[Anchor]) -> Verdict:
    found = _compared(connection, anchors)
    if any(NOT_TEXT in one.what for one in found.differences):
        connection.text_factory = read_text  # bytes that are no text: once more, slower, to name where they are
        found = _compared(connection, anchors)
    return found


def _compared(connection: sqlite3.Connection, anchors: list[Anchor]) -> Verdict:
    verdict = Verdict()
    try:
        walk = walk_chain(connection, {one.seq for one in anchors}, verdict)
        _compare_anchors(anchors, walk, verdict)
        _compare_rows(connection, walk, verdict)
        _compare_counter(connection, verdict)
        _compare_slips(connection, anchors, verdict)
        _name_subjects(connection, verdict)
        for (found,) in connection.execute("PRAGMA integrity_check"):
            if found != "ok":
                verdict.say("database", "", str(found))
    except sqlite3.DatabaseError as fault:
        verdict.say("database", "", f"không đọc hết được: {fault}")
    return verdict


def _open(path: Path) -> sqlite3.Connection:
    try:
        with path.open("rb") as file:
            header = file.read(16)
    except OSError as fault:
        raise Unreadable(f"không mở được {path.name}: {fault.strerror}") from None
    if header != PLAIN_HEADER:
        raise Unreadable(f"{path.name} không phải cơ sở dữ liệu thường: đã mã hóa hoặc hỏng phần đầu")
    log = path.with_name(path.name + "-wal")
    waits = log.exists() and log.stat().st_size > 0
    # with a log beside it the file alone is not the database; without one nothing at all is written beside it
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{'' if waits else '&immutable=1'}", uri=True)
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection


def _anchors_given(typed: list[str], file: Path | None) -> list[Anchor]:
    found = [anchor for text in typed for anchor in read_anchor(text)]
    if file is not None:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise Unreadable(f"không đọc được {file.name}: {fault}") from None
        lines = [text] if text.lstrip().startswith("{") else [one for one in text.splitlines() if one.strip()]
        found += [anchor for line in lines for anchor in read_anchor(line)]
    return found


def _told(verdict: Verdict, anchors: int) -> Iterator[str]:
    head = " ".join(verdict.head[at : at + 4].upper() for at in range(0, 32, 4))
    yield f"{verdict.entries} mục nhật ký, {verdict.rows} dòng, {anchors} neo. Mục cuối {verdict.entries}: {head}"
    for first, last in verdict.ranges:
        yield f"KHOẢNG  từ mục {first} đến mục {last} không còn là những gì đã in ra"
    for one in verdict.differences:
        about = f" ({one.subject})" if one.subject else ""
        yield f"LỖI  {one.place}{about}: {one.what}"
    yield "Không thấy sai lệch nào." if not verdict.differences else f"{len(verdict.differences)} sai lệch."
    if not anchors:
        yield "Chưa đối chiếu với giấy: không có neo thì sửa rồi tính lại cả chuỗi vẫn không thấy được."


def main(typed: list[str] | None = None) -> int:
    """Answer the command line. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="motcua_verify", description="Đối chiếu dữ liệu quầy với giấy đã in.")
    parser.add_argument("database", type=Path, help="bản sao cơ sở dữ liệu (không mã hóa)")
    parser.add_argument("--anchor", action="append", default=[], metavar="TEXT", help="neo gõ tay hoặc quét từ giấy")
    parser.add_argument("--anchors", type=Path, metavar="FILE", help="tệp neo: mỗi dòng một neo, hoặc tệp gửi cấp trên")
    parser.add_argument("--json", action="store_true", help="kết quả là một đối tượng JSON")
    parser.add_argument("--version", action="version", version=VERSION)
    args = parser.parse_args(typed)
    try:
        anchors = _anchors_given(args.anchor, args.anchors)
        verdict = verify(args.database, anchors)
    except Unreadable as fault:
        print(f"{fault}; hãy kiểm tra lại rồi chạy lại.", file=sys.stderr)
        return 2
    if args.json:
        told = {
            "entries": verdict.entries, "rows": verdict.rows, "chain_head": verdict.head, "anchors": len(anchors),
            "ranges": verdict.ranges, "differences": [vars(one) for one in verdict.differences],
        }  # fmt: skip
        print(json.dumps(told, ensure_ascii=True))
    else:
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        print("\n".join(_told(verdict, len(anchors))))
    return 1 if verdict.differences else 0


if __name__ == "__main__":
    raise SystemExit(main())

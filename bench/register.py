"""`register -` against the same writes by plain prepared statements with their own fsync, in turn, in one run.

    .venv/bin/python bench/register.py [DOSSIERS] [REGISTRATIONS]

Both write into stores of the same size on the same disk, fifty registrations each in turn. The plain side runs the very
statements of a registration with values prepared beforehand: no reading of a request, no rules, no digests. Ours is
timed from the line written to the answer read, one by one and as a stream of lines.
"""

from __future__ import annotations

import json
import random
import shutil
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from homes import ROOT, fill, line_of, practice_home, register_process, request_document
from sqlcipher3 import dbapi2

from desk.store.engine import CONNECTION_PRAGMAS

BLOCK = 50  # registrations of one side before the other has its turn: both then run as a stream does


class PlainRegister:
    """The writes of one registration, and nothing else."""

    def __init__(self, path: Path, rounds: int) -> None:
        self.connection = dbapi2.connect(str(path), isolation_level=None, cached_statements=256)
        for pragma in CONNECTION_PRAGMAS:
            self.connection.execute(pragma).close()
        self.template = self._template()
        self.first = self.connection.execute("SELECT max(id) + 1 FROM dossier").fetchone()[0]
        self.seq = self.connection.execute("SELECT max(seq) + 1 FROM audit_entry").fetchone()[0]
        self.stage = self.connection.execute("SELECT max(id) + 1 FROM armed_stage").fetchone()[0]
        self.texts = {
            table: f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})"
            for table, rows in self.template.items()
        }
        self.prepared = [self._values(at) for at in range(rounds)]

    def _template(self) -> dict[str, list[tuple[Any, ...]]]:
        """The rows of the newest registration: what each of ours writes too."""
        newest = self.connection.execute("SELECT max(id) FROM dossier").fetchone()[0]
        found = {"dossier": self.connection.execute("SELECT * FROM dossier WHERE id = ?", (newest,)).fetchall()}
        for table in ("party", "component", "event", "promise", "armed_stage"):
            found[table] = self.connection.execute(f"SELECT * FROM {table} WHERE dossier_id = ?", (newest,)).fetchall()
        found["audit_entry"] = self.connection.execute(
            "SELECT * FROM audit_entry WHERE action = 'receive' ORDER BY seq DESC LIMIT 1"
        ).fetchall()
        return found

    def _values(self, at: int) -> dict[str, list[tuple[Any, ...]]]:
        """One registration's rows with their own keys, numbers and random hashes."""
        chance, values = random.Random(at), {}
        number = f"PLAIN-261123-{at:06d}"
        for table, rows in self.template.items():
            names = [column[1] for column in self.connection.execute(f"PRAGMA table_info({table})")]
            fresh = {"number": number, "serial": 10**6 + at, "object": number, "seq": None, "request_id": None}
            changed = []
            for row in rows:
                new = dict(zip(names, row, strict=True)) | {
                    name: fresh[name] for name in fresh if name in names and fresh[name] is not None
                }
                if table == "dossier":
                    new |= {"id": self.first + at, "request_id": f"plain-{at}"}
                elif table == "audit_entry":
                    new |= {"seq": self.seq + at, "hash": chance.randbytes(32).hex()}
                elif table == "armed_stage":
                    new |= {"id": self.stage + at, "dossier_id": self.first + at, "token": chance.randbytes(16).hex()}
                else:
                    new["dossier_id"] = self.first + at
                changed.append(tuple(new.values()))
            values[table] = changed
        person = request_document(chance, at)["applicant"]
        assert isinstance(person, dict)
        from desk.rules.search_words import index_terms

        terms = index_terms([number, str(person["name"]), str(person["personal_id"]), str(person["phone"])])
        values["words"] = [(self.first + at, terms)]
        return values

    def register(self, at: int) -> None:
        """One durable registration."""
        run, values = self.connection.execute, self.prepared[at]
        run("BEGIN IMMEDIATE")
        run(
            "INSERT INTO number_counter (unit_id, day, last) VALUES (1, '2099-01-01', 1) "
            "ON CONFLICT (unit_id, day) DO UPDATE SET last = number_counter.last + 1 RETURNING last"
        ).fetchone()
        for table in ("dossier", "party", "component", "event", "promise", "armed_stage"):
            rows = values[table]
            if len(rows) == 1:
                run(self.texts[table], rows[0])
            else:
                self.connection.executemany(self.texts[table], rows)
        run("INSERT INTO dossier_words(rowid, terms) VALUES (?, ?)", values["words"][0])
        run(self.texts["audit_entry"], values["audit_entry"][0])
        run("COMMIT")


def main() -> None:
    """Fill, measure in turn, print medians and their ratio."""
    dossiers = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rounds = -(-(int(sys.argv[2]) if len(sys.argv) > 2 else 1_000) // BLOCK) * BLOCK
    folder = ROOT / "build" / "bench"
    home = practice_home(folder / f"home-{dossiers}")
    fill(home, dossiers)
    plain_home = folder / "plain"
    shutil.rmtree(plain_home, ignore_errors=True)
    shutil.copytree(home.root, plain_home)
    plain = PlainRegister(plain_home / "desk.db", rounds)
    ours = register_process(home)
    assert ours.stdin is not None
    assert ours.stdout is not None
    chance = random.Random()
    times: dict[str, list[float]] = {"asked one by one": [], "as a stream": [], "plain": []}
    for first in range(0, rounds, BLOCK):
        lines = [line_of(request_document(chance, at, f"b-{chance.randbytes(8).hex()}")) for at in range(2 * BLOCK)]
        for line in lines[:BLOCK]:
            began = time.perf_counter()
            ours.stdin.write(line)
            ours.stdin.flush()
            answers = [ours.stdout.readline()]
            times["asked one by one"].append(time.perf_counter() - began)
        began = time.perf_counter()
        ours.stdin.write(b"".join(lines[BLOCK:]))
        ours.stdin.flush()
        for _ in range(BLOCK):
            answers.append(ours.stdout.readline())
            now = time.perf_counter()
            times["as a stream"].append(now - began)
            began = now
        assert all("number" in json.loads(answer) for answer in answers), answers
        for at in range(first, first + BLOCK):
            began = time.perf_counter()
            plain.register(at)
            times["plain"].append(time.perf_counter() - began)
    ours.stdin.close()
    ours.wait()
    skip = rounds // 20  # the first ones pay for imports and cold pages on all sides
    medians = {name: statistics.median(found[skip:]) for name, found in times.items()}
    for name, found in times.items():
        p99 = sorted(found[skip:])[int(len(found[skip:]) * 0.99)]
        ratio = medians[name] / medians["plain"]
        print(f"{name:17} p50 {medians[name] * 1e3:.3f} ms   p99 {p99 * 1e3:.3f} ms   {ratio:.2f} x plain")
    print(f"at {dossiers:,} dossiers, {rounds - skip:,} registrations of each kind")


if __name__ == "__main__":
    main()

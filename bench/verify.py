"""The verify program on a store of many entries, against hashing the same entries alone.

    .venv/bin/python bench/verify.py [ENTRIES]

Hashing alone is the chain's SHA-256 over payloads that already lie in memory. Told are the medians of five runs each,
in turn, and how many times as long the program takes to walk the chain, and for the whole comparison.
"""

from __future__ import annotations

import gc
import shutil
import sqlite3
import statistics
import sys
import time
from hashlib import sha256

from homes import ROOT, fill, practice_home

sys.path.insert(0, str(ROOT / "verify"))
from motcua_verify import GENESIS, Verdict, verify, walk_chain

RUNS = 5


def main() -> None:
    """Fill, read, tell."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    folder = ROOT / "build" / "bench-verify"
    shutil.rmtree(folder, ignore_errors=True)
    home = practice_home(folder)
    fill(home, wanted)
    connection = sqlite3.connect(home.database)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    payloads = [row[0] for row in connection.execute("SELECT payload FROM audit_entry ORDER BY seq")]
    gc.disable()  # as the program does
    hashing, walking, whole = [], [], []
    for _ in range(RUNS):
        began, head = time.perf_counter(), GENESIS
        for payload in payloads:
            head = sha256(f"{head}{payload}".encode()).hexdigest()
        hashing.append(time.perf_counter() - began)
        began, verdict = time.perf_counter(), Verdict()
        kept = walk_chain(connection, set(), verdict)
        walking.append(time.perf_counter() - began)
        del kept
        assert (verdict.head, verdict.differences) == (head, [])
        began = time.perf_counter()
        assert verify(home.database).differences == []
        whole.append(time.perf_counter() - began)
    alone, walk, all_of_it = map(statistics.median, (hashing, walking, whole))
    print(f"{len(payloads)} entries: hashing alone {alone:.2f} s; chain {walk:.2f} s = {walk / alone:.1f}x;"
          f" whole comparison {all_of_it:.2f} s = {all_of_it / alone:.1f}x")  # fmt: skip


if __name__ == "__main__":
    main()

"""The verify program on a store of many entries, against hashing the same entries alone.

    .venv/bin/python bench/verify.py [ENTRIES]

Hashing alone is the chain's SHA-256 over payloads that already lie in memory. Told are the medians of five runs, each
in a process of its own as in use, and how many times as long the program takes to read and follow the chain, and for
the whole comparison.
"""

from __future__ import annotations

import gc
import json
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

from homes import ROOT, fill, practice_home

sys.path.insert(0, str(ROOT / "verify"))
from motcua_verify import GENESIS, Verdict, verify, walk_chain

RUNS = 5


def once(database: Path) -> tuple[int, float, float, float]:
    """Entries, and seconds for hashing alone, for the chain, for the whole."""
    connection = sqlite3.connect(database)
    gc.disable()  # as the program does
    began, verdict = time.perf_counter(), Verdict()
    kept = walk_chain(connection, set(), verdict)
    walking = time.perf_counter() - began
    del kept
    payloads = [row[0] for row in connection.execute("SELECT payload FROM audit_entry ORDER BY unit_id, seq")]
    began, head = time.perf_counter(), GENESIS
    for payload in payloads:
        head = sha256(f"{head}{payload}".encode()).hexdigest()
    hashing = time.perf_counter() - began
    assert (verdict.head, verdict.differences) == (head, [])
    began = time.perf_counter()
    assert verify(database).differences == []
    return len(payloads), hashing, walking, time.perf_counter() - began


def main() -> None:
    """Fill, read, tell."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    folder = ROOT / "build" / "bench-verify"
    shutil.rmtree(folder, ignore_errors=True)
    home = practice_home(folder)
    fill(home, wanted)
    command = [sys.executable, __file__, "--once", str(home.database)]
    runs = [json.loads(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(RUNS)]
    alone, walk, whole = (statistics.median(run[at] for run in runs) for at in (1, 2, 3))
    print(f"{runs[0][0]} entries: hashing alone {alone:.2f} s; chain {walk:.2f} s = {walk / alone:.1f}x;"
          f" whole comparison {whole:.2f} s = {whole / alone:.1f}x")  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once"]:
        print(json.dumps(once(Path(sys.argv[2]))))
    else:
        main()

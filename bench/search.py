"""Search keystroke by keystroke at 100,000 dossiers, against a plain full-text query on the same people.

    .venv/bin/python bench/search.py [DOSSIERS]

The reference is one prepared FTS5 query, ordered by the newest row and joined for the same columns, on a table of
usual settings (`unicode61`, prefixes of one to three letters) filled in the same run with the same folded texts: it
finds neither initials nor exact accents first. Both answer each keystroke of each typed text in turn. Told are the
medians and the 99th percentiles in milliseconds, and how many times as long ours takes.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from homes import ROOT, fill, practice_home

from desk.paths import Home
from desk.rules.folding import words
from desk.services.desk import open_desk
from desk.services.sample import officers_of
from desk.services.search import find
from desk.store.statement import cursor_of
from desk.vocabulary import Role

TYPED = (
    "Nguyễn Thị Thử", "nguyen van kiem", "TRAN DUC MAU", "Đặng Ngọc Tập", "dang", "rơ châm", "siu xuan", "Lê", "ntt 53",
    "nva 12",
    "0912345678", "0987", "064190", "4321", "261124-0042", "00042", "ví dụ", "khong co ai", "x", "đỗ thị nháp",
)  # fmt: skip
LIMIT = 50
_PLAIN = (
    "SELECT dossier.number, party.name, procedure_edition.code, procedure_edition.name, dossier.status,"
    " dossier.promised_at, dossier.finished_at FROM plain JOIN dossier ON dossier.id = plain.rowid"
    " JOIN party ON party.dossier_id = dossier.id AND party.seq = 1"
    " JOIN procedure_edition ON procedure_edition.id = dossier.edition_id"
    " WHERE plain MATCH ? ORDER BY plain.rowid DESC LIMIT ?"
)


def main() -> None:
    """Fill or copy a home, type, tell."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    kept = practice_home(ROOT / "build/bench" / f"home-{wanted}")
    fill(kept, wanted)
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(kept.root, Path(scratch) / "home")
        desk = open_desk(Home(Path(scratch) / "home"))
        clerk = officers_of(desk)[Role.CLERK]
        with desk.store.engine.connect() as connection:
            cursor = cursor_of(connection)
            fill_plain(cursor)
            ours, plain = [], []
            for typed in TYPED:
                for end in range(1, len(typed) + 1):
                    part = typed[:end]
                    asked = " AND ".join(f'"{word}"*' for word in words(part))
                    if asked:
                        plain.append(timed(lambda asked=asked: cursor.execute(_PLAIN, (asked, LIMIT)).fetchall()))
                        ours.append(timed(lambda part=part: find(desk, clerk, part, LIMIT)))
        desk.close()
    for name, pick in (("median", statistics.median), ("99th percentile", p99)):
        print(f"{name}: ours {pick(ours):.2f} ms, plain {pick(plain):.2f} ms, ratio {pick(ours) / pick(plain):.2f}")
    print(f"{len(ours)} keystrokes")


def fill_plain(cursor: object) -> None:
    """The reference table, in the scratch copy."""
    cursor.execute("CREATE VIRTUAL TABLE plain USING fts5(text, content='', prefix='1 2 3')")  # type: ignore[attr-defined]
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT dossier.id, dossier.number, party.name, party.personal_id, party.phone FROM dossier"
        " JOIN party ON party.dossier_id = dossier.id AND party.seq = 1 ORDER BY dossier.id"
    )
    rows = [(row[0], " ".join(words(" ".join(filter(None, row[1:]))))) for row in cursor.fetchall()]  # type: ignore[attr-defined]
    cursor.executemany("INSERT INTO plain(rowid, text) VALUES (?, ?)", rows)  # type: ignore[attr-defined]


def timed(work: object) -> float:
    """Milliseconds of one call."""
    begun = time.perf_counter()
    work()  # type: ignore[operator]
    return (time.perf_counter() - begun) * 1000


def p99(times: list[float]) -> float:
    """The 99th percentile."""
    return statistics.quantiles(times, n=100)[98]


if __name__ == "__main__":
    main()

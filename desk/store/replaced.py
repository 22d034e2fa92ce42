"""What a store that is about to be replaced can still tell, once nobody else has it open."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2

from desk.errors import DeskInUse
from desk.store.plain import address_of

_NUMBERS = "SELECT number, issued_on, serial FROM dossier"


@dataclass(frozen=True)
class Replaced:
    """Newest entry (place and hash), the counter of each day, and day and serial of each dossier by its number."""

    seq: int
    head: str
    counters: dict[str, int]
    numbers: dict[str, tuple[str, int]]


def read_replaced(path: Path) -> Replaced | None:
    """What the store tells, its log folded into the file; None where there is none or it cannot be read.

    Raises:
        DeskInUse: another program has it open.
    """
    if not path.is_file():
        return None
    try:
        with closing(dbapi2.connect(address_of(path, "rw"), uri=True, timeout=1)) as connection:
            # succeeds only while nobody else has the store open
            connection.execute("PRAGMA journal_mode=DELETE").close()
            ask = connection.execute
            seq, head = ask("SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1").fetchone() or (0, "")
            counters = dict(ask("SELECT day, last FROM number_counter").fetchall())
            numbers = {number: (day, serial) for number, day, serial in ask(_NUMBERS)}
            return Replaced(seq, head, counters, numbers)
    except dbapi2.Error as fault:
        if "locked" in str(fault):
            raise DeskInUse(home=path.parent) from fault
        return None

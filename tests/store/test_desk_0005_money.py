"""A store of the fourth schema brought up: nothing lost, five tables more, money can be taken for what was there."""

from __future__ import annotations

import re
from pathlib import Path

from builders import officer, practice_desk
from money_seat import FOUR_COPIES, copies_dossier
from sqlcipher3 import dbapi2

from desk.services.charging import ChargeGiven, charge
from desk.services.checking import check
from desk.services.desk import open_desk
from desk.services.fee_receipts import Payment, ReceiptGiven, issue
from desk.store import migrations
from desk.vocabulary import PaidBy

VERSIONS = Path(migrations.__file__).parent / "desk/versions"


def made_since(revision: str) -> list[str]:
    """The tables that a revision and those after it make."""
    later = [path for path in VERSIONS.glob("[0-9]*.py") if path.name[:4] >= revision]
    return [
        name for path in later for name in re.findall(r'create_table\(\s*"(\w+)"', path.read_text(encoding="utf-8"))
    ]


def test_a_store_without_money_is_brought_up(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    numbers = [copies_dossier(desk) for _ in range(3)]
    home, clock = desk.home, desk.clock
    desk.close()
    tables = made_since("0005")
    assert {"charge", "fee_receipt", "fee_receipt_line", "receipt_reversal", "bank_account"} <= set(tables)
    with dbapi2.connect(home.database) as old:  # the fourth schema is the newest without them
        for table in tables:
            old.execute(f"DROP TABLE {table}")
        old.execute("UPDATE alembic_version SET version_num = '0004'")
    old.close()
    desk = open_desk(home, clock)
    clerk = officer(desk, "tiepnhan")
    charge(desk, clerk, ChargeGiven(numbers[0], FOUR_COPIES))
    assert issue(desk, clerk, ReceiptGiven((Payment(numbers[0]),), PaidBy.CASH, "Nguyễn Thị Thử")).amount == 28_000
    found = check(desk, officer(desk, "lanhdao"))
    assert (found.faults, found.dossiers) == ((), len(numbers))
    desk.close()

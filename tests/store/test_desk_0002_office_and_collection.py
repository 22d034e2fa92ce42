"""A store of the first schema brought to the second: nothing lost, three tables more, the same as a new one."""

from __future__ import annotations

from pathlib import Path

from builders import officer, person_request, practice_desk
from sqlcipher3 import dbapi2

from desk.services.checking import check
from desk.services.desk import open_desk
from desk.services.intake import receive

NEW = ("collection", "unit_heading", "role_grant")


def test_a_first_store_is_brought_up(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    numbers = [receive(desk, officer(desk, "tiepnhan"), person_request()).number for _ in range(3)]
    home, clock = desk.home, desk.clock
    desk.close()
    with dbapi2.connect(home.database) as old:  # the first schema is the second without its three tables
        for table in NEW:
            old.execute(f"DROP TABLE {table}")
        old.execute("UPDATE alembic_version SET version_num = '0001'")
    old.close()
    desk = open_desk(home, clock)
    assert list(home.backups.glob("desk-truoc-0002.db"))
    found = check(desk, officer(desk, "lanhdao"))
    assert (found.faults, found.dossiers) == ((), len(numbers))
    desk.close()

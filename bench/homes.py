"""Homes and request lines for benchmarks and kill loops: many dossiers of marked test persons."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "main.py"
sys.path.insert(0, str(ROOT))

from desk.paths import Home  # noqa: E402
from desk.services.clock import SystemClock  # noqa: E402
from desk.services.desk import Desk, open_desk  # noqa: E402
from desk.services.intake import receive  # noqa: E402
from desk.services.intake_request import request_from_document  # noqa: E402
from desk.services.sample import officers_of  # noqa: E402
from desk.services.set_up import make_home  # noqa: E402
from desk.vocabulary import Role  # noqa: E402

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Siu", "Rơ Châm")
MIDDLE = ("Thị", "Văn", "Đức", "Ngọc", "Minh", "Thanh", "Hữu", "Xuân")
GIVEN = ("Thử", "Mẫu", "Nháp", "Ví Dụ", "Kiểm", "Tập")
CODES = ("1.001193", "2.000815", "1.004873", "2.000635", "1.000656", "1.004859", "1.001612", "1.004194")


def practice_home(root: Path) -> Home:
    """An empty practice home, made when it is not there."""
    home = Home(root)
    if not home.database.exists():
        make_home(home, None, SystemClock(), empty=True)
    return home


def request_document(chance: random.Random, serial: int, request_id: str | None = None) -> dict[str, object]:
    """One line of `register` for a marked test person: five components, card-like identity, telephone."""
    sex = chance.choice(("male", "female"))
    year = chance.randrange(1950, 2000)
    return {
        "procedure": chance.choice(CODES),
        "applicant": {
            "kind": "person",
            "name": f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}",
            "id_kind": "citizen",
            "personal_id": f"064{int(sex == 'female')}{year % 100:02d}{serial % 1_000_000:06d}",
            "born": f"{year}-0{chance.randrange(1, 10)}-1{chance.randrange(0, 10)}",
            "sex": sex,
            "address": f"Thôn {chance.randrange(1, 20)}, xã Chư Pưh, tỉnh Gia Lai",
            "phone": f"09{chance.randrange(10**8):08d}",
        },
        "components": [{"name": f"Giấy tờ thử số {at}", "originals": 1} for at in range(1, 6)],
        "request_id": request_id,
    }


def fill(home: Home, wanted: int) -> None:
    """Bring a home to `wanted` dossiers through the services; the syncs are left out while filling."""
    desk: Desk = open_desk(home)
    clerk, chance = officers_of(desk)[Role.CLERK], random.Random(7)
    with desk.store.reading() as connection:
        have = connection.exec_driver_sql("SELECT count(*) FROM dossier").scalar_one()
    with desk.store.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA synchronous=OFF").close()
    today = desk.clock.now().date()
    for serial in range(have, wanted):
        receive(desk, clerk, request_from_document(request_document(chance, serial), today))
        if serial % 10_000 == 9_999:
            print(f"  {serial + 1:,} dossiers", flush=True)
    desk.close()


def register_process(home: Home, program: Path = PROGRAM) -> subprocess.Popen[bytes]:
    """A real `register -` on a home, as the practice clerk."""
    command = [sys.executable, str(program), "--home", str(home.root), "--as", "tiepnhan", "--json"]
    return subprocess.Popen(
        [*command, "register", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "DESK_PASSWORD": "thuchanh"},
    )


def line_of(document: dict[str, object]) -> bytes:
    """A request as one line of input."""
    return json.dumps(document, ensure_ascii=False).encode() + b"\n"

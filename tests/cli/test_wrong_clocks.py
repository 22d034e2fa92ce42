"""The real program under wrong clocks: no number twice, no stamp that goes back unsaid, a sentence for each refusal."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from builders import officer
from sqlcipher3 import dbapi2

from desk.paths import Home
from desk.services.checking import check
from desk.services.clock import SetClock
from desk.services.desk import open_desk
from desk.services.entrance import PRACTICE_PASSWORD
from desk.services.set_up import make_home

ROOT = Path(__file__).resolve().parents[2]
START = "2026-11-23 09:00:00"  # in Vietnam
VIETNAM = "Asia/Ho_Chi_Minh"
ELSEWHERE = ("UTC", "America/New_York", "Asia/Tokyo")
LINE = {"procedure": "1.004873", "applicant": {"name": "Nguyễn Thị Thử"}}

pytestmark = pytest.mark.skipif(shutil.which("faketime") is None, reason="needs faketime")


class Counter:
    """The program as an own process on one home, with the clock and zone of a machine that may be wrong."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def start(self, moment: str, *typed: str, zone: str = VIETNAM, login: str = "tiepnhan") -> subprocess.Popen[bytes]:
        """Start it; `moment`, at which the clock stands, is Vietnam's whatever the zone of the machine."""
        utc = dt.datetime.fromisoformat(moment) - dt.timedelta(hours=7)
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("DESK_", "FAKETIME"))},
            "TZ": zone, "DESK_HOME": str(self.home), "DESK_PASSWORD": PRACTICE_PASSWORD, "PYTHONPATH": str(ROOT),
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }  # fmt: skip
        local = utc.replace(tzinfo=dt.UTC).astimezone(_zone(zone))
        command = ["faketime", "-f", f"{local:%Y-%m-%d %H:%M:%S}", sys.executable, str(ROOT / "main.py"),
                   "--as", login, "--json", *typed]  # fmt: skip
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe)

    def run(
        self, moment: str, *typed: str, given: str = "", **options: str
    ) -> tuple[int, list[dict[str, object]], str]:
        """Run it to its end: status, JSON lines, what it said."""
        process = self.start(moment, *typed, **options)
        out, err = process.communicate(given.encode(), timeout=120)
        return process.returncode, [json.loads(line) for line in out.decode().splitlines()], err.decode()

    def register(self, moment: str, zone: str = VIETNAM) -> dict[str, object]:
        """Receive one dossier and give its answer, taken or refused."""
        status, (answer,), err = self.run(moment, "register", "-", given=json.dumps(LINE) + "\n", zone=zone)
        assert "Traceback" not in err
        assert status == (1 if "refused" in answer else 0)
        return answer

    def stamps(self) -> list[tuple[str, str]]:
        """Every audit entry's time and action, in the order of the chain."""
        with closing(dbapi2.connect(str(self.home / "desk.db"))) as connection:
            return [
                (at, action) for at, action in connection.execute("SELECT at, action FROM audit_entry ORDER BY seq")
            ]

    def numbers(self) -> list[str]:
        """Every number that was given out."""
        with closing(dbapi2.connect(str(self.home / "desk.db"))) as connection:
            return [number for (number,) in connection.execute("SELECT number FROM dossier ORDER BY id")]


def _zone(name: str) -> dt.tzinfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("clocks") / "home"
    moment = dt.datetime.fromisoformat(START + "+07:00") - dt.timedelta(days=3)
    make_home(Home(home), None, SetClock(moment), empty=True)
    first = Counter(home).register(START)
    assert (first["number"], first["received_at"]) == ("H21.18-261123-0001", "2026-11-23T09:00:00+07:00")
    return home


@pytest.fixture
def counter(template: Path, tmp_path: Path) -> Iterator[Counter]:
    counter = Counter(tmp_path / "home")
    shutil.copytree(template, counter.home)
    yield counter
    numbers, stamps = counter.numbers(), counter.stamps()
    assert len(set(numbers)) == len(numbers)
    unsaid = [two for one, two in pairwise(stamps) if two[0] < one[0] and two[1] != "confirm-clock"]
    assert unsaid == []
    desk = open_desk(Home(counter.home))
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    desk.close()


def test_a_minute_back_is_carried_by_the_newest_stamp(counter: Counter) -> None:
    again = counter.register("2026-11-23 08:59:00")
    assert (again["number"], again["received_at"]) == ("H21.18-261123-0002", "2026-11-23T09:00:00+07:00")


@pytest.mark.parametrize("moment", ["2026-11-23 08:53:00", "2025-11-23 09:00:00", "1970-01-01 07:00:10"])
def test_further_back_nothing_is_received(counter: Counter, moment: str) -> None:
    refused = counter.register(moment)
    assert refused["refused"] is True
    assert "trước lần ghi gần nhất (09:00 ngày 23/11/2026); hãy chỉnh lại ngày giờ của máy" in str(refused["why"])
    status, (shown,), err = counter.run(moment, "show", "H21.18-261123-0001")
    assert (status, shown["number"]) == (0, "H21.18-261123-0001")
    assert err.startswith("Đồng hồ máy chỉ "), "said at the start of every command"
    assert counter.register("2026-11-23 09:01:00")["number"] == "H21.18-261123-0002"


def test_next_year_is_received_only_after_a_leader_said_so(counter: Counter) -> None:
    moment = "2027-01-04 08:00:00"
    assert "hơn một tháng" in str(counter.register(moment)["why"])
    status, records, err = counter.run(moment, "confirm-clock", "2027-01-04T08:01:00")
    assert (status, records) == (1, []), err  # a clerk may not
    status, (record,), _ = counter.run(moment, "confirm-clock", "2027-01-04T08:01:00", login="lanhdao")
    assert (status, record["login"]) == (0, "lanhdao")
    assert counter.register("2027-01-04 08:02:00")["number"] == "H21.18-270104-0001"
    assert counter.register("2026-11-23 09:30:00")["refused"] is True  # and back to the old year it does not fall


def test_a_clock_that_ran_ahead_is_set_right_by_a_leader(counter: Counter) -> None:
    ahead = counter.register("2026-12-20 08:00:00")
    assert ahead["number"] == "H21.18-261220-0001"
    assert counter.register("2026-11-23 10:00:00")["refused"] is True
    status, _, err = counter.run("2026-11-23 10:00:00", "confirm-clock", "2026-11-23T10:00", login="lanhdao")
    assert status == 0, err
    after = counter.register("2026-11-23 10:01:00")
    assert (after["number"], after["received_at"]) == ("H21.18-261123-0002", "2026-11-23T10:01:00+07:00")


@pytest.mark.parametrize("zone", ELSEWHERE)
def test_the_office_has_vietnams_time_whatever_the_machine_says(counter: Counter, zone: str) -> None:
    answer = counter.register("2026-11-24 00:30:00", zone=zone)  # still the 23rd west of Vietnam
    assert (answer["number"], answer["received_at"]) == ("H21.18-261124-0001", "2026-11-24T00:30:00+07:00")
    assert answer["due_at"] == "2026-11-30T17:00:00+07:00"


def test_two_machines_a_minute_apart_share_the_numbers(counter: Counter) -> None:
    processes = [counter.start(moment, "register", "-") for moment in ("2026-11-23 09:01:00", "2026-11-23 09:00:20")]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write((json.dumps(LINE) + "\n").encode() * 20)
        process.stdin.flush()
    outs = [process.communicate(timeout=120)[0].decode().splitlines() for process in processes]
    answers = [json.loads(line) for out in outs for line in out]
    assert sorted(str(one["number"])[-4:] for one in answers) == [f"{at:04}" for at in range(2, 42)]


def test_no_home_is_made_by_a_dead_battery(tmp_path: Path) -> None:
    counter = Counter(tmp_path / "neu")
    status, records, err = counter.run("1970-01-01 07:00:10", "setup", "--practice", "--empty")
    assert (status, records) == (1, [])
    assert "không thể đúng (thường do hết pin)" in err
    assert not (counter.home / "desk.db").exists()

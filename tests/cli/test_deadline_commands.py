"""`due` and `card`: single and streamed, without home, sign-in or database."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from desk_program import Program

pytest_plugins = ("desk_program",)

ROOT = Path(__file__).resolve().parents[2]
ONE = ("--limit", 5, "--unit", "working_day", "--received", "2026-11-23T09:00:00+07:00")
CARD = "064190000012||Nguyễn Thị Thử|01021990|Nữ|Thôn 1, xã Chư Pưh, Gia Lai|15062021"


def test_due_answers_with_its_trace(program: Program) -> None:
    answer = program("due", *ONE, "--json")
    (record,) = answer.records
    assert answer.status == 0
    assert list(record) == ["due_at", "provisional", "trace"]
    assert record["due_at"] == "2026-12-01T17:00:00+07:00"  # 24/11 is a day off from 2026
    assert record["provisional"] is False
    assert record["trace"][0] == {"date": "2026-11-23", "counted": False, "reason": "ngày tiếp nhận, không tính"}
    assert sum(day["counted"] for day in record["trace"]) == 5
    assert not program.home.exists()


def test_due_is_readable_by_default(program: Program) -> None:
    answer = program("due", *ONE)
    assert answer.out.startswith("Hẹn trả 17:00 01/12/2026\n")
    assert "28/11/2026     thứ Bảy" in answer.out


def test_due_takes_pauses_of_both_modes(program: Program) -> None:
    stop = program("--json", "due", *ONE, "--pause", "2026-11-25T09:00/2026-11-26T09:00")
    again = program("--json", "due", *ONE, "--pause", "2026-11-25T09:00/2026-11-26T09:00/restart")
    assert stop.records[0]["due_at"] == "2026-12-02T17:00:00+07:00"
    assert again.records[0]["due_at"] == "2026-12-03T17:00:00+07:00"


@pytest.mark.parametrize(
    "typed",
    [
        ("due",),
        ("due", "--limit", "5"),
        ("due", "-", "--limit", "5"),
        ("due", "--limit", "x", "--unit", "month", "--received", "2026-11-23T09:00"),
        ("due", "--limit", "1", "--unit", "week", "--received", "2026-11-23T09:00"),
        ("card",),
        ("nothing",),
        ("--limi", "5"),
    ],
)
def test_wrong_usage_ends_with_2_and_an_empty_output(program: Program, typed: tuple[str, ...]) -> None:
    answer = program(*typed)
    assert answer.status == 2
    assert answer.out == ""
    assert "Câu lệnh chưa đúng" in answer.err


@pytest.mark.parametrize(
    "typed",
    [
        ("due", "--limit", 0, *ONE[2:]),
        ("due", *ONE[:4], "--received", "2026-13-01T09:00"),
        ("due", *ONE, "--pause", "2026-11-25"),
        ("due", *ONE, "--pause", "2026-11-26T09:00/2026-11-25T09:00"),
        ("due", *ONE, "--procedure", "9.999999"),
        ("due", *ONE[:4], "--received", "2016-12-30T09:00"),
        ("due", *ONE, "--calendar", "no such folder"),
    ],
)
def test_what_cannot_be_computed_is_one_sentence_and_1(program: Program, typed: tuple[object, ...]) -> None:
    answer = program(*typed)
    assert answer.status == 1
    assert answer.out == ""
    assert answer.err.count("\n") == 1
    assert answer.err.endswith(".\n")


def test_due_takes_the_cutoff_of_a_procedure(program: Program) -> None:
    same_day = ("--limit", 1, "--unit", "same_day", "--received", "2026-11-23T14:00")
    plain = program("--json", "due", *same_day)
    of_it = program("--json", "due", *same_day, "--procedure", "1.001193")
    assert (plain.status, of_it.status) == (0, 0)
    assert plain.records[0]["due_at"] == "2026-11-23T17:00:00+07:00"


def test_due_stream_answers_each_line(program: Program) -> None:
    good = {"limit": 5, "unit": "working_day", "received": "2026-11-23T09:00"}
    lines = [
        json.dumps(good),
        json.dumps({**good, "pauses": [["2026-11-25T09:00", "2026-11-26T09:00", "restart"]], "procedure": None}),
        json.dumps({**good, "limits": 3}),
        json.dumps({**good, "limit": True}),
        json.dumps({**good, "unit": ["month"]}),
        json.dumps({**good, "pauses": [["2026-11-25T09:00"]]}),
        json.dumps({"unit": "month", "received": "2026-11-23T09:00"}),
        "[1]",
    ]
    answer = program("due", "-", "--json", given="\n".join(lines).encode())
    assert answer.status == 1
    assert [record.get("line") for record in answer.records] == [None, None, 3, 4, 5, 6, 7, 8]
    assert answer.records[1]["due_at"] == "2026-12-03T17:00:00+07:00"
    assert "limits" in answer.records[2]["why"]
    assert all(record["refused"] is True and record["why"].endswith(".") for record in answer.records[2:])


def test_card_stream_reads_accepts_and_rejects(program: Program) -> None:
    cards = [{"payload": CARD}, {"payload": CARD.replace("0641", "064")}, {"payload": 3}, {"text": CARD}]
    answer = program("card", "-", "--json", given="\n".join(map(json.dumps, cards)).encode())
    assert answer.status == 1
    assert answer.records[0] == {
        "status": "ok",
        "fields": {
            "id": "064190000012",
            "old_id": "",
            "name": "Nguyễn Thị Thử",
            "born": "1990-02-01",
            "sex": "female",
            "address": "Thôn 1, xã Chư Pưh, Gia Lai",
            "issued": "2021-06-15",
        },
        "warnings": [],
        "why": None,
    }
    assert (answer.records[1]["status"], answer.records[1]["code"]) == ("reject", "bad_id")
    assert [record.get("refused") for record in answer.records] == [None, None, True, True]


def test_card_is_readable_by_default(program: Program) -> None:
    answer = program("card", "-", given=json.dumps({"payload": CARD}).encode())
    assert (answer.status, answer.out) == (0, "064190000012  Nguyễn Thị Thử  1990-02-01\n")


def test_light_commands_load_neither_database_nor_windows() -> None:
    asked = (
        "import sys; from desk.bootstrap import main\n"
        "for typed in (['card', '-'], ['due', '-'], ['--help']): main(typed)\n"
        "heavy = {'sqlalchemy', 'PySide6', 'reportlab', 'alembic', 'argon2'} & set(sys.modules)\n"
        "raise SystemExit(', '.join(heavy) or 0)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_stored_date_is_explained(at_desk: Program) -> None:
    line = {
        "procedure": "1.004873",
        "applicant": {"name": "Nguyễn Thị Thử"},
        "received_at": "2026-11-23T09:00:00+07:00",
    }
    number = at_desk.register(line, login="lanhdao").records[0]["number"]
    (told,) = at_desk("explain", number, "--as", "tiepnhan", "--json").records
    assert (told["promised_at"], told["computed_at"]) == ("2026-11-27T17:00:00+07:00",) * 2
    assert "Tính được 3 ngày làm việc: 25–27/11." in told["sentences"]
    assert [one["mark"] for one in told["days"]] == ["received", "skipped", "counted", "counted", "due"]
    assert "Thử" not in str(told)
    assert "Hẹn trả 17:00 27/11/2026" in at_desk("explain", number, "--as", "tiepnhan").out


def test_what_if_gives_a_date_and_tries_a_limit(at_desk: Program) -> None:
    asked = ("what-if", "--procedure", "1.004873", "--as", "tiepnhan")
    (told,) = at_desk(*asked, "--at", "2026-11-23T09:00", "--json").records
    assert told["due_at"] == "2026-11-27T17:00:00+07:00"
    (tried,) = at_desk(*asked, "--limit", "2", "--json").records
    assert (tried["dossiers"], tried["smallest"]) == (0, {"80": None, "90": None, "95": None})
    assert "chưa thử được" in at_desk(*asked, "--limit", "2").out
    line = {
        "procedure": "1.004873",
        "applicant": {"name": "Nguyễn Thị Thử"},
        "received_at": "2026-11-23T09:00:00+07:00",
    }
    number = at_desk.register(line, login="lanhdao").records[0]["number"]
    at_desk("act", number, "finish", "--at", "2026-11-26T09:00", "--as", "lanhdao")
    (tried,) = at_desk(*asked, "--limit", "2", "--json").records
    assert (tried["dossiers"], tried["met"], tried["share"], tried["smallest"]["95"]) == (1, 1, 1.0, 2)
    assert "Nếu thời hạn là 2 ngày làm việc: 1/1 hồ sơ một năm qua đạt, 100,0 %" in at_desk(*asked, "--limit", "2").out

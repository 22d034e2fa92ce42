"""`notify`, `messages`, `send-messages`, `export-messages`, `settle-message` on a real home, and one of them killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mail_seat import CITIZEN, SENDER, Office, Scripted, free_port

from desk.services.entrance import PRACTICE_PASSWORD

if TYPE_CHECKING:
    from desk_program import Program

pytest_plugins = ("desk_program",)
ROOT = Path(__file__).parents[2]
DOSSIER = {
    "procedure": "1.001193",
    "applicant": {"name": "Nguyễn Thị Thử", "phone": "0912345678", "email": CITIZEN},
}


def set_server(at_desk: Program, port: int) -> None:
    """Write the mail server into the settings of the machine."""
    text = f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nsender = "{SENDER}"\n'
    (at_desk.home / "settings.toml").write_text(text, encoding="utf-8")


def states(at_desk: Program) -> list[str]:
    """The states of all messages, the oldest first."""
    return [one["state"] for one in reversed(at_desk("--as", "tiepnhan", "--json", "messages").records)]


def test_a_message_from_receipt_to_the_server(at_desk: Program) -> None:
    (answer,) = at_desk.register(DOSSIER | {"notify": "email"}).records
    number = answer["number"]
    with Office().open() as post:
        set_server(at_desk, post.port)
        (sent,) = at_desk("--as", "admin", "--json", "send-messages").records
        assert at_desk("--as", "admin", "--json", "send-messages", "--now").records == []
    assert sent == {"message": 1, "number": number, "state": "accepted", "reason": "250 2.0.0"}
    (shown,) = at_desk("--as", "tiepnhan", "--json", "messages", number).records
    assert shown["address"] == "t***@example.com"
    assert (shown["kind"], shown["way"], shown["state"], shown["next_at"]) == ("received", "email", "accepted", None)
    assert at_desk("--as", "tiepnhan", "--json", "messages", "--waiting").records == []
    assert at_desk("--as", "tiepnhan", "--json", "show", number).records[0]["notify"] == "email"
    words = at_desk("--as", "tiepnhan", "messages").out
    assert "đã tiếp nhận  E-mail t***@example.com  đã gửi" in words
    assert len(post.letters) == 1


def test_without_a_server_it_says_so_and_keeps_everything(at_desk: Program) -> None:
    at_desk.register(DOSSIER | {"notify": "email"})
    answer = at_desk("--as", "tiepnhan", "send-messages")
    assert (answer.status, answer.out) == (1, "")
    assert "chưa ghi máy chủ thư" in answer.err
    set_server(at_desk, port := free_port())
    answer = at_desk("--as", "tiepnhan", "send-messages")
    assert answer.status == 1
    assert f"127.0.0.1 cổng {port}" in answer.err
    assert states(at_desk) == ["waiting"]


def test_what_went_before_a_fault_is_told_and_then_the_fault(at_desk: Program) -> None:
    for _ in range(4):
        at_desk.register(DOSSIER | {"notify": "email"})
    with Scripted("RCPT") as cutting:
        set_server(at_desk, cutting.port)
        answer = at_desk("--as", "tiepnhan", "--json", "send-messages")
    assert answer.status == 1
    assert [one["state"] for one in answer.records] == ["again"] * 3
    assert [one["reason"] for one in answer.records] == ["cut"] * 3
    assert "đường truyền bị ngắt" in at_desk("--as", "tiepnhan", "messages", "--waiting").out


def test_lists_and_wishes(at_desk: Program, tmp_path: Path) -> None:
    (answer,) = at_desk.register(DOSSIER).records
    number, file = answer["number"], tmp_path / "tin.csv"
    told = at_desk("--as", "tiepnhan", "--json", "notify", number, "--way", "sms").records
    assert told == [{"number": number, "notify": "sms"}]
    at_desk("--as", "chuyenmon", "act", number, "finish")
    (made,) = at_desk("--as", "tiepnhan", "--json", "export-messages", "--way", "sms", "-o", file).records
    assert made == {"list": 1, "file": str(file), "messages": 1, "without_address": 0, "unwanted": 0}
    assert "84912345678" in file.read_text(encoding="utf-8-sig")
    answer = at_desk("--as", "tiepnhan", "export-messages", "--way", "zalo", "-o", tmp_path / "z.csv")
    assert answer.out == "Không có tin nào chờ xuất theo cách này; chưa ghi tệp nào.\n"
    answer = at_desk("--as", "tiepnhan", "export-messages", "--way", "sms", "-o", tmp_path / "n.csv", "--list", "1")
    assert "danh sách số 1 gồm 1 tin" in answer.out
    assert at_desk("--as", "tiepnhan", "--json", "notify", number, "--way", "none").records[0]["notify"] is None
    refused = at_desk.register(DOSSIER | {"applicant": {"name": "Nguyễn Thị Thử"}, "notify": "email"}).records
    assert refused[0]["why"] == "Chưa có thư điện tử của người nộp; hãy bổ sung mục này."


def test_an_officer_settles_what_nobody_knows(at_desk: Program) -> None:
    at_desk.register(DOSSIER | {"notify": "email"}, DOSSIER | {"notify": "email"}, DOSSIER | {"notify": "email"})
    with Scripted("reply", times=3) as cutting:
        set_server(at_desk, cutting.port)
        at_desk("--as", "tiepnhan", "send-messages")
    assert states(at_desk) == ["unknown"] * 3
    for message, said in ((1, "--arrived"), (2, "--again"), (3, "--drop")):
        (one,) = at_desk("--as", "tiepnhan", "--json", "settle-message", message, said).records
        assert one["reason"] == "officer"
    assert states(at_desk) == ["accepted", "again", "withdrawn"]
    answer = at_desk("--as", "tiepnhan", "settle-message", 1, "--again")
    assert (answer.status, answer.out) == (1, "")
    assert at_desk("--as", "tiepnhan", "settle-message", 1).status == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed otherwise there")
@pytest.mark.parametrize(
    ("place", "left", "then"),
    [("RCPT", "waiting", "accepted"), ("half", "handing", "handing"), ("reply", "handing", "handing")],
)
def test_killed_in_the_middle_nothing_is_lost_and_nothing_goes_twice(
    at_desk: Program, place: str, left: str, then: str
) -> None:
    at_desk.register(DOSSIER | {"notify": "email"})
    with Scripted(place, hold=True, times=1) as silent:
        set_server(at_desk, silent.port)
        command = [sys.executable, str(ROOT / "main.py"), "--as", "tiepnhan", "--home", str(at_desk.home)]
        environment = os.environ | {"DESK_PASSWORD": PRACTICE_PASSWORD}
        process = subprocess.Popen([*command, "send-messages"], env=environment, stdout=subprocess.DEVNULL)
        assert silent.there.wait(60)
        process.send_signal(signal.SIGKILL)
        process.wait(60)
    assert states(at_desk) == [left]
    with Office().open() as post:
        set_server(at_desk, post.port)
        assert at_desk("--as", "tiepnhan", "send-messages", "--now").status == 0
    assert states(at_desk) == [then]
    assert len(post.letters) == (1 if then == "accepted" else 0)
    assert at_desk("--as", "lanhdao", "check").status == 0

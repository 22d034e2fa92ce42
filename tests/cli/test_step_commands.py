"""`act` with every verb, and `pending`, `approve`, `reject`, `user deputy`: the life of a dossier by commands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desk.vocabulary import Verb

if TYPE_CHECKING:
    from pathlib import Path

    from desk_program import Program

pytest_plugins = ("desk_program",)

PERSON = {"name": "Nguyễn Thị Thử", "personal_id": "064190000012"}
AGES_AHEAD = "2099-01-05T17:00"


@pytest.fixture
def number(at_desk: Program) -> str:
    """A dossier of thirty working days, just received."""
    return str(at_desk.register({"procedure": "3.000442", "applicant": PERSON}).records[0]["number"])


def act(at_desk: Program, login: str, number: str, *typed: object) -> dict[str, object]:
    answer = at_desk("act", number, *typed, "--as", login, "--json")
    assert answer.status == 0, answer.err
    return answer.records[0]


def test_every_verb_is_taken_once(at_desk: Program, number: str, tmp_path: Path) -> None:
    correction = tmp_path / "correction.json"
    correction.write_text(json.dumps({"applicant": {"name": "Nguyễn Thị Đúng"}}), encoding="utf-8")
    story = [
        ("tiepnhan", "correct", correction),
        ("chuyenmon", "start"),
        ("chuyenmon", "request-supplement", "--note", "thiếu giấy"),
        ("chuyenmon", "accept-supplement"),
        ("chuyenmon", "request-payment"),
        ("chuyenmon", "accept-payment"),
        ("chuyenmon", "hand-over", "--to", "lanhdao"),
        ("lanhdao", "accept-hand-over"),
        ("lanhdao", "hand-over", "--to", "Công an xã"),
        ("lanhdao", "take-back"),
        ("lanhdao", "reassign", "--to", "chuyenmon"),
        ("chuyenmon", "send-back", "--note", "không phải việc của tôi"),
        ("chuyenmon", "finish", "--result-number", "12/QĐ", "--result-day", "2026-11-23", "--signer", "Trần Văn Mẫu"),
        ("tiepnhan", "return", "--to", "Nguyễn Thị Đúng"),
    ]
    taken = {step[1] for step in story}
    for login, *typed in story:
        act(at_desk, login, number, *typed)
    (shown,) = at_desk("show", number, "--as", "admin", "--json").records
    assert (shown["status"], shown["applicant"], shown["corrected"]) == ("returned", "Nguyễn Thị Đúng", True)
    assert set(shown["spent"]) == {"office", "body", "citizen", "budget", "promised"}
    assert shown["result"] == {"number": "12/QĐ", "day": "2026-11-23", "signer": "Trần Văn Mẫu"}
    assert [event["to"] for event in shown["events"] if event["to"]] == ["Rơ Châm Mẫu", "Công an xã", "Trần Văn Mẫu"]
    others = {"post-out", "refuse", "withdraw", "discontinue", "extend", "void", "reopen"}  # told by the next tests
    assert taken | others == {verb.value for verb in Verb} - {"receive"}
    assert at_desk("check", "--as", "admin").status == 0


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("refuse --note không", "refused"),
        ("withdraw", "withdrawn"),
        ("discontinue --reason special_law", "discontinued"),
    ],
)
def test_ends_without_a_result(at_desk: Program, number: str, typed: str, status: str) -> None:
    assert act(at_desk, "chuyenmon", number, *typed.split())["status"] == status
    (shown,) = at_desk("show", number, "--as", "admin", "--json").records
    assert shown["outcome"] == "on_time"


def test_a_result_goes_out_by_post(at_desk: Program, number: str) -> None:
    act(at_desk, "chuyenmon", number, "finish")
    assert act(at_desk, "tiepnhan", number, "post-out", "--note", "EV1")["status"] == "returned"


def test_an_extension_waits_for_the_leader(at_desk: Program, number: str) -> None:
    beyond = at_desk("act", number, "extend", "--until", AGES_AHEAD, "--as", "chuyenmon")
    assert (beyond.status, "2099" in beyond.err) == (1, True)  # no calendar reaches so far
    (shown,) = at_desk("show", number, "--as", "admin", "--json").records
    later = at_desk("due", "--limit", 3, "--unit", "working_day", "--received", shown["promised_at"], "--json")
    until = later.records[0]["due_at"]
    asked = act(at_desk, "chuyenmon", number, "extend", "--until", until, "--cause", "workload")
    assert (asked["request"], asked["status"]) == (1, "received")
    (waiting,) = at_desk("pending", "--as", "lanhdao", "--json").records
    assert (waiting["kind"], waiting["by"], waiting["state"]) == ("extend", "chuyenmon", "pending")
    assert waiting["drafted"] is False
    assert at_desk("approve", 1, "--as", "chuyenmon").status == 1
    assert at_desk("approve", 1, "--as", "lanhdao").status == 0
    (extended,) = at_desk("show", number, "--as", "admin", "--json").records
    assert (extended["promised_at"], extended["computed_at"]) == (until, until)


def test_void_and_reopen_need_two(at_desk: Program, number: str) -> None:
    assert "lý do" in at_desk("act", number, "void", "--as", "tiepnhan").err
    asked = act(at_desk, "lanhdao", number, "void", "--note", "nhập nhầm")
    assert at_desk("approve", asked["request"], "--as", "lanhdao").status == 1
    assert at_desk("user", "deputy", "chuyenmon", "--as", "admin").status == 0
    rejected = at_desk("reject", asked["request"], "--note", "hồ sơ đúng", "--as", "chuyenmon", "--json")
    assert rejected.records[0]["state"] == "rejected"
    asked = act(at_desk, "tiepnhan", number, "void", "--note", "nhập nhầm")
    approved = at_desk("approve", asked["request"], "--as", "lanhdao", "--json")
    assert approved.records[0]["state"] == "approved"
    (shown,) = at_desk("show", number, "--as", "admin", "--json").records
    assert (shown["status"], shown["outcome"], shown["national_code"]) == ("voided", "not_counted", None)
    assert at_desk("act", number, "reopen", "--note", "x", "--as", "lanhdao").status == 1


def test_a_deputy_by_days_and_ended(at_desk: Program) -> None:
    named = at_desk("user", "deputy", "chuyenmon", "--for", "lanhdao", "--to", "2099-12-31", "--as", "admin", "--json")
    assert (named.records[0]["login"], named.records[0]["leader"]) == ("chuyenmon", "lanhdao")
    ended = at_desk("user", "deputy", "lanhdao", "--end", "--as", "admin", "--json")
    assert ended.records[0]["login"] is None
    assert at_desk("pending", "--as", "chuyenmon").status == 1


@pytest.mark.parametrize(
    "typed",
    ["finish --to x", "hand-over --until 2026-12-01T09:00", "extend --reason special_law", "correct", "finish a.json",
     "return --cause workload", "withdraw --result-number 1"],
)  # fmt: skip
def test_options_that_mean_nothing_are_wrong_usage(at_desk: Program, typed: str) -> None:
    answer = at_desk("act", "H21.18-261123-0001", *typed.split(), "--as", "lanhdao")
    assert (answer.status, answer.out) == (2, "")


def test_a_correction_that_cannot_be_read_is_told(at_desk: Program, number: str, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.json"
    spoilt.write_text("[1]", encoding="utf-8")
    for name in (spoilt, tmp_path / "missing.json"):
        answer = at_desk("act", number, "correct", name, "--as", "tiepnhan")
        assert (answer.status, answer.out) == (1, "")

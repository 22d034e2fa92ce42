"""`reminders` and `draft-letters` by the machine's own clock, over a dossier entered long after it was received."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from desk_program import Program

pytest_plugins = ("desk_program",)

LINE = {"applicant": {"name": "Nguyễn Thị Thử", "phone": "0912345678"}, "received_at": "2026-11-02T09:00:00+07:00"}


@pytest.fixture
def number(at_desk: Program) -> str:
    return str(at_desk.register({"procedure": "1.004873", **LINE}, login="lanhdao").records[0]["number"])


def test_reminders_are_told_line_by_line(at_desk: Program, number: str) -> None:
    (told,) = at_desk("reminders", "--as", "tiepnhan", "--json").records
    assert told == {
        "reminder": "not_handed_over", "number": number, "applicant": "Nguyễn Thị Thử", "status": "received",
        "procedure_name": told["procedure_name"], "until": "2026-11-02T17:00:00+07:00", "phone": None,
        "finished_at": None,
    }  # fmt: skip
    assert "chưa chuyển giải quyết" in at_desk("reminders", "--as", "tiepnhan").out


def test_only_one_kind_with_the_telephone(at_desk: Program, number: str) -> None:
    at_desk("act", number, "finish", "--at", "2026-11-03T09:00", "--as", "lanhdao")
    (told,) = at_desk("reminders", "--only", "uncollected", "--as", "tiepnhan", "--json").records
    assert (told["number"], told["phone"], told["finished_at"]) == (number, "0912345678", "2026-11-03T09:00:00+07:00")
    assert at_desk("reminders", "--only", "to_close", "--as", "tiepnhan", "--json").records == []
    assert "0912345678" in at_desk("reminders", "--as", "tiepnhan").out


def test_what_is_late_already_gets_no_letter_and_the_administrator_drafts_none(at_desk: Program, number: str) -> None:
    answer = at_desk("draft-letters", "--as", "tiepnhan", "--json")
    assert (answer.status, answer.records) == (0, [])
    assert at_desk("draft-letters", "--as", "admin", "--json").status == 1

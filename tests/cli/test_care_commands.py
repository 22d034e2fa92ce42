"""`close-day`, `backup` and `restore` as the office's scripts call them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from motcua_verify import read_anchor, verify

if TYPE_CHECKING:
    from pathlib import Path

    from desk_program import Program

pytest_plugins = ("desk_program",)

DOSSIER = {"procedure": "1.001193", "applicant": {"name": "Nguyễn Thị Thử"}}


def test_a_day_is_closed_on_paper_and_for_the_upper_level(at_desk: Program, tmp_path: Path) -> None:
    at_desk.register(DOSSIER)
    paper, file = tmp_path / "to.pdf", tmp_path / "to.json"
    answer = at_desk("--as", "lanhdao", "--json", "close-day", "-o", paper, "--export", file)
    (closed,) = answer.records
    assert answer.status == 0
    assert closed["sheet"] == len(closed["missed"]) + 1
    assert paper.read_bytes().startswith(b"%PDF")
    assert json.loads(file.read_text(encoding="utf-8"))["head"] == closed["chain_head"]
    again = at_desk("--as", "lanhdao", "close-day")
    assert (again.status, "đã khóa sổ" in again.err) == (1, True)
    refused = at_desk("--as", "tiepnhan", "close-day")
    assert (refused.status, len(refused.err.splitlines())) == (1, 1)


def test_restore_answers_what_stands_and_what_is_lost(at_desk: Program, tmp_path: Path) -> None:
    (before,) = at_desk("--as", "admin", "--json", "backup", tmp_path / "a.db").records
    (given,) = at_desk.register(DOSSIER).records
    (closed,) = at_desk("--as", "lanhdao", "--json", "close-day").records
    answer = at_desk("--as", "admin", "--json", "restore", tmp_path / "a.db")
    (done,) = answer.records
    assert answer.status == 0
    assert (done["numbers_since"], done["counted"], done["missing_files"]) == ([given["number"]], True, 0)
    assert done["dossiers"] == before["dossiers"]
    (checked,) = at_desk("--as", "lanhdao", "--json", "check").records
    assert (checked["faults"], checked["chain_head"]) == ([], done["chain_head"])
    groups = " ".join(closed["chain_head"][at : at + 4] for at in range(0, 32, 4))
    assert verify(at_desk.home / "desk.db", read_anchor(f"{closed['seq']}: {groups}")).ranges


def test_restore_refuses_in_one_sentence(at_desk: Program, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("not a database " * 900, encoding="utf-8")
    for file, login in (("text.db", "admin"), ("none.db", "admin")):
        answer = at_desk("--as", login, "restore", tmp_path / file)
        assert (answer.status, len(answer.err.splitlines())) == (1, 1)
    at_desk("--as", "admin", "backup", tmp_path / "a.db")
    answer = at_desk("--as", "lanhdao", "restore", tmp_path / "a.db")
    assert (answer.status, "quyền" in answer.err) == (1, True)
    assert at_desk("restore", tmp_path / "a.db").status == 1

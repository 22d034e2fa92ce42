"""`act NUMBER return` with the paper that was shown, and what `show` tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from desk_program import Program

pytest_plugins = ("desk_program",)


@pytest.fixture
def number(at_desk: Program) -> str:
    """A dossier whose result waits."""
    person = {"name": "Nguyễn Thị Thử", "personal_id": "064190000012"}
    made = str(at_desk.register({"procedure": "1.001193", "applicant": person}).records[0]["number"])
    assert at_desk("act", made, "finish", "--as", "chuyenmon").status == 0
    return made


def test_a_lost_slip_with_an_identity_paper(at_desk: Program, number: str) -> None:
    returning = ("act", number, "return", "--as", "tiepnhan", "--paper")
    refused = at_desk(*returning, "identity", "--paper-number", "064190000777", "--lost-slip")
    assert (refused.status, refused.out) == (1, "")
    assert "Số giấy tờ khác số đã ghi" in refused.err
    done = at_desk(*returning, "identity", "--paper-number", "064190000777", "--lost-slip", "--confirmed", "--json")
    assert done.records[0]["status"] == "returned"
    (shown,) = at_desk("show", number, "--as", "tiepnhan", "--json").records
    assert shown["events"][-1]["collector"] == "Nguyễn Thị Thử"
    kept = {"kind": "applicant", "paper": "identity", "paper_number": "0641******77", "lost_slip": True}
    assert shown["collection"] == kept


def test_another_name_needs_an_authorisation(at_desk: Program, number: str) -> None:
    returning = ("act", number, "return", "--as", "tiepnhan", "--to", "Lê Thị Mẫu", "--paper")
    assert "giấy ủy quyền" in at_desk(*returning, "slip").err
    assert at_desk(*returning, "authorisation", "--paper-number", "B1234567").status == 0
    (shown,) = at_desk("show", number, "--as", "tiepnhan", "--json").records
    assert (shown["events"][-1]["collector"], shown["collection"]["kind"]) == ("Lê Thị Mẫu", "other")


def test_a_name_alone_is_still_enough(at_desk: Program, number: str) -> None:
    assert at_desk("act", number, "return", "--to", "Lê Thị Mẫu", "--as", "tiepnhan").status == 0
    (shown,) = at_desk("show", number, "--as", "tiepnhan", "--json").records
    assert shown["collection"] is None


@pytest.mark.parametrize(
    "typed", ["finish --paper slip", "return --lost-slip", "return --paper-number 1", "return --confirmed"]
)
def test_options_that_mean_nothing_are_wrong_usage(at_desk: Program, typed: str) -> None:
    answer = at_desk("act", "H21.18-261123-0001", *typed.split(), "--as", "tiepnhan")
    assert (answer.status, answer.out) == (2, "")

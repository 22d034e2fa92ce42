"""`copies` and `reserve-numbers`: what was certified, and numbers that nothing else will bear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import officer, person

from desk.paths import Home
from desk.rules.fees import Original
from desk.rules.pad_number import read_pad_number
from desk.services.desk import open_desk
from desk.services.lanes import CopiesGiven, serve_copies

if TYPE_CHECKING:
    from desk_program import Program

pytest_plugins = ("desk_program",)


def test_the_register_tells_what_was_certified(at_desk: Program) -> None:
    desk = open_desk(Home(at_desk.home))
    serve_copies(desk, officer(desk, "tiepnhan"), CopiesGiven(person(), (("Học bạ", Original(3, 2)),), "Trần Văn Mẫu"))
    desk.close()
    (one,) = at_desk("copies", "hoc ba", "--as", "admin", "--json").records
    assert one["entry"].startswith("1/")
    assert (one["name"], one["pages"], one["copies"], one["amount"]) == ("Học bạ", 3, 2, 10000)
    assert (one["applicant"], one["signer"]) == ("Nguyễn Thị Thử", "Trần Văn Mẫu")
    assert str(one["number"]) in at_desk("copies", "--as", "admin").out


def test_an_empty_register_gives_no_line(at_desk: Program) -> None:
    assert at_desk("copies", "--as", "admin", "--json").records == []
    assert at_desk("copies", "học bạ", "--year", "2025", "--as", "tiepnhan").out == ""


def test_numbers_are_set_aside_and_taken_afterwards(at_desk: Program) -> None:
    numbers = [str(one["number"]) for one in at_desk("reserve-numbers", "3", "--as", "tiepnhan", "--json").records]
    assert len({read_pad_number(one) for one in numbers}) == 3
    line = {"procedure": "1.001193", "applicant": {"name": "Nguyễn Thị Thử"}}
    taken = at_desk.register({**line, "pad_number": numbers[1]}, login="lanhdao").records[0]
    assert str(taken["number"]) == str(read_pad_number(numbers[1]))
    other = at_desk.register(line).records[0]
    assert str(other["number"]) not in {str(read_pad_number(one)) for one in numbers}
    assert at_desk("reserve-numbers", "201", "--as", "tiepnhan").status == 1
    assert at_desk("reserve-numbers", "1", "--as", "chuyenmon").status == 1


def test_results_are_told_with_their_number(at_desk: Program) -> None:
    line = {
        "procedure": "1.001193",
        "applicant": {"name": "Nguyễn Thị Thử"},
        "received_at": "2026-11-02T09:00:00+07:00",
    }
    number = str(at_desk.register(line, login="lanhdao").records[0]["number"])
    result = ("--result-number", "12/KS", "--result-day", "2026-11-03", "--signer", "Rơ Châm Mẫu")
    at_desk("act", number, "finish", *result, "--at", "2026-11-03T09:00", "--as", "lanhdao")
    period = ("--from", "2026-11-01", "--to", "2026-11-30", "--as", "tiepnhan")
    (one,) = at_desk("results", *period, "--json").records
    assert (one["number"], one["result_number"], one["result_day"]) == (number, "12/KS", "2026-11-03")
    assert (one["signer"], one["returned_at"], one["posted"]) == ("Rơ Châm Mẫu", None, False)
    assert "12/KS" in at_desk("results", "12/ks", *period).out
    assert at_desk("results", "x", *period).out == ""

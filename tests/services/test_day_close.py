"""Closing days: sheets cover the chain without gap, missed days come in by themselves, figures are the entries'."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from builders import MONDAY, at_moment, officer, person_request, practice_desk

from desk.errors import DayClosedAlready, NotAllowed, UnknownSheet
from desk.rules.chain import GENESIS
from desk.services.checking import check
from desk.services.day_close import (
    anchor_text,
    close_day,
    close_state,
    draft_of_today,
    export_sheet,
    note_missed,
    sheet,
    sheet_of_day,
    sheets,
)
from desk.services.day_figures import CHAIN, MONEY, NUMBERS, STEPS, WATCHED
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.papers import content_of_paper, save_paper
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.vocabulary import PaperForm, Verb

A_DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = practice_desk(tmp_path)
    yield made
    made.close()


def received(desk: Desk) -> str:
    return receive(desk, officer(desk, "tiepnhan"), person_request()).number


def told(sections: object, title: str) -> dict[str, str]:
    return dict(next(lines for name, lines in sections if name == title))  # type: ignore[attr-defined]


def test_sheets_cover_the_chain_without_gap_and_name_the_head(desk: Desk) -> None:
    leader = officer(desk, "lanhdao")
    first, second = received(desk), received(desk)
    act(desk, officer(desk, "chuyenmon"), first, StepAsked(Verb.FINISH))
    (one,) = close_day(desk, leader)
    assert (one.number, one.first_seq, one.missed, one.before) == (1, 1, False, GENESIS)
    assert told(one.sections, NUMBERS)["Đã cấp"] == f"{first} đến {second} (2 số)"
    steps = told(one.sections, STEPS)
    assert (steps["Tiếp nhận"], steps["Có kết quả"], steps["Trong đó nhập bù"]) == ("2", "1", "0")
    assert told(one.sections, MONEY)["Thu"] == "0 đ (0 phiếu)"
    assert told(one.sections, CHAIN) == {"Mục ghi từ – đến": f"1 – {one.last_seq} ({one.entries} mục)"}
    third = received(desk)
    (two,) = close_day(desk, leader)
    assert (two.number, two.first_seq, two.before) == (2, one.last_seq + 1, one.head)
    assert told(two.sections, NUMBERS)["Đã cấp"] == f"{third} đến {third} (1 số)"
    assert anchor_text("H21", two) == f"MCDH|H21|2|2026-11-23|{two.last_seq}|{two.head}"
    assert [one.number for one in sheets(desk, leader)] == [2, 1]
    assert sheet_of_day(desk, leader, MONDAY.date()) == two
    assert check(desk, leader).faults == ()


def test_only_a_leader_closes_and_not_twice_for_nothing(desk: Desk) -> None:
    for login in ("tiepnhan", "chuyenmon", "admin"):
        with pytest.raises(NotAllowed):
            close_day(desk, officer(desk, login))
    leader = officer(desk, "lanhdao")
    close_day(desk, leader)
    with pytest.raises(DayClosedAlready):
        close_day(desk, leader)
    with pytest.raises(UnknownSheet):
        sheet(desk, leader, 7)


def test_days_that_nobody_closed_come_in_as_missed_once_and_stay_in_sight_until_a_leader_closes(desk: Desk) -> None:
    clerk, leader = officer(desk, "tiepnhan"), officer(desk, "lanhdao")
    received(desk)
    assert close_state(desk).today_waits
    assert close_state(desk).unclosed is None
    at_moment(desk, MONDAY + A_DAY)
    received(desk)
    at_moment(desk, MONDAY + 2 * A_DAY)
    assert close_state(desk).unclosed == (MONDAY.date(), MONDAY.date() + A_DAY)
    late = received(desk)
    missed = note_missed(desk, clerk)
    assert missed is not None
    assert (missed.missed, missed.first_day, missed.last_day) == (True, MONDAY.date(), MONDAY.date() + A_DAY)
    assert late not in str(missed.sections)
    assert note_missed(desk, clerk) is None
    state = close_state(desk)
    assert (state.unclosed, [one.number for one in state.missed], state.today_waits) == (None, [1], True)
    (closed,) = close_day(desk, leader)
    assert told(closed.sections, WATCHED)["Ngày không khóa sổ"] == "1"
    assert told(closed.sections, NUMBERS)["Đã cấp"].startswith(late)
    assert close_state(desk).missed == ()
    assert not close_state(desk).today_waits
    assert check(desk, leader).faults == ()


def test_a_leader_who_closes_first_gets_the_missed_days_beside_it(desk: Desk) -> None:
    received(desk)
    at_moment(desk, MONDAY + A_DAY)
    missed, closed = close_day(desk, officer(desk, "lanhdao"))
    assert (missed.missed, closed.missed, closed.first_seq) == (True, False, missed.last_seq + 1)


def test_printing_after_closing_opens_no_day_again(desk: Desk, tmp_path: Path) -> None:
    leader = officer(desk, "lanhdao")
    received(desk)
    close_day(desk, leader)
    made = save_paper(desk, leader, PaperForm.DAY_CLOSE, "1", tmp_path / "sheet.pdf")
    assert (made.copy, made.pages) == (1, 1)
    assert save_paper(desk, leader, PaperForm.DAY_CLOSE, "2026-11-23", tmp_path / "again.pdf").copy == 2
    at_moment(desk, MONDAY + A_DAY)
    assert close_state(desk).unclosed is None


def test_a_printed_sheet_says_what_was_closed_whatever_came_later(desk: Desk) -> None:
    leader = officer(desk, "lanhdao")
    received(desk)
    (closed,) = close_day(desk, leader)
    received(desk)
    paper = content_of_paper(desk, leader, PaperForm.DAY_CLOSE, "1")
    assert (paper.sheet, paper.sections, paper.head.hash_hex) == (1, closed.sections, closed.head)
    assert paper.qr_payload.endswith(closed.head)
    assert draft_of_today(desk, leader).first_seq == closed.last_seq + 1


def test_the_file_for_the_upper_level_holds_every_hash_and_no_name(desk: Desk, tmp_path: Path) -> None:
    leader = officer(desk, "lanhdao")
    received(desk)
    (closed,) = close_day(desk, leader)
    text = export_sheet(desk, leader, 1, tmp_path / "sheet.json").read_text(encoding="utf-8")
    found = json.loads(text)
    assert (found["head"], found["hashes"][-1], len(found["hashes"])) == (closed.head, closed.head, closed.entries)
    assert "Thử" not in text
    assert "064190000012" not in text
    with pytest.raises(NotAllowed):
        export_sheet(desk, officer(desk, "tiepnhan"), 1, tmp_path / "other.json")

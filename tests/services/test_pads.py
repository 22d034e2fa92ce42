"""Pads for outages: numbers set aside, explained while unused, borne once by what was written on them."""

from __future__ import annotations

import datetime as dt

import pytest
from builders import officer, person_request, practice_desk

from desk.errors import BadPadNumber, BadValue, NotAllowed, PadNumberUnknown, PadNumberUsed
from desk.rules.pad_number import on_pad
from desk.services.checking import check
from desk.services.dossiers import show
from desk.services.entrance import received_today
from desk.services.intake import receive
from desk.services.lists import back_entries, gaps
from desk.services.pads import reserve_pad


@pytest.fixture
def desk(tmp_path):
    desk = practice_desk(tmp_path)
    yield desk
    assert check(desk, officer(desk, "admin")).faults == ()
    desk.close()


def test_numbers_of_a_pad_are_nobodys_until_they_are_entered(desk):
    clerk, leader = officer(desk, "tiepnhan"), officer(desk, "lanhdao")
    before = receive(desk, clerk, person_request()).number
    pad = reserve_pad(desk, clerk, 3)
    after = receive(desk, clerk, person_request()).number
    assert [number.rsplit("-", 1)[0][-4:] for number in (*pad.numbers,)] == ["0002", "0003", "0004"]
    assert (before[-4:], after[-4:]) == ("0001", "0005")
    assert received_today(desk.home, desk.clock) == 2
    assert [one.number[-4:] for one in gaps(desk, leader)] == ["0002", "0003", "0004"]
    assert all("giấy dự phòng" in one.reason for one in gaps(desk, leader))


def test_what_was_written_on_a_pad_keeps_its_number_and_its_time(desk):
    clerk, leader = officer(desk, "tiepnhan"), officer(desk, "lanhdao")
    pad = reserve_pad(desk, clerk, 2)
    written = desk.clock.at + dt.timedelta(hours=1)
    desk.clock.at += dt.timedelta(days=2)
    request = person_request(pad_number=pad.numbers[1], received_at=written, request_id="giấy 2")
    receipt = receive(desk, clerk, request)
    assert (receipt.number, receipt.back_entry) == (pad.numbers[1].rsplit("-", 1)[0], True)
    assert show(desk, clerk, receipt.number).received_at == written
    assert [one.number for one in back_entries(desk, leader)] == [receipt.number]
    assert len(list(gaps(desk, leader))) == 1
    assert receive(desk, clerk, request) == receipt
    with pytest.raises(PadNumberUsed):
        receive(desk, clerk, person_request(pad_number=pad.numbers[1], received_at=written))


def test_a_number_that_is_on_no_pad_is_refused(desk):
    clerk = officer(desk, "tiepnhan")
    number = reserve_pad(desk, clerk, 1).numbers[0]
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    with pytest.raises(BadPadNumber):
        receive(desk, clerk, person_request(pad_number=wrong))
    for strange in (on_pad("H21.18-261123-0009"), on_pad("H99.18-261123-0001")):
        with pytest.raises(PadNumberUnknown):
            receive(desk, clerk, person_request(pad_number=strange))


@pytest.mark.parametrize("count", [0, -1, 201])
def test_a_pad_has_its_size(desk, count):
    with pytest.raises(BadValue):
        reserve_pad(desk, officer(desk, "tiepnhan"), count)
    with pytest.raises(NotAllowed):
        reserve_pad(desk, officer(desk, "chuyenmon"), 5)

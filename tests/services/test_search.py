"""The everything box: names in every spelling, initials, numbers and their tails; exact accents first."""

from __future__ import annotations

import pytest
from builders import officer, person, person_request, practice_desk
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.services.intake import receive
from desk.services.search import find

PEOPLE = (
    ("Nguyễn Văn An", "064090000153", "0912345678"),
    ("Trần Thị Đường", "064190000212", "0987654321"),
    ("Lê Thị Dương", "064190000313", "0911111111"),
    ("Phạm Văn Đương", "064090000414", "0922222222"),
    ("Nam Vũ Ánh", "064090000599", "0933333333"),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = practice_desk(tmp_path_factory.mktemp("search"))
    for name, personal_id, phone in PEOPLE:
        applicant = person(name=name, personal_id=personal_id, phone=phone, born=None, sex=None)
        receive(desk, officer(desk, "tiepnhan"), person_request(applicant=applicant))
    yield desk
    desk.close()


def names(desk, typed):
    return [line.applicant for line in find(desk, officer(desk, "tiepnhan"), typed)]


@pytest.mark.parametrize("typed", ["đường", "duong", "DUONG", "Đường", "thi duong"])
def test_with_and_without_accents(desk, typed):
    assert "Trần Thị Đường" in names(desk, typed)


def test_exact_accents_come_first(desk):
    assert names(desk, "đường")[0] == "Trần Thị Đường"
    assert names(desk, "dương")[0] == "Lê Thị Dương"
    assert names(desk, "đương")[0] == "Phạm Văn Đương"
    assert set(names(desk, "đường")) == set(names(desk, "duong"))


def test_initials_with_the_last_digits(desk):
    assert names(desk, "nva 53") == ["Nguyễn Văn An"]
    assert names(desk, "nva") == ["Nam Vũ Ánh", "Nguyễn Văn An"]
    assert names(desk, "ttd") == ["Trần Thị Đường"]
    assert names(desk, "nva 12") == []


def test_what_is_spelt_so_comes_before_initials(desk):
    assert names(desk, "nam") == ["Nam Vũ Ánh"]


@pytest.mark.parametrize("typed", ["0987654321", "0987 654 321", "4321", "321", "064190000212", "0212", "261123-0002"])
def test_numbers_and_their_tails(desk, typed):
    assert names(desk, typed) == ["Trần Thị Đường"]


@settings(max_examples=60, deadline=None)
@given(typed=st.text(max_size=40))
def test_whatever_is_typed_is_text(desk, typed):
    assert isinstance(names(desk, typed), list)

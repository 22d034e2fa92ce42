"""The office changes what it states of itself: new editions, seen at once, and nothing that was printed changes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import officer, person_request, practice_desk

from desk.errors import BadNumber, BadText, BadValue, DeskError, MissingField, NotAllowed
from desk.services.checking import check
from desk.services.desk import Desk, Signer
from desk.services.dossiers import show
from desk.services.entrance import open_door
from desk.services.intake import receive
from desk.services.sign_in import SignedIn
from desk.services.unit_editing import change_heading, heading_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    desk.close()


@pytest.fixture
def leader(desk: Desk) -> SignedIn:
    return officer(desk, "lanhdao")


def office(desk: Desk) -> object:
    with desk.store.reading() as connection:
        return desk.office(connection)


def test_a_new_heading_is_seen_at_once_and_numbers_follow_it(desk: Desk, leader: SignedIn) -> None:
    clerk = officer(desk, "tiepnhan")
    before = receive(desk, clerk, person_request()).number
    with desk.store.reading() as connection:
        given = heading_of(desk.office(connection))
    signers = (Signer("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "Trần Văn Mẫu"),)
    changed = change_heading(
        desk, leader, dataclasses.replace(given, agency_code="H21.99", name="Trung tâm thử", signers=signers)
    )
    assert (changed.unit.name, changed.unit.signers, changed.unit.practice) == ("Trung tâm thử", signers, True)
    assert open_door(desk.home).unit == "Trung tâm thử"
    after = receive(desk, clerk, person_request()).number
    assert before.startswith("H21.18-")
    assert after.startswith("H21.99-")
    assert show(desk, clerk, before).number == before


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"agency_code": "không hợp lệ"}, BadNumber),
        ({"agency_code": ""}, MissingField),
        ({"name": " "}, MissingField),
        ({"place": "x" * 101}, BadText),
        ({"address": "a\x00b"}, BadText),
        ({"signers": (Signer("GIÁM ĐỐC", ""),)}, MissingField),
        ({"signers": (Signer("GIÁM ĐỐC", "Thử"),) * 21}, BadValue),
    ],
)
def test_a_bad_heading_is_refused(
    desk: Desk, leader: SignedIn, change: dict[str, object], refused: type[DeskError]
) -> None:
    with desk.store.reading() as connection:
        before = desk.office(connection)
    with pytest.raises(refused):
        change_heading(desk, leader, dataclasses.replace(heading_of(before), **change))  # type: ignore[arg-type]
    assert office(desk) is before


@pytest.mark.parametrize("login", ["tiepnhan", "chuyenmon"])
def test_only_those_who_oversee_may(desk: Desk, login: str) -> None:
    with desk.store.reading() as connection:
        now = desk.office(connection)
    with pytest.raises(NotAllowed):
        change_heading(desk, officer(desk, login), heading_of(now))

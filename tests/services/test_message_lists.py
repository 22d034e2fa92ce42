"""Lists of SMS and Zalo messages: each message in one list, every list to be had again, never two in one file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import MONDAY, officer, practice_desk
from outbox_seat import received, step, told

from desk.errors import (
    BadValue,
    DiskFull,
    FileExists,
    FolderNotWritable,
    ListNotWritten,
    NotAllowed,
    UnknownMessageList,
)
from desk.messages import sentence
from desk.rules.message_life import MessageState, MessageWay
from desk.services import message_lists
from desk.services.checking import check
from desk.services.clock import SetClock
from desk.services.desk import Desk
from desk.services.message_lists import as_csv, export_messages
from desk.services.outbox import counts, set_consent
from desk.vocabulary import Verb


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk; after every test its store adds up."""
    desk = practice_desk(tmp_path, SetClock(MONDAY))
    yield desk
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    desk.close()


def rows_of(file: Path) -> list[list[str]]:
    """The rows of a CSV file below its headings."""
    return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))[1:]


def test_each_message_stands_in_one_list_and_a_list_can_be_had_again(desk: Desk, tmp_path: Path) -> None:
    clerk = officer(desk, "tiepnhan")
    numbers = [received(desk, MessageWay.SMS) for _ in range(2)]
    received(desk, MessageWay.ZALO)
    first = export_messages(desk, clerk, MessageWay.SMS, tmp_path / "1.csv")
    assert (first.list_no, first.count, first.without_address) == (1, 2, 0)
    assert (tmp_path / "1.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    rows = rows_of(tmp_path / "1.csv")
    assert [row[0] for row in rows] == ["84912345678"] * 2
    assert [row[2] for row in rows] == numbers
    nothing = export_messages(desk, clerk, MessageWay.SMS, tmp_path / "2.csv")
    assert (nothing.list_no, nothing.file, nothing.count) == (None, None, 0)
    assert not (tmp_path / "2.csv").exists()
    assert export_messages(desk, clerk, MessageWay.ZALO, tmp_path / "z.csv").list_no == 2
    assert export_messages(desk, clerk, MessageWay.SMS, tmp_path / "again.csv", 1).count == 2
    assert rows_of(tmp_path / "again.csv") == rows
    for way, list_no in ((MessageWay.SMS, 2), (MessageWay.SMS, 9)):
        with pytest.raises(UnknownMessageList):
            export_messages(desk, clerk, way, tmp_path / "none.csv", list_no)
    assert {one.state for one in told(desk)} == {MessageState.EXPORTED}


def test_a_file_that_cannot_be_written_loses_no_list(desk: Desk, tmp_path: Path) -> None:
    clerk = officer(desk, "tiepnhan")
    received(desk)
    (tmp_path / "da-co.csv").write_text("x", encoding="utf-8")
    with pytest.raises(FileExists):
        export_messages(desk, clerk, MessageWay.SMS, tmp_path / "da-co.csv")
    assert counts(desk, clerk).to_export == 1
    with pytest.raises(FolderNotWritable):
        export_messages(desk, clerk, MessageWay.SMS, tmp_path / "da-co.csv" / "x.csv")
    assert counts(desk, clerk).to_export == 1
    assert export_messages(desk, clerk, MessageWay.SMS, tmp_path / "x.csv").list_no == 1


def test_a_disk_that_fills_up_after_the_list_was_stored_tells_its_number(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, file = officer(desk, "tiepnhan"), tmp_path / "x.csv"
    received(desk)

    def full(_file: Path, _content: bytes) -> None:
        raise DiskFull(place=tmp_path)

    with monkeypatch.context() as patched:
        patched.setattr(message_lists, "write_whole", full)
        with pytest.raises(ListNotWritten) as told_of:
            export_messages(desk, clerk, MessageWay.SMS, file)
    assert told_of.value.facts["list"] == 1
    assert "danh sách số 1" in sentence(told_of.value)
    assert not file.exists()
    assert export_messages(desk, clerk, MessageWay.SMS, file, 1).count == 1


def test_two_desks_never_write_into_one_file(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, write = tmp_path / "x.csv", message_lists.write_whole
    received(desk)

    def another_comes_first(place: Path, content: bytes) -> None:
        received(desk)
        with pytest.raises(FileExists):
            export_messages(desk, officer(desk, "lanhdao"), MessageWay.SMS, file)
        write(place, content)

    monkeypatch.setattr(message_lists, "write_whole", another_comes_first)
    assert export_messages(desk, officer(desk, "tiepnhan"), MessageWay.SMS, file).count == 1
    assert len(rows_of(file)) == 1
    assert counts(desk, officer(desk, "tiepnhan")).to_export == 1


def test_a_list_taken_again_holds_only_who_can_and_wants_to_be_told_now(desk: Desk, tmp_path: Path) -> None:
    clerk = officer(desk, "tiepnhan")
    kept, without, unwanted, outdated = (received(desk) for _ in range(4))
    assert export_messages(desk, clerk, MessageWay.SMS, tmp_path / "1.csv").count == 4
    step(desk, without, Verb.CORRECT, "tiepnhan", correction={"applicant": {"phone": None}})
    set_consent(desk, clerk, unwanted, None)
    step(desk, outdated, Verb.WITHDRAW, note="xin rút")
    again = export_messages(desk, clerk, MessageWay.SMS, tmp_path / "2.csv", 1)
    assert (again.count, again.without_address, again.unwanted) == (1, 1, 2)
    assert [row[2] for row in rows_of(tmp_path / "2.csv")] == [kept]
    set_consent(desk, clerk, kept, MessageWay.ZALO)
    none = export_messages(desk, clerk, MessageWay.SMS, tmp_path / "3.csv", 1)
    assert (none.list_no, none.file, none.count) == (1, None, 0)
    assert not (tmp_path / "3.csv").exists()


def test_who_has_no_number_any_more_is_told_of_and_not_listed(desk: Desk, tmp_path: Path) -> None:
    clerk, number = officer(desk, "tiepnhan"), received(desk)
    step(desk, number, Verb.CORRECT, "tiepnhan", correction={"applicant": {"phone": "02693821234"}})
    made = export_messages(desk, clerk, MessageWay.SMS, tmp_path / "1.csv")
    assert (made.list_no, made.without_address) == (None, 1)
    assert told(desk)[0].reason == "no_address"
    received(desk)
    assert export_messages(desk, clerk, MessageWay.SMS, tmp_path / "1.csv").list_no == 1


def test_lists_are_for_the_counter_and_not_of_e_mail(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        export_messages(desk, officer(desk, "admin"), MessageWay.SMS, tmp_path / "x.csv")
    with pytest.raises(BadValue):
        export_messages(desk, officer(desk, "tiepnhan"), MessageWay.EMAIL, tmp_path / "x.csv")


@pytest.mark.parametrize("cell", ["=1+1", "+84", "-5", "@x", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    text = as_csv([("84912345678", cell, 'a, "b"\nc', "1")]).decode("utf-8-sig")
    _, row = csv.reader(io.StringIO(text, newline=""))
    assert row == ["84912345678", f"'{cell}", 'a, "b"\nc', "1"]

"""One vote for each armed stage, no trace of whose it was, and none lost on the way into the chain."""

from __future__ import annotations

import datetime as dt
import json
import re
import threading
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from builders import officer, person_request, practice_desk

from desk.errors import (
    AlreadyRated,
    DeskError,
    DiskFaulty,
    MissingField,
    NothingToRate,
    StoreBusy,
    StoreDamaged,
    UnknownOfficer,
    UnknownReason,
)
from desk.messages import sentence
from desk.rules.chain import row_digest
from desk.rules.instants import VIETNAM
from desk.services import ratings
from desk.services.checking import check
from desk.services.clock import SetClock
from desk.services.desk import Desk, open_desk
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.ratings import (
    SMALLEST_BATCH,
    hand_over_stages,
    questions_in_force,
    rate,
    take_over_votes,
    vote_counts,
)
from desk.services.steps import StepAsked
from desk.store import kiosk
from desk.store.backup import copy_store
from desk.store.store import Store
from desk.vocabulary import RatingLevel, RatingSeries, Verb

NOW = dt.datetime(2026, 11, 23, 9, 30, 15, tzinfo=VIETNAM)
GOOD, BAD = RatingLevel.VERY_SATISFIED, RatingLevel.DISSATISFIED
ARMED, WALK_IN = RatingSeries.ARMED, RatingSeries.WALK_IN


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path, SetClock(NOW))
    yield desk
    desk.close()


def received(desk: Desk) -> str:
    return receive(desk, officer(desk, "tiepnhan"), person_request()).number


def spool(desk: Desk) -> list[dict[str, Any]]:
    with desk.kiosk.reading() as connection:
        return [dict(row._mapping) for row in connection.exec_driver_sql("SELECT * FROM vote")]


def chained(desk: Desk) -> list[dict[str, Any]]:
    with desk.store.reading() as connection:
        return [dict(row._mapping) for row in connection.exec_driver_sql("SELECT * FROM rating")]


def entries(desk: Desk) -> list[dict[str, Any]]:
    with desk.store.reading() as connection:
        found = connection.exec_driver_sql("SELECT payload FROM audit_entry WHERE action = 'ratings' ORDER BY seq")
        return [json.loads(payload) for payload in found.scalars()]


def walk_ins(desk: Desk, count: int, login: str = "tiepnhan") -> None:
    for _ in range(count):
        rate(desk, None, GOOD, (), login)


def test_a_stage_is_rated_once(desk: Desk) -> None:
    number = received(desk)
    assert rate(desk, number, BAD, ("waiting", "late"), None) is ARMED
    with pytest.raises(AlreadyRated) as refused:
        rate(desk, number, GOOD, (), None)
    assert refused.value.facts == {"number": number}
    votes = sorted(spool(desk), key=lambda vote: str(vote["subject_kind"]))
    assert [(vote["subject_kind"], vote["subject"]) for vote in votes] == [
        ("officer", "tiepnhan"),
        ("sector", "Hộ tịch"),
    ]
    for vote in votes:
        assert (vote["series"], vote["level"], vote["reasons"], vote["question_edition"], vote["month"]) == (
            "armed", "dissatisfied", "late,waiting", "2026-1", "2026-11",
        )  # fmt: skip


def test_a_later_stage_may_be_rated_again_and_disarms_the_earlier(desk: Desk) -> None:
    rated, unrated = received(desk), received(desk)
    rate(desk, rated, GOOD, (), None)
    for number in (rated, unrated):
        act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
        act(desk, officer(desk, "tiepnhan"), number, StepAsked(Verb.RETURN, collector="Nguyễn Thị Thử"))
        assert rate(desk, number, GOOD, (), None) is ARMED
        with pytest.raises(AlreadyRated):
            rate(desk, number, GOOD, (), None)
    assert vote_counts(desk)["armed", "officer", "tiepnhan"] == 3


def test_handing_over_twice_changes_nothing(desk: Desk) -> None:
    number = received(desk)
    assert hand_over_stages(desk) == 1
    rate(desk, number, GOOD, (), None)
    assert hand_over_stages(desk) == 0
    with kiosk.changing(desk.kiosk) as connection:  # as if the desk had been restored from before this stage
        connection.exec_driver_sql("UPDATE note SET value = '999' WHERE name = 'stages_through'")
    assert hand_over_stages(desk) == 1
    with pytest.raises(AlreadyRated):
        rate(desk, number, GOOD, (), None)


def test_the_kiosk_knows_active_officers_and_the_questions(desk: Desk) -> None:
    hand_over_stages(desk)
    with kiosk.changing(desk.kiosk) as connection:
        connection.exec_driver_sql("UPDATE kiosk_officer SET name = 'cũ' WHERE login = 'lanhdao'")
        connection.exec_driver_sql("INSERT INTO kiosk_officer VALUES ('danghi', 1, 'Đã nghỉ (thử)')")
    hand_over_stages(desk)
    with desk.kiosk.reading() as connection:
        rows = connection.exec_driver_sql("SELECT login, name FROM kiosk_officer").all()
        asked = connection.exec_driver_sql("SELECT value FROM note WHERE name = 'questions'").scalar_one()
    assert {row[0] for row in rows} == {"admin", "tiepnhan", "chuyenmon", "lanhdao"}
    assert ("lanhdao", "Rơ Châm Mẫu") in [tuple(row) for row in rows]
    assert asked == questions_in_force()


def test_the_questions_have_the_four_levels_in_order_and_cover_the_decree() -> None:
    questions = json.loads(questions_in_force())
    assert [level["code"] for level in questions["level"]] == [level.value for level in RatingLevel]
    assert {reason["item"] for reason in questions["reason"]} == set("abcdđeghi")
    codes = [reason["code"] for reason in questions["reason"]]
    assert len(set(codes)) == len(codes)
    assert len(",".join(codes)) <= 200  # all of them fit the column


def test_a_passer_by_votes_for_an_officer_only(desk: Desk) -> None:
    assert rate(desk, None, GOOD, (), "chuyenmon") is WALK_IN
    (vote,) = spool(desk)
    assert (vote["series"], vote["subject_kind"], vote["subject"]) == ("walk_in", "officer", "chuyenmon")


def test_what_cannot_be_rated_leaves_nothing(desk: Desk) -> None:
    number = received(desk)
    refused: list[tuple[type[DeskError], str | None, tuple[str, ...], str | None]] = [
        (NothingToRate, "H21.18-261123-9999", (), None),
        (UnknownOfficer, None, (), "khongco"),
        (UnknownOfficer, number, (), "lanhdao"),
        (UnknownReason, number, ("khongco",), None),
        (MissingField, None, (), None),
    ]
    for error, asked, reasons, login in refused:
        with pytest.raises(error):
            rate(desk, asked, GOOD, reasons, login)
    assert spool(desk) == []
    assert rate(desk, number, GOOD, (), "tiepnhan") is ARMED  # and the stage is still unspent


def test_the_spool_tells_neither_number_nor_time(desk: Desk) -> None:
    number = received(desk)
    rate(desk, number, BAD, ("attitude",), None)
    with desk.kiosk.reading() as connection:
        token, stage_id = connection.exec_driver_sql("SELECT token, stage_id FROM stage").one()
    for vote in spool(desk):
        assert re.fullmatch(r"[0-9a-f]{32}", vote.pop("id"))
        assert vote.pop("digest")
        assert vote.pop("month") == "2026-11"
        assert vote.pop("unit_id") == 1
        values = " ".join(map(str, vote.values()))
        for told in (number, number[-4:], token, "09:30", "02:30", "-23", "Thử"):
            assert told not in values
        assert stage_id not in vote.values()


def test_ids_are_no_order(desk: Desk) -> None:
    walk_ins(desk, 9)
    ids = [vote["id"] for vote in spool(desk)]
    assert len(set(ids)) == 9
    with desk.kiosk.reading() as connection, pytest.raises(Exception, match="no such column"):
        connection.exec_driver_sql("SELECT rowid FROM vote")


def test_each_vote_lies_beside_its_digest(desk: Desk) -> None:
    rate(desk, received(desk), GOOD, (), None)
    for vote in spool(desk):
        digest = vote.pop("digest")
        assert row_digest("vote", list(vote.values())) == digest
    assert check(desk, officer(desk, "admin")).faults == ()


def test_a_bent_vote_is_named_and_never_chained(desk: Desk) -> None:
    walk_ins(desk, SMALLEST_BATCH - 1)
    with kiosk.changing(desk.kiosk) as connection:
        connection.exec_driver_sql("UPDATE vote SET level = 'very_dissatisfied' WHERE id = (SELECT min(id) FROM vote)")
    walk_ins(desk, 2)
    assert (len(spool(desk)), len(chained(desk))) == (1, SMALLEST_BATCH)
    assert "vote" in [fault.place for fault in check(desk, officer(desk, "admin")).faults]


def test_ten_votes_move_into_the_chain(desk: Desk) -> None:
    walk_ins(desk, SMALLEST_BATCH - 2)
    number = received(desk)
    rate(desk, number, BAD, ("late",), None)  # two counts, but one vote
    assert (len(spool(desk)), len(chained(desk)), entries(desk)) == (SMALLEST_BATCH, 0, [])
    before = vote_counts(desk)
    rate(desk, None, GOOD, (), "lanhdao")
    assert spool(desk) == []
    assert vote_counts(desk) - before == {("walk_in", "officer", "lanhdao"): 1}
    (entry,) = entries(desk)
    assert (entry["object"], entry["facts"]) == ("ratings", {"count": SMALLEST_BATCH})
    assert number not in json.dumps(entry["rows"])
    assert {row["id"] for row in chained(desk)} == {key for _, key, _ in entry["rows"]}
    assert check(desk, officer(desk, "admin")).faults == ()


def test_a_kill_between_commit_and_clearing_neither_loses_nor_doubles(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    walk_ins(desk, SMALLEST_BATCH - 1)
    with monkeypatch.context() as patch:
        patch.setattr(kiosk, "forget_votes", killed)
        with pytest.raises(Killed):
            rate(desk, received(desk), GOOD, (), None)
    assert len(spool(desk)) == len(chained(desk)) == SMALLEST_BATCH + 1
    counted = {
        ("walk_in", "officer", "tiepnhan"): SMALLEST_BATCH - 1,
        ("armed", "officer", "tiepnhan"): 1,
        ("armed", "sector", "Hộ tịch"): 1,
    }
    assert vote_counts(desk) == counted
    rate(desk, None, GOOD, (), "lanhdao")  # clears what is chained; alone, the new one waits
    assert [vote["subject"] for vote in spool(desk)] == ["lanhdao"]
    assert len(entries(desk)) == 1
    assert vote_counts(desk) == {**counted, ("walk_in", "officer", "lanhdao"): 1}
    assert check(desk, officer(desk, "admin")).faults == ()


def test_a_kill_before_the_commit_leaves_the_spool(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from desk.store.writing import Writing

    def killed(_: Writing) -> None:
        raise KeyboardInterrupt

    walk_ins(desk, SMALLEST_BATCH - 1)
    with monkeypatch.context() as patch:
        patch.setattr(Writing, "finish", killed)
        with pytest.raises(KeyboardInterrupt):
            rate(desk, None, GOOD, (), "tiepnhan")
    assert (len(spool(desk)), chained(desk)) == (SMALLEST_BATCH, [])
    assert take_over_votes(desk) == SMALLEST_BATCH
    assert (spool(desk), len(chained(desk))) == ([], SMALLEST_BATCH)


@pytest.mark.parametrize("fault", [StoreBusy(seconds=5), DiskFaulty(place="desk.db"), StoreDamaged(place="desk.db")])
def test_trouble_of_the_desk_does_not_refuse_a_stored_vote(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, fault: DeskError
) -> None:
    def trouble(_: Desk) -> int:
        raise fault

    monkeypatch.setattr("desk.services.ratings.take_over_votes", trouble)
    assert rate(desk, None, GOOD, (), "tiepnhan") is WALK_IN
    assert len(spool(desk)) == 1


def test_of_four_at_once_exactly_one_wins_and_none_is_lost(desk: Desk) -> None:
    numbers = [received(desk) for _ in range(12)]
    wins: list[str] = []
    others: list[BaseException] = []

    def vote_for_all() -> None:
        mine = open_desk(desk.home, SetClock(NOW))
        try:
            for number in numbers:
                try:
                    rate(mine, number, GOOD, (), None)
                    wins.append(number)
                except AlreadyRated:
                    pass
                except BaseException as fault:  # noqa: BLE001 - shown by the assertion below
                    others.append(fault)
        finally:
            mine.close()

    hand_over_stages(desk)
    threads = [threading.Thread(target=vote_for_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert others == []
    assert sorted(wins) == numbers
    assert vote_counts(desk) == {("armed", "officer", "tiepnhan"): 12, ("armed", "sector", "Hộ tịch"): 12}
    assert all(entry["facts"]["count"] >= SMALLEST_BATCH for entry in entries(desk))
    assert check(desk, officer(desk, "admin")).faults == ()


def cast_twelve(desk: Desk) -> list[str]:
    """The ids of twelve votes in the order they were cast."""
    ids: list[str] = []
    for _ in range(12):
        kiosk.vote(desk.kiosk, None, GOOD, (), "tiepnhan", month="2026-11")
        ids += {vote["id"] for vote in spool(desk)} - set(ids)
    return ids


def files_beside_the_kiosk(desk: Desk) -> dict[str, bytes]:
    path = desk.home.kiosk_database
    return {one.name: one.read_bytes() for one in path.parent.glob(path.name + "*")}


def test_where_votes_lie_in_the_file_is_no_order(desk: Desk) -> None:
    hand_over_stages(desk)
    in_order, last_at_an_end, tries = 0, 0, 8
    for _ in range(tries):
        ids = cast_twelve(desk)
        content = desk.home.kiosk_database.read_bytes()
        offsets = [content.index(one.encode()) for one in ids]
        assert offsets not in (sorted(offsets), sorted(offsets, reverse=True))
        in_order += sum(first < second for first, second in combinations(offsets, 2))
        last_at_an_end += offsets[-1] in (min(offsets), max(offsets))
        kiosk.forget_votes(desk.kiosk, ids)
    pairs = tries * 66
    assert abs(in_order - pairs / 2) < 125  # six standard deviations of Kendall's count
    assert last_at_an_end < tries  # by chance once in a million and a half


def test_no_log_beside_the_kiosk_holds_a_vote_and_a_moved_one_is_wiped(desk: Desk) -> None:
    hand_over_stages(desk)
    ids = cast_twelve(desk)
    for name, content in files_beside_the_kiosk(desk).items():
        held = [one for one in ids if one.encode() in content]
        assert held == (ids if name == "kiosk.db" else []), name
    assert take_over_votes(desk) == 12
    assert not [one for one in ids if one.encode() in files_beside_the_kiosk(desk)["kiosk.db"]]
    ids = cast_twelve(desk)
    desk.close()
    beside = files_beside_the_kiosk(desk)
    assert ids[0].encode() in beside.pop("kiosk.db")
    assert not any(beside.values())


def test_the_kiosk_of_an_earlier_release_loses_its_log(desk: Desk) -> None:
    desk.kiosk.close()
    path = desk.home.kiosk_database
    logged = Store(path)
    with logged.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    logged.close()
    again = open_desk(desk.home, SetClock(NOW))
    with again.kiosk.reading() as connection:
        asked = ("journal_mode", "synchronous", "secure_delete")
        assert [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in asked] == ["truncate", 2, 1]
    again.close()
    assert set(files_beside_the_kiosk(desk)) <= {"kiosk.db", "kiosk.db-journal"}


def test_a_copy_of_the_kiosk_in_use_holds_its_votes(desk: Desk, tmp_path: Path) -> None:
    hand_over_stages(desk)
    ids = cast_twelve(desk)
    with desk.kiosk.reading() as connection:
        connection.exec_driver_sql("SELECT 1 FROM vote").all()
        copy_store(desk.kiosk.path, tmp_path / "copy.db")
    copied = Store(tmp_path / "copy.db")
    assert {one.id for one in kiosk.sound_votes(copied)} == set(ids)
    copied.close()


def test_a_bent_vote_stays_as_it_is_when_the_spool_is_written_anew(desk: Desk) -> None:
    walk_ins(desk, 1)
    with kiosk.changing(desk.kiosk) as connection:
        connection.exec_driver_sql("UPDATE vote SET digest = 'x', reasons = 'lạ'")
    (bent,) = spool(desk)
    walk_ins(desk, 3)
    assert bent in spool(desk)
    assert len(spool(desk)) == 4


def test_a_large_spool_moves_in_slices(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ratings.LARGEST_SLICE <= 32_766  # the values that one statement takes
    monkeypatch.setattr(ratings, "LARGEST_SLICE", 20)
    hand_over_stages(desk)
    for _ in range(45):
        kiosk.vote(desk.kiosk, None, GOOD, (), "tiepnhan", month="2026-11")
    assert take_over_votes(desk) == 40
    assert [entry["facts"]["count"] for entry in entries(desk)] == [20, 20]
    assert (len(spool(desk)), len(chained(desk))) == (5, 40)  # the rest waits for company
    assert check(desk, officer(desk, "admin")).faults == ()


def test_a_refusal_does_not_tell_whether_a_number_exists() -> None:
    number = "H21.18-261123-0001"
    assert sentence(NothingToRate(number=number)) == sentence(AlreadyRated(number=number))


def test_a_bent_note_has_every_stage_compared_again(desk: Desk) -> None:
    number = received(desk)
    rate(desk, number, GOOD, (), None)
    with kiosk.changing(desk.kiosk) as connection:
        connection.exec_driver_sql("UPDATE note SET value = 'x' WHERE name = 'stages_through'")
    assert hand_over_stages(desk) == 1
    with pytest.raises(AlreadyRated):
        rate(desk, number, GOOD, (), None)

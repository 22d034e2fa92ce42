"""What a filter leaves, in which order and by which index; the lines of a window; every date explained."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import BIRTH, at_moment, officer, person, person_request, practice_desk

from desk.errors import NotAllowed, UnknownDossier
from desk.rules.instants import VIETNAM
from desk.services import browsing
from desk.services.board import BoardGroup, board
from desk.services.browsing import Filter, LineShown, dossier_ids, lines
from desk.services.clock import SetClock
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.explaining import explain
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.sign_in import SignedIn
from desk.services.steps import StepAsked
from desk.vocabulary import Channel, DiscontinueReason, Status, Verb

BEGIN = dt.datetime(2026, 11, 18, 8, tzinfo=VIETNAM)
NAMES = ("Nguyễn Thị Thử", "Trần Văn Mẫu", "Nguyen Van Mau", "Phạm Thị Thử")
CODES = (BIRTH, "1.004873", "2.000815")
NOBODY = SignedIn(99, "khach", "Khách", frozenset())


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Forty dossiers of a week, in every status, the last by two officers."""
    desk = practice_desk(tmp_path_factory.mktemp("browsing"), SetClock(BEGIN))
    chance, leader = random.Random(5), officer(desk, "lanhdao")
    for at in range(40):
        desk.clock.at += dt.timedelta(hours=chance.choice((1, 2, 3)))  # type: ignore[attr-defined]
        who = officer(desk, "tiepnhan") if at % 3 else leader
        asked = person_request(procedure=CODES[at % 3], applicant=person(name=NAMES[at % 4], phone=f"09{at:08}"))
        number = receive(desk, who, asked).number
        for step in STORIES[at % len(STORIES)]:
            act(desk, leader, number, step)
    yield desk
    desk.close()


STORIES = (
    (),
    (StepAsked(Verb.FINISH),),
    (StepAsked(Verb.FINISH), StepAsked(Verb.RETURN, collector="Người nộp thử")),
    (StepAsked(Verb.REQUEST_SUPPLEMENT, note="thiếu"),),
    (StepAsked(Verb.REQUEST_SUPPLEMENT), StepAsked(Verb.ACCEPT_SUPPLEMENT)),
    (StepAsked(Verb.WITHDRAW),),
    (StepAsked(Verb.FINISH),),
    (StepAsked(Verb.REQUEST_SUPPLEMENT), StepAsked(Verb.DISCONTINUE, reason=DiscontinueReason.CLOSED_NO_SUPPLEMENT)),
    (),
)


def found(desk: Desk, **asked: object) -> list[LineShown]:
    clerk = officer(desk, "tiepnhan")
    return list(lines(desk, clerk, dossier_ids(desk, clerk, Filter(**asked))))  # type: ignore[arg-type]


def test_everything_newest_received_first(desk: Desk) -> None:
    all_of_it = found(desk)
    assert len(all_of_it) == 40
    assert [one.received_at for one in all_of_it] == sorted((one.received_at for one in all_of_it), reverse=True)


@pytest.mark.parametrize("status", list(Status))
def test_a_status_leaves_exactly_its_own(desk: Desk, status: Status) -> None:
    expected = [one.id for one in found(desk) if one.status is status]
    assert [one.id for one in found(desk, statuses=frozenset({status}))] == expected


def test_several_statuses_open_and_ended(desk: Desk) -> None:
    for wanted in ({Status.RECEIVED, Status.PROCESSING}, {Status.RETURNED, Status.RECEIVED}):
        expected = [one.id for one in found(desk) if one.status in wanted]
        assert [one.id for one in found(desk, statuses=frozenset(wanted))] == expected


@pytest.mark.parametrize("group", list(BoardGroup))
def test_a_group_is_that_of_the_board_and_of_the_lines(desk: Desk, group: BoardGroup) -> None:
    listed = found(desk, group=group)
    assert len(listed) == getattr(board(desk, officer(desk, "tiepnhan")), group.value)
    assert {one.id for one in listed} == {one.id for one in found(desk) if one.group is group}
    if group in {BoardGroup.OVERDUE, BoardGroup.DUE_TODAY, BoardGroup.DUE_SOON}:
        assert [one.promised_at for one in listed] == sorted(one.promised_at for one in listed)


def test_the_groups_that_were_compared_are_not_empty(desk: Desk) -> None:
    kinds = {one.group for one in found(desk)}
    assert {BoardGroup.OVERDUE, BoardGroup.WAITING_CITIZEN, BoardGroup.READY, None} <= kinds


def test_days_are_days_of_vietnam_both_included(desk: Desk) -> None:
    first, last = dt.date(2026, 11, 19), dt.date(2026, 11, 20)
    expected = [one.id for one in found(desk) if first <= one.received_at.astimezone(VIETNAM).date() <= last]
    assert 0 < len(expected) < 40
    assert [one.id for one in found(desk, received_from=first, received_to=last)] == expected
    assert found(desk, received_from=last, received_to=first) == []


def test_procedure_sector_and_mine(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    with desk.store.reading() as connection:
        birth = next(one for one in desk.office(connection).catalogue.by_edition.values() if one.code == BIRTH)
    assert {one.procedure_name for one in found(desk, procedure=BIRTH)} == {birth.name}
    assert len(found(desk, procedure=BIRTH)) == 14
    assert len(found(desk, sector=birth.sector)) >= 14
    assert found(desk, sector="không có lĩnh vực này") == []
    mine = {one.number for one in found(desk, mine=True)}
    assert mine == {one.number for one in found(desk) if show(desk, clerk, one.number).officer == clerk.name}
    assert len(mine) == 26


def test_an_officer_is_who_received_or_holds(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    asked = {"tiepnhan": "Nguyễn Thị Mẫu", "lanhdao": "Rơ Châm Mẫu"}
    for login, name in asked.items():
        of = {one.number for one in found(desk, officer=login)}
        every = [show(desk, clerk, one.number) for one in found(desk)]
        assert of == {one.number for one in every if one.officer == name or one.holder.login == login}
    assert found(desk, officer="khongco") == []


def test_channel_and_back_entry(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    clerk = officer(desk, "tiepnhan")
    posted = receive(desk, clerk, person_request(channel=Channel.POST)).number
    late = receive(desk, officer(desk, "lanhdao"), person_request(received_at=desk.clock.now() - dt.timedelta(days=3)))
    assert [one.number for one in found(desk, channel=Channel.POST)] == [posted]
    assert [one.number for one in found(desk, channel=Channel.COUNTER)] == [late.number]
    assert [one.number for one in found(desk, back_entry=True)] == [late.number]
    assert found(desk, channel=Channel.ONLINE) == []
    desk.close()


def test_words_with_accents_come_first_and_each_part_is_newest_first(desk: Desk) -> None:
    names = [one.applicant for one in found(desk, words="Nguyễn")]
    assert names == ["Nguyễn Thị Thử"] * 10 + ["Nguyen Van Mau"] * 10
    plain = found(desk, words="nguyen")
    assert {one.applicant for one in plain} == {"Nguyễn Thị Thử", "Nguyen Van Mau"}
    assert [one.received_at for one in plain] == sorted((one.received_at for one in plain), reverse=True)


@pytest.mark.parametrize("typed", ['"', "'", "*", "thu OR 1", "-", "đ' --", ")", "\u202e"])
def test_whatever_is_typed_is_text(desk: Desk, typed: str) -> None:
    assert found(desk, words=typed) == []


def test_blanks_ask_for_nothing(desk: Desk) -> None:
    assert len(found(desk, words="  ")) == 40


def test_everything_at_once(desk: Desk) -> None:
    asked = {"words": "thử", "procedure": BIRTH, "received_from": dt.date(2026, 11, 18), "mine": True}
    for standing in ({"group": BoardGroup.READY}, {"statuses": frozenset({Status.RETURNED})}):
        expected = {one.id for one in found(desk, **asked)} & {one.id for one in found(desk, **standing)}
        assert {one.id for one in found(desk, **asked, **standing)} == expected


def test_the_statements_walk_the_indexes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    plans: list[str] = []
    ask = browsing._all_of

    def explained(cursor: object, text: str, values: dict[str, object]) -> list[int]:
        cursor.execute(f"EXPLAIN QUERY PLAN {text}", values)  # type: ignore[attr-defined]
        plans.append(" / ".join(row[3] for row in cursor.fetchall()))  # type: ignore[attr-defined]
        return ask(cursor, text, values)  # type: ignore[arg-type]

    monkeypatch.setattr(browsing, "_all_of", explained)
    for asked, index in (
        ({}, "COVERING INDEX ix_dossier_received"),
        ({"statuses": frozenset({Status.PROCESSING})}, "ix_dossier_open"),
        ({"group": BoardGroup.OVERDUE}, "ix_dossier_open"),
        ({"group": BoardGroup.READY}, "ix_dossier_ready"),
        ({"received_from": dt.date(2026, 11, 19)}, "ix_dossier_received (unit_id=? AND received_at>?"),
    ):
        plans.clear()
        found(desk, **asked)
        assert plans
        assert all(index in plan for plan in plans), plans
        ordered_by_index = not asked or "received_from" in asked
        assert not ordered_by_index or not any("TEMP B-TREE" in plan for plan in plans)


def test_lines_keep_the_given_order_and_leave_out_what_is_not_there(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    assert [one.id for one in lines(desk, clerk, [7, 999_999, 3, 5])] == [7, 3, 5]
    assert lines(desk, clerk, []) == ()


def test_a_calendar_that_ends_leaves_the_list_without_groups_of_the_clock(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    clerk = officer(desk, "tiepnhan")
    number = receive(desk, clerk, person_request()).number
    at_moment(desk, dt.datetime(2199, 1, 4, 9, tzinfo=VIETNAM))
    (line,) = lines(desk, clerk, dossier_ids(desk, clerk, Filter()))
    assert (line.number, line.group) == (number, None)
    desk.close()


def test_explained_as_it_was_counted(desk: Desk) -> None:
    clerk, counted = officer(desk, "tiepnhan"), 0
    for one in found(desk):
        shown = show(desk, clerk, one.number)
        if shown.computed_at is not None:
            counted += 1
            why = explain(desk, clerk, one.number)
            assert why.promise is not None
            assert why.now is not None
            assert (why.promise.due_at, why.now.due_at) == (shown.promised_at, shown.computed_at)
            assert why.now.days[-1].date == why.now.due_at.date()
    assert counted > 20


def test_who_may_not_read_sees_nothing(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        dossier_ids(desk, NOBODY, Filter())
    with pytest.raises(NotAllowed):
        lines(desk, NOBODY, [1])
    with pytest.raises(NotAllowed):
        explain(desk, NOBODY, "H21.18-261118-0001")
    with pytest.raises(UnknownDossier):
        explain(desk, officer(desk, "tiepnhan"), "H21.18-261118-9999")

"""A procedure is completed and changed by dated editions: what was received keeps its own, and nothing is lost."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import BIRTH, MONDAY, officer, person_request, practice_desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desk.errors import (
    BadText,
    BadValue,
    CommittedTooLong,
    DeskError,
    EditionAfterDossiers,
    EditionOutdated,
    EditionTooEarly,
    EditionTooLate,
    IncompleteProcedure,
    MissingField,
    NotAllowed,
    ProcedureEnded,
    ProcedureExists,
    RepeatedComponent,
    TooManyComponents,
    UnknownProcedure,
)
from desk.messages import sentence
from desk.models import AuditEntry
from desk.services.catalogue import Catalogue, ComponentAsked, Fee, Limit, Procedure
from desk.services.catalogue_editing import EditionGiven, add_edition, edition_of, history
from desk.services.checking import check
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.intake import preview, receive
from desk.services.sign_in import SignedIn
from desk.vocabulary import Channel, FeeUnit, LimitUnit, PauseMode

TODAY = MONDAY.date()
INCOMPLETE = "2.002165"
FIVE_DAYS = Limit(5, 3, LimitUnit.WORKING_DAY)
LOCAL = EditionGiven(
    code="H21.18-TT01",
    name="Thủ tục thử của xã",
    sector="Văn hóa",
    valid_from=TODAY,
    supplement_mode=PauseMode.STOP,
    cutoff=dt.time(14, 30),
    note="Bản thử",
    limits={Channel.COUNTER: FIVE_DAYS, Channel.POST: Limit(1, None, LimitUnit.SAME_DAY)},
    fees={Channel.COUNTER: Fee(8000, FeeUnit.COPY, ""), Channel.ONLINE: Fee(None, FeeUnit.DOSSIER, "Chưa rõ")},
    components=(ComponentAsked("Tờ khai", 1, 0, 2, False), ComponentAsked("Ảnh", 0, 0, 0, True)),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


def catalogue(desk: Desk) -> Catalogue:
    with desk.store.reading() as connection:
        return desk.office(connection).catalogue


def leader(desk: Desk) -> SignedIn:
    return officer(desk, "lanhdao")


def newest(desk: Desk, code: str) -> Procedure:
    return catalogue(desk).editions(code)[-1]


def changed(desk: Desk, code: str, **changes: object) -> Procedure:
    """The procedure's newest edition with something changed, from today unless told."""
    before = newest(desk, code)
    edition = dataclasses.replace(edition_of(before), **{"valid_from": TODAY, **changes})  # type: ignore[arg-type]
    return add_edition(desk, leader(desk), edition, before.edition_id)


def content(desk: Desk) -> bool:
    return check(desk, officer(desk, "admin")).faults == ()


def test_an_incomplete_procedure_is_completed_and_received_at_once(desk: Desk) -> None:
    with pytest.raises(IncompleteProcedure):
        receive(desk, officer(desk, "tiepnhan"), person_request(procedure=INCOMPLETE))
    made = changed(desk, INCOMPLETE, limits={Channel.COUNTER: FIVE_DAYS})
    assert made.complete
    assert catalogue(desk).in_force(INCOMPLETE, TODAY) == made
    receipt = receive(desk, officer(desk, "tiepnhan"), person_request(procedure=INCOMPLETE))
    with desk.store.reading() as connection:
        calendar = desk.office(connection).calendar
    assert receipt.due_at == preview(made, Channel.COUNTER, MONDAY, calendar).due_at
    assert content(desk)


def test_a_new_procedure_is_stored_whole(desk: Desk) -> None:
    made = add_edition(desk, leader(desk), LOCAL, None)
    assert edition_of(made) == LOCAL
    assert history(desk, officer(desk, "tiepnhan"), LOCAL.code) == (made,)
    assert dataclasses.replace(LOCAL.drafted(), edition_id=made.edition_id) == made
    assert content(desk)


def test_what_was_received_keeps_its_edition(desk: Desk) -> None:
    number = receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873")).number
    before = show(desk, officer(desk, "tiepnhan"), number)
    made = changed(desk, "1.004873", name="Tên mới", limits={Channel.COUNTER: FIVE_DAYS})
    after = show(desk, officer(desk, "tiepnhan"), number)
    assert after == before
    later = receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873")).number
    assert show(desk, officer(desk, "tiepnhan"), later).procedure_name == made.name
    assert [one.name for one in history(desk, leader(desk), "1.004873")] == [before.procedure_name, "Tên mới"]
    assert content(desk)


def test_one_entry_for_each_edition_and_none_for_a_repeat(desk: Desk) -> None:
    before = check(desk, officer(desk, "admin")).chain_length
    made = add_edition(desk, leader(desk), LOCAL, None)
    assert add_edition(desk, leader(desk), LOCAL, None) == made
    with desk.store.reading() as connection:
        row = connection.execute(select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1)).one()
    assert check(desk, officer(desk, "admin")).chain_length == before + 1
    assert (row.action, row.object) == ("add-edition", LOCAL.code)


def test_two_at_once_one_wins_and_the_other_is_told(desk: Desk) -> None:
    read = newest(desk, BIRTH)
    outcomes: list[object] = []

    def add(name: str) -> None:
        edition = dataclasses.replace(edition_of(read), name=name, valid_from=TODAY)
        try:
            outcomes.append(add_edition(desk, leader(desk), edition, read.edition_id).name)
        except DeskError as fault:
            outcomes.append(type(fault))

    threads = [threading.Thread(target=add, args=(name,)) for name in ("Tên một", "Tên hai")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(EditionOutdated) == 1
    assert len(catalogue(desk).editions(BIRTH)) == 2
    assert content(desk)


def test_only_who_may(desk: Desk) -> None:
    for login in ("tiepnhan", "chuyenmon"):
        with pytest.raises(NotAllowed):
            add_edition(desk, officer(desk, login), LOCAL, None)
    assert LOCAL.code not in catalogue(desk)


def test_the_later_edition_of_a_day_wins(desk: Desk) -> None:
    changed(desk, BIRTH, name="Bản sáng")
    changed(desk, BIRTH, name="Bản chiều")
    assert catalogue(desk).in_force(BIRTH, TODAY).name == "Bản chiều"


def test_an_edition_of_the_future_waits_for_its_day(desk: Desk) -> None:
    tomorrow = TODAY + dt.timedelta(days=1)
    made = changed(desk, BIRTH, name="Khai sinh kiểu mới", valid_from=tomorrow)
    known = catalogue(desk)
    assert known.in_force(BIRTH, TODAY).name != made.name
    assert known.in_force(BIRTH, tomorrow) == known.standing(BIRTH, tomorrow) == made
    assert [one.edition_id for one in known.find(BIRTH)] == [made.edition_id]
    assert known.find(BIRTH, day=TODAY) == [known.in_force(BIRTH, TODAY)]
    assert known.find("kieu moi", day=TODAY) == []
    assert known.find("kieu moi", day=tomorrow) == [made]


def test_an_ended_procedure_is_no_longer_received_but_still_read(desk: Desk) -> None:
    made = changed(desk, BIRTH, ended=True)
    with pytest.raises(ProcedureEnded):
        receive(desk, officer(desk, "tiepnhan"), person_request())
    known = catalogue(desk)
    assert known.standing(BIRTH, TODAY) == made
    assert known.find(BIRTH, day=TODAY) == []
    assert changed(desk, BIRTH, ended=False).complete
    receive(desk, officer(desk, "tiepnhan"), person_request())
    assert content(desk)


def test_a_new_procedure_before_its_first_day(desk: Desk) -> None:
    first = TODAY + dt.timedelta(days=7)
    made = add_edition(desk, leader(desk), dataclasses.replace(LOCAL, valid_from=first), None)
    known = catalogue(desk)
    assert known.standing(LOCAL.code, TODAY) == made
    assert known.find(LOCAL.code, day=TODAY) == []
    with pytest.raises(ProcedureEnded):
        known.in_force(LOCAL.code, TODAY)


def test_days_that_cannot_be(desk: Desk) -> None:
    first = newest(desk, BIRTH).valid_from
    with pytest.raises(EditionTooEarly):
        changed(desk, BIRTH, name="Tên mới", valid_from=first - dt.timedelta(days=1))
    with pytest.raises(EditionTooLate):
        changed(desk, BIRTH, name="Tên mới", valid_from=TODAY + dt.timedelta(days=367))
    receive(desk, officer(desk, "tiepnhan"), person_request())
    with pytest.raises(EditionAfterDossiers) as caught:
        desk.clock.at = MONDAY + dt.timedelta(days=1)  # type: ignore[attr-defined]
        changed(desk, BIRTH, name="Tên mới", valid_from=TODAY)
    assert (caught.value.count, caught.value.field) == (1, "valid_from")
    assert "Từ ngày 23/11/2026 đã nhận 1 hồ sơ" in sentence(caught.value)
    made = changed(desk, BIRTH, name="Tên mới", valid_from=TODAY + dt.timedelta(days=1))
    assert made.name == "Tên mới"


def test_a_past_day_while_nothing_was_received_since(desk: Desk) -> None:
    receive(desk, officer(desk, "tiepnhan"), person_request())
    desk.clock.at = MONDAY + dt.timedelta(days=2)  # type: ignore[attr-defined]
    tuesday = TODAY + dt.timedelta(days=1)
    made = changed(desk, BIRTH, name="Tên mới", valid_from=tuesday)
    assert catalogue(desk).in_force(BIRTH, tuesday) == made
    assert content(desk)


def test_whoever_reads_an_older_edition_is_told(desk: Desk) -> None:
    read = newest(desk, BIRTH)
    changed(desk, BIRTH, name="Tên mới")
    edition = dataclasses.replace(edition_of(read), note="ghi chú", valid_from=TODAY)
    with pytest.raises(EditionOutdated):
        add_edition(desk, leader(desk), edition, read.edition_id)
    with pytest.raises(ProcedureExists):
        add_edition(desk, leader(desk), dataclasses.replace(LOCAL, code=BIRTH), None)
    with pytest.raises(EditionOutdated):
        add_edition(desk, leader(desk), LOCAL, read.edition_id)
    with pytest.raises(UnknownProcedure):
        history(desk, leader(desk), LOCAL.code)


def limits(statutory: int, committed: int | None = None, unit: LimitUnit = LimitUnit.WORKING_DAY) -> dict[str, object]:
    return {"limits": {Channel.POST: Limit(statutory, committed, unit)}}


def fees(amount: int | None, note: str = "") -> dict[str, object]:
    return {"fees": {Channel.POST: Fee(amount, FeeUnit.DOSSIER, note)}}


def papers(*names: str, count: int = 1) -> dict[str, object]:
    return {"components": tuple(ComponentAsked(name, count, 0, 0, False) for name in names)}


@pytest.mark.parametrize(
    ("wrong", "error", "where"),
    [
        ({"code": " "}, MissingField, "code"),
        ({"code": "1.00119"}, BadValue, "code"),
        ({"code": "h21.18-01"}, BadValue, "code"),
        ({"code": "TT"}, BadValue, "code"),
        ({"code": "A.1" + "1" * 40}, BadText, "code"),
        ({"name": ""}, MissingField, "procedure_name"),
        ({"name": "ă" * 2001}, BadText, "procedure_name"),
        ({"name": "a\u202eb"}, BadText, "procedure_name"),
        ({"sector": " "}, MissingField, "sector"),
        ({"note": "ă" * 501}, BadText, "note"),
        ({"valid_from": dt.date(1899, 12, 31)}, BadValue, "valid_from"),
        ({"cutoff": dt.time(14, 30, 1)}, BadValue, "cutoff"),
        (limits(0), BadValue, "post.statutory"),
        (limits(3651), BadValue, "post.statutory"),
        (limits(2, unit=LimitUnit.SAME_DAY), BadValue, "post.statutory"),
        (limits(5, 0), BadValue, "post.committed"),
        (limits(5, 6), CommittedTooLong, "post.committed"),
        (fees(None), MissingField, "post.fee_note"),
        (fees(-1), BadValue, "post.amount"),
        (fees(10**9 + 1), BadValue, "post.amount"),
        (fees(1, "\x00"), BadText, "post.fee_note"),
        (papers("Tờ khai", " tờ khai "), RepeatedComponent, "components[2].name"),
        (papers("Tờ khai", ""), MissingField, "components[2].name"),
        (papers("Tờ khai", count=100), BadValue, "components[1].originals"),
        (papers(*(f"Giấy {at}" for at in range(101))), TooManyComponents, "components"),
    ],
)
def test_what_cannot_be_leads_to_its_field(
    desk: Desk, wrong: dict[str, object], error: type[DeskError], where: str
) -> None:
    with pytest.raises(error) as caught:
        add_edition(desk, leader(desk), dataclasses.replace(LOCAL, **wrong), None)  # type: ignore[arg-type]
    assert caught.value.field == where
    said = sentence(caught.value)
    assert where not in said, "the field is said in words"
    assert LOCAL.code not in catalogue(desk)


def test_a_procedure_is_ended_and_not_emptied(desk: Desk) -> None:
    with pytest.raises(MissingField) as caught:
        changed(desk, BIRTH, limits={})
    assert "thời hạn giải quyết" in sentence(caught.value)
    assert changed(desk, INCOMPLETE, note="Đang hỏi tỉnh").complete is False
    assert content(desk)


def test_every_shipped_procedure_can_be_carried_on(desk: Desk) -> None:
    known = catalogue(desk)
    for procedure in known.procedures(TODAY):
        assert add_edition(desk, leader(desk), edition_of(procedure), procedure.edition_id) == procedure
    longest = max(known.procedures(TODAY), key=lambda one: len(one.name))
    assert len(longest.name) == 919
    assert changed(desk, longest.code, note="Bản thử").name == longest.name


limit_of = st.builds(
    lambda statutory, cut, unit: Limit(statutory, max(1, statutory - cut) if cut else None, unit),
    st.integers(1, 3650),
    st.integers(0, 100),
    st.sampled_from([LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY, LimitUnit.WORKING_HOUR, LimitUnit.MONTH]),
)
fee_of = st.builds(Fee, st.integers(0, 10**9), st.sampled_from(FeeUnit), st.text("ăê đ.", max_size=9).map(str.strip))
edition_given = st.builds(
    EditionGiven,
    code=st.from_regex(r"\A[0-9]\.[0-9]{6}\Z"),
    name=st.text("ạêđ x", min_size=1, max_size=50).map(lambda text: f"Tên {text.strip()}".strip()),
    sector=st.just("Hộ tịch"),
    valid_from=st.dates(dt.date(2026, 1, 1), TODAY + dt.timedelta(days=366)),
    supplement_mode=st.sampled_from(PauseMode),
    cutoff=st.none() | st.builds(dt.time, st.integers(0, 23), st.integers(0, 59)),
    limits=st.dictionaries(st.sampled_from(Channel), limit_of),
    fees=st.dictionaries(st.sampled_from(Channel), fee_of),
    components=st.integers(0, 40).map(
        lambda count: tuple(ComponentAsked(f"Giấy {at}", at % 3, at % 2, 0, at % 5 == 0) for at in range(count))
    ),
    ended=st.booleans(),
)


@pytest.fixture(scope="module")
def shared_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = practice_desk(tmp_path_factory.mktemp("editions"))
    yield desk
    desk.close()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edition=edition_given)
def test_what_is_given_is_what_stands_there(shared_desk: Desk, edition: EditionGiven) -> None:
    known = catalogue(shared_desk)
    if edition.code in known:
        return
    made = add_edition(shared_desk, leader(shared_desk), edition, None)
    assert edition_of(made) == edition
    assert catalogue(shared_desk).editions(edition.code) == (made,)
    assert list(made.limits) == [channel for channel in Channel if channel in edition.limits]

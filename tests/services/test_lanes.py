"""The lanes: certified copies, things done at once, one visit with several procedures – each whole or not at all."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from builders import at_moment, officer, person, person_request, practice_desk
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.errors import BadValue, MissingField, NotAllowed, RequestDiffers, UnknownProcedure
from desk.rules.fees import Original
from desk.services.cash_book import cash_book
from desk.services.checking import check
from desk.services.dossiers import show
from desk.services.lanes import (
    AtOnce,
    CopiesGiven,
    Taken,
    receive_visit,
    serve_at_once,
    serve_copies,
    visit_of,
)
from desk.services.lists import dossiers
from desk.services.steps import ResultGiven
from desk.vocabulary import Outcome, PaidBy, Status, WaiverReason

STACK = (("Bằng tốt nghiệp", Original(1, 3)), ("Học bạ", Original(12, 2)), ("Giấy khai sinh", Original(2, 1)))


@pytest.fixture
def desk(tmp_path):
    desk = practice_desk(tmp_path)
    yield desk
    assert check(desk, officer(desk, "admin")).faults == ()
    desk.close()


def copies(**changes):
    return dataclasses.replace(CopiesGiven(person(), STACK, "Trần Văn Mẫu"), **changes)


def test_a_stack_is_charged_registered_receipted_and_handed_over(desk):
    clerk = officer(desk, "tiepnhan")
    served = serve_copies(desk, clerk, copies())
    assert [(one.serial, one.name, one.amount) for one in served.copies] == [
        (1, "Bằng tốt nghiệp", 6_000),  # one page, three copies
        (2, "Học bạ", 28_000),  # 2 × 2.000 + 10 × 1.000, twice
        (3, "Giấy khai sinh", 4_000),
    ]
    assert served.money.amount == served.charge.amount == 38_000
    dossier = show(desk, clerk, served.receipt.number)
    assert (dossier.status, dossier.outcome) == (Status.RETURNED, Outcome.ON_TIME)
    assert dossier.received_at == dossier.finished_at == dossier.returned_at
    assert dossier.result == ResultGiven("1-3/2026", dt.date(2026, 11, 23), "Trần Văn Mẫu")
    assert cash_book(desk, clerk, dt.date(2026, 11, 23)).total.net == 38_000


def test_numbers_go_on_and_begin_anew_with_the_year(desk):
    clerk = officer(desk, "tiepnhan")
    serve_copies(desk, clerk, copies())
    assert [one.serial for one in serve_copies(desk, clerk, copies()).copies] == [4, 5, 6]
    at_moment(desk, desk.clock.at.replace(year=2027, month=1, day=5))
    assert next((one.year, one.serial) for one in serve_copies(desk, clerk, copies()).copies) == (2027, 1)


def test_the_same_request_is_answered_with_the_same_copies(desk):
    clerk = officer(desk, "tiepnhan")
    first = serve_copies(desk, clerk, copies(request_id="một"))
    assert serve_copies(desk, clerk, copies(request_id="một")) == first
    with pytest.raises(RequestDiffers):
        serve_copies(desk, clerk, copies(request_id="một", originals=STACK[:1]))
    assert len(list(dossiers(desk, officer(desk, "lanhdao")))) == 1


def test_what_is_waived_is_not_taken(desk):
    clerk = officer(desk, "tiepnhan")
    free = Taken(waived=38_000, waiver_reason=WaiverReason.LAW, way=PaidBy.CASH)
    served = serve_copies(desk, clerk, copies(taken=free))
    assert (served.charge.amount, served.charge.waived, served.money) == (0, 38_000, None)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"originals": ()}, MissingField),
        ({"originals": (("", Original(1, 1)),)}, MissingField),
        ({"originals": STACK * 40}, BadValue),
        ({"originals": (("Giấy", Original(0, 1)),)}, BadValue),
        ({"procedure": "9.999999"}, UnknownProcedure),
    ],
)
def test_a_stack_that_cannot_be_leaves_nothing(desk, changes, error):
    with pytest.raises(error):
        serve_copies(desk, officer(desk, "tiepnhan"), copies(**changes))
    assert list(dossiers(desk, officer(desk, "lanhdao"))) == []
    with pytest.raises(NotAllowed):
        serve_copies(desk, officer(desk, "chuyenmon"), copies())


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 400), st.integers(1, 9)), min_size=1, max_size=10))
def test_each_entry_adds_up_to_what_is_paid(tmp_path_factory, stack):
    desk = practice_desk(tmp_path_factory.mktemp("copies"))
    originals = tuple((f"Giấy {at}", Original(pages, count)) for at, (pages, count) in enumerate(stack, start=1))
    served = serve_copies(desk, officer(desk, "tiepnhan"), copies(originals=originals))
    assert sum(one.amount for one in served.copies) == served.money.amount
    for entry, (pages, count) in zip(served.copies, stack, strict=True):
        assert entry.amount == min(200_000, sum(2_000 if page <= 2 else 1_000 for page in range(1, pages + 1))) * count
    desk.close()


def test_a_thing_done_at_once_has_no_appointment_to_keep(desk):
    clerk = officer(desk, "tiepnhan")
    served = serve_at_once(desk, clerk, AtOnce(person_request(procedure="2.000635"), ResultGiven("7/TLKH")))
    dossier = show(desk, clerk, served.receipt.number)
    assert (dossier.status, dossier.result.number, served.charge) == (Status.RETURNED, "7/TLKH", None)
    assert dossier.events[-1].collector == "Nguyễn Thị Thử"


def test_one_visit_with_several_procedures(desk):
    clerk = officer(desk, "tiepnhan")
    receipts = receive_visit(desk, clerk, (person_request(), person_request(procedure="1.004873")))
    numbers = tuple(one.number for one in receipts)
    assert visit_of(desk, clerk, numbers[1]) == numbers
    alone = receive_visit(desk, clerk, (person_request(),))
    assert visit_of(desk, clerk, alone[0].number) == (alone[0].number,)


def test_a_visit_is_received_whole_or_not_at_all(desk):
    clerk = officer(desk, "tiepnhan")
    for requests, error in (
        ((), MissingField),
        ((person_request(), person_request(applicant=person(name="Trần Văn Mẫu"))), BadValue),
        ((person_request(), person_request(procedure="9.999999")), UnknownProcedure),
    ):
        with pytest.raises(error):
            receive_visit(desk, clerk, requests)
    assert list(dossiers(desk, officer(desk, "lanhdao"))) == []
    asked = tuple(person_request(procedure=code, request_id=code) for code in ("1.001193", "1.004873"))
    assert receive_visit(desk, clerk, asked) == receive_visit(desk, clerk, asked)

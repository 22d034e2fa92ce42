"""Receiving: one durable transaction, one number, one promise, or nothing at all."""

import datetime as dt

import pytest
from builders import BIRTH, MONDAY, at_moment, officer, person, person_request, practice_desk

from desk.errors import (
    BackEntryTooOld,
    IncompleteProcedure,
    MissingCalendarYear,
    NotAllowed,
    RequestDiffers,
    StepOutOfOrder,
    TimeInFuture,
    UnknownProcedure,
)
from desk.models import DeskBase
from desk.rules.instants import VIETNAM
from desk.services.intake import receive
from desk.services.intake_request import request_from_document
from desk.services.receipts import stored_receipt
from desk.vocabulary import Channel


@pytest.fixture
def desk(tmp_path):
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def clerk(desk):
    return officer(desk, "tiepnhan")


def rows(desk):
    with desk.store.reading() as connection:
        tables = [*DeskBase.metadata.tables, "dossier_words_idx"]
        return {name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() for name in tables}


def test_number_promise_and_digest(desk, clerk):
    receipt = receive(desk, clerk, person_request())
    assert receipt.number == "H21.18-261123-0001"
    assert receipt.received_at == MONDAY
    assert receipt.due_at == dt.datetime(2026, 11, 23, 17, 0, tzinfo=VIETNAM)
    with desk.store.reading() as connection:
        assert stored_receipt(connection, 1, receipt.number) == receipt


def test_numbers_run_by_the_day_of_vietnam_and_widen_past_9999(desk, clerk):
    assert receive(desk, clerk, person_request()).number.endswith("261123-0001")
    assert receive(desk, clerk, person_request()).number.endswith("261123-0002")
    desk.clock.at = dt.datetime(2026, 11, 24, 0, 30, tzinfo=VIETNAM)  # still the 23rd in UTC
    assert receive(desk, clerk, person_request()).number.endswith("261124-0001")
    with desk.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE number_counter SET last = 9999 WHERE day = '2026-11-24'")
    assert receive(desk, clerk, person_request()).number.endswith("261124-10000")


def test_the_same_request_is_the_same_dossier(desk, clerk):
    request = person_request(request_id="mot-lan")
    first = receive(desk, clerk, request)
    before = rows(desk)
    assert receive(desk, clerk, request) == first
    assert rows(desk) == before


def test_a_full_request_sent_again_is_known(desk, clerk):
    """Everything a request can hold is found again in the rows."""
    document = {
        "procedure": "1.004873",
        "card": "064190000012|231234567|Nguyễn Thị Thử|01021990|Nữ|Thôn 1, xã Chư Pưh, Gia Lai|12052022",
        "applicant": {"phone": "+84 912 345 678", "email": "thu@vi.du", "representative": "Trần Văn Mẫu"},
        "authorised_person": {"name": "Công ty Thử", "kind": "organisation", "tax_code": "0100109106"},
        "components": [{"name": "Tờ khai", "originals": 2, "photocopies": 1}, {"name": "Tờ khai"}],
        "received_at": "2026-11-23T01:30:00.750Z",
        "valid_at": "2026-11-23T08:45:00.250",
        "channel": "online",
        "return_channel": "post",
        "sets": 2,
        "copies": 3,
        "note": "dòng một\ndòng hai",
        "request_id": "day-du",
    }
    first = receive(desk, clerk, request_from_document(document, MONDAY.date()))
    assert receive(desk, clerk, request_from_document(document, MONDAY.date())) == first
    for name, other in (("sets", 1), ("note", None), ("channel", "post"), ("components", []), ("valid_at", None)):
        with pytest.raises(RequestDiffers):
            receive(desk, clerk, request_from_document({**document, name: other}, MONDAY.date()))


def test_a_request_id_with_other_content_is_refused(desk, clerk):
    receive(desk, clerk, person_request(request_id="mot-lan"))
    before = rows(desk)
    with pytest.raises(RequestDiffers):
        receive(desk, clerk, person_request(request_id="mot-lan", applicant=person(name="Trần Văn Mẫu")))
    assert rows(desk) == before


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"procedure": "9.999999"}, UnknownProcedure),
        ({"procedure": "1.003956"}, IncompleteProcedure),
        ({"received_at": MONDAY + dt.timedelta(minutes=1)}, TimeInFuture),
        ({"received_at": dt.datetime(2016, 12, 30, 9, 0, tzinfo=VIETNAM)}, BackEntryTooOld),
        (
            {"received_at": MONDAY - dt.timedelta(minutes=30), "valid_at": MONDAY - dt.timedelta(hours=1)},
            StepOutOfOrder,
        ),
    ],
)
def test_what_cannot_be_received_leaves_nothing(desk, clerk, changes, error):
    before = rows(desk)
    with pytest.raises(error):
        receive(desk, clerk, person_request(**changes))
    assert rows(desk) == before


def test_a_promise_in_a_year_without_calendar_is_refused(desk, clerk):
    receive(desk, clerk, person_request())
    at_moment(desk, dt.datetime(2027, 11, 23, 9, 0, tzinfo=VIETNAM))
    receive(desk, clerk, person_request())
    at_moment(desk, dt.datetime(2027, 12, 31, 9, 0, tzinfo=VIETNAM))
    before = rows(desk)
    with pytest.raises(MissingCalendarYear) as caught:
        receive(desk, clerk, person_request(procedure="1.004873"))
    assert caught.value.year == 2028
    assert rows(desk) == before


@pytest.mark.parametrize("login", ["admin", "chuyenmon"])
def test_only_the_counter_receives(desk, login):
    with pytest.raises(NotAllowed):
        receive(desk, officer(desk, login), person_request())


def test_back_entry_is_flagged_and_a_clerk_goes_three_working_days_back(desk, clerk):
    assert not receive(desk, clerk, person_request(received_at=MONDAY - dt.timedelta(minutes=59))).back_entry
    wednesday = dt.datetime(2026, 11, 18, 7, 30, tzinfo=VIETNAM)
    receipt = receive(desk, clerk, person_request(received_at=wednesday))
    assert receipt.back_entry
    assert receipt.number.startswith("H21.18-261123-")  # the day it was issued, not the day of receipt
    assert receipt.due_at.date() == dt.date(2026, 11, 18)
    tuesday = wednesday - dt.timedelta(days=1)
    with pytest.raises(BackEntryTooOld):
        receive(desk, clerk, person_request(received_at=tuesday))
    assert receive(desk, officer(desk, "lanhdao"), person_request(received_at=tuesday)).back_entry


def test_online_counts_from_the_valid_receipt(desk, clerk):
    friday = dt.datetime(2026, 11, 20, 16, 0, tzinfo=VIETNAM)
    request = person_request(procedure="1.004873", channel=Channel.ONLINE, received_at=friday, valid_at=MONDAY)
    assert receive(desk, clerk, request).due_at == dt.datetime(2026, 11, 27, 17, 0, tzinfo=VIETNAM)


def test_the_digest_hides_personal_values(desk, clerk):
    one, two = (receive(desk, clerk, person_request()) for _ in range(2))
    with desk.store.reading() as connection:
        payloads = "".join(connection.exec_driver_sql("SELECT payload FROM audit_entry").scalars())
    assert one.digest != two.digest
    for value in ("Thử", "064190000012", "0912345678", "Thôn 1"):
        assert value not in payloads


def test_an_edition_belongs_to_its_day(desk, clerk):
    with desk.store.reading() as connection:
        catalogue = desk.office(connection).catalogue
    assert catalogue.in_force(BIRTH, dt.date(2017, 1, 1)).code == BIRTH
    assert len(catalogue) == 209
    assert catalogue.find("kh sinh")[0].name.endswith("đăng ký khai sinh")
    assert catalogue.find('"*(') == []

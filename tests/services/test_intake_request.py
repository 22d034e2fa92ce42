"""One JSON object becomes a request, or is refused by the name of what is wrong with it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import (
    BadCard,
    BadDay,
    BadIdentity,
    BadText,
    BadTime,
    BadValue,
    CardDiffers,
    DeskError,
    MissingField,
    UnknownField,
)
from desk.messages import sentence
from desk.services.intake_request import request_from_document
from desk.vocabulary import Channel, IdKind, Sex

TODAY = dt.date(2026, 11, 23)
CARD = "064190000012||Nguyễn Thị Thử|01021990|Nữ|Thôn 1, xã Chư Pưh, Gia Lai|12052022"
FULL = {
    "procedure": "1.001193",
    "received_at": "2026-11-23T09:00:00+07:00",
    "valid_at": None,
    "channel": "counter",
    "sets": 1,
    "copies": 1,
    "applicant": {
        "kind": "person", "name": "Nguyễn Thị Thử", "id_kind": "citizen", "personal_id": "064190000012",
        "born": "1990-02-01", "sex": "female", "address": "Thôn 1, xã Chư Pưh", "phone": "0912345678", "email": None,
        "tax_code": None, "representative": None,
    },
    "authorised_person": None,
    "card": None,
    "components": [{"name": "Giấy chứng sinh", "originals": 1, "certified": 0, "photocopies": 0}],
    "return_channel": "counter",
    "note": None,
    "request_id": "mot",
}  # fmt: skip


def read(**changes):
    return request_from_document({**FULL, **changes}, TODAY)


def applicant(**changes):
    return {**FULL["applicant"], **changes}


def test_the_promised_example_is_read():
    request = read()
    assert request.applicant.sex is Sex.FEMALE
    assert request.received_at == dt.datetime.fromisoformat("2026-11-23T09:00:00+07:00")
    assert request.components[0].originals == 1


def test_procedure_and_a_name_are_enough():
    request = request_from_document({"procedure": "1.001193", "applicant": {"name": "Trần Văn Mẫu"}}, TODAY)
    assert (request.sets, request.copies, request.channel) == (1, 1, Channel.COUNTER)
    assert request.applicant.id_kind is IdKind.NONE


@pytest.mark.parametrize("name", ["sets", "copies", "channel", "components", "return_channel", "received_at"])
def test_null_is_not_given(name):
    assert read(**{name: None}) == request_from_document({k: v for k, v in FULL.items() if k != name}, TODAY)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"number": "x"}, "number"),
        ({"applicant": applicant(nickname="x")}, "applicant.nickname"),
        ({"components": [{"name": "x", "foo": 1}]}, "components[1].foo"),
    ],
)
def test_unknown_keys_are_refused_by_name(changes, key):
    with pytest.raises(UnknownField) as caught:
        read(**changes)
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"procedure": None}, MissingField),
        ({"applicant": None}, MissingField),
        ({"applicant": applicant(name=" ")}, MissingField),
        ({"applicant": applicant(name="Nguyễn\u202eThử")}, BadText),
        ({"applicant": applicant(name="x" * 501)}, BadText),
        ({"applicant": applicant(personal_id="06419000001")}, BadIdentity),
        ({"applicant": applicant(personal_id="０64190000012")}, BadIdentity),
        ({"applicant": applicant(id_kind="none")}, BadIdentity),
        ({"applicant": applicant(born="2026-11-24")}, BadValue),
        ({"applicant": applicant(born="1990-2-1")}, BadDay),
        ({"applicant": applicant(born="1899-12-31")}, BadDay),
        ({"applicant": applicant(tax_code="0100109107")}, BadIdentity),
        ({"received_at": "hôm nay"}, BadTime),
        ({"sets": 0}, BadValue),
        ({"sets": True}, BadValue),
        ({"sets": 10**30}, BadValue),
        ({"channel": "fax"}, BadValue),
        ({"components": {}}, BadValue),
        ({"components": [{}] * 201}, BadValue),
        ({"components": [{"originals": 1}]}, MissingField),
        ({"note": "a\x00b"}, BadText),
        ({"request_id": "x" * 65}, BadText),
        ({"card": "không phải thẻ"}, BadCard),
    ],
)
def test_what_is_wrong_is_refused(changes, error):
    with pytest.raises(error):
        read(**changes)


def test_a_card_stands_for_the_applicant():
    request = read(card=CARD, applicant=None)
    assert (request.applicant.name, request.applicant.personal_id) == ("Nguyễn Thị Thử", "064190000012")
    assert request.applicant.born == dt.date(1990, 2, 1)


@pytest.mark.parametrize(
    "beside",
    [
        {"phone": "0912345678"},
        {"name": "", "phone": "0912345678"},
        {"kind": "person", "id_kind": "citizen", "representative": "Trần Văn Mẫu"},
        {"name": "Nguyễn Thị Thử", "personal_id": "064190000012", "born": "1990-02-01", "sex": "female"},
    ],
)
def test_what_agrees_with_the_card_is_kept_beside_it(beside):
    party = read(card=CARD, applicant=beside).applicant
    assert party.personal_id == "064190000012"
    assert (party.phone, party.representative) == (beside.get("phone"), beside.get("representative"))


@pytest.mark.parametrize(
    "differing",
    [
        {"name": "Trần Văn Mẫu"},
        {"personal_id": "064190000013"},
        {"id_kind": "passport", "personal_id": "B1234567"},
        {"id_kind": "passport"},
        {"born": "1990-02-02"},
        {"sex": "male"},
        {"address": "Thôn 2"},
        {"kind": "organisation"},
    ],
)
def test_what_differs_from_the_card_is_refused(differing):
    with pytest.raises(CardDiffers):
        read(card=CARD, applicant=differing)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(FULL)), JSON)
def test_any_value_anywhere_is_read_or_refused_by_one_error(name, value):
    said = "được."
    try:
        read(**{name: value})
    except DeskError as error:
        said = sentence(error)
    assert said.endswith(".")


def test_what_an_address_is_now_may_be_added_to_a_card():
    both = "Thôn 1, xã Chư Pưh, Gia Lai (nay là: xã Mới, tỉnh Mẫu)"
    assert read(card=CARD, applicant={"address": both}).applicant.address == both
    with pytest.raises(CardDiffers):
        read(card=CARD, applicant={"address": f"Thôn 2{both}"})

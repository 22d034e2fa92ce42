"""The arithmetic of evidence: the same facts give the same digest, any other fact another one."""

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from desk.rules.chain import GENESIS, canonical, entry_hash, receipt_digest, row_digest, salted_digest

VALUES = st.one_of(st.none(), st.integers(-(2**53), 2**53), st.text(st.characters(exclude_categories=["Cs"])))


def test_canonical_json_is_what_anyone_can_write():
    document = {"b": ["Đ", None, 1], "a": {"z": 0, "y": "ư"}}
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical(document) == text == '{"a":{"y":"ư","z":0},"b":["Đ",null,1]}'


def test_an_entry_is_bound_to_the_one_before():
    assert entry_hash(GENESIS, "{}") == hashlib.sha256(b"0" * 64 + b"{}").hexdigest()
    assert entry_hash(GENESIS, "{}") != entry_hash("1" + GENESIS[1:], "{}")


@given(st.lists(VALUES, min_size=1, max_size=6), st.lists(VALUES, min_size=1, max_size=6))
def test_rows_share_a_digest_only_when_they_are_the_same(one, two):
    same = [(type(a), a) for a in one] == [(type(b), b) for b in two]
    assert (row_digest("t", one) == row_digest("t", two)) == same
    assert row_digest("t", one) != row_digest("u", one)


def receipt(**changes):
    facts = {
        "number": "H21.18-261123-0001",
        "procedure": "1.001193",
        "received_at": "2026-11-23T09:00:00+07:00",
        "due_at": "2026-11-23T17:00:00+07:00",
        "request_id": None,
        "personal": {"applicant.name": ("salt", "Nguyễn Thị Thử"), "applicant.phone": ("salt", None)},
    }
    return receipt_digest(**(facts | changes))


def test_every_fact_of_a_receipt_counts():
    changed = [
        receipt(number="x"),
        receipt(procedure="x"),
        receipt(received_at="x"),
        receipt(due_at="x"),
        receipt(request_id="x"),
        receipt(personal={"applicant.name": ("salt", "Trần Văn Mẫu")}),
        receipt(personal={"applicant.name": ("other", "Nguyễn Thị Thử")}),
    ]
    assert len({receipt(), *changed}) == 8


def test_an_empty_value_is_not_a_value():
    assert receipt() == receipt(personal={"applicant.name": ("salt", "Nguyễn Thị Thử")})


def test_a_salted_value_tells_its_field_and_nothing_else():
    assert salted_digest("s", "a", "x") != salted_digest("s", "b", "x") != salted_digest("r", "b", "x")

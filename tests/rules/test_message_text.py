"""Texts of messages: facts filled in, and the short form that every telephone takes as one SMS."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules.message_text import SMS_LIMIT, filled, filled_short, without_accents

# GSM 03.38, the characters of one septet that are ASCII as well, less @ and $, whose codes are shifted
GSM = set("\n !\"#%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Đã tiếp nhận hồ sơ số 5", "Da tiep nhan ho so so 5"),
        ("“Chư Pưh” – Ia Ƀlứ", '"Chu Puh" - Ia Blu'),
        ("a@b [x] {y} ~ €5 $6", "a b x y 5 6"),
    ],
)
def test_accents_are_taken_out_and_case_stays(text: str, bare: str) -> None:
    assert without_accents(text) == bare


@given(st.text())
def test_nothing_is_left_that_a_telephone_shows_as_something_else(text: str) -> None:
    bare = without_accents(text)
    assert set(bare) <= GSM
    assert without_accents(bare) == bare


@given(st.text(max_size=400), st.text(max_size=60))
def test_it_fits_one_sms_whatever_the_office_is_called(office: str, number: str) -> None:
    assert len(filled_short("{office}: hồ sơ {number} xong.", {"office": office, "number": number}, "office")) <= 160


def test_a_long_office_is_cut_and_the_rest_stays() -> None:
    facts = {"office": "Trung tâm Phục vụ hành chính công " * 8, "number": "H21.18-261123-0001"}
    text = filled_short("{office}: đã nhận hồ sơ {number}, hẹn trả 17:00.", facts, "office")
    assert SMS_LIMIT - 1 <= len(text) <= SMS_LIMIT  # a blank before the cut goes
    assert text.endswith("..: da nhan ho so H21.18-261123-0001, hen tra 17:00.")


def test_a_wording_names_only_facts_that_there_are() -> None:
    assert filled(" a {number} ", {"number": "5"}) == "a 5"
    with pytest.raises(KeyError):
        filled("{name}", {"number": "5"})

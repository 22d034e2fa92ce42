"""Checks of the reading of identity cards."""

import contextlib
import datetime as dt
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import BadCard
from desk.rules.card import Card, CardFault, read_card
from desk.vocabulary import Sex

TODAY = dt.date(2026, 11, 23)
CARD = "064190000012|230000012|Nguyễn Thị Thử|01021990|Nữ|Thôn 1, xã Chư Pưh, Gia Lai|15062021"
READ = Card(
    "064190000012",
    "230000012",
    "Nguyễn Thị Thử",
    dt.date(1990, 2, 1),
    Sex.FEMALE,
    "Thôn 1, xã Chư Pưh, Gia Lai",
    dt.date(2021, 6, 15),
    (),
)


def changed(**fields: str) -> str:
    """The card text with some fields, named by position as f0 to f6, replaced."""
    parts = CARD.split("|")
    for name, value in fields.items():
        parts[int(name[1:])] = value
    return "|".join(parts)


def fault(payload: str) -> CardFault:
    with pytest.raises(BadCard) as refused:
        read_card(payload, TODAY)
    why = refused.value.facts["why"]
    assert isinstance(why, CardFault)
    return why


@pytest.mark.parametrize(
    "payload",
    [
        CARD,
        CARD + "||||",
        CARD + "|mẹ",
        "\ufeff" + CARD,
        "]Q3" + CARD,
        "\ufeff]Q1" + CARD,
        "]d2\ufeff" + CARD + "\t",
        CARD + "\r\n",
        CARD + "||||\n\r\t",
        unicodedata.normalize("NFD", CARD),
        changed(f3="01/02/1990", f6="15/06/2021"),
        changed(f4="NỮ"),
        changed(f2=" Nguyễn Thị Thử "),
    ],
)
def test_one_card_in_many_dresses(payload: str) -> None:
    assert read_card(payload, TODAY) == READ


def test_what_may_be_missing() -> None:
    no_old = read_card(changed(f1=""), TODAY)
    assert (no_old.old_id, no_old.name, no_old.issued) == ("", READ.name, READ.issued)
    assert read_card(changed(f6=""), TODAY).issued is None
    assert read_card(changed(f1="064190000099"), TODAY).old_id == "064190000099"
    assert read_card(changed(f5=""), TODAY).address == ""


def test_six_fields_are_told_apart() -> None:
    parts = CARD.split("|")
    without_issue = read_card("|".join(parts[:6]), TODAY)
    without_old = read_card("|".join(parts[:1] + parts[2:]), TODAY)
    assert (without_issue.old_id, without_issue.address, without_issue.issued) == (READ.old_id, READ.address, None)
    assert (without_old.old_id, without_old.address, without_old.issued) == ("", READ.address, READ.issued)


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        ("", CardFault.TOO_FEW_FIELDS),
        ("|".join(CARD.split("|")[:5]), CardFault.TOO_FEW_FIELDS),
        (CARD + "|||||", CardFault.TOO_MANY_FIELDS),
        ("|" * 1_000_000, CardFault.TOO_MANY_FIELDS),
        (changed(f5="x" * 501), CardFault.FIELD_TOO_LONG),
        (CARD + "|" + "x" * 501, CardFault.FIELD_TOO_LONG),
        (changed(f2="Nguyễn\u200dThử"), CardFault.CONTROL_CHARACTER),
        (changed(f2="\u202eThử"), CardFault.CONTROL_CHARACTER),
        (changed(f2="Thử\ufeff"), CardFault.CONTROL_CHARACTER),
        (changed(f5="Thôn\t1"), CardFault.CONTROL_CHARACTER),
        (changed(f5="Thôn\n1"), CardFault.CONTROL_CHARACTER),
        (changed(f2="Thử\ud800"), CardFault.CONTROL_CHARACTER),
        (CARD + "|\x00|", CardFault.CONTROL_CHARACTER),
        ("\t" + CARD, CardFault.CONTROL_CHARACTER),
        (changed(f0="06419000001"), CardFault.BAD_ID),
        (changed(f0="0641900000123"), CardFault.BAD_ID),
        (changed(f0=" 064190000012"), CardFault.BAD_ID),
        (changed(f0="06419000001٢"), CardFault.BAD_ID),
        (changed(f0="06419000001２"), CardFault.BAD_ID),
        (changed(f1="23000001"), CardFault.BAD_OLD_ID),
        (changed(f2=""), CardFault.NO_NAME),
        (changed(f2="  "), CardFault.NO_NAME),
        (changed(f3="30021990"), CardFault.BAD_BIRTH_DATE),
        (changed(f3="29021900"), CardFault.BAD_BIRTH_DATE),
        (changed(f3="31121899"), CardFault.BAD_BIRTH_DATE),
        (changed(f3="24112026"), CardFault.BAD_BIRTH_DATE),
        (changed(f3="00001990"), CardFault.BAD_BIRTH_DATE),
        (changed(f3="01010000"), CardFault.BAD_BIRTH_DATE),
        (changed(f3="01/021990"), CardFault.BAD_BIRTH_DATE),
        (changed(f3="1021990"), CardFault.BAD_BIRTH_DATE),
        (changed(f3="0102199٠"), CardFault.BAD_BIRTH_DATE),
        (changed(f3=""), CardFault.BAD_BIRTH_DATE),
        (changed(f4="Nu"), CardFault.BAD_SEX),
        (changed(f4=""), CardFault.BAD_SEX),
        (changed(f6="31062021"), CardFault.BAD_ISSUE_DATE),
        (changed(f6="24112026"), CardFault.BAD_ISSUE_DATE),
        (changed(f6="31121899"), CardFault.BAD_ISSUE_DATE),
        (changed(f6="15-06-2021"), CardFault.BAD_ISSUE_DATE),
        (CARD.replace("ễ", "eex").replace("ữ", "uwx"), CardFault.BAD_SEX),  # spoilt by an input method
    ],
)
def test_refused_and_never_repaired(payload: str, why: CardFault) -> None:
    assert fault(payload) is why


def test_the_borders_of_the_dates_and_lengths_are_inside() -> None:
    assert read_card(changed(f3="01011900", f0="064100000012"), TODAY).born == dt.date(1900, 1, 1)
    newborn = read_card(changed(f3="23112026", f6="23112026", f0="064326000012"), TODAY)
    assert newborn.born == newborn.issued == TODAY
    assert newborn.warnings == ()
    assert len(read_card(changed(f5="ệ" * 500), TODAY).address) == 500


def test_warnings() -> None:
    assert read_card(changed(f4="Nam"), TODAY).warnings == ("sex",)
    assert read_card(changed(f3="01021991"), TODAY).warnings == ("birth_year",)
    assert read_card(changed(f3="01022090".replace("2090", "1990"), f0="064390000012"), TODAY).warnings == (
        "birth_year",
    )
    assert read_card(changed(f0="999090000012"), TODAY).warnings == ("sex", "place_code")


FIELD = st.text(max_size=30) | st.sampled_from([*CARD.split("|"), "Nam", "29022000", "\r", ""])


@given(
    st.text()
    | st.lists(FIELD, max_size=13).map("|".join)
    | st.just("]Q3" + CARD).flatmap(lambda text: st.permutations(text).map("".join))
)
def test_any_text_is_a_card_or_refused(payload: str) -> None:
    try:
        card = read_card(payload, TODAY)
    except BadCard:
        return
    assert len(card.id) == 12
    assert card.name == unicodedata.normalize("NFC", card.name) != ""
    assert dt.date(1900, 1, 1) <= card.born <= TODAY


def test_each_text_takes_less_than_a_millisecond() -> None:
    worst = changed(f5="a" + "\u0301\u0323" * 249)
    for payload in (CARD, worst, "x" * 100_000, "|" * 100_000, "\r" * 10_000, "|".join(["\u00a0ệ" * 250] * 11)):
        took = []
        for _ in range(5):
            begun = time.perf_counter()
            with contextlib.suppress(BadCard):
                read_card(payload, TODAY)
            took.append(time.perf_counter() - begun)
        assert min(took) < 0.001


def test_the_sample_cards_are_well_formed() -> None:
    sample = Path(__file__).parents[2] / "resources" / "sample" / "cards.txt"
    lines = sample.read_text(encoding="utf-8").splitlines()
    cards = [read_card(line, TODAY) for line in lines]
    assert len(cards) == len({card.id for card in cards}) == 12
    assert {line.count("|") + 1 for line in lines} == {7, 11}
    assert all(card.warnings == () and "Gia Lai" in card.address for card in cards)
    assert all(card.name.split()[-1] in ("Thử", "H'Thử", "Mẫu") for card in cards)

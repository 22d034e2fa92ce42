"""Charges: proposed by edition, channel and tariff, stored when they fit their rule and refused when they do not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import MONDAY, officer, practice_desk
from money_seat import COPIES, FOUR_COPIES, charged_dossier, copies_dossier

from desk.errors import (
    AmountDiffers,
    BadAmount,
    BadValue,
    EntryMismatch,
    MissingField,
    NotAllowed,
    UnknownCharge,
    UnknownDossier,
)
from desk.rules.fees import Original, Quantity
from desk.services.catalogue import Fee, Procedure
from desk.services.charging import STATED, ChargeGiven, charge, charge_of, charge_within, charges_of
from desk.services.checking import check
from desk.services.desk import Desk
from desk.services.fee_receipts import outstanding
from desk.services.sign_in import SignedIn
from desk.services.tariffs import kind_of
from desk.vocabulary import Channel, ChargeKind, FeeUnit, WaiverReason

TODAY = MONDAY.date()
UNKNOWN = "1.000656"  # death registration: set by the province, not known to the office
RESIDENCE = "1.004222"  # 20.000 at the counter, 10.000 online
EXTRACTS = "2.000635"  # 8.000 a copy


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def clerk(desk: Desk) -> SignedIn:
    return officer(desk, "tiepnhan")


def sound(desk: Desk) -> bool:
    return check(desk, officer(desk, "lanhdao")).faults == ()


def procedure(desk: Desk, code: str) -> Procedure:
    with desk.store.reading() as connection:
        return desk.office(connection).catalogue.in_force(code, TODAY)


def test_a_tariff_of_the_law_with_its_source(desk: Desk) -> None:
    proposal = charge_of(procedure(desk, COPIES), Channel.COUNTER, FOUR_COPIES, TODAY)
    assert (proposal.amount, proposal.kind, proposal.rule) == (28_000, ChargeKind.FEE, "certified-copy")
    assert proposal.lines[0].words == "2 trang đầu × 2.000 + 3 trang × 1.000 = 7.000 đồng/bản, 4 bản"
    assert "226/2016/TT-BTC" in proposal.source


def test_before_the_tariff_every_page_costs_what_the_catalogue_says(desk: Desk) -> None:
    before = charge_of(procedure(desk, COPIES), Channel.COUNTER, FOUR_COPIES, dt.date(2016, 12, 31))
    assert (before.rule, before.amount) == ("per-page", 5 * 4 * 2000)


def test_an_offices_own_price_by_page_is_not_the_tariff(desk: Desk) -> None:
    own = procedure(desk, COPIES)
    own.fees[Channel.ONLINE] = Fee(0, FeeUnit.PAGE, "")
    assert charge_of(own, Channel.ONLINE, FOUR_COPIES, TODAY).amount == 0
    assert charge_of(own, Channel.COUNTER, FOUR_COPIES, TODAY).amount == 28_000


def test_the_amount_follows_the_channel(desk: Desk) -> None:
    residence = procedure(desk, RESIDENCE)
    amounts = [charge_of(residence, channel, Quantity(), TODAY).amount for channel in Channel]
    assert amounts == [20_000, 10_000, None]
    assert kind_of(residence) is ChargeKind.CHARGE


def test_what_the_quantity_must_be(desk: Desk) -> None:
    with pytest.raises(BadValue):
        charge_of(procedure(desk, COPIES), Channel.COUNTER, Quantity(), TODAY)
    with pytest.raises(BadValue):
        charge_of(procedure(desk, EXTRACTS), Channel.COUNTER, FOUR_COPIES, TODAY)


def test_a_charge_is_stored_and_read_back(desk: Desk, clerk: SignedIn) -> None:
    number = copies_dossier(desk)
    made = charge(desk, clerk, ChargeGiven(number, Quantity(originals=(Original(5, 4), Original(1, 2)))))
    assert made.amount == 32_000
    assert charges_of(desk, clerk, number) == (made,)
    assert outstanding(desk, clerk, number) == 32_000
    assert sound(desk)


def test_the_dossiers_own_channel_and_edition_count(desk: Desk, clerk: SignedIn) -> None:
    number = copies_dossier(desk, RESIDENCE, channel=Channel.ONLINE)
    assert charge(desk, clerk, ChargeGiven(number)).amount == 10_000


@pytest.mark.parametrize("amount", [0, 27_999, 28_001])
def test_an_amount_that_does_not_match_its_rule(desk: Desk, clerk: SignedIn, amount: int) -> None:
    number = copies_dossier(desk)
    with pytest.raises(AmountDiffers) as caught:
        charge(desk, clerk, ChargeGiven(number, FOUR_COPIES, amount=amount))
    assert caught.value.facts == {"number": number, "expected": 28_000, "amount": amount, "waived": 0}
    assert charges_of(desk, clerk, number) == ()


def test_a_waiver_explains_the_difference_exactly(desk: Desk, clerk: SignedIn) -> None:
    number = copies_dossier(desk)
    poor = WaiverReason.POOR
    with pytest.raises(AmountDiffers):
        charge(desk, clerk, ChargeGiven(number, FOUR_COPIES, 20_000, waived=7_000, waiver_reason=poor))
    with pytest.raises(AmountDiffers):
        charge(desk, clerk, ChargeGiven(number, FOUR_COPIES, waived=28_001, waiver_reason=poor))
    with pytest.raises(MissingField):
        charge(desk, clerk, ChargeGiven(number, FOUR_COPIES, 20_000, waived=8_000))
    with pytest.raises(MissingField):
        charge(desk, clerk, ChargeGiven(number, FOUR_COPIES, waived=8_000, waiver_reason=WaiverReason.OTHER))
    with pytest.raises(MissingField):
        charge(desk, clerk, ChargeGiven(number, FOUR_COPIES, waiver_reason=poor))
    with pytest.raises(BadAmount):
        charge(desk, clerk, ChargeGiven(number, FOUR_COPIES, 29_000, waived=-1_000, waiver_reason=poor))
    made = charge(desk, clerk, ChargeGiven(number, FOUR_COPIES, 20_000, waived=8_000, waiver_reason=poor))
    assert (made.amount, made.waived, made.waiver_reason) == (20_000, 8_000, poor)
    assert outstanding(desk, clerk, number) == 20_000
    assert sound(desk)


def test_an_amount_nobody_knows_is_stated_with_a_note(desk: Desk, clerk: SignedIn) -> None:
    number = copies_dossier(desk, UNKNOWN)
    for lacking in (ChargeGiven(number, note="NQ của HĐND tỉnh"), ChargeGiven(number, amount=5_000)):
        with pytest.raises(MissingField):
            charge(desk, clerk, lacking)
    made = charge(desk, clerk, ChargeGiven(number, amount=5_000, note="NQ của HĐND tỉnh"))
    assert (made.amount, made.rule, made.lines) == (5_000, STATED, ())


def test_a_wrong_charge_is_replaced_once(desk: Desk, clerk: SignedIn) -> None:
    number = charged_dossier(desk)
    one_copy = Quantity(originals=(Original(1, 1),))
    charge(desk, clerk, ChargeGiven(number, one_copy, replaces=1))
    assert outstanding(desk, clerk, number) == 2_000
    assert [one.replaced for one in charges_of(desk, clerk, number)] == [True, False]
    for gone in (1, 3, 0):
        with pytest.raises(UnknownCharge):
            charge(desk, clerk, ChargeGiven(number, one_copy, replaces=gone))
    assert sound(desk)


def test_several_charges_in_one_transaction_or_none(desk: Desk, clerk: SignedIn) -> None:
    numbers = [copies_dossier(desk) for _ in range(3)]
    with pytest.raises(AmountDiffers), desk.store.writing() as work:
        charge_within(desk, work, clerk, ChargeGiven(numbers[0], FOUR_COPIES))
        charge_within(desk, work, clerk, ChargeGiven(numbers[1], FOUR_COPIES, amount=1))
    assert outstanding(desk, clerk, numbers[0]) == 0
    with desk.store.writing() as work:
        for number in numbers:
            charge_within(desk, work, clerk, ChargeGiven(number, FOUR_COPIES))
    assert [outstanding(desk, clerk, number) for number in numbers] == [28_000] * 3
    assert sound(desk)


def test_who_may_charge(desk: Desk) -> None:
    number = copies_dossier(desk)
    with pytest.raises(NotAllowed):
        charge(desk, officer(desk, "chuyenmon"), ChargeGiven(number, FOUR_COPIES))
    with pytest.raises(UnknownDossier):
        charge(desk, officer(desk, "lanhdao"), ChargeGiven("H21.18-261123-9999", FOUR_COPIES))


def test_a_charge_changed_behind_the_program_is_seen(desk: Desk, clerk: SignedIn) -> None:
    number = charged_dossier(desk)
    with desk.store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER charge_no_update")
        connection.exec_driver_sql("UPDATE charge SET amount = 1")
    with pytest.raises(EntryMismatch):
        charges_of(desk, clerk, number)
    assert not sound(desk)

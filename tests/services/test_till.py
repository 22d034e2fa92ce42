"""At the till: charge and receipt in one, a wait for payment that ends by itself, nothing taken for a voided number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import officer, person_request, practice_desk
from money_seat import FOUR_COPIES, copies_dossier

from desk.errors import Overpaid, VoidedDossier
from desk.services.charging import ChargeGiven, charge, charges_of
from desk.services.checking import check
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.fee_receipts import Payment, ReceiptGiven, issue, receipts_of
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.requests import approve
from desk.services.steps import StepAsked
from desk.services.till import owing, settle
from desk.vocabulary import PaidBy, Status, Verb, WaiverReason

EXTRACT = "2.000635"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    assert check(desk, officer(desk, "admin")).faults == ()
    desk.close()


def cash(number: str) -> ReceiptGiven:
    return ReceiptGiven((Payment(number),), PaidBy.CASH, "Nguyễn Thị Thử")


def waiting(desk: Desk) -> str:
    number = receive(desk, officer(desk, "tiepnhan"), person_request(procedure=EXTRACT)).number
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.REQUEST_PAYMENT, note="8.000 đồng"))
    return number


def test_charge_and_receipt_are_stored_together_or_not_at_all(desk: Desk) -> None:
    clerk, number = officer(desk, "tiepnhan"), copies_dossier(desk)
    with pytest.raises(Overpaid):
        settle(
            desk, clerk, ChargeGiven(number, FOUR_COPIES), ReceiptGiven((Payment(number, 99_000),), PaidBy.CASH, "A")
        )
    assert charges_of(desk, clerk, number) == ()
    done = settle(desk, clerk, ChargeGiven(number, FOUR_COPIES), cash(number))
    assert done.charge is not None
    assert done.money is not None
    assert (done.charge.amount, done.money.amount, done.money.number) == (28_000, 28_000, "PT-2026-00001")


def test_who_waits_for_payment_goes_on_when_all_is_paid(desk: Desk) -> None:
    clerk, number = officer(desk, "tiepnhan"), waiting(desk)
    charge(desk, clerk, ChargeGiven(number))
    issue(desk, clerk, ReceiptGiven((Payment(number, 5_000),), PaidBy.CASH, "Nguyễn Thị Thử"))
    assert show(desk, clerk, number).status is Status.WAITING_PAYMENT
    issue(desk, clerk, cash(number))
    dossier = show(desk, clerk, number)
    assert dossier.status is Status.PROCESSING
    assert (dossier.events[-1].verb, dossier.events[-1].officer) == (Verb.ACCEPT_PAYMENT, clerk.name)
    assert dossier.events[-1].note == receipts_of(desk, clerk, number)[-1].number


def test_who_waits_for_payment_goes_on_when_all_is_waived(desk: Desk) -> None:
    clerk, number = officer(desk, "tiepnhan"), waiting(desk)
    done = settle(desk, clerk, ChargeGiven(number, waived=8_000, waiver_reason=WaiverReason.POOR), cash(number))
    assert done.money is None
    assert show(desk, clerk, number).status is Status.PROCESSING


def test_nothing_is_charged_or_taken_for_a_voided_number(desk: Desk) -> None:
    clerk, number = officer(desk, "tiepnhan"), copies_dossier(desk)
    charge(desk, clerk, ChargeGiven(number, FOUR_COPIES))
    asked = act(desk, clerk, number, StepAsked(Verb.VOID, note="nhập hai lần"))
    assert asked.request is not None
    assert [one.number for one in owing(desk, clerk)] == [number]
    approve(desk, officer(desk, "lanhdao"), asked.request)
    for attempt in (
        lambda: charge(desk, clerk, ChargeGiven(number, FOUR_COPIES)),
        lambda: issue(desk, clerk, cash(number)),
    ):
        with pytest.raises(VoidedDossier):
            attempt()
    assert owing(desk, clerk) == ()


def test_who_owes_is_listed_with_what_is_left(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    numbers = [copies_dossier(desk) for _ in range(3)]
    for number in numbers[:2]:
        charge(desk, clerk, ChargeGiven(number, FOUR_COPIES))
    issue(desk, clerk, ReceiptGiven((Payment(numbers[0], 8_000),), PaidBy.TRANSFER, "Nguyễn Thị Thử"))
    assert [(one.number, one.owed, one.applicant) for one in owing(desk, clerk)] == [
        (numbers[1], 28_000, "Nguyễn Thị Thử"),
        (numbers[0], 20_000, "Nguyễn Thị Thử"),
    ]

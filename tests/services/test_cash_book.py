"""The cash book: every receipt of the day in order, what went back on its own lines, and totals that are recounted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import MONDAY, officer, practice_desk
from money_seat import charged_dossier

from desk.errors import BookDiffers, NotAllowed
from desk.services.cash_book import BookTotal, cash_book
from desk.services.checking import check
from desk.services.clock import SetClock
from desk.services.desk import Desk
from desk.services.fee_receipts import Payment, ReceiptGiven, issue, refund, void
from desk.services.sign_in import SignedIn
from desk.vocabulary import PaidBy, ReversalKind

TODAY = MONDAY.date()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MONDAY)


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock) -> Iterator[Desk]:
    desk = practice_desk(tmp_path, clock)
    yield desk
    desk.close()


@pytest.fixture
def leader(desk: Desk) -> SignedIn:
    return officer(desk, "lanhdao")


def pay(desk: Desk, by: SignedIn, amount: int, way: PaidBy = PaidBy.CASH) -> str:
    number = charged_dossier(desk)
    return issue(desk, by, ReceiptGiven((Payment(number, amount),), way, "Nguyễn Thị Thử")).number


def test_a_day_without_receipts(desk: Desk, leader: SignedIn) -> None:
    book = cash_book(desk, leader, TODAY)
    assert (book.lines, book.total, book.count, book.first, book.last, book.missing) == (
        (), BookTotal(), 0, None, None, (),
    )  # fmt: skip


def test_a_day_with_all_that_happens(desk: Desk, leader: SignedIn, clock: SetClock) -> None:
    first = pay(desk, leader, 10_000)
    second = pay(desk, leader, 20_000, PaidBy.TRANSFER)
    clock.at += dt.timedelta(minutes=5)
    void(desk, leader, first, "Thu nhầm")
    third = pay(desk, leader, 28_000)
    clock.at += dt.timedelta(minutes=5)
    refund(desk, leader, second, "Thu thừa", 5_000)
    book = cash_book(desk, leader, TODAY)
    assert [(line.number, line.reversal, line.amount) for line in book.lines] == [
        (first, None, 10_000),
        (second, None, 20_000),
        (third, None, 28_000),
        (first, ReversalKind.VOID, 10_000),
        (second, ReversalKind.REFUND, 5_000),
    ]
    assert book.by_way[PaidBy.CASH] == BookTotal(38_000, 0, 10_000)
    assert book.by_way[PaidBy.TRANSFER] == BookTotal(20_000, 5_000, 0)
    assert book.total == BookTotal(58_000, 5_000, 10_000)
    assert book.total.net == 43_000 == sum(total.net for total in book.by_way.values())
    assert (book.count, book.first, book.last, book.missing) == (3, first, third, ())
    assert all(len(line.dossiers) == 1 for line in book.lines)
    assert [line.words for line in book.lines[2:]] == ["Nguyễn Thị Thử", "Thu nhầm", "Thu thừa"]
    assert check(desk, leader).faults == ()


def test_a_refund_stands_in_the_book_of_its_own_day(desk: Desk, leader: SignedIn, clock: SetClock) -> None:
    made = pay(desk, leader, 28_000)
    before = cash_book(desk, leader, TODAY)
    clock.at = MONDAY + dt.timedelta(days=1)
    refund(desk, leader, made, "Rút hồ sơ")
    assert cash_book(desk, leader, TODAY) == before
    book = cash_book(desk, leader, TODAY + dt.timedelta(days=1))
    assert (book.total, book.total.net, book.count) == (BookTotal(refunds=28_000), -28_000, 0)


def test_the_day_is_that_of_vietnam(desk: Desk, leader: SignedIn, clock: SetClock) -> None:
    clock.at = MONDAY.replace(hour=23, minute=59, second=59)
    late = pay(desk, leader, 1_000)
    clock.at += dt.timedelta(seconds=1)
    early = pay(desk, leader, 2_000)
    assert cash_book(desk, leader, TODAY).last == late
    assert cash_book(desk, leader, TODAY + dt.timedelta(days=1)).first == early


def test_a_book_that_does_not_come_out_even_is_refused(desk: Desk, leader: SignedIn) -> None:
    pay(desk, leader, 28_000)
    with desk.store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER fee_receipt_line_no_update")
        connection.exec_driver_sql("UPDATE fee_receipt_line SET amount = 27000")
    with pytest.raises(BookDiffers) as caught:
        cash_book(desk, leader, TODAY)
    assert caught.value.facts == {"day": TODAY, "receipts": 28_000, "lines": 27_000}


def test_who_may_see_it(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        cash_book(desk, officer(desk, "chuyenmon"), TODAY)

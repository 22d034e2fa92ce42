"""Amounts by rule: counted page by page they are the same, and their lines add up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import BadAmount, BadValue
from desk.rules.fees import Original, PagePrices, Tier, by_count, by_page, price_of_copy
from desk.vocabulary import FeeUnit

CERTIFIED = PagePrices((Tier(1, 2000), Tier(3, 1000)), 200_000)  # Circular 226/2016/TT-BTC

pages_of = st.integers(1, 400)
copies_of = st.integers(1, 50)


@st.composite
def prices(draw: st.DrawFn) -> PagePrices:
    """Any tariff: ascending first pages, the first of them 1."""
    firsts = sorted({1, *draw(st.lists(st.integers(2, 60), max_size=4))})
    cap = draw(st.none() | st.integers(0, 300_000))
    return PagePrices(tuple(Tier(first, draw(st.integers(0, 5000))) for first in firsts), cap)


def recounted(tariff: PagePrices, original: Original) -> int:
    """Every page of every copy looked up by itself."""
    total = 0
    for _ in range(original.copies):
        copy = 0
        for page in range(1, original.pages + 1):
            copy += next(tier.price for tier in reversed(tariff.tiers) if tier.first <= page)
        total += copy if tariff.cap is None or copy <= tariff.cap else tariff.cap
    return total


@pytest.mark.parametrize(
    ("pages", "copies", "amount", "words"),
    [
        (1, 1, 2_000, "1 trang × 2.000 = 2.000 đồng/bản, 1 bản"),
        (2, 3, 12_000, "2 trang × 2.000 = 4.000 đồng/bản, 3 bản"),
        (5, 4, 28_000, "2 trang đầu × 2.000 + 3 trang × 1.000 = 7.000 đồng/bản, 4 bản"),
        (198, 1, 200_000, "2 trang đầu × 2.000 + 196 trang × 1.000 = 200.000 đồng/bản, 1 bản"),
        (
            300,
            2,
            400_000,
            "2 trang đầu × 2.000 + 298 trang × 1.000 = 302.000, thu tối đa 200.000 đồng/bản, 2 bản",
        ),
    ],
)
def test_certified_copies_in_words_that_can_be_checked(pages: int, copies: int, amount: int, words: str) -> None:
    reckoned = by_page(CERTIFIED, (Original(pages, copies),))
    assert reckoned.amount == amount
    assert [(line.words, line.amount) for line in reckoned.lines] == [(words, amount)]


@given(prices(), st.lists(st.builds(Original, st.integers(1, 70), st.integers(1, 5)), min_size=1, max_size=4))
def test_it_equals_a_count_page_by_page(tariff: PagePrices, originals: list[Original]) -> None:
    reckoned = by_page(tariff, tuple(originals))
    assert [line.amount for line in reckoned.lines] == [recounted(tariff, one) for one in originals]
    assert reckoned.amount == sum(line.amount for line in reckoned.lines)


@given(prices(), pages_of, copies_of)
def test_more_pages_or_copies_never_cost_less(tariff: PagePrices, pages: int, copies: int) -> None:
    amount = by_page(tariff, (Original(pages, copies),)).amount
    assert by_page(tariff, (Original(pages + 1, copies),)).amount >= amount
    assert by_page(tariff, (Original(pages, copies + 1),)).amount >= amount
    assert amount == price_of_copy(tariff, pages) * copies


@given(prices(), pages_of)
def test_no_copy_costs_more_than_the_cap(tariff: PagePrices, pages: int) -> None:
    assert tariff.cap is None or price_of_copy(tariff, pages) <= tariff.cap


@given(st.integers(0, 10**6), st.integers(1, 1000), st.sampled_from([FeeUnit.DOSSIER, FeeUnit.CASE, FeeUnit.COPY]))
def test_amount_times_count(price: int, count: int, per: FeeUnit) -> None:
    reckoned = by_count(price, per, count)
    assert reckoned.amount == sum(price for _ in range(count))
    assert sum(line.amount for line in reckoned.lines) == reckoned.amount


def test_words_of_a_count() -> None:
    assert by_count(8000, FeeUnit.COPY, 3).lines[0].words == "3 bản × 8.000 = 24.000 đồng"
    assert by_count(50_000, FeeUnit.CASE, 1).lines[0].words == "1 trường hợp × 50.000 = 50.000 đồng"


@pytest.mark.parametrize("original", [Original(0, 1), Original(1, 0), Original(-1, 1), Original(10_001, 1)])
def test_pages_and_copies_are_counted_from_one(original: Original) -> None:
    with pytest.raises(BadValue):
        by_page(CERTIFIED, (original,))


def test_nothing_to_copy_and_nothing_to_count_are_refused() -> None:
    with pytest.raises(BadValue):
        by_page(CERTIFIED, ())
    with pytest.raises(BadValue):
        by_count(1000, FeeUnit.DOSSIER, 0)
    with pytest.raises(BadAmount):
        by_count(-1, FeeUnit.DOSSIER, 1)
    with pytest.raises(BadAmount):
        by_count(10**9, FeeUnit.DOSSIER, 10_000)

"""What is to be paid: amounts by rule, each with the lines by which the citizen can count them again."""

from __future__ import annotations

from dataclasses import dataclass

from desk.errors import BadAmount, BadValue
from desk.vocabulary import FeeUnit

MOST = 10_000  # pages, copies or cases of one line: more is a slip of the hand
MOST_ORIGINALS = 200
HIGHEST = 999_999_999_999

_ONES = {FeeUnit.DOSSIER: "hồ sơ", FeeUnit.CASE: "trường hợp", FeeUnit.COPY: "bản"}


@dataclass(frozen=True)
class Tier:
    """The price in đồng of each page from page `first` on, until the next tier begins."""

    first: int
    price: int


@dataclass(frozen=True)
class PagePrices:
    """Prices by page of the original, the first tier from page 1; `cap` is the most that one copy costs, if any."""

    tiers: tuple[Tier, ...]
    cap: int | None = None


@dataclass(frozen=True)
class Original:
    """A paper of so many pages of which so many copies are made; the original's pages count, not the copy's."""

    pages: int
    copies: int


@dataclass(frozen=True)
class Quantity:
    """What is paid for: originals where pages count, else `count` dossiers, cases or copies."""

    count: int = 1
    originals: tuple[Original, ...] = ()


@dataclass(frozen=True)
class Line:
    """One sum in words that can be counted again, and what it comes to in đồng."""

    words: str
    amount: int


@dataclass(frozen=True)
class Reckoned:
    """An amount in đồng and the lines that add up to it."""

    amount: int
    lines: tuple[Line, ...]


def by_count(price: int, per: FeeUnit, count: int) -> Reckoned:
    """So many dossiers, cases or copies at one price each.

    Raises:
        BadValue: the count is no whole number from 1 to 10,000. BadAmount: a price below zero, or a sum too high.
    """
    _counted("count", count)
    amount = _payable(_payable(price) * count)
    words = f"{count} {_ONES[per]} × {_figures(price)} = {_figures(amount)} đồng"
    return Reckoned(amount, (Line(words, amount),))


def by_page(prices: PagePrices, originals: tuple[Original, ...]) -> Reckoned:
    """Copies of originals: each copy costs the sum over the original's pages, at most the cap; one line an original.

    Raises:
        BadValue: no originals, or pages or copies that are no whole number from 1 to 10,000. BadAmount: as above.
    """
    if not 1 <= len(originals) <= MOST_ORIGINALS:
        raise BadValue(field="originals", value=str(len(originals)))
    lines = tuple(_line(prices, original) for original in originals)
    return Reckoned(_payable(sum(line.amount for line in lines)), lines)


def price_of_copy(prices: PagePrices, pages: int) -> int:
    """What one copy of an original of so many pages costs, in đồng."""
    full = sum(number * price for number, price in _stretches(prices, pages))
    return full if prices.cap is None else min(full, prices.cap)


def _line(prices: PagePrices, original: Original) -> Line:
    _counted("pages", original.pages)
    _counted("copies", original.copies)
    stretches = _stretches(prices, original.pages)
    full = sum(number * _payable(price) for number, price in stretches)
    each = price_of_copy(prices, original.pages)
    parts = [
        f"{number} trang{' đầu' if at == 0 and len(stretches) > 1 else ''} × {_figures(price)}"
        for at, (number, price) in enumerate(stretches)
    ]
    summed = f"{' + '.join(parts)} = {_figures(full)}"
    capped = f", thu tối đa {_figures(each)}" if each < full else ""
    words = f"{summed}{capped} đồng/bản, {original.copies} bản"
    return Line(words, _payable(each * original.copies))


def _stretches(prices: PagePrices, pages: int) -> list[tuple[int, int]]:
    """How many of the pages stand at which price, tiers that are not reached left out."""
    ends = [tier.first - 1 for tier in prices.tiers[1:]] + [pages]
    found = [(min(end, pages) - tier.first + 1, tier.price) for tier, end in zip(prices.tiers, ends, strict=True)]
    return [(number, price) for number, price in found if number > 0]


def _counted(field: str, number: int) -> None:
    if not 1 <= number <= MOST:
        raise BadValue(field=field, value=str(number))


def _payable(amount: int) -> int:
    if not 0 <= amount <= HIGHEST:
        raise BadAmount(amount=amount)
    return amount


def _figures(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")

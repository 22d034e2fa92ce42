"""The cash book of one day: every receipt, what went back, totals by way of payment, the sum in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desk.printing import list_paper, page
from desk.printing.list_paper import Column, Listed, ListHead
from desk.printing.page import CENTER, RIGHT
from desk.printing.words import hour_words
from desk.rules.money import format_vnd, in_words

TITLE = "Sổ quỹ thu phí, lệ phí"
_COLUMNS = (
    Column("TT", 4, CENTER), Column("Số phiếu", 14), Column("Giờ", 12), Column("Diễn giải", 30), Column("Hồ sơ", 20),
    Column("Hình thức", 11), Column("Thu", 12, RIGHT), Column("Chi lại", 12, RIGHT),
)  # fmt: skip


@dataclass(frozen=True)
class CashRow:
    """One movement: money that came in, or went back, in đồng."""

    number: str
    at: dt.datetime
    words: str
    dossiers: str
    way: str
    came: int
    went: int


@dataclass(frozen=True)
class CashTotal:
    """What moved by one way of payment, in đồng."""

    way: str
    came: int
    went: int


@dataclass(frozen=True)
class CashBookPaper:
    """A day with its totals; `first` and `last` are the day's receipts, `missing` serials that no receipt has."""

    head: ListHead
    day: dt.date
    rows: tuple[CashRow, ...]
    totals: tuple[CashTotal, ...]
    first: str
    last: str
    missing: str


def draw(content: CashBookPaper) -> bytes:
    """The book as a PDF of A4 pages."""
    rows = tuple(
        (str(at), one.number, hour_words(one.at), one.words, one.dossiers, one.way, _money(one.came), _money(one.went))
        for at, one in enumerate(content.rows, start=1)
    )
    came, went = sum(one.came for one in content.totals), sum(one.went for one in content.totals)
    totals = [("", "", "", one.way, "", "", _money(one.came), _money(one.went)) for one in content.totals]
    totals.append(("", "", "", "Tổng cộng", "", "", format_vnd(came), format_vnd(went)))
    left = came - went
    said = f"{'âm ' if left < 0 else ''}{in_words(abs(left))}"
    after = [f"Còn lại trong ngày: {format_vnd(left)} ({said})."]
    if content.first:
        after.append(f"Phiếu thu từ số {content.first} đến số {content.last}.")
    after.append(f"Số phiếu thiếu: {content.missing or 'không có'}.")
    signed = (("NGƯỜI LẬP", ""), ("THỦ QUỸ", ""), ("THỦ TRƯỞNG ĐƠN VỊ", ""))
    listed = Listed(
        _COLUMNS, rows, f"Ngày {content.day:%d/%m/%Y} không thu, không chi.", tuple(totals), tuple(after), signed
    )
    return list_paper.build(page.A4_WIDE, content.head, listed)


def _money(amount: int) -> str:
    return format_vnd(amount) if amount else "–"

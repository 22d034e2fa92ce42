"""The list with which results come to the counter, to be handed to the citizens."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desk.printing import list_paper, page
from desk.printing.list_paper import Column, Listed, ListHead
from desk.printing.page import CENTER, RIGHT
from desk.printing.words import count_words, short_time
from desk.rules.money import format_vnd

TITLE = "Phiếu bàn giao kết quả giải quyết thủ tục hành chính"
_COLUMNS = (
    Column("TT", 4, CENTER), Column("Mã hồ sơ", 16), Column("Nội dung", 24), Column("Kết quả", 15),
    Column("Họ tên", 16), Column("Địa chỉ", 18), Column("Phí, lệ phí", 10, RIGHT),
    Column("Đăng ký trả qua bưu điện", 9, CENTER),
)  # fmt: skip


@dataclass(frozen=True)
class ResultRow:
    """One result; `result` is its number and day, or empty; `fee` what was charged in đồng."""

    number: str
    procedure: str
    result: str
    finished_at: dt.datetime
    applicant: str
    address: str
    fee: int
    by_post: bool


@dataclass(frozen=True)
class ResultList:
    """The results that were made ready on one day."""

    head: ListHead
    day: dt.date
    rows: tuple[ResultRow, ...]


def draw(content: ResultList) -> bytes:
    """The list as a PDF of A4 pages."""
    rows = tuple(
        (str(at), one.number, one.procedure, f"{one.result}\n{short_time(one.finished_at)}".strip(), one.applicant,
         one.address, format_vnd(one.fee) if one.fee else "–", "x" if one.by_post else "")
        for at, one in enumerate(content.rows, start=1)
    )  # fmt: skip
    total = sum(one.fee for one in content.rows)
    totals = (("", "", "Cộng", "", "", "", format_vnd(total), ""),) if total else ()
    listed = Listed(
        _COLUMNS,
        rows,
        f"Ngày {content.day:%d/%m/%Y} không có kết quả nào.",
        totals=totals,
        after=(f"Tổng số: {count_words(len(rows))} kết quả.",),
        signatures=(("BÊN GIAO", ""), ("BÊN NHẬN", "")),
    )
    return list_paper.build(page.A4_WIDE, content.head, listed)

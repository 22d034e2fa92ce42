"""The list to phone people from: open dossiers whose deadline is another than the promise in their citizen's hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desk.printing import list_paper, page
from desk.printing.list_paper import Column, Listed, ListHead
from desk.printing.page import CENTER
from desk.printing.words import count_words, short_time

TITLE = "Danh sách gọi điện báo đổi hạn"
_COLUMNS = (
    Column("TT", 4, CENTER), Column("Mã hồ sơ", 16), Column("Họ tên", 17), Column("Điện thoại", 12),
    Column("Thủ tục", 22), Column("Đã hẹn", 13), Column("Hạn tính lại", 13), Column("Đã in giấy hẹn", 8, CENTER),
    Column("Đã gọi lúc", 12),
)  # fmt: skip


@dataclass(frozen=True)
class CallRow:
    """One dossier; an empty telephone is struck out."""

    number: str
    applicant: str
    phone: str
    procedure: str
    promised_at: dt.datetime
    computed_at: dt.datetime
    printed: bool


@dataclass(frozen=True)
class CallList:
    """Whom to call now."""

    head: ListHead
    rows: tuple[CallRow, ...]


def draw(content: CallList) -> bytes:
    """The list as a PDF of A4 pages; the last column is filled in by hand."""
    rows = tuple(
        (str(at), one.number, one.applicant, one.phone or "–", one.procedure, short_time(one.promised_at),
         short_time(one.computed_at), "x" if one.printed else "", "")
        for at, one in enumerate(content.rows, start=1)
    )  # fmt: skip
    listed = Listed(
        _COLUMNS,
        rows,
        "Không có hồ sơ nào có hạn khác với lời hẹn.",
        after=(f"Tổng số: {count_words(len(rows))} hồ sơ. Lời hẹn trên giấy đã in vẫn giữ nguyên.",),
    )
    return list_paper.build(page.A4_WIDE, content.head, listed)

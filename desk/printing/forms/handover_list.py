"""The list that goes along when dossiers change hands: who gives, who takes, which; signed by both."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desk.printing import list_paper, page
from desk.printing.list_paper import Column, Listed, ListHead
from desk.printing.page import CENTER
from desk.printing.words import count_words, short_time, time_words

TITLE = "Biên bản bàn giao hồ sơ"
_COLUMNS = (
    Column("TT", 4, CENTER), Column("Mã hồ sơ", 16), Column("Nội dung", 26), Column("Người nộp", 17),
    Column("Số bộ", 6, CENTER), Column("Nhận lúc", 13), Column("Hẹn trả", 13), Column("Ghi chú", 11),
)  # fmt: skip


@dataclass(frozen=True)
class HandedRow:
    """One dossier that changes hands."""

    number: str
    procedure: str
    applicant: str
    sets: int
    received_at: dt.datetime
    promised_at: dt.datetime
    remark: str


@dataclass(frozen=True)
class HandoverList:
    """Who gives to whom, and when the last of the dossiers was given."""

    head: ListHead
    giver: str
    taker: str
    given_at: dt.datetime
    rows: tuple[HandedRow, ...]


def draw(content: HandoverList) -> bytes:
    """The list as a PDF of A4 pages."""
    rows = tuple(
        (str(at), one.number, one.procedure, one.applicant, count_words(one.sets), short_time(one.received_at),
         short_time(one.promised_at), one.remark)
        for at, one in enumerate(content.rows, start=1)
    )  # fmt: skip
    after = (
        f"Bàn giao {count_words(len(rows))} hồ sơ, lúc {time_words(content.given_at)}.",
        f"Bên giao: {content.giver}. Bên nhận: {content.taker}.",
    )
    signed = (("BÊN GIAO", content.giver), ("BÊN NHẬN", content.taker))
    listed = Listed(_COLUMNS, rows, "Không có hồ sơ nào được bàn giao.", after=after, signatures=signed)
    return list_paper.build(page.A4_WIDE, content.head, listed)

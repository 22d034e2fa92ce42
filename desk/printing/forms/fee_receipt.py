"""The receipt for money (phiếu thu): what was paid, for which dossiers, in figures and in words.

A practical paper of the office; the official receipt of the tax authority is kept beside and named by its symbol and
number. Its parts (liên) are the same paper with another mark.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable, Spacer

from desk.printing import fonts, page, tables, words
from desk.printing.letterhead import Letterhead, heading
from desk.printing.page import CENTER, RIGHT, text
from desk.printing.words import safe, time_words
from desk.rules.money import format_vnd, in_words

SHEET = page.A5
PARTS = ("Liên 1: Lưu", "Liên 2: Giao người nộp tiền", "Liên 3: Kế toán")
TITLE = "Phiếu thu phí, lệ phí"
_SIZES = (10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7)


@dataclass(frozen=True)
class PaidFor:
    """What was paid for one dossier in đồng; `counted` are the sums by which the payer can count it again."""

    number: str
    procedure: str
    counted: tuple[str, ...]
    amount: int


@dataclass(frozen=True)
class FeeReceiptPaper:
    """Everything that stands on one receipt. Instants carry their zone; amounts are whole đồng.

    `official` names the official receipt kept beside, `voided` why it counts no longer; both may be empty. `copy` is 1
    for the first print.
    """

    heading: Letterhead
    number: str
    made_at: dt.datetime
    payer: str
    paid_for: tuple[PaidFor, ...]
    amount: int
    way: str
    official: str
    officer_name: str
    voided: str
    copy: int
    printed_at: dt.datetime
    practice: bool


def draw(content: FeeReceiptPaper) -> bytes:
    """The receipt as a PDF, one A5 page for each of its parts unless so much was paid for that it flows."""
    paper = page.Paper(
        title=words.plain(f"{TITLE} {content.number}"),
        foot=(
            f"Đường dây nóng: <b>{safe(content.heading.phone)}</b> – {safe(content.heading.address)}"
            f" – In lúc {time_words(content.printed_at)}",
        ),
        running=f"Phiếu thu số {content.number}",
        practice=content.practice,
    )
    stories = [lambda size, part=part: _story(content, part, size) for part in PARTS]
    return page.build_parts(SHEET, paper, _SIZES, stories)


def _story(content: FeeReceiptPaper, part: str, size: float) -> list[Flowable]:
    head = content.heading
    again = f" – <b>In lại lần {content.copy - 1}</b>" if content.copy > 1 else ""
    marks = [text(f"Số: <b>{safe(content.number)}</b>", page.style(size, align=CENTER))]
    if content.voided:
        marks.append(text(f"<b>ĐÃ HỦY: {safe(content.voided)}</b>", page.style(size, align=CENTER)))
    body = page.style(size, above=size * 0.25)
    official = [text(f"Kèm biên lai: <b>{safe(content.official)}</b>", body)] if content.official else []
    return [
        heading(SHEET, head, content.made_at),
        text(TITLE.upper(), page.style(13, fonts.BOLD, CENTER, above=6)),
        *marks,
        text(f"<i>({part})</i>{again}", page.style(8.5, align=CENTER)),
        text(f"Người nộp tiền: <b>{safe(content.payer)}</b>", body),
        Spacer(1, size * 0.4),
        _paid_for(content, size),
        text(f"Bằng chữ: <b><i>{safe(in_words(content.amount))}</i></b>.", page.style(size, above=size * 0.5)),
        text(f"Hình thức: {safe(content.way)}. Thu lúc {time_words(content.made_at)}.", body),
        *official,
        page.signatures(
            SHEET, size, [("NGƯỜI NỘP TIỀN", ""), ("NGƯỜI THU TIỀN", content.officer_name)], room=34, above=7
        ),
    ]


def _paid_for(content: FeeReceiptPaper, size: float) -> Flowable:
    """A row for each dossier, and the sum below them."""
    small = size - 0.8
    head, cell = page.style(small, fonts.BOLD, CENTER), page.style(small)
    money, total = page.style(small, align=RIGHT), page.style(size, fonts.BOLD, RIGHT)
    rows: list[list[object]] = [["TT", text("Nội dung", head), text("Số tiền", head)]]
    for place, one in enumerate(content.paid_for, start=1):
        told = "".join(f"<br/>{safe(line)}" for line in one.counted)
        what = f"{safe(one.procedure)} – hồ sơ <b>{safe(one.number)}</b>{told}"
        rows.append([str(place), text(what, cell), text(format_vnd(one.amount), money)])
    rows.append(["", text("Tổng cộng", page.style(size, fonts.BOLD)), text(format_vnd(content.amount), total)])
    narrow = fonts.width("000.000.000 đ", fonts.BOLD, size) + 8
    widths = [20, SHEET.width - 20 - narrow, narrow]
    return tables.ruled(rows, widths, 1, small, [("LINEABOVE", (0, -1), (-1, -1), 0.8, "black")])

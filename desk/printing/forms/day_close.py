"""The sheet that closes a day: numbers, states, money, ratings, and where the audit chain stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable, Spacer

from desk.printing import fonts, page, tables, words
from desk.printing.letterhead import Letterhead, heading
from desk.printing.page import CENTER, RIGHT, text
from desk.printing.qr import QrCode
from desk.printing.words import safe, time_words

SHEET = page.A4
TITLE = "Tờ khóa sổ ngày"
_SIZES = (12, 11, 10, 9.5)
_GROUPS, _GROUP = 8, 4  # the head is compared by eye: 128 bits in groups of four


@dataclass(frozen=True)
class ChainHead:
    """The newest entry of the audit chain at a moment: its place and hash in hex; empty where there is none."""

    seq: int
    hash_hex: str


@dataclass(frozen=True)
class DayClose:
    """A day in figures: each section's lines are (what, how much). Instants carry their zone.

    `sheet` numbers the sheet, 0 where the day is not closed yet. `head` is the chain after the last entry it covers,
    `before` the head of the sheet before. `missed`: nobody closed these days, the program did on a later one.
    """

    heading: Letterhead
    sheet: int
    first_day: dt.date
    last_day: dt.date
    missed: bool
    sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    head: ChainHead
    before: ChainHead
    qr_payload: str
    copy: int
    printed_at: dt.datetime
    practice: bool


def draw(content: DayClose) -> bytes:
    """The sheet as a PDF of A4 pages."""
    named = f"{TITLE} số {content.sheet} – {_days(content)}" if content.sheet else f"{TITLE} – bản xem trước"
    paper = page.Paper(
        title=named,
        foot=(f"{safe(content.heading.issuing_body)} – in lúc {time_words(content.printed_at)}",),
        running=named,
        practice=content.practice,
    )
    return page.build(SHEET, paper, _SIZES, lambda size: _story(content, size))


def _story(content: DayClose, size: float) -> list[Flowable]:
    again = [text(f"<b>In lại lần {content.copy - 1}</b>", page.style(size, align=CENTER))] if content.copy > 1 else []
    return [
        heading(SHEET, content.heading, content.printed_at),
        text(TITLE.upper(), page.style(size + 2, fonts.BOLD, CENTER, above=14)),
        text(_below_title(content), page.style(size + 1, align=CENTER, above=2)),
        *again,
        *_warning(content, size),
        Spacer(1, 8),
        _figures(content, size),
        Spacer(1, 8),
        _chain(content, size),
        page.signatures(SHEET, size, [("NGƯỜI KHÓA SỔ", ""), ("LÃNH ĐẠO ĐƠN VỊ", "")], room=60, above=12),
    ]


def _days(content: DayClose) -> str:
    first, last = f"{content.first_day:%d/%m/%Y}", f"{content.last_day:%d/%m/%Y}"
    return last if first == last else f"{first} đến {last}"


def _below_title(content: DayClose) -> str:
    numbered = f"Tờ số {content.sheet} – " if content.sheet else ""
    return f"{numbered}Ngày {_days(content)}"


def _warning(content: DayClose, size: float) -> list[Flowable]:
    loud = page.style(size + 1, fonts.BOLD, CENTER, above=4)
    if not content.sheet:
        return [text("CHƯA KHÓA SỔ – bản xem trước, không dùng để đối chiếu", loud)]
    return [text("KHÔNG AI KHÓA SỔ ĐÚNG NGÀY – chương trình ghi nhận", loud)] if content.missed else []


def _figures(content: DayClose, size: float) -> Flowable:
    name, value = page.style(size), page.style(size, fonts.BOLD, RIGHT)
    rows: list[list[object]] = [["", ""]]
    look: list[tuple[object, ...]] = [("FONTSIZE", (0, 0), (-1, 0), 1), ("LEADING", (0, 0), (-1, 0), 1)]
    for title, lines in content.sections:
        at = len(rows)
        rows.append([text(safe(title), page.style(size, fonts.BOLD)), ""])
        look += [("SPAN", (0, at), (-1, at)), ("BACKGROUND", (0, at), (-1, at), "#E6E6E6")]
        rows += [[text(safe(what), name), text(safe(much), value)] for what, much in lines]
    return tables.ruled(rows, [SHEET.width * 0.45, SHEET.width * 0.55], 1, size, look)


def _chain(content: DayClose, size: float) -> Flowable:
    small = page.style(size - 1)
    told = [
        text("Nhật ký kiểm toán", page.style(size, fonts.BOLD)),
        *_head_words("Cuối kỳ", content.head, size),
        *_head_words("Tờ liền trước", content.before, size),
        text("Tờ này được giữ trên giấy: ai sửa dữ liệu về sau sẽ không khớp với dãy chữ trên.", small),
    ]
    side = 30 * mm
    code = [QrCode(content.qr_payload, side)] if content.qr_payload else [Spacer(side, side)]
    look = [("LEFTPADDING", (1, 0), (1, 0), 10), ("LINEABOVE", (0, 0), (-1, 0), 1.2, "black"),
            ("LINEBELOW", (0, 0), (-1, 0), 1.2, "black"), ("TOPPADDING", (0, 0), (-1, -1), 6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 6)]  # fmt: skip
    return page.columns([told, code], [SHEET.width - side - 14, side + 14], look)


def _head_words(label: str, head: ChainHead, size: float) -> list[Flowable]:
    if not head.hash_hex:
        return [text(f"{label}: {words.NOTHING}", page.style(size, above=4))]
    shown = head.hash_hex.upper()[: _GROUPS * _GROUP]
    grouped = " ".join(shown[at : at + _GROUP] for at in range(0, len(shown), _GROUP))
    return [
        text(f"{label}: mục số {head.seq}", page.style(size, above=4)),
        text(f"<b>{grouped}</b>", page.style(size + 1)),
    ]

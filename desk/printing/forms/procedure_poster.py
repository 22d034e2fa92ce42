"""A procedure on the wall: what to bring, what it costs, how long it takes; the code holds nothing but its number."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable, Spacer

from desk.printing import fonts, page, tables, words
from desk.printing.letterhead import Letterhead
from desk.printing.page import CENTER, text
from desk.printing.qr import QrCode
from desk.printing.words import safe, time_words

SHEET = page.A4
_SIZES = (16, 15, 14, 13, 12, 11, 10)


@dataclass(frozen=True)
class PosterComponent:
    """One paper to bring, and how it is wanted: "01 bản chính"."""

    name: str
    wanted: str


@dataclass(frozen=True)
class ProcedurePoster:
    """What a citizen has to know; what is not known is empty and is struck out."""

    heading: Letterhead
    code: str
    name: str
    sector: str
    components: tuple[PosterComponent, ...]
    fee_text: str
    limit_text: str
    channels: str
    hours: str
    valid_from: dt.date
    printed_at: dt.datetime
    practice: bool


def draw(content: ProcedurePoster) -> bytes:
    """The poster as a PDF of A4 pages: one, in the largest type that fits."""
    head = content.heading
    paper = page.Paper(
        title=words.plain(f"Thủ tục {content.code} {content.name}")[:200],
        foot=(
            f"{safe(head.issuing_body)} – {safe(head.address)} – Đường dây nóng: <b>{safe(head.phone)}</b>",
            f"Theo danh mục áp dụng từ {content.valid_from:%d/%m/%Y} – In lúc {time_words(content.printed_at)}",
        ),
        running=f"Thủ tục {content.code}",
        practice=content.practice,
    )
    return page.build(SHEET, paper, _SIZES, lambda size: _story(content, size))


def _story(content: ProcedurePoster, size: float) -> list[Flowable]:
    title = size + 8 if len(content.name) < 120 else size + 2
    side = 26 * mm
    named = [
        text(safe(content.sector.upper()), page.style(size - 2)),
        text(safe(content.name), page.style(title, fonts.BOLD, lead=1.12, above=2)),
        text(f"Mã thủ tục: <b>{safe(content.code)}</b>", page.style(size - 1, above=4)),
    ]
    head = page.columns(
        [named, QrCode(content.code, side)],
        [SHEET.width - side - 12, side + 12],
        [("LEFTPADDING", (1, 0), (1, 0), 12), ("BOTTOMPADDING", (0, 0), (-1, -1), 8)],
    )
    return [head, _facts(content, size), Spacer(1, 10), *_components(content, size)]


def _facts(content: ProcedurePoster, size: float) -> Flowable:
    """Limit and cost, the loudest after the name."""
    asked = (("Thời hạn giải quyết", content.limit_text), ("Phí, lệ phí", content.fee_text),
             ("Nhận kết quả", content.channels), ("Giờ tiếp nhận", content.hours))  # fmt: skip
    rows = [
        [text(label, page.style(size - 1)), text(f"<b>{safe(value)}</b>", page.style(size + 1))]
        for label, value in asked
    ]
    label_width = 46 * mm
    look = [("LINEABOVE", (0, 0), (-1, 0), 1.4, "black"), ("LINEBELOW", (0, -1), (-1, -1), 1.4, "black"),
            ("TOPPADDING", (0, 0), (-1, -1), 3), ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]  # fmt: skip
    return tables.plain(rows, [label_width, SHEET.width - label_width], look)


def _components(content: ProcedurePoster, size: float) -> list[Flowable]:
    title = text("Giấy tờ cần mang theo", page.style(size + 1, fonts.BOLD))
    if not content.components:
        return [title, text(words.NOTHING, page.style(size))]
    head, cell = page.style(size - 2, fonts.BOLD, CENTER), page.style(size - 1)
    rows: list[list[object]] = [["TT", text("Tên giấy tờ", head), text("Số lượng", head)]]
    for at, one in enumerate(content.components, start=1):
        rows.append([str(at), text(safe(one.name), cell), text(safe(one.wanted), page.style(size - 1, align=CENTER))])
    widths = [11 * mm, SHEET.width - 51 * mm, 40 * mm]
    return [title, Spacer(1, 4), tables.ruled(rows, widths, 1, size - 1)]

"""One slip for one visit: every dossier that a person handed in together, each with its promise and its code.

A practical paper (biên bản giao nhận hồ sơ); each dossier keeps its own statutory slip, which can be printed as well.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable, Spacer

from desk.printing import fonts, page, tables, words
from desk.printing.letterhead import Letterhead, heading
from desk.printing.page import CENTER, text
from desk.printing.qr import QrCode
from desk.printing.words import safe, time_words
from desk.rules.instants import weekday_words

SHEET = page.A5
TITLE = "Biên bản giao nhận hồ sơ"
_SIZES = (10, 9.5, 9, 8.5, 8, 7.5, 7)
_CODE = 19 * mm


@dataclass(frozen=True)
class JointRow:
    """One dossier of the visit; `qr_payload` is the code by which its result is handed over."""

    number: str
    procedure: str
    papers: int
    promised_at: dt.datetime
    fee_text: str
    qr_payload: str


@dataclass(frozen=True)
class JointSlip:
    """Everything that stands on the slip of one visit. Instants carry their zone; `copy` is 1 for the first print."""

    heading: Letterhead
    applicant_name: str
    submitter_name: str
    phone: str
    identity: str
    received_at: dt.datetime
    rows: tuple[JointRow, ...]
    officer_name: str
    copy: int
    printed_at: dt.datetime
    practice: bool


def draw(content: JointSlip) -> bytes:
    """The slip as a PDF of A5 pages; the head of the table stands on each."""
    first = content.rows[0].number
    head = content.heading
    paper = page.Paper(
        title=words.plain(f"{TITLE} {first}"),
        foot=(
            f"Tra cứu hồ sơ: <b>{safe(head.lookup)}</b> – Đường dây nóng: <b>{safe(head.phone)}</b>"
            f" – In lúc {time_words(content.printed_at)}",
        ),
        running=f"Giao nhận hồ sơ {first}",
        practice=content.practice,
    )
    return page.build(SHEET, paper, _SIZES, lambda size: _story(content, size))


def _story(content: JointSlip, size: float) -> list[Flowable]:
    head = content.heading
    again = f" – <b>In lại lần {content.copy - 1}</b>" if content.copy > 1 else ""
    body = page.style(size, above=size * 0.15)
    return [
        heading(SHEET, head, content.received_at),
        text(TITLE.upper(), page.style(12.5, fonts.BOLD, CENTER, above=5)),
        text(
            f"<i>({words.count_words(len(content.rows))} hồ sơ nộp cùng lúc)</i>{again}", page.style(8.5, align=CENTER)
        ),
        text(f"Tiếp nhận hồ sơ của: <b>{safe(content.applicant_name)}</b>", body),
        text(f"Người nộp hồ sơ: {safe(content.submitter_name)}", body),
        text(f"Thẻ căn cước/Hộ chiếu: {safe(content.identity)} – Điện thoại: {safe(content.phone)}", body),
        text(f"Thời gian nhận hồ sơ: {time_words(content.received_at)}", body),
        Spacer(1, size * 0.5),
        _dossiers(content, size),
        page.signatures(
            SHEET, size, [("NGƯỜI NỘP HỒ SƠ", ""), ("NGƯỜI TIẾP NHẬN HỒ SƠ", content.officer_name)], room=32, above=7
        ),
    ]


def _dossiers(content: JointSlip, size: float) -> Flowable:
    small = size - 0.8
    head, cell = page.style(small, fonts.BOLD, CENTER), page.style(small)
    rows: list[list[object]] = [["TT", text("Hồ sơ", head), text("Hẹn trả kết quả", head), text("Mã nhận", head)]]
    codes = [QrCode(one.qr_payload, _CODE) for one in content.rows]
    for place, (one, its_code) in enumerate(zip(content.rows, codes, strict=True), start=1):
        papers = f"{words.count_words(one.papers)} loại giấy tờ" if one.papers else "không kèm giấy tờ"
        what = f"<b>{safe(one.number)}</b><br/>{safe(one.procedure)}<br/>{papers}. Phí, lệ phí: {safe(one.fee_text)}"
        when = (
            f"<b>{words.hour_words(one.promised_at)}<br/>{weekday_words(one.promised_at)}<br/>"
            f"{words.day_words(one.promised_at)}</b>"
        )
        rows.append([str(place), text(what, cell), text(when, cell), its_code])
    beside = 34 * mm
    code = max(one.side for one in codes) + 5 * mm
    widths = [18, SHEET.width - 18 - beside - code, beside, code]
    return tables.ruled(
        rows,
        widths,
        1,
        small,
        [
            ("RIGHTPADDING", (1, 1), (1, -1), 6),
            ("TOPPADDING", (3, 1), (3, -1), 5),
            ("BOTTOMPADDING", (3, 1), (3, -1), 6),
        ],
    )

"""The slip on a roll of 80 mm: number, promise and code for the citizen's purse; it names nobody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable, HRFlowable, Spacer

from desk.printing import fonts, page, roll, words
from desk.printing.letterhead import Letterhead
from desk.printing.page import CENTER, text
from desk.printing.qr import QrCode
from desk.printing.words import safe, short_time
from desk.rules.instants import weekday_words

TITLE = "Giấy hẹn"
_CODE = 36 * mm  # of a signed code every module is five dots and more


@dataclass(frozen=True)
class SlipStub:
    """What a citizen needs to come back at the right time; the statutory slip tells the rest."""

    heading: Letterhead
    number: str
    procedure_name: str
    received_at: dt.datetime
    promised_at: dt.datetime
    return_channel_text: str
    fee_text: str
    check_code: str
    qr_payload: str
    copy: int
    printed_at: dt.datetime
    practice: bool


def draw(content: SlipStub) -> bytes:
    """The stub as a PDF of one page, 80 mm wide."""
    return roll.build(f"{TITLE} {content.number}", _story(content), practice=content.practice)


def _story(content: SlipStub) -> list[Flowable]:
    head = content.heading
    small, body = page.style(8.5, align=CENTER, above=1), page.style(9.5, above=2)
    again = [text(f"<b>In lại lần {content.copy - 1}</b>", small)] if content.copy > 1 else []
    code = page.columns([QrCode(content.qr_payload, _CODE)], [roll.TEXT_WIDTH], [("ALIGN", (0, 0), (0, 0), "CENTER")])
    return [
        text(f"<b>{safe(head.issuing_body.upper())}</b>", page.style(9.5, align=CENTER)),
        text(safe(head.address), small),
        rule(),
        text(TITLE.upper(), page.style(13, fonts.BOLD, CENTER)),
        text(safe(content.number), page.style(13, fonts.BOLD, CENTER, above=1)),
        *again,
        text(safe(content.procedure_name), page.style(9.5, align=CENTER, above=3)),
        rule(),
        text(f"Hẹn trả kết quả vào {weekday_words(content.promised_at)}", page.style(10, align=CENTER)),
        text(f"{words.hour_words(content.promised_at)},", page.style(17, fonts.BOLD, CENTER, lead=1.1)),
        text(words.day_words(content.promised_at), page.style(14, fonts.BOLD, CENTER, lead=1.15)),
        rule(),
        text(f"Nhận lúc: {short_time(content.received_at)}", body),
        text(f"Nhận kết quả tại: {safe(content.return_channel_text)}", body),
        text(f"Phí, lệ phí: {safe(content.fee_text)}", body),
        text(f"Mã kiểm tra: <b>{safe(content.check_code)}</b>", body),
        Spacer(1, 12),
        code,
        Spacer(1, 8),
        text(f"Tra cứu: <b>{safe(head.lookup)}</b>", small),
        text(f"Đường dây nóng: <b>{safe(head.phone)}</b>", small),
        text(f"In lúc {short_time(content.printed_at)}", small),
    ]


def rule() -> Flowable:
    """A line across the roll."""
    return HRFlowable(width="100%", thickness=0.8, color="black", spaceBefore=4, spaceAfter=4, lineCap="butt")

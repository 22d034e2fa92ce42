"""Reads a PDF back as an eye would: lines with their places, faces, rasters; and slips to read."""

from __future__ import annotations

import ctypes
import datetime as dt
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

from desk.printing.forms.receipt_slip import ReceiptSlip, SlipComponent
from desk.printing.letterhead import Letterhead

VIETNAM = dt.timezone(dt.timedelta(hours=7))

# Procedure 1.013962 of the national catalogue: with 919 letters the longest name a commune has to print.
LONGEST_NAME = (
    "Giao đất ở có thu tiền sử dụng đất không thông qua đấu giá, không đấu thầu lựa chọn nhà đầu tư thực hiện dự án có "
    "sử dụng đất đối với cá nhân là cán bộ, công chức, viên chức, sĩ quan tại ngũ, quân nhân chuyên nghiệp, công chức "
    "quốc phòng, công nhân và viên chức quốc phòng, sĩ quan, hạ sĩ quan, công nhân công an, người làm công tác cơ yếu "
    "và người làm công tác khác trong tổ chức cơ yếu hưởng lương từ ngân sách nhà nước mà chưa được giao đất ở, nhà ở; "
    "giáo viên, nhân viên y tế đang công tác tại các xã biên giới, hải đảo thuộc vùng có điều kiện kinh tế - xã hội "
    "khó khăn, vùng có điều kiện kinh tế - xã hội đặc biệt khó khăn nhưng chưa có đất ở, nhà ở tại nơi công tác hoặc "
    "chưa được hưởng chính sách hỗ trợ về nhà ở theo quy định của pháp luật về nhà ở; cá nhân thường trú tại xã mà "
    "không có đất ở và chưa được Nhà nước giao đất ở hoặc chưa được hưởng chính sách hỗ trợ về nhà ở theo quy định của "
    "pháp luật về nhà ở"
)

SLIP = ReceiptSlip(
    heading=Letterhead(
        superior_body="UBND xã Chư Pưh",
        issuing_body="Trung tâm Phục vụ hành chính công",
        place="Chư Pưh",
        address="Thôn Mẫu, xã Chư Pưh, tỉnh Gia Lai",
        phone="0269 000 0000",
        lookup="dichvucong.gov.vn",
    ),
    number="H21.40-261123-0001",
    applicant_name="Nguyễn Thị Thử",
    submitter_name="Trần Văn Mẫu",
    address="Làng Mẫu, xã Chư Pưh, tỉnh Gia Lai",
    phone="0912 000 000",
    email="thu@example.vn",
    identity="CCCD/căn cước số 0640******12",
    procedure_code="1.001193",
    procedure_name="Thủ tục đăng ký khai sinh",
    components=(
        SlipComponent("Tờ khai đăng ký khai sinh", 1, 0, 0),
        SlipComponent("Giấy chứng sinh (hoặc văn bản người làm chứng, giấy cam đoan việc sinh)", 1, 0, 0),
        SlipComponent("Giấy tờ tùy thân của cha, mẹ", 0, 1, 12),
    ),
    sets=1,
    limit_text="05 ngày làm việc",
    limit_note="không tính thứ Bảy, Chủ nhật và ngày lễ 24/11",
    received_at=dt.datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM),
    promised_at=dt.datetime(2026, 12, 1, 9, 0, tzinfo=VIETNAM),
    return_channel_text="tại quầy",
    fee_text="8.000 ₫",
    officer_name="Lê Thị Ví Dụ",
    check_code="ABCD-EFGH-JKLM-NPQR",
    qr_payload="MCD2|H21.40-261123-0001|2026-12-01T02:00:00Z|H21.40|42|ABCD-EFGH-JKLM-NPQR|12345678|" + "9" * 155,
    copy=1,
    printed_at=dt.datetime(2026, 11, 23, 9, 1, tzinfo=VIETNAM),
    practice=False,
)


@dataclass(frozen=True)
class Run:
    """Letters on one base line without a wide gap; places in points from the lower left, `ink` around the letters."""

    page: int
    x: float
    y: float
    size: float
    text: str
    ink: tuple[float, float, float, float]
    slanting: bool


def pages(pdf: bytes) -> int:
    """How many pages there are."""
    return len(pypdfium2.PdfDocument(pdf))


def words_of(pdf: bytes) -> str:
    """All text, one blank between words."""
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def runs(pdf: bytes) -> list[Run]:
    """The runs of letters in the order in which they are drawn."""
    document = pypdfium2.PdfDocument(pdf)
    return [run for number, page in enumerate(document, start=1) for run in _runs(number, page.get_textpage())]


def _runs(number: int, text: Any) -> list[Run]:
    found: list[Run] = []
    end = 0.0
    for place in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text.raw, place))
        if raw.FPDFText_IsGenerated(text.raw, place) == 1 or letter in "\r\n":
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text.raw, place, x, y)
        size = raw.FPDFText_GetFontSize(text.raw, place)
        slanting = raw.FPDFText_GetCharAngle(text.raw, place) not in {0.0, -1.0}
        ink = text.get_charbox(place)
        last = found[-1] if found else None
        if last and abs(last.y - y.value) < 0.5 and -0.4 * size < x.value - end < size and last.slanting == slanting:
            found[-1] = Run(
                number, last.x, last.y, max(last.size, size), last.text + letter, _around(last, ink), slanting
            )
        else:
            found.append(Run(number, x.value, y.value, size, letter, ink, slanting))
        end = max(text.get_charbox(place, loose=True)[2], ink[2])
    return [run for run in found if run.text.strip()]


def _around(run: Run, ink: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, bottom, right, top = run.ink
    return min(left, ink[0]), min(bottom, ink[1]), max(right, ink[2]), max(top, ink[3])


def readable(pdf: bytes) -> str:
    """The golden of a paper: place, size and text of each run, from the top; the watermark once, by its words."""
    lines = ["page    x    y  size  text"]
    upright = [run for run in runs(pdf) if not run.slanting]
    for run in sorted(upright, key=lambda run: (run.page, -round(run.y), run.x)):
        lines.append(f"{run.page:4} {run.x:4.0f} {run.y:4.0f} {run.size:5.1f}  {run.text.strip()}")
    across = "".join(run.text for run in runs(pdf) if run.slanting)
    return "\n".join([*lines, *([f"across: {across}"] if across else [])]) + "\n"

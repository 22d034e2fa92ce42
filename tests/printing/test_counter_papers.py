"""The counter's own papers: receipts for money, slips of a visit, pads for outages; goldens and every edge."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from paper_reading import LONGEST_NAME, SLIP, VIETNAM, pages, readable, words_of

from desk.printing.forms import fee_receipt, joint_slip, pad_sheet
from desk.printing.forms.fee_receipt import FeeReceiptPaper, PaidFor
from desk.printing.forms.joint_slip import JointRow, JointSlip
from desk.printing.forms.pad_sheet import PadSheet

AT = dt.datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
RECEIPT = FeeReceiptPaper(
    heading=SLIP.heading,
    number="PT-2026-00001",
    made_at=AT,
    payer="Nguyễn Thị Thử",
    paid_for=(
        PaidFor(
            "H21.40-261123-0001",
            "Chứng thực bản sao từ bản chính",
            ("Học bạ: 3 trang: 2 × 2.000 + 1 × 1.000 = 5.000 đồng; × 2 bản = 10.000 đồng",),
            10_000,
        ),
        PaidFor("H21.40-261123-0002", "Cấp bản sao trích lục hộ tịch", (), 113_000),
    ),
    amount=123_000,
    way="tiền mặt",
    official="AA/26E 0000001",
    officer_name="Lê Thị Ví Dụ",
    voided="",
    copy=1,
    printed_at=AT,
    practice=False,
)
VOIDED = dataclasses.replace(RECEIPT, voided="thu nhầm người", copy=3, practice=True, official="")
CROWDED = dataclasses.replace(
    RECEIPT,
    payer="Công ty trách nhiệm hữu hạn một thành viên <b>Thử & Mẫu</b>",
    paid_for=tuple(PaidFor(f"H21.40-261123-{n:04}", LONGEST_NAME, (f"dòng {n}",), 1_000) for n in range(1, 13)),
    amount=12_000,
)
VISIT = JointSlip(
    heading=SLIP.heading,
    applicant_name="Nguyễn Thị Thử",
    submitter_name="Trần Văn Mẫu",
    phone="0912 000 000",
    identity="CCCD/căn cước số 0640******12",
    received_at=AT,
    rows=tuple(
        JointRow(f"H21.40-261123-{n:04}", name, n - 1, AT + dt.timedelta(days=n, hours=8), "8.000 đ", f"MCD1|mẫu|{n}")
        for n, name in enumerate(("Thủ tục đăng ký khai sinh", LONGEST_NAME, "Đăng ký thường trú"), start=1)
    ),
    officer_name="Lê Thị Ví Dụ",
    copy=1,
    printed_at=AT,
    practice=False,
)
LONG_VISIT = dataclasses.replace(VISIT, rows=VISIT.rows * 6, copy=2, practice=True)
PAD = PadSheet(SLIP.heading, AT.date(), tuple(f"H21.40-261123-{n:04}-{n % 10}" for n in range(1, 6)), practice=False)

DRAWN: dict[str, tuple[Callable[[Any], bytes], Any]] = {
    "fee_receipt.plain": (fee_receipt.draw, RECEIPT),
    "fee_receipt.voided": (fee_receipt.draw, VOIDED),
    "fee_receipt.crowded": (fee_receipt.draw, CROWDED),
    "joint_slip.plain": (joint_slip.draw, VISIT),
    "joint_slip.flowing": (joint_slip.draw, LONG_VISIT),
    "pad_sheet.plain": (pad_sheet.draw, PAD),
}


@pytest.mark.parametrize("name", DRAWN)
def test_paper_is_as_its_golden_and_the_same_each_time(name: str, same_as_golden: Callable[[str, str], None]) -> None:
    draw, content = DRAWN[name]
    pdf = draw(content)
    assert pdf == draw(content)
    same_as_golden(name, readable(pdf))


@pytest.mark.parametrize("name", DRAWN)
def test_fonts_are_embedded_and_the_title_is_told(name: str) -> None:
    draw, content = DRAWN[name]
    document = pypdfium2.PdfDocument(draw(content))
    assert document.get_metadata_value("Title")
    text = words_of(draw(content))
    assert "□" not in text
    assert "■" not in text


def test_a_receipt_has_three_parts_each_whole() -> None:
    text = words_of(fee_receipt.draw(RECEIPT))
    assert pages(fee_receipt.draw(RECEIPT)) == 3
    for part in ("Liên 1: Lưu", "Liên 2: Giao người nộp tiền", "Liên 3: Kế toán"):
        assert text.count(part) == 1
    for told in (
        "PT-2026-00001", "Một trăm hai mươi ba nghìn đồng", "123.000 đ", "H21.40-261123-0002", "AA/26E 0000001",
        "Học bạ: 3 trang", "tiền mặt", "Lê Thị Ví Dụ",
    ):  # fmt: skip
        assert text.count(told) >= 3


def test_a_crowded_receipt_prints_everything_and_each_part_counts_its_own_pages() -> None:
    pdf = fee_receipt.draw(CROWDED)
    text = "".join(words_of(pdf).split())
    assert pages(pdf) % 3 == 0
    assert pages(pdf) > 3
    for n in range(1, 13):
        assert text.count(f"H21.40-261123-{n:04}") == 3
    assert text.count("".join(LONGEST_NAME.split())[:40]) >= 36
    assert f"Xemtiếptrang2/{pages(pdf) // 3}" in text
    assert "<b>Thử&Mẫu</b>" in text, "data is no markup"


def test_a_voided_receipt_says_so() -> None:
    text = words_of(fee_receipt.draw(VOIDED))
    assert text.count("ĐÃ HỦY: thu nhầm người") == 3
    assert text.count("In lại lần 2") == 3
    assert "Kèm biên lai" not in text


def test_every_dossier_of_a_visit_has_a_code_that_a_scanner_reads() -> None:
    picture = pypdfium2.PdfDocument(joint_slip.draw(VISIT))[0].render(scale=4).to_pil()
    assert {one.text for one in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)} == {
        row.qr_payload for row in VISIT.rows
    }
    text = words_of(joint_slip.draw(VISIT))
    assert all(row.number in text for row in VISIT.rows)
    assert "không kèm giấy tờ" in text


def test_signed_codes_of_a_visit_have_room_even_under_a_long_agency_code() -> None:
    agency = "000.00.18.H21"
    codes = [
        f"MCD2|{agency}-261123-{n:04}|2026-12-01T02:00:00Z|{agency}|1234567|ABCD-EFGH-JKLM-NPQR|12345678|{str(n) * 155}"
        for n in range(1, 4)
    ]
    visit = dataclasses.replace(
        VISIT,
        rows=tuple(dataclasses.replace(row, qr_payload=code) for row, code in zip(VISIT.rows, codes, strict=True)),
    )
    picture = pypdfium2.PdfDocument(joint_slip.draw(visit))[0].render(scale=200 / 72).to_pil()
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    assert {one.text for one in found} == set(codes)
    for one in found:
        assert (one.position.top_right.x - one.position.top_left.x) / 200 * 25.4 / 53 > 0.39


def test_a_long_visit_repeats_the_head_and_parts_no_dossier() -> None:
    pdf = joint_slip.draw(LONG_VISIT)
    assert pages(pdf) > 1
    text = words_of(pdf)
    assert text.count("Mã nhận") == pages(pdf) or text.count("Mã nhận") == pages(pdf) - 1
    assert "tiếp theo trang 1" in text


def test_a_pad_has_every_number_large() -> None:
    pdf = pad_sheet.draw(PAD)
    text = words_of(pdf)
    assert pages(pdf) == 3
    assert [number for number in PAD.numbers if text.count(f"Số: {number}") != 1] == []

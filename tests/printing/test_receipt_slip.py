"""Form 01 on paper: its golden, every edge of its content, and what must never be in the file."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_reading import LONGEST_NAME, SLIP, VIETNAM, Run, pages, readable, runs, words_of
from reportlab.platypus.doctemplate import LayoutError

from desk.printing import page
from desk.printing.forms import receipt_slip
from desk.printing.forms.receipt_slip import ReceiptSlip, SlipComponent, draw

LONGEST = replace(
    SLIP,
    procedure_code="1.013962",
    procedure_name=LONGEST_NAME,
    applicant_name=("Công ty trách nhiệm hữu hạn một thành viên Thử Nghiệm Mẫu " * 4)[:200].strip(),
    address="\n".join(f"Dòng địa chỉ thứ {line} của tổ dân phố mẫu" for line in range(1, 6)),
    components=tuple(SlipComponent(f"Giấy tờ mẫu thứ {n} kèm theo hồ sơ thửa đất", 1, n % 2, 0) for n in range(1, 13)),
)
EMPTY = replace(
    SLIP, submitter_name="", address="", phone="", email="", identity="", components=(), limit_note="", fee_text=""
)
MARKUP = replace(
    SLIP,
    applicant_name="<img src='file:///etc/passwd'>",
    submitter_name="</para>&#0;<b>x",
    address="a & b &lt; <br/> <a href='http://x.vn'>y</a>",
    procedure_name="<font size=40>Lớn</font>",
    components=(SlipComponent("<i>Tờ khai</i> &amp;", 1, 0, 0),),
    officer_name="<u>Lê",
)
PRACTICE = replace(SLIP, practice=True, copy=2, replaces="giấy hẹn trả ngày 27/11/2026")
FLOWING = replace(
    SLIP,
    practice=True,
    components=tuple(SlipComponent(f"Giấy tờ mẫu thứ {n}: {LONGEST_NAME[:90]}", 1, 0, 2) for n in range(1, 41)),
)
SLIPS = {"plain": SLIP, "longest": LONGEST, "empty": EMPTY, "markup": MARKUP, "practice": PRACTICE, "flowing": FLOWING}

each_slip = pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())


@pytest.mark.parametrize("name", SLIPS)
def test_slip_is_as_its_golden(name: str, same_as_golden: Callable[[str, str], None]) -> None:
    same_as_golden(f"receipt_slip.{name}", readable(draw(SLIPS[name])))


@pytest.mark.parametrize("name", ["plain", "longest", "empty", "markup", "practice"])
def test_one_page(name: str) -> None:
    assert pages(draw(SLIPS[name])) == 1


@each_slip
def test_every_datum_is_printed_as_written(slip: ReceiptSlip) -> None:
    text = _unbroken(words_of(draw(slip)))
    data = [
        *(slip.number, slip.applicant_name, slip.submitter_name, slip.address, slip.phone, slip.email, slip.identity),
        *(slip.procedure_code, slip.procedure_name, slip.limit_text, slip.limit_note, slip.return_channel_text),
        *(slip.fee_text, slip.officer_name, slip.check_code, slip.heading.lookup, slip.heading.phone),
        *(component.name for component in slip.components),
    ]
    assert [datum for datum in data if _unbroken(datum) not in text] == []
    assert unicodedata.is_normalized("NFC", text)


def _unbroken(text: str) -> str:
    """Without blanks: lines break where they like."""
    return "".join(text.split())


def test_the_words_of_the_form() -> None:
    text = words_of(draw(SLIP))
    for words in (
        "UBND XÃ CHƯ PƯH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Chư Pưh, ngày 23 tháng 11 năm 2026",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Số lượng hồ sơ: 01 (bộ)",
        "Thời gian nhận hồ sơ: 09 giờ 00 phút, ngày 23 tháng 11 năm 2026",
        "Thời gian trả kết quả giải quyết hồ sơ: 09 giờ 00 phút, ngày 01 tháng 12 năm 2026",
        "Hẹn trả kết quả vào thứ Ba",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Mẫu số 01, Phụ lục I, Thông tư số 03/2025/TT-VPCP",
    ):
        assert words in text


def test_composed_and_decomposed_text_give_the_same_paper() -> None:
    apart = replace(SLIP, applicant_name=unicodedata.normalize("NFD", SLIP.applicant_name))
    assert draw(apart) == draw(SLIP)


def test_promise_is_the_loudest_and_then_the_number() -> None:
    for slip in (SLIP, LONGEST):
        loud = sorted(runs(draw(slip)), key=lambda run: -run.size)
        assert [run.text.strip() for run in loud[:2]] == ["09 giờ 00 phút,", "ngày 01 tháng 12 năm 2026"]
        assert loud[2].text.endswith(slip.number)
        assert loud[0].size > 1.15 * loud[2].size


def test_promise_is_told_in_vietnam_time() -> None:
    late = dt.datetime(2026, 12, 31, 17, 30, tzinfo=dt.UTC)
    assert "00 giờ 30 phút, ngày 01 tháng 01 năm 2027" in words_of(draw(replace(SLIP, promised_at=late)))
    with pytest.raises(ValueError, match="zone"):
        draw(replace(SLIP, promised_at=late.replace(tzinfo=None)))


def test_reprint_and_practice_are_marked_and_only_they() -> None:
    first, marked = words_of(draw(SLIP)), words_of(draw(PRACTICE))
    assert "In lại lần 1" in marked
    assert "Thay cho: giấy hẹn trả ngày 27/11/2026" in marked
    assert _unbroken(page.PRACTICE) in _unbroken(marked)
    assert "In lại" not in first
    assert "Thay cho" not in first
    assert "THỰC HÀNH" not in first


def test_what_fits_no_type_flows_with_its_table_head_and_marks() -> None:
    pdf = draw(FLOWING)
    assert pages(pdf) == 2
    first, second = (" ".join(run.text for run in runs(pdf) if run.page == number) for number in (1, 2))
    assert "Xem tiếp trang 2/2" in first
    assert "tiếp theo trang 1" in second
    assert "Bản chứng" in second
    assert "THỰC" in _slanting(pdf, 1)
    assert "THỰC" in _slanting(pdf, 2)
    assert min(run.size for run in runs(pdf)) >= 6.5


def _slanting(pdf: bytes, number: int) -> str:
    return "".join(run.text for run in runs(pdf) if run.slanting and run.page == number)


def test_a_single_datum_taller_than_a_page_is_a_fault_and_no_endless_loop() -> None:
    with pytest.raises(LayoutError):
        draw(replace(SLIP, components=(SlipComponent(LONGEST_NAME * 40, 1, 0, 0),)))


def test_more_text_never_means_larger_type() -> None:
    def body(slip: ReceiptSlip) -> float:
        return next(run.size for run in runs(draw(slip)) if run.text.startswith("Tiếp nhận hồ sơ của"))

    sizes = [body(replace(SLIP, components=SLIP.components * times)) for times in range(1, 8)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


@each_slip
def test_ink_stays_on_the_paper_and_lines_apart(slip: ReceiptSlip) -> None:
    width, height = page.A5.size
    printed = runs(draw(slip))
    upright = [run for run in printed if not run.slanting]
    for run in printed:
        left, bottom, right, top = run.ink
        assert left >= 12, run
        assert bottom >= 12, run
        assert right <= width - 12, run
        assert top <= height - 12, run
    assert [(one.text, two.text) for n, one in enumerate(upright) for two in upright[n + 1 :] if _meet(one, two)] == []


def _meet(one: Run, two: Run) -> bool:
    """Whether two runs lie on each other: base lines nearer than half the smaller type where they share a column."""
    if one.page != two.page or min(one.ink[2], two.ink[2]) - max(one.ink[0], two.ink[0]) <= 0.5:
        return False
    return abs(one.y - two.y) < 0.9 * min(one.size, two.size)


@each_slip
def test_only_embedded_subsets_and_nothing_that_acts(slip: ReceiptSlip) -> None:
    pdf = draw(slip)
    names = set(re.findall(rb"/BaseFont\s*/(\S+)", pdf))
    assert names
    assert all(re.fullmatch(rb"[A-Z]{6}\+LiberationSerif(-\w+)?", name) for name in names), names
    assert pdf.count(b"/FontFile2") == pdf.count(b"/Type /FontDescriptor") == len(names)
    for acting in (
        b"/URI",
        b"/JavaScript",
        b"/JS",
        b"/Launch",
        b"/EmbeddedFile",
        b"/OpenAction",
        b"/Annots",
        b"/XObject",
    ):
        assert not re.search(re.escape(acting) + rb"\b", pdf), acting
    assert len(pdf) < 120_000


def test_the_document_names_itself_and_its_language() -> None:
    pdf = draw(SLIP)
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_metadata_value("Title") == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả H21.40-261123-0001"
    assert b"/Lang (vi-VN)" in pdf
    assert document[0].get_size() == pytest.approx((419.5, 595.3), abs=0.1)


@each_slip
def test_qr_reads_back_from_a_200_dpi_print(slip: ReceiptSlip) -> None:
    image = pypdfium2.PdfDocument(draw(slip))[0].render(scale=200 / 72, grayscale=True).to_pil()
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
    assert [code.text for code in found] == [slip.qr_payload]


@each_slip
@pytest.mark.parametrize("agency", ["H21.40", "000.00.18.H21"])
def test_a_signed_code_has_modules_that_a_hand_scanner_reads(slip: ReceiptSlip, agency: str) -> None:
    payload = (
        f"MCD2|{agency}-261123-0001|2026-12-01T02:00:00Z|{agency}|1234567|ABCD-EFGH-JKLM-NPQR|12345678|{'7' * 155}"
    )
    signed = replace(slip, qr_payload=payload)
    image = pypdfium2.PdfDocument(draw(signed))[0].render(scale=200 / 72, grayscale=True).to_pil()
    (code,) = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
    assert code.text == payload
    left, right = code.position.top_left.x, code.position.top_right.x
    modules = 49 if agency == "H21.40" else 53
    assert (right - left) / 200 * 25.4 / modules > 0.39  # to the nearest dot of the raster
    assert words_of(draw(signed)) == words_of(draw(slip)), "a larger code takes no page"


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet="ABCDEFGHJKLMNPQRSTUVWXYZ23456789", min_size=16, max_size=16), st.integers(1, 10**7))
def test_qr_of_any_code_reads_back(code: str, entry: int) -> None:
    payload = f"MCD1|000.00.01.H21-261123-0001|2026-12-01T02:00:00Z|000.00.01.H21|{entry}|{code}"
    image = pypdfium2.PdfDocument(draw(replace(LONGEST, qr_payload=payload)))[0].render(scale=200 / 72).to_pil()
    assert [found.text for found in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)] == [payload]


@each_slip
def test_same_content_same_bytes(slip: ReceiptSlip) -> None:
    assert draw(slip) == draw(slip)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="<>&;/'\"#=0aẫđ \\{}%()|&amp;&#x", max_size=60))
def test_any_name_prints_as_written(name: str) -> None:
    text = _unbroken(words_of(draw(replace(EMPTY, applicant_name=name))))
    assert f"Tiếpnhậnhồsơcủa:{_unbroken(name) or '–'}Ngườinộp" in text


def test_a_long_number_keeps_to_its_place_beside_the_code() -> None:
    pdf = draw(replace(SLIP, number="H15.50.05.13.000.00-261008-0000975"))
    number = next(run for run in runs(pdf) if run.text.endswith("0000975") and run.size > 9)
    assert number.ink[2] < page.A5.size[0] - page.A5.right - 20 * 72 / 25.4


def test_forms_are_listed() -> None:
    from desk.printing.forms import FORMS

    assert receipt_slip in FORMS
    assert SLIP.received_at.tzinfo is VIETNAM

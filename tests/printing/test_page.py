"""The base of all papers: heading, signatures, steps of type, pages."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_reading import VIETNAM, pages, runs, words_of
from reportlab.platypus.flowables import Flowable

from desk.printing import fonts, letterhead, page, tables, words
from desk.printing.letterhead import Letterhead
from desk.printing.regulations import form_law
from desk.vocabulary import FormEdition, PaperForm

PAPER = page.Paper(title="Giấy mẫu", foot=("Chân trang",), running="Giấy mẫu", practice=False)
SIGNERS = [("NGƯỜI NỘP", ""), ("NGƯỜI NHẬN", "Lê Thị Ví Dụ")]
SIGNED = {"NGƯỜI NỘP", "NGƯỜI NHẬN", "Lê Thị Ví Dụ"}
DAY = dt.datetime(2026, 2, 2, 8, 0, tzinfo=VIETNAM)


def lines(count: int, size: float) -> list[Flowable]:
    return [page.text(f"Dòng {number}", page.style(size)) for number in range(count)]


@pytest.mark.parametrize("sheet", [page.A4, page.A5], ids=["A4", "A5"])
def test_heading_blocks_stand_side_by_side_and_centred(sheet: page.Sheet) -> None:
    body = "Trung tâm Phục vụ hành chính công xã Mẫu"
    pdf = page.build(
        sheet,
        PAPER,
        (10,),
        lambda _size: [letterhead.heading(sheet, Letterhead("UBND xã Mẫu", body, "Mẫu", "", "", ""), DAY)],
    )
    found = {run.text.strip(): run for run in runs(pdf)}
    country, motto = found[letterhead.COUNTRY], found[letterhead.MOTTO]
    dated = found["Mẫu, ngày 02 tháng 02 năm 2026"]
    assert motto.size == country.size + 1
    middles = [(run.ink[0] + run.ink[2]) / 2 for run in (country, motto, dated)]
    assert max(middles) - min(middles) < 1.5
    left = [
        run for run in found.values() if run.x < sheet.size[0] / 2 and run.y > country.y - 60 and run.text.isupper()
    ]
    assert " ".join(run.text.strip() for run in left if run is not country) == f"UBND XÃ MẪU {body.upper()}"
    assert all(run.ink[2] < country.ink[0] for run in left if run is not country)


def test_largest_type_that_fits_is_taken() -> None:
    sizes = (12, 10, 8, 6)

    def size_of(count: int) -> float:
        pdf = page.build(page.A5, PAPER, sizes, lambda size: lines(count, size))
        return runs(pdf)[-1].size

    taken = [size_of(count) for count in (5, 35, 40, 50, 60, 70, 200)]
    assert taken == sorted(taken, reverse=True)
    assert taken[0] == 12
    assert taken[-1] == 6


def test_flowing_paper_keeps_every_line_once_and_counts_its_pages() -> None:
    pdf = page.build(page.A5, PAPER, (12,), lambda size: lines(90, size))
    assert pages(pdf) == 3
    text = words_of(pdf)
    assert [text.split().count("Dòng"), text.count("Chân trang")] == [90, 3]
    assert [text.count(mark) for mark in ("Xem tiếp trang 2/3", "Xem tiếp trang 3/3", "tiếp theo trang 2")] == [1, 1, 1]


@pytest.mark.parametrize("count", range(25, 50))
def test_signatures_are_never_parted(count: int) -> None:
    def story(size: float) -> list[Flowable]:
        return [*lines(count, size), page.signatures(page.A5, size, SIGNERS, 40, 6)]

    block = [run.page for run in runs(page.build(page.A5, PAPER, (12,), story)) if run.text.strip() in SIGNED]
    assert len(block) == 3
    assert len(set(block)) == 1


@given(st.lists(st.sampled_from(["TRUNG", "TÂM", "PHỤC", "VỤ", "HÀNH", "CHÍNH"]), min_size=1, max_size=12))
def test_balanced_lines_keep_every_word_and_fit(spoken: list[str]) -> None:
    broken = letterhead.balanced(" ".join(spoken), fonts.BOLD, 9, 130)
    assert " ".join(broken).split() == spoken
    assert all(fonts.width(line, fonts.BOLD, 9) <= 130 for line in broken)


def test_table_head_is_repeated() -> None:
    rows = [["Đầu", "Bảng"], *([str(number), words.NOTHING] for number in range(80))]
    pdf = page.build(page.A5, PAPER, (10,), lambda size: [tables.ruled(rows, [100, 100], 1, size)])
    assert words_of(pdf).count("Đầu") == pages(pdf) > 1


def test_law_of_the_form() -> None:
    law = form_law(FormEdition.TT03_2025, PaperForm.RECEIPT_SLIP)
    assert law.title == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
    assert law.source == "Mẫu số 01, Phụ lục I, Thông tư số 03/2025/TT-VPCP"
    assert law.effective == dt.date(2025, 9, 15)

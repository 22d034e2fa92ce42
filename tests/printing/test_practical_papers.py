"""Books, lists, sheets of the day, card and poster on paper: goldens, every datum whole, heads that repeat."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from paper_reading import pages, readable, runs, words_of
from practical_contents import PRACTICAL

from desk.vocabulary import PaperForm

CASES = [(form, case) for form, (_, cases) in PRACTICAL.items() for case in cases]
each = pytest.mark.parametrize(("form", "case"), CASES, ids=[f"{form}.{case}" for form, case in CASES])


def drawn(form: PaperForm, case: str) -> bytes:
    draw, cases = PRACTICAL[form]
    return draw(cases[case])


@each
def test_paper_is_as_its_golden_and_the_same_each_time(
    form: PaperForm, case: str, same_as_golden: Callable[[str, str], None]
) -> None:
    pdf = drawn(form, case)
    assert drawn(form, case) == pdf
    same_as_golden(f"{form.value.replace('-', '_')}.{case}", readable(pdf))


@each
def test_every_datum_is_printed_as_written(form: PaperForm, case: str) -> None:
    text = _unbroken(words_of(drawn(form, case))).upper()
    for one in _strings(asdict(PRACTICAL[form][1][case])):
        assert _unbroken(one).upper() in text, one


_NOT_PRINTED = {"edition", "qr_payload", "hash_hex", "lookup", "days"}


def _strings(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for key, value in content.items():
            if key not in _NOT_PRINTED and key != "heading":
                yield from _strings(value)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from _strings(value)


def _unbroken(text: str) -> str:
    return "".join(text.split())


@each
def test_ink_stays_on_the_paper_and_only_embedded_subsets(form: PaperForm, case: str) -> None:
    pdf = drawn(form, case)
    document = pypdfium2.PdfDocument(pdf)
    margin = 8 if form in {PaperForm.SLIP_STUB, PaperForm.TICKET} else 12  # a roll's head reaches further
    for run in runs(pdf):
        if not run.slanting:
            width, height = document[run.page - 1].get_size()
            left, bottom, right, top = run.ink
            assert left >= margin, run
            assert bottom >= margin, run
            assert right <= width - margin, run
            assert top <= height - margin, run
    for name in re.findall(rb"/BaseFont\s*/(\S+)", pdf):
        assert re.fullmatch(rb"[A-Z]{6}\+LiberationSerif(-\w+)?", name)


@pytest.mark.parametrize(
    ("form", "head"),
    [
        (PaperForm.HANDOVER_LIST, "Người nộp"),
        (PaperForm.RESULT_LIST, "Phí, lệ phí"),
        (PaperForm.CASH_BOOK, "Diễn giải"),
        (PaperForm.MORNING_SHEET, "Còn lại"),
    ],
)
def test_the_head_of_a_long_table_stands_on_every_page_that_has_rows(form: PaperForm, head: str) -> None:
    pdf = drawn(form, "longest")
    assert pages(pdf) >= 3
    found = [run.page for run in runs(pdf) if run.text.strip() == head]
    assert found[: pages(pdf) - 1] == list(range(1, pages(pdf)))
    assert "tiếp theo trang 1" in words_of(pdf)


def test_the_posters_code_holds_nothing_but_the_procedure() -> None:
    pdf = drawn(PaperForm.PROCEDURE_POSTER, "plain")
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=200 / 72).to_pil()
    assert [one.text for one in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)] == ["1.001193"]


def test_the_day_close_sheet_shows_the_head_in_groups_and_as_a_code() -> None:
    draw, cases = PRACTICAL[PaperForm.DAY_CLOSE]
    pdf = draw(cases["plain"])
    assert "9F86 D081 884C 7D65 9A2F EAA0 C55A D015" in words_of(pdf)
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=200 / 72).to_pil()
    assert [one.text for one in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)] == [
        cases["plain"].qr_payload
    ]
    other = replace(cases["plain"], head=cases["plain"].before)
    assert draw(other) != pdf


def test_a_book_says_its_sum_in_words() -> None:
    text = words_of(drawn(PaperForm.CASH_BOOK, "plain"))
    assert "120.000 đ (Một trăm hai mươi nghìn đồng)" in text
    assert "Số phiếu thiếu: không có" in text

"""Forms 02 to 06 on paper in both editions: their goldens, every datum whole, and what a form's edition decides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from typing import Any

import pytest
from paper_reading import pages, readable, runs, words_of
from statutory_contents import STATUTORY, in_edition

from desk.errors import FormNotInEdition
from desk.printing import page, regulations
from desk.printing.regulations import edition_with, form_law
from desk.vocabulary import STATUTORY_FORMS, FormEdition, PaperForm, Signs

NEW, OLD = FormEdition.TT03_2025, FormEdition.TT01_2018
CASES = [
    (form, case, edition)
    for form, (_, cases) in STATUTORY.items()
    for case in cases
    for edition in FormEdition
    if not (form is PaperForm.DISCONTINUATION_NOTICE and edition is OLD)
    and not (form is PaperForm.RECEIPT_SLIP and edition is NEW)  # test_receipt_slip
]
each = pytest.mark.parametrize(("form", "case", "edition"), CASES, ids=[f"{f}.{c}.{e}" for f, c, e in CASES])


def drawn(form: PaperForm, case: str, edition: FormEdition) -> bytes:
    draw, cases = STATUTORY[form]
    return draw(in_edition(cases[case], edition))


@each
def test_paper_is_as_its_golden_and_the_same_each_time(
    form: PaperForm, case: str, edition: FormEdition, same_as_golden: Callable[[str, str], None]
) -> None:
    pdf = drawn(form, case, edition)
    assert drawn(form, case, edition) == pdf
    same_as_golden(f"{form.value.replace('-', '_')}.{case}.{edition.value}", readable(pdf))


@each
def test_every_datum_is_printed_as_written(form: PaperForm, case: str, edition: FormEdition) -> None:
    pdf = drawn(form, case, edition)
    text = _unbroken(words_of(pdf)).upper()
    content = asdict(in_edition(STATUTORY[form][1][case], edition))
    fields = form_law(edition, form).fields
    unasked = {key for key, field in _FIELDS.items() if field not in fields} | _NOT_PRINTED
    if form in _LETTERS:
        unasked -= {"address"}
    for one in _strings(content, unasked):
        assert _unbroken(one).upper() in text, one
    assert unicodedata.is_normalized("NFC", words_of(pdf))


_NOT_PRINTED = {"edition", "qr_payload", "titles"}
_LETTERS = {PaperForm.EXTENSION_LETTER, PaperForm.DISCONTINUATION_NOTICE}  # they have their addressee's address
# a datum, and the field without which an edition does not ask for it
_FIELDS = {"phone": "contact", "email": "email", "address": "address", "fee_text": "fee", "officer_name": "contact"}


def _strings(content: Any, unasked: set[str]) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for key, value in content.items():
            if key not in unasked:
                yield from _strings(value, _NOT_PRINTED if key == "heading" else unasked)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from _strings(value, unasked)


def _unbroken(text: str) -> str:
    return "".join(text.split())


@each
def test_layout_follows_the_decree(form: PaperForm, case: str, edition: FormEdition) -> None:
    pdf = drawn(form, case, edition)
    printed = [run for run in runs(pdf) if not run.slanting]
    law = form_law(edition, form)
    assert law.title.upper() in words_of(pdf)
    assert law.source in words_of(pdf)
    last = max(run.page for run in printed)
    numbers = {run.page for run in printed if run.text.strip() == str(run.page) and run.y > page.A4.size[1] - 55}
    if form is not PaperForm.RECEIPT_SLIP:
        assert numbers == set(range(2, last + 1))
    assert re.search(rb"/Lang \(vi-VN\)", pdf)
    for name in re.findall(rb"/BaseFont\s*/(\S+)", pdf):
        assert re.fullmatch(rb"[A-Z]{6}\+LiberationSerif(-\w+)?", name)


def test_signature_blocks_are_never_parted() -> None:
    """However long the paper is, capacity and name of a block stand on one page."""
    draw, cases = STATUTORY[PaperForm.SUPPLEMENT_REQUEST]
    found = set()
    for count in range(6, 40, 2):
        content = replace(cases["longest"], lacking=cases["longest"].lacking[:count])
        named = [run for run in runs(draw(content)) if run.text.strip() in {"NGƯỜI HƯỚNG DẪN", "Lê Thị Ví Dụ"}]
        assert len({run.page for run in named}) == 1
        assert len(named) == 2
        found.add(named[0].page)
    assert len(found) > 1


def test_long_tables_repeat_their_head() -> None:
    pdf = drawn(PaperForm.SUPPLEMENT_REQUEST, "longest", NEW)
    heads = [run.page for run in runs(pdf) if run.text.strip() == "Nội dung, thành phần"]
    assert heads == list(range(1, len(heads) + 1))
    assert len(heads) == pages(pdf)
    assert "tiếp theo trang 1" in words_of(pdf)


def test_reprint_says_so_and_the_first_print_does_not() -> None:
    for form, (draw, cases) in STATUTORY.items():
        if form is PaperForm.RECEIPT_SLIP:
            continue
        first = cases["plain"]
        assert "In lại" not in words_of(draw(first))
        assert "In lại lần 2" in words_of(draw(replace(first, facts=replace(first.facts, copy=3))))


@pytest.mark.parametrize("hostile", ["<img src='file:///etc/passwd'></para>&#0;<b>", "Đ" * 300, "ầ" * 150 + "<" * 150])
def test_names_that_are_no_names_are_printed_as_written(hostile: str) -> None:
    for form, (draw, cases) in STATUTORY.items():
        if form is PaperForm.RECEIPT_SLIP:
            continue
        content = cases["plain"]
        pdf = draw(replace(content, facts=replace(content.facts, applicant_name=hostile, procedure_name=hostile)))
        assert _unbroken(hostile) in _unbroken(words_of(pdf))
        assert b"/XObject" not in pdf


# --- the editions -----------------------------------------------------------------------------------------------------


def test_every_edition_names_fields_that_its_forms_can_fill() -> None:
    """A label in the data that no form fills would be a KeyError at the counter."""
    for form, (draw, cases) in STATUTORY.items():
        for edition in FormEdition:
            if not (form is PaperForm.DISCONTINUATION_NOTICE and edition is OLD):
                assert draw(in_edition(cases["plain"], edition))
                assert form_law(edition, form).fields


def test_renaming_a_form_is_a_matter_of_data(monkeypatch: pytest.MonkeyPatch) -> None:
    law = form_law(NEW, PaperForm.REFUSAL_SLIP)
    renamed = replace(law, title="Phiếu thử tên mới", number="Mẫu số 99", fields={"reason": "Vì sao", "number": "Số"})
    block = replace(law.signatures[1], capacity="NGƯỜI TỪ CHỐI")
    renamed = replace(renamed, signatures=(block,))
    monkeypatch.setattr(regulations, "_forms", lambda _edition: {PaperForm.REFUSAL_SLIP.value: renamed})
    text = words_of(drawn(PaperForm.REFUSAL_SLIP, "plain", NEW))
    assert "PHIẾU THỬ TÊN MỚI" in text
    assert "Mẫu số 99" in text
    assert "Vì sao: Hồ sơ không thuộc" in text
    assert "NGƯỜI TỪ CHỐI" in text
    assert "NGƯỜI NỘP HỒ SƠ" not in text


def test_the_old_edition_has_its_titles_and_numbers_and_no_form_05() -> None:
    assert form_law(OLD, PaperForm.EXTENSION_LETTER).title == "Phiếu xin lỗi và hẹn lại ngày trả kết quả"
    assert form_law(OLD, PaperForm.CONTROL_SLIP).number == "Mẫu số 05"
    assert form_law(NEW, PaperForm.CONTROL_SLIP).number == "Mẫu số 06"
    with pytest.raises(FormNotInEdition):
        form_law(OLD, PaperForm.DISCONTINUATION_NOTICE)
    assert edition_with(OLD, PaperForm.DISCONTINUATION_NOTICE) is NEW
    assert edition_with(OLD, PaperForm.CONTROL_SLIP) is OLD
    assert edition_with(NEW, PaperForm.CONTROL_SLIP) is NEW


def test_every_statutory_form_stands_in_the_newest_edition_and_says_who_signs() -> None:
    for form in STATUTORY_FORMS:
        law = form_law(NEW, form)
        assert law.number.startswith("Mẫu số ")
        assert all(block.who in Signs and block.capacity.isupper() for block in law.signatures)

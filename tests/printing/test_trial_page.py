"""The test page: every Vietnamese letter, a ruler true to the millimetre, a frame along the edges, one sheet."""

from __future__ import annotations

import datetime as dt
import itertools
import unicodedata
from dataclasses import replace

import pypdfium2
import pytest
from paper_reading import VIETNAM, pages, runs, words_of
from pypdfium2 import raw
from reportlab.lib.units import mm

from desk.printing import page
from desk.printing.letterhead import Letterhead
from desk.printing.trial_page import RULER_MILLIMETRES, SHEET, TrialPage, draw

CONTENT = TrialPage(
    heading=Letterhead("UBND xã Mẫu", "Trung tâm Phục vụ hành chính công xã Mẫu", "Mẫu", "", "", ""),
    printer="quay-1",
    printed_at=dt.datetime(2026, 11, 23, 9, 5, tzinfo=VIETNAM),
    practice=False,
)
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


def alphabet() -> set[str]:
    """Every letter that a Vietnamese word can have beyond the Latin ones, small and capital."""
    small = {unicodedata.normalize("NFC", vowel + tone) for vowel, tone in itertools.product(VOWELS, TONES)} | {"đ"}
    return small | {letter.upper() for letter in small}


def test_every_letter_with_its_tones_stands_on_the_page() -> None:
    assert len(alphabet()) == 146
    assert alphabet() <= set(words_of(draw(CONTENT)))


def test_one_sheet_of_a5_says_whose_printer_and_when() -> None:
    pdf = draw(CONTENT)
    text = words_of(pdf)
    assert pages(pdf) == 1
    assert pypdfium2.PdfDocument(pdf)[0].get_size() == pytest.approx(page.A5.size, abs=0.1)
    for words in (
        "UBND XÃ MẪU",
        "Mẫu, ngày 23 tháng 11 năm 2026",
        "Máy in: quay-1",
        "Lúc in: 09",
        "không phải giấy tờ",
    ):
        assert words in text


def drawn(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of what is drawn with lines, in millimetres."""
    found = pypdfium2.PdfDocument(pdf)[0].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
    return [tuple(at / mm for at in one.get_bounds()) for one in found]  # type: ignore[misc]


def test_the_ruler_is_as_long_as_it_says() -> None:
    pdf = draw(CONTENT)
    lines = drawn(pdf)
    thin = 0.4 / mm
    assert any(
        right - left == pytest.approx(RULER_MILLIMETRES + thin, abs=0.15) and top - bottom < 0.5
        for left, bottom, right, top in lines
    )
    ticks = sorted(left for left, bottom, right, top in lines if right - left < 0.5 and 1.5 < top - bottom < 5)
    assert len(ticks) == RULER_MILLIMETRES + 1
    assert ticks[-1] - ticks[0] == pytest.approx(RULER_MILLIMETRES, abs=0.05)
    assert {str(at) for at in range(0, RULER_MILLIMETRES + 1, 10)} <= {run.text.strip() for run in runs(pdf)}


def test_the_frame_runs_five_millimetres_from_every_edge() -> None:
    across, up = (length / mm for length in SHEET.size)
    frame = max(drawn(draw(CONTENT)), key=lambda one: (one[2] - one[0]) * (one[3] - one[1]))
    assert frame == pytest.approx((5, 5, across - 5, up - 5), abs=0.15)


@pytest.mark.parametrize("practice", [False, True])
def test_practice_is_marked_across_the_page(practice: bool) -> None:
    slanting = [run for run in runs(draw(TrialPage(**{**vars(CONTENT), "practice": practice}))) if run.slanting]
    assert bool(slanting) is practice


@pytest.mark.parametrize("name", ["a<b>&c", "máy in tầng một " * 12, ""])
def test_no_name_of_a_printer_breaks_the_page(name: str) -> None:
    pdf = draw(
        TrialPage(
            **{
                **vars(CONTENT),
                "printer": name,
                "heading": replace(CONTENT.heading, issuing_body="Trung tâm phục vụ " * 11),
            }
        )
    )
    assert pages(pdf) == 1
    assert name.strip() in words_of(pdf)

"""What a thermal printer is sent, decoded back to a picture: its code is read, its accents are those of the page."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from paper_reading import SLIP
from PIL import Image, ImageChops
from practical_contents import PRACTICAL
from thermal_reading import printed

from desk.errors import PaperTooWide
from desk.printing import page, roll
from desk.printing.escpos import DOTS, raster_job
from desk.printing.forms import receipt_slip
from desk.vocabulary import PaperForm

STUB_DRAW, STUBS = PRACTICAL[PaperForm.SLIP_STUB]
STUB = STUBS["plain"]
FAMILIES = ("aáàảãạăắằẳẵặâấầẩẫậ", "oóòỏõọôốồổỗộơớờởỡợ", "uúùủũụưứừửữự", "dđ", "eéèẻẽẹêếềểễệ", "iíìỉĩị", "yýỳỷỹỵ")


@pytest.mark.parametrize("dots", DOTS)
@pytest.mark.parametrize("case", STUBS)
def test_the_code_is_read_from_the_dots(dots: int, case: str) -> None:
    found = printed(raster_job(STUB_DRAW(STUBS[case]), dots))
    assert found.dots == dots
    (paper,) = found.papers
    assert [one.text for one in zxingcpp.read_barcodes(_quiet(paper))] == [STUB.qr_payload]


def _quiet(paper: Image.Image) -> Image.Image:
    """The paper with the white around it that it lies on."""
    around = Image.new("L", (paper.width + 80, paper.height + 80), 255)
    around.paste(paper, (40, 40))
    return around


@pytest.mark.parametrize("dots", DOTS)
def test_the_dots_are_the_page_and_nothing_is_cut_off(dots: int) -> None:
    pdf = STUB_DRAW(STUBS["longest"])
    (paper,) = printed(raster_job(pdf, dots)).papers
    width = round(dots * 80 / 72)
    whole = pypdfium2.PdfDocument(pdf)[0]
    drawn = whole.render(scale=width / whole.get_width(), grayscale=True).to_pil()
    left = (drawn.width - dots) // 2
    margins = [drawn.crop((0, 0, left, drawn.height)), drawn.crop((left + dots, 0, drawn.width, drawn.height))]
    assert all(margin.getextrema() == (255, 255) for margin in margins)
    black = drawn.crop((left, 0, left + dots, drawn.height)).point(lambda grey: 0 if grey < 180 else 255)
    assert ImageChops.difference(black, paper).getbbox() is None


@pytest.mark.parametrize("dots", DOTS)
def test_letters_that_differ_by_an_accent_differ_in_dots(dots: int) -> None:
    """Each of a family at the smallest size of our rolls: no two look alike, none is blank."""
    for family in (*FAMILIES, *(family.upper() for family in FAMILIES)):
        shapes = set()
        for letter in family:
            pdf = roll.build("mẫu", [page.text(letter * 3, page.style(8.5))], practice=False)
            (paper,) = printed(raster_job(pdf, dots)).papers
            assert paper.getextrema() == (0, 255)
            shapes.add(paper.tobytes())
        assert len(shapes) == len(family), family


def test_a_wide_paper_is_refused_before_anything_is_made() -> None:
    with pytest.raises(PaperTooWide) as caught:
        raster_job(receipt_slip.draw(SLIP), 576)
    assert caught.value.facts == {"millimetres": 148}


def test_a_long_paper_goes_in_bands_that_small_printers_hold() -> None:
    long = replace(STUB, procedure_name=STUB.procedure_name * 80)
    (paper,) = printed(raster_job(STUB_DRAW(long), 576)).papers
    assert paper.height > 2000

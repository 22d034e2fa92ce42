"""Pages as pictures: whole, of the width asked for, from several threads at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from paper_reading import SLIP

from desk.printing.forms.receipt_slip import draw
from desk.printing.pictures import page_count, page_pictures, page_widths


@pytest.mark.parametrize("width", [333, 420])
def test_pictures_are_whole_pages_of_the_width_asked_for(width: int) -> None:
    pdf = draw(SLIP)
    assert page_count(pdf) == 1
    assert page_widths(pdf) == [pytest.approx(148 / 25.4 * 72, abs=0.1)]
    (page,) = page_pictures(pdf, width)
    assert page.width == width
    assert abs(page.height / page.width - 210 / 148) < 0.01
    assert len(page.bgrx) == page.width * page.height * 4
    assert page.bgrx[:3] == b"\xff\xff\xff"
    assert min(page.bgrx[0::4]) < 40


def test_pictures_from_several_threads_are_the_same() -> None:
    pdf = draw(SLIP)
    expected = page_pictures(pdf, 300)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: page_pictures(pdf, 300), range(16))) == [expected] * 16

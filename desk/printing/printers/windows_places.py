"""Where a page lies on a printer's device context, in the printer's dots: arithmetic without Windows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_ROWS = 512  # of a picture in one band
_SPARE = 1 / 25.4  # inches that a page may be larger than the sheet: papers are cut by the millimetre


@dataclass(frozen=True)
class Sheet:
    """What a device context tells of its paper, all pairs across and down.

    `dpi` are dots per inch; `dots` is the size of the whole sheet; `offset` is where what can be printed begins on it.
    """

    dpi: tuple[int, int]
    dots: tuple[int, int]
    offset: tuple[int, int]


@dataclass(frozen=True)
class Place:
    """A box in dots, from the corner of what the printer can print; `turned` when the page lies in it on its side."""

    left: int
    top: int
    width: int
    height: int
    turned: bool = False


@dataclass(frozen=True)
class Band:
    """Rows `first` to `last` (not included) of a picture, and where they lie."""

    first: int
    last: int
    top: int
    height: int


def place_of(points: tuple[float, float], sheet: Sheet) -> Place:
    """A page of so many points at its true size, corner on corner: a printer's dots begin at its unprintable edge.

    A wide page that a high sheet does not hold, or a high one that a wide sheet does not, is turned.
    """
    page = (points[0] / 72, points[1] / 72)
    paper = (sheet.dots[0] / sheet.dpi[0], sheet.dots[1] / sheet.dpi[1])
    too_large = page[0] > paper[0] + _SPARE or page[1] > paper[1] + _SPARE
    turned = too_large and (page[0] - page[1]) * (paper[0] - paper[1]) < 0
    width, height = (round(side * dpi) for side, dpi in zip(page[::-1] if turned else page, sheet.dpi, strict=True))
    return Place(-sheet.offset[0], -sheet.offset[1], width, height, turned)


def picture_of(place: Place, sheet: Sheet, most: int) -> tuple[int, int]:
    """The pixels of a picture for the place: the printer's own dots, so that none is stretched, but `most` an inch."""
    across, down = (min(1.0, most / dpi) for dpi in sheet.dpi)
    return max(1, round(place.width * across)), max(1, round(place.height * down))


def bands(rows: int, place: Place) -> Iterator[Band]:
    """A picture of so many rows over the place, without gap or overlap."""
    for first in range(0, rows, _ROWS):
        last = min(first + _ROWS, rows)
        top, bottom = (place.top + round(row * place.height / rows) for row in (first, last))
        yield Band(first, last, top, bottom - top)

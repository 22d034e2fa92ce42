"""Where a page lies on a printer's device context, in the printer's dots: arithmetic without Windows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_ROWS = 512  # of a picture in one band


@dataclass(frozen=True)
class Place:
    """A box in dots, from the corner of what the printer can print."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Band:
    """Rows `first` to `last` (not included) of a picture, and where they lie."""

    first: int
    last: int
    top: int
    height: int


def place_of(points: tuple[float, float], dpi: tuple[int, int], offset: tuple[int, int]) -> Place:
    """A page of so many points at its true size, corner on corner: a printer's dots begin at its unprintable edge."""
    width, height = (round(side / 72 * dots) for side, dots in zip(points, dpi, strict=True))
    return Place(-offset[0], -offset[1], width, height)


def bands(rows: int, place: Place) -> Iterator[Band]:
    """A picture of so many rows over the place, without gap or overlap."""
    for first in range(0, rows, _ROWS):
        last = min(first + _ROWS, rows)
        top, bottom = (place.top + round(row * place.height / rows) for row in (first, last))
        yield Band(first, last, top, bottom - top)

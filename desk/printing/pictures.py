"""Pages of a PDF as pictures for the screen, without Qt: one PDF is what is looked at, kept and printed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

_LIBRARY = threading.Lock()  # PDFium is not made for two threads at once


@dataclass(frozen=True)
class PagePicture:
    """One page: its size in pixels, and its rows from the top without gaps, four bytes a pixel: B, G, R and nought."""

    width: int
    height: int
    bgrx: bytes


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with opened(pdf) as document:
        return len(document)


def page_pictures(pdf: bytes, width_px: int) -> list[PagePicture]:
    """Every page, drawn `width_px` pixels wide on white."""
    with opened(pdf) as document:
        return [_picture(page, width_px) for page in document]


def grey_pages(pdf: bytes, width_px: int) -> list[tuple[int, list[bytes]]]:
    """Every page in grey, `width_px` pixels wide: its width, and its rows from the top, one byte a pixel."""
    found = []
    with opened(pdf) as document:
        for page in document:
            bitmap = page.render(scale=width_px / page.get_width(), grayscale=True)
            pixels, stride = bytes(bitmap.buffer), bitmap.stride
            rows = [pixels[at * stride : at * stride + bitmap.width] for at in range(bitmap.height)]
            found.append((bitmap.width, rows))
    return found


def page_widths(pdf: bytes) -> list[float]:
    """The width of each page in points (1/72 inch)."""
    with opened(pdf) as document:
        return [float(page.get_width()) for page in document]


def _picture(page: Any, width_px: int) -> PagePicture:
    bitmap = page.render(scale=width_px / page.get_width(), prefer_bgrx=True)
    rows, row = bytes(bitmap.buffer), bitmap.width * 4
    if bitmap.stride != row:
        rows = b"".join(rows[start : start + row] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride))
    return PagePicture(bitmap.width, bitmap.height, rows)


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    """The PDF for PDFium, one at a time in the whole process."""
    import pypdfium2

    with _LIBRARY:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()

"""Pages of a PDF as what a thermal printer takes: black dots in bands, ESC/POS `GS v 0`; text stays what was drawn."""

from __future__ import annotations

from collections.abc import Iterator

from desk.errors import PaperTooWide
from desk.printing.pictures import grey_pages, page_widths

DOTS = (576, 512)  # what heads of 80 mm print: 72 mm and 64 mm at 203 dpi
WIDEST_POINTS = 80 / 25.4 * 72 + 1
_TEXT_SHARE = 72 / 80  # of the page's width that a head of 576 dots covers
_BAND = 240  # rows in one command; printers with little memory lose longer ones
_DARK = 180  # of 255, below it grey is black: at 8.5 points each accent still differs from every other

_START = b"\x1b@"
_FEED_AND_CUT = b"\x1bd\x04\x1dV\x42\x00"


def raster_job(pdf: bytes, dots: int) -> bytes:
    """The bytes that print every page on a head of so many dots, with a cut after each.

    Raises:
        PaperTooWide: a page is wider than the roll; nothing of it could be read.
    """
    widest = max(page_widths(pdf))
    if widest > WIDEST_POINTS:
        raise PaperTooWide(millimetres=round(widest / 72 * 25.4))
    job = bytearray(_START)
    for width, rows in grey_pages(pdf, round(dots / _TEXT_SHARE)):
        left = (width - dots) // 2  # the page's margins are where the head does not reach
        for band in _bands([row[left : left + dots] for row in rows]):
            job += band
        job += _FEED_AND_CUT
    return bytes(job)


def _bands(rows: list[bytes]) -> Iterator[bytes]:
    """`GS v 0 m xL xH yL yH` and the dots, eight to a byte, the leftmost in the highest bit."""
    for start in range(0, len(rows), _BAND):
        band = rows[start : start + _BAND]
        width = len(band[0]) // 8
        head = b"\x1dv0\x00" + width.to_bytes(2, "little") + len(band).to_bytes(2, "little")
        yield head + b"".join(_packed(row) for row in band)


def _packed(row: bytes) -> bytes:
    bits = row.translate(_BITS).decode("ascii")
    return int(bits, 2).to_bytes(len(row) // 8, "big")


_BITS = bytes(ord("1") if grey < _DARK else ord("0") for grey in range(256))

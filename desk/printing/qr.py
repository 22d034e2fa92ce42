"""A QR code as vectors on the page."""

from __future__ import annotations

from typing import Any

import segno
from reportlab.platypus import Flowable

_QUIET = 4  # white modules around the code, ISO/IEC 18004


class QrCode(Flowable):
    """A square of `side` points, quiet zone included; error correction M or better."""

    def __init__(self, payload: str, side: float) -> None:
        super().__init__()
        self.payload = payload
        self.side = side

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The square's size in points."""
        return self.side, self.side

    def draw(self) -> None:
        """Every run of dark modules is one rectangle of one path: small, and without hairlines between modules."""
        code = segno.make(self.payload, error="m", encoding="utf-8", micro=False)
        rows = tuple(code.matrix)
        module = self.side / (len(rows) + 2 * _QUIET)
        canvas: Any = self.canv
        path = canvas.beginPath()
        for line, row in enumerate(rows):
            y = self.side - (line + 1 + _QUIET) * module
            for start, end in _dark_runs(row):
                path.rect((start + _QUIET) * module, y, (end - start) * module, module)
        canvas.setFillGray(0)
        canvas.drawPath(path, stroke=0, fill=1)


def _dark_runs(row: bytes | bytearray) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start = None
    for column, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = column
        elif not dark and start is not None:
            runs.append((start, column))
            start = None
    return runs

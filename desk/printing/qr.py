"""A QR code as vectors on the page."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import segno
from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

_USUAL = f"{'-' * 84}{'0' * 155}"  # as long as a slip's payload
_DIGITS = re.compile(r"(?<=.)[0-9]{40,}$")
_LEAST_MODULE = 0.4 * mm  # what a hand scanner reads off office paper
_QUIET = 4  # white modules around the code, ISO/IEC 18004


class QrCode(Flowable):  # type: ignore[misc]
    """A square of `side` points, more where a long code needs it; error correction M or better.

    Its place leaves `quiet` points white around it.
    """

    def __init__(self, payload: str, side: float) -> None:
        super().__init__()
        self.rows = _modules(payload)
        self.module = max(side / len(self.rows), _LEAST_MODULE)
        self.side = self.module * len(self.rows)
        self.quiet = _QUIET * self.module

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The square's size in points."""
        return self.side, self.side

    def draw(self) -> None:
        """Every run of dark modules is one rectangle of one path: small, and without hairlines between modules."""
        canvas: Any = self.canv
        canvas.saveState()
        canvas.transform(self.module, 0, 0, -self.module, 0, self.side)  # from here on in modules, first row on top
        canvas.setFillGray(0)
        runs = (
            f"{start} {row} {end - start} 1 re"
            for row, modules in enumerate(self.rows)
            for start, end in _dark_runs(modules)
        )
        canvas.addLiteral(f"{' '.join(runs)} f")  # whole numbers: what the canvas would make of them, without its care
        canvas.restoreState()


class QrPlace(QrCode):
    """The white place of a code that there is not yet; as large as the usual one."""

    def __init__(self, _payload: str, side: float) -> None:
        super().__init__(_USUAL, side)

    def draw(self) -> None:
        """Nothing."""


@lru_cache(maxsize=8)  # a slip is tried in several sizes of type
def _modules(payload: str) -> tuple[bytes, ...]:
    # Any mask can be read, for the code says which it has; weighing all eight takes longer than setting the text.
    parts: Any = _parts(payload)  # a list of parts is taken, its type hints say otherwise
    code = segno.make(parts, error="m", encoding="utf-8", micro=False, mask=3)
    return tuple(bytes(row) for row in code.matrix)


def _parts(payload: str) -> list[str]:
    """Text and the digits at its end apart: the digits of a signature take a third of the room they take as letters."""
    digits = _DIGITS.search(payload)
    return [payload] if digits is None else [payload[: digits.start()], digits[0]]


def _dark_runs(row: bytes) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start = None
    for column, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = column
        elif not dark and start is not None:
            runs.append((start, column))
            start = None
    return runs

"""Tables of the papers: ruled by lines across, the head repeated on each page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus.flowables import Flowable
from reportlab.platypus.tables import Table

from desk.printing import fonts


def ruled(
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    head_rows: int,
    size: float,
    extra: Sequence[tuple[Any, ...]] = (),
) -> Flowable:
    """A table of `rows`, the first `head_rows` of them its head; plain strings are set centred, never as markup."""
    last_head = head_rows - 1
    look = [
        ("FONT", (0, 0), (-1, last_head), fonts.BOLD, size, size * 1.12),
        ("FONT", (0, head_rows), (-1, -1), fonts.REGULAR, size, size * 1.12),
        ("ALIGN", (0, 0), (-1, -1), "CENTER"),
        ("VALIGN", (0, 0), (-1, last_head), "MIDDLE"),
        ("VALIGN", (0, head_rows), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), size * 0.02),
        ("BOTTOMPADDING", (0, 0), (-1, -1), size * 0.2),
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, "black"),
        ("LINEBELOW", (0, last_head), (-1, last_head), 0.5, "black"),
        ("LINEBELOW", (0, head_rows), (-1, -2), 0.25, "#9A9A9A"),
        ("LINEBELOW", (0, -1), (-1, -1), 0.8, "black"),
        *extra,
    ]
    return Table([list(row) for row in rows], colWidths=list(widths), repeatRows=head_rows, style=look)


def plain(rows: Sequence[Sequence[Any]], widths: Sequence[float], extra: Sequence[tuple[Any, ...]] = ()) -> Flowable:
    """Rows without lines or padding of their own."""
    look = [
        ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),  # a table's own default is a face that is not embedded
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        *extra,
    ]
    return Table([list(row) for row in rows], colWidths=list(widths), style=look)


class TickBox(Flowable):  # type: ignore[misc]
    """An empty square of the type's size to tick by hand; no face of the papers has such a letter."""

    def __init__(self, size: float) -> None:
        super().__init__()
        self.side = size * 0.8
        self.hAlign = "CENTER"

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The square's size in points, with a little above it."""
        return self.side, self.side + 2

    def draw(self) -> None:
        """One outline."""
        canvas: Any = self.canv
        canvas.setLineWidth(0.6)
        canvas.rect(0, 0, self.side, self.side)

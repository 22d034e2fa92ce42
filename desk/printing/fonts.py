"""The faces of the papers: Liberation Serif, of the measure of Times New Roman (Decree 30/2020)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics

from desk import paths
from desk.printing.prepared_font import PreparedFont

REGULAR = "LiberationSerif"
BOLD = "LiberationSerif-Bold"
ITALIC = "LiberationSerif-Italic"
BOLD_ITALIC = "LiberationSerif-BoldItalic"

_FILES = {
    REGULAR: "LiberationSerif-Regular.ttf",
    BOLD: "LiberationSerif-Bold.ttf",
    ITALIC: "LiberationSerif-Italic.ttf",
    BOLD_ITALIC: "LiberationSerif-BoldItalic.ttf",
}


@cache
def register(folder: Path | None = None) -> None:
    """Make the four faces known to ReportLab, from `folder` or from the shipped fonts; does its work once a process."""
    folder = folder or paths.resources() / "fonts"
    for name, file in _FILES.items():
        pdfmetrics.registerFont(PreparedFont(name, str(folder / file)))
    for bold, italic, name in ((0, 0, REGULAR), (1, 0, BOLD), (0, 1, ITALIC), (1, 1, BOLD_ITALIC)):
        addMapping(REGULAR, bold, italic, name)


@cache
def drawable(char: str) -> bool:
    """Whether the regular face has a shape for the letter."""
    register()
    return ord(char) in pdfmetrics.getFont(REGULAR).face.charToGlyph or char in "\n\t "


def width(text: str, face: str, size: float) -> float:
    """Width of a line in points."""
    register()
    return float(pdfmetrics.stringWidth(text, face, size))

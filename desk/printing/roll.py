"""Papers on a roll of 80 mm: one page as long as its story, in letters that a thermal printer shows."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from desk.printing import fonts, page, words

WIDTH = 80 * mm
TEXT_WIDTH = 71 * mm  # a head of 576 dots at 203 dpi prints 72 mm; soft edges stay on it
_SIDE = (WIDTH - TEXT_WIDTH) / 2
_TOP, _BOTTOM = 3 * mm, 6 * mm


def build(title: str, story: Sequence[Flowable], *, practice: bool) -> bytes:
    """The story as a PDF of one page; the same story gives the same bytes."""
    fonts.register()
    mark = page.text(f"<b>{page.PRACTICE}</b>", page.style(8, align=page.CENTER))
    pieces = [mark, *story] if practice else list(story)
    needed = page.height(pieces, TEXT_WIDTH) + 1  # rounding shall not push the last line off
    size = (WIDTH, needed + _TOP + _BOTTOM)
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1, lang="vi-VN", initialFontName=fonts.REGULAR)
    canvas.setTitle(words.plain(title))
    frame = Frame(_SIDE, _BOTTOM, TEXT_WIDTH, needed, 0, 0, 0, 0)
    frame.addFromList(pieces, canvas)
    assert not pieces, "the page is as high as its story"
    canvas.save()
    return target.getvalue()

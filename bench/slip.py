"""One receipt slip from content to PDF bytes against a bare canvas drawing the same page; and the memory of a batch.

Both sides in one process, turn by turn; only the ratio of one run means something. The bare side draws the finished
page's own pieces - every run of letters at its place, every rule, every module of the code - on a fresh canvas with
ReportLab's ordinary embedded faces; both pages are compared as pictures before anything is timed.

    python bench/slip.py [rounds] [batch]
"""

from __future__ import annotations

import ctypes
import dataclasses
import io
import resource
import statistics
import sys
import time
from typing import Any

import pypdfium2
from homes import ROOT
from PIL import ImageChops
from pypdfium2 import raw
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desk import paths
from desk.printing import page, qr
from desk.printing.forms.receipt_slip import draw

sys.path.insert(0, str(ROOT / "tests" / "printing"))
from paper_reading import SLIP

FACES = ("Regular", "Bold", "Italic")
PIXEL_DIFFERENCE = 0.002  # of the page: rules at half a pixel more or less


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    batch = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    for face in FACES:
        file = paths.resources() / "fonts" / f"LiberationSerif-{face}.ttf"
        pdfmetrics.registerFont(TTFont(f"Bare-{face}", str(file)))
    texts, rules = pieces_of(draw(SLIP))
    assert_alike(draw(SLIP), bare(texts, rules))
    ours, theirs = list[float](), list[float]()
    for _ in range(rounds):
        theirs.append(timed(lambda: bare(texts, rules)))
        ours.append(timed(lambda: draw(SLIP)))
    print(f"bare canvas: {told(theirs)}, {len(bare(texts, rules)) / 1024:.0f} KiB")
    print(f"slip:        {told(ours)}, {len(draw(SLIP)) / 1024:.0f} KiB")
    print(f"ratio of medians {statistics.median(ours) / statistics.median(theirs):.2f} (limit 2)")
    memory(batch)


def memory(batch: int) -> None:
    """Slips that are all different, one after the other: what the process holds after each tenth of them."""
    held = []
    for at in range(batch):
        number = f"H21.40-261123-{at:04}"
        draw(dataclasses.replace(SLIP, number=number, qr_payload=f"{SLIP.qr_payload[:20]}{at:06}{SLIP.qr_payload[26:]}",
                                 applicant_name=f"Nguyễn Thị Thử {at}", address=f"Làng Mẫu số {at}"))  # fmt: skip
        if at % (batch // 10) == batch // 10 - 1:
            held.append(held_mib())
    print(f"{batch} different slips: {', '.join(f'{one:.1f}' for one in held)} MiB held after each tenth;"
          f" grown by {held[-1] - held[1]:.1f} MiB since the second")  # fmt: skip


def held_mib() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 2**20


def told(seconds: list[float]) -> str:
    return (
        f"median {statistics.median(seconds) * 1000:.1f} ms, p99 {sorted(seconds)[int(len(seconds) * 0.99)] * 1000:.1f}"
    )


def timed(work: Any) -> float:
    begins = time.perf_counter()
    work()
    return time.perf_counter() - begins


def pieces_of(pdf: bytes) -> tuple[list[tuple[str, str, float, float, float]], list[tuple[float, float, float, float]]]:
    """Runs of letters (face, text, size, x, y), and rules as boxes; the code is drawn from its modules."""
    document = pypdfium2.PdfDocument(pdf)
    opened = document[0]
    text_page = opened.get_textpage()
    texts, rules = [], []
    for one in opened.get_objects():
        if one.type == raw.FPDF_PAGEOBJ_TEXT:
            texts.append(text_of(one.raw, text_page.raw))
        elif one.type == raw.FPDF_PAGEOBJ_PATH:
            left, bottom, right, top = one.get_bounds()
            if top - bottom < 5:  # anything taller is the code
                rules.append((left, bottom, right, top))
    return texts, rules


def text_of(obj: Any, text_page: Any) -> tuple[str, str, float, float, float]:
    length = raw.FPDFTextObj_GetText(obj, text_page, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(obj, text_page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    text = buffer.raw[: length - 2].decode("utf-16-le")
    size, matrix = ctypes.c_float(), raw.FS_MATRIX()
    raw.FPDFTextObj_GetFontSize(obj, size)
    raw.FPDFPageObj_GetMatrix(obj, matrix)
    font = raw.FPDFTextObj_GetFont(obj)
    name = ctypes.create_string_buffer(100)
    raw.FPDFFont_GetBaseFontName(font, name, 100)
    face = name.value.decode().rpartition("LiberationSerif")[2].lstrip("-") or "Regular"
    return f"Bare-{face}", text, size.value, matrix.e, matrix.f


def bare(texts: list[tuple[str, str, float, float, float]], rules: list[tuple[float, float, float, float]]) -> bytes:
    """The page by the canvas alone."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=page.A5.size, invariant=1, lang="vi-VN", initialFontName="Bare-Regular")
    canvas.setTitle("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    for face, text, size, x, y in texts:
        canvas.setFont(face, size)
        canvas.drawString(x, y, text)
    for left, bottom, right, top in rules:
        thick = (top - bottom) / 2  # the box of a line has half its thickness more on each side
        canvas.setLineWidth(thick)
        canvas.line(left + thick, (bottom + top) / 2, right - thick, (bottom + top) / 2)
    code = qr.QrCode.__new__(qr.QrCode)
    code.__init__(SLIP.qr_payload, SIDE)  # type: ignore[misc]
    canvas.setFillGray(0)
    path = canvas.beginPath()
    for row, modules in enumerate(code.rows):
        for column, dark in enumerate(modules):
            if dark:
                x, y = PLACE[0] + column * code.module, PLACE[1] + SIDE - (row + 1) * code.module
                path.rect(x, y, code.module, code.module)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.save()
    return target.getvalue()


def place_of_code() -> tuple[tuple[float, float], float]:
    document = pypdfium2.PdfDocument(draw(SLIP))
    boxes = [one.get_bounds() for one in document[0].get_objects() if one.type == raw.FPDF_PAGEOBJ_PATH]
    left, bottom, right, _ = max(boxes, key=lambda box: box[3] - box[1])
    return (left, bottom), right - left


def assert_alike(ours: bytes, theirs: bytes) -> None:
    pictures = [pypdfium2.PdfDocument(pdf)[0].render(scale=2).to_pil().convert("L") for pdf in (ours, theirs)]
    difference = ImageChops.difference(*pictures).point([0] * 128 + [255] * 128)
    share = difference.histogram()[255] / (difference.width * difference.height)
    assert share < PIXEL_DIFFERENCE, f"the pages differ in {share:.2%} of their pixels"


if __name__ == "__main__":
    PLACE, SIDE = place_of_code()
    main()

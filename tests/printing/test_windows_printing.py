"""Printing on Windows: its arithmetic everywhere; the whole way with a Windows Python under Wine, into a real CUPS.

The whole way is gone where `WINDOWS_PYTHON` names the python.exe of a Windows Python that has pypdfium2.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from cups_daemon import cups_daemon, needs_cups
from hypothesis import given
from hypothesis import strategies as st
from paper_reading import SLIP
from PIL import Image, ImageChops, ImageOps
from practical_contents import PRACTICAL
from pypdfium2 import raw

from desk.printing.forms.receipt_slip import draw
from desk.printing.pictures import opened
from desk.printing.printers.printer import Handling, JobSeen, JobState, PrinterSeen, PrinterState
from desk.printing.printers.windows import DevMode, fill, grey_bands
from desk.printing.printers.windows_places import Place, Sheet, bands, picture_of, place_of
from desk.printing.printers.windows_states import job_of_status, printer_of_status
from desk.vocabulary import PaperForm

A4, A5 = (595.28, 841.89), (419.53, 595.28)
A4_SHEET = Sheet((600, 600), (4960, 7016), (100, 99))
READY = PrinterSeen("p", PrinterState.READY)

# --- places -----------------------------------------------------------------------------------------------------------


def test_a_page_keeps_its_size_and_its_corner_lies_on_the_papers() -> None:
    place = place_of(A5, A4_SHEET)
    assert place == Place(-100, -99, 3496, 4961)
    assert abs(place.width / 600 * 25.4 - 148) < 0.1
    assert place_of(A5, Sheet((300, 600), (2480, 7016), (0, 0))) == Place(0, 0, 1748, 4961)


def test_only_a_page_that_the_sheet_does_not_hold_is_turned() -> None:
    assert place_of(A4[::-1], A4_SHEET) == Place(-100, -99, 4961, 7016, turned=True)
    assert place_of(A4, Sheet((300, 600), (3508, 4960), (0, 0))) == Place(0, 0, 3508, 4961, turned=True)
    assert not place_of(A4, A4_SHEET).turned, "a sheet may be smaller by a rounding"
    assert not place_of(A5[::-1], A4_SHEET).turned, "it lies on the sheet as it is"
    assert not place_of((226.8, 150), Sheet((203, 203), (640, 2400), (0, 0))).turned, "a stub on a roll of 80 mm"


def test_a_picture_has_the_printers_own_dots_but_no_more_than_enough() -> None:
    place = place_of(A5, A4_SHEET)
    assert picture_of(place, A4_SHEET, 600) == (place.width, place.height)
    assert picture_of(Place(0, 0, 1748, 9922), Sheet((300, 1200), (1, 1), (0, 0)), 600) == (1748, 4961)


@given(st.integers(1, 20_000), st.integers(-500, 500), st.integers(1, 20_000))
def test_bands_lie_on_each_other_without_gap_or_overlap(rows: int, top: int, height: int) -> None:
    found = list(bands(rows, Place(0, top, 100, height)))
    assert (found[0].first, found[-1].last) == (0, rows)
    assert (found[0].top, found[-1].top + found[-1].height) == (top, top + height)
    for one, after in itertools.pairwise(found):
        assert one.last == after.first
        assert one.top + one.height == after.top


@pytest.mark.parametrize("turned", [False, True])
def test_the_bands_of_a_page_are_the_page(turned: bool) -> None:
    width, height = size = (2347, 1654) if turned else (1654, 2347)  # no whole double words
    picture = Image.new("L", size)
    with opened(draw(SLIP)) as document:
        page = document[0]
        for band, rows in grey_bands(page, Place(0, 0, width, height, turned), size):
            stride, lines = width + -width % 4, band.last - band.first
            assert len(rows) == lines * stride < 1_300_000
            part = Image.frombuffer("L", (width, lines), bytes(rows), "raw", "L", stride, 1)
            picture.paste(part, (0, band.first))
        whole = page.render(
            scale=1654 / page.get_width(), rotation=90 if turned else 0, grayscale=True, optimize_mode="print"
        ).to_pil()
    assert picture.size == whole.size
    assert ImageChops.difference(picture, whole).getextrema()[1] <= 1, "one grey of 255, of rounding"


# --- what is asked of the driver and what it says ---------------------------------------------------------------------


def test_the_drivers_settings_lie_where_windows_has_them() -> None:
    """Offsets of DEVMODEW, wingdi.h."""
    offsets = {"dmFields": 72, "dmPaperSize": 78, "dmCopies": 86, "dmDefaultSource": 88, "dmCollate": 100}
    assert {name: getattr(DevMode, name).offset for name in offsets} == offsets


def test_only_what_is_asked_for_is_changed_in_the_drivers_settings() -> None:
    mode = DevMode(dmCopies=1, dmPaperSize=9, dmDefaultSource=7, dmFields=0x1000D)
    fill(mode, Handling(2, "Khay 2", "A5"), {"Khay 1": 257, "Khay 2": 258})
    assert (mode.dmCopies, mode.dmCollate, mode.dmPaperSize, mode.dmDefaultSource) == (2, 1, 11, 258)
    assert mode.dmFields == 0x8303, "length, width and name of the old paper no longer count"
    mode = DevMode(dmCopies=1, dmPaperSize=9, dmDefaultSource=7, dmFields=0x1000D)
    fill(mode, Handling(1, "khay lạ", "B5"), {"Khay 1": 257})
    assert (mode.dmPaperSize, mode.dmDefaultSource, mode.dmFields) == (9, 7, 0x1810D)


@pytest.mark.parametrize(
    ("status", "attributes", "seen"),
    [
        (0, 0, READY),
        (0x400, 0, PrinterSeen("p", PrinterState.PRINTING)),
        (0x1, 0, PrinterSeen("p", PrinterState.STOPPED)),
        (0x10, 0, PrinterSeen("p", PrinterState.READY, "media-empty")),
        (0x8 | 0x400, 0, PrinterSeen("p", PrinterState.PRINTING, "media-jam")),
        (0x80, 0, PrinterSeen("p", PrinterState.READY, "offline")),
        (0, 0x400, PrinterSeen("p", PrinterState.READY, "offline")),
        (0x20, 0, PrinterSeen("p", PrinterState.READY, "media-needed")),
        (0x400000, 0, PrinterSeen("p", PrinterState.READY, "cover-open")),
    ],
)
def test_status_of_a_printer(status: int, attributes: int, seen: PrinterSeen) -> None:
    assert printer_of_status("p", status, attributes) == seen


OFFLINE = PrinterSeen("p", PrinterState.READY, "offline")


@pytest.mark.parametrize(
    ("status", "printer", "seen"),
    [
        (0, READY, JobSeen(JobState.WAITING)),
        (0x10, READY, JobSeen(JobState.PRINTING)),
        (0x80, OFFLINE, JobSeen(JobState.DONE)),
        (0x1000, READY, JobSeen(JobState.DONE)),
        (0x1, READY, JobSeen(JobState.HELD)),
        (0x40 | 0x10, READY, JobSeen(JobState.STOPPED, "media-empty")),
        (0x20, READY, JobSeen(JobState.STOPPED, "offline")),
        (0, OFFLINE, JobSeen(JobState.STOPPED, "offline")),
        (0x2, OFFLINE, JobSeen(JobState.STOPPED, "offline")),
        (0x10, PrinterSeen("p", PrinterState.STOPPED), JobSeen(JobState.STOPPED)),
    ],
)
def test_status_of_a_job(status: int, printer: PrinterSeen, seen: JobSeen) -> None:
    assert job_of_status(status, printer) == seen


# --- the whole way ----------------------------------------------------------------------------------------------------

PYTHON = os.environ.get("WINDOWS_PYTHON", "")
ROOT = Path(__file__).parents[2]
BEGIN = """
import ctypes, sys
sys.path.insert(0, sys.argv[1])
from desk.errors import DeskError
from desk.printing.printers import windows_spool as spool, windows_states as states
from desk.printing.printers.printer import Handling
from desk.printing.printers.windows import WindowsPrinter
"""


def whole_way(test: object) -> object:
    """Mark a test that needs Wine with a Windows Python, CUPS and Ghostscript."""
    told = bool(PYTHON and shutil.which("wine") and shutil.which("gs"))
    return needs_cups(pytest.mark.skipif(not told, reason="needs wine, gs and WINDOWS_PYTHON")(test))  # type: ignore[operator]


@dataclass(frozen=True)
class Windows:
    """Windows with one printer, `quay-1`, that keeps what it gets as PostScript."""

    home: Path
    paper: Path

    def run(self, code: str, *told: str) -> str:
        """What a program there says."""
        return wine(self.home, PYTHON, "-X", "utf8", "-c", BEGIN + code, f"Z:{ROOT}", *told)

    def printed(self, pdf: bytes, told: str, raster: bool = False) -> tuple[bytes, bytes]:
        """What came to the printer, and the PDF that a PostScript printer makes of it."""
        (self.home / "in.pdf").write_bytes(pdf)
        code = f"pdf = open(sys.argv[2], 'rb').read(); WindowsPrinter('quay-1', {raster}).send(pdf, 'phiếu-1', {told})"
        self.run(code, f"Z:{self.home / 'in.pdf'}")
        script = self.taken()
        made = subprocess.run(
            ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-o", "-", "-"],
            input=script, capture_output=True, check=True, timeout=60,
        )  # fmt: skip
        return script, made.stdout

    def taken(self) -> bytes:
        """The next job that comes to the printer, out of its tray."""
        until = time.monotonic() + 15
        while not self.paper.exists():
            assert time.monotonic() < until, "nothing came out"
            time.sleep(0.05)
        found = self.paper.read_bytes()
        self.paper.unlink()
        return found


def wine(home: Path, *command: str) -> str:
    """What a Windows program says. Errors end the test."""
    quiet = {"WINEPREFIX": str(home / "prefix"), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml="}
    around = {key: value for key, value in os.environ.items() if key != "DISPLAY"} | quiet
    done = subprocess.run(
        ["wine", *command], stdin=subprocess.DEVNULL, capture_output=True, timeout=200, env=around, check=False
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode().replace("\r", "").strip()


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    home = tmp_path_factory.mktemp("wine")
    with cups_daemon(tmp_path_factory.mktemp("cups")) as paper:
        wine(home, "wineboot", "-i")
        try:
            yield Windows(home, paper)
        finally:
            wine(home, "wineboot", "-k")


def rendered(pdf: bytes, width: int, turn: int = 0) -> Image.Image:
    """The first page in grey, so many pixels wide before it is turned."""
    page = pypdfium2.PdfDocument(pdf)[0]
    picture: Image.Image = page.render(scale=width / page.get_width(), rotation=turn, grayscale=True).to_pil()
    return picture


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box around all that is dark."""
    box = ImageOps.invert(picture).point(lambda grey: 255 * (grey > 127)).getbbox()
    assert box, "an empty page"
    return box


def near(one: tuple[int, ...], other: tuple[int, ...], pixels: int = 2) -> bool:
    return all(abs(a - b) <= pixels for a, b in zip(one, other, strict=True))


def at_300_dpi(pdf: bytes, turn: int = 0) -> Image.Image:
    return rendered(pdf, round(pypdfium2.PdfDocument(pdf)[0].get_width() / 72 * 300), turn)


def kinds(pdf: bytes) -> dict[int, int]:
    """How many objects of each kind lie on the first page."""
    found = [one.type for one in pypdfium2.PdfDocument(pdf)[0].get_objects()]
    return {kind: found.count(kind) for kind in set(found)}


def assert_same_slip(out: bytes) -> None:
    """Size of the paper, and place of the ink and of the code, to two thirds of a point."""
    document = pypdfium2.PdfDocument(out)
    assert len(document) == 1
    assert all(abs(a - b) < 1 for a, b in zip(document[0].get_size(), A5, strict=True))
    there, here = at_300_dpi(out), at_300_dpi(draw(SLIP))
    assert near(ink(there), ink(here))
    (found,), (wanted,) = zxingcpp.read_barcodes(there), zxingcpp.read_barcodes(here)
    assert found.text == SLIP.qr_payload
    corner, meant = found.position.top_left, wanted.position.top_left
    assert near((corner.x, corner.y), (meant.x, meant.y), 3)


@whole_way
def test_a_slip_comes_as_outlines_at_its_true_place(windows: Windows) -> None:
    _, out = windows.printed(draw(SLIP), "Handling(size='A5')")
    assert kinds(out).keys() == {raw.FPDF_PAGEOBJ_PATH}
    assert kinds(out)[raw.FPDF_PAGEOBJ_PATH] > 800, "a path for every letter"
    assert_same_slip(out)


@whole_way
def test_a_slip_comes_as_a_picture_where_that_is_wanted(windows: Windows) -> None:
    _, out = windows.printed(draw(SLIP), "Handling(size='A5')", raster=True)
    assert kinds(out) == {raw.FPDF_PAGEOBJ_IMAGE: 5}, "one for each band of 512 rows"
    assert_same_slip(out)


@whole_way
@pytest.mark.parametrize("raster", [False, True])
def test_a_wide_page_is_turned_onto_a_high_sheet(windows: Windows, raster: bool) -> None:
    build, cases = PRACTICAL[PaperForm.CASH_BOOK]
    pdf = build(cases["plain"])
    _, out = windows.printed(pdf, "Handling(size='A4')", raster)
    width, height = pypdfium2.PdfDocument(out)[0].get_size()
    assert width < height
    assert near(ink(at_300_dpi(out, turn=270)), ink(at_300_dpi(pdf)))


@whole_way
def test_copies_tray_and_title_are_told(windows: Windows) -> None:
    script, _ = windows.printed(draw(SLIP), "Handling(2, 'Tray 2', 'A5')")
    assert (windows.paper.parent / "copies-and-title").read_text().strip() == "2 phiếu-1"
    plain, _ = windows.printed(draw(SLIP), "Handling(1, '', 'A5')")
    assert b"%%BeginFeature: *InputSlot Tray2" in script
    assert b"*InputSlot" not in plain, "without a wish the printer has its own"
    assert b"%%BeginFeature: *PageSize A5" in plain


@whole_way
def test_raw_bytes_come_as_they_are(windows: Windows) -> None:
    windows.run("spool.send_raw('quay-1', 've-1', bytes(range(256)) * 300)")
    assert windows.taken() == bytes(range(256)) * 300


@whole_way
def test_printers_and_jobs_are_seen(windows: Windows) -> None:
    told = windows.run("""
print([(one.name, one.state.value, one.reason) for one in states.seen_printers()], states.default_printer())
system = spool.winspool()
with spool.open_printer(system, "quay-1") as handle:
    document = spool._DocInfo("phiếu-2", None, "RAW")
    job = str(system.StartDocPrinterW(handle, 1, ctypes.byref(document)))
    print(states.seen_job(job, "quay-1").state.value, states.seen_job(job, "khong-co").state.value)
    states.cancel_job(job, "quay-1")  # Wine takes the order and does nothing
""")
    assert told.splitlines() == ["[('quay-1', 'ready', '')] quay-1", "waiting unknown"]


@whole_way
def test_a_printer_that_is_not_there_and_a_fault_in_the_middle(windows: Windows) -> None:
    told = windows.run("""
for name, pdf in (("khong-co", b""), ("", b""), ("quay-1", b"no PDF")):
    try:
        WindowsPrinter(name).send(pdf, "phiếu-3", Handling())
    except Exception as fault:
        print(type(fault).__name__)
""")
    assert told.split() == ["PrinterMissing", "PrinterMissing", "PdfiumError"]
    time.sleep(1)
    assert not windows.paper.exists(), "what was begun is taken back"

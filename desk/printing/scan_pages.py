"""Takes pages from a scanner through SANE's `scanimage`, and binds them into one PDF."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from desk.errors import NoScanner, ScanFailed

DPI = 200  # small print stays legible, a page stays below half a megabyte
LIST_SECONDS, PAGE_SECONDS = 30, 120
_QUALITY = 80
_MOST_PIXELS = 40_000_000
# the first that the device understands; in colour, for a seal has to be seen to be red
_WAYS: tuple[tuple[str, ...], ...] = (("--resolution", str(DPI), "--mode", "Color"), ("--resolution", str(DPI)), ())


@dataclass(frozen=True)
class ScannerFound:
    """A scanner: the name that the system knows it by, and the words that people know it by."""

    device: str
    words: str


def scanners() -> tuple[ScannerFound, ...]:
    """The scanners that are there now; looking may take seconds. Raises: NoScanner, without the program itself."""
    listed = _scanimage(LIST_SECONDS, "-f", "%d\t%v %m%n").stdout.decode("utf-8", "replace")
    found = (line.split("\t", 1) for line in listed.splitlines() if "\t" in line)
    return tuple(ScannerFound(device, " ".join(words.split())) for device, words in found)


def scan_page(device: str) -> bytes:
    """One page as a JPEG picture at about 200 dpi.

    Raises:
        NoScanner. ScanFailed: no paper, the lid is open, the device is gone; in the words of the device.
    """
    words = ""
    for way in _WAYS:
        done = _scanimage(PAGE_SECONDS, "-d", device, "--format=pnm", *way)
        if done.returncode == 0 and done.stdout:
            return _jpeg(done.stdout)
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:][0] if done.stderr.strip() else ""
        if "option" not in words and "argument" not in words:
            break
    raise ScanFailed(problem=words.removeprefix("scanimage: "))


def bind_pages(pages: Sequence[bytes]) -> bytes:
    """One PDF of JPEG pages, each as large as it was scanned; the pictures go in as they are."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, pageCompression=1, invariant=1)
    for page in pages:
        with Image.open(io.BytesIO(page), formats=["JPEG"]) as picture:
            width, height = (side * 72 / DPI for side in picture.size)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(io.BytesIO(page)), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _scanimage(seconds: int, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("scanimage")
    if program is None:
        raise NoScanner
    try:
        return subprocess.run(  # noqa: S603 - a fixed program, a device's name is an argument and no command
            [program, *arguments], capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as fault:
        raise ScanFailed(problem=f"quá {seconds} giây") from fault


def _jpeg(pnm: bytes) -> bytes:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    made = io.BytesIO()
    with Image.open(io.BytesIO(pnm), formats=["PPM"]) as picture:
        plain = picture if picture.mode in {"L", "RGB"} else picture.convert("L")
        plain.save(made, "JPEG", quality=_QUALITY, dpi=(DPI, DPI))
    return made.getvalue()

"""A program of its own that opens a file made by others and counts or draws its pages; it may fall, the desk does not.

Run by `desk.printing.foreign_pages` as `python -I opened_apart.py PATH KIND` (prints the number of pages) or with PAGE
and WIDTH (writes that page as PNG). It imports nothing of the desk. Exit 3: locked by a password; 4: broken.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

LOCKED, BROKEN = 3, 4
MEMORY, SECONDS = 2_000_000_000, 20
LARGEST_SIDE = 6000
MOST_PIXELS = 50_000_000


def main(path: str, kind: str, page: str = "", width: str = "") -> int:
    """Count the pages, or draw one."""
    _bound()
    counts = page == ""
    pages, picture = (_pdf if kind == "pdf" else _jpeg)(Path(path), None if counts else int(page), int(width or 1))
    if counts:
        sys.stdout.write(str(pages))
    else:
        picture.convert("RGB").save(sys.stdout.buffer, "PNG")
    return 0


def _bound() -> None:
    """Bound memory and time where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _pdf(path: Path, page: int | None, width: int) -> tuple[int, Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as fault:
        raise SystemExit(LOCKED if "password" in str(fault).lower() else BROKEN) from fault
    if page is None:
        return len(document), None
    opened = document[page]
    scale = min(width / opened.get_width(), LARGEST_SIDE / opened.get_height())
    return len(document), opened.render(scale=scale).to_pil()


def _jpeg(path: Path, page: int | None, width: int) -> tuple[int, Any]:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    picture: Any = Image.open(path, formats=["JPEG"])
    if page is None:
        picture.load()  # every line of it, or it is broken
        return 1, None
    picture.draft("RGB", (width, width * 2))
    picture = ImageOps.exif_transpose(picture)
    picture.thumbnail((width, LARGEST_SIDE))
    return 1, picture


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except Exception:  # noqa: BLE001 - whatever a hostile file makes a library raise
        sys.exit(BROKEN)

"""What a file is, told from its own bytes and never from its name: a PDF, a JPEG picture, or nothing that is kept."""

from __future__ import annotations

from enum import StrEnum

from desk.vocabulary import FileKind

MOST_BYTES = 25_000_000  # a dossier of fifty pages in grey at 200 dpi is about 15 MB
MOST_PIXELS = 40_000_000  # A4 at 600 dpi is 35 million
MOST_PAGES = 300
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
# the frames of a JPEG; 0xC4, 0xC8 and 0xCC in between are tables
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class FileFault(StrEnum):
    """Why a file is not kept."""

    EMPTY = "empty_file"
    TOO_LARGE = "file_too_large"
    STRANGE = "strange_file"
    BROKEN = "broken_file"
    LOCKED = "locked_file"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"


def kind_of(content: bytes) -> FileKind | FileFault:
    """The kind of a whole file, or why it is not kept; of a picture its size is known before anything decodes it."""
    if not content:
        return FileFault.EMPTY
    if len(content) > MOST_BYTES:
        return FileFault.TOO_LARGE
    if content.startswith(b"%PDF-"):
        return FileKind.PDF if b"%%EOF" in content[-2048:] else FileFault.BROKEN
    if content.startswith(b"\xff\xd8\xff"):
        size = jpeg_size(content)
        if size is None:
            return FileFault.BROKEN
        return FileFault.TOO_MANY_PIXELS if size[0] * size[1] > MOST_PIXELS else FileKind.JPEG
    return FileFault.STRANGE


def jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels as the frame states them (ITU-T T.81, B.2.2); None where no whole frame is stated."""
    at = 2
    while at + 9 <= len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if marker in _STANDALONE:
            at += 2
            continue
        length = int.from_bytes(content[at + 2 : at + 4])
        if marker in _FRAMES:
            height, width = (int.from_bytes(content[start : start + 2]) for start in (at + 5, at + 7))
            return (width, height) if width and height else None
        if marker == 0xDA or length < 2:  # the picture itself begins and no frame was stated
            return None
        at += 2 + length
    return None

"""A file is what its bytes say; a picture's size is read before anything decodes it, whatever the bytes are."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desk.rules.file_kind import MOST_BYTES, FileFault, jpeg_size, kind_of
from desk.vocabulary import FileKind


def jpeg(width: int, height: int, **options: object) -> bytes:
    made = io.BytesIO()
    Image.new("L", (width, height), 200).save(made, "JPEG", **options)
    return made.getvalue()


def with_size(content: bytes, width: int, height: int) -> bytes:
    """The same picture, which states another size."""
    at = content.index(b"\xff\xc0")
    return content[: at + 5] + height.to_bytes(2) + width.to_bytes(2) + content[at + 9 :]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", FileFault.EMPTY),
        (b"%PDF-1.7\n...\n%%EOF\n", FileKind.PDF),
        (b"%PDF-1.7\n...", FileFault.BROKEN),
        (b"MZ\x90\x00" + b"\x00" * 100, FileFault.STRANGE),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, FileFault.STRANGE),
        (b"<html>%PDF-1.7 %%EOF", FileFault.STRANGE),
        (b"\xff\xd8\xff", FileFault.BROKEN),
        (b"%PDF-" + b"0" * MOST_BYTES, FileFault.TOO_LARGE),
        (jpeg(30, 40), FileKind.JPEG),
        (with_size(jpeg(30, 40), 65535, 65535), FileFault.TOO_MANY_PIXELS),
        (with_size(jpeg(30, 40), 0, 40), FileFault.BROKEN),
    ],
)
def test_the_bytes_say_what_it_is(content: bytes, kind: object) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    "options", [{}, {"progressive": True}, {"comment": b"x" * 900}, {"exif": b"Exif\0\0" + b"y" * 99}]
)
def test_the_size_of_every_sort_of_picture(options: dict[str, object]) -> None:
    assert jpeg_size(jpeg(123, 77, **options)) == (123, 77)


@given(st.binary(max_size=400))
def test_no_bytes_are_too_strange(content: bytes) -> None:
    assert isinstance(kind_of(content), FileKind | FileFault)
    size = jpeg_size(b"\xff\xd8\xff" + content)
    assert size is None or (0 < size[0] < 65536 and 0 < size[1] < 65536)

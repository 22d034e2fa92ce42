"""Files of others are opened apart: sound ones are counted and drawn, hostile ones are refused in time."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from digitised import jpeg, pdf
from PIL import Image

from desk.errors import BadFile
from desk.printing import foreign_pages, opened_apart
from desk.printing.foreign_pages import count_pages, page_png
from desk.vocabulary import FileKind


def written(folder: Path, content: bytes) -> Path:
    file = folder / "thu"
    file.write_bytes(content)
    return file


def test_pages_are_counted_and_drawn(tmp_path: Path) -> None:
    file = written(tmp_path, pdf(3))
    assert count_pages(file, FileKind.PDF) == 3
    with Image.open(io.BytesIO(page_png(file, FileKind.PDF, 2, 600))) as picture:
        assert (picture.format, picture.width) == ("PNG", 600)
        assert picture.convert("L").getextrema()[0] < 80  # words are there


def test_a_picture_is_one_page_drawn_smaller(tmp_path: Path) -> None:
    file = written(tmp_path, jpeg(3000, 1000))
    assert count_pages(file, FileKind.JPEG) == 1
    with Image.open(io.BytesIO(page_png(file, FileKind.JPEG, 0, 600))) as picture:
        assert picture.size == (600, 200)


@pytest.mark.parametrize(
    ("content", "kind", "problem"),
    [
        (pdf(password="mật khẩu"), FileKind.PDF, "locked_file"),
        (b"%PDF-1.7\n" + b"\x00" * 300 + b"%%EOF", FileKind.PDF, "broken_file"),
        (pdf()[:200] + b"%%EOF", FileKind.PDF, "broken_file"),
        (jpeg(900, 900)[:2000], FileKind.JPEG, "broken_file"),
        (b"\x89PNG\r\n", FileKind.JPEG, "broken_file"),
    ],
)
def test_what_cannot_be_opened_is_refused(tmp_path: Path, content: bytes, kind: FileKind, problem: str) -> None:
    with pytest.raises(BadFile) as refused:
        count_pages(written(tmp_path, content), kind)
    assert refused.value.problem == problem


def test_a_page_of_giants_is_drawn_within_bounds(tmp_path: Path) -> None:
    content = pdf().replace(b"595.2756 841.8898", b"9.999999 99999999")
    assert content != pdf()
    with Image.open(io.BytesIO(page_png(written(tmp_path, content), FileKind.PDF, 0, 600))) as picture:
        assert max(picture.size) <= opened_apart.LARGEST_SIDE


def test_one_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sleeper = tmp_path / "sleeper.py"
    sleeper.write_text("import time\ntime.sleep(60)\n", encoding="utf-8")
    monkeypatch.setattr(opened_apart, "__file__", str(sleeper))
    monkeypatch.setattr(foreign_pages, "SECONDS", 0.5)
    begun = time.monotonic()
    with pytest.raises(BadFile):
        count_pages(written(tmp_path, pdf()), FileKind.PDF)
    assert time.monotonic() - begun < 20

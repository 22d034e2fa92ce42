"""Pages come from a scanner: SANE's own test device, which is there wherever `scanimage` is."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image

from desk.errors import NoScanner, ScanFailed
from desk.printing import foreign_pages, scan_pages
from desk.printing.scan_pages import bind_pages, scan_page, scanners
from desk.vocabulary import FileKind

needs_sane = pytest.mark.skipif(shutil.which("scanimage") is None, reason="needs scanimage (sane-utils)")


@pytest.fixture
def device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The test device alone, whatever this machine has."""
    (tmp_path / "dll.conf").write_text("test\n", encoding="utf-8")
    monkeypatch.setenv("SANE_CONFIG_DIR", str(tmp_path))
    return "test:0"


@needs_sane
def test_the_scanners_that_are_there(device: str) -> None:
    found = scanners()
    assert [one.device for one in found] == ["test:0", "test:1"]
    assert all(one.words for one in found)


@needs_sane
def test_pages_become_one_pdf(device: str, tmp_path: Path) -> None:
    pages = [scan_page(device) for _ in range(2)]
    for page in pages:
        with Image.open(io.BytesIO(page)) as picture:
            assert picture.format == "JPEG"
            assert min(picture.size) > 100
    file = tmp_path / "quet.pdf"
    file.write_bytes(bind_pages(pages))
    assert foreign_pages.count_pages(file, FileKind.PDF) == 2


@needs_sane
def test_a_scanner_that_is_gone_says_so(device: str) -> None:
    with pytest.raises(ScanFailed) as failed:
        scan_page("test:7")
    assert failed.value.problem


def test_without_the_program_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_pages.shutil, "which", lambda _name: None)
    with pytest.raises(NoScanner):
        scanners()


def test_pages_are_bound_as_large_as_they_were_scanned(tmp_path: Path) -> None:
    made = io.BytesIO()
    Image.new("RGB", (1654, 2339), "white").save(made, "JPEG")
    file = tmp_path / "a4.pdf"
    file.write_bytes(bind_pages([made.getvalue()]))
    with Image.open(io.BytesIO(foreign_pages.page_png(file, FileKind.PDF, 0, 595))) as picture:
        assert abs(picture.height - 842) <= 2

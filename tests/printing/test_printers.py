"""Ways out for a paper: the PDF folder whole or not at all, and CUPS through commands that stand in for its own."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from desk.errors import DiskFull, FolderNotWritable, PrinterFailed, PrinterMissing
from desk.printing.printers import PRINTERS
from desk.printing.printers import cups as cups_module
from desk.printing.printers.cups import CupsQueue, default_queue, queues
from desk.printing.printers.pdf_folder import PdfFolder
from desk.printing.printers.printer import Handling, Printer, PrintJob
from desk.printing.printers.thermal import ThermalPrinter
from desk.printing.printers.windows import WindowsPrinter

TITLE = "H21.40-261123-0001-receipt-slip-1"
PDF = b"%PDF-1.4 mau"


def test_printers_are_listed() -> None:
    assert (PdfFolder, CupsQueue, WindowsPrinter, ThermalPrinter) == PRINTERS
    listed: tuple[Printer, ...] = (
        PdfFolder(Path()), CupsQueue("mau"), WindowsPrinter("w"), ThermalPrinter("t", "tcp:x"),
    )  # fmt: skip
    assert [printer.name for printer in listed] == ["pdf-folder", "mau", "w", "t"]


def test_folder_holds_the_paper_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "papers"
    for content in (b"first", PDF):  # the same title replaces its file
        assert PdfFolder(folder).send(content, TITLE, Handling(2)) == PrintJob(f"{TITLE}.pdf", "pdf-folder", done=True)
    assert [(file.name, file.read_bytes()) for file in folder.iterdir()] == [(f"{TITLE}.pdf", PDF)]


@pytest.mark.parametrize("title", ["../../out", "/etc/passwd", "a\\b:c*?", "...", "", "a\nb", "-\x00"])
def test_no_title_leaves_the_folder(tmp_path: Path, title: str) -> None:
    folder = tmp_path / "in" / "papers"
    job = PdfFolder(folder).send(PDF, title, Handling())
    assert [file.relative_to(tmp_path) for file in tmp_path.rglob("*") if file.is_file()] == [
        Path("in", "papers", job.job)
    ]
    assert not job.job.startswith(".")


@pytest.mark.parametrize("step", ["fsync", "replace", "fdopen"])
@pytest.mark.parametrize(
    ("code", "error"), [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EIO, FolderNotWritable)]
)
def test_failed_write_keeps_the_old_paper_and_leaves_no_scrap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, error: type[Exception]
) -> None:
    PdfFolder(tmp_path).send(b"old", TITLE, Handling())

    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(error) as caught:
        PdfFolder(tmp_path).send(PDF, TITLE, Handling())
    assert caught.value.place == tmp_path  # type: ignore[attr-defined]
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [(f"{TITLE}.pdf", b"old")]


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "papers").write_bytes(b"")
    with pytest.raises(FolderNotWritable):
        PdfFolder(tmp_path / "papers").send(PDF, TITLE, Handling())


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole search path; scripts put there stand in for those of CUPS."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def script(folder: Path, name: str, lines: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{lines}\n")
    file.chmod(0o755)


def test_queue_gets_the_paper_its_title_and_the_copies(commands: Path, tmp_path: Path) -> None:
    script(
        commands,
        "lp",
        f'printf "%s\\n" "$@" > {tmp_path}/told; cat > {tmp_path}/pdf; echo "request id is mau-7 (1 file(s))"',
    )
    job = CupsQueue("mau").send(PDF, "a; rm -rf $(x) `y`", Handling(2))
    assert job == PrintJob("mau-7", "mau")
    assert (tmp_path / "pdf").read_bytes() == PDF
    assert (tmp_path / "told").read_text().splitlines() == ["-d", "mau", "-t", "a; rm -rf $(x) `y`", "-n", "2", "-"]


@pytest.mark.parametrize(
    ("lines", "error", "reason"),
    [
        ('echo "lp: The printer or class does not exist." >&2; exit 1', PrinterMissing, None),
        ('echo "lp: Error - unknown destination \\"mau\\"!" >&2; exit 1', PrinterMissing, None),
        ('echo "lp: Destination is not accepting jobs." >&2; exit 1', PrinterFailed, "not accepting jobs"),
        ("exec sleep 9", PrinterFailed, "timeout"),
    ],
)
def test_what_a_queue_refuses(
    commands: Path, monkeypatch: pytest.MonkeyPatch, lines: str, error: type[Exception], reason: str | None
) -> None:
    monkeypatch.setattr(cups_module, "TIMEOUT", 0.5)
    script(commands, "lp", lines)
    with pytest.raises(error) as caught:
        CupsQueue("mau").send(PDF, TITLE, Handling())
    assert caught.value.printer == "mau"  # type: ignore[attr-defined]
    if reason:
        assert reason in caught.value.reason  # type: ignore[attr-defined]


def test_without_cups_there_is_no_printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert queues() == ()
    assert default_queue() is None
    with pytest.raises(PrinterMissing):
        CupsQueue("mau").send(PDF, TITLE, Handling())


@pytest.mark.parametrize("name", ["", "-", "-E", "--help"])
def test_a_name_is_never_an_option(commands: Path, name: str) -> None:
    script(commands, "lp", 'echo "request id is mau-1 (1 file(s))"')
    with pytest.raises(PrinterMissing):
        CupsQueue(name).send(PDF, TITLE, Handling())


def test_queues_and_the_default_are_found(commands: Path) -> None:
    script(
        commands,
        "lpstat",
        'case $1 in -e) printf "mau\\nquay-1\\n";; -d) echo "system default destination: mau";; esac',
    )
    assert queues() == ("mau", "quay-1")
    assert default_queue() == "mau"
    script(commands, "lpstat", "echo no system default destination")
    assert default_queue() is None

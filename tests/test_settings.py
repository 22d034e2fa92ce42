"""Settings of a machine: defaults, what a file may say, and what it may not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import BadSettings
from desk.settings import PaperSetting, PrinterSetting, Settings, read_settings, write_settings


def test_without_a_file_all_is_default(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.toml") == Settings(printer=None, pdf_folder=None)


def test_a_file_sets_what_it_names(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('\ufeffprinter = "Máy in quầy 1"\npdf_folder = "giay-to"\n', encoding="utf-8")
    assert read_settings(file) == Settings(printer="Máy in quầy 1", pdf_folder=Path("giay-to"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"printer = ", "TOML"),
        (b'printer = "\xff"', "UTF-8"),
        (b'colour = "red"', "colour"),
        (b"printer = 3", "printer"),
        (b'printer = " "', "printer"),
        (b'pdf_folder = "a\\nb"', "pdf_folder"),
    ],
)
def test_a_bad_file_is_refused_by_what_is_wrong(tmp_path: Path, text: bytes, problem: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(text)
    with pytest.raises(BadSettings) as refused:
        read_settings(file)
    assert refused.value.facts == {"file": file, "problem": problem}


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSettings):
        read_settings(tmp_path)


def test_papers_and_printers_survive_a_round_trip_beside_the_offices_comments(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('# của phòng\nprinter = "quay-1"\n', encoding="utf-8")
    papers = {"fee-receipt": PaperSetting("quay-2", "Khay 2", 3, "A5"), "ticket": PaperSetting(printer="vé")}
    printers = {"vé": PrinterSetting(place="tcp://10.0.0.9:9100", dots=512), "Canon cũ": PrinterSetting(raster=True)}
    write_settings(file, replace(read_settings(file), papers=papers, printers=printers))
    assert read_settings(file) == Settings(printer="quay-1", papers=papers, printers=printers)
    assert file.read_text(encoding="utf-8").startswith("# của phòng\n")
    write_settings(file, replace(read_settings(file), papers={}, printers={}))
    assert read_settings(file) == Settings(printer="quay-1")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("papers = 1", "papers"),
        ("[papers]\nreceipt-slip = 1", "papers"),
        ("[papers.khong-co]\ncopies = 2", "khong-co"),
        ("[papers.receipt-slip]\ncopies = 0", "copies"),
        ("[papers.receipt-slip]\ncopies = 21", "copies"),
        ('[papers.receipt-slip]\nsize = "B5"', "size"),
        ("[papers.receipt-slip]\nmau = 1", "mau"),
        ('[printers."vé"]\nplace = "http://x"', "place"),
        ('[printers."vé"]\ndots = 550', "dots"),
        ('[printers."vé"]\nraster = 1', "raster"),
    ],
)
def test_a_table_that_cannot_be_used_is_named(tmp_path: Path, text: str, problem: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings) as caught:
        read_settings(file)
    assert caught.value.facts["problem"] == problem

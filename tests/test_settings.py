"""Settings of a machine: defaults, what a file may say, and what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.errors import BadSettings
from desk.settings import Settings, read_settings


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

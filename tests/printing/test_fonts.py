"""The shipped faces: every Vietnamese letter, leave to embed, the licence beside them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from desk import paths
from desk.printing import fonts

FOLDER = paths.resources() / "fonts"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = {
    form
    for base in "aăâeêioôơuưy"
    for tone in TONES
    for form in (unicodedata.normalize("NFC", base + tone), unicodedata.normalize("NFC", base + tone).upper())
} | set("đĐ₫")
# Jrai and Bahnar names of the highlands; their marks over ơ, ư, ê and ô are set as combining ones.
HIGHLAND = set("ĕĔĭĬŏŎŭŬčČƀñÑ\u0306")

FACES = ["LiberationSerif-" + face for face in ("Regular", "Bold", "Italic", "BoldItalic")]
FACES += ["LiberationSans-" + face for face in ("Regular", "Bold", "Italic")]


@pytest.mark.parametrize("face", FACES)
def test_face_has_every_letter(face: str) -> None:
    has = TTFont(face, str(FOLDER / f"{face}.ttf")).face.charToGlyph
    assert len(LETTERS) == 147
    assert [letter for letter in sorted(LETTERS | HIGHLAND | set("–—…“”·")) if ord(letter) not in has] == []


def test_nothing_else_is_shipped_and_the_licence_is() -> None:
    assert {file.name for file in FOLDER.iterdir()} == {f"{face}.ttf" for face in FACES} | {"LICENSE-Liberation.txt"}
    licence = (FOLDER / "LICENSE-Liberation.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name Liberation" in licence


def test_faces_are_read_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fonts.register()
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    fonts.register()
    assert {fonts.REGULAR, fonts.BOLD, fonts.ITALIC, fonts.BOLD_ITALIC} <= set(pdfmetrics.getRegisteredFontNames())
    assert fonts.width("Nguyễn", fonts.BOLD, 10) > fonts.width("Nguyễn", fonts.REGULAR, 10) > 20

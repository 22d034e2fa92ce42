"""A face whose subset is made once a process and shared by all papers: cutting it anew took most of a slip's time."""

from __future__ import annotations

from typing import Any

from reportlab.lib.utils import asBytes
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont, makeToUnicodeCMap

_FIRST, _LAST, _CODES = 32, 126, 256
# Every letter of Vietnamese beyond ASCII, and the signs of our papers; what is in neither goes into a further subset
# that ReportLab cuts for the document.
_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
SHARED = f"{_LETTERS}{_LETTERS.upper()}–—…“”‘’•₫×÷§°«»±²³½"


class _Kept(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object of a PDF as the bytes that it always is."""

    def __init__(self, written: bytes) -> None:
        self._written = written

    def format(self, _document: Any) -> bytes:
        """The bytes."""
        return self._written


class _KeptStream(_Kept):
    """The same of a stream, which stands for itself in the file."""

    __RefOnly__ = 1


class PreparedFont(TTFont):  # type: ignore[misc]
    """The letters of our papers have the same codes in every document; the same text gives the same bytes."""

    def __init__(self, name: str, filename: str) -> None:
        super().__init__(name, filename)
        self._codes, self._subset = self._shared_codes()
        self._kept: tuple[bytes, bytes, bytes] | None = None

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> Any:  # noqa: N802 - ReportLab's name
        """Text as pieces of (subset, bytes)."""
        self._begin(doc)
        return super().splitString(text, doc, encoding)

    def getSubsetInternalName(self, subset: int, doc: Any) -> Any:  # noqa: N802 - ReportLab's name
        """The name of a subset in the document."""
        self._begin(doc)
        return super().getSubsetInternalName(subset, doc)

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's name
        """Put the shared subset in as it was made once, further ones as ReportLab makes them."""
        state = self.state[doc]
        state.frozen = 1
        fonts = doc.idToObject["BasicFonts"].dict
        for number, subset in enumerate(state.subsets):
            name = self.getSubsetInternalName(number, doc)[1:]
            base = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("pdfdoc")
            widths, cmap, file = self._objects(doc, base, subset, shared=number == 0)
            font = pdfdoc.PDFTrueTypeFont()
            font.Name, font.BaseFont = name, base
            font.FirstChar, font.LastChar, font.Widths = 0, len(subset) - 1, widths
            font.Encoding = _encoding(subset)
            font.ToUnicode = doc.Reference(cmap, f"toUnicodeCMap:{base}")
            font.FontDescriptor = self._descriptor(doc, base, file)
            fonts[name] = doc.Reference(font, name)
        del self.state[doc]

    def _begin(self, doc: Any) -> None:
        """A new document starts with the shared codes."""
        if doc not in self.state:
            state = TTFont.State(self._asciiReadable, self)
            state.assignments = dict(self._codes)
            state.subsets = [list(self._subset)]
            state.nextCode = _CODES
            self.state[doc] = state

    def _shared_codes(self) -> tuple[dict[int, int], list[int]]:
        """Code by letter, and letter by code; ASCII has its own codes, so that blanks are blanks."""
        known = self.face.charToGlyph
        subset = [0] * _CODES
        codes = {0: 0}
        for code in range(_FIRST, _LAST + 1):
            codes[code] = subset[code] = code
        free = iter([*range(1, _FIRST), *range(_LAST + 1, _CODES)])
        for letter in map(ord, SHARED):
            if letter in known:
                codes[letter] = code = next(free)
                subset[code] = letter
        return codes, subset

    def _objects(self, doc: Any, base: str, subset: list[int], *, shared: bool) -> tuple[Any, Any, Any]:
        """Widths, ToUnicode map and font file of a subset."""
        if not shared:
            return self._made(base, subset)
        if self._kept is None:
            widths, cmap, file = (asBytes(one.format(doc)) for one in self._made(base, subset))
            self._kept = widths, cmap, file
        widths, cmap, file = self._kept
        return _Kept(widths), _KeptStream(cmap), _KeptStream(file)  # a document puts its own marks on its objects

    def _made(self, base: str, subset: list[int]) -> tuple[Any, Any, Any]:
        widths = pdfdoc.PDFArray([self.face.getCharWidth(code) for code in subset])
        cut = self.face.makeSubset(subset)
        file = _packed(cut)
        file.dictionary["Length1"] = len(cut)
        return widths, _packed(makeToUnicodeCMap(base, subset)), file

    def _descriptor(self, doc: Any, base: str, file: Any) -> Any:
        """What a reader needs to know of the face (ISO 32000-1, 9.8); its letters have codes of our own: symbolic."""
        face = self.face
        symbolic, nonsymbolic = 4, 32
        told = {
            "Type": "/FontDescriptor",
            "Ascent": face.ascent,
            "CapHeight": face.capHeight,
            "Descent": face.descent,
            "Flags": (face.flags & ~nonsymbolic) | symbolic,
            "FontBBox": pdfdoc.PDFArray(face.bbox),
            "FontName": pdfdoc.PDFName(base),
            "ItalicAngle": face.italicAngle,
            "StemV": face.stemV,
            "FontFile2": doc.Reference(file, f"fontFile:{base}"),
            "MissingWidth": face.defaultWidth,
        }
        return doc.Reference(pdfdoc.PDFDictionary(told), f"fontDescriptor:{base}")


def _encoding(subset: list[int]) -> Any:
    """Each letter's name by its code: a printer that is spoken to in PostScript keeps names and loses ToUnicode."""
    named = [f"{code} /uni{letter:04X}" for code, letter in enumerate(subset) if letter]
    return _Kept(f"<< /Type /Encoding /Differences [ {' '.join(named)} ] >>".encode("ascii"))


def _packed(content: bytes | str) -> Any:
    """A compressed stream."""
    stream = pdfdoc.PDFStream()
    stream.content = content
    stream.filters = [pdfdoc.PDFZCompress]
    return stream

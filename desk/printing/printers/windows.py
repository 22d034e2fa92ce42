"""Printers of Windows: the PDF goes through PDFium onto the printer's device context, so that text stays text.

Where a driver spoils that, the page goes as a picture of 600 dpi in bands, a setting of the printer. Only the Windows
build of pypdfium2 has the two functions that are used here. Needs neither Qt nor pywin32.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from desk.errors import PrinterFailed, PrinterMissing
from desk.printing.pictures import opened
from desk.printing.printers.printer import Handling, PrintJob
from desk.printing.printers.windows_places import Place, bands, place_of
from desk.printing.printers.windows_spool import last_error, open_printer, winspool

RASTER_DPI = 600
_LOGPIXELSX, _LOGPIXELSY, _OFFSETX, _OFFSETY = 88, 90, 112, 113  # GetDeviceCaps
_PRINT_MODE_EMF = 0  # FPDF_PRINTMODE_EMF: everything as it is, text as text
_FLAGS = 0x800 | 0x01  # FPDF_PRINTING | FPDF_ANNOT
_DM_OUT_BUFFER, _DM_IN_BUFFER = 2, 8
_DM_PAPERSIZE, _DM_COPIES, _DM_DEFAULTSOURCE = 0x2, 0x100, 0x200
_PAPERS = {"A4": 9, "A5": 11}  # DMPAPER_A4, DMPAPER_A5
_DC_BINS, _DC_BINNAMES, _BIN_NAME = 6, 12, 24
_SRCCOPY, _DIB_RGB_COLORS, _BI_RGB = 0x00CC0020, 0, 0


class _DevMode(ctypes.Structure):
    """The beginning of DEVMODEW, as far as it is filled here; drivers keep more behind it."""

    _fields_ = (
        ("dmDeviceName", ctypes.c_wchar * 32),
        ("dmSpecVersion", ctypes.c_uint16),
        ("dmDriverVersion", ctypes.c_uint16),
        ("dmSize", ctypes.c_uint16),
        ("dmDriverExtra", ctypes.c_uint16),
        ("dmFields", ctypes.c_uint32),
        ("dmOrientation", ctypes.c_int16),
        ("dmPaperSize", ctypes.c_int16),
        ("dmPaperLength", ctypes.c_int16),
        ("dmPaperWidth", ctypes.c_int16),
        ("dmScale", ctypes.c_int16),
        ("dmCopies", ctypes.c_int16),
        ("dmDefaultSource", ctypes.c_int16),
    )


class _DocInfo(ctypes.Structure):
    """DOCINFOW."""

    _fields_ = (
        ("cbSize", ctypes.c_int),
        ("lpszDocName", ctypes.c_wchar_p),
        ("lpszOutput", ctypes.c_wchar_p),
        ("lpszDatatype", ctypes.c_wchar_p),
        ("fwType", ctypes.c_uint32),
    )


class _BitmapInfo(ctypes.Structure):
    """BITMAPINFOHEADER with the 256 greys that follow it."""

    _fields_ = (
        ("biSize", ctypes.c_uint32),
        ("biWidth", ctypes.c_int32),
        ("biHeight", ctypes.c_int32),
        ("biPlanes", ctypes.c_uint16),
        ("biBitCount", ctypes.c_uint16),
        ("biCompression", ctypes.c_uint32),
        ("biSizeImage", ctypes.c_uint32),
        ("biXPelsPerMeter", ctypes.c_int32),
        ("biYPelsPerMeter", ctypes.c_int32),
        ("biClrUsed", ctypes.c_uint32),
        ("biClrImportant", ctypes.c_uint32),
        ("greys", ctypes.c_uint32 * 256),
    )


@dataclass(frozen=True)
class WindowsPrinter:
    """One printer by its name; `raster` prints pictures of pages for drivers that spoil text."""

    name: str
    raster: bool = False

    def send(self, pdf: bytes, title: str, handling: Handling) -> PrintJob:
        """The job's number. Errors: PrinterMissing, PrinterFailed."""
        gdi = _gdi()
        context = gdi.CreateDCW("WINSPOOL", self.name, None, self._mode(handling))
        if not context:
            raise PrinterMissing(printer=self.name)
        try:
            told = _DocInfo(ctypes.sizeof(_DocInfo), title, None, None, 0)
            job = gdi.StartDocW(context, ctypes.byref(told))
            if job <= 0:
                raise PrinterFailed(printer=self.name, reason=last_error())
            try:
                self._print_pages(gdi, context, pdf)
            except BaseException:
                gdi.AbortDoc(context)
                raise
            if gdi.EndDoc(context) <= 0:
                raise PrinterFailed(printer=self.name, reason=last_error())
        finally:
            gdi.DeleteDC(context)
        return PrintJob(str(job), self.name)

    def _print_pages(self, gdi: Any, context: Any, pdf: bytes) -> None:
        dpi = gdi.GetDeviceCaps(context, _LOGPIXELSX), gdi.GetDeviceCaps(context, _LOGPIXELSY)
        offset = gdi.GetDeviceCaps(context, _OFFSETX), gdi.GetDeviceCaps(context, _OFFSETY)
        with opened(pdf) as document:
            for page in document:
                place = place_of((page.get_width(), page.get_height()), dpi, offset)
                if gdi.StartPage(context) <= 0:
                    raise PrinterFailed(printer=self.name, reason=last_error())
                (_picture if self.raster else _vectors)(gdi, context, page, place)
                if gdi.EndPage(context) <= 0:
                    raise PrinterFailed(printer=self.name, reason=last_error())

    def _mode(self, handling: Handling) -> Any:
        """The driver's own settings, changed where something was asked for; None leaves them all."""
        spool = winspool()
        handle = open_printer(spool, self.name)
        try:
            size = spool.DocumentPropertiesW(None, handle, self.name, None, None, 0)
            if size <= 0:
                return None
            room = ctypes.create_string_buffer(size)
            if spool.DocumentPropertiesW(None, handle, self.name, room, None, _DM_OUT_BUFFER) < 0:
                return None
            mode = _DevMode.from_buffer(room)
            fill(mode, handling, self._bins(spool))
            spool.DocumentPropertiesW(None, handle, self.name, room, room, _DM_OUT_BUFFER | _DM_IN_BUFFER)
            return room
        finally:
            spool.ClosePrinter(handle)

    def _bins(self, spool: Any) -> dict[str, int]:
        """The trays by the names that the driver gives them."""
        count = spool.DeviceCapabilitiesW(self.name, None, _DC_BINS, None, None)
        if count <= 0:
            return {}
        numbers = (ctypes.c_uint16 * count)()
        names = ctypes.create_unicode_buffer(count * _BIN_NAME)
        spool.DeviceCapabilitiesW(self.name, None, _DC_BINS, numbers, None)
        spool.DeviceCapabilitiesW(self.name, None, _DC_BINNAMES, names, None)
        told = ["".join(names[at * _BIN_NAME : (at + 1) * _BIN_NAME]).split("\0", 1)[0] for at in range(count)]
        return dict(zip(told, numbers, strict=True))


def fill(mode: Any, handling: Handling, bins: dict[str, int]) -> None:
    """Put what is asked for into the driver's settings; a tray or paper that it does not know is left to the driver."""
    mode.dmCopies = handling.copies
    mode.dmFields |= _DM_COPIES
    if handling.size in _PAPERS:
        mode.dmPaperSize = _PAPERS[handling.size]
        mode.dmFields |= _DM_PAPERSIZE
    if handling.tray in bins:
        mode.dmDefaultSource = bins[handling.tray]
        mode.dmFields |= _DM_DEFAULTSOURCE


def _vectors(gdi: Any, context: Any, page: Any, place: Place) -> None:
    from pypdfium2 import raw

    raw.FPDF_SetPrintMode(_PRINT_MODE_EMF)
    raw.FPDF_RenderPage(context, page.raw, place.left, place.top, place.width, place.height, 0, _FLAGS)


def _picture(gdi: Any, context: Any, page: Any, place: Place) -> None:
    """The page at 600 dpi in grey, band by band: a whole page at once is 35 MB and more than some drivers take."""
    width = round(page.get_width() / 72 * RASTER_DPI)
    bitmap = page.render(scale=width / page.get_width(), grayscale=True)
    pixels = bytes(bitmap.buffer)
    for band in bands(bitmap.height, place):
        rows = b"".join(_rows(pixels, bitmap.stride, bitmap.width, band.first, band.last))
        info = _info(bitmap.width, band.last - band.first)
        gdi.StretchDIBits(
            context, place.left, band.top, place.width, band.height, 0, 0, bitmap.width, band.last - band.first,
            rows, ctypes.byref(info), _DIB_RGB_COLORS, _SRCCOPY,
        )  # fmt: skip


def _rows(pixels: bytes, stride: int, width: int, first: int, last: int) -> Iterator[bytes]:
    """Rows padded to whole double words, as bitmaps of Windows want them."""
    padding = b"\xff" * (-width % 4)
    for row in range(first, last):
        yield pixels[row * stride : row * stride + width] + padding


def _info(width: int, height: int) -> _BitmapInfo:
    greys = (ctypes.c_uint32 * 256)(*(grey * 0x010101 for grey in range(256)))
    size = _BitmapInfo.greys.offset
    return _BitmapInfo(size, width, -height, 1, 8, _BI_RGB, 0, 0, 0, 256, 256, greys)  # below zero: from the top


def _gdi() -> Any:
    """The system's library of device contexts, with the types of its handles: they are pointers, not numbers."""
    gdi = getattr(ctypes, "WinDLL")("gdi32", use_last_error=True)  # noqa: B009 - not there on other systems
    gdi.CreateDCW.restype = ctypes.c_void_p
    gdi.CreateDCW.argtypes = [ctypes.c_wchar_p, ctypes.c_wchar_p, ctypes.c_wchar_p, ctypes.c_void_p]
    for name in ("DeleteDC", "StartPage", "EndPage", "EndDoc", "AbortDoc"):
        getattr(gdi, name).argtypes = [ctypes.c_void_p]
    gdi.StartDocW.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    gdi.GetDeviceCaps.argtypes = [ctypes.c_void_p, ctypes.c_int]
    numbers = [ctypes.c_int] * 8
    gdi.StretchDIBits.argtypes = [
        ctypes.c_void_p, *numbers, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_uint, ctypes.c_uint32,
    ]  # fmt: skip
    return gdi

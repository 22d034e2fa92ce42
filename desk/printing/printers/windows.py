"""Printers of Windows: PDFium draws the PDF onto the printer's device context, letters as outlines, sharp at any size.

Where a driver spoils that, the page goes as a picture in bands, a setting of the printer. Only the Windows build of
pypdfium2 has the two functions that are used here. Needs neither Qt nor pywin32.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from desk.errors import PrinterFailed, PrinterMissing
from desk.printing.pictures import opened
from desk.printing.printers.printer import Handling, PrintJob
from desk.printing.printers.windows_places import Band, Place, Sheet, bands, picture_of, place_of
from desk.printing.printers.windows_spool import last_error, open_printer, printer_info, winspool

RASTER_DPI = 600  # at most
_LOGPIXELS, _PHYSICAL, _OFFSET = (88, 90), (110, 111), (112, 113)  # GetDeviceCaps, across and down
_PRINT_MODE_EMF = 0  # FPDF_PRINTMODE_EMF: everything as it is, letters as outlines
_FLAGS, _GREY = 0x800 | 0x01, 0x08  # FPDF_PRINTING | FPDF_ANNOT, FPDF_GRAYSCALE
_QUARTER = 1  # a turn of a page, clockwise
_DM_OUT_BUFFER, _DM_IN_BUFFER = 2, 8
_DM_PAPERSIZE, _DM_COPIES, _DM_DEFAULTSOURCE, _DM_COLLATE = 0x2, 0x100, 0x200, 0x8000
_DM_OTHER_SIZES = 0x4 | 0x8 | 0x10000  # DM_PAPERLENGTH | DM_PAPERWIDTH | DM_FORMNAME: they would win over the size
_PAPERS = {"A4": 9, "A5": 11}  # DMPAPER_A4, DMPAPER_A5
_DC_BINS, _DC_BINNAMES, _DC_COPIES, _BIN_NAME = 6, 12, 18, 24
_SRCCOPY, _DIB_RGB_COLORS, _BI_RGB = 0x00CC0020, 0, 0


class DevMode(ctypes.Structure):
    """The beginning of DEVMODEW, as far as it is filled here; drivers keep more behind it."""

    _fields_ = (
        ("dmDeviceName", ctypes.c_uint16 * 32),
        *((name, ctypes.c_uint16) for name in ("dmSpecVersion", "dmDriverVersion", "dmSize", "dmDriverExtra")),
        ("dmFields", ctypes.c_uint32),
        *((name, ctypes.c_int16) for name in ("dmOrientation", "dmPaperSize", "dmPaperLength", "dmPaperWidth")),
        *((name, ctypes.c_int16) for name in ("dmScale", "dmCopies", "dmDefaultSource", "dmPrintQuality")),
        *((name, ctypes.c_int16) for name in ("dmColor", "dmDuplex", "dmYResolution", "dmTTOption", "dmCollate")),
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
    """One printer by its name; `raster` prints pictures of pages for drivers that spoil letters."""

    name: str
    raster: bool = False

    def send(self, pdf: bytes, title: str, handling: Handling) -> PrintJob:
        """The job's number. Errors: PrinterMissing, PrinterFailed."""
        gdi = _gdi()
        mode, times = self._mode(handling)
        context = gdi.CreateDCW("WINSPOOL", self.name, None, mode)
        if not context:
            raise PrinterMissing(printer=self.name)
        try:
            told = _DocInfo(ctypes.sizeof(_DocInfo), title, None, None, 0)
            job = gdi.StartDocW(context, ctypes.byref(told))
            self._must(job)
            try:
                with opened(pdf) as document:
                    for _ in range(times):
                        self._print_pages(gdi, context, document)
                self._must(gdi.EndDoc(context))
            except BaseException:
                gdi.AbortDoc(context)
                raise
        finally:
            gdi.DeleteDC(context)
        return PrintJob(str(job), self.name)

    def _print_pages(self, gdi: Any, context: Any, document: Any) -> None:
        sheet = Sheet(*((_cap(gdi, context, x), _cap(gdi, context, y)) for x, y in (_LOGPIXELS, _PHYSICAL, _OFFSET)))
        for page in document:
            place = place_of(page.get_size(), sheet)
            self._must(gdi.StartPage(context))
            if self.raster:
                _picture(gdi, context, page, place, picture_of(place, sheet, RASTER_DPI))
            else:
                self._must(_vectors(context, page, place))
            self._must(gdi.EndPage(context))

    def _must(self, answer: int) -> None:
        """What GDI answers must be more than nought."""
        if answer <= 0:
            raise PrinterFailed(printer=self.name, reason=last_error())

    def _mode(self, handling: Handling) -> tuple[Any, int]:
        """The driver's settings with what was asked for, and how often the pages go: not every driver counts copies.

        Without settings everything is as the driver has it.
        """
        spool = winspool()
        with open_printer(spool, self.name) as handle:
            size = spool.DocumentPropertiesW(None, handle, self.name, None, None, 0)
            room = ctypes.create_string_buffer(max(size, ctypes.sizeof(DevMode)))
            if size <= 0 or spool.DocumentPropertiesW(None, handle, self.name, room, None, _DM_OUT_BUFFER) < 0:
                return None, handling.copies
            told = printer_info(spool, handle)
            port = told.pPortName if told else None
            counts = spool.DeviceCapabilitiesW(self.name, port, _DC_COPIES, None, room) >= handling.copies
            asked = handling if counts else replace(handling, copies=1)
            fill(DevMode.from_buffer(room), asked, self._bins(spool, port))
            spool.DocumentPropertiesW(None, handle, self.name, room, room, _DM_OUT_BUFFER | _DM_IN_BUFFER)
            return room, 1 if counts else handling.copies

    def _bins(self, spool: Any, port: str | None) -> dict[str, int]:
        """The trays by the names that the driver gives them."""
        count = spool.DeviceCapabilitiesW(self.name, port, _DC_BINS, None, None)
        if count <= 0:
            return {}
        numbers = (ctypes.c_uint16 * count)()
        names = ctypes.create_unicode_buffer(count * _BIN_NAME)
        spool.DeviceCapabilitiesW(self.name, port, _DC_BINS, numbers, None)
        spool.DeviceCapabilitiesW(self.name, port, _DC_BINNAMES, names, None)
        told = ["".join(names[at * _BIN_NAME : (at + 1) * _BIN_NAME]).split("\0", 1)[0] for at in range(count)]
        return dict(zip(told, numbers, strict=True))


def fill(mode: DevMode, handling: Handling, bins: dict[str, int]) -> None:
    """Put what is asked for into the driver's settings; a tray or paper that it does not know is left to the driver."""
    mode.dmCopies, mode.dmCollate = handling.copies, 1  # one whole paper after the other
    mode.dmFields |= _DM_COPIES | _DM_COLLATE
    if handling.size in _PAPERS:
        mode.dmPaperSize = _PAPERS[handling.size]
        mode.dmFields = mode.dmFields & ~_DM_OTHER_SIZES | _DM_PAPERSIZE
    if handling.tray in bins:
        mode.dmDefaultSource = bins[handling.tray]
        mode.dmFields |= _DM_DEFAULTSOURCE


def _vectors(context: Any, page: Any, place: Place) -> int:
    """One when the page is drawn, else nought."""
    from pypdfium2 import raw

    raw.FPDF_SetPrintMode(_PRINT_MODE_EMF)
    turn = _QUARTER if place.turned else 0
    return int(raw.FPDF_RenderPage(context, page, place.left, place.top, place.width, place.height, turn, _FLAGS))


def _picture(gdi: Any, context: Any, page: Any, place: Place, size: tuple[int, int]) -> None:
    for band, rows in grey_bands(page, place, size):
        height = band.last - band.first
        gdi.StretchDIBits(
            context, place.left, band.top, place.width, band.height, 0, 0, size[0], height,
            rows, ctypes.byref(_info(size[0], height)), _DIB_RGB_COLORS, _SRCCOPY,
        )  # fmt: skip


def grey_bands(page: Any, place: Place, size: tuple[int, int]) -> Iterator[tuple[Band, Any]]:
    """The page as a picture of `size` pixels, band by band: a whole page of 600 dpi is 35 MB.

    Rows from the top, one byte a pixel, padded to whole double words, as bitmaps of Windows want them.
    """
    from pypdfium2 import PdfBitmap, raw

    width, height = size
    turn = _QUARTER if place.turned else 0
    for band in bands(height, place):
        rows = band.last - band.first
        bitmap = PdfBitmap.new_native(width, rows, raw.FPDFBitmap_Gray, stride=width + -width % 4)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, rows)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, -band.first, width, height, turn, _FLAGS | _GREY)
        yield band, bitmap.buffer


def _cap(gdi: Any, context: Any, what: int) -> int:
    return int(gdi.GetDeviceCaps(context, what))


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
        ctypes.c_void_p, *numbers, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint, ctypes.c_uint32,
    ]  # fmt: skip
    return gdi

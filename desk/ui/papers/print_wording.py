"""The words for printers, for papers on their way, and for what keeps a printer from printing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from desk.messages import plain
from desk.printing.printers.printer import PrinterState
from desk.vocabulary import PDF_FOLDER

if TYPE_CHECKING:  # it brings the drawing of papers with it, which a window need not wait for
    from desk.services.printing_jobs import PrinterShown

FOLDER_WORDS = "Ghi ra tệp PDF"

_STATES: Final = {
    PrinterState.READY: "sẵn sàng",
    PrinterState.PRINTING: "đang in",
    PrinterState.STOPPED: "đã dừng",
    PrinterState.REJECTING: "không nhận lệnh in",
    PrinterState.MISSING: "không tìm thấy",
    PrinterState.UNKNOWN: "chưa rõ tình trạng",
}
# keywords of RFC 8011, 5.4.12, and what printers say in their own words
_REASONS: Final = (
    (r"media-(empty|needed)|out of paper|paper (is )?empty|no paper", "hết giấy"),
    (r"media-jam|paper jam", "kẹt giấy"),
    (r"(toner|marker-supply|ink).*(empty|out)|out of (toner|ink)", "hết mực"),
    (r"(cover|door|interlock)-open|(cover|door) (is )?open", "nắp máy đang mở"),
    (r"offline|timed-out|shutdown|unable to (connect|locate|send)|not (connected|responding)|unreachable",
     "không nối được với máy in"),
    (r"resources-are-not-ready", "máy in chưa nhận được, hệ thống sẽ tự thử lại"),
    (r"job-hold", "lệnh in bị giữ lại"),
    (r"cancel", "lệnh in đã bị hủy"),
    (r"job.*abort|with-errors", "máy in bỏ dở lệnh in"),
)  # fmt: skip


def reason_words(reason: str) -> str:
    """Why a printer does not print, in Vietnamese; what nobody foresaw is said as the printer says it."""
    found = next((words for pattern, words in _REASONS if re.search(pattern, reason, re.IGNORECASE)), None)
    return found or plain(reason)


def printer_name(name: str) -> str:
    """A printer as the officer knows it."""
    return FOLDER_WORDS if name == PDF_FOLDER else plain(name)


def printer_words(printer: PrinterShown) -> str:
    """A printer as it stands in a list: its name, what it does, and why it does not print."""
    if printer.folder:
        return FOLDER_WORDS
    why = reason_words(printer.reason)
    return f"{plain(printer.name)} – {_STATES[printer.state]}{f': {why}' if why else ''}"

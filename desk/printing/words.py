"""Text as papers write it: data made safe for paragraphs, and times, dates and counts in the words of the forms."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from desk.printing.fonts import drawable

VIETNAM = dt.timezone(dt.timedelta(hours=7))
NO_SHAPE = "□"  # stands where the faces have no letter of that kind: a gap would hide that something is missing
NOTHING = "–"  # an empty field is struck through, so that nothing can be written in later

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")


def plain(text: str) -> str:
    """The text composed (NFC), control characters turned to spaces."""
    text = _CONTROLS.sub(" ", unicodedata.normalize("NFC", text))
    return text if text.isascii() else "".join(char if drawable(char) else NO_SHAPE for char in text)


def safe(text: str) -> str:
    """A datum for a ReportLab `Paragraph`: nothing in it is markup, lines of its own are kept, a lack is struck out."""
    text = plain(text).strip() or NOTHING
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\n", "<br/>")


def vietnam_time(instant: dt.datetime) -> dt.datetime:
    """The instant on a clock of Vietnam. An instant without its zone is refused: papers were a day wrong for less."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a zone cannot be printed")
    return instant.astimezone(VIETNAM)


def hour_words(instant: dt.datetime) -> str:
    """`09 giờ 00 phút`."""
    clock = vietnam_time(instant)
    return f"{clock.hour:02d} giờ {clock.minute:02d} phút"


def day_words(instant: dt.datetime) -> str:
    """`ngày 05 tháng 02 năm 2026`; days below 10 and months 1 and 2 take a zero (Decree 30/2020, Annex I)."""
    day = vietnam_time(instant)
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def time_words(instant: dt.datetime) -> str:
    """`09 giờ 00 phút, ngày 23 tháng 11 năm 2026`, as form 01 has it."""
    return f"{hour_words(instant)}, {day_words(instant)}"


def short_time(instant: dt.datetime) -> str:
    """`09:00 23/11/2026`, where a table has no room for more."""
    return f"{vietnam_time(instant):%H:%M %d/%m/%Y}"


def count_words(count: int) -> str:
    """A number below 10 with its zero (Decree 30/2020, Annex I)."""
    return f"{count:02d}"

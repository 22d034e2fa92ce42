"""Words that several windows share: the sentence for a failure, moments as the slip says them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desk.errors import DeskError
from desk.messages import sentence
from desk.rules.instants import in_vietnam, weekday_words

if TYPE_CHECKING:
    from desk.services.attachments import AttachmentShown


def failure_words(fault: Exception) -> str:
    """What happened and what to do, in one Vietnamese sentence; a bug of ours is said to be one."""
    if isinstance(fault, DeskError):
        return sentence(fault)
    return QCoreApplication.translate(
        "wording",
        "Chương trình gặp lỗi của chính nó và đã ghi vào nhật ký: hãy thử lại; nếu vẫn vậy, báo người quản trị.",
    )


def moment_words(at: dt.datetime) -> str:
    """A promised moment: `17:00 thứ Ba 01/12/2026`."""
    here = in_vietnam(at)
    return f"{here:%H:%M} {weekday_words(here)} {here:%d/%m/%Y}"


def weekday_short(day: dt.date) -> str:
    """A day of a list: `T3 01/12/2026`, Sunday as `CN`."""
    return f"{'CN' if day.weekday() == 6 else f'T{day.weekday() + 2}'} {day:%d/%m/%Y}"


def moment_short(at: dt.datetime) -> str:
    """A promised moment of a narrow column: `17:00 T3 01/12/2026`."""
    here = in_vietnam(at)
    return f"{here:%H:%M} {weekday_short(here.date())}"


def procedure_short(name: str) -> str:
    """A procedure's name where every row is one: without the words that every other name begins with."""
    rest = name.removeprefix("Thủ tục ")
    return rest[:1].upper() + rest[1:]


def file_of_words(file: AttachmentShown) -> str:
    """What a file is of: a component, the result, the whole dossier."""
    if file.is_result:
        return QCoreApplication.translate("wording", "Kết quả")
    return file.component or QCoreApplication.translate("wording", "Cả hồ sơ")


def worked(minutes: int) -> str:
    """A length of working time: `7 giờ 30 phút`, `45 phút`."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} giờ"] if hours else []
    return " ".join([*parts, f"{rest} phút"] if rest or not hours else parts)

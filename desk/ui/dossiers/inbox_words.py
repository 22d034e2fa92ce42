"""What the trays of an inbox are called, and what an empty one says: one's own, or a colleague's that is looked at."""

from __future__ import annotations

from typing import Final

from desk.services.inbox import Tray

_NAMES: Final[dict[Tray | None, tuple[str, str]]] = {
    Tray.OFFERED: ("Chờ tôi nhận", "Chờ người này nhận"),
    Tray.MINE: ("Đang giữ", "Đang giữ"),
    Tray.AWAY: ("Đã chuyển đi", "Đã chuyển đi"),
    Tray.UNCLAIMED: ("Chưa ai nhận", "Chưa ai nhận"),
    None: ("Chờ duyệt", "Chờ duyệt"),
}
_EMPTY: Final[dict[Tray | None, tuple[str, str]]] = {
    Tray.OFFERED: (
        "Không có hồ sơ nào chuyển đến bạn. Bấm Ctrl+4 để xem hồ sơ chưa ai nhận.",
        "Không có hồ sơ nào chờ người này nhận.",
    ),
    Tray.MINE: (
        "Bạn không giữ hồ sơ nào. Bấm Ctrl+4 để xem hồ sơ chưa ai nhận.",
        "Người này không giữ hồ sơ nào.",
    ),
    Tray.AWAY: (
        "Bạn không chuyển hồ sơ nào đi mà chưa được nhận.",
        "Người này không chuyển hồ sơ nào đi mà chưa được nhận.",
    ),
    Tray.UNCLAIMED: ("Mọi hồ sơ đã có người nhận.", "Mọi hồ sơ đã có người nhận."),
    None: ("Không có đề nghị nào chờ duyệt.", "Không có đề nghị nào chờ duyệt."),
}


def tray_name(tray: Tray | None, *, own: bool) -> str:
    """The name of a tray, or of the requests (None); `own` when it is the reader's."""
    return _NAMES[tray][0 if own else 1]


def empty_words(tray: Tray | None, *, own: bool) -> str:
    """What stands where nothing lies in a tray; `own` when it is the reader's."""
    return _EMPTY[tray][0 if own else 1]

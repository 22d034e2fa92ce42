"""What the trays of an inbox are called, and what an empty one says: one's own, or a colleague's that is looked at."""

from __future__ import annotations

from typing import Final

from desk.services.inbox import Tray

_NAMES: Final[dict[Tray | None, str]] = {
    Tray.OFFERED: "Chờ tôi nhận", Tray.MINE: "Đang giữ", Tray.AWAY: "Đã chuyển đi", Tray.UNCLAIMED: "Chưa ai nhận",
    None: "Chờ duyệt",
}  # fmt: skip
_EMPTY: Final[dict[Tray | None, str]] = {
    Tray.OFFERED: "Không có hồ sơ nào chuyển đến bạn. Bấm Ctrl+4 để xem hồ sơ chưa ai nhận.",
    Tray.MINE: "Bạn không giữ hồ sơ nào. Bấm Ctrl+4 để xem hồ sơ chưa ai nhận.",
    Tray.AWAY: "Bạn không chuyển hồ sơ nào đi mà chưa được nhận.",
    Tray.UNCLAIMED: "Mọi hồ sơ đã có người nhận.",
    None: "Không có đề nghị nào chờ duyệt.",
}
# of a colleague only what would speak of the reader is said in other words
_ANOTHERS_NAMES = _NAMES | {Tray.OFFERED: "Chờ người này nhận"}
_ANOTHERS_EMPTY = _EMPTY | {
    Tray.OFFERED: "Không có hồ sơ nào chờ người này nhận.",
    Tray.MINE: "Người này không giữ hồ sơ nào.",
    Tray.AWAY: "Người này không chuyển hồ sơ nào đi mà chưa được nhận.",
}


def tray_name(tray: Tray | None, *, own: bool) -> str:
    """The name of a tray, or of the requests (None); `own` when it is the reader's."""
    return (_NAMES if own else _ANOTHERS_NAMES)[tray]


def empty_words(tray: Tray | None, *, own: bool) -> str:
    """What stands where nothing lies in a tray; `own` when it is the reader's."""
    return (_EMPTY if own else _ANOTHERS_EMPTY)[tray]

"""The Vietnamese words of the outbox: ways, kinds, states, and why a message did not go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desk.rules.message_life import TO_SEND, FateReason, MessageKind, MessageState, MessageWay

WAY_WORDS: Final[Mapping[MessageWay, str]] = {
    MessageWay.EMAIL: "E-mail",
    MessageWay.SMS: "SMS",
    MessageWay.ZALO: "Zalo",
}

KIND_WORDS: Final[Mapping[MessageKind, str]] = {
    MessageKind.RECEIVED: "đã tiếp nhận",
    MessageKind.SUPPLEMENT: "cần bổ sung",
    MessageKind.RESUMED: "hẹn mới sau bổ sung",
    MessageKind.EXTENDED: "xin lỗi, hẹn lại",
    MessageKind.FINISHED: "đã có kết quả",
}

STATE_WORDS: Final[Mapping[MessageState, str]] = {
    MessageState.WAITING: "chờ gửi",
    MessageState.AGAIN: "chờ gửi lại",
    MessageState.HANDING: "đang gửi",
    MessageState.UNKNOWN: "chưa rõ đã đi",
    MessageState.ACCEPTED: "đã gửi",
    MessageState.REFUSED: "không gửi được",
    MessageState.EXPORTED: "đã xuất",
    MessageState.WITHDRAWN: "đã bỏ",
}

_REASONS: Final[Mapping[str, str]] = {
    FateReason.NO_ADDRESS: "hồ sơ không có địa chỉ hoặc số di động dùng được",
    FateReason.CUT: "đường truyền bị ngắt",
    FateReason.GIVEN_UP: "máy chủ thư hoãn quá năm ngày",
    FateReason.OUTDATED: "hồ sơ đã qua bước khác, không cần báo nữa",
    FateReason.CONSENT: "người nộp đổi cách nhận tin",
    FateReason.OFFICER: "công chức ghi",
}
# by enhanced code (RFC 3463), the longest beginning wins
_CODES: Final[Mapping[str, str]] = {
    "5.1.": "địa chỉ không có thật",
    "4.2.2": "hộp thư người nhận đầy",
    "5.2.2": "hộp thư người nhận đầy",
    "5.2.": "hộp thư người nhận không nhận thư",
    "4.7.": "máy chủ thư tạm hoãn",
    "5.7.": "máy chủ thư không cho gửi",
}


def list_words(list_no: int | None, place: object | None, count: int, without_address: int, unwanted: int) -> str:
    """What became of a list: written to a file at `place` with `count` messages, or not at all; and who is left out."""
    if place is not None:
        words = f"Đã ghi danh sách số {list_no} gồm {count} tin vào {place}."
    elif list_no is not None:
        words = f"Danh sách số {list_no} không còn tin nào để gửi."
    else:
        words = "Không có tin nào chờ xuất theo cách này; chưa ghi tệp nào."
    if without_address:
        words += f" {without_address} tin không có số di động dùng được."
    if unwanted:
        words += f" Bỏ {unwanted} tin người nộp không muốn nhận nữa hoặc không còn cần báo."
    return words


def state_words(state: MessageState, way: MessageWay) -> str:
    """Where a message stands; what is not sent from here waits for its list."""
    return "chờ xuất" if state in TO_SEND and way is not MessageWay.EMAIL else STATE_WORDS[state]


def reason_words(reason: str | None, state: MessageState) -> str:
    """Why a message stands where it stands, in words; empty where there is nothing to say."""
    if reason is None or state in {MessageState.ACCEPTED, MessageState.EXPORTED}:
        return _REASONS.get(reason or "", "") if reason == FateReason.OFFICER else ""
    if reason in _REASONS:
        return _REASONS[reason]
    code, _, enhanced = reason.partition(" ")
    known = next((words for start, words in _CODES.items() if enhanced.startswith(start)), "")
    return f"{known or _by_code(code)} (mã {reason})"


def _by_code(code: str) -> str:
    if code.startswith("4"):
        return "máy chủ thư tạm hoãn"
    return "địa chỉ không nhận được thư" if code in {"550", "551", "553"} else "máy chủ thư từ chối"

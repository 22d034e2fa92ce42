"""The words for officers: their roles, what each may do, and whether an account is in use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from desk.services.officers import OfficerListed
from desk.ui.widgets.chips import Chip
from desk.vocabulary import Role

ROLE_WORDS: Final = {
    Role.CLERK: "tiếp nhận",
    Role.OFFICER: "chuyên môn",
    Role.LEADER: "lãnh đạo",
    Role.ADMIN: "quản trị",
}
# what desk.services.sign_in.PERMISSIONS allows each role, in one line
ROLE_HELP: Final = {
    Role.CLERK: "nhận hồ sơ, in giấy tiếp nhận, trả kết quả",
    Role.OFFICER: "giải quyết hồ sơ: yêu cầu bổ sung, ghi có kết quả, dừng",
    Role.LEADER: "mọi việc của hồ sơ, nhập bù thời điểm, sửa danh mục và cơ quan",
    Role.ADMIN: "quản lý người dùng, sao lưu, kiểm tra, sửa danh mục và cơ quan",
}


def roles_words(roles: Iterable[Role]) -> str:
    """Roles in the order of the work: `tiếp nhận, lãnh đạo`."""
    held = frozenset(roles)
    return ", ".join(words for role, words in ROLE_WORDS.items() if role in held)


def state_chip(officer: OfficerListed) -> Chip:
    """Whether somebody may sign in, by shape and word."""
    return Chip("Đang dùng", "ready", "good") if officer.active else Chip("Đã khóa", "ended", "ended")

"""Limits and fees of a procedure in the words of papers and windows."""

from __future__ import annotations

from desk.rules.money import format_vnd
from desk.services.catalogue import Fee
from desk.vocabulary import FeeUnit, LimitUnit, ReturnChannel

LIMIT_WORDS = {
    LimitUnit.WORKING_DAY: "ngày làm việc",
    LimitUnit.CALENDAR_DAY: "ngày",
    LimitUnit.WORKING_HOUR: "giờ làm việc",
    LimitUnit.MONTH: "tháng",
}
LIMIT_ALONE = {
    LimitUnit.SAME_DAY: "trong ngày làm việc",
    LimitUnit.SESSION: "trong buổi làm việc",
    LimitUnit.IMMEDIATE: "giải quyết ngay",
}
RETURN_WORDS = {
    ReturnChannel.COUNTER: "quầy tiếp nhận",
    ReturnChannel.POST: "địa chỉ của người nộp, qua dịch vụ bưu chính",
    ReturnChannel.ELECTRONIC: "tài khoản điện tử của người nộp",
}
FEE_PER = {FeeUnit.DOSSIER: "", FeeUnit.CASE: "/việc", FeeUnit.PAGE: "/trang", FeeUnit.COPY: "/bản"}


def limit_text(limit: int, unit: LimitUnit) -> str:
    """A limit in words: "05 ngày làm việc", "trong buổi làm việc"."""
    return LIMIT_ALONE.get(unit) or f"{limit:02d} {LIMIT_WORDS[unit]}"


def fee_text(fee: Fee | None) -> str:
    """A fee in words; where no amount is known its note says who sets it."""
    if fee is None:
        return ""
    if fee.amount is None:
        return fee.note
    amount = "Không thu" if fee.amount == 0 else f"{format_vnd(fee.amount)}{FEE_PER[fee.per]}"
    return f"{amount} ({fee.note})" if fee.note else amount

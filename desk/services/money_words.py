"""Words for money as papers and windows say it: ways of payment, reasons of a waiver, kinds of charges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desk.vocabulary import ChargeKind, PaidBy, WaiverReason

WAY_WORDS: Final[Mapping[PaidBy, str]] = {
    PaidBy.CASH: "tiền mặt",
    PaidBy.TRANSFER: "chuyển khoản",
    PaidBy.ONLINE: "thanh toán trực tuyến",
    PaidBy.CARD: "thẻ",
}
WAIVER_WORDS: Final[Mapping[WaiverReason, str]] = {
    WaiverReason.LAW: "theo quy định của pháp luật",
    WaiverReason.MERIT: "người có công",
    WaiverReason.POOR: "hộ nghèo",
    WaiverReason.NEAR_POOR: "hộ cận nghèo",
    WaiverReason.CHILD: "trẻ em",
    WaiverReason.ELDERLY: "người cao tuổi",
    WaiverReason.DISABLED: "người khuyết tật",
    WaiverReason.MINORITY: "người dân tộc thiểu số",
    WaiverReason.OFFICE_FAULT: "lỗi của cơ quan",
    WaiverReason.OTHER: "lý do khác",
}
KIND_WORDS: Final[Mapping[ChargeKind, str]] = {ChargeKind.FEE: "phí", ChargeKind.CHARGE: "lệ phí"}

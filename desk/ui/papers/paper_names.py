"""What each paper is called on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desk.vocabulary import PaperForm

PAPER_WORDS: Final[Mapping[str, str]] = {
    PaperForm.RECEIPT_SLIP: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    PaperForm.FEE_RECEIPT: "Phiếu thu phí, lệ phí",
    PaperForm.JOINT_SLIP: "Biên bản giao nhận hồ sơ",
    PaperForm.PAD_SHEET: "Giấy tiếp nhận dự phòng",
}

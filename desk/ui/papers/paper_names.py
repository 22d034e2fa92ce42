"""What each paper is called on the screen, what it is of, and in which group it stands."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from desk.vocabulary import PaperForm


class Subject(StrEnum):
    """What a paper is printed of."""

    DOSSIER = "dossier"
    RECEIPT = "receipt"
    DAY = "day"
    PERIOD = "period"
    PROCEDURE = "procedure"
    PAD = "pad"
    DESK = "desk"


PAPER_WORDS: Final[Mapping[str, str]] = {
    PaperForm.RECEIPT_SLIP: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    PaperForm.SUPPLEMENT_REQUEST: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    PaperForm.REFUSAL_SLIP: "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    PaperForm.EXTENSION_LETTER: "Văn bản xin lỗi và đề nghị gia hạn",
    PaperForm.DISCONTINUATION_NOTICE: "Thông báo dừng giải quyết hồ sơ",
    PaperForm.CONTROL_SLIP: "Phiếu kiểm soát quá trình giải quyết",
    PaperForm.JOINT_SLIP: "Biên bản giao nhận hồ sơ",
    PaperForm.SLIP_STUB: "Giấy hẹn khổ 80 mm",
    PaperForm.DATE_EXPLANATION: "Cách tính ngày hẹn trả",
    PaperForm.HANDOVER_LIST: "Biên bản bàn giao hồ sơ",
    PaperForm.FEE_RECEIPT: "Phiếu thu phí, lệ phí",
    PaperForm.MORNING_SHEET: "Việc trong buổi",
    PaperForm.CALL_LIST: "Danh sách gọi điện báo đổi hạn",
    PaperForm.RESULT_LIST: "Phiếu bàn giao kết quả",
    PaperForm.CASH_BOOK: "Sổ quỹ trong ngày",
    PaperForm.DAY_CLOSE: "Tờ khóa sổ ngày",
    PaperForm.DOSSIER_REGISTER: "Sổ theo dõi hồ sơ",
    PaperForm.PROCEDURE_POSTER: "Bảng niêm yết thủ tục",
    PaperForm.DESK_CARD: "Thẻ phím tắt ở quầy",
    PaperForm.PAD_SHEET: "Giấy tiếp nhận dự phòng",
    PaperForm.TICKET: "Phiếu số thứ tự",
}
GROUPS: Final[tuple[tuple[str, tuple[PaperForm, ...]], ...]] = (
    ("HỒ SƠ", (PaperForm.RECEIPT_SLIP, PaperForm.JOINT_SLIP, PaperForm.SLIP_STUB, PaperForm.DATE_EXPLANATION,
               PaperForm.CONTROL_SLIP,
               PaperForm.SUPPLEMENT_REQUEST, PaperForm.REFUSAL_SLIP, PaperForm.EXTENSION_LETTER,
               PaperForm.DISCONTINUATION_NOTICE, PaperForm.HANDOVER_LIST)),
    ("NGÀY VÀ SỔ", (PaperForm.MORNING_SHEET, PaperForm.RESULT_LIST, PaperForm.CALL_LIST, PaperForm.DOSSIER_REGISTER,
                    PaperForm.CASH_BOOK, PaperForm.FEE_RECEIPT, PaperForm.DAY_CLOSE)),
    ("QUẦY", (PaperForm.PROCEDURE_POSTER, PaperForm.DESK_CARD, PaperForm.PAD_SHEET)),
)  # fmt: skip
SUBJECT_WORDS: Final[Mapping[Subject, str]] = {
    Subject.DOSSIER: "Số &hồ sơ",
    Subject.RECEIPT: "Số p&hiếu thu",
    Subject.DAY: "N&gày (năm-tháng-ngày)",
    Subject.PERIOD: "N&gày, tháng hoặc từ..đến",
    Subject.PROCEDURE: "Mã t&hủ tục",
    Subject.PAD: "Một số của tập &giấy",
    Subject.DESK: "Quầy",
}
_SUBJECTS: Final[Mapping[PaperForm, Subject]] = {
    PaperForm.FEE_RECEIPT: Subject.RECEIPT,
    PaperForm.MORNING_SHEET: Subject.DAY,
    PaperForm.CALL_LIST: Subject.DAY,
    PaperForm.RESULT_LIST: Subject.DAY,
    PaperForm.CASH_BOOK: Subject.DAY,
    PaperForm.DAY_CLOSE: Subject.DAY,
    PaperForm.DOSSIER_REGISTER: Subject.PERIOD,
    PaperForm.PROCEDURE_POSTER: Subject.PROCEDURE,
    PaperForm.DESK_CARD: Subject.DESK,
    PaperForm.PAD_SHEET: Subject.PAD,
}


def subject_of(form: PaperForm) -> Subject:
    """What a paper is printed of; of a dossier unless told otherwise."""
    return _SUBJECTS.get(form, Subject.DOSSIER)

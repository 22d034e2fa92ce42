"""Contents of the statutory papers to draw: ordinary, longest and emptiest, of marked test persons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from paper_reading import LONGEST_NAME, SLIP, VIETNAM

from desk.printing.forms import (
    control_slip,
    discontinuation_notice,
    extension_letter,
    receipt_slip,
    refusal_slip,
    supplement_request,
)
from desk.printing.forms.control_slip import ControlRow, ControlSlip
from desk.printing.forms.discontinuation_notice import DiscontinuationNotice
from desk.printing.forms.extension_letter import ExtensionLetter
from desk.printing.forms.refusal_slip import RefusalSlip
from desk.printing.forms.supplement_request import SupplementRequest
from desk.printing.statutory import DossierFacts, Signer
from desk.vocabulary import FormEdition, PaperForm

_DAY = dt.datetime(2026, 11, 25, 10, 15, tzinfo=VIETNAM)
COUNTER = "Trung tâm Phục vụ hành chính công xã Chư Pưh"
FACTS = DossierFacts(
    heading=SLIP.heading,
    number=SLIP.number,
    applicant_name=SLIP.applicant_name,
    address=SLIP.address,
    phone=SLIP.phone,
    email=SLIP.email,
    procedure_code=SLIP.procedure_code,
    procedure_name=SLIP.procedure_name,
    received_at=SLIP.received_at,
    made_at=_DAY,
    officer_name=SLIP.officer_name,
    copy=1,
    printed_at=_DAY,
    practice=False,
)
LONG_FACTS = replace(
    FACTS,
    applicant_name=("Công ty trách nhiệm hữu hạn một thành viên Thử Nghiệm Mẫu " * 4)[:200].strip(),
    address="\n".join(f"Dòng địa chỉ thứ {line} của tổ dân phố mẫu" for line in range(1, 6)),
    procedure_code="1.013962",
    procedure_name=LONGEST_NAME,
    copy=3,
    practice=True,
)
EMPTY_FACTS = replace(FACTS, address="", phone="", email="", procedure_code="", officer_name="")
BODY = replace(SLIP.heading, superior_body="", issuing_body="UBND xã Chư Pưh")
HEAD = Signer("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "Phạm Thị Mẫu")
REASON = "Giấy chứng sinh chưa có xác nhận của cơ sở y tế; tờ khai chưa ký."
LONG_REASON = " ".join([REASON] * 12)
_UNTIL = dt.datetime(2026, 12, 8, 9, 0, tzinfo=VIETNAM)
PROMISED = dt.datetime(2026, 12, 1, 9, 0, tzinfo=VIETNAM)
ROWS = (
    ControlRow("Bộ phận tiếp nhận (Lê Thị Ví Dụ)", "Hoàng Văn Mẫu", _DAY, _DAY, "Đúng hạn", ""),
    ControlRow("Hoàng Văn Mẫu", "Công an xã Chư Pưh", _DAY, None, "", "Xin ý kiến phối hợp"),
)


def _of(facts: DossierFacts, *, body: bool = False, **fields: Any) -> Any:
    heading = replace(BODY, issuing_body=f"Ủy ban nhân dân {BODY.issuing_body} " * 3) if facts is LONG_FACTS else BODY
    return {"facts": replace(facts, heading=heading) if body else facts, **fields}


def _letter(facts: DossierFacts, reason: str, signer: Signer) -> ExtensionLetter:
    return ExtensionLetter(
        **_of(facts, body=True, counter=COUNTER, first_promise=PROMISED, until=_UNTIL, reason=reason, signer=signer)
    )


def _notice(facts: DossierFacts, signer: Signer, **fields: str) -> DiscontinuationNotice:
    told = {"reason": "", "basis": "", "returned": "", "refund": "", **fields}
    return DiscontinuationNotice(
        **_of(facts, body=True, counter=COUNTER, promised_at=PROMISED, stopped_at=_DAY, signer=signer, **told)
    )


_FULL = {
    "reason": "Người nộp đề nghị dừng giải quyết hồ sơ.",
    "basis": "Nghị định số 118/2025/NĐ-CP, Điều 21",
    "returned": "Tờ khai đăng ký khai sinh; Giấy chứng sinh",
    "refund": "8.000 đ",
}
LACKING = ("Giấy chứng sinh (bản chính)", "Tờ khai đăng ký khai sinh theo mẫu, có chữ ký")
_MANY = tuple(f"Giấy tờ mẫu thứ {n}: {LONGEST_NAME[:90]}" for n in range(1, 41))

Draw = Callable[[Any], bytes]
# by form: how it is drawn, and its contents by case
STATUTORY: dict[PaperForm, tuple[Draw, dict[str, Any]]] = {
    PaperForm.RECEIPT_SLIP: (receipt_slip.draw, {"plain": SLIP}),
    PaperForm.SUPPLEMENT_REQUEST: (
        supplement_request.draw,
        {
            "plain": SupplementRequest(FACTS, LACKING, REASON, closes=True),
            "longest": SupplementRequest(LONG_FACTS, _MANY, LONG_REASON, closes=True),
            "empty": SupplementRequest(replace(EMPTY_FACTS, number="", received_at=None), (), "", closes=False),
        },
    ),
    PaperForm.REFUSAL_SLIP: (
        refusal_slip.draw,
        {
            "plain": RefusalSlip(FACTS, "Hồ sơ không thuộc thẩm quyền giải quyết của xã."),
            "longest": RefusalSlip(LONG_FACTS, LONG_REASON),
            "empty": RefusalSlip(replace(EMPTY_FACTS, number="", received_at=None, applicant_name=""), ""),
        },
    ),
    PaperForm.EXTENSION_LETTER: (
        extension_letter.draw,
        {
            "plain": _letter(FACTS, "chờ ý kiến cơ quan phối hợp.", HEAD),
            "longest": _letter(LONG_FACTS, LONG_REASON, HEAD),
            "empty": _letter(EMPTY_FACTS, "", Signer()),
        },
    ),
    PaperForm.DISCONTINUATION_NOTICE: (
        discontinuation_notice.draw,
        {
            "plain": _notice(FACTS, HEAD, **_FULL),
            "longest": _notice(LONG_FACTS, HEAD, **{key: " ".join([one] * 8) for key, one in _FULL.items()}),
            "empty": _notice(EMPTY_FACTS, Signer()),
        },
    ),
    PaperForm.CONTROL_SLIP: (
        control_slip.draw,
        {
            "plain": ControlSlip(FACTS, PROMISED, "UBND xã Chư Pưh", "Công an xã Chư Pưh", ROWS, ended=False),
            "longest": ControlSlip(LONG_FACTS, PROMISED, COUNTER, LONG_REASON[:300], ROWS * 9, ended=True),
            "empty": ControlSlip(EMPTY_FACTS, PROMISED, "", "", (), ended=False),
        },
    ),
}


def in_edition(content: Any, edition: FormEdition) -> Any:
    """The content as a dossier of that edition has it."""
    if hasattr(content, "facts"):
        return replace(content, facts=replace(content.facts, edition=edition))
    return replace(content, edition=edition)

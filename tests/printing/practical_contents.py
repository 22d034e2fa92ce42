"""Contents of the practical papers to draw: ordinary, longest and emptiest, of marked test persons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from paper_reading import LONGEST_NAME, SLIP, VIETNAM

from desk.printing.forms import (
    call_list,
    cash_book,
    date_explanation,
    day_close,
    desk_card,
    dossier_register,
    handover_list,
    morning_sheet,
    procedure_poster,
    result_list,
    slip_stub,
    ticket,
)
from desk.printing.forms.call_list import CallList, CallRow
from desk.printing.forms.cash_book import CashBookPaper, CashRow, CashTotal
from desk.printing.forms.date_explanation import DateExplanation
from desk.printing.forms.day_close import ChainHead, DayClose
from desk.printing.forms.desk_card import DeskCard, KeyGroup
from desk.printing.forms.dossier_register import DossierRegister, RegisterRow
from desk.printing.forms.handover_list import HandedRow, HandoverList
from desk.printing.forms.morning_sheet import MorningGroup, MorningRow, MorningSheet
from desk.printing.forms.procedure_poster import PosterComponent, ProcedurePoster
from desk.printing.forms.result_list import ResultList, ResultRow
from desk.printing.forms.slip_stub import SlipStub
from desk.printing.forms.ticket import Ticket
from desk.printing.list_paper import ListHead
from desk.printing.regulations import form_law
from desk.rules.explanation import DayMark, ExplainedDay
from desk.vocabulary import FormEdition, PaperForm

DAY = dt.date(2026, 11, 25)
_AT = dt.datetime(2026, 11, 25, 16, 40, tzinfo=VIETNAM)
_DUE = dt.datetime(2026, 12, 1, 9, 0, tzinfo=VIETNAM)
_LONG_NAME = ("Công ty trách nhiệm hữu hạn một thành viên Thử Nghiệm Mẫu " * 3).strip()
_ADDRESS = "\n".join(f"Dòng địa chỉ thứ {line} của tổ dân phố mẫu" for line in range(1, 6))


_EXPLAINED = DateExplanation(
    heading=SLIP.heading, number="H21.40-261125-0001", procedure_name="Thủ tục đăng ký thử", promised_at=_DUE,
    sentences=(
        "Hồ sơ được nhận lúc 09:00 thứ Tư 25/11/2026. Thời hạn giải quyết: 03 ngày làm việc.",
        "Tính được 3 ngày làm việc: 26–27/11, 01/12.", "Không tính 30/11: chờ bổ sung từ 08:00 30/11/2026.",
    ),
    days=tuple(
        ExplainedDay(DAY + dt.timedelta(days=at), DayMark(mark), "", number)
        for at, (mark, number) in enumerate((("received", None), ("counted", 1), ("counted", 2), ("skipped", None),
                                             ("skipped", None), ("paused", None), ("due", 3)))
    ),
    copy=1, printed_at=_AT, practice=False,
)  # fmt: skip


def _head(title: str, *below: str, copy: int = 1, foot: str = "") -> ListHead:
    return ListHead(SLIP.heading, _AT, title, below, copy, _AT, practice=copy > 1, foot=foot)


_CALLS = (
    CallRow("H21.40-261125-0001", "Nguyễn Thị Thử", "0912345678", "Thủ tục đăng ký thử", _DUE, _DUE, printed=True),
    CallRow("H21.40-261125-0002", "Trần Văn Mẫu", "", "Thủ tục đăng ký mẫu", _DUE, _DUE, printed=False),
)


def _number(at: int) -> str:
    return f"H21.40-261125-{at:04}"


def _register(edition: FormEdition, rows: tuple[RegisterRow, ...], copy: int = 1) -> DossierRegister:
    law = form_law(edition, PaperForm.DOSSIER_REGISTER)
    head = _head(law.title, "Từ ngày 01/11/2026 đến ngày 30/11/2026", copy=copy, foot=law.source)
    return DossierRegister(head, dt.date(2026, 11, 1), dt.date(2026, 11, 30), rows, edition)


_REGISTERED = RegisterRow(
    _number(1), SLIP.procedure_name, 1, SLIP.applicant_name, f"{SLIP.address}\n{SLIP.phone}", "UBND xã Chư Pưh",
    SLIP.received_at, _DUE, _AT, "Lê Thị Ví Dụ", SLIP.applicant_name, "",
)  # fmt: skip
_LONG_REGISTERED = replace(
    _REGISTERED, procedure=LONGEST_NAME[:300], applicant=_LONG_NAME, contact=_ADDRESS, returned_at=None, giver="",
    taker="", remark="Chờ bổ sung",
)  # fmt: skip
_HANDED = HandedRow(_number(1), SLIP.procedure_name, SLIP.applicant_name, 1, SLIP.received_at, _DUE, "Trình ký")
_RESULT = ResultRow(
    _number(1), SLIP.procedure_name, "Số 12/KS ngày 25/11/2026", _AT, SLIP.applicant_name, SLIP.address, 8000,
    by_post=False,
)  # fmt: skip
_CASH = (
    CashRow("PT-2026-00001", _AT, "Nguyễn Thị Thử", _number(1), "tiền mặt", 123_000, 0),
    CashRow("PT-2026-00001", _AT, "Trả lại phần thu thừa", _number(1), "tiền mặt", 0, 3_000),
)
_MORNING = MorningRow("còn 45 phút", _number(1), SLIP.procedure_name, SLIP.applicant_name, "Hoàng Văn Mẫu", _DUE)
_GROUPS = ("Quá hạn", "Đến hạn hôm nay", "Sắp đến hạn", "Chờ người dân", "Chờ trả kết quả")
_KEYS = (
    KeyGroup("Ở mọi nơi", (("F1", "Trợ giúp"), ("Ctrl+K", "Tìm hồ sơ"), ("Ctrl+P", "In giấy tờ"))),
    KeyGroup("Tiếp nhận", (("F9", "Lưu và in"), ("F4", "Vì sao có ngày hẹn này"))),
    KeyGroup("Hồ sơ", (("F3", "Xem giấy"), ("F8", "In lại"), ("F10", "Bước khác"))),
)
_HEADS = (
    ChainHead(1042, "9f86d081884c7d659a2feaa0c55ad015" * 2),
    ChainHead(998, "60303ae22b998861bce3b28f33eec1be" * 2),
)
_SECTIONS = (
    ("Số hồ sơ", (("Đã cấp", f"{_number(1)} đến {_number(12)} (12 số)"), ("Không dùng", f"{_number(7)}: ghi nhầm"))),
    ("Hồ sơ", (("Tiếp nhận", "11"), ("Có kết quả", "9"), ("Đã trả", "8"), ("Từ chối", "1"))),
    ("Tiền (đồng)", (("Thu", "123.000 đ"), ("Chi lại", "3.000 đ"), ("Còn lại", "120.000 đ"))),
)
_POSTER = ProcedurePoster(
    SLIP.heading, SLIP.procedure_code, SLIP.procedure_name, "Hộ tịch",
    (PosterComponent("Tờ khai đăng ký khai sinh", "01 bản chính"), PosterComponent("Giấy chứng sinh", "01 bản chính")),
    "Không thu", "trong ngày làm việc", "quầy tiếp nhận, bưu chính, điện tử", "07:00-11:30, 13:30-17:00",
    dt.date(2026, 7, 1), _AT, practice=False,
)  # fmt: skip

_STUB = SlipStub(
    SLIP.heading, SLIP.number, SLIP.procedure_name, SLIP.received_at, _DUE, "quầy tiếp nhận", "8.000 đ",
    SLIP.check_code, SLIP.qr_payload, 1, _AT, practice=False,
)  # fmt: skip

Draw = Callable[[Any], bytes]
PRACTICAL: dict[PaperForm, tuple[Draw, dict[str, Any]]] = {
    PaperForm.DOSSIER_REGISTER: (
        dossier_register.draw,
        {
            **{f"plain.{one.value}": _register(one, (_REGISTERED,) * 3) for one in FormEdition},
            **{f"longest.{one.value}": _register(one, (_LONG_REGISTERED, _REGISTERED) * 20, 2) for one in FormEdition},
            **{f"empty.{one.value}": _register(one, ()) for one in FormEdition},
        },
    ),
    PaperForm.HANDOVER_LIST: (
        handover_list.draw,
        {
            "plain": HandoverList(_head(handover_list.TITLE), "Lê Thị Ví Dụ", "Hoàng Văn Mẫu", _AT, (_HANDED,) * 4),
            "longest": HandoverList(
                _head(handover_list.TITLE, copy=3), _LONG_NAME, _LONG_NAME, _AT,
                (replace(_HANDED, procedure=LONGEST_NAME, applicant=_LONG_NAME), *((_HANDED,) * 39)),
            ),
            "empty": HandoverList(_head(handover_list.TITLE), "", "", _AT, ()),
        },
    ),
    PaperForm.RESULT_LIST: (
        result_list.draw,
        {
            "plain": ResultList(_head(result_list.TITLE, "Ngày 25/11/2026"), DAY, (_RESULT,) * 3),
            "longest": ResultList(
                _head(result_list.TITLE, "Ngày 25/11/2026", copy=2), DAY,
                (replace(_RESULT, procedure=LONGEST_NAME, applicant=_LONG_NAME, address=_ADDRESS, by_post=True),
                 *((_RESULT,) * 39)),
            ),
            "empty": ResultList(_head(result_list.TITLE, "Ngày 25/11/2026"), DAY, ()),
        },
    ),
    PaperForm.CASH_BOOK: (
        cash_book.draw,
        {
            "plain": CashBookPaper(
                _head(cash_book.TITLE, "Ngày 25/11/2026"), DAY, _CASH, (CashTotal("tiền mặt", 123_000, 3_000),),
                "PT-2026-00001", "PT-2026-00001", "",
            ),
            "longest": CashBookPaper(
                _head(cash_book.TITLE, "Ngày 25/11/2026", copy=2), DAY,
                (replace(_CASH[0], words=_LONG_NAME, dossiers=", ".join(map(_number, range(1, 11)))), *(_CASH * 25)),
                (CashTotal("tiền mặt", 3_198_000, 75_000), CashTotal("chuyển khoản", 999_999_000, 0)),
                "PT-2026-00001", "PT-2026-00026", "12, 13",
            ),
            "empty": CashBookPaper(_head(cash_book.TITLE, "Ngày 25/11/2026"), DAY, (), (), "", "", ""),
        },
    ),
    PaperForm.MORNING_SHEET: (
        morning_sheet.draw,
        {
            "plain": MorningSheet(
                SLIP.heading, _AT,
                (MorningGroup("Quá hạn", 1, (replace(_MORNING, left="quá 3 giờ 15"),)),
                 MorningGroup("Đến hạn hôm nay", 2, (_MORNING,) * 2),
                 *(MorningGroup(name, 0, ()) for name in _GROUPS[2:])),
                1, practice=False,
            ),
            "longest": MorningSheet(
                SLIP.heading, _AT,
                tuple(MorningGroup(name, 1234, (replace(_MORNING, procedure=LONGEST_NAME, applicant=_LONG_NAME),
                                                *((_MORNING,) * 12))) for name in _GROUPS),
                2, practice=True,
            ),
            "empty": MorningSheet(
                SLIP.heading, _AT, tuple(MorningGroup(name, 0, ()) for name in _GROUPS), 1, practice=False
            ),
        },
    ),
    PaperForm.DAY_CLOSE: (
        day_close.draw,
        {
            "plain": DayClose(SLIP.heading, 18, DAY, DAY, False, _SECTIONS, *_HEADS,
                              f"MCDH|H21.40|18|2026-11-25|1042|{_HEADS[0].hash_hex}", 1, _AT, practice=False),
            "longest": DayClose(
                SLIP.heading, 12345, DAY - dt.timedelta(days=4), DAY, True,
                (*_SECTIONS, ("Số bỏ trống", tuple((_number(at), "Giấy dự phòng viết hỏng, gạch chéo và giữ lại")
                                                   for at in range(40)))),
                *_HEADS, "MCDH|H21.40|12345|2026-11-25|1042", 2, _AT, practice=True),
            "empty": DayClose(SLIP.heading, 0, DAY, DAY, False, (), ChainHead(0, ""), ChainHead(0, ""), "", 1, _AT,
                              practice=False),
        },
    ),
    PaperForm.DESK_CARD: (
        desk_card.draw,
        {
            "plain": DeskCard("Trung tâm Phục vụ hành chính công xã Chư Pưh", _KEYS, _AT, practice=False),
            "longest": DeskCard("Trung tâm Phục vụ hành chính công xã Chư Pưh " * 3, _KEYS * 3, _AT, practice=True),
            "empty": DeskCard("", (), _AT, practice=False),
        },
    ),
    PaperForm.PROCEDURE_POSTER: (
        procedure_poster.draw,
        {
            "plain": _POSTER,
            "longest": replace(
                _POSTER, code="1.013962", name=LONGEST_NAME, practice=True,
                components=tuple(PosterComponent(f"Giấy tờ mẫu thứ {n}: {LONGEST_NAME[:90]}", "01 bản chính, 02 sao")
                                 for n in range(1, 41)),
            ),
            "empty": replace(_POSTER, sector="", components=(), fee_text="", limit_text="", channels="", hours=""),
        },
    ),
    PaperForm.CALL_LIST: (
        call_list.draw,
        {
            "plain": CallList(_head(call_list.TITLE, "Hạn tính theo lịch làm việc lúc 16:40 25/11/2026"), _CALLS),
            "longest": CallList(
                _head(call_list.TITLE, copy=2), (replace(_CALLS[0], applicant=_LONG_NAME, procedure=LONGEST_NAME[:300]),
                                                 *(_CALLS * 40)),
            ),
            "empty": CallList(_head(call_list.TITLE), ()),
        },
    ),
    PaperForm.DATE_EXPLANATION: (
        date_explanation.draw,
        {
            "plain": _EXPLAINED,
            "longest": replace(
                _EXPLAINED, procedure_name=LONGEST_NAME, sentences=_EXPLAINED.sentences * 6, practice=True, copy=3,
                days=tuple(ExplainedDay(DAY + dt.timedelta(days=n), DayMark.COUNTED if n else DayMark.RECEIVED, "", n)
                           for n in range(400)),
            ),
            "empty": replace(_EXPLAINED, sentences=_EXPLAINED.sentences[:1], days=()),
        },
    ),
    PaperForm.SLIP_STUB: (
        slip_stub.draw,
        {
            "plain": _STUB,
            "longest": replace(_STUB, procedure_name=LONGEST_NAME, return_channel_text=_ADDRESS, copy=2, practice=True),
            "empty": replace(_STUB, fee_text="", return_channel_text="", check_code=""),
        },
    ),
    PaperForm.TICKET: (
        ticket.draw,
        {
            "plain": Ticket(SLIP.heading.issuing_body, "A012", "Hộ tịch, chứng thực", "Quầy 2", 3, "", _AT,
                            practice=False),
            "longest": Ticket(SLIP.heading.issuing_body * 3, "ABC-0123", LONGEST_NAME[:200], "Quầy số 12", 999,
                              "người cao tuổi, người khuyết tật, phụ nữ mang thai", _AT, practice=True),
            "empty": Ticket("", "1", "", "", 0, "", _AT, practice=False),
        },
    ),
}  # fmt: skip

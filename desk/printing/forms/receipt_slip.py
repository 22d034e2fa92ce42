"""Form 01: the slip that receives a dossier and promises its result.

The words follow Circular 03/2025/TT-VPCP, Annex I, Form 01; its title and number are data of the edition.
The band with number, promise and QR code is the office's own: a citizen finds the day at arm's length.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from desk.printing import fonts, page, tables, words
from desk.printing.page import CENTER, text
from desk.printing.qr import QrCode
from desk.printing.regulations import FormLaw, form_law
from desk.printing.words import safe, time_words
from desk.vocabulary import FormEdition, PaperForm

SHEET = page.A5

_SIZES = (10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7)  # the first in which the slip fits one page; below 7 pt nobody reads it
_LARGE, _SMALL = _SIZES[0], _SIZES[-1]


@dataclass(frozen=True)
class _Scale:
    """Sizes in points for a slip whose body is set in `body`; crowded slips close up, the promise stays the loudest."""

    body: float

    def between(self, smallest: float, largest: float) -> float:
        """A measure that goes with the body from its smallest to its largest."""
        return smallest + (largest - smallest) * (self.body - _SMALL) / (_LARGE - _SMALL)

    @property
    def gap(self) -> float:
        """White between two fields."""
        return self.between(0.2, 2.2)

    @property
    def lead(self) -> float:
        """Line height as a share of the type."""
        return self.between(1.1, 1.18)

    @property
    def qr_side(self) -> float:
        """Side of the QR code: half a millimetre a module even on the most crowded slip."""
        return self.between(23, 28) * mm


@dataclass(frozen=True)
class SlipHeading:
    """Who issues the slip, and where to ask about it."""

    superior_body: str
    issuing_body: str
    place: str
    address: str
    phone: str
    lookup: str


@dataclass(frozen=True)
class SlipComponent:
    """One paper of the dossier and how many of it were handed in."""

    name: str
    originals: int
    certified: int
    photocopies: int


@dataclass(frozen=True)
class ReceiptSlip:
    """Everything that stands on one slip, frozen when it is promised. Instants carry their zone.

    `identity` names the kind of paper and its number, masked or not; `submitter_name` is the authorised person or the
    applicant again; `copy` is 1 for the first print; `replaces` names the slip whose place this one takes.
    """

    heading: SlipHeading
    number: str
    applicant_name: str
    submitter_name: str
    address: str
    phone: str
    email: str
    identity: str
    procedure_code: str
    procedure_name: str
    components: tuple[SlipComponent, ...]
    sets: int
    limit_text: str
    limit_note: str
    received_at: dt.datetime
    promised_at: dt.datetime
    return_channel_text: str
    fee_text: str
    officer_name: str
    check_code: str
    qr_payload: str
    copy: int
    printed_at: dt.datetime
    practice: bool
    replaces: str | None = None
    edition: FormEdition = FormEdition.TT03_2025


def draw(content: ReceiptSlip) -> bytes:
    """The slip as a PDF of one A5 page, in the largest type that fits; only what fits no type goes on a second page."""
    law = form_law(content.edition, PaperForm.RECEIPT_SLIP)
    paper = page.Paper(
        title=words.plain(f"{law.title} {content.number}"),
        foot=_foot(content, law),
        running=f"Mã hồ sơ: {content.number}",
        practice=content.practice,
    )
    room = page.room(SHEET, paper)
    story: list[Flowable] = []
    for size in _SIZES:
        story = _story(content, law, size)
        if page.height(story, SHEET.width) <= room:
            return page.build(SHEET, paper, lambda: story)
    return page.build(SHEET, paper, lambda: _story(content, law, _SIZES[-1]))


def _story(content: ReceiptSlip, law: FormLaw, size: float) -> list[Flowable]:
    """The whole slip with its body in `size` points; heading and band keep theirs."""
    head = content.heading
    return [
        page.heading(SHEET, head.superior_body, head.issuing_body, head.place, content.received_at),
        text(safe(law.title.upper()), page.style(13, fonts.BOLD, CENTER, above=size * 0.9)),
        *_marks(content),
        Spacer(1, size * 0.5),
        _band(content),
        Spacer(1, size * 0.25),
        *_parties(content, size),
        *_components(content, size),
        *_terms(content, size),
        _signatures(content, size),
    ]


def _marks(content: ReceiptSlip) -> list[Flowable]:
    """Which sheet this is: for the file or the citizen, printed again, in place of another."""
    marks = ["<i>(Liên: Lưu/Giao khách hàng)</i>"]
    if content.copy > 1:
        marks.append(f"<b>In lại lần {content.copy - 1}</b>")
    if content.replaces:
        marks.append(f"<b>Thay cho: {safe(content.replaces)}</b>")
    return [text(" – ".join(marks), page.style(9, align=CENTER))]


def _band(content: ReceiptSlip) -> Flowable:
    """Number, promise and QR code between two strong rules: the loudest thing on the page."""
    beside = SHEET.width - _QR_SIDE
    number = words.plain(content.number)
    number_size = min(_NUMBER_SIZE, _NUMBER_SIZE * (beside - 4) / fonts.width(number, fonts.BOLD, _NUMBER_SIZE))
    label = page.style(9)
    promise = page.style(_PROMISE_SIZE, fonts.BOLD, lead=1.12)
    told = [
        text(f"Mã hồ sơ: <font name='{fonts.BOLD}' size='{number_size}'>{safe(number)}</font>", label),
        text(f"Hẹn trả kết quả vào {words.weekday_words(content.promised_at)}:", label),
        text(f"{words.hour_words(content.promised_at)},", promise),
        text(words.day_words(content.promised_at), promise),
        text(f"Mã kiểm tra: {safe(content.check_code)}", label),
    ]
    rules = [("LINEABOVE", (0, 0), (-1, 0), 1.4, "black"), ("LINEBELOW", (0, -1), (-1, -1), 1.4, "black")]
    middle = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    return page.columns([told, QrCode(content.qr_payload, _QR_SIDE)], [beside, _QR_SIDE], [*rules, *middle])


def _parties(content: ReceiptSlip, size: float) -> list[Flowable]:
    return [
        _field("Tiếp nhận hồ sơ của", f"<b>{safe(content.applicant_name)}</b>", size),
        _field("Người nộp hồ sơ", safe(content.submitter_name), size),
        _field("Địa chỉ", safe(content.address), size),
        page.columns(
            [
                _field("Số điện thoại", safe(content.phone), size, above=0),
                _field("Email", safe(content.email), size, above=0),
            ],
            [SHEET.width * 0.42, SHEET.width * 0.58],
            [("TOPPADDING", (0, 0), (-1, -1), size * 0.18)],
        ),
        _field("Thẻ căn cước/Hộ chiếu", safe(content.identity), size),
        _field(
            "Nội dung yêu cầu giải quyết",
            f"<b>{safe(content.procedure_name)}</b> (mã thủ tục: {safe(content.procedure_code)})",
            size,
        ),
    ]


def _components(content: ReceiptSlip, size: float) -> list[Flowable]:
    """The list of papers with what was counted of each; a nought is struck out, never left blank."""
    label = "Thành phần hồ sơ nộp gồm"
    if not content.components:
        return [_field(label, words.NOTHING, size)]
    small = size * 0.93
    head = page.style(small, fonts.BOLD, CENTER, lead=1.1)
    name = page.style(small, lead=1.15)
    rows: list[list[object]] = [
        ["TT", text("Thành phần hồ sơ", head), text("Số lượng", head), "", ""],
        ["", "", text("Bản chính", head), text("Bản chứng thực", head), text("Bản photo", head)],
    ]
    for place, component in enumerate(content.components, start=1):
        counts = [component.originals, component.certified, component.photocopies]
        rows.append([str(place), text(safe(component.name), name), *(_counted(count) for count in counts)])
    narrow = 17 * mm
    widths = [8 * mm, SHEET.width - 8 * mm - 3 * narrow, narrow, narrow, narrow]
    spans = [
        ("SPAN", (0, 0), (0, 1)),
        ("SPAN", (1, 0), (1, 1)),
        ("SPAN", (2, 0), (4, 0)),
        ("LINEBELOW", (2, 0), (4, 0), 0.25, "black"),
    ]
    return [_field(label, "", size), Spacer(1, size * 0.3), tables.ruled(rows, widths, 2, small, spans)]


def _terms(content: ReceiptSlip, size: float) -> list[Flowable]:
    limit = safe(content.limit_text)
    if content.limit_note.strip():
        limit = f"{limit} ({safe(content.limit_note)})"
    return [
        _field("Số lượng hồ sơ", f"{words.count_words(content.sets)} (bộ)", size),
        _field("Thời gian giải quyết hồ sơ theo quy định là", limit, size),
        _field("Thời gian nhận hồ sơ", time_words(content.received_at), size),
        _field("Thời gian trả kết quả giải quyết hồ sơ", f"<b>{time_words(content.promised_at)}</b>", size),
        _field("Đăng ký nhận kết quả tại", safe(content.return_channel_text), size),
        _field("Phí, lệ phí (nếu có)", safe(content.fee_text), size),
    ]


def _signatures(content: ReceiptSlip, size: float) -> Flowable:
    blocks = [("NGƯỜI NỘP HỒ SƠ", content.submitter_name), ("NGƯỜI TIẾP NHẬN HỒ SƠ", content.officer_name)]
    return page.signatures(SHEET, size, blocks, room=size * 3.6, above=size * 0.8)


def _foot(content: ReceiptSlip, law: FormLaw) -> tuple[str, ...]:
    head = content.heading
    return (
        f"Tra cứu hồ sơ tại <b>{safe(head.lookup)}</b> – Đường dây nóng: <b>{safe(head.phone)}</b>",
        safe(head.address),
        f"{safe(law.source)} – In lúc {time_words(content.printed_at)}",
    )


def _field(label: str, value: str, size: float, above: float = 0.18) -> Flowable:
    """A line of the form; `value` is markup whose data went through `safe`."""
    return text(f"{label}: {value}", page.style(size, above=size * above))


def _counted(count: int) -> str:
    return words.count_words(count) if count else words.NOTHING

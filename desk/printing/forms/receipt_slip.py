"""Form 01: the slip that receives a dossier and promises its result.

Title, number, labels and signature blocks are data of the edition (Circular 03/2025/TT-VPCP, Annex I, Form 01).
The band with number, promise and QR code is the office's own: a citizen finds the day at arm's length.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable, Spacer

from desk.printing import fonts, page, tables, words
from desk.printing.letterhead import Letterhead, heading
from desk.printing.page import CENTER, text
from desk.printing.qr import QrCode, QrPlace
from desk.printing.regulations import FormLaw, form_law
from desk.printing.words import safe, time_words
from desk.rules.instants import weekday_words
from desk.vocabulary import FormEdition, PaperForm, Signs

SHEET = page.A5

_SIZES = (10, 9.5, 9, 8.5, 8, 7.5, 7)  # the first in which the slip fits one page; below 7 pt nobody reads it
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
        return self.between(0, 1.8)

    @property
    def lead(self) -> float:
        """Line height as a share of the type."""
        return self.between(1.1, 1.17)

    @property
    def qr_side(self) -> float:
        """Side of the QR code; on a crowded slip its modules are as small as a hand scanner reads."""
        return float(self.between(20, 25) * mm)


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
    What is not known before a dossier is stored may be empty on a slip that is only looked at: `promised_at` is struck
    out, the place of `qr_payload` stays white, and without `printed_at` the foot tells no time of printing.
    """

    heading: Letterhead
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
    promised_at: dt.datetime | None
    return_channel_text: str
    fee_text: str
    officer_name: str
    check_code: str
    qr_payload: str
    copy: int
    printed_at: dt.datetime | None
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
    return page.build(SHEET, paper, _SIZES, lambda size: _story(content, law, _Scale(size)))


def _story(content: ReceiptSlip, law: FormLaw, scale: _Scale) -> list[Flowable]:
    head = content.heading
    return [
        heading(SHEET, head, content.received_at),
        text(safe(law.title.upper()), page.style(12.5, fonts.BOLD, CENTER, above=scale.between(2, 7))),
        *_marks(content),
        Spacer(1, scale.between(2, 4)),
        _band(content, scale),
        Spacer(1, scale.between(0.5, 2)),
        *_fields(content, law, scale),
        _signatures(content, law, scale),
    ]


def _marks(content: ReceiptSlip) -> list[Flowable]:
    """Which sheet this is: for the file or the citizen, printed again, in place of another."""
    again = f" – <b>In lại lần {content.copy - 1}</b>" if content.copy > 1 else ""
    marks = [text(f"<i>(Liên: Lưu/Giao khách hàng)</i>{again}", page.style(8.5, align=CENTER))]
    if content.replaces:
        marks.append(text(f"<b>Thay cho: {safe(content.replaces)}</b>", page.style(8.5, align=CENTER, lead=1.12)))
    return marks


def _band(content: ReceiptSlip, scale: _Scale) -> Flowable:
    """Number, promise and QR code between two strong rules: the loudest thing on the page."""
    code = (QrCode if content.qr_payload else QrPlace)(content.qr_payload, scale.qr_side)
    beside = SHEET.width - code.side - code.quiet
    number = words.plain(content.number)
    small = scale.between(7.5, 9)
    largest = scale.between(13, 16)
    number_room = beside - fonts.width("Mã hồ sơ:  ", fonts.REGULAR, small)
    number_size = min(largest, largest * number_room / fonts.width(number, fonts.BOLD, largest))
    label = page.style(small, lead=1.1)
    promise = page.style(scale.between(15.5, 19), fonts.BOLD, lead=1.08)
    told = [
        text(
            f"<font name='{fonts.REGULAR}' size='{small}'>Mã hồ sơ:</font> {safe(number)}",
            page.style(number_size, fonts.BOLD, lead=1.12),
        ),
        Spacer(1, scale.between(1, 4)),
        *_promise(content.promised_at, label, promise),
        Spacer(1, scale.between(1, 3)),
        text(f"Mã kiểm tra: <b>{safe(content.check_code)}</b>", label),
    ]
    extra = [
        ("LINEABOVE", (0, 0), (-1, 0), 1.4, "black"),
        ("LINEBELOW", (0, -1), (-1, -1), 1.4, "black"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (1, 0), (1, 0), code.quiet),
        ("TOPPADDING", (1, 0), (1, 0), code.quiet),
        ("BOTTOMPADDING", (1, 0), (1, 0), code.quiet),
        ("TOPPADDING", (0, 0), (0, 0), scale.between(1, 4)),
        ("BOTTOMPADDING", (0, 0), (0, 0), scale.between(2, 5)),
    ]
    return page.columns([told, code], [beside, code.side + code.quiet], extra)


def _promise(promised_at: dt.datetime | None, label: Any, promise: Any) -> list[Flowable]:
    """The promise in three lines: weekday, hour, day; as many lines where there is none yet."""
    if promised_at is None:
        return [text("Hẹn trả kết quả vào", label), text(words.NOTHING, promise), Spacer(1, promise.leading)]
    return [
        text(f"Hẹn trả kết quả vào {weekday_words(promised_at)}", label),
        text(f"{words.hour_words(promised_at)},", promise),
        text(words.day_words(promised_at), promise),
    ]


def _fields(content: ReceiptSlip, law: FormLaw, scale: _Scale) -> list[Flowable]:
    """The form's fields in the order of the law; a lack is struck out."""
    label = law.fields
    contact = page.columns(
        [_field(label["contact"], safe(content.phone), scale), _field(label["email"], safe(content.email), scale)],
        [SHEET.width * 0.4, SHEET.width * 0.6],
        [("TOPPADDING", (0, 0), (-1, -1), scale.gap)],  # a cell has no space above its first line
    )
    limit = safe(content.limit_text)
    if content.limit_note.strip():
        limit = f"{limit} ({safe(content.limit_note)})"
    promised = words.NOTHING if content.promised_at is None else time_words(content.promised_at)
    filled: dict[str, str | list[Flowable]] = {
        "applicant": f"<b>{safe(content.applicant_name)}</b>",
        "submitter": safe(content.submitter_name),
        "address": safe(content.address),
        "contact": [contact],
        "email": [],  # beside the telephone number
        "identity": safe(content.identity),
        "procedure": f"<b>{safe(content.procedure_name)}</b> (mã thủ tục: {safe(content.procedure_code)})",
        "components": _components(content, label["components"], scale),
        "sets": f"{words.count_words(content.sets)} (bộ)",
        "limit": limit,
        "received": time_words(content.received_at),
        "promised": f"<b>{promised}</b>",
        "channel": safe(content.return_channel_text),
        "fee": safe(content.fee_text),
        "book": "............ Số thứ tự: ............",  # kept by hand where a book of paper is kept
    }
    made: list[Flowable] = []
    for key, name in label.items():
        value = filled[key]
        made += [_field(name, value, scale)] if isinstance(value, str) else value
    return made


def _components(content: ReceiptSlip, label: str, scale: _Scale) -> list[Flowable]:
    """The list of papers with what was counted of each; a nought is struck out, never left blank."""
    if not content.components:
        return [_field(label, words.NOTHING, scale)]
    size = scale.between(6.5, 9.2)
    head = page.style(size, fonts.BOLD, CENTER, lead=1.1)
    name = page.style(size, lead=1.15)
    rows: list[list[object]] = [
        ["TT", text("Thành phần hồ sơ", head), text("Số lượng", head), "", ""],
        ["", "", text("Bản chính", head), text("Bản chứng thực", head), text("Bản photo", head)],
    ]
    for place, component in enumerate(content.components, start=1):
        counts = [component.originals, component.certified, component.photocopies]
        rows.append([str(place), text(safe(component.name), name), *(_counted(count) for count in counts)])
    narrow = scale.between(13.5, 18) * mm
    widths = [7 * mm, SHEET.width - 7 * mm - 3 * narrow, narrow, narrow, narrow]
    spans = [
        ("SPAN", (0, 0), (0, 1)),
        ("SPAN", (1, 0), (1, 1)),
        ("SPAN", (2, 0), (4, 0)),
        ("LINEBELOW", (2, 0), (4, 0), 0.25, "black"),
    ]
    return [_field(label, "", scale), Spacer(1, scale.between(1, 3)), tables.ruled(rows, widths, 2, size, spans)]


def _signatures(content: ReceiptSlip, law: FormLaw, scale: _Scale) -> Flowable:
    """The officer's name is printed; who hands in writes the own name, as the form asks."""
    names = {Signs.OFFICER: content.officer_name}
    blocks = [(safe(block.capacity), names.get(block.who, "")) for block in law.signatures]
    return page.signatures(SHEET, scale.body, blocks, room=scale.between(20, 36), above=scale.between(3, 7))


def _foot(content: ReceiptSlip, law: FormLaw) -> tuple[str, ...]:
    head = content.heading
    printed = "" if content.printed_at is None else f" – In lúc {time_words(content.printed_at)}"
    return (
        f"Tra cứu hồ sơ: <b>{safe(head.lookup)}</b> – Đường dây nóng: <b>{safe(head.phone)}</b> – {safe(head.address)}",
        f"{safe(law.source)}{printed}",
    )


def _field(label: str, value: str, scale: _Scale) -> Flowable:
    """A line of the form; `value` is markup whose data went through `safe`."""
    style = page.style(scale.body, above=scale.gap, lead=scale.lead)
    return text(f"{label}: {value}".rstrip(), style)


def _counted(count: int) -> str:
    return words.count_words(count) if count else words.NOTHING

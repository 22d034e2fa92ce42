"""What a scanned card means at receipt: the applicant, somebody else who hands in, or the same person again."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from desk.rules.card import Card
from desk.rules.scan import CardScan
from desk.ui.intake.intake_fields import IntakeFields
from desk.ui.intake.offer import Offer

AUTHORISED_KEY = "F6"


class Taken(Enum):
    """What was done with a card."""

    APPLICANT = auto()
    DIFFERS = auto()
    AUTHORISED = auto()
    OFFERED = auto()
    KNOWN = auto()
    NO_ROOM = auto()


def take_card(fields: IntakeFields, offer: Offer, scan: CardScan) -> Taken:
    """Put a card where it belongs. What was typed is never overwritten: a second person is offered as authorised."""
    card, applicant, authorised = scan.card, fields.applicant, fields.authorised
    offer.drop()
    if authorised.is_open() and authorised.personal_id() == card.id:
        return Taken.KNOWN
    in_block = authorised.is_open() and authorised.isAncestorOf(fields.focusWidget() or fields)
    if _is_applicant(fields, card) and not in_block:
        return Taken.APPLICANT if applicant.take_card(card, scan.text) else Taken.DIFFERS
    if authorised.is_open() and authorised.name.text() == "" and authorised.number.text() == "":
        authorised.take_card(card)
        return Taken.AUTHORISED
    if not authorised.is_empty():
        return Taken.NO_ROOM
    words = _tr("Thẻ vừa quét là của {name}, không phải người nộp đang ghi.").format(name=card.name)
    offer.make(words, _tr("Nhận là người được ủy quyền"), AUTHORISED_KEY, lambda: authorised.take_card(card))
    return Taken.OFFERED


def warning_words(warnings: tuple[str, ...]) -> str:
    """What to look at on the card once more; empty when all fits."""
    words = {
        "sex": _tr("giới tính"),
        "birth_year": _tr("năm sinh"),
        "place_code": _tr("mã nơi khai sinh"),
    }
    if not warnings:
        return ""
    said = _tr("Số căn cước không khớp với {what}: hãy so lại với thẻ, vẫn lưu được.")
    return said.format(what=", ".join(words[one] for one in warnings))


def _is_applicant(fields: IntakeFields, card: Card) -> bool:
    """Whether the card is of the person who stands in the form, or nobody stands there yet."""
    applicant = fields.applicant
    if applicant.organisation:
        return False
    number, name = applicant.personal_id(), applicant.name.text().strip()
    return number == card.id if number else not name or name.casefold() == card.name.casefold()


def _tr(text: str) -> str:
    return QCoreApplication.translate("card_desk", text)

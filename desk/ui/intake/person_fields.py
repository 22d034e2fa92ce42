"""The fields of a person or organisation at the counter, filled by a card or typed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from desk.rules.card import Card
from desk.rules.identity import identity_warnings
from desk.rules.old_address import as_printed
from desk.services.intake_request import PartyGiven
from desk.ui.intake.now_at import NowAt
from desk.ui.intake.rows import add_row, field_grid
from desk.ui.widgets.labels import buddy
from desk.vocabulary import IdKind, PartyKind, Sex

_DAY = re.compile(r"(\d{1,2})[/.\- ]?(\d{1,2})[/.\- ]?(\d{4})", re.ASCII)
_STORED_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_BLANKS = re.compile(r"[ \u00a0]")
_CITIZEN_ID = re.compile(r"\d{12}", re.ASCII)


class PersonFields(QWidget):
    """The applicant's fields. They check nothing: `party` says what was typed, the gate of the services judges.

    Signals:
        changed: something of it was typed, chosen or filled.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], dt.date], beside: tuple[QWidget, ...] = ()) -> None:
        """`beside` stands after the e-mail address; it is its owner's."""
        super().__init__()
        self._beside = beside
        self.name, self.number, self.born, self.phone, self.email, self.address = (QLineEdit() for _ in range(6))
        self.tax_code, self.representative = QLineEdit(), QLineEdit()
        self.kind, self.id_kind, self.sex = QComboBox(), id_kinds(), QComboBox()
        self._card: tuple[str, dict[str, Any]] | None = None
        self.born.setPlaceholderText(self.tr("05/03/1990"))
        for text, value in ((self.tr("Cá nhân"), PartyKind.PERSON), (self.tr("Tổ chức"), PartyKind.ORGANISATION)):
            self.kind.addItem(text, value.value)
        for text, chosen in (("", ""), (self.tr("Nam"), Sex.MALE.value), (self.tr("Nữ"), Sex.FEMALE.value)):
            self.sex.addItem(text, chosen)
        self.kind.setAccessibleName(self.tr("Loại người nộp"))
        self.id_kind.setAccessibleName(self.tr("Loại giấy tờ"))
        for field, width in ((self.kind, 112), (self.id_kind, 116), (self.born, 108), (self.sex, 80)):
            field.setFixedWidth(width)
        self.phone.setFixedWidth(144 if beside else 200)
        self.tax_code.setFixedWidth(200)
        self._name_label = QLabel()
        self.now_at = NowAt(self.address, today, self)
        self._lay_out()
        for line in self.findChildren(QLineEdit):
            line.textChanged.connect(self.changed)
        for box in (self.id_kind, self.sex):
            box.currentIndexChanged.connect(self.changed)
        self.kind.currentIndexChanged.connect(self._kind_changed)
        self.id_kind.currentIndexChanged.connect(self._id_kind_changed)
        self.number.editingFinished.connect(self._group_number)
        self._kind_changed()

    # --- what stands there --------------------------------------------------------------------------------------------

    @property
    def organisation(self) -> bool:
        """Whether an organisation hands in."""
        return bool(self.kind.currentData() == PartyKind.ORGANISATION.value)

    def entries(self) -> tuple[QWidget, ...]:
        """The fields that Enter leads through; the e-mail address is only asked for by those who want it."""
        if self.organisation:
            return (self.name, self.tax_code, self.representative, self.phone, self.address)
        number = () if self._no_number() else (self.number,)
        return (self.name, *number, self.born, self.sex, self.phone, self.address)

    def at_fault(self, field: str) -> QWidget | None:
        """The field that an error speaks of."""
        known: dict[str, QWidget] = {
            "card": self.name,
            "applicant": self.name,
            "name": self.name,
            "kind": self.kind,
            "id_kind": self.id_kind,
            "personal_id": self.number,
            "born": self.born,
            "sex": self.sex,
            "address": self.address,
            "phone": self.phone,
            "email": self.email,
            "tax_code": self.tax_code,
            "representative": self.representative,
        }
        return known.get(field.removeprefix("applicant."))

    def is_empty(self) -> bool:
        """Whether nothing was typed or filled."""
        return not any(field.text() for field in self.findChildren(QLineEdit))

    def personal_id(self) -> str:
        """The identity number without the blanks between its groups; empty for an organisation."""
        return "" if self.organisation or self._no_number() else bare(self.number.text())

    def party(self) -> dict[str, Any]:
        """What was typed, as `applicant` of a request."""
        given = {**self._person(), "phone": self.phone.text(), "email": self.email.text()}
        return {name: value for name, value in given.items() if value}

    def card(self) -> str | None:
        """The text of the card while its fields stand as the card filled them."""
        stands = self._person()
        stands["address"] = as_printed(stands["address"])  # what it is called now may be added to what a card says
        return self._card[0] if self._card is not None and self._card[1] == stands else None

    def warnings(self) -> tuple[str, ...]:
        """What of the number does not fit birth and sex, as of `identity_warnings`; nothing while one is missing."""
        number, sex = self.personal_id(), self.sex.currentData()
        born = _STORED_DAY.fullmatch(day_of_document(self.born.text()))
        if not (_CITIZEN_ID.fullmatch(number) and self.id_kind.currentData() == IdKind.CITIZEN.value and sex and born):
            return ()
        try:
            return identity_warnings(number, dt.date.fromisoformat(born[0]), Sex(sex))
        except ValueError:
            return ()

    # --- filling ------------------------------------------------------------------------------------------------------

    def take_card(self, card: Card, text: str) -> bool:
        """Fill what is empty from a card. Returns whether every field now stands as on the card."""
        self._choose(self.id_kind, IdKind.CITIZEN.value)
        printed = {
            "name": card.name,
            "personal_id": card.id,
            "born": card.born.isoformat(),
            "sex": card.sex.value,
            "address": card.address,
        }
        self._fill(printed)
        whole = {"kind": PartyKind.PERSON.value, "id_kind": IdKind.CITIZEN.value, **printed}
        stands = {name: value for name, value in self._person().items() if value}
        same = stands == {name: value for name, value in whole.items() if value}
        if same:
            self._card = (text, self._person())
        return same

    def take_known(self, party: PartyGiven) -> None:
        """Fill what is empty with what is known of a person from an earlier dossier."""
        if not self.personal_id():
            self._choose(self.id_kind, party.id_kind.value)
        self._fill(
            {
                "name": party.name,
                "personal_id": party.personal_id,
                "born": party.born.isoformat() if party.born else "",
                "sex": party.sex.value if party.sex else "",
                "address": party.address,
                "phone": party.phone,
                "email": party.email,
            }
        )

    def restore(self, given: Mapping[str, Any], card: str | None) -> None:
        """Put back what `party` and `card` once said."""
        self.reset()
        self._choose(self.kind, given.get("kind"))
        self._choose(self.id_kind, given.get("id_kind"))
        self._fill(given)
        if card:
            self._card = (card, {**self._person(), "address": as_printed(self.address.text())})

    def reset(self) -> None:
        """Empty every field."""
        self._card = None
        for field in self.findChildren(QLineEdit):
            field.clear()
        for box in (self.kind, self.id_kind, self.sex):
            box.setCurrentIndex(0)

    def _fill(self, given: Mapping[str, Any]) -> None:
        for name, field in (
            ("name", self.name), ("personal_id", self.number), ("born", self.born), ("address", self.address),
            ("phone", self.phone), ("email", self.email), ("tax_code", self.tax_code),
            ("representative", self.representative),
        ):  # fmt: skip
            if field.text() or not given.get(name):
                continue
            text = str(given[name])
            field.setText(grouped(text) if field is self.number else shown_day(text) if field is self.born else text)
            field.setCursorPosition(0)
        if not self.sex.currentData():
            self._choose(self.sex, given.get("sex"))

    def _person(self) -> dict[str, Any]:
        """Everything that a card may say, and what stands in its place for an organisation."""
        kind = self.kind.currentData()
        if self.organisation:
            return {
                "kind": kind,
                "name": self.name.text(),
                "tax_code": bare(self.tax_code.text()),
                "representative": self.representative.text(),
                "address": self.address.text(),
            }
        number = self.personal_id()
        return {
            "kind": kind,
            "name": self.name.text(),
            "id_kind": self.id_kind.currentData() if number or self._no_number() else "",
            "personal_id": number,
            "born": day_of_document(self.born.text()),
            "sex": self.sex.currentData(),
            "address": self.address.text(),
        }

    # --- shape --------------------------------------------------------------------------------------------------------

    def _no_number(self) -> bool:
        return bool(self.id_kind.currentData() == IdKind.NONE.value)

    def _choose(self, box: QComboBox, value: object) -> None:
        at = box.findData(value)
        if at >= 0:
            box.setCurrentIndex(at)

    def _kind_changed(self) -> None:
        words = self.tr("Tên tổ c&hức") if self.organisation else self.tr("&Họ và tên")
        self._name_label.setText(words)
        self.name.setAccessibleName(words.replace("&", ""))
        for widget in self._of_person:
            widget.setVisible(not self.organisation)
        for widget in self._of_organisation:
            widget.setVisible(self.organisation)
        self.changed.emit()

    def _id_kind_changed(self) -> None:
        self.number.setEnabled(not self._no_number())

    def _group_number(self) -> None:
        if self.number.text() != (text := grouped(self.number.text())):
            self.number.setText(text)

    def _lay_out(self) -> None:
        grid = field_grid(self)
        self._name_label.setBuddy(self.name)
        add_row(grid, self._name_label, self.name, self.kind, stretch=0)
        number = buddy(self.tr("&Số giấy tờ"), self.number)
        born, sex = buddy(self.tr("Ngà&y sinh"), self.born), buddy(self.tr("&Giới tính"), self.sex)
        of_person = (self.id_kind, self.number, born, self.born, sex, self.sex)
        add_row(grid, number, *of_person, stretch=1)
        tax = buddy(self.tr("&Mã số thuế"), self.tax_code)
        representative = buddy(self.tr("Người đại &diện"), self.representative)
        of_organisation = (self.tax_code, representative, self.representative)
        add_row(grid, tax, *of_organisation, stretch=2)
        phone = buddy(self.tr("Điện th&oại"), self.phone)
        email = buddy(self.tr("&E-mail"), self.email)
        add_row(grid, phone, self.phone, email, self.email, *self._beside, stretch=2)
        add_row(grid, buddy(self.tr("Địa &chỉ"), self.address), self.address)
        grid.addWidget(self.now_at, grid.rowCount(), 1)
        self._of_person = (number, *of_person)
        self._of_organisation = (tax, *of_organisation)


def id_kinds() -> QComboBox:
    """The kinds of identity paper to choose from."""
    box = QComboBox()
    for text, value in (
        (box.tr("Căn cước"), IdKind.CITIZEN), (box.tr("Hộ chiếu"), IdKind.PASSPORT), (box.tr("Không có"), IdKind.NONE)
    ):  # fmt: skip
        box.addItem(text, value.value)
    return box


def bare(number: str) -> str:
    """A number without the blanks that part its groups."""
    return _BLANKS.sub("", number)


def grouped(number: str) -> str:
    """A 12-digit number in groups of three, as a person reads it aloud; anything else as it is."""
    digits = bare(number)
    return " ".join(digits[at : at + 3] for at in range(0, 12, 3)) if _CITIZEN_ID.fullmatch(digits) else number


def day_of_document(typed: str) -> str:
    """`5/3/1990` and `05031990` as `1990-03-05`; anything else as it was typed, for the gate to refuse."""
    found = _DAY.fullmatch(typed.strip())
    return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else typed


def shown_day(stored: str) -> str:
    """`1990-03-05` as `05/03/1990`; anything else as it is."""
    found = _STORED_DAY.fullmatch(stored)
    return f"{found[3]}/{found[2]}/{found[1]}" if found else stored

"""Who hands in: the line for the card, and the fields it fills or the clerk types."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from desk.rules.card import Card, read_card
from desk.ui import style
from desk.ui.widgets.labels import buddy
from desk.vocabulary import IdKind, Sex

LABEL_WIDTH = 116
_DAY = re.compile(r"(\d{1,2})[/.\- ]?(\d{1,2})[/.\- ]?(\d{4})", re.ASCII)


class ApplicantFields(QWidget):
    """The fields of a person. They check nothing: `document` says what was typed, the gate of the services judges."""

    def __init__(self) -> None:
        super().__init__()
        self.scan, self.name, self.number, self.born, self.phone, self.address = (QLineEdit() for _ in range(6))
        self.id_kind, self.sex = QComboBox(), QComboBox()
        self._card: tuple[str, dict[str, str]] | None = None
        self.scan.setPlaceholderText(self.tr("Đưa thẻ vào máy quét, hoặc gõ họ tên hay số căn cước rồi Enter"))
        self.born.setPlaceholderText(self.tr("ngày/tháng/năm"))
        self.id_kind.addItem(self.tr("Căn cước"), IdKind.CITIZEN.value)
        self.id_kind.addItem(self.tr("Hộ chiếu"), IdKind.PASSPORT.value)
        for text, value in (("", ""), (self.tr("Nam"), Sex.MALE.value), (self.tr("Nữ"), Sex.FEMALE.value)):
            self.sex.addItem(text, value)
        self.id_kind.setAccessibleName(self.tr("Loại giấy tờ"))
        self.id_kind.setFixedWidth(116)
        self.born.setFixedWidth(150)
        self.sex.setFixedWidth(92)
        self._lay_out()

    def entries(self) -> tuple[QWidget, ...]:
        """The fields in the order of the keyboard."""
        return (self.scan, self.name, self.number, self.born, self.sex, self.phone, self.address)

    def at_fault(self, field: str) -> QWidget | None:
        """The field that an error's `field` or `why` speaks of."""
        known: dict[str, QWidget] = {
            "card": self.scan,
            "name": self.name,
            "applicant": self.name,
            "personal_id": self.number,
            "born": self.born,
            "sex": self.sex,
            "address": self.address,
            "phone": self.phone,
        }
        return known.get(field.removeprefix("applicant."))

    def read_scan(self, today: dt.date) -> Card | None:
        """Take what stands in the card line into the fields: a card's text, a number, or a name.

        Raises:
            BadCard: the text has the bars of a card and is not one; it stays where it is.
        """
        text = self.scan.text()
        if "|" not in text:
            (self.number if text.strip().isdigit() else self.name).setText(text.strip())
            self.scan.clear()
            return None
        card = read_card(text, today)
        self.name.setText(card.name)
        self.id_kind.setCurrentIndex(self.id_kind.findData(IdKind.CITIZEN.value))
        self.number.setText(card.id)
        self.born.setText(f"{card.born:%d/%m/%Y}")
        self.sex.setCurrentIndex(self.sex.findData(card.sex.value))
        self.address.setText(card.address)
        for field in (self.name, self.address):
            field.setCursorPosition(0)
        self._card = (text, self._person())
        self.scan.clear()
        return card

    def document(self) -> dict[str, Any]:
        """`applicant` and, while its fields stand as the card filled them, `card` of a request."""
        person = self._person()
        given: dict[str, Any] = {"applicant": {name: value for name, value in person.items() if value}}
        if phone := self.phone.text():
            given["applicant"]["phone"] = phone
        if self._card is not None and self._card[1] == person:
            given["card"] = self._card[0]
        return given

    def is_empty(self) -> bool:
        """Whether nothing was typed or scanned."""
        return not any(field.text() for field in self.findChildren(QLineEdit))

    def reset(self) -> None:
        """Empty every field."""
        self._card = None
        for field in self.findChildren(QLineEdit):
            field.clear()
        self.id_kind.setCurrentIndex(0)
        self.sex.setCurrentIndex(0)

    def _person(self) -> dict[str, str]:
        number = self.number.text()
        return {
            "name": self.name.text(),
            "id_kind": self.id_kind.currentData() if number else "",
            "personal_id": number,
            "born": _day_of_document(self.born.text()),
            "sex": self.sex.currentData(),
            "address": self.address.text(),
        }

    def _lay_out(self) -> None:
        grid = field_grid(self)
        add_row(grid, buddy(self.tr("&Quét hoặc gõ"), self.scan), self.scan)
        add_row(grid, buddy(self.tr("&Họ và tên"), self.name), self.name)
        add_row(grid, buddy(self.tr("&Số giấy tờ"), self.number), self.id_kind, self.number)
        sex = buddy(self.tr("&Giới tính"), self.sex)
        phone = buddy(self.tr("Điện th&oại"), self.phone)
        add_row(grid, buddy(self.tr("Ngà&y sinh"), self.born), self.born, sex, self.sex, phone, self.phone)
        add_row(grid, buddy(self.tr("Địa &chỉ"), self.address), self.address)
        self.scan.setAccessibleName(self.tr("Quét căn cước hoặc gõ"))


def field_grid(owner: QWidget) -> QGridLayout:
    """The grid of a form: labels in one column, fields in the other."""
    grid = QGridLayout(owner)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(6)
    grid.setHorizontalSpacing(style.M)
    grid.setColumnMinimumWidth(0, LABEL_WIDTH)
    grid.setColumnStretch(1, 1)
    return grid


def add_row(grid: QGridLayout, name: QLabel, *fields: QWidget) -> None:
    """Add a label and what stands beside it; the last takes the room that is left."""
    row = grid.rowCount()
    grid.addWidget(name, row, 0)
    if len(fields) == 1:
        grid.addWidget(fields[0], row, 1)
        return
    line = QHBoxLayout()
    line.setSpacing(style.S)
    for field in fields:
        line.addWidget(field)
        if isinstance(field, QLabel):
            field.setContentsMargins(style.S, 0, 0, 0)
    line.setStretch(len(fields) - 1, 1)
    grid.addLayout(line, row, 1)


def _day_of_document(typed: str) -> str:
    """`5/3/1990` and `05031990` as `1990-03-05`; anything else as it was typed, for the gate to refuse."""
    found = _DAY.fullmatch(typed.strip())
    return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else typed

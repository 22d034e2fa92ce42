"""Who hands in for somebody else: a block that stays closed until it is needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desk.rules.card import Card
from desk.ui import style
from desk.ui.intake.person_fields import bare, grouped, id_kinds
from desk.ui.intake.rows import add_row, field_grid
from desk.ui.widgets.labels import label
from desk.vocabulary import IdKind


class AuthorisedFields(QWidget):
    """The authorised person and the paper that says so.

    Signals:
        changed: something was typed or filled.
        opened: the block was opened (True) or closed.
    """

    changed = Signal()
    opened = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.name, self.number, self.phone, self.paper = (QLineEdit() for _ in range(4))
        self.id_kind = id_kinds()
        self._beside: tuple[str, dict[str, Any]] | None = None
        self.toggle = QPushButton()
        self.toggle.setProperty("role", "link")
        self.toggle.setAccessibleName(self.tr("Người được ủy quyền"))
        self.toggle.clicked.connect(lambda: self.show_block(not self.is_open()))
        self.paper.setPlaceholderText(self.tr("số, ngày"))
        for field, words in (
            (self.name, self.tr("Họ và tên của người được ủy quyền")),
            (self.id_kind, self.tr("Loại giấy tờ của người được ủy quyền")),
            (self.number, self.tr("Số giấy tờ của người được ủy quyền")),
            (self.phone, self.tr("Điện thoại của người được ủy quyền")),
            (self.paper, self.tr("Văn bản ủy quyền")),
        ):
            field.setAccessibleName(words)
        self._block = QWidget()
        self._lay_out()
        for line in self.findChildren(QLineEdit):
            line.textChanged.connect(self.changed)
        self.id_kind.currentIndexChanged.connect(self._id_kind_changed)
        self.number.editingFinished.connect(self._group_number)
        self.show_block(False)

    def is_open(self) -> bool:
        """Whether its fields are shown."""
        return not self._block.isHidden()

    def show_block(self, shown: bool) -> None:
        """Open the block and begin at its name, or close it; what was typed in it then counts no more."""
        self._block.setVisible(shown)
        self.setVisible(shown)  # its toggle stands elsewhere
        words = self.tr("Bỏ người được ủy q&uyền   F6") if shown else self.tr("+ Người được ủy q&uyền   F6")
        self.toggle.setText(words)
        self.opened.emit(shown)
        self.changed.emit()

    def entries(self) -> tuple[QWidget, ...]:
        """The fields that Enter leads through."""
        number = () if self.id_kind.currentData() == IdKind.NONE.value else (self.number,)
        return (self.name, *number, self.phone, self.paper) if self.is_open() else ()

    def at_fault(self, field: str) -> QWidget | None:
        """The field that an error speaks of."""
        where, _, name = field.rpartition(".")
        known: dict[str, QWidget] = {
            "name": self.name,
            "personal_id": self.number,
            "id_kind": self.id_kind,
            "phone": self.phone,
        }
        if field == "note":
            return self.paper
        return known.get(name, self.name) if where == "authorised_person" else None

    def is_empty(self) -> bool:
        """Whether nothing was typed or filled."""
        return not any(field.text() for field in self.findChildren(QLineEdit))

    def personal_id(self) -> str:
        """The identity number without the blanks between its groups."""
        return bare(self.number.text())

    def party(self) -> dict[str, Any] | None:
        """What was typed, as `authorised_person` of a request; None while closed or empty."""
        if not self.is_open() or self.is_empty():
            return None
        number = self.personal_id()
        numberless = self.id_kind.currentData() == IdKind.NONE.value
        given = {
            "name": self.name.text(),
            "id_kind": self.id_kind.currentData() if number or numberless else "",
            "personal_id": "" if numberless else number,
            "phone": self.phone.text(),
        }
        if self._beside is not None and self._beside[0] == number:
            given |= self._beside[1]
        return {name: value for name, value in given.items() if value}

    def take_card(self, card: Card) -> None:
        """Fill the block from a card; it was empty."""
        self.show_block(True)
        self.id_kind.setCurrentIndex(self.id_kind.findData(IdKind.CITIZEN.value))
        self.name.setText(card.name)
        self.number.setText(grouped(card.id))
        beside = {"born": card.born.isoformat(), "sex": card.sex.value, "address": card.address}
        self._beside = (card.id, beside)
        self.changed.emit()

    def restore(self, given: Mapping[str, Any] | None, paper: str) -> None:
        """Put back what `party` and `paper` once said."""
        self.reset()
        if not given and not paper:
            return
        given = given or {}
        self.id_kind.setCurrentIndex(max(0, self.id_kind.findData(given.get("id_kind"))))
        for name, field in (("name", self.name), ("personal_id", self.number), ("phone", self.phone)):
            field.setText(str(given.get(name) or ""))
        self.number.setText(grouped(self.number.text()))
        self.paper.setText(paper)
        beside = {name: given[name] for name in ("born", "sex", "address") if given.get(name)}
        self._beside = (self.personal_id(), beside) if beside else None
        self.show_block(True)

    def reset(self) -> None:
        """Empty and close the block."""
        self._beside = None
        for field in self.findChildren(QLineEdit):
            field.clear()
        self.id_kind.setCurrentIndex(0)
        self.show_block(False)

    def _id_kind_changed(self) -> None:
        self.number.setEnabled(self.id_kind.currentData() != IdKind.NONE.value)
        self.changed.emit()

    def _group_number(self) -> None:
        if self.number.text() != (text := grouped(self.number.text())):
            self.number.setText(text)

    def _lay_out(self) -> None:
        grid = field_grid(self._block)
        self.id_kind.setFixedWidth(116)
        self.number.setFixedWidth(144)
        self.phone.setFixedWidth(150)
        add_row(grid, label(self.tr("Họ và tên")), self.name, label(self.tr("Điện thoại")), self.phone, stretch=0)
        paper = label(self.tr("Văn bản ủy quyền"))
        add_row(grid, label(self.tr("Số giấy tờ")), self.id_kind, self.number, paper, self.paper)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.XS)
        layout.addWidget(self._block)

"""How it is paid and who signs: the sum large, the way of payment, a waiver with its reason, the official receipt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desk.rules.money import format_vnd
from desk.services.lanes import Taken
from desk.services.money_words import WAIVER_WORDS, WAY_WORDS
from desk.ui import style
from desk.ui.widgets.labels import buddy, hairline, label
from desk.vocabulary import PaidBy, WaiverReason


class TakingFields(QWidget):
    """What is owed, and how it is taken.

    Signals:
        changed: something of it was typed or chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.due = 0
        self.heading, self.total, self.source = label("", "section"), label("", "moment"), label("", "small", wrap=True)
        self.signer, self.way, self.reason = QComboBox(), QComboBox(), QComboBox()
        self.signer.setEditable(True)
        self.signer.setCompleter(None)  # type: ignore[arg-type]  # it would fight the Vietnamese keyboard
        written = self.signer.lineEdit()
        assert written is not None
        written.setAccessibleName(self.tr("Người ký"))
        self.symbol, self.number, self.waived, self.note = (QLineEdit() for _ in range(4))
        self.waive = QCheckBox(self.tr("Miễn, giảm   F6"))
        self.waive.setAccessibleName(self.tr("Miễn, giảm"))
        for way, words in WAY_WORDS.items():
            self.way.addItem(words[:1].upper() + words[1:], way.value)
        for reason, words in WAIVER_WORDS.items():
            self.reason.addItem(words[:1].upper() + words[1:], reason.value)
        self.waived.setPlaceholderText(self.tr("tất cả"))
        self._lay_out()
        self.waive.toggled.connect(self._waive_toggled)
        for line in (self.symbol, self.number, self.waived, self.note):
            line.textChanged.connect(self._tell)
        for box in (self.way, self.reason):
            box.currentIndexChanged.connect(self._tell)
        self.signer.editTextChanged.connect(self.changed)
        self._waive_toggled(False)

    def offer_signers(self, names: tuple[str, ...]) -> None:
        """Let these sign; the first is proposed, and whom the officer chose before stays chosen."""
        chosen = self.signer.currentText()
        self.signer.blockSignals(True)
        self.signer.clear()
        self.signer.addItems(list(names))
        if chosen:
            self.signer.setEditText(chosen)
        self.signer.blockSignals(False)

    def add_below(self, name: QWidget, field: QWidget) -> None:
        """One more field, in line with the others."""
        row = self._grid.rowCount()
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(field, row, 1)

    def hide_signer(self) -> None:
        """Nothing is signed here but the receipt."""
        for widget in self._of_signer:
            widget.hide()

    def show_due(self, amount: int | None, source: str) -> None:
        """What is owed by the rule and where the rule stands; None where there is no rule to count by."""
        self.due = amount or 0
        self.source.setText(source)
        self.source.setVisible(bool(source))
        words = self.tr("chưa có mức thu") if amount is None else format_vnd(self.due - self.waived_amount())
        self.total.setText(words)
        self.total.setAccessibleName(self.tr("Phải thu {amount}").format(amount=words))

    def waived_amount(self) -> int:
        """What is waived: the whole sum unless less was typed."""
        if not self.waive.isChecked():
            return 0
        digits = "".join(char for char in self.waived.text() if char.isdigit())
        return min(int(digits), self.due) if digits else self.due

    def taken(self) -> Taken:
        """What stands there, for the service."""
        waived = self.waived_amount()
        return Taken(
            PaidBy(self.way.currentData()),
            waived,
            WaiverReason(self.reason.currentData()) if waived else None,
            self.note.text() if self.waive.isChecked() else "",
            self.symbol.text(),
            self.number.text(),
        )

    def signed_by(self) -> str | None:
        """Who signs."""
        return self.signer.currentText().strip() or None

    def reset(self) -> None:
        """Ready for the next payer; signer and symbol of the receipts stay, they rarely change."""
        self.waive.setChecked(False)
        for line in (self.number, self.waived, self.note):
            line.clear()
        self.way.setCurrentIndex(0)

    def document(self) -> dict[str, Any]:
        """What stands there, as a draft keeps it."""
        return {
            "way": self.way.currentData(), "symbol": self.symbol.text(), "number": self.number.text(),
            "waive": self.waive.isChecked(), "waived": self.waived.text(), "reason": self.reason.currentData(),
            "note": self.note.text(), "signer": self.signer.currentText(),
        }  # fmt: skip

    def restore(self, given: Mapping[str, Any]) -> None:
        """Put back what `document` once said."""
        self.way.setCurrentIndex(max(0, self.way.findData(given.get("way"))))
        self.reason.setCurrentIndex(max(0, self.reason.findData(given.get("reason"))))
        self.waive.setChecked(bool(given.get("waive")))
        for name in ("symbol", "number", "waived", "note"):
            getattr(self, name).setText(str(given.get(name) or ""))
        self.signer.setEditText(str(given.get("signer") or ""))

    def _waive_toggled(self, waived: bool) -> None:
        for widget in self._of_waiver:
            widget.setVisible(waived)
        self._tell()

    def _tell(self) -> None:
        self.show_due(self.due, self.source.text())
        self.changed.emit()

    def _lay_out(self) -> None:
        self.heading.setText(self.tr("PHẢI THU"))
        self._grid = grid = QGridLayout()
        grid.setHorizontalSpacing(style.S)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        reason, waived = buddy(self.tr("Vì s&ao"), self.reason), buddy(self.tr("&Trừ đi"), self.waived)
        note = buddy(self.tr("Ghi &rõ"), self.note)
        signer = buddy(self.tr("&Người ký"), self.signer)
        self._of_signer = (signer, self.signer)
        rows = (
            (signer, self.signer),
            (buddy(self.tr("Cách th&u"), self.way), self.way),
            (buddy(self.tr("Ký hiệu &biên lai"), self.symbol), self.symbol),
            (buddy(self.tr("Số biên &lai"), self.number), self.number),
            (None, self.waive),
            (reason, self.reason),
            (waived, self.waived),
            (note, self.note),
        )
        for row, (name, field) in enumerate(rows):
            if name is not None:
                grid.addWidget(name, row, 0)
            grid.addWidget(field, row, 1)
        self._of_waiver = (reason, self.reason, waived, self.waived, note, self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.XS)
        for part in (self.heading, self.total, self.source, hairline()):
            column.addWidget(part)
        column.addSpacing(style.XS)
        column.addLayout(grid)
        column.addStretch(1)

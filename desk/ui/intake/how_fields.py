"""How a dossier came when it was not handed over just now: through the portal, by post, or entered after an outage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desk.errors import BadTime
from desk.rules.typed_moment import moment_of, shown_moment
from desk.ui import style
from desk.ui.intake.rows import add_row, field_grid
from desk.ui.widgets.labels import buddy, label
from desk.vocabulary import Channel

HOW_KEY = "F2"


class HowFields(QWidget):
    """A block that stays closed at the counter; it opens for what came otherwise.

    Signals:
        changed: something was typed, chosen, opened or closed.
        pad_asked: a pad of numbers shall be set aside and printed.
    """

    changed = Signal()
    pad_asked = Signal()

    def __init__(self, now: Callable[[], dt.datetime]) -> None:
        super().__init__()
        self._now = now
        self.channel, self.late = QComboBox(), QCheckBox(self.tr("Nhập bù sau khi mất điện, hỏng &máy"))
        self.submitted, self.valid, self.outside, self.received, self.pad = (QLineEdit() for _ in range(5))
        self.toggle, self.reserve = QPushButton(), QPushButton(self.tr("Lấy tập số dự phòng…"))
        for words, channel in (
            (self.tr("Tại quầy"), Channel.COUNTER),
            (self.tr("Trực tuyến"), Channel.ONLINE),
            (self.tr("Bưu chính"), Channel.POST),
        ):
            self.channel.addItem(words, channel.value)
        for button in (self.toggle, self.reserve):
            button.setProperty("role", "link")
        self.toggle.setAccessibleName(self.tr("Kênh khác, nhập bù"))
        self.reserve.setAccessibleName(self.tr("Lấy tập số dự phòng"))
        self.late.setAccessibleName(self.tr("Nhập bù"))
        self._block = QWidget()
        self._lay_out()
        self.toggle.clicked.connect(lambda: self.show_block(not self.is_open()))
        self.reserve.clicked.connect(self.pad_asked)
        for line in self._lines():
            line.textChanged.connect(self.changed)
        self.channel.currentIndexChanged.connect(self._shape)
        self.late.toggled.connect(self._shape)
        self.show_block(False)

    def is_open(self) -> bool:
        """Whether its fields are shown."""
        return not self._block.isHidden()

    def show_block(self, shown: bool) -> None:
        """Open the block, or close it: what stood in it then counts no more."""
        self._block.setVisible(shown)
        self.setVisible(shown)  # its toggle stands elsewhere
        words = self.tr("Bỏ kênh khác, nhập bù") if shown else self.tr("+ Trực tuyến, bưu chính, nhập bù")
        self.toggle.setText(f"{words}   {HOW_KEY}")
        self._shape()

    def chosen(self) -> Channel:
        """The channel it came by."""
        return Channel(self.channel.currentData()) if self.is_open() else Channel.COUNTER

    def counts_from(self) -> dt.datetime | None:
        """The moment the limit counts from, as far as one was typed and can be read; None for now."""
        if not self.is_open():
            return None
        for line in (self.valid, self.received):
            if line.isVisibleTo(self) and line.text().strip():
                try:
                    return moment_of(line.text(), "valid_at", self._now())
                except BadTime:
                    return None
        return None

    def document(self) -> dict[str, Any]:
        """What was typed, as keys of a request; a moment that cannot be read is left for the gate to refuse."""
        if not self.is_open():
            return {}
        given: dict[str, Any] = {"channel": self.chosen().value}
        times = (("submitted_at", self.submitted), ("valid_at", self.valid), ("received_at", self.received))
        for name, line in times:
            if line.isVisibleTo(self) and line.text().strip():
                try:
                    given[name] = moment_of(line.text(), name, self._now()).isoformat()
                except BadTime:
                    given[name] = line.text().strip()
        for name, line in (("outside_number", self.outside), ("pad_number", self.pad)):
            if line.isVisibleTo(self) and line.text().strip():
                given[name] = line.text().strip().upper()
        return given

    def restore(self, given: Mapping[str, Any]) -> None:
        """Put back what `document` once said."""
        self.reset()
        named = {name: given[name] for name in self._named() if given.get(name)}
        if not named and given.get("channel") in {None, Channel.COUNTER.value}:
            return
        self.show_block(True)
        self.channel.setCurrentIndex(max(0, self.channel.findData(given.get("channel"))))
        self.late.setChecked(bool(named.get("received_at") or named.get("pad_number")))
        for name, line in self._named().items():
            words = str(named.get(name) or "")
            line.setText(shown_moment(words) if name.endswith("_at") else words)

    def reset(self) -> None:
        """Empty and close the block."""
        for line in self._lines():
            line.clear()
        self.channel.setCurrentIndex(0)
        self.late.setChecked(False)
        self.show_block(False)

    def at_fault(self, field: str) -> QWidget | None:
        """The field that an error speaks of."""
        return {**self._named(), "at": self.received}.get(field) if self.is_open() else None

    def entries(self) -> tuple[QWidget, ...]:
        """The lines that wait to be filled, in their order."""
        return tuple(line for line in self._lines() if self.is_open() and line.isVisibleTo(self))

    def _named(self) -> dict[str, QLineEdit]:
        return {
            "submitted_at": self.submitted, "valid_at": self.valid, "outside_number": self.outside,
            "received_at": self.received, "pad_number": self.pad,
        }  # fmt: skip

    def _lines(self) -> tuple[QLineEdit, ...]:
        return self.submitted, self.valid, self.outside, self.received, self.pad

    def _shape(self) -> None:
        elsewhere = Channel(self.channel.currentData()) is not Channel.COUNTER
        for named in self._of_elsewhere:
            named.setVisible(elsewhere)
        for late in self._of_late:
            late.setVisible(self.late.isChecked())
        self.changed.emit()

    def _lay_out(self) -> None:
        grid = field_grid(self._block)
        self.channel.setFixedWidth(140)
        self.channel.setAccessibleName(self.tr("Kênh nộp"))
        add_row(grid, label(self.tr("Kênh nộp")), self.channel, self.late)
        hint = self.tr("giờ:phút ngày/tháng")
        for line in (self.submitted, self.valid, self.received):
            line.setPlaceholderText(hint)
        submitted, valid = buddy(self.tr("Gửi lúc"), self.submitted), buddy(self.tr("Hợp lệ từ"), self.valid)
        outside = buddy(self.tr("Mã ở cổng"), self.outside)
        received, pad = buddy(self.tr("Nhận lúc"), self.received), buddy(self.tr("Số dự phòng"), self.pad)
        add_row(grid, submitted, self.submitted, valid, self.valid, stretch=0)
        add_row(grid, outside, self.outside)
        add_row(grid, received, self.received, pad, self.pad, self.reserve, stretch=2)
        self._of_elsewhere = (submitted, self.submitted, valid, self.valid, outside, self.outside)
        self._of_late = (received, self.received, pad, self.pad, self.reserve)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.XS)
        column.addWidget(self._block)

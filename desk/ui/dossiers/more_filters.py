"""The second row of filters, for what is asked less often: whose dossiers, how they came in, entered afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from desk.services.dossiers import Receiver
from desk.ui import style
from desk.ui.dossiers.trade_words import CHANNEL_WORDS
from desk.ui.widgets.labels import labelled
from desk.vocabulary import Channel


class MoreFilters(QWidget):
    """Hidden until it is asked for, or while it narrows the list.

    Signals:
        changed: the list shall be read anew.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.officer, self.channel = QComboBox(), QComboBox()
        self.late = QCheckBox(self.tr("Chỉ hồ sơ nhập &bù"))
        self.late.setAccessibleName(self.tr("Chỉ hồ sơ nhập bù"))
        self.officer.addItem(self.tr("Mọi người"), "")
        self.channel.addItem(self.tr("Mọi cách nộp"), "")
        for one in Channel:
            self.channel.addItem(CHANNEL_WORDS[one].capitalize(), one.value)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.M)
        row.addWidget(labelled(self.tr("Ngườ&i nhận hoặc đang giữ"), self.officer, 300))
        row.addWidget(labelled(self.tr("Cách nộ&p"), self.channel, 184))
        row.addWidget(self.late, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self.late.setFixedHeight(style.ROW)
        self.officer.currentIndexChanged.connect(self.changed)
        self.channel.currentIndexChanged.connect(self.changed)
        self.late.toggled.connect(self.changed)

    def offer(self, colleagues: Sequence[Receiver]) -> None:
        """Offer these officers; who was chosen stays chosen."""
        chosen = self.officer.currentData()
        self.officer.blockSignals(True)
        while self.officer.count() > 1:
            self.officer.removeItem(1)
        for one in colleagues:
            self.officer.addItem(f"{one.name} ({one.login})", one.login)
        self.officer.setCurrentIndex(max(self.officer.findData(chosen), 0))
        self.officer.blockSignals(False)

    def wanted(self) -> dict[str, Any]:
        """The fields of a `Filter` that this row asks for."""
        channel = self.channel.currentData()
        return {
            "officer": self.officer.currentData() or "",
            "channel": Channel(channel) if channel else None,
            "back_entry": self.late.isChecked(),
        }

    def clear(self) -> None:
        """Ask for everything."""
        self.officer.setCurrentIndex(0)
        self.channel.setCurrentIndex(0)
        self.late.setChecked(False)

    def is_asking(self) -> bool:
        """Whether a field of the row narrows the list."""
        return any(self.wanted().values())

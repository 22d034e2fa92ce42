"""Limits and fees of a procedure as rows to fill, one for each channel, with what they would promise beside them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desk.errors import MissingField
from desk.messages import UNIT_WORDS
from desk.services.catalogue import Fee, Limit
from desk.services.catalogue_editing import WITHOUT_NUMBER
from desk.ui import style
from desk.ui.office.catalogue_wording import channel_words
from desk.ui.widgets.labels import label
from desk.vocabulary import Channel, FeeUnit, LimitUnit

CHANNEL_WIDTH, NUMBER_WIDTH, UNIT_WIDTH, AMOUNT_WIDTH = 84, 76, 148, 116


class LimitFields(QWidget):
    """Statutory and committed limit of each channel; an empty row is a channel that is not received by.

    Signals:
        edited: something was typed or chosen.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.statutory = {channel: _number(r"[0-9]{0,5}", NUMBER_WIDTH) for channel in Channel}
        self.committed = {channel: _number(r"[0-9]{0,5}", NUMBER_WIDTH) for channel in Channel}
        self.units = {channel: QComboBox() for channel in Channel}
        self.promises = {channel: label("", "small") for channel in Channel}
        self.same = _link(self.tr("Mọi kênh như tại quầy   Ctrl+D"), self.tr("Thời hạn mọi kênh như tại quầy"))
        self.same.clicked.connect(self.copy_down)
        grid = _grid(self, self.tr("THỜI HẠN GIẢI QUYẾT"), self.same)
        headings = (self.tr("Quy định"), self.tr("Cam kết"), self.tr("Đơn vị"), self.tr("Nhận bây giờ thì hẹn trả"))
        for column, heading in enumerate(headings, start=1):
            grid.addWidget(label(heading, "small"), 0, column)
        grid.setColumnStretch(4, 1)
        for row, channel in enumerate(Channel, start=1):
            units = self.units[channel]
            for unit in LimitUnit:
                units.addItem(UNIT_WORDS[unit], unit.value)
            units.setFixedWidth(UNIT_WIDTH)
            word = channel_words(channel)
            self.statutory[channel].setAccessibleName(self.tr("Thời hạn quy định, {channel}").format(channel=word))
            self.committed[channel].setAccessibleName(self.tr("Thời hạn cam kết, {channel}").format(channel=word))
            units.setAccessibleName(self.tr("Đơn vị thời hạn, {channel}").format(channel=word))
            parts = (self.statutory[channel], self.committed[channel], units, self.promises[channel])
            grid.addWidget(label(word), row, 0)
            for column, part in enumerate(parts, start=1):
                grid.addWidget(part, row, column)
            for field in (self.statutory[channel], self.committed[channel]):
                field.textEdited.connect(self.edited)
            units.activated.connect(self._unit_chosen)

    def show_limits(self, limits: Mapping[Channel, Limit]) -> None:
        """Fill the rows."""
        for channel in Channel:
            limit = limits.get(channel)
            bare = limit is None or limit.unit in WITHOUT_NUMBER
            self.statutory[channel].setText("" if limit is None or bare else str(limit.statutory))
            committed = None if limit is None or bare else limit.committed
            self.committed[channel].setText("" if committed is None else str(committed))
            unit = LimitUnit.WORKING_DAY if limit is None else limit.unit
            self.units[channel].setCurrentIndex(self.units[channel].findData(unit.value))
        self._fit_units()

    def limits(self) -> dict[Channel, Limit]:
        """What the rows say.

        Raises:
            MissingField: a commitment stands there without the statutory limit.
        """
        found: dict[Channel, Limit] = {}
        for channel in Channel:
            unit = LimitUnit(self.units[channel].currentData())
            statutory, committed = self.statutory[channel].text(), self.committed[channel].text()
            if unit in WITHOUT_NUMBER:
                found[channel] = Limit(1, None, unit)
            elif statutory:
                found[channel] = Limit(int(statutory), int(committed) if committed else None, unit)
            elif committed:
                raise MissingField(field=f"{channel.value}.statutory")
        return found

    def typed(self) -> tuple[str, ...]:
        """Everything as it stands there, to see whether something was changed."""
        return tuple(
            text
            for channel in Channel
            for text in (
                self.statutory[channel].text(),
                self.committed[channel].text(),
                self.units[channel].currentText(),
            )
        )

    def copy_down(self) -> None:
        """Give every channel the limit of the counter."""
        first = Channel.COUNTER
        for channel in Channel:
            self.statutory[channel].setText(self.statutory[first].text())
            self.committed[channel].setText(self.committed[first].text())
            self.units[channel].setCurrentIndex(self.units[first].currentIndex())
        self._unit_chosen()

    def field(self, channel: Channel, name: str) -> QWidget | None:
        """The field of a channel by the name the services give it."""
        return {"statutory": self.statutory, "committed": self.committed}.get(name, {}).get(channel)

    def _unit_chosen(self) -> None:
        self._fit_units()
        self.edited.emit()

    def _fit_units(self) -> None:
        """A unit that is a limit by itself takes no number."""
        for channel in Channel:
            bare = LimitUnit(self.units[channel].currentData()) in WITHOUT_NUMBER
            for field in (self.statutory[channel], self.committed[channel]):
                field.setEnabled(not bare)
                if bare:
                    field.clear()


class FeeFields(QWidget):
    """Fee of each channel in đồng with its unit and note; an empty row is a fee of which nothing is known.

    Signals:
        edited: something was typed or chosen.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.amounts = {channel: _number(r"[0-9][0-9. ]{0,13}", AMOUNT_WIDTH) for channel in Channel}
        self.per = {channel: QComboBox() for channel in Channel}
        self.notes = {channel: QLineEdit() for channel in Channel}
        self.same = _link(self.tr("Mọi kênh như tại quầy   Ctrl+Shift+D"), self.tr("Mức thu mọi kênh như tại quầy"))
        self.same.clicked.connect(self.copy_down)
        grid = _grid(self, self.tr("PHÍ, LỆ PHÍ"), self.same)
        headings = (self.tr("Số tiền (đồng)"), self.tr("Tính theo"), self.tr("Ghi chú (khi chưa rõ số tiền: vì sao)"))
        for column, heading in enumerate(headings, start=1):
            grid.addWidget(label(heading, "small"), 0, column)
        grid.setColumnStretch(3, 1)
        names = {
            FeeUnit.DOSSIER: self.tr("hồ sơ"), FeeUnit.PAGE: self.tr("trang"),
            FeeUnit.CASE: self.tr("việc"), FeeUnit.COPY: self.tr("bản"),
        }  # fmt: skip
        for row, channel in enumerate(Channel, start=1):
            word = channel_words(channel)
            for unit in FeeUnit:
                self.per[channel].addItem(names[unit], unit.value)
            self.per[channel].setFixedWidth(100)
            self.amounts[channel].setAccessibleName(self.tr("Số tiền, {channel}").format(channel=word))
            self.per[channel].setAccessibleName(self.tr("Tính theo, {channel}").format(channel=word))
            self.notes[channel].setAccessibleName(self.tr("Ghi chú mức thu, {channel}").format(channel=word))
            grid.addWidget(label(word), row, 0)
            for column, field in enumerate((self.amounts[channel], self.per[channel], self.notes[channel]), start=1):
                grid.addWidget(field, row, column)
            self.amounts[channel].textEdited.connect(self.edited)
            self.notes[channel].textEdited.connect(self.edited)
            self.per[channel].activated.connect(self.edited)

    def show_fees(self, fees: Mapping[Channel, Fee]) -> None:
        """Fill the rows."""
        for channel in Channel:
            fee = fees.get(channel)
            amount = None if fee is None else fee.amount
            self.amounts[channel].setText("" if amount is None else f"{amount:,}".replace(",", "."))
            per = FeeUnit.DOSSIER if fee is None else fee.per
            self.per[channel].setCurrentIndex(self.per[channel].findData(per.value))
            self.notes[channel].setText("" if fee is None else fee.note)
            self.notes[channel].setCursorPosition(0)

    def fees(self) -> dict[Channel, Fee]:
        """What the rows say."""
        found: dict[Channel, Fee] = {}
        for channel in Channel:
            amount = "".join(char for char in self.amounts[channel].text() if char.isdigit())
            note = self.notes[channel].text()
            if amount or note.strip():
                per = FeeUnit(self.per[channel].currentData())
                found[channel] = Fee(int(amount) if amount else None, per, note)
        return found

    def typed(self) -> tuple[str, ...]:
        """Everything as it stands there, to see whether something was changed."""
        return tuple(
            text
            for channel in Channel
            for text in (
                self.amounts[channel].text(),
                self.per[channel].currentText(),
                self.notes[channel].text(),
            )
        )

    def copy_down(self) -> None:
        """Give every channel the fee of the counter."""
        first = Channel.COUNTER
        for channel in Channel:
            self.amounts[channel].setText(self.amounts[first].text())
            self.notes[channel].setText(self.notes[first].text())
            self.per[channel].setCurrentIndex(self.per[first].currentIndex())
        self.edited.emit()

    def field(self, channel: Channel, name: str) -> QWidget | None:
        """The field of a channel by the name the services give it."""
        return {"amount": self.amounts, "fee_note": self.notes}.get(name, {}).get(channel)


def _number(pattern: str, width: int) -> QLineEdit:
    field = QLineEdit()
    field.setValidator(QRegularExpressionValidator(QRegularExpression(pattern), field))
    field.setFixedWidth(width)
    return field


def _link(text: str, name: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("role", "link")
    made.setAccessibleName(name)
    return made


def _grid(owner: QWidget, heading: str, beside: QWidget) -> QGridLayout:
    """A grid below its heading, with a link at the heading's end."""
    head = QHBoxLayout()
    head.addWidget(label(heading, "section"))
    head.addStretch(1)
    head.addWidget(beside)
    grid = QGridLayout()
    grid.setHorizontalSpacing(style.S)
    grid.setVerticalSpacing(style.XS)
    grid.setColumnMinimumWidth(0, CHANNEL_WIDTH)
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(head)
    column.addLayout(grid)
    return grid

"""The receipts of a dossier or a day, each with what can still be done: printed again, voided, given back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from desk.rules.instants import in_vietnam
from desk.rules.money import format_vnd
from desk.services.fee_receipts import refund, void
from desk.services.money_words import WAY_WORDS
from desk.services.receipts_shown import ReceiptShown
from desk.ui import background, style
from desk.ui.session import PrintAsked, Session
from desk.ui.widgets.ask_dialog import AskDialog
from desk.ui.widgets.labels import Strip, label
from desk.ui.wording import failure_words
from desk.vocabulary import PaperForm, ReversalKind


class ReceiptsList(QWidget):
    """Receipts, newest last; the buttons act on the one that is chosen.

    Signals:
        changed: a receipt was voided or money was given back.
    """

    changed = Signal()

    def __init__(self, session: Session, dossier: str | None = None) -> None:
        """With a `dossier` money is given back of it alone."""
        super().__init__()
        self._session, self._dossier = session, dossier
        self._receipts: dict[str, ReceiptShown] = {}
        self.list, self.message = QListWidget(), Strip()
        self.list.setAccessibleName(self.tr("Phiếu thu"))
        self.list.setSpacing(style.XS // 2)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = label(self.tr("Chưa có phiếu thu nào."), "muted")
        self.print_button = QPushButton(self.tr("In lại"))
        self.void_button = QPushButton(self.tr("Hủy phiếu   Del"))
        self.refund_button = QPushButton(self.tr("Hoàn tiền"))
        self.asking: AskDialog | None = None
        self._lay_out()
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_buttons())
        self.print_button.clicked.connect(self.print_again)
        self.void_button.clicked.connect(self.ask_void)
        self.refund_button.clicked.connect(self.ask_refund)
        self._show_buttons()

    def show_receipts(self, receipts: Sequence[ReceiptShown]) -> None:
        """Show these; the chosen one stays chosen."""
        chosen = self.current()
        self._receipts = {one.number: one for one in receipts}
        for widget in (self.list, self.print_button, self.void_button, self.refund_button):
            widget.setVisible(bool(receipts))
        self.empty.setVisible(not receipts)
        self.list.clear()
        for one in receipts:
            item = QListWidgetItem(_words(one))
            item.setData(Qt.ItemDataRole.UserRole, one.number)
            if one.voided:
                font = item.font()
                font.setStrikeOut(True)
                item.setFont(font)
            self.list.addItem(item)
            if chosen is not None and one.number == chosen.number:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 and receipts:
            self.list.setCurrentRow(len(receipts) - 1)
        self._show_buttons()

    def current(self) -> ReceiptShown | None:
        """The receipt that is chosen."""
        item = self.list.currentItem()
        return self._receipts.get(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None

    def print_again(self) -> None:
        """One more copy of the chosen receipt."""
        one = self.current()
        if one is not None:
            self._session.print_asked.emit(PrintAsked(PaperForm.FEE_RECEIPT, one.number))

    def ask_void(self) -> None:
        """Void the chosen receipt, once the reason is said."""
        one = self.current()
        if one is None or one.voided:
            return
        below = self.tr("Phiếu {number}, {amount}, bị hủy cả phiếu; số phiếu vẫn giữ. Tiền trả lại người nộp.")
        self._ask(
            self.tr("Hủy phiếu thu"), below.format(number=one.number, amount=format_vnd(one.amount)),
            self.tr("Hủy phiếu"), ReversalKind.VOID,
        )  # fmt: skip

    def ask_refund(self) -> None:
        """Give back all that is left of the chosen receipt, once the reason is said."""
        one = self.current()
        if one is None or one.voided or not one.left:
            return
        below = self.tr("Hoàn {amount} của phiếu {number}; phiếu vẫn còn, khoản hoàn ghi riêng trong sổ quỹ.")
        self._ask(
            self.tr("Hoàn tiền"), below.format(number=one.number, amount=format_vnd(one.left)),
            self.tr("Hoàn tiền"), ReversalKind.REFUND,
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del asks for the void."""
        if event.key() == Qt.Key.Key_Delete:
            self.ask_void()
        else:
            super().keyPressEvent(event)

    def _ask(self, heading: str, below: str, yes: str, kind: ReversalKind) -> None:
        self.asking = AskDialog(self, heading, below, yes, self.tr("&Lý do"))
        self.asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.asking.confirmed.connect(lambda reason: self._reverse(kind, reason))
        self.asking.open()

    def _reverse(self, kind: ReversalKind, reason: str) -> None:
        one = self.current()
        if one is None:
            return
        desk, officer, number = self._session.desk, self._session.officer, one.number
        dossier = self._dossier

        def reverse() -> ReceiptShown:
            if kind is ReversalKind.VOID:
                return void(desk, officer, number, reason)
            return refund(desk, officer, number, reason, dossier=dossier)

        background.run(reverse, self._reversed, self._refused)

    def _reversed(self, _receipt: ReceiptShown) -> None:
        if self.asking is not None:
            self.asking.accept()
            self.asking = None
        self.message.silence()
        self.changed.emit()

    def _refused(self, fault: Exception) -> None:
        if self.asking is not None:
            self.asking.refuse(failure_words(fault))
        else:
            self.message.say(failure_words(fault), "fault")

    def _show_buttons(self) -> None:
        one = self.current()
        self.print_button.setEnabled(one is not None)
        self.void_button.setEnabled(one is not None and not one.reversals)
        self.refund_button.setEnabled(one is not None and not one.voided and one.left > 0)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(style.S)
        for button in (self.print_button, self.void_button, self.refund_button):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text().partition("   ")[0])
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.S)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addWidget(self.message)
        column.addLayout(row)


def _words(one: ReceiptShown) -> str:
    """A receipt in two lines: what it is about, and whose it is."""
    first = [one.number, format_vnd(one.amount), WAY_WORDS[one.way]]
    if one.voided:
        first.append("đã hủy")
    elif one.left < one.amount:
        first.append(f"đã hoàn {format_vnd(one.amount - one.left)}")
    second = [f"{in_vietnam(one.made_at):%H:%M %d/%m/%Y}", one.payer]
    if one.official_number:
        second.append(f"{one.official_symbol} {one.official_number}".strip())
    return " · ".join(first) + "\n" + " · ".join(second)

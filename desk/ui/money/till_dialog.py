"""The till of one dossier: charged by its rule or by what is stated, paid, receipted and printed by F9."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from desk.errors import DeskError
from desk.rules.fees import MOST, Line, Quantity
from desk.rules.instants import vietnam_day
from desk.rules.money import format_vnd
from desk.services.charging import ChargeGiven, Proposal, charge_of
from desk.services.fee_receipts import Payment, ReceiptGiven
from desk.services.till import Settled, settle
from desk.ui import background, style
from desk.ui.lanes.copies_fields import CopiesFields
from desk.ui.lanes.taking_fields import TakingFields
from desk.ui.money.reading import Till, code_of, read_till
from desk.ui.money.receipts_list import ReceiptsList
from desk.ui.papers.print_line import PrintLine
from desk.ui.session import Session
from desk.ui.widgets.labels import Strip, buddy, hairline, label
from desk.ui.widgets.qr_picture import QrPicture
from desk.ui.wording import failure_words
from desk.vocabulary import FeeUnit, PaidBy, PaperForm

QR_SIDE = 236
LINES_TOLD = 3


class TillDialog(QDialog):
    """What a dossier owes at the left, how it is paid at the right.

    Signals:
        settled: something was charged or paid (the dossier's number).
    """

    settled = Signal(str)

    def __init__(self, session: Session, number: str, known: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.number = session, number
        self.till: Till | None = None
        self._busy = False
        self._fixing: int | None = None  # the charge that is put right
        self._code_asked = 0
        self.setWindowTitle(self.tr("Thu tiền hồ sơ {number}").format(number=number))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1080, 640)
        self.head, self.rule = label("", "", wrap=True), label("", "small", wrap=True)
        self.count, self.amount, self.why = QSpinBox(), QLineEdit(), QLineEdit()
        self.count.setRange(1, MOST)
        self.count.setFixedWidth(96)
        self.copies, self.taking = CopiesFields(known), TakingFields()
        self.receipts, self.message = ReceiptsList(session, number), Strip()
        self.printing = PrintLine(session, PaperForm.FEE_RECEIPT, self.tr("phiếu thu"), self.tr("Phiếu thu đã lưu"))
        self.payer, self.code, self.code_words = QLineEdit(), QrPicture(QR_SIDE), label("", "small", wrap=True)
        self.take_button = QPushButton(self.tr("&Thu và in   F9"))
        self.take_button.setProperty("role", "primary")
        self.take_button.setAccessibleName(self.tr("Thu và in"))
        self.note_button = QPushButton(self.tr("Chỉ ghi khoản thu   F8"))
        self.note_button.setAccessibleName(self.tr("Chỉ ghi khoản thu"))
        self.fix_button = QPushButton(self.tr("Sửa khoản thu   F2"))
        self.fix_button.setAccessibleName(self.tr("Sửa khoản thu"))
        self.close_button = QPushButton(self.tr("Đóng   Esc"))
        self.close_button.setAccessibleName(self.tr("Đóng"))
        self._lay_out()
        self._connect()
        self.load()

    def _connect(self) -> None:
        self.take_button.clicked.connect(self.take)
        self.note_button.clicked.connect(self.note_only)
        self.fix_button.clicked.connect(self.fix)
        self.close_button.clicked.connect(self.reject)
        for button in (self.take_button, self.note_button, self.fix_button, self.close_button):
            button.setAutoDefault(False)
        self.copies.changed.connect(self._price)
        self.count.valueChanged.connect(self._price)
        self.amount.textChanged.connect(self._price)
        self.taking.changed.connect(self._draw_code)
        self.receipts.changed.connect(self._reversed)
        for keys, act in (
            ("F9", self.take), ("F8", self.note_only), ("F2", self.fix), ("F6", self.taking.waive.toggle),
            ("F5", self.printing.send_again),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # --- reading ------------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the dossier and its money anew."""
        desk, officer, number = self.session.desk, self.session.officer, self.number
        background.run(lambda: read_till(desk, officer, number), self._show, self._unreadable)

    def _show(self, till: Till) -> None:
        first = self.till is None
        self.till = till
        shown = till.shown
        self.head.setText(f"{shown.applicant.name} · {shown.procedure_name}")
        self.receipts.show_receipts(till.receipts)
        if first:
            self.payer.setText(shown.applicant.name)
        self._show_shape()
        self._price()
        self._to_first_field()

    def _unreadable(self, fault: Exception) -> None:
        self.message.say(failure_words(fault), "fault")
        for button in (self.take_button, self.note_button, self.fix_button):
            button.setEnabled(False)

    @property
    def charging(self) -> bool:
        """Whether a charge is still to be written: there is none that stands, or it is put right."""
        assert self.till is not None
        return self._fixing is not None or not any(not one.replaced for one in self.till.charges)

    def _show_shape(self) -> None:
        """Only what this dossier is charged by: pages, a count, or an amount that is stated."""
        assert self.till is not None
        proposal = self._proposal(Quantity())
        by_pages = proposal is None or proposal.per is FeeUnit.PAGE
        stated = proposal is not None and proposal.amount is None
        charging = self.charging
        self.copies.setVisible(charging and by_pages)
        for counted in self._of_count:
            counted.setVisible(charging and not by_pages and not stated)
        for named in self._of_amount:
            named.setVisible(charging and stated)
        self.note_button.setVisible(charging)
        self.fix_button.setVisible(not charging)

    def _to_first_field(self) -> None:
        fields: tuple[QWidget, ...] = (self.copies.line, self.amount, self.count, self.taking.way)
        next(one for one in fields if one.isVisibleTo(self)).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what it comes to ---------------------------------------------------------------------------------------------

    def _quantity(self) -> Quantity:
        if self.copies.isVisibleTo(self):
            return Quantity(originals=tuple(one for _, one in self.copies.originals()))
        return Quantity(self.count.value())

    def _proposal(self, quantity: Quantity) -> Proposal | None:
        """What the rule gives; None where it cannot be counted yet."""
        assert self.till is not None
        shown = self.till.shown
        try:
            return charge_of(self.till.procedure, shown.channel, quantity, vietnam_day(shown.received_at))
        except DeskError:
            return None

    def _price(self, *_given: object) -> None:
        if self.till is None:
            return
        proposal = self._proposal(self._quantity()) if self.charging else None
        paid = sum(one.left for one in self.till.receipts)
        due = self.till.owed
        words = ""
        if self.charging:
            amount = proposal.amount if proposal is not None else 0
            due = (self._stated() if amount is None else amount) - paid
            words = self._first_lines(proposal.lines) if proposal else ""
            words = words or (proposal.note if proposal else self.tr("Ghi giấy tờ, số trang, số bản để tính tiền."))
        self.copies.table.show_amounts(proposal.lines if proposal else ())
        self.rule.setText(words)
        self.rule.setVisible(bool(words))
        self.taking.waive.setVisible(self.charging and bool(proposal and proposal.amount))
        self.taking.show_due(due, proposal.source if proposal else "")
        self._draw_code()

    def _first_lines(self, lines: tuple[Line, ...]) -> str:
        """How the amount is counted; each row of the table says its own, so that a thick stack needs no long sheet."""
        told = [line.words for line in lines[:LINES_TOLD]]
        if more := len(lines) - len(told):
            told.append(self.tr("… và {count} dòng nữa").format(count=more))
        return "\n".join(told)

    def _stated(self) -> int:
        digits = "".join(char for char in self.amount.text() if char.isdigit())
        return min(int(digits or "0"), 10**12 - 1)

    def due_now(self) -> int:
        """What is to be paid now, in đồng."""
        return self.taking.due - self.taking.waived_amount()

    def _draw_code(self) -> None:
        """The code for the exact amount, made off the GUI thread; only what is paid by transfer has one."""
        if self.till is None:
            return
        by_transfer = PaidBy(self.taking.way.currentData()) is PaidBy.TRANSFER
        amount = self.due_now()
        if not by_transfer or self.till.account is None or amount <= 0:
            self.code.show_code("")
            no_account = by_transfer and self.till.account is None
            self.code_words.setText(
                self.tr("Chưa có tài khoản của cơ quan: lãnh đạo ghi ở Cài đặt, Tài khoản nhận tiền.")
                if no_account
                else ""
            )
            return
        self._code_asked += 1
        asked, desk, officer, number = self._code_asked, self.session.desk, self.session.officer, self.number
        account = self.till.account

        def draw(payload: str) -> None:
            if asked == self._code_asked:
                self.code.show_code(payload)
                words = self.tr("Quét để chuyển {amount} vào {number}, {bank}. Thấy tiền về rồi mới bấm F9.")
                self.code_words.setText(
                    words.format(amount=format_vnd(amount), number=account.account.number, bank=account.bank_name)
                )

        background.run(lambda: code_of(desk, officer, number, amount), draw, lambda _fault: None)

    # --- what an officer asks -----------------------------------------------------------------------------------------

    def fix(self) -> None:
        """Put the charge right that stands: a new one takes its place."""
        if self.till is None or self.charging:
            return
        wrong = next(one for one in reversed(self.till.charges) if not one.replaced)
        self._fixing = wrong.seq
        names = [one.name for one in self.till.shown.components]
        known = len(names) == len(wrong.quantity.originals)
        self.copies.restore(
            [
                [names[at] if known else self.tr("Giấy tờ {at}").format(at=at + 1), one.pages, one.copies]
                for at, one in enumerate(wrong.quantity.originals)
            ]
        )
        self.count.setValue(wrong.quantity.count)
        self._show_shape()
        self._price()
        self._to_first_field()

    def take(self) -> None:
        """Charge, take the money and print the receipt."""
        self._settle(pay=True)

    def note_only(self) -> None:
        """Charge, and let it be paid another day."""
        if self.till is not None and self.charging:
            self._settle(pay=False)

    def _settle(self, *, pay: bool) -> None:
        if self._busy or self.till is None:
            return
        try:
            self.copies.take_line()
        except DeskError as fault:
            self.message.say(failure_words(fault), "fault")
            self.copies.line.setFocus()
            return
        charged = self._charge() if self.charging else None
        taken = self.taking.taken()
        given = ReceiptGiven(
            (Payment(self.number),), taken.way, self.payer.text(), taken.official_symbol, taken.official_number
        )
        desk, officer = self.session.desk, self.session.officer
        self._set_busy(True)
        background.run(lambda: settle(desk, officer, charged, given if pay else None), self._done, self._not_done)

    def _charge(self) -> ChargeGiven:
        taken, stated = self.taking.taken(), self.amount.isVisibleTo(self)
        return ChargeGiven(
            self.number,
            self._quantity(),
            amount=self._stated() if stated and self.amount.text().strip() else None,
            waived=taken.waived,
            waiver_reason=taken.waiver_reason,
            note=self.why.text() if stated else taken.note,
            replaces=self._fixing,
        )

    def _done(self, settled: Settled) -> None:
        self._set_busy(False)
        self._fixing = None
        for part in (self.taking, self.copies):
            part.reset()
        for line in (self.amount, self.why):
            line.clear()
        if settled.money is not None:
            self.message.silence()
            self.printing.send(settled.money.number)
        else:
            self.message.say(self.tr("Đã ghi khoản thu."), "good")
        self.settled.emit(self.number)
        self.load()

    def _not_done(self, fault: Exception) -> None:
        self._set_busy(False)
        self.message.say(failure_words(fault), "fault")
        name = str(getattr(fault, "facts", {}).get("field", ""))
        fields: dict[str, QWidget] = {
            "payer": self.payer, "note": self.why if self.why.isVisibleTo(self) else self.taking.note,
            "amount": self.amount, "waived": self.taking.waived, "waiver_reason": self.taking.reason,
            "originals": self.copies.line,
        }  # fmt: skip
        if name in fields:
            fields[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def _reversed(self) -> None:
        self.settled.emit(self.number)
        self.load()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for button in (self.take_button, self.note_button, self.fix_button):
            button.setEnabled(not busy)

    # --- layout -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        count = buddy(self.tr("&Số lượng"), self.count)
        amount, why = buddy(self.tr("Số tiền (đ&ồng)"), self.amount), buddy(self.tr("Căn &cứ"), self.why)
        self.why.setPlaceholderText(self.tr("văn bản, mức thu theo đâu"))
        self._of_count, self._of_amount = (count, self.count), (amount, self.amount, why, self.why)
        left = QVBoxLayout()
        left.setSpacing(style.S)
        left.addWidget(self.head)
        left.addWidget(hairline())
        rows = QHBoxLayout()
        rows.setSpacing(style.S)
        for widget in (*self._of_count, *self._of_amount):
            rows.addWidget(widget, 1 if widget is self.why else 0)
        rows.addStretch(0)
        self.amount.setFixedWidth(150)
        left.addLayout(rows)
        left.addWidget(self.copies, 2)
        left.addWidget(self.rule)
        left.addWidget(label(self.tr("PHIẾU THU CỦA HỒ SƠ"), "section"))
        left.addWidget(self.receipts, 1)
        for strip in (self.message, self.printing):
            left.addWidget(strip)
        buttons = QHBoxLayout()
        buttons.setSpacing(style.S)
        for button in (self.take_button, self.note_button, self.fix_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        left.addLayout(buttons)
        right = QVBoxLayout()
        right.setSpacing(style.S)
        self.taking.hide_signer()
        right.addWidget(self.taking)
        self.taking.add_below(buddy(self.tr("Người nộ&p"), self.payer), self.payer)
        right.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        right.addWidget(self.code_words)
        right.addStretch(1)
        self.code.setAccessibleName(self.tr("Mã VietQR"))
        side = QWidget()
        side.setFixedWidth(style.SLIP - style.XXL)
        side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(style.L, style.L, style.L, style.L)
        whole.setSpacing(style.XL)
        whole.addLayout(left, 1)
        whole.addWidget(side)

"""What was acknowledged: number, promise and check code of the dossier just received, its slip, how printing went."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.rules.check_code import check_code
from desk.services.receipts import Receipt
from desk.ui import style
from desk.ui.intake.live_slip import LiveSlip, draw_stored
from desk.ui.papers.print_line import PrintLine
from desk.ui.session import PrintEnded, Session
from desk.ui.widgets.labels import Strip, label
from desk.ui.wording import moment_words
from desk.vocabulary import PaperForm


class SavedPanel(QWidget):
    """Shows one receipt, and has its slip printed.

    Signals:
        next_asked: the clerk is ready for the next person.
    """

    next_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._receipt: Receipt | None = None
        self.slip = LiveSlip()
        self.slip.setAccessibleName(self.tr("Giấy tiếp nhận đã lưu"))
        self._stored = Strip()
        self._number, self._code = label("", "number"), label("", "code")
        self._moment = label("", "moment")
        self.printing = PrintLine(session, PaperForm.RECEIPT_SLIP, self.tr("giấy tiếp nhận"), self.tr("Hồ sơ đã lưu"))
        self.next = QPushButton(self.tr("&Người tiếp theo   Ctrl+N"))
        self.next.setProperty("role", "primary")
        self.next.setAccessibleName(self.tr("Người tiếp theo"))
        self.next.clicked.connect(self.next_asked)
        self.again = QPushButton(self.tr("&In lại   F5"))
        self.again.setAccessibleName(self.tr("In lại"))
        self.again.clicked.connect(self.print_again)
        self.money = QPushButton(self.tr("&Thu tiền   F6"))
        self.money.setAccessibleName(self.tr("Thu tiền"))
        self.printing.ended.connect(self._show_ended)
        self._lay_out()

    def show_receipts(self, receipts: tuple[Receipt, ...]) -> None:
        """What is safely stored: a dossier, or those of one visit; its slip goes to the printer."""
        receipt = receipts[0]
        self._receipt = receipt
        self.printing.form = PaperForm.RECEIPT_SLIP if len(receipts) == 1 else PaperForm.JOINT_SLIP
        self._stored.say(
            self.tr("Đã tiếp nhận, hồ sơ đã được lưu.")
            if len(receipts) == 1
            else self.tr("Đã tiếp nhận {count} hồ sơ cùng lượt: {numbers}.").format(
                count=len(receipts), numbers=", ".join(one.number for one in receipts)
            ),
            "good",
        )
        self._number.setText(receipt.number)
        words = moment_words(receipt.due_at)
        self._moment.setText(words)
        self._moment.setAccessibleName(self.tr("Hẹn trả {moment}").format(moment=words))
        self._code.setText(check_code(receipt.entry_hash))
        self._draw(None)
        self.again.setEnabled(False)
        self.printing.send(receipt.number)

    def print_again(self) -> None:
        """Send the slip to the printer once more: a copy that failed keeps its number, else it is the next one."""
        if self._receipt is not None and self.again.isEnabled():
            self.again.setEnabled(False)
            self.printing.send_again()

    def forget(self) -> None:
        """Be ready for the next receipt; how this one's printing ends is told by the frame from now on."""
        self._receipt = None
        self.printing.forget()
        self.slip.clear()

    def _draw(self, copy: int | None) -> None:
        assert self._receipt is not None
        session = self._session
        work = partial(draw_stored, session.desk, session.officer, self.printing.form, self._receipt.number, copy)
        self.slip.ask(work, at_once=True)

    def _show_ended(self, ended: PrintEnded) -> None:
        """The slip was handed to the printer, or was not: the registration stands."""
        self.again.setEnabled(True)
        self._draw(ended.copy)

    def print_words(self) -> str:
        """How printing went, as shown."""
        return self.printing.text()

    def _lay_out(self) -> None:
        facts = QGridLayout()
        facts.setHorizontalSpacing(style.L)
        facts.setVerticalSpacing(0)
        shown = ((self.tr("SỐ HỒ SƠ"), self._number), (self.tr("MÃ KIỂM TRA"), self._code))
        for column, (heading, fact) in enumerate(shown):
            facts.addWidget(label(heading, "section"), 0, column)
            facts.addWidget(fact, 1, column, Qt.AlignmentFlag.AlignBottom)
        buttons = QHBoxLayout()
        buttons.setSpacing(style.S)
        buttons.addWidget(self.money, 1)
        buttons.addWidget(self.again, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.XS)
        layout.addWidget(self._stored)
        layout.addSpacing(style.XS)
        layout.addLayout(facts)
        layout.addSpacing(style.XS)
        layout.addWidget(label(self.tr("HẸN TRẢ KẾT QUẢ"), "section"))
        layout.addWidget(self._moment)
        layout.addSpacing(style.XS)
        layout.addWidget(self.slip, 1)
        layout.addSpacing(style.XS)
        layout.addWidget(self.printing)
        layout.addSpacing(style.XS)
        layout.addWidget(self.next)
        layout.addLayout(buttons)

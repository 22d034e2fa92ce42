"""What was acknowledged: number, promise and check code of the dossier just received, its slip, how printing went."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.rules.check_code import check_code
from desk.services.receipts import Receipt
from desk.ui import style
from desk.ui.intake.live_slip import LiveSlip, draw_stored
from desk.ui.session import PrintAsked, PrintEnded, Session
from desk.ui.widgets.labels import Strip, label
from desk.ui.wording import moment_words
from desk.vocabulary import PDF_FOLDER, PaperForm


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
        self._failed_copy: int | None = None
        self.slip = LiveSlip()
        self.slip.setAccessibleName(self.tr("Giấy tiếp nhận đã lưu"))
        self._stored = Strip()
        self._number, self._code = label("", "number"), label("", "code")
        self._moment = label("", "moment")
        self._printing = Strip()
        self.next = QPushButton(self.tr("&Người tiếp theo   Ctrl+N"))
        self.next.setProperty("role", "primary")
        self.next.setAccessibleName(self.tr("Người tiếp theo"))
        self.next.clicked.connect(self.next_asked)
        self.again = QPushButton(self.tr("&In lại   F5"))
        self.again.setAccessibleName(self.tr("In lại"))
        self.again.clicked.connect(self.print_again)
        self.money = QPushButton(self.tr("&Thu tiền   F6"))
        self.money.setAccessibleName(self.tr("Thu tiền"))
        session.print_ended.connect(self._show_ended)
        self._lay_out()

    def show_receipt(self, receipt: Receipt) -> None:
        """A dossier that is safely stored; its slip goes to the printer."""
        self._receipt = receipt
        self._stored.say(self.tr("Đã tiếp nhận, hồ sơ đã được lưu."), "good")
        self._number.setText(receipt.number)
        words = moment_words(receipt.due_at)
        self._moment.setText(words)
        self._moment.setAccessibleName(self.tr("Hẹn trả {moment}").format(moment=words))
        self._code.setText(check_code(receipt.entry_hash))
        self._draw(receipt.number, None)
        self._print(receipt.number, None)

    def print_again(self) -> None:
        """Send the slip to the printer once more: a copy that failed keeps its number, else it is the next one."""
        if self._receipt is not None and self.again.isEnabled():
            self._print(self._receipt.number, self._failed_copy)

    def forget(self) -> None:
        """Be ready for the next receipt; how this one's printing ends is told by the frame from now on."""
        self._receipt = None
        self.slip.clear()

    def _print(self, number: str, again: int | None) -> None:
        self.again.setEnabled(False)
        self._failed_copy = None
        self._printing.say(self.tr("Đang in giấy tiếp nhận…"), "warn")
        self._session.print_asked.emit(PrintAsked(PaperForm.RECEIPT_SLIP, number, again=again))

    def _draw(self, number: str, copy: int | None) -> None:
        work = partial(draw_stored, self._session.desk, self._session.officer, number, copy)
        self.slip.ask(work, at_once=True)

    def _show_ended(self, ended: PrintEnded) -> None:
        """The slip was handed to the printer, or was not: the registration stands."""
        asked = ended.asked
        if self._receipt is None or (asked.form, asked.number) != (PaperForm.RECEIPT_SLIP, self._receipt.number):
            return
        self.again.setEnabled(True)
        self._failed_copy = ended.copy if ended.fault else None
        self._draw(asked.number, ended.copy)
        if ended.fault:
            words = self.tr("Hồ sơ đã lưu, giấy chưa in được. {words}")
            self._printing.say(words.format(words=ended.fault), "fault")
        elif ended.printer == PDF_FOLDER:
            words = self.tr("Máy này chưa có máy in: giấy tiếp nhận, bản {copy}, đã ghi thành tệp PDF.")
            self._printing.say(words.format(copy=ended.copy), "good")
        else:
            words = self.tr("Đã in giấy tiếp nhận, bản {copy}, máy in {printer}.")
            self._printing.say(words.format(copy=ended.copy, printer=ended.printer), "good")

    def print_words(self) -> str:
        """How printing went, as shown."""
        return self._printing.text()

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
        buttons.addWidget(self.next, 1)
        buttons.addWidget(self.money)
        buttons.addWidget(self.again)
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
        layout.addWidget(self._printing)
        layout.addSpacing(style.XS)
        layout.addLayout(buttons)

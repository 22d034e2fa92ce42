"""What was acknowledged: number, promise and check code of the dossier just received, and how its printing went."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.printing.printers.pdf_folder import PdfFolder
from desk.rules.check_code import check_code
from desk.services.papers import PaperPrinted
from desk.services.receipts import Receipt
from desk.ui import style
from desk.ui.widgets.labels import Strip, hairline, label
from desk.ui.wording import moment_words


class SavedPanel(QWidget):
    """Shows one receipt.

    Signals:
        next_asked: the clerk is ready for the next person.
        print_asked: the slip is to be printed (again).
    """

    next_asked = Signal()
    print_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stored = Strip()
        self._number = label("", "number")
        self._person = label("", "", wrap=True)
        self._moment = label("", "loud")
        self._code = label("", "number")
        self._printing = Strip()
        self.next = QPushButton(self.tr("&Nhận tiếp   Ctrl+N"))
        self.next.setProperty("role", "primary")
        self.next.setAccessibleName(self.tr("Nhận tiếp"))
        self.next.clicked.connect(self.next_asked)
        self.again = QPushButton(self.tr("&In lại giấy"))
        self.again.setAccessibleName(self.tr("In lại giấy"))
        self.again.clicked.connect(self.print_asked)
        self._lay_out()

    def show_receipt(self, receipt: Receipt, person: str) -> None:
        """A dossier that is safely stored; its slip is being printed."""
        self._stored.say(self.tr("Đã tiếp nhận, hồ sơ đã được lưu."), "good")
        self._number.setText(receipt.number)
        self._person.setText(person)
        words = moment_words(receipt.due_at)
        first, _, day = words.rpartition(" ")
        self._moment.setText(f"{first}\n{day}")
        self._moment.setAccessibleName(self.tr("Hẹn trả {moment}").format(moment=words))
        self._code.setText(check_code(receipt.entry_hash))
        self.show_printing()

    def show_printing(self) -> None:
        """The slip is on its way to the printer."""
        self.again.setEnabled(False)
        self._printing.say(self.tr("Đang in giấy tiếp nhận…"), "warn")

    def show_printed(self, printed: PaperPrinted) -> None:
        """The slip was handed to the printer."""
        self.again.setEnabled(True)
        if printed.printer == PdfFolder.name:
            words = self.tr("Máy này chưa có máy in: giấy tiếp nhận, bản {copy}, đã ghi thành tệp {job}.")
        else:
            words = self.tr("In xong giấy tiếp nhận, bản {copy}: máy in {printer}.")
        said = words.format(copy=printed.copy, printer=printed.printer, job=printed.job)
        self._printing.say(said, "good")

    def show_print_fault(self, words: str) -> None:
        """The slip was not printed; the registration stands."""
        self.again.setEnabled(True)
        self._printing.say(self.tr("Hồ sơ đã lưu, giấy chưa in được. {words}").format(words=words), "fault")

    def print_words(self) -> str:
        """How printing went, as shown."""
        return self._printing.text()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(style.S)
        layout.addWidget(self._stored)
        layout.addSpacing(style.S)
        for heading, shown in (
            (self.tr("SỐ HỒ SƠ"), self._number),
            (self.tr("NGƯỜI NỘP"), self._person),
            (self.tr("HẸN TRẢ KẾT QUẢ"), self._moment),
            (self.tr("MÃ KIỂM TRA"), self._code),
        ):
            layout.addWidget(label(heading, "section"))
            layout.addWidget(shown)
            layout.addSpacing(style.S)
        layout.addWidget(hairline())
        layout.addWidget(self._printing)
        layout.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(style.S)
        buttons.addWidget(self.next, 1)
        buttons.addWidget(self.again)
        layout.addLayout(buttons)

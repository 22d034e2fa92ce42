"""What was done at once: numbers of dossier, receipt and register, the sum, and how printing the receipt went."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.rules.money import format_vnd
from desk.services.lanes import Served
from desk.ui import style
from desk.ui.papers.print_line import PrintLine
from desk.ui.session import Session
from desk.ui.widgets.labels import Strip, label
from desk.vocabulary import PaperForm


class ServedPanel(QWidget):
    """Shows one errand that is done.

    Signals:
        next_asked: the clerk is ready for the next person.
    """

    next_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._stored = Strip()
        self.receipt, self.dossier = label("", "number"), label("", "", wrap=True)
        self.total, self.register = label("", "moment"), label("", "", wrap=True)
        self.printing = PrintLine(
            session, PaperForm.FEE_RECEIPT, self.tr("phiếu thu"), self.tr("Hồ sơ và phiếu thu đã lưu")
        )
        self.next = QPushButton(self.tr("&Người tiếp theo   Ctrl+N"))
        self.next.setProperty("role", "primary")
        self.next.setAccessibleName(self.tr("Người tiếp theo"))
        self.next.clicked.connect(self.next_asked)
        self.again = QPushButton(self.tr("In lại   F5"))
        self.again.setAccessibleName(self.tr("In lại"))
        self.again.clicked.connect(self.printing.send_again)
        self._lay_out()

    def show_served(self, served: Served) -> None:
        """An errand that is safely stored; its receipt goes to the printer."""
        self._stored.say(self.tr("Đã xong: hồ sơ, kết quả và tiền đã được lưu."), "good")
        self.dossier.setText(self.tr("Hồ sơ {number}, đã trả kết quả.").format(number=served.receipt.number))
        paid = served.money.amount if served.money else 0
        self.total.setText(format_vnd(paid))
        self.receipt.setText(served.money.number if served.money else self.tr("không thu tiền"))
        words = ""
        if served.copies:
            first, last = served.copies[0], served.copies[-1]
            told = self.tr("Số chứng thực {first} đến {last}, năm {year}: {count} bản của {originals} giấy tờ.")
            words = told.format(
                first=first.serial, last=last.serial, year=first.year, originals=len(served.copies),
                count=sum(one.copies for one in served.copies),
            )  # fmt: skip
        self.register.setText(words)
        self.register.setVisible(bool(words))
        self.again.setEnabled(served.money is not None)
        if served.money is not None:
            self.printing.send(served.money.number)
        else:
            self.printing.forget()

    def forget(self) -> None:
        """Be ready for the next."""
        self.printing.forget()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(style.S)
        buttons.addWidget(self.next, 1)
        buttons.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.XS)
        column.addWidget(self._stored)
        column.addSpacing(style.S)
        for heading, fact in ((self.tr("PHIẾU THU"), self.receipt), (self.tr("ĐÃ THU"), self.total)):
            column.addWidget(label(heading, "section"))
            column.addWidget(fact)
            column.addSpacing(style.S)
        column.addWidget(self.dossier)
        column.addWidget(self.register)
        column.addStretch(1)
        column.addWidget(self.printing)
        column.addSpacing(style.S)
        column.addLayout(buttons)

"""The bank account into which citizens pay: typed, tried as a code on the spot, stored as a new edition."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from desk.errors import DeskError
from desk.rules.vietqr import BankAccount, vietqr
from desk.services.bank_account import OfficeAccount, bank_account, set_bank_account
from desk.services.sign_in import may
from desk.ui import background, style
from desk.ui.office.section import Section
from desk.ui.session import Session
from desk.ui.widgets.labels import buddy, label
from desk.ui.widgets.qr_picture import QrPicture

QR_SIDE = 200
TRIAL_AMOUNT = 10_000


class AccountSection(Section):
    """Bank, number and holder; with all of them there a code for ten thousand đồng stands beside them."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.tr("Tài khoản nhận tiền"))
        self.bank, self.bank_name, self.number, self.holder = (QLineEdit() for _ in range(4))
        self.code, self.code_words = QrPicture(QR_SIDE), label("", "small", wrap=True)
        self.code.setAccessibleName(self.tr("Mã thử"))
        self.bank.setPlaceholderText(self.tr("sáu chữ số, ví dụ 970415"))
        self.bank.setMaxLength(6)
        self._lay_out()
        for line in self._lines():
            line.setReadOnly(not self.may_save())
            line.textChanged.connect(self._edited)
        self.entered()

    def may_save(self) -> bool:
        """Leaders and administrators."""
        return may(self.session.officer, "edit-unit")

    def first_field(self) -> QWidget:
        """The bank's number."""
        return self.bank

    def typed(self) -> object:
        """What stands there."""
        return tuple(line.text().strip() for line in self._lines())

    def entered(self) -> None:
        """Show the account in force, unless something unsaved stands here."""
        desk = self.session.desk
        background.run(lambda: bank_account(desk), self._show, lambda _fault: None)

    def save(self) -> None:
        """Store a new edition."""
        desk, officer, given = self.session.desk, self.session.officer, self._given()
        self.store(lambda: set_bank_account(desk, officer, given), self._stored)

    def field_of(self, fault: Exception) -> QWidget | None:
        """The field a fault speaks of."""
        known = {"bank": self.bank, "account": self.number, "holder": self.holder, "bank_name": self.bank_name}
        return known.get(str(getattr(fault, "facts", {}).get("field", "")))

    def _given(self) -> OfficeAccount:
        account = BankAccount(self.bank.text(), self.number.text(), self.holder.text())
        return OfficeAccount(account, self.bank_name.text())

    def _stored(self, stored: OfficeAccount) -> None:
        self._fill(stored)
        self.begun()
        self.message.say(self.tr("Đã lưu: mã chuyển tiền từ bây giờ tới tài khoản này."), "good")

    def _show(self, account: OfficeAccount | None) -> None:
        if not self.changed() and not self.saving:
            if account is not None:
                self._fill(account)
            self.begun()

    def _fill(self, given: OfficeAccount) -> None:
        for line, text in zip(
            self._lines(),
            (given.account.bank, given.bank_name, given.account.number, given.account.holder),
            strict=True,
        ):
            line.setText(text)

    def _lines(self) -> tuple[QLineEdit, ...]:
        return self.bank, self.bank_name, self.number, self.holder

    def _edited(self) -> None:
        given = self._given().account
        try:
            number = given.number.replace(" ", "")
            payload = vietqr(BankAccount(given.bank, number, given.holder), TRIAL_AMOUNT, "THU")
        except DeskError:
            self.code.show_code("")
            self.code_words.setText(self.tr("Điền số ngân hàng và số tài khoản thì mã thử hiện ra ở đây."))
        else:
            self.code.show_code(payload)
            self.code_words.setText(self.tr("Mã thử 10.000 đ: quét bằng điện thoại để xem có đúng tài khoản không."))
        self.edited.emit()

    def _lay_out(self) -> None:
        words = self.tr("Người nộp chuyển khoản bằng mã VietQR tới tài khoản này. Sửa ở đây có hiệu lực ngay.")
        if not self.may_save():
            words = self.tr("Chỉ đọc: lãnh đạo hoặc quản trị sửa tài khoản.")
        self.body.addWidget(label(words, "small", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(style.S)
        grid.setVerticalSpacing(style.S)
        grid.setColumnStretch(1, 1)
        names = (
            self.tr("Số &ngân hàng (BIN)"), self.tr("&Tên ngân hàng"), self.tr("Số tài &khoản"),
            self.tr("&Chủ tài khoản"),
        )  # fmt: skip
        for row, (name, line) in enumerate(zip(names, self._lines(), strict=True)):
            grid.addWidget(buddy(name, line), row, 0)
            grid.addWidget(line, row, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.code, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.code_words)
        self.body.addStretch(1)

"""Asks who is at the counter: login and password, checked off the GUI thread."""

from __future__ import annotations

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desk.paths import Home
from desk.services.desk import Desk, Office, open_desk
from desk.services.set_up import PRACTICE_PASSWORD
from desk.services.sign_in import SignedIn, sign_in
from desk.ui import background, style
from desk.ui.intake.applicant_fields import add_row, field_grid
from desk.ui.widgets.labels import Strip, buddy, label
from desk.ui.wording import failure_words

PRACTICE_LOGINS = ("tiepnhan", "chuyenmon", "lanhdao", "admin")


class SignInDialog(QDialog):
    """Opens the desk of a home and signs an officer in; accepted with `desk`, `office` and `officer` set."""

    def __init__(self, home: Home) -> None:
        super().__init__()
        self.desk: Desk | None = None
        self.office: Office | None = None
        self.officer: SignedIn | None = None
        self.login, self.password = QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.enter = QPushButton(self.tr("Đang mở dữ liệu…"))
        self.enter.setProperty("role", "primary")
        self.enter.setDefault(True)
        self.enter.setEnabled(False)
        self.enter.setAccessibleName(self.tr("Đăng nhập"))
        self.leave = QPushButton(self.tr("&Thoát"))
        self.leave.setAutoDefault(False)
        self.leave.setAccessibleName(self.tr("Thoát"))
        self.message, self._practice = Strip(), Strip()
        self._unit = label("", "muted", wrap=True)
        self.setWindowTitle(self.tr("Đăng nhập – Bàn Một cửa"))
        self.setFixedWidth(460)
        self._lay_out()
        self.enter.clicked.connect(self._sign_in)
        self.leave.clicked.connect(self.reject)
        background.run(lambda: _open(home), self._opened, self._not_opened)

    def _opened(self, found: tuple[Desk, Office]) -> None:
        self.desk, self.office = found
        self._unit.setText(self.office.unit.name)
        self.enter.setText(self.tr("&Đăng nhập"))
        self.enter.setEnabled(True)
        if self.office.unit.practice:
            words = self.tr("BẢN THỰC HÀNH. Đăng nhập bằng {logins}; mật khẩu {password}.")
            self._practice.say(words.format(logins=", ".join(PRACTICE_LOGINS), password=PRACTICE_PASSWORD), "warn")
        self._fit()

    def _not_opened(self, fault: Exception) -> None:
        self.enter.setText(self.tr("&Đăng nhập"))
        self._refuse(fault)

    def _sign_in(self) -> None:
        desk, login, password = self.desk, self.login.text().strip(), self.password.text()
        if desk is None:
            return
        if not login or not password:
            (self.password if login else self.login).setFocus()
            return
        self.message.silence()
        self.enter.setEnabled(False)
        background.run(lambda: sign_in(desk, login, password), self._signed_in, self._not_signed_in)

    def _signed_in(self, officer: SignedIn) -> None:
        self.officer = officer
        self.password.clear()
        self.accept()

    def _not_signed_in(self, fault: Exception) -> None:
        self.enter.setEnabled(True)
        self._refuse(fault)
        self.password.selectAll()
        self.password.setFocus()

    def _refuse(self, fault: Exception) -> None:
        self.message.say(failure_words(fault), "fault")
        self._fit()

    def _fit(self) -> None:
        """As high as its sentences need."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the dialog is leaving."""
        self.reject()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        fields = QWidget()
        grid = field_grid(fields)
        add_row(grid, buddy(self.tr("&Tên đăng nhập"), self.login), self.login)
        add_row(grid, buddy(self.tr("&Mật khẩu"), self.password), self.password)
        buttons = QHBoxLayout()
        buttons.addWidget(self.enter, 1)
        buttons.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(style.XL, style.XL, style.XL, style.XL)
        layout.setSpacing(style.M)
        layout.addWidget(label(self.tr("Bàn Một cửa"), "title"))
        layout.addWidget(self._unit)
        layout.addWidget(self._practice)
        layout.addWidget(fields)
        layout.addWidget(self.message)
        layout.addLayout(buttons)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # `_fit` knows better


def _open(home: Home) -> tuple[Desk, Office]:
    desk = open_desk(home)
    with desk.store.reading() as connection:
        return desk, desk.office(connection)

"""Asks who is at the counter: login and password, checked off the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from desk.errors import DeskError, StoreDamaged
from desk.paths import Home
from desk.services.clock import SystemClock
from desk.services.entrance import PRACTICE_LOGINS, PRACTICE_PASSWORD, Door, Entered, enter, open_door
from desk.ui import background, style
from desk.ui.widgets.labels import Strip, buddy, label
from desk.ui.wording import failure_words


class SignInDialog(QDialog):
    """Signs an officer of a home in; accepted with `entered` set; a damaged store sets
    `rescue_wanted`, and whoever wants to put a back-up in place `restore_wanted`.

    Signals:
        door_opened: the home can be worked with; now is a good time to import what is heavy.
    """

    door_opened = Signal()

    def __init__(self, home: Home, login: str = "", password: str = "") -> None:
        super().__init__()
        self._home = home
        self.entered: Entered | None = None
        self.rescue_wanted: DeskError | None = None
        self.restore_wanted = False
        self.login, self.password = QLineEdit(login), QLineEdit(password)
        self._at_once = bool(login and password)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.enter = QPushButton(self.tr("Đang mở dữ liệu…"))
        self.enter.setProperty("role", "primary")
        self.enter.setDefault(True)
        self.enter.setEnabled(False)
        self.enter.setAccessibleName(self.tr("Đăng nhập"))
        self.leave = QPushButton(self.tr("&Thoát"))
        self.leave.setAutoDefault(False)
        self.leave.setAccessibleName(self.tr("Thoát"))
        self.restore = QPushButton(self.tr("Khôi phục từ bản sao lưu…"))
        self.restore.setProperty("role", "link")
        self.restore.setAutoDefault(False)
        self.restore.setAccessibleName(self.tr("Khôi phục từ bản sao lưu"))
        self.message, self._practice = Strip(), Strip()
        self._unit = label("", "muted", wrap=True)
        self.setWindowTitle(self.tr("Đăng nhập – Bàn Một cửa"))
        self.setFixedWidth(460)
        self._lay_out()
        self.enter.clicked.connect(self._sign_in)
        self.leave.clicked.connect(self.reject)
        self.restore.clicked.connect(self._ask_restore)
        background.run(lambda: open_door(home), self._opened, self._not_opened)

    def _opened(self, door: Door) -> None:
        self._unit.setText(door.unit)
        self.enter.setText(self.tr("&Đăng nhập"))
        self.enter.setEnabled(True)
        if door.practice:
            words = self.tr("BẢN THỰC HÀNH. Đăng nhập bằng {logins}; mật khẩu {password}.")
            self._practice.say(words.format(logins=", ".join(PRACTICE_LOGINS), password=PRACTICE_PASSWORD), "warn")
        self._fit()
        if self._at_once:
            self._sign_in()
        else:
            self.door_opened.emit()

    def _not_opened(self, fault: Exception) -> None:
        self.enter.setText(self.tr("&Đăng nhập"))
        if isinstance(fault, StoreDamaged):  # a damaged store opens for nobody: its back-ups are offered
            self.rescue_wanted = fault
            self.reject()
            return
        self._refuse(fault)

    def _ask_restore(self) -> None:
        """Put a back-up in place instead: its own administrator signs in there."""
        self.restore_wanted = True
        self.reject()

    def _sign_in(self) -> None:
        home, login, password = self._home, self.login.text().strip(), self.password.text()
        if not login or not password:
            (self.password if login else self.login).setFocus()
            return
        self.message.silence()
        self.enter.setEnabled(False)
        background.run(lambda: enter(home, SystemClock(), login, password), self._signed_in, self._not_signed_in)

    def _signed_in(self, entered: Entered) -> None:
        self.entered = entered
        self.password.clear()
        self.accept()

    def _not_signed_in(self, fault: Exception) -> None:
        self._at_once = False
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
        fields = QGridLayout()
        fields.setVerticalSpacing(style.S)
        fields.setHorizontalSpacing(style.M)
        fields.addWidget(buddy(self.tr("T&ên đăng nhập"), self.login), 0, 0)
        fields.addWidget(self.login, 0, 1)
        fields.addWidget(buddy(self.tr("&Mật khẩu"), self.password), 1, 0)
        fields.addWidget(self.password, 1, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.enter, 1)
        buttons.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(style.XL, style.XL, style.XL, style.XL)
        layout.setSpacing(style.M)
        layout.addWidget(label(self.tr("Bàn Một cửa"), "title"))
        layout.addWidget(self._unit)
        layout.addWidget(self._practice)
        layout.addLayout(fields)
        layout.addWidget(self.message)
        layout.addLayout(buttons)
        layout.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # `_fit` knows better

"""Hides the desk while its officer is away and gives it back as it was."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desk.services.sign_in import SignedIn, sign_in
from desk.ui import background, style
from desk.ui.session import Session
from desk.ui.widgets.labels import Strip, buddy, label
from desk.ui.wording import failure_words


class LockPage(QWidget):
    """Asks the officer's own password; somebody else signs in anew, and the form stays its owner's.

    Signals:
        unlocked: the officer is back.
        leaving: somebody else wants to sign in.
    """

    unlocked = Signal()
    leaving = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session = session
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.open = QPushButton(self.tr("&Mở khóa"))
        self.open.setProperty("role", "primary")
        self.open.setAccessibleName(self.tr("Mở khóa"))
        self.leave = QPushButton(self.tr("Đổi &người dùng"))
        self.leave.setAccessibleName(self.tr("Đổi người dùng"))
        self.message = Strip()
        self._lay_out(session.officer)
        self.open.clicked.connect(self._try)
        self.password.returnPressed.connect(self._try)
        self.leave.clicked.connect(self.leaving)

    def close_in(self) -> None:
        """Begin to hide."""
        self.message.silence()
        self.password.clear()
        self.password.setFocus()

    def _try(self) -> None:
        desk, login, password = self._session.desk, self._session.officer.login, self.password.text()
        if password:
            self.open.setEnabled(False)
            background.run(lambda: sign_in(desk, login, password), self._known, self._unknown)

    def _known(self, _officer: SignedIn) -> None:
        self.open.setEnabled(True)
        self.password.clear()
        self.unlocked.emit()

    def _unknown(self, fault: Exception) -> None:
        self.open.setEnabled(True)
        self.message.say(failure_words(fault), "fault")
        self.password.selectAll()
        self.password.setFocus()

    def _lay_out(self, officer: SignedIn) -> None:
        sheet = QFrame()
        sheet.setObjectName("paper")
        sheet.setFixedWidth(460)
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(style.XL, style.XL, style.XL, style.XL)
        inside.setSpacing(style.M)
        inside.addWidget(label(self.tr("Màn hình đang khóa"), "title"))
        words = self.tr("{name} ({login}) đang giữ chỗ này. Việc gõ dở còn nguyên.")
        inside.addWidget(label(words.format(name=officer.name, login=officer.login), "muted", wrap=True))
        inside.addWidget(buddy(self.tr("Mật &khẩu"), self.password))
        inside.addWidget(self.password)
        inside.addWidget(self.message)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open, 1)
        buttons.addWidget(self.leave)
        inside.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.addWidget(sheet, 0, Qt.AlignmentFlag.AlignCenter)

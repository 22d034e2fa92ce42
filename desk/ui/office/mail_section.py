"""The mail server that this machine sends messages by: its account, its protection, and a letter to oneself."""

from __future__ import annotations

import dataclasses
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox, QWidget

from desk.errors import BadIdentity
from desk.rules.identity import check_email
from desk.services.mail_account import keep_password, read_password, send_trial
from desk.services.sign_in import may
from desk.settings import MAIL_PORT, MailSecurity, MailSetting, Settings, read_settings, write_settings
from desk.ui import background, style
from desk.ui.intake.rows import add_row, field_grid
from desk.ui.office.section import MachineSection
from desk.ui.session import Session
from desk.ui.widgets.labels import buddy, label

_PORTS = {MailSecurity.STARTTLS: MAIL_PORT, MailSecurity.TLS: 465, MailSecurity.NONE: 25}


class MailSection(MachineSection):
    """Host, port, protection, account and sender; the password is kept apart and never shown."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.tr("Thư điện tử"))
        self.saved_words = self.tr("Đã lưu: tin chờ gửi bằng e-mail được gửi trong một phút.")
        self.host, self.user, self.password, self.address, self.recipient = (QLineEdit() for _ in range(5))
        self.security, self.port = QComboBox(), QSpinBox()
        self.try_button = QPushButton(self.tr("Gửi thư thử   F8"))
        self._trying = False
        self._make_fields()
        self._lay_out()
        for line in (self.host, self.user, self.password, self.address):
            line.textChanged.connect(self.edited)
        self.port.valueChanged.connect(self.edited)
        self.security.currentIndexChanged.connect(self._propose_port)
        self.try_button.clicked.connect(self.send_trial)

    def may_save(self) -> bool:
        """Leaders and administrators."""
        return may(self.session.officer, "edit-unit")

    def first_field(self) -> QWidget:
        """The server's name."""
        return self.host

    def keys(self) -> dict[str, Any]:
        """The table `[mail]`."""
        return {"mail": self._setting()}

    def typed(self) -> object:
        """The keys, and a new password."""
        return self.keys(), self.password.text()

    def show_settings(self, settings: Settings) -> None:
        """Show what the file says; of the password only whether there is one."""
        mail = settings.mail
        with QSignalBlocker(self.security):
            self.security.setCurrentIndex(max(0, self.security.findData(mail.security)))
        self.port.setValue(mail.port)
        for line, text in ((self.host, mail.host), (self.user, mail.user), (self.address, mail.sender)):
            line.setText(text)
        self.password.clear()
        background.run(lambda: read_password(self.session.home), self._show_kept, self.show_fault)

    def save(self) -> None:
        """Write the table, then the password if one was typed; without an account none is kept."""
        self.clear_faults()
        setting = self._setting()
        if not self._may_be_sender(setting):
            return
        if not setting.host and not setting.sender:
            setting = MailSetting()  # protection and port of no server are no setting
        home, password = self.session.home, self.password.text()

        def work() -> None:
            write_settings(home.settings, dataclasses.replace(read_settings(home.settings), mail=setting))
            if password or not setting.user:
                keep_password(home, password if setting.user else "")

        self.store(work, self._saved)

    def send_trial(self) -> None:
        """Send a letter to oneself by what stands here, stored or not."""
        if self._trying or not self.may_save():
            return
        self.clear_faults()
        desk, officer, setting = self.session.desk, self.session.officer, self._setting()
        typed, recipient = self.password.text(), self.recipient.text() or self.address.text()
        self._trying = True
        self.try_button.setEnabled(False)
        self.message.say(self.tr("Đang gửi thư thử…"), "good")

        def work() -> str:
            send_trial(desk, officer, setting, typed or read_password(desk.home), recipient)
            return recipient

        background.run(work, self._tried, self._not_tried)

    def field_of(self, fault: Exception) -> QWidget | None:
        """The field a fault speaks of."""
        known = {"sender": self.address, "email": self.recipient if self.recipient.text() else self.address}
        return known.get(str(getattr(fault, "facts", {}).get("field", "")))

    def _setting(self) -> MailSetting:
        return MailSetting(
            self.host.text().strip(), self.port.value(), str(self.security.currentData()), self.user.text().strip(),
            self.address.text().strip(),
        )  # fmt: skip

    def _may_be_sender(self, setting: MailSetting) -> bool:
        """Whether the sender's address is one; without a host nothing has to be there."""
        try:
            if setting.host or setting.sender:
                check_email(setting.sender)
        except BadIdentity:
            self.show_fault(BadIdentity(field="sender"))
            return False
        return True

    def _saved(self, _nothing: object) -> None:
        self.password.clear()
        self.begun()
        self.say_saved()
        background.run(lambda: read_password(self.session.home), self._show_kept, self.show_fault)

    def _show_kept(self, password: str | None) -> None:
        self.password.setPlaceholderText(
            self.tr("đã ghi, để trống thì giữ nguyên") if password else self.tr("chưa ghi mật khẩu")
        )

    def _tried(self, recipient: str) -> None:
        self._end_trial()
        words = self.tr("Máy chủ đã nhận thư thử gửi tới {recipient}: hãy mở hộp thư đó xem.")
        self.message.say(words.format(recipient=recipient.strip()), "good")

    def _not_tried(self, fault: Exception) -> None:
        self._end_trial()
        self.show_fault(fault)

    def _end_trial(self) -> None:
        self._trying = False
        self.try_button.setEnabled(self.may_save())

    def _propose_port(self) -> None:
        """The usual port of the protection chosen, unless another one was typed."""
        if self.port.value() in _PORTS.values():
            self.port.setValue(_PORTS[MailSecurity(self.security.currentData())])
        self.edited.emit()

    # --- layout -------------------------------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        self.host.setPlaceholderText(self.tr("như mail.gialai.gov.vn"))
        self.user.setPlaceholderText(self.tr("để trống nếu máy chủ không cần"))
        self.address.setPlaceholderText(self.tr("địa chỉ thư của cơ quan"))
        self.recipient.setPlaceholderText(self.tr("để trống: gửi tới chính địa chỉ gửi"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMaxLength(200)
        self.port.setRange(1, 65535)
        self.port.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for words, kind in (
            (self.tr("STARTTLS"), MailSecurity.STARTTLS), (self.tr("TLS từ đầu"), MailSecurity.TLS),
            (self.tr("không mã hóa"), MailSecurity.NONE),
        ):  # fmt: skip
            self.security.addItem(words, kind.value)
        for line in (self.host, self.user, self.password, self.address, self.recipient):
            line.setReadOnly(not self.may_save())
        for widget in (self.security, self.port, self.try_button):
            widget.setEnabled(self.may_save())

    def _lay_out(self) -> None:
        words = self.tr(
            "Tin nhắn cho người nộp được gửi bằng hộp thư này, từ máy này. Mật khẩu nằm trong tệp riêng chỉ chủ máy đọc"
            " được. Không có máy chủ thư thì tin e-mail cứ chờ."
        )
        if not self.may_save():
            words = self.tr("Chỉ đọc: lãnh đạo hoặc quản trị ghi máy chủ thư.")
        self.body.addWidget(label(words, "small", wrap=True))
        holder = QWidget()
        holder.setMaximumWidth(680)
        grid = field_grid(holder)
        self.port.setFixedWidth(100)
        add_row(grid, buddy(self.tr("&Máy chủ"), self.host), self.host)
        add_row(
            grid, buddy(self.tr("&Bảo mật"), self.security), self.security, buddy(self.tr("&Cổng"), self.port),
            self.port, label(""),
        )  # fmt: skip
        add_row(grid, buddy(self.tr("&Tài khoản"), self.user), self.user)
        add_row(grid, buddy(self.tr("Mật &khẩu"), self.password), self.password)
        add_row(grid, buddy(self.tr("Địa chỉ &gửi"), self.address), self.address)
        self.body.addWidget(holder)
        self.body.addSpacing(style.S)
        self.body.addWidget(label(self.tr("GỬI THỬ CHO MÌNH"), "section"))
        trial = QWidget()
        trial.setMaximumWidth(680)
        self.try_button.setAccessibleName(self.tr("Gửi thư thử"))
        add_row(field_grid(trial), buddy(self.tr("Gửi t&hử tới"), self.recipient), self.recipient, self.try_button,
                stretch=0)  # fmt: skip
        self.body.addWidget(trial)
        self.body.addStretch(1)

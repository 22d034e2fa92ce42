"""A new password, typed twice: for somebody who lost theirs, or for oneself with the old one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desk.errors import SignInRefused
from desk.services.officers import SHORTEST_PASSWORD, OfficerListed, change_own_password, reset_password
from desk.ui.office.side_form import SideForm
from desk.ui.session import Session
from desk.ui.widgets.labels import label

OLD, NEW, AGAIN = "old", "password", "again"


class PasswordForm(SideForm):
    """Asks for a password twice and has it stored; passwords never leave the form but to the service."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._whose: OfficerListed | None = None
        self.old = self.add_field(OLD, self.tr("Mật khẩu đang &dùng"), secret=True)
        self.new = self.add_field(NEW, self.tr("&Mật khẩu mới"), secret=True)
        self.again = self.add_field(AGAIN, self.tr("&Gõ lại mật khẩu mới"), secret=True)
        advice = self.tr("Ít nhất {least} ký tự; tắt bộ gõ tiếng Việt khi gõ mật khẩu.").format(least=SHORTEST_PASSWORD)
        self.body.addWidget(label(advice, "small", wrap=True))

    def begin(self, whose: OfficerListed | None) -> None:
        """Ask for the password of somebody else, or for one's own when nobody is named."""
        self._whose = whose
        own = whose is None
        words = self.tr("Đặt lại mật khẩu của {name}")
        self.title.setText(self.tr("Đổi mật khẩu của tôi") if whose is None else words.format(name=whose.name))
        self.old.setVisible(own)
        self.labels[OLD].setVisible(own)
        self.empty()

    def empty(self) -> None:
        """Forget what was typed."""
        for field in self.fields.values():
            field.clear()
        self.begun()

    def work(self) -> Callable[[], str] | None:
        """Store the password, when both are the same."""
        desk, officer, whose = self.session.desk, self.session.officer, self._whose
        old, new = self.old.text(), self.new.text()
        if new != self.again.text():
            self.show_fault(self.tr("Hai lần gõ mật khẩu mới không giống nhau; hãy gõ lại."), self.again)
            return None
        if whose is None:
            done = self.tr("Đã đổi mật khẩu của bạn; lần đăng nhập sau dùng mật khẩu mới.")

            def change() -> str:
                change_own_password(desk, officer, old, new)
                return done

            return change
        done = self.tr("Đã đặt lại mật khẩu của {name}; hãy báo mật khẩu mới tận tay.").format(name=whose.name)

        def reset() -> str:
            reset_password(desk, officer, whose.login, new)
            return done

        return reset

    def field_of(self, fault: Exception) -> QWidget | None:
        """A refused sign-in is the old password, everything else the new one."""
        return self.old if isinstance(fault, SignInRefused) else self.new

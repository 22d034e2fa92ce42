"""The form of one officer: a new one with login and password, or the name and roles of one who is there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desk.errors import BadValue, LastAdministrator, LoginTaken, WeakPassword
from desk.services.officers import SHORTEST_PASSWORD, OfficerListed, add_officer, grant, rename
from desk.ui import style
from desk.ui.office.officer_words import ROLE_HELP, ROLE_WORDS
from desk.ui.office.side_form import SideForm
from desk.ui.session import Session
from desk.ui.widgets.labels import label
from desk.vocabulary import Role

LOGIN, NAME, PASSWORD, AGAIN = "login", "name", "password", "again"
INDENT = 26  # where the words of a tick box begin


class OfficerForm(SideForm):
    """Collects what is known of an officer and has it stored."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._edited: OfficerListed | None = None
        self.login = self.add_field(LOGIN, self.tr("Tên đăng &nhập"), longest=40)
        self.login.setPlaceholderText(self.tr("chữ thường không dấu và số, như thu.nguyen"))
        self.name = self.add_field(NAME, self.tr("&Họ tên, in trên giấy tờ"))
        self.roles: dict[Role, QCheckBox] = {}
        self._add_roles()
        self._secrets = QWidget()
        above, self.body = self.body, QVBoxLayout(self._secrets)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(style.S)
        self.password = self.add_field(PASSWORD, self.tr("&Mật khẩu, ít nhất {least} ký tự").format(
            least=SHORTEST_PASSWORD), secret=True)  # fmt: skip
        self.again = self.add_field(AGAIN, self.tr("&Gõ lại mật khẩu"), secret=True)
        above.addWidget(self._secrets)

    def _add_roles(self) -> None:
        box = QVBoxLayout()
        box.setSpacing(2)
        box.addWidget(label(self.tr("Vai trò")))
        for at, (role, words) in enumerate(ROLE_WORDS.items(), start=1):
            tick = QCheckBox(f"&{at}  {words[:1].upper()}{words[1:]}")
            tick.setAccessibleName(words)
            tick.setAccessibleDescription(ROLE_HELP[role])
            self.roles[role] = tick
            what = label(ROLE_HELP[role], "small", wrap=True)
            what.setContentsMargins(INDENT, 0, 0, style.XS)
            box.addWidget(tick)
            box.addWidget(what)
        self.body.addLayout(box)

    def begin(self, edited: OfficerListed | None) -> None:
        """Start from an officer, or from nothing for a new one."""
        self._edited = edited
        self.title.setText(self.tr("Người dùng mới") if edited is None else self.tr("Sửa họ tên và vai trò"))
        self.login.setText("" if edited is None else edited.login)
        self.login.setEnabled(edited is None)
        self.name.setText("" if edited is None else edited.name)
        for role, tick in self.roles.items():
            tick.setChecked(edited is not None and role in edited.roles)
        self.password.clear()
        self.again.clear()
        self._secrets.setVisible(edited is None)
        self.begun()

    def typed(self) -> tuple[object, ...]:
        """Fields and ticks."""
        return (*super().typed(), self.given_roles())

    def given_roles(self) -> frozenset[Role]:
        """The roles that are ticked."""
        return frozenset(role for role, tick in self.roles.items() if tick.isChecked())

    def work(self) -> Callable[[], str] | None:
        """Store the new officer, or what is different of an old one."""
        desk, by, roles = self.session.desk, self.session.officer, self.given_roles()
        login, name, password = self.login.text().strip(), self.name.text(), self.password.text()
        edited = self._edited
        if edited is not None:
            done = self.tr("Đã lưu {name}; vai trò mới có hiệu lực từ lần đăng nhập sau.")

            def change() -> str:
                # what was not touched here stays as it is now, whoever changed it meanwhile
                if name != edited.name:
                    rename(desk, by, login, name)
                if roles != edited.roles:
                    grant(desk, by, login, roles)
                return done.format(name=" ".join(name.split()))

            return change
        if password != self.again.text():
            self.show_fault(self.tr("Hai lần gõ mật khẩu không giống nhau; hãy gõ lại."), self.again)
            return None
        added = self.tr("Đã thêm {name}, đăng nhập bằng tên {login}.")

        def add() -> str:
            made = add_officer(desk, by, login, name, password, roles)
            return added.format(name=made.name, login=made.login)

        return add

    def words_of(self, fault: Exception) -> str:
        """A login of the wrong shape is told the right one."""
        if isinstance(fault, BadValue):
            return self.tr("Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm và gạch; hãy gõ lại.")
        return super().words_of(fault)

    def field_of(self, fault: Exception) -> QWidget | None:
        """Login, password and roles are told by the kind of fault."""
        if isinstance(fault, LoginTaken | BadValue):
            return self.login
        if isinstance(fault, WeakPassword):
            return self.password
        if isinstance(fault, LastAdministrator):
            return self.roles[Role.ADMIN]
        field = super().field_of(fault)
        return field if field is not None else self.roles[Role.CLERK]

    def first_field(self) -> QWidget:
        """The login of a new officer, the name of one who is there."""
        return self.login if self._edited is None else self.name

    def show_fault(self, words: str, field: QWidget | None) -> None:
        """A tick box is led to by the keyboard alone: it shows the focus itself."""
        super().show_fault(words, field)
        if field is not None:
            field.setFocus(Qt.FocusReason.TabFocusReason)

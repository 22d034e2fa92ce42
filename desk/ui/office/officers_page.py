"""The officers of the office: who signs in and what each may do; everybody else changes their own password here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desk.rules.folding import fold
from desk.services.officers import OfficerListed, officers, set_active
from desk.services.sign_in import may
from desk.ui import background, style
from desk.ui.office.officer_form import OfficerForm
from desk.ui.office.officer_words import roles_words, state_chip
from desk.ui.office.password_form import PasswordForm
from desk.ui.office.side_form import ASK_AGAIN_MILLISECONDS
from desk.ui.page import Page
from desk.ui.session import Session
from desk.ui.widgets.chips import ChipDelegate
from desk.ui.widgets.labels import Strip, label
from desk.ui.widgets.sheets import paper
from desk.ui.widgets.tables import show_rows
from desk.ui.wording import failure_words

PANEL = 440
NAME, LOGIN, ROLES, STATE = range(4)


class OfficersPage(Page):
    """The list at the left; at the right what can be done with the chosen one, or the form that does it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.manages = may(session.officer, "manage-officers")
        self.filter, self.table, self.message = QLineEdit(), QTableWidget(0, 4), Strip()
        self.form, self.password = OfficerForm(session), PasswordForm(session)
        self.add_button = QPushButton(self.tr("&Thêm người dùng   Ins"))
        self.edit_button = QPushButton(self.tr("&Sửa họ tên, vai trò   F2"))
        self.reset_button = QPushButton(self.tr("Đặt &lại mật khẩu   F8"))
        self.close_button = QPushButton()
        self.own_button = QPushButton(self.tr("Mật khẩu &của tôi   Ctrl+M"))
        self._officers: tuple[OfficerListed, ...] = ()
        self._shown: list[OfficerListed] = []
        self._asked, self._closing = 0, False
        self._sure = QTimer(self)
        self._sure.setSingleShot(True)
        self._sure.setInterval(ASK_AGAIN_MILLISECONDS)
        self._sure.timeout.connect(self._show_current)
        self._nothing = label("", "muted", wrap=True)
        self._name, self._facts = label("", "title", wrap=True), label("", "muted", wrap=True)
        self._listing, self._left, self._right, self._acts = QFrame(), QStackedWidget(), QStackedWidget(), QWidget()
        self._lay_out()
        self._connect()
        if self.manages:
            self.refresh()
        else:
            self.password.begin(None)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._refill)
        self.table.itemSelectionChanged.connect(self._show_current)
        self.table.cellDoubleClicked.connect(self.edit)
        for form in (self.form, self.password):
            form.saved.connect(self._show_saved)
            form.left.connect(self._leave_form)
        acts: tuple[tuple[QPushButton, str, Callable[[], None]], ...] = (
            (self.add_button, "Ins", self.add), (self.edit_button, "F2", self.edit),
            (self.reset_button, "F8", self.reset), (self.own_button, "Ctrl+M", self.change_own),
            (self.close_button, "Del", self.close_or_open),
        )  # fmt: skip
        for button, keys, act in acts:
            button.clicked.connect(act)
            if self.manages:
                self._on_key(keys, act)
        if self.manages:
            self._on_key("Ctrl+F", self._to_filter)

    def _on_key(self, keys: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: act() if self._right.currentWidget() is self._acts else None)

    # --- the frame's questions ----------------------------------------------------------------------------------------

    def first_field(self) -> QWidget:
        """The open form's first field, else the list."""
        form = self._right.currentWidget()
        if isinstance(form, OfficerForm | PasswordForm):
            return form.first_field()
        return self.table

    def refresh(self) -> None:
        """Read the list anew; who stands out keeps standing out."""
        if not self.manages:
            return
        self._asked += 1
        asked, desk, officer = self._asked, self.session.desk, self.session.officer
        background.run(
            lambda: officers(desk, officer),
            lambda found: self._take(found) if asked == self._asked else None,
            self._show_fault,
        )

    def current(self) -> OfficerListed | None:
        """Who stands out in the list."""
        row = self.table.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    # --- what can be done ---------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Open the form for somebody new."""
        self._open_form(self.form)
        self.form.begin(None)

    def edit(self) -> None:
        """Open the form on the one who stands out."""
        chosen = self.current()
        if chosen is not None:
            self._open_form(self.form)
            self.form.begin(chosen)

    def reset(self) -> None:
        """Ask for a new password for the one who stands out."""
        chosen = self.current()
        if chosen is not None:
            self._open_form(self.password)
            self.password.begin(chosen)

    def change_own(self) -> None:
        """Ask for one's own new password."""
        self._open_form(self.password)
        self.password.begin(None)

    def close_or_open(self) -> None:
        """Close the account of the one who stands out, or open it again, when asked a second time."""
        chosen = self.current()
        if chosen is None or self._closing:
            return
        if not self._sure.isActive():
            ask = self.tr("&Khóa {login}? Del lần nữa") if chosen.active else self.tr("&Mở {login}? Del lần nữa")
            self.close_button.setText(ask.format(login=chosen.login))
            self._sure.start()
            return
        self._sure.stop()
        self._closing = True
        desk, by, active = self.session.desk, self.session.officer, not chosen.active
        background.run(
            lambda: set_active(desk, by, chosen.login, active=active), self._show_closed, self._show_close_fault
        )

    def _show_closed(self, changed: OfficerListed) -> None:
        self._closing = False
        words = self.tr("Đã mở lại tài khoản {login}.") if changed.active else self.tr(
            "Đã khóa tài khoản {login}: người này không đăng nhập được nữa, việc đã làm vẫn giữ nguyên.")  # fmt: skip
        self.message.say(words.format(login=changed.login), "good")
        self.refresh()

    def _show_close_fault(self, fault: Exception) -> None:
        self._closing = False
        self._show_fault(fault)
        self._show_current()

    # --- list ---------------------------------------------------------------------------------------------------------

    def _take(self, found: tuple[OfficerListed, ...]) -> None:
        if self.message.property("tone") == "fault":
            self.message.silence()
        self._officers = found
        self._refill()

    def _show_fault(self, fault: Exception) -> None:
        if not self._officers:
            self._nothing.setText(self.tr("Chưa đọc được danh sách."))
            self._left.setCurrentIndex(1)
        self.message.say(failure_words(fault), "fault")

    def _refill(self) -> None:
        """Fill the table by what is typed; who stands out keeps standing out."""
        chosen, wanted = self.current(), fold(self.filter.text()).split()
        self._shown = [one for one in self._officers if all(word in _searched(one) for word in wanted)]
        self.table.blockSignals(True)
        self.table.setRowCount(len(self._shown))
        for row, one in enumerate(self._shown):
            for column, text in ((NAME, one.name), (LOGIN, one.login), (ROLES, roles_words(one.roles))):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
            chip = state_chip(one)
            item = QTableWidgetItem(chip.words)
            item.setData(Qt.ItemDataRole.UserRole, chip)
            self.table.setItem(row, STATE, item)
        self.table.blockSignals(False)
        if self._shown:
            logins = [one.login for one in self._shown]
            at = logins.index(chosen.login) if chosen and chosen.login in logins else 0
            self.table.setCurrentCell(at, NAME)
        else:
            words = self.tr("Không có ai khớp “{typed}”: gõ ít chữ hơn, hoặc bấm Esc để xem tất cả.")
            self._nothing.setText(words.format(typed=self.filter.text().strip()[:40]))
        self._left.setCurrentIndex(0 if self._shown else 1)
        self._show_current()

    def _show_current(self) -> None:
        """Say at the right what the one who stands out is, and what can be done."""
        self._sure.stop()
        one = self.current()
        for button in (self.edit_button, self.reset_button, self.close_button):
            button.setEnabled(one is not None)
        active = one is None or one.active
        self.close_button.setText(self.tr("&Khóa tài khoản   Del") if active else self.tr("&Mở lại tài khoản   Del"))
        self._name.setText(one.name if one else self.tr("Chưa chọn ai"))
        words = self.tr("Đăng nhập: {login}\nVai trò: {roles}\nTài khoản: {state}")
        self._facts.setText("" if one is None else words.format(
            login=one.login, roles=roles_words(one.roles), state=state_chip(one).words.lower()))  # fmt: skip

    # --- forms --------------------------------------------------------------------------------------------------------

    def _open_form(self, form: OfficerForm | PasswordForm) -> None:
        self.message.silence()
        self._show_current()
        self._right.setCurrentWidget(form)
        self._listing.setEnabled(False)

    def _leave_form(self) -> None:
        if not self.manages:
            self.password.empty()
            return
        for form in (self.form, self.password):
            form.forget_secrets()
        self._listing.setEnabled(True)
        self._right.setCurrentWidget(self._acts)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_saved(self, words: str) -> None:
        if not self.manages:
            self.password.empty()
            self.password.message.say(words, "good")
            return
        self._leave_form()
        self.message.say(words, "good")
        self.refresh()

    def _to_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is F2 in the list; Down leads to it from the filter; Esc shows all again."""
        if not self.manages:
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.table.hasFocus():
            self.edit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down} and self.filter.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Escape:
            self.filter.clear()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    # --- layout -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        page = QHBoxLayout(self)
        page.setContentsMargins(style.L, style.L, style.L, style.L)
        page.setSpacing(style.L)
        panel, column = paper()
        panel.setFixedWidth(PANEL)
        column.addWidget(self._right)
        if not self.manages:
            self._right.addWidget(self.password)
            self.password.back_words = self.tr("Xóa &trắng   Esc")
            words = self.tr("Thêm người dùng hay đổi vai trò: nhờ người quản trị.")
            self.password.body.addWidget(label(words, "small"))
            page.addWidget(panel, 0, Qt.AlignmentFlag.AlignTop)
            page.addStretch(1)
            return
        self._lay_out_list()
        self._lay_out_acts()
        for one in (self._acts, self.form, self.password):
            self._right.addWidget(one)
        page.addWidget(self._listing, 1)
        page.addWidget(panel)

    def _lay_out_list(self) -> None:
        self._listing, column = paper()
        top = QHBoxLayout()
        top.addWidget(label(self.tr("Người dùng"), "title"))
        top.addStretch(1)
        self.filter.setPlaceholderText(self.tr("Lọc theo tên, vai trò   Ctrl+F"))
        self.filter.setAccessibleName(self.tr("Lọc danh sách"))
        self.filter.setMaxLength(60)
        self.filter.setMinimumWidth(280)
        top.addWidget(self.filter)
        self._lay_out_table()
        empty = QWidget()
        middle = QGridLayout(empty)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle.addWidget(self._nothing)
        self._left.addWidget(self.table)
        self._left.addWidget(empty)
        column.addLayout(top)
        column.addWidget(self.message)
        column.addWidget(self._left, 1)

    def _lay_out_table(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(
            [self.tr("Họ tên"), self.tr("Tên đăng nhập"), self.tr("Vai trò"), self.tr("Tài khoản")]
        )
        table.setAccessibleName(self.tr("Người dùng"))
        table.setItemDelegate(ChipDelegate(table))
        show_rows(table)
        header = table.horizontalHeader()
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in ((LOGIN, 132), (ROLES, 232), (STATE, 132)):
            table.setColumnWidth(column, width)

    def _lay_out_acts(self) -> None:
        column = QVBoxLayout(self._acts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.S)
        column.addWidget(self._name)
        column.addWidget(self._facts)
        column.addSpacing(style.S)
        for button in (self.edit_button, self.reset_button, self.close_button):
            column.addWidget(button)
        column.addStretch(1)
        self.add_button.setProperty("role", "primary")
        column.addWidget(self.add_button)
        column.addWidget(self.own_button)


def _searched(one: OfficerListed) -> str:
    """What the filter looks into."""
    return fold(" ".join((one.name, one.login, roles_words(one.roles), state_chip(one).words)))

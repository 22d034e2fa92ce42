"""The settings: of the office, kept as dated editions in its store, and of this machine, kept in its settings file."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from desk.rules.scan import Scan
from desk.services.desk import Office
from desk.settings import Settings, read_settings
from desk.ui import background, style
from desk.ui.office.account_section import AccountSection
from desk.ui.office.look_section import LookSection
from desk.ui.office.mail_section import MailSection
from desk.ui.office.papers_section import PapersSection
from desk.ui.office.printers_section import PrintersSection
from desk.ui.office.scanner_section import ScannerSection
from desk.ui.office.section import MachineSection, Section
from desk.ui.office.signers_section import SignersSection
from desk.ui.office.unit_section import UnitSection
from desk.ui.page import Page
from desk.ui.session import Session
from desk.ui.widgets.labels import hairline, label
from desk.ui.widgets.sheets import paper
from desk.ui.wording import failure_words

LIST = 248


class SettingsPage(Page):
    """Sections at the left, the sheet of the chosen one at the right; what is unsaved stays and is marked."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.signers = SignersSection(session)
        self.unit = UnitSection(session, self.signers)
        self.account = AccountSection(session)
        self.printers, self.scanner, self.look = PrintersSection(session), ScannerSection(session), LookSection(session)
        self.papers, self.mail = PapersSection(session), MailSection(session)
        self.sections: tuple[Section, ...] = (
            self.unit, self.signers, self.account, self.printers, self.papers, self.scanner, self.mail,
            self.look,
        )  # fmt: skip
        self.list, self._stack = QListWidget(), QStackedWidget()
        self.save_button, self.state, self._rule = QPushButton(), label("", "doubt"), hairline()
        self._asked = 0
        self._lay_out()
        self._connect()
        self.list.setCurrentRow(0)
        self._show_marks()
        self._ask()

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._show_section)
        self.save_button.clicked.connect(self.save)
        self.session.office_changed.connect(self._show_office)
        for section in self.sections:
            section.edited.connect(self._show_marks)
        for keys, act in (
            ("F9", self.save), ("Ctrl+PgUp", lambda: self.turn(-1)), ("Ctrl+PgDown", lambda: self.turn(1)),
            ("F8", self._print_test), ("F5", self._ask_again), ("Esc", self.list.setFocus),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        enter = QShortcut(QKeySequence("Return"), self.list)
        enter.setContext(Qt.ShortcutContext.WidgetShortcut)
        enter.activated.connect(lambda: self.current().first_field().setFocus(Qt.FocusReason.TabFocusReason))

    # --- the frame's questions ----------------------------------------------------------------------------------------

    def first_field(self) -> QWidget:
        """The list of sections."""
        return self.list

    def refresh(self) -> None:
        """Show what is stored now; what was typed stays."""
        self._ask()

    def take_scan(self, scan: Scan) -> bool:
        """Show what was read while the scanner is being tried."""
        if self.current() is not self.scanner:
            return False
        self.scanner.show_scan(scan)
        return True

    # --- sections -----------------------------------------------------------------------------------------------------

    def current(self) -> Section:
        """The section in front."""
        return self.sections[max(0, self.list.currentRow())]

    def turn(self, step: int) -> None:
        """Bring the next or the former section to the front, the keyboard in its first field."""
        self.list.setCurrentRow((self.list.currentRow() + step) % len(self.sections))
        self.current().first_field().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save(self) -> None:
        """Store the section in front; without a change nothing is stored."""
        section = self.current()
        section.finish_editing()
        if section.may_save() and section.changed() and not section.saving:
            section.save()

    def _print_test(self) -> None:
        if self.current() is self.printers:
            self.printers.print_test()
        elif self.current() is self.mail:
            self.mail.send_trial()

    def _ask_again(self) -> None:
        if self.current() in {self.printers, self.papers, self.scanner}:
            self.current().entered()

    def _show_section(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        self._show_marks()
        self.current().entered()

    def _show_marks(self) -> None:
        """Mark the sections in which something is unsaved, in the list and beside the button."""
        with QSignalBlocker(self.list):
            for row, section in enumerate(self.sections):
                item = self.list.item(row)
                item.setText(f"{section.title}   ● {self.tr('chưa lưu')}" if section.changed() else section.title)
        section = self.current()
        self.save_button.setText(self.tr("Đang lưu…") if section.saving else self.tr("Lư&u   F9"))
        self.save_button.setEnabled(section.changed() and not section.saving)
        for part in (self.save_button, self._rule):
            part.setVisible(section.may_save())
        self.state.setText(self.tr("● Có thay đổi chưa lưu") if section.changed() else "")

    # --- what is stored -----------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._asked += 1
        asked, desk, file = self._asked, self.session.desk, self.session.home.settings

        def work() -> tuple[Settings, Office]:
            with desk.store.reading() as connection:
                return read_settings(file), desk.office(connection)

        def take(found: tuple[Settings, Office]) -> None:
            if asked == self._asked:
                self.session.work_by(found[1])
                self._show_office()
                for section in self.sections:
                    if isinstance(section, MachineSection):
                        section.take_settings(found[0])

        background.run(work, take, self._miss)

    def _miss(self, fault: Exception) -> None:
        for section in self.sections:
            if isinstance(section, MachineSection):
                section.message.say(failure_words(fault), "fault")

    def _show_office(self) -> None:
        for section in (self.unit, self.signers):
            section.take_office(self.session.office)

    # --- layout -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        page = QHBoxLayout(self)
        page.setContentsMargins(style.L, style.M, style.L, style.M)
        page.setSpacing(style.L)
        side, column = paper()
        side.setFixedWidth(LIST)
        column.addWidget(label(self.tr("Cài đặt"), "title"))
        self.list.setObjectName("places")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Các mục cài đặt"))
        for section in self.sections:
            item = QListWidgetItem(section.title)
            item.setSizeHint(QSize(0, style.ROW))  # else the rows are laid out before the style is worn
            self.list.addItem(item)
            self._stack.addWidget(section)
        column.addWidget(self.list, 1)
        column.addWidget(label(self.tr("Đổi mục: Ctrl+PgUp, Ctrl+PgDn\nVề danh sách: Esc"), "small", wrap=True))
        sheet, column = paper()
        column.addWidget(self._stack, 1)
        column.addWidget(self._rule)
        self.save_button.setProperty("role", "primary")
        self.save_button.setAccessibleName(self.tr("Lưu"))
        ends = QHBoxLayout()
        ends.setSpacing(style.M)
        ends.addWidget(self.save_button)
        ends.addWidget(self.state)
        ends.addStretch(1)
        column.addLayout(ends)
        page.addWidget(side)
        page.addWidget(sheet, 1)

"""The catalogue: procedures found by a few letters, read on a sheet, completed and changed as new editions."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desk.rules.folding import fold
from desk.rules.instants import vietnam_day
from desk.services.catalogue import Procedure
from desk.services.desk import Office
from desk.services.sign_in import may
from desk.ui import background, style
from desk.ui.office.catalogue_table_model import CatalogueTableModel
from desk.ui.office.catalogue_wording import ProcedureState, state_of
from desk.ui.office.edition_form import EditionForm
from desk.ui.office.procedure_sheet import ProcedureSheet
from desk.ui.page import Page
from desk.ui.session import Session
from desk.ui.widgets.labels import Strip, label
from desk.ui.widgets.sheets import paper
from desk.ui.widgets.tables import show_rows
from desk.ui.wording import failure_words

EVERY = 1_000_000
SHEET = 436


class CataloguePage(Page):
    """The list at the left, the sheet of the chosen procedure at the right, the form of an edition in place of both."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.search = QLineEdit()
        self.model = CatalogueTableModel()
        self.table = QTableView()
        self.message = Strip()
        self.sheet = ProcedureSheet()
        self.form = EditionForm(session)
        self.edit_button = QPushButton(self.tr("&Sửa thành bản mới   F2"))
        self.new_button = QPushButton(self.tr("&Thủ tục mới   Ins"))
        self.try_button = QPushButton(self.tr("Thử n&gày hẹn   F6"))
        self.filters = {
            one: QPushButton() for one in (None, ProcedureState.INCOMPLETE, ProcedureState.ENDED)
        }  # fmt: skip
        self._only: ProcedureState | None = None
        self._day = dt.date.min
        self._asked = 0
        self._may_edit = may(session.officer, "edit-catalogue")
        self._empty = label("", "muted", wrap=True)
        self._beside, self._panes, self._reading = QStackedWidget(), QStackedWidget(), QWidget()
        self._lay_out()
        self._connect()
        self._show_office()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._refill)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.table.doubleClicked.connect(self._read)
        for state, button in self.filters.items():
            button.clicked.connect(lambda _checked, state=state: self.show_only(state))
        self.edit_button.clicked.connect(self.edit)
        self.new_button.clicked.connect(self.begin_new)
        self.try_button.clicked.connect(self.what_if)
        self.sheet.turned.connect(self._show_edit_words)
        self.form.left.connect(self._back_to_reading)
        self.form.saved.connect(self._show_saved)
        self.session.office_changed.connect(self._show_office)
        for keys, act in (
            ("/", self._to_search), ("Ctrl+F", self._to_search), ("F2", self.edit), ("Ins", self.begin_new),
            ("F6", self.what_if),
            ("Ctrl+1", self.filters[None].click), ("Ctrl+2", self.filters[ProcedureState.INCOMPLETE].click),
            ("Ctrl+3", self.filters[ProcedureState.ENDED].click),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self._reading)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- the frame's questions ----------------------------------------------------------------------------------------

    def first_field(self) -> QWidget:
        """The search field; the form's own while one is open."""
        return self.form.first_field() if self._panes.currentWidget() is self.form else self.search

    def refresh(self) -> None:
        """Work by the newest catalogue; what is being read or typed stays where it is."""
        self._asked += 1
        asked, desk = self._asked, self.session.desk

        def work() -> Office:
            with desk.store.reading() as connection:
                return desk.office(connection)

        def take(office: Office) -> None:
            if asked == self._asked:
                self.message.silence()
                self.session.work_by(office)
                self._show_office()  # the day may be another, too

        background.run(work, take, lambda fault: self.message.say(failure_words(fault), "fault"))

    def show_only(self, state: ProcedureState | None) -> None:
        """Narrow the list to procedures in a state; None shows all."""
        self._only = state
        self._refill()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_procedure(self, code: str) -> None:
        """Bring one procedure to the front, unless a form is being filled in."""
        if self._panes.currentWidget() is self.form:
            return
        self._only = None
        self.search.setText(code)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> Procedure | None:
        """The procedure that stands out in the list."""
        row = self.table.currentIndex().row()
        return self.model.procedures[row] if 0 <= row < len(self.model.procedures) else None

    def what_if(self) -> None:
        """Try a date, and limits, of the procedure that stands out."""
        procedure = self.current()
        if procedure is not None and procedure.complete:
            from desk.ui.calendar.what_if_dialog import WhatIfDialog

            WhatIfDialog(self.session, procedure, self).open()

    def edit(self) -> None:
        """Open the form on the edition that lies open."""
        if self._may_edit and self.sheet.edition is not None:
            self._panes.setCurrentWidget(self.form)
            self.form.begin(self.sheet.edition, self.sheet.newest)

    def begin_new(self) -> None:
        """Open the form for a procedure that is not in the catalogue."""
        if self._may_edit:
            self._panes.setCurrentWidget(self.form)
            self.form.begin(None, None)

    # --- list ---------------------------------------------------------------------------------------------------------

    def _show_office(self) -> None:
        """Take the catalogue of now, as it stands today."""
        self._day = vietnam_day(self.session.desk.clock.now())
        standing = self.session.office.catalogue.procedures(self._day)
        words = {
            None: self.tr("Tất cả"),
            ProcedureState.INCOMPLETE: self.tr("Chưa đủ"),
            ProcedureState.ENDED: self.tr("Hết hiệu lực"),
        }
        for at, (state, button) in enumerate(self.filters.items(), start=1):
            count = sum(1 for one in standing if state in {None, state_of(one, self._day)})
            button.setText(f"{words[state]}: {count}   Ctrl+{at}")
            button.setAccessibleName(f"{words[state]}: {count}")
        self._refill()

    def _refill(self) -> None:
        """Fill the list by what is typed and chosen; the procedure that stands out keeps standing out."""
        typed, standing = self.search.text(), self.current()
        catalogue = self.session.office.catalogue
        shown = {one.code: one for one in catalogue.procedures(self._day)}
        if typed.strip():
            found = [shown[one.code] for one in catalogue.find(typed, EVERY, by_sector=True)]
        else:
            found = sorted(shown.values(), key=lambda one: (fold(one.sector), fold(one.name), one.code))
        only = self._only
        found = [one for one in found if only in {None, state_of(one, self._day)}]
        for state, button in self.filters.items():
            button.setChecked(state is only)
        self.model.show(found, self._day)
        self._beside.setCurrentIndex(0 if found else 1)
        self._empty.setText(self._nothing_words(typed.strip()))
        row = self.model.row_of(standing.code) if standing and not typed.strip() else None
        if found:
            self.table.setCurrentIndex(self.model.index(row or 0, 0))
        self._show_current()

    def _nothing_words(self, typed: str) -> str:
        if typed:
            words = self.tr("Không có thủ tục nào khớp “{typed}”: thử ít chữ hơn.")
            if self._only is not None:
                words = self.tr("Trong nhóm này không có thủ tục nào khớp “{typed}”: bấm Ctrl+1 để tìm trong tất cả.")
            return words.format(typed=typed if len(typed) < 60 else f"{typed[:60]}…")
        if self._only is ProcedureState.INCOMPLETE:
            return self.tr("Mọi thủ tục đều đã có thời hạn giải quyết.")
        if self._only is ProcedureState.ENDED:
            return self.tr("Chưa có thủ tục nào hết hiệu lực.")
        return self.tr("Danh mục chưa có thủ tục nào. Bấm Ins để thêm.")

    def _show_current(self) -> None:
        procedure = self.current()
        if procedure is None:
            self.sheet.show_nothing()
        else:
            self.sheet.show_procedure(self.session.office.catalogue.editions(procedure.code), procedure, self._day)
        self._show_edit_words()

    def _show_edit_words(self) -> None:
        edition = self.sheet.edition
        self.edit_button.setEnabled(edition is not None)
        self.try_button.setEnabled(edition is not None and edition.complete)
        lacking = edition is not None and not edition.complete
        self.edit_button.setText(self.tr("Bổ &sung   F2") if lacking else self.tr("&Sửa thành bản mới   F2"))

    # --- keyboard -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the search field to the list, Enter on to the sheet, Esc back step by step."""
        key, at = event.key(), self.focusWidget()
        enter = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if isinstance(at, QPushButton) and enter:
            at.click()
        elif at is self.search and key in {Qt.Key.Key_Down, Qt.Key.Key_PageDown}:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif at in {self.search, self.table} and enter:
            self._read()
        elif key == Qt.Key.Key_Escape and at is self.sheet.paper:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self._to_search()
        elif key == Qt.Key.Key_Escape and self._only is not None:
            self.show_only(None)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the clocks."""
        self.form.stop()
        super().closeEvent(event)

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _read(self) -> None:
        if self.sheet.edition is not None:
            self.sheet.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the form -----------------------------------------------------------------------------------------------------

    def _back_to_reading(self) -> None:
        self._panes.setCurrentWidget(self._reading)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_saved(self, made: Procedure) -> None:
        """Lead to the procedure that was saved, wherever the list stood."""
        if self.model.row_of(made.code) is None:
            self._only = None
            self.search.clear()
            self._refill()
        row = self.model.row_of(made.code)
        if row is not None:
            self.table.setCurrentIndex(self.model.index(row, 0))
        words = self.tr("Đã lưu bản mới, áp dụng cho hồ sơ nhận từ ngày {day}.")
        self.message.say(words.format(day=f"{made.valid_from:%d/%m/%Y}"), "good")
        self._back_to_reading()

    # --- layout -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(self.tr("Tìm theo tên, mã hoặc lĩnh vực, không cần dấu   /"))
        self.search.setAccessibleName(self.tr("Tìm thủ tục"))
        self.edit_button.setProperty("role", "primary")
        self.edit_button.setAccessibleName(self.tr("Sửa thành bản mới"))
        self.new_button.setAccessibleName(self.tr("Thủ tục mới"))
        filters = QHBoxLayout()
        filters.setSpacing(style.S)
        for button in self.filters.values():
            button.setCheckable(True)
            button.setProperty("role", "filter")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            filters.addWidget(button)
        filters.addStretch(1)
        self.try_button.setProperty("role", "link")
        self.try_button.setAccessibleName(self.tr("Thử ngày hẹn"))
        filters.addWidget(self.try_button)
        self._lay_out_table()
        nothing = QWidget()
        middle = QVBoxLayout(nothing)
        middle.addStretch(1)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle.addWidget(self._empty)
        middle.addStretch(1)
        self._beside.addWidget(self.table)
        self._beside.addWidget(nothing)
        left = _paper(label(self.tr("Danh mục thủ tục"), "title"), self.search, filters, self.message, self._beside)
        right = _paper(self.sheet, self._lay_out_ends())
        right.setFixedWidth(SHEET)
        halves = QHBoxLayout(self._reading)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(style.L)
        halves.addWidget(left, 1)
        halves.addWidget(right)
        self._panes.addWidget(self._reading)
        self._panes.addWidget(self.form)
        page = QHBoxLayout(self)
        page.setContentsMargins(style.L, style.L, style.L, style.L)
        page.addWidget(self._panes)

    def _lay_out_ends(self) -> QHBoxLayout:
        ends = QHBoxLayout()
        ends.setSpacing(style.S)
        if self._may_edit:
            ends.addWidget(self.edit_button)
            ends.addWidget(self.new_button)
            ends.addStretch(1)
        else:
            self.edit_button.hide()
            self.new_button.hide()
            ends.addWidget(label(self.tr("Chỉ đọc: lãnh đạo hoặc quản trị sửa danh mục."), "small", wrap=True))
        return ends

    def _lay_out_table(self) -> None:
        table, model = self.table, self.model
        table.setModel(model)
        table.setAccessibleName(self.tr("Các thủ tục"))
        show_rows(table)
        header = table.horizontalHeader()
        for column, width in {model.CODE: 84, model.SECTOR: 96, model.LIMIT: 142, model.STATE: 136}.items():
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(model.NAME, header.ResizeMode.Stretch)


def _paper(*parts: QWidget | QHBoxLayout) -> QFrame:
    """A sheet with its parts below each other."""
    sheet, column = paper()
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part, 1 if isinstance(part, QStackedWidget | ProcedureSheet) else 0)
        else:
            column.addLayout(part)
    return sheet

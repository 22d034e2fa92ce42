"""The intake window: one column to fill, the live promise beside it, and F9 to save and print."""

from __future__ import annotations

import uuid
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk.errors import BadCard, DeskError, IncompleteProcedure, UnknownProcedure
from desk.rules.instants import vietnam_day
from desk.services.catalogue import Procedure
from desk.services.desk import Desk, Office
from desk.services.intake import preview, receive
from desk.services.intake_request import MOST_COPIES, request_from_document
from desk.services.papers import PaperPrinted, fee_text, limit_text, print_paper
from desk.services.receipts import Receipt
from desk.services.sign_in import SignedIn
from desk.ui import background, style
from desk.ui.intake.applicant_fields import ApplicantFields, add_row, field_grid
from desk.ui.intake.components_table import ComponentsTable
from desk.ui.intake.procedure_box import ProcedureBox
from desk.ui.intake.promise_panel import PromisePanel
from desk.ui.intake.saved_panel import SavedPanel
from desk.ui.widgets.labels import Strip, buddy, hairline, label
from desk.ui.wording import failure_words
from desk.vocabulary import Channel, PaperForm, ReturnChannel

REFRESH_MILLISECONDS = 20_000  # the promise moves with the clock: sessions close, the day's cut-off passes


class IntakeForm(QWidget):
    """Collects what is asked to be received and has it stored; it decides nothing itself.

    Signals:
        received: a dossier was stored (its `Receipt`).
        print_ended: a slip was printed (empty text) or not (the sentence why).
    """

    received = Signal(object)
    print_ended = Signal(str)

    def __init__(self, desk: Desk, officer: SignedIn, office: Office, printer: str | None = None) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, self._officer, self._office, self._printer = desk, officer, office, printer
        self._request_id = str(uuid.uuid4())
        self._saved: Receipt | None = None
        self._saving = False
        self._focus_before: QWidget | None = None
        self.applicant = ApplicantFields()
        self.procedure = ProcedureBox()
        self.procedure.search_in(office.catalogue.find)
        self.components = ComponentsTable()
        self.sets = QSpinBox()
        self.sets.setRange(1, MOST_COPIES)
        self.sets.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.return_channel = QComboBox()
        for text, value in (
            (self.tr("Tại quầy"), ReturnChannel.COUNTER),
            (self.tr("Qua bưu chính"), ReturnChannel.POST),
            (self.tr("Bản điện tử"), ReturnChannel.ELECTRONIC),
        ):
            self.return_channel.addItem(text, value.value)
        self.fee = label("", wrap=True)
        self.message = Strip()
        self.save_button = QPushButton(self.tr("&Lưu và in   F9"))
        self.save_button.setProperty("role", "primary")
        self.save_button.setAccessibleName(self.tr("Lưu và in"))
        self.clear_button = QPushButton(self.tr("&Xóa trắng"))
        self.clear_button.setAccessibleName(self.tr("Xóa trắng"))
        self.promise = PromisePanel()
        self.saved = SavedPanel()
        self._beside = QStackedWidget()
        self._fields = QWidget()
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.procedure.chosen.connect(self._procedure_changed)
        self.procedure.refused.connect(self._refuse_incomplete)
        self.save_button.clicked.connect(self.save)
        self.clear_button.clicked.connect(self._clear_asked)
        self.saved.next_asked.connect(self.begin_next)
        self.saved.print_asked.connect(self._print)
        for keys, act in (("F9", self.save), ("F4", self.promise.toggle_reasons), ("Ctrl+N", self.begin_next)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH_MILLISECONDS)
        self._clock.timeout.connect(self._refresh_promise)
        self._clock.start()
        self._disarm = QTimer(self)
        self._disarm.setSingleShot(True)
        self._disarm.setInterval(4000)
        self._disarm.timeout.connect(self._disarm_clear)

    # --- what is asked ------------------------------------------------------------------------------------------------

    def document(self) -> dict[str, Any]:
        """What stands in the form, as the JSON object that `register` reads: one gate for all text."""
        chosen = self.procedure.procedure
        return {
            **self.applicant.document(),
            "procedure": chosen.code if chosen else self.procedure.text(),
            "components": self.components.document(),
            "sets": self.sets.value(),
            "return_channel": self.return_channel.currentData(),
            "request_id": self._request_id,
        }

    def save(self) -> None:
        """Store the dossier off the GUI thread, then print its slip. A retry with the same form makes no second one."""
        if self._saving or self._saved is not None:
            return
        self._clear_faults()
        self._focus_before = self.focusWidget()
        self._set_saving(True)
        desk, officer, document = self._desk, self._officer, self.document()

        def work() -> Receipt:
            return receive(desk, officer, request_from_document(document, vietnam_day(desk.clock.now())))

        background.run(work, self._show_saved, self._show_save_fault)

    def take_scan(self) -> None:
        """Read what stands in the card line; a malformed card stays there and is explained."""
        self._clear_faults()
        try:
            card = self.applicant.read_scan(vietnam_day(self._desk.clock.now()))
        except DeskError as fault:
            self._show_fault(fault)
            return
        if card is not None and card.warnings:
            self.message.say(
                self.tr("Số căn cước và thông tin trên thẻ không khớp nhau: hãy so lại với thẻ trước khi lưu."), "warn"
            )
        self._go_on_from(self.applicant.scan)

    def begin_next(self) -> None:
        """Clear the form for the next person, once this one is stored."""
        if self._saved is None:
            return
        self._start_over()

    def refresh_office(self, office: Office) -> None:
        """Work by this calendar and catalogue from now on."""
        self._office = office
        self.procedure.search_in(office.catalogue.find)
        self._refresh_promise()

    # --- keyboard -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the card line in, presses a button, or goes on to the next empty field."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        elif focused is self.applicant.scan and self.applicant.scan.text():
            self.take_scan()
        elif focused is self.procedure and self.procedure.text() and self.procedure.procedure is None:
            self._show_fault(UnknownProcedure(code=self.procedure.text()))
        else:
            self._go_on_from(focused)

    def _go_on_from(self, focused: QWidget | None) -> None:
        order = (*self.applicant.entries(), self.procedure, self.components, self.save_button)
        at = order.index(focused) if focused in order else len(order) - 2
        for field in order[at + 1 :]:
            filled = isinstance(field, QLineEdit) and field.text()
            filled = filled or (isinstance(field, QComboBox) and field.currentText())
            if not filled and not (field is self.components and not self.components.rowCount()):
                field.setFocus(Qt.FocusReason.TabFocusReason)
                return

    # --- promise ------------------------------------------------------------------------------------------------------

    def _procedure_changed(self, procedure: Procedure | None) -> None:
        self.components.ask_for(procedure.components if procedure else ())
        self.components.say_when_empty(
            self.tr("Danh mục chưa ghi giấy tờ của thủ tục này: lưu được, hãy tự so với quy định.")
            if procedure
            else self.tr("Giấy tờ cần nộp hiện ra ở đây khi đã chọn thủ tục.")
        )
        fee = fee_text(procedure.fees.get(Channel.COUNTER)) if procedure else ""
        self.fee.setText(fee or (self.tr("chưa có trong danh mục") if procedure else "–"))
        self._refresh_promise()
        if procedure is not None:
            self._clear_faults()
            self._go_on_from(self.procedure)

    def _refresh_promise(self) -> None:
        procedure = self.procedure.procedure
        if self._saved is not None:
            return
        if procedure is None:
            self.promise.show_nothing()
            return
        try:
            promise = preview(procedure, Channel.COUNTER, self._desk.clock.now(), self._office.calendar)
        except DeskError as fault:
            self.promise.show_fault(failure_words(fault))
            return
        limit = procedure.limit(Channel.COUNTER)
        self.promise.show_promise(promise, limit_text(limit.promised, limit.unit))

    def _refuse_incomplete(self, procedure: Procedure) -> None:
        self._show_fault(IncompleteProcedure(code=procedure.code, name=procedure.name))

    # --- outcome ------------------------------------------------------------------------------------------------------

    def _show_saved(self, receipt: Receipt) -> None:
        self._set_saving(False)
        self._saved = receipt
        self._fields.setEnabled(False)
        self.save_button.setEnabled(False)
        self.clear_button.setEnabled(False)
        self.saved.show_receipt(receipt, f"{self.applicant.name.text()}\n{self.procedure.text()}")
        self._beside.setCurrentWidget(self.saved)
        self.saved.next.setFocus(Qt.FocusReason.OtherFocusReason)
        self.received.emit(receipt)
        self._print()

    def _print(self) -> None:
        if self._saved is None:
            return
        self.saved.show_printing()
        desk, officer, printer, number = self._desk, self._officer, self._printer, self._saved.number

        def work() -> PaperPrinted:
            return print_paper(desk, officer, PaperForm.RECEIPT_SLIP, number, printer)

        def printed(paper: PaperPrinted) -> None:
            self._show_printed(number, paper)

        def failed(fault: Exception) -> None:
            self._show_print_fault(number, failure_words(fault))

        background.run(work, printed, failed)

    def _show_printed(self, number: str, paper: PaperPrinted) -> None:
        if self._saved is not None and self._saved.number == number:
            self.saved.show_printed(paper)
        self.print_ended.emit("")

    def _show_print_fault(self, number: str, words: str) -> None:
        if self._saved is not None and self._saved.number == number:
            self.saved.show_print_fault(words)
        else:
            gone = self.tr("Hồ sơ {number} đã lưu, giấy chưa in được. {words}")
            self.message.say(gone.format(number=number, words=words), "fault")
        self.print_ended.emit(words)

    def _show_save_fault(self, fault: Exception) -> None:
        self._set_saving(False)
        self._show_fault(fault)

    def _show_fault(self, fault: Exception) -> None:
        """Say what is wrong under the form and lead to the field; nothing that was typed is touched."""
        self.message.say(failure_words(fault), "fault")
        field = self._field_of(fault) or self._focus_before
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(field, QLineEdit) and field is self._field_of(fault):
                field.selectAll()
                style.mark(field, "fault", True)

    def _field_of(self, fault: Exception) -> QWidget | None:
        if isinstance(fault, BadCard):
            return self.applicant.scan if self.applicant.scan.text() else self.applicant.name
        facts = getattr(fault, "facts", {})
        name = str(facts.get("field", "procedure" if "code" in facts else ""))
        if name.startswith("components"):
            return self.components
        own: dict[str, QWidget] = {"procedure": self.procedure, "sets": self.sets}
        return own.get(name) or self.applicant.at_fault(name)

    def _clear_faults(self) -> None:
        self.message.silence()
        for field in self.findChildren(QLineEdit):
            if field.property("fault"):
                style.mark(field, "fault", False)

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self._fields.setEnabled(not saving)
        self.save_button.setEnabled(not saving)
        self.clear_button.setEnabled(not saving)
        self.save_button.setText(self.tr("Đang lưu…") if saving else self.tr("&Lưu và in   F9"))

    def _clear_asked(self) -> None:
        if self.applicant.is_empty() and self.procedure.procedure is None and not self.procedure.text():
            self._start_over()
        elif self._disarm.isActive():
            self._disarm_clear()
            self._start_over()
        else:
            self.clear_button.setText(self.tr("&Xóa hết? Bấm lần nữa"))
            self._disarm.start()

    def _disarm_clear(self) -> None:
        self._disarm.stop()
        self.clear_button.setText(self.tr("&Xóa trắng"))

    def _start_over(self) -> None:
        self._saved = None
        self._request_id = str(uuid.uuid4())
        self._clear_faults()
        self._set_saving(False)
        self._beside.setCurrentWidget(self.promise)
        self.applicant.reset()
        self.procedure.reset()
        self.sets.setValue(1)
        self.return_channel.setCurrentIndex(0)
        self.applicant.scan.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the clocks."""
        self._clock.stop()
        self._disarm.stop()
        super().closeEvent(event)

    # --- layout -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        rest = QWidget()
        grid = field_grid(rest)
        add_row(grid, buddy(self.tr("&Thủ tục"), self.procedure), self.procedure)
        grid.addWidget(self.components, grid.rowCount(), 0, 1, 2)
        self.components.setMinimumHeight(96)
        grid.setRowStretch(grid.rowCount() - 1, 1)
        self.sets.setFixedWidth(76)
        self.return_channel.setFixedWidth(160)
        returned = buddy(self.tr("Trả &kết quả"), self.return_channel)
        add_row(grid, buddy(self.tr("Số &bộ hồ sơ"), self.sets), self.sets, returned, self.return_channel, QWidget())
        add_row(grid, label(self.tr("Phí, lệ phí")), self.fee)
        fields = QVBoxLayout(self._fields)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(style.M)
        fields.addWidget(self.applicant)
        fields.addWidget(hairline())
        fields.addWidget(rest, 1)
        self._fields.setObjectName("fields")
        scroll = QScrollArea()
        scroll.setWidget(self._fields)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QHBoxLayout()
        buttons.setSpacing(style.S)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.clear_button)
        buttons.addStretch(1)
        left = _paper(label(self.tr("Tiếp nhận hồ sơ"), "title"), scroll, self.message, buttons)
        for panel in (self.promise, self.saved):
            self._beside.addWidget(panel)
        right = _paper(self._beside)
        right.setFixedWidth(style.SLIP)
        page = QHBoxLayout(self)
        page.setContentsMargins(style.L, style.L, style.L, style.L)
        page.setSpacing(style.L)
        page.addWidget(left, 1)
        page.addWidget(right)
        self._procedure_changed(None)


def _paper(*parts: QWidget | QHBoxLayout) -> QFrame:
    """A sheet with its parts below each other."""
    sheet = QFrame()
    sheet.setObjectName("paper")
    layout = QVBoxLayout(sheet)
    layout.setContentsMargins(style.XL, style.L, style.XL, style.L)
    layout.setSpacing(style.M)
    for part in parts:
        if isinstance(part, QWidget):
            layout.addWidget(part, 1 if isinstance(part, QScrollArea | QStackedWidget) else 0)
        else:
            layout.addLayout(part)
    return sheet

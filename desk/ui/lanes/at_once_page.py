"""The fast lanes: what is settled while the citizen waits is received, signed, paid and handed over by one F9."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desk.errors import BadStack, DeskError, IncompleteProcedure
from desk.rules.instants import vietnam_day
from desk.rules.scan import Scan, SlipScan, read_scan
from desk.services.lanes import Served
from desk.ui import style
from desk.ui.intake.draft_keeper import DraftFound, DraftKeeper
from desk.ui.intake.known_person import offer_known
from desk.ui.intake.offer import Offer
from desk.ui.lanes.at_once_fields import COPIES_LANE, ERRAND_LANE, AtOnceFields
from desk.ui.lanes.lane_saving import LaneSaving
from desk.ui.lanes.served_panel import ServedPanel
from desk.ui.page import Page
from desk.ui.registers.copy_register import CopyRegisterDialog
from desk.ui.session import Session
from desk.ui.widgets.focus import give_back
from desk.ui.widgets.labels import Strip
from desk.ui.widgets.twice_button import TwiceButton
from desk.ui.wording import failure_words

DRAFT = "lam-ngay"


class AtOncePage(Page):
    """Collects an errand that is settled at once; it decides nothing itself.

    Signals:
        received: something was handed over (the dossier's number).
    """

    received = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.fields, self.served = AtOnceFields(session), ServedPanel(session)
        self.offer, self.message = Offer(), Strip()
        self.save_button = QPushButton()
        self.save_button.setProperty("role", "primary")
        self.save_button.setAccessibleName(self.tr("Xong và in"))
        self.register_button = QPushButton(self.tr("Sổ chứng thực   Ctrl+R"))
        self.register_button.setProperty("role", "link")
        self.register_button.setAccessibleName(self.tr("Sổ chứng thực"))
        self.register: CopyRegisterDialog | None = None
        words = self.tr("Xóa trắng"), self.tr("Xóa hết? Bấm lần nữa")
        self.clear_button = TwiceButton(*words, self.fields.is_empty)
        self.keeper = DraftKeeper(session, DRAFT)
        self.saving = LaneSaving(session, self.keeper)
        self._beside = QStackedWidget()
        self._done = False
        self._focus_before: QWidget | None = None
        self._lay_out()
        self._connect()
        self._show_saving(False)
        self.choose_lane(COPIES_LANE)
        self.keeper.look()

    def _connect(self) -> None:
        fields = self.fields
        self.session.office_changed.connect(fields.take_office)
        fields.changed.connect(self._changed)
        fields.errand.procedure.chosen.connect(self._procedure_chosen)
        fields.errand.procedure.refused.connect(
            lambda one: self._show_fault(IncompleteProcedure(code=one.code, name=one.name))
        )
        self.keeper.looked.connect(self._take_draft)
        self.saving.saved.connect(self._show_served)
        self.saving.failed.connect(self._show_not_done)
        self.save_button.clicked.connect(self.save)
        self.clear_button.confirmed.connect(self._start_over)
        self.served.next_asked.connect(self.begin_next)
        self.register_button.clicked.connect(self.show_register)
        for at, button in enumerate(fields.lanes):
            button.clicked.connect(lambda _checked=False, at=at: self.choose_lane(at))
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("F9", self.save), ("F6", self._take_offer_or_waive), ("F5", self.served.printing.send_again),
            ("Ctrl+N", self.begin_next), ("Ctrl+1", lambda: self.choose_lane(COPIES_LANE)),
            ("Ctrl+2", lambda: self.choose_lane(ERRAND_LANE)), ("Ins", self._another),
            ("Ctrl+R", self.show_register),
        )  # fmt: skip
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- what the frame asks ------------------------------------------------------------------------------------------

    def first_field(self) -> QWidget:
        """The line for the card, or after it is done the way to the next person."""
        return self.served.next if self._done else self.fields.scan

    def refresh(self) -> None:
        """Prices by the clock and the catalogue of now."""
        self.fields.price()

    def take_scan(self, scan: Scan) -> bool:
        """A card fills the person; a slip means nothing here."""
        if isinstance(scan, SlipScan):
            return False
        if self.saving.under_way:
            return True
        if self._done:
            self._start_over()
        self._clear_faults()
        self.offer.drop()
        if not self.fields.person.take_card(scan.card, scan.text):
            self.message.say(self.tr("Thẻ khác với ô đã gõ: ô đã gõ được giữ nguyên, hãy so lại với thẻ."), "warn")
        self._to_errand()
        return True

    def keep_now(self) -> None:
        """Put on the disk what was typed and not yet stored."""
        self.keeper.keep_now()

    # --- what an officer asks -----------------------------------------------------------------------------------------

    def choose_lane(self, lane: int) -> None:
        """Certified copies, or another errand; the person stands for both."""
        if self._done or self.saving.under_way:
            return
        self.fields.choose_lane(lane)
        if self.fields.person.name.text():
            self._to_errand()
        else:
            self.fields.scan.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_register(self) -> None:
        """Show the register of certified copies."""
        self.register = CopyRegisterDialog(self.session, self)
        self.register.open()

    def save(self) -> None:
        """Have everything stored at once, off the GUI thread; then the receipt is printed."""
        if self.saving.under_way or self._done:
            return
        self._clear_faults()
        self.offer.drop()
        self._focus_before = self.focusWidget()
        self.fields.copies.table.finish_editing()
        self.fields.errand.components.drop_nameless()
        if self._take_stack():
            taking = self.fields.taking
            self.saving.store(self.fields.document(), taking.taken(), taking.signed_by())
            self._show_saving(True)

    def begin_next(self) -> None:
        """Clear the form for the next person, once this one is served."""
        if self._done:
            self._start_over()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes a line in, presses a button, or goes on; Esc lets an offer go."""
        focused, fields = self.focusWidget(), self.fields
        if event.key() == Qt.Key.Key_Escape and self.offer.stands():
            self.offer.drop()
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton):
            focused.click()
        elif focused is fields.scan and fields.scan.text():
            self._take_line()
        elif focused is fields.copies.line and fields.copies.line.text():
            self._clear_faults()
            self._take_stack()
        else:
            self._go_on_from(focused)

    # --- typing -------------------------------------------------------------------------------------------------------

    def _take_line(self) -> None:
        """The card's text, or a name or number as it is typed."""
        self._clear_faults()
        if "|" in self.fields.scan.text():
            self._take_code()
            return
        typed, person = self.fields.take_words(), self.fields.person
        if not typed:
            self.message.say(self.tr("Đã có người nộp: hãy sửa ngay trong ô, hoặc Xóa trắng."), "warn")
            return
        stands = person.party()
        offer_known(self.session, self.offer, typed, lambda: person.party() == stands, person.take_known)
        if person.name.text():
            self._to_errand()
        else:
            person.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_code(self) -> None:
        line = self.fields.scan
        try:
            scan = read_scan(line.text().strip(), vietnam_day(self.session.desk.clock.now()))
        except DeskError as fault:
            self._show_fault(fault)
            return
        line.clear()
        if isinstance(scan, SlipScan):
            self.session.return_asked.emit(scan.number)
        else:
            self.take_scan(scan)

    def _take_stack(self) -> bool:
        """Move the line of originals into the table; False when it names none, and that was said."""
        try:
            self.fields.copies.take_line()
        except BadStack as fault:
            self._show_fault(fault)
            return False
        return True

    def _go_on_from(self, focused: QWidget | None) -> None:
        following = self.fields.next_empty(focused)
        if following is not None:
            following.setFocus(Qt.FocusReason.TabFocusReason)
        elif focused is self.fields.copies.line or focused is self.fields.errand.result_number:
            self.save_button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._to_errand()

    def _to_errand(self) -> None:
        self.fields.after_person().setFocus(Qt.FocusReason.OtherFocusReason)

    def _another(self) -> None:
        if self.fields.lane == COPIES_LANE:
            self.fields.copies.table.add()
        else:
            self.fields.errand.components.add_by_hand()

    def _take_offer_or_waive(self) -> None:
        if self._done or self.saving.under_way:
            return
        taking = self.fields.taking
        if self.offer.stands():
            self.offer.accept()
        else:
            taking.waive.toggle()
            if taking.waive.isChecked():
                taking.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _procedure_chosen(self, procedure: object) -> None:
        if procedure is not None and not self.fields.filling:
            self._clear_faults()
            self.fields.errand.result_number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        if self._done:
            return
        document = {**self.fields.document(), "request_id": self.saving.request_id}
        self.keeper.keep(None if self.fields.is_empty() else document)

    def _take_draft(self, found: DraftFound | None) -> None:
        """What was typed before a power cut or the lock comes back, unless it was stored."""
        if found is None:
            return
        if found.number is not None:
            self.keeper.forget()
            words = self.tr("Việc gõ dở lần trước đã được lưu với hồ sơ {number}.").format(number=found.number)
            self.message.say(words, "good")
        elif self.fields.is_empty():
            self.saving.begin_anew(str(found.draft.document.get("request_id") or ""))
            self.fields.restore(found.draft.document)
            self.message.say(self.tr("Đã lấy lại việc gõ dở. Xóa trắng để bỏ."), "good")

    # --- outcome ------------------------------------------------------------------------------------------------------

    def _show_served(self, served: Served) -> None:
        self._show_saving(False)
        self._done = True
        self._enable(False)
        self.served.show_served(served)
        self._beside.setCurrentWidget(self.served)
        self.served.next.setFocus(Qt.FocusReason.OtherFocusReason)
        self.received.emit(served.receipt.number)

    def _show_not_done(self, fault: Exception) -> None:
        self._show_saving(False)
        give_back(self._focus_before)
        self._show_fault(fault)

    def _show_fault(self, fault: Exception) -> None:
        """Say what is wrong and lead to the field; nothing that was typed is touched."""
        self.message.say(failure_words(fault), "fault")
        field = self.fields.field_of(fault)
        give_back(field or self._focus_before)
        if isinstance(field, QLineEdit):
            field.selectAll()
            style.mark(field, "fault", True)

    def _clear_faults(self) -> None:
        self.message.silence()
        for field in self.findChildren(QLineEdit):
            if field.property("fault"):
                style.mark(field, "fault", False)

    def _show_saving(self, saving: bool) -> None:
        self._enable(not saving)
        self.save_button.setText(self.tr("Đang lưu…") if saving else self.tr("&Xong và in   F9"))

    def _enable(self, enabled: bool) -> None:
        for widget in (self.fields, self.fields.taking, self.save_button, self.clear_button):
            widget.setEnabled(enabled)

    def _start_over(self) -> None:
        self._done = False
        self.clear_button.disarm()
        self.served.forget()
        self.saving.begin_anew()
        self.keeper.forget()
        self._clear_faults()
        self.offer.drop()
        self._show_saving(False)
        self._beside.setCurrentWidget(self.fields.taking)
        self.fields.reset()
        self.fields.scan.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed."""
        self.keeper.keep_now()
        self.clear_button.disarm()
        super().closeEvent(event)

    # --- layout -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for panel in (self.fields.taking, self.served):
            self._beside.addWidget(panel)
        buttons = QHBoxLayout()
        buttons.setSpacing(style.S)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.clear_button)
        buttons.addStretch(1)
        buttons.addWidget(self.register_button)
        left, right = QFrame(self), QFrame(self)
        for sheet in (left, right):
            sheet.setObjectName("paper")
        column = QVBoxLayout(left)
        column.setContentsMargins(style.XL, style.M, style.XL, style.M)
        column.setSpacing(6)
        column.addWidget(self.fields, 1)
        for one in (self.offer, self.message):
            column.addWidget(one)
        column.addLayout(buttons)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(style.L, style.M, style.L, style.M)
        beside.addWidget(self._beside)
        right.setFixedWidth(style.SLIP)
        page = QHBoxLayout(self)
        page.setContentsMargins(style.L, style.L, style.L, style.L)
        page.setSpacing(style.L)
        page.addWidget(left, 1)
        page.addWidget(right)

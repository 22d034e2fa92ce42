"""The intake page: one column to fill, the slip growing beside it, and F9 to save and print."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from desk.errors import DeskError, IncompleteProcedure, RequestDiffers, UnknownProcedure
from desk.rules.instants import vietnam_day
from desk.rules.scan import CardScan, Scan, SlipScan, read_scan
from desk.services.catalogue import Procedure
from desk.services.receipts import Receipt
from desk.ui import style
from desk.ui.intake.card_desk import AUTHORISED_KEY, Taken, take_card, warning_words
from desk.ui.intake.draft_keeper import DraftKeeper
from desk.ui.intake.draft_return import DraftReturn
from desk.ui.intake.intake_extras import IntakeExtras
from desk.ui.intake.intake_fields import IntakeFields
from desk.ui.intake.known_person import offer_known
from desk.ui.intake.likeness_watch import LikenessWatch
from desk.ui.intake.offer import Offer
from desk.ui.intake.promise_panel import PromisePanel
from desk.ui.intake.promising import Promising
from desk.ui.intake.saved_panel import SavedPanel
from desk.ui.intake.saving import Saving
from desk.ui.intake.visit_list import VisitList
from desk.ui.page import Page
from desk.ui.session import Session
from desk.ui.widgets.focus import give_back
from desk.ui.widgets.labels import Strip, label
from desk.ui.widgets.sheets import sheet_of
from desk.ui.widgets.twice_button import TwiceButton


class IntakePage(Page):
    """Collects what is asked to be received and has it stored; it decides nothing itself.

    Signals:
        received: a dossier was stored (its `Receipt`).
        charges_asked: money shall be taken for the dossier just stored (its number).
    """

    received = Signal(object)
    charges_asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.fields, self.promise = IntakeFields(session.desk.clock.now), PromisePanel()
        self.saved = SavedPanel(session)
        self.message, self.offer, self.visit = Strip(), Offer(), VisitList()
        self.likeness = LikenessWatch(session, self.fields.document)
        self.extras = IntakeExtras(self, self, session)
        self.save_button = QPushButton(self.tr("&Lưu và in   F9"))
        self.save_button.setProperty("role", "primary")
        self.save_button.setAccessibleName(self.tr("Lưu và in"))
        words = self.tr("&Xóa trắng"), self.tr("&Xóa hết? Bấm lần nữa")
        self.clear_button = TwiceButton(*words, self.fields.is_empty)
        self.promising = Promising(session, self.fields, self.promise)
        self.keeper = DraftKeeper(session)
        self.saving = Saving(session, self.keeper)
        self.drafts = DraftReturn(session, self.fields, self.keeper, self.saving, self.message, self.offer)
        self._beside = QStackedWidget()
        self._receipt: Receipt | None = None
        self._focus_before: QWidget | None = None
        self._waiting: CardScan | None = None
        self._lay_out()
        self._connect()
        self._search_in_office()
        self.promising.begin()
        self.keeper.look()

    def _connect(self) -> None:
        self.session.office_changed.connect(self._office_changed)
        self.fields.changed.connect(self._changed)
        self.fields.procedure.chosen.connect(self._procedure_chosen)
        self.fields.procedure.refused.connect(self._refuse_incomplete)
        self.drafts.restored.connect(self._begin)
        self.drafts.looked.connect(self._take_waiting)
        self.saving.saved.connect(self._show_saved)
        self.saving.failed.connect(self._show_not_saved)
        self.visit.changed.connect(self._changed)
        self.save_button.clicked.connect(self.save)
        self.extras.bind()
        self.clear_button.confirmed.connect(self.start_over)
        self.saved.next_asked.connect(self.begin_next)
        self.saved.money.clicked.connect(self._take_offer_or_block)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("F4", self.promise.toggle_reasons),
            ("F5", self.saved.print_again),
            (AUTHORISED_KEY, self._take_offer_or_block),
            ("F9", self.save),
            ("Ins", self.fields.another.click),
            ("Ctrl+N", self.begin_next),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- what the frame asks ------------------------------------------------------------------------------------------

    def first_field(self) -> QWidget:
        """The line for the card, or after saving the way to the next person."""
        return self.saved.next if self._receipt is not None else self.fields.scan

    def refresh(self) -> None:
        """Promise by the clock as it stands now."""
        self.promising.refresh()

    def take_scan(self, scan: Scan) -> bool:
        """A card fills the applicant, whatever has the keyboard; a slip means nothing here."""
        if isinstance(scan, SlipScan):
            return False
        if self.drafts.looking or self.saving.under_way:
            self._waiting = scan
            return True
        if self._receipt is not None:
            self.start_over()
        self._clear_faults()
        taken = take_card(self.fields, self.offer, scan)
        if taken is Taken.DIFFERS:
            self.message.say(self.tr("Thẻ khác với ô đã gõ: ô đã gõ được giữ nguyên, hãy so lại với thẻ."), "warn")
        elif taken is Taken.NO_ROOM:
            words = self.tr("Thẻ của {name} chưa được nhận: đã có người nộp và người được ủy quyền.")
            self.message.say(words.format(name=scan.card.name), "warn")
        if taken is not Taken.OFFERED:
            self._go_on_from(self.fields.authorised.number if taken is Taken.AUTHORISED else self.fields.scan)
        return True

    def keep_now(self) -> None:
        """Put on the disk what was typed and not yet stored."""
        self.keeper.keep_now()

    # --- what an officer asks -----------------------------------------------------------------------------------------

    def save(self) -> None:
        """Store the dossier off the GUI thread, then have its slip printed."""
        if self.saving.under_way or self._receipt is not None:
            return
        self._clear_faults()
        self.offer.drop()
        self._focus_before = self.focusWidget()
        self.fields.components.drop_nameless()
        document, kept = self.fields.document(), self.visit.draft()
        self.saving.store(document, self.visit.documents(document), kept, self.likeness.despite())
        self._show_saving(True)

    def begin_next(self) -> None:
        """Clear the form for the next person, once this one is stored."""
        if self._receipt is not None:
            self.start_over()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the card line in, presses a button, or goes on to the next empty field; Esc lets an offer go."""
        if event.key() == Qt.Key.Key_Escape and self.offer.stands():
            self.offer.drop()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter(self.focusWidget())
        else:
            super().keyPressEvent(event)

    def _enter(self, focused: QWidget | None) -> None:
        fields = self.fields
        if isinstance(focused, QPushButton):
            focused.click()
        elif focused is fields.scan and fields.scan.text():
            self._take_line()
        elif focused is fields.procedure and fields.procedure.text() and fields.procedure.procedure is None:
            self._show_fault(UnknownProcedure(code=fields.procedure.text()))
        else:
            self._go_on_from(focused)

    def _go_on_from(self, focused: QWidget | None) -> None:
        (self.fields.next_empty(focused) or self.save_button).setFocus(Qt.FocusReason.TabFocusReason)

    def _take_line(self) -> None:
        """Read what stands in the card line; a malformed card stays there and is explained."""
        self._clear_faults()
        line = self.fields.scan
        if "|" not in line.text():
            self._take_words()
            return
        try:
            scan = read_scan(line.text(), vietnam_day(self.session.desk.clock.now()))
        except DeskError as fault:
            self._show_fault(fault)
            return
        line.clear()
        if isinstance(scan, SlipScan):
            self.session.return_asked.emit(scan.number)
        else:
            self.take_scan(scan)

    def _take_words(self) -> None:
        fields, applicant = self.fields, self.fields.applicant
        typed = fields.take_words()
        if not typed:
            self.message.say(self.tr("Đã có người nộp: hãy sửa ngay trong ô, hoặc Xóa trắng."), "warn")
            return
        stands = applicant.party()
        offer_known(self.session, self.offer, typed, lambda: applicant.party() == stands, applicant.take_known)
        self._go_on_from(fields.scan)

    def _take_offer_or_block(self) -> None:
        if self._receipt is not None:
            self.charges_asked.emit(self._receipt.number)
            return
        if self.saving.under_way:
            return
        authorised = self.fields.authorised
        was_open = authorised.is_open()
        if self.offer.stands():
            self.offer.accept()
        else:
            authorised.show_block(not was_open)
        if authorised.is_open() and not was_open:
            self._go_on_from(self.fields.before_authorised())

    # --- what follows from typing -------------------------------------------------------------------------------------

    def _changed(self) -> None:
        if self._receipt is not None:
            return
        empty = self.fields.is_empty() and not self.visit
        kept = {**self.fields.document(), "request_id": self.saving.request_id, **self.visit.draft()}
        self.keeper.keep(None if empty else kept)
        self.promising.refresh()
        self.promising.draw()
        self.likeness.look_soon()
        self._warn()

    def _begin(self) -> None:
        """The form was emptied or filled as a whole."""
        self.visit.restore(self.drafts.document.get("visit"))
        self.drafts.document = {}
        self.likeness.look_soon()
        self._warn()
        self.promising.begin()

    def _warn(self) -> None:
        """A number that does not fit birth or sex is worth a look and stops nobody."""
        self.fields.show_doubt(warning_words(self.fields.applicant.warnings()))

    def _procedure_chosen(self, procedure: Procedure | None) -> None:
        self.promising.take_procedure(procedure)
        if procedure is not None and not self.fields.filling:
            self._clear_faults()
            self._go_on_from(self.fields.procedure)

    def _refuse_incomplete(self, procedure: Procedure) -> None:
        self._show_fault(IncompleteProcedure(code=procedure.code, name=procedure.name))

    # --- office -------------------------------------------------------------------------------------------------------

    def _search_in_office(self) -> None:
        catalogue, clock = self.session.office.catalogue, self.session.desk.clock
        self.fields.procedure.search_in(lambda typed: catalogue.find(typed, day=vietnam_day(clock.now())))

    def _office_changed(self) -> None:
        """A new calendar or catalogue: the chosen procedure by its newest edition, what was ticked as it was."""
        self._search_in_office()
        chosen = self.fields.procedure.procedure
        if chosen is not None and self._receipt is None and not self.saving.under_way:
            day = vietnam_day(self.session.desk.clock.now())
            try:
                now = self.session.office.catalogue.in_force(chosen.code, day)
            except DeskError as fault:
                self._show_fault(fault)
            else:
                if now != chosen:
                    self.fields.choose_anew(now)
        self.promising.refresh()

    def _take_waiting(self) -> None:
        """A card that came while the draft was looked for, or while the one before was being stored."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.take_scan(waiting)

    # --- outcome ------------------------------------------------------------------------------------------------------

    def _show_saved(self, receipts: tuple[Receipt, ...]) -> None:
        self._show_saving(False)
        receipt = receipts[0]
        if self.extras.onward:
            self.extras.go_onward(receipts)
            return
        self._receipt = receipt
        self.promising.rest()
        self.likeness.forget()
        self._enable(False)
        self.saved.show_receipts(receipts)
        self._beside.setCurrentWidget(self.saved)
        self.saved.next.setFocus(Qt.FocusReason.OtherFocusReason)
        self.received.emit(receipt)
        self._take_waiting()

    def _show_not_saved(self, fault: Exception) -> None:
        self.extras.onward = False
        self._show_saving(False)
        give_back(self._focus_before)  # a field that was locked loses the keyboard
        if isinstance(fault, RequestDiffers):
            self._say_stored_before(str(fault.facts["number"]))
        else:
            self._show_fault(fault)
        self._take_waiting()

    def _say_stored_before(self, number: str) -> None:
        """Its answer was lost and the form was changed since: what is stored stands, and can be looked at."""
        words = self.tr(
            "Hồ sơ này đã được lưu với số {number} trước khi sửa ở đây; muốn nhận hồ sơ mới, hãy Xóa trắng."
        )
        self.message.say(words.format(number=number), "fault")
        ask = partial(self.session.dossier_asked.emit, number)
        self.offer.make(self.tr("Xem hồ sơ đã lưu {number}?").format(number=number), self.tr("Mở"), AUTHORISED_KEY, ask)

    def _show_fault(self, fault: Exception) -> None:
        """Say what is wrong under the form and lead to the field; nothing that was typed is touched."""
        self.message.say(self.fields.words_of(fault), "fault")
        at_fault = self.fields.field_of(fault)
        give_back(at_fault or self._focus_before)
        if isinstance(at_fault, QLineEdit):
            at_fault.selectAll()
            style.mark(at_fault, "fault", True)

    def _clear_faults(self) -> None:
        self.message.silence()
        for field in self.fields.findChildren(QLineEdit):
            if field.property("fault"):
                style.mark(field, "fault", False)

    def _show_saving(self, saving: bool) -> None:
        self._enable(not saving)
        self.save_button.setText(self.tr("Đang lưu…") if saving else self.tr("&Lưu và in   F9"))

    def _enable(self, enabled: bool) -> None:
        for widget in (self.fields, self.save_button, *self.extras.buttons, self.clear_button):
            widget.setEnabled(enabled)

    def start_over(self) -> None:
        """Empty everything for the next person."""
        self.clear_button.disarm()
        self._receipt = None
        self.saved.forget()
        self.saving.begin_anew()
        self.keeper.forget()
        self.likeness.forget()
        self._clear_faults()
        self.offer.drop()
        self._show_saving(False)
        self._beside.setCurrentWidget(self.promise)
        self.fields.reset()
        self._begin()
        self.fields.scan.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed and stop the clocks."""
        self.keeper.keep_now()
        self.clear_button.disarm()
        self.promising.stop()
        self.saved.slip.stop()
        super().closeEvent(event)

    # --- layout -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(style.S)
        for button in (self.save_button, self.extras.next_button, self.clear_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.extras.add_button)
        buttons.addSpacing(style.M)
        buttons.addWidget(self.extras.away_button)
        title, form = label(self.tr("Tiếp nhận hồ sơ"), "title"), self.fields.scrolled(self)
        beneath = (self.visit, self.likeness, self.offer, self.message)
        left = sheet_of(self, style.XL, title, form, *beneath, buttons)
        for panel in (self.promise, self.saved):
            self._beside.addWidget(panel)
        right = sheet_of(self, style.L, self._beside)
        right.setFixedWidth(style.SLIP)
        page = QHBoxLayout(self)
        page.setContentsMargins(style.L, style.L, style.L, style.L)
        page.setSpacing(style.L)
        page.addWidget(left, 1)
        page.addWidget(right)

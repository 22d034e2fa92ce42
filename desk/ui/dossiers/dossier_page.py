"""The page of one dossier: everything that is known of it, and the steps that may be taken now."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.errors import DossierChanged, EntryMismatch, StepOutOfOrder, StepRefused, UnknownDossier
from desk.messages import REQUEST_STATE_WORDS, REQUEST_WORDS, STATUS_WORDS, VERB_WORDS
from desk.services.dossiers import DossierShown
from desk.services.processing import act
from desk.services.requests import SECOND_PERSON, RequestShown
from desk.services.sign_in import may
from desk.services.steps import StepAsked, StepTaken
from desk.services.unmasking import unmask
from desk.ui import background, style
from desk.ui.dossiers.dossier_reading import Opened, read_dossier
from desk.ui.dossiers.dossier_sheet import DossierSheet
from desk.ui.dossiers.requests_list import decide, decision_dialog, kind_words
from desk.ui.dossiers.step_bar import MENU_KEY, StepBar
from desk.ui.dossiers.step_dialog import GROUPS, StepDialog
from desk.ui.page import Page
from desk.ui.session import PapersWanted, PrintAsked, Session
from desk.ui.widgets.ask_dialog import AskDialog
from desk.ui.widgets.chips import ChipLabel, chip_of, urgent_chip
from desk.ui.widgets.labels import Strip, label
from desk.ui.widgets.sheets import show_in
from desk.ui.wording import failure_words, moment_words
from desk.vocabulary import PaperForm, Status, Verb

# the paper that tells the citizen of where the dossier stands
CALLED_FOR = {
    Status.WAITING_SUPPLEMENT: PaperForm.SUPPLEMENT_REQUEST,
    Status.REFUSED: PaperForm.REFUSAL_SLIP,
    Status.WITHDRAWN: PaperForm.DISCONTINUATION_NOTICE,
    Status.DISCONTINUED: PaperForm.DISCONTINUATION_NOTICE,
}


class DossierPage(Page):
    """Shows one dossier at a time and asks the services for its steps.

    Signals:
        preview_asked: a paper (its form) of a dossier (its number) shall be shown on the screen.
        charges_asked: money shall be charged or taken for a dossier (its number).
        files_asked: the files of a dossier (its number) shall be shown.
    """

    preview_asked = Signal(object, str)
    charges_asked = Signal(str)
    files_asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._number = ""
        self._opened: Opened | None = None
        self._busy = self._again = self._read_fault = self._unmasked = False
        self._asked: StepAsked | None = None
        self._seen = 0  # the version that the officer last looked at or was told of, not what was read behind a dialog
        self._notes: dict[tuple[str, Verb], dict[str, Any]] = {}
        self.dialog: StepDialog | None = None
        self.asking: AskDialog | None = None
        self.sheet: DossierSheet | None = None
        self.number, self.applicant = label("", "number"), label("", "muted")
        self.chip, self.urgent = ChipLabel(), ChipLabel()
        self.message = Strip()
        self.steps = StepBar()
        self.steps.asked.connect(self._step)
        self.preview = QPushButton(self.tr("&Xem giấy   F3"))
        self.preview.setAccessibleName(self.tr("Xem giấy tiếp nhận"))
        self.preview.clicked.connect(self.ask_preview)
        self.reprint = QPushButton()
        self.reprint.clicked.connect(self.ask_print)
        self.sheets = QScrollArea()
        self.sheets.setAccessibleName(self.tr("Nội dung hồ sơ"))
        self.sheets.setWidgetResizable(True)
        self.sheets.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, done in (
            ("F2", lambda: self.sheet and self.sheet.toggle_identity()), ("F3", self.ask_preview), ("F4", self.ask_why),
            ("F5", self.refresh), ("F6", self.ask_charges), ("Ctrl+O", self.ask_files), ("F8", self.ask_print),
            (MENU_KEY, self.steps.open_menu),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(context)
            shortcut.activated.connect(done)
        self.steps.bind(self, context)
        self._show_nothing(self.tr("Chưa mở hồ sơ nào. Tìm bằng Ctrl+K, hoặc chọn trong danh sách hồ sơ."))

    @property
    def opened(self) -> DossierShown | None:
        """The dossier as it is shown now."""
        return self._opened.shown if self._opened else None

    def open(self, number: str) -> None:
        """Show this dossier."""
        if number != self._number:
            self._close_dialog()
            self._number, self._unmasked = number, False
            self.message.silence()
            self._show_nothing(self.tr("Đang đọc hồ sơ…"))
            self.number.setText(number)
        self._load()

    def first_field(self) -> QWidget:
        """The sheets: arrows and Page Down scroll them."""
        return self.sheets

    def refresh(self) -> None:
        """Read the dossier anew; where the sheets are scrolled to and a note being typed stay."""
        if self._number:
            self._load()

    def papers_wanted(self) -> PapersWanted:
        """Papers of the dossier that is shown, first the one that its newest step calls for."""
        if self._opened is None:
            return PapersWanted()
        form = CALLED_FOR.get(self._opened.shown.status, PaperForm.RECEIPT_SLIP)
        return PapersWanted(form, (self._number,))

    def messages_of(self) -> str:
        """The dossier that is shown."""
        return self._number if self._opened else ""

    def ask_print(self) -> None:
        """Ask for the slip on paper."""
        if self._has_slip() and may(self.session.officer, "print"):
            self.session.print_asked.emit(PrintAsked(PaperForm.RECEIPT_SLIP, self._number))

    def ask_preview(self) -> None:
        """Ask for the slip on the screen."""
        if self._has_slip() and may(self.session.officer, "read"):
            self.preview_asked.emit(PaperForm.RECEIPT_SLIP, self._number)

    def _has_slip(self) -> bool:
        """Whether there is a slip to see; the number of a void dossier is none any more."""
        return self._opened is not None and self._opened.shown.status is not Status.VOIDED

    def ask_charges(self) -> None:
        """Ask for the money of the dossier to be taken."""
        if self._opened and may(self.session.officer, "charge"):
            self.charges_asked.emit(self._number)

    def ask_files(self) -> None:
        """Ask for the files of the dossier."""
        if self._opened and may(self.session.officer, "view-attachment"):
            self.files_asked.emit(self._number)

    def _load(self) -> None:
        if self._busy:
            self._again = True
            return
        self._busy = True
        desk, officer, number = self.session.desk, self.session.officer, self._number
        background.run(lambda: read_dossier(desk, officer, number), self._show, self._unreadable)

    def _outdated(self) -> bool:
        """Whether another reading was asked for meanwhile; it is begun, and the answer just come is dropped."""
        self._busy = False
        if self._again:
            self._again = False
            self._load()
            return True
        return False

    def _show(self, opened: Opened) -> None:
        if self._outdated():
            return
        if self._read_fault:
            self._read_fault = False
            self.message.silence()
        if opened == self._opened:
            return
        before, self._opened = self._opened, opened
        shown = opened.shown
        self.number.setText(shown.number)
        self.applicant.setText(shown.applicant.name)
        self.applicant.setToolTip(shown.applicant.name)
        self.chip.show_chip(chip_of(shown.status))
        self.chip.show()
        if urgent := urgent_chip(opened.group):
            self.urgent.show_chip(urgent)
        self.urgent.setVisible(urgent is not None)
        self.steps.offer(opened, self.session.officer)
        for button in (self.preview, self.reprint):
            button.setVisible(self._has_slip())
        again = any(paper.form == PaperForm.RECEIPT_SLIP for paper in shown.papers)
        self.reprint.setText(self.tr("&In lại   F8") if again else self.tr("&In giấy   F8"))
        self.reprint.setAccessibleName(self.tr("In lại giấy tiếp nhận") if again else self.tr("In giấy tiếp nhận"))
        self._lay_sheet(opened, same=before is not None and before.shown.number == shown.number)

    def _lay_sheet(self, opened: Opened, *, same: bool) -> None:
        """Put the sheets in; a dossier that only changed keeps its place on the screen."""
        at = self.sheets.verticalScrollBar().value() if same else 0
        self.sheet = DossierSheet(opened, unmasked=self._unmasked, may_charge=may(self.session.officer, "charge"))
        self.sheet.unmasked.connect(self._unmask)
        self.sheet.charges_asked.connect(self.ask_charges)
        self.sheet.files_asked.connect(self.ask_files)
        self.sheet.messages_asked.connect(lambda: self.session.messages_asked.emit(self._number))
        self.sheet.decided.connect(self._ask_decision)
        self.sheet.dossier_asked.connect(self.session.dossier_asked)
        self.sheet.due.why.clicked.connect(self.ask_why)
        show_in(self.sheets, self.sheet)
        self.sheets.verticalScrollBar().setValue(at)

    def _unreadable(self, fault: Exception) -> None:
        if self._outdated():
            return
        if self._opened is None or isinstance(fault, EntryMismatch | UnknownDossier):
            self._close_dialog()
            self._show_nothing("")
            self.number.setText(self._number)
        self._read_fault = True
        self.message.say(failure_words(fault), "fault")

    def _show_nothing(self, words: str) -> None:
        self._opened, self.sheet = None, None
        self.applicant.clear()
        for widget in (self.chip, self.urgent, self.preview, self.reprint):
            widget.hide()
        self.steps.show_nothing()
        empty = label(words, "muted", wrap=True)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        show_in(self.sheets, empty)

    # --- steps --------------------------------------------------------------------------------------------------------

    def _step(self, verb: Verb) -> None:
        """Take a step, or first ask for what it needs."""
        if self._opened is None or self._asked is not None or self.dialog is not None:
            return
        self._seen = self._opened.shown.version
        if verb is Verb.RETURN:
            self.session.return_asked.emit(self._number)
        elif verb in GROUPS:
            self._open_dialog(verb, self._opened)
        else:
            self._take(StepAsked(verb))

    def _open_dialog(self, verb: Verb, opened: Opened) -> None:
        self.dialog = StepDialog(self, verb, opened, self._notes.get((self._number, verb), {}))
        self.dialog.confirmed.connect(self._take)
        self.dialog.finished.connect(self._dialog_closed)
        self.dialog.open()

    def _take(self, asked: StepAsked) -> None:
        if self._asked is not None:
            return  # one at a time: a second Enter is not a second step
        desk, officer, number = self.session.desk, self.session.officer, self._number
        asked = dataclasses.replace(asked, seen=self._seen)
        self._asked = asked
        self.steps.lock(locked=True)
        background.run(lambda: act(desk, officer, number, asked), self._taken, self._not_taken)

    def _taken(self, taken: StepTaken) -> None:
        asked, self._asked = self._asked, None
        assert asked is not None
        self.steps.lock(locked=False)
        if taken.number == self._number:
            self._close_dialog()
            self.message.say(self._done_words(asked.verb, taken), "good")
            self._load()
            self.sheets.setFocus()
            if asked.verb is Verb.CORRECT:
                self._offer_new_slip()
        self._notes.pop((taken.number, asked.verb), None)

    def _not_taken(self, fault: Exception) -> None:
        """Say why, keep what was typed, and show where the dossier stands now."""
        self._asked = None
        self.steps.lock(locked=False)
        raced = isinstance(fault, StepRefused | DossierChanged | StepOutOfOrder)
        if isinstance(fault, DossierChanged) and isinstance(fault.version, int):
            self._seen = fault.version
        words = failure_words(fault)
        if self.dialog is not None:
            self.dialog.refuse(words, again=not isinstance(fault, StepRefused))
        else:
            self.message.say(words, "warn" if raced else "fault")
        self._load()

    def _offer_new_slip(self) -> None:
        """The slip in the citizen's hand is no longer true: the new one is printed by one Enter."""
        self.asking = AskDialog(
            self,
            self.tr("In giấy mới"),
            self.tr("Đã sửa thông tin hồ sơ {number}. Giấy tiếp nhận mới thay giấy cũ: in ngay và thu lại giấy cũ nếu"
                    " còn.").format(number=self._number),
            self.tr("In giấy mới"),
        )  # fmt: skip
        self.asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.asking.confirmed.connect(self._print_new_slip)
        self.asking.finished.connect(self._forget_asking)
        self.asking.open()

    def _print_new_slip(self, _typed: str) -> None:
        if self.asking is not None:
            self.asking.accept()
        self.ask_print()

    def _ask_decision(self, one: RequestShown, approves: bool) -> None:
        """Ask once more, then decide what waits for a second person."""
        desk, officer = self.session.desk, self.session.officer
        self.asking = decision_dialog(self, one, approves=approves)
        self.asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.asking.confirmed.connect(
            lambda typed: background.run(
                lambda: decide(desk, officer, one, typed, approves=approves), self._decided, self._not_decided
            )
        )
        self.asking.finished.connect(self._forget_asking)
        self.asking.open()

    def _decided(self, one: RequestShown) -> None:
        if self.asking is not None:
            self.asking.accept()
        self.message.say(f"{kind_words(one)}: {REQUEST_STATE_WORDS[one.state]}.", "good")
        self._load()

    def _not_decided(self, fault: Exception) -> None:
        if self.asking is not None:
            self.asking.refuse(failure_words(fault))
        self._load()

    def _forget_asking(self) -> None:
        self.asking = None
        self.sheets.setFocus()

    def _done_words(self, verb: Verb, taken: StepTaken) -> str:
        if taken.request is not None:
            return self.tr("Đã gửi đề nghị {kind}: chờ lãnh đạo duyệt, đến lúc đó hồ sơ giữ nguyên.").format(
                kind=REQUEST_WORDS[SECOND_PERSON[verb]]
            )
        words = self.tr("Đã ghi bước {verb}: hồ sơ {status}.").format(
            verb=VERB_WORDS[verb], status=STATUS_WORDS[taken.status]
        )
        before: dt.datetime | None = self._opened.shown.promised_at if self._opened else None
        if taken.promised_at != before:
            words += self.tr(" Hẹn trả mới: {moment}.").format(moment=moment_words(taken.promised_at))
        if taken.status is Status.WAITING_SUPPLEMENT:
            words += self.tr(" Thời hạn dừng đến khi nhận bổ sung.")
        return words

    def _close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()

    def _dialog_closed(self) -> None:
        """Keep what was typed and not used: it stands there when the step is asked for again."""
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            self._notes[dialog.number, dialog.verb] = dialog.kept()
            dialog.deleteLater()

    def _unmask(self, wanted: bool) -> None:
        desk, officer, number = self.session.desk, self.session.officer, self._number
        self._unmasked = False
        if wanted:
            background.run(lambda: unmask(desk, officer, number), lambda _: self._show_whole(number), self._not_taken)

    def _show_whole(self, number: str) -> None:
        if self.sheet is not None and number == self._number:
            self._unmasked = True
            self.sheet.show_identity(whole=True)

    def ask_why(self) -> None:
        """Explain the date of the dossier."""
        if self.opened is not None:
            from desk.ui.calendar.why_dialog import WhyDialog

            WhyDialog(self.session, self.opened.number, self).open()

    def _lay_out(self) -> None:
        head = QFrame()
        head.setObjectName("head")
        rows = QVBoxLayout(head)
        rows.setContentsMargins(style.L, style.M, style.L, style.M)
        rows.setSpacing(style.S)
        first = QHBoxLayout()
        first.setSpacing(style.M)
        for widget in (self.number, self.chip, self.urgent):
            first.addWidget(widget)
        first.addWidget(self.applicant, 1)
        first.addWidget(self.preview)
        first.addWidget(self.reprint)
        rows.addLayout(first)
        rows.addWidget(self.steps)
        rows.addWidget(self.message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.sheets, 1)

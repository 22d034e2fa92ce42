"""The officer's inbox: trays of dossiers with the steps of handing over, and what waits for a second person."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTableView,
    QWidget,
)

from desk.services.inbox import Tray
from desk.services.sign_in import may
from desk.services.steps import StepAsked
from desk.ui import background, style
from desk.ui.dossiers.inbox_table_model import InboxTableModel
from desk.ui.dossiers.inbox_tables import choose_again, dress
from desk.ui.dossiers.inbox_words import empty_words, tray_name
from desk.ui.dossiers.inbox_work import InboxRead, StepsDone, look, one_done, step_all
from desk.ui.dossiers.reminders_strip import RemindersStrip
from desk.ui.dossiers.requests_list import RequestsModel, decide, decision_dialog
from desk.ui.dossiers.whose_box import WhoseBox
from desk.ui.page import Page
from desk.ui.session import PapersWanted, Session
from desk.ui.widgets.ask_dialog import AskDialog, Offers
from desk.ui.widgets.labels import Strip, label
from desk.ui.widgets.sheets import paper
from desk.ui.wording import failure_words
from desk.vocabulary import PaperForm, Reminder, Verb

MINUTE_MILLISECONDS = 60_000
# the step of each tray's main key
_MAIN = {Tray.OFFERED: Verb.ACCEPT_HAND_OVER, Tray.AWAY: Verb.TAKE_BACK, Tray.UNCLAIMED: Verb.START}


class InboxPage(Page):
    """One tray at a time, or the requests; a tray is None where requests are meant."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.model, self.requests = InboxTableModel(), RequestsModel()
        self.table, self.asked_table = QTableView(), QTableView()
        self.message, self.whose = Strip(), WhoseBox(session.officer)
        self.dialog: AskDialog | None = None
        self._more, self._title = label("", "small"), label("", "title")
        self._empty, self._no_requests, self._note = (label("", "muted") for _ in range(3))
        self.chips: dict[Tray | None, QPushButton] = {}
        self.main, self.back, self.give = QPushButton(), QPushButton(), QPushButton()
        self.tray: Tray | None = Tray.OFFERED
        self._chosen = self._busy = self._unread = False
        self._in_front: Tray | None = self.tray
        self._asked = 0
        self._read: InboxRead | None = None
        self.reminders = RemindersStrip(session, (Reminder.LATE, Reminder.DUE_NEXT_DAY))
        self._lay_out()
        self._connect()
        self._name_chips()
        self._show_tray()

    # --- what is shown ------------------------------------------------------------------------------------------------

    def first_field(self) -> QWidget:
        """The table of what is in front."""
        return self._table()

    def refresh(self) -> None:
        """Read the inbox of now."""
        if not self.session.ready:
            return
        self.reminders.refresh()
        self._asked += 1
        asked, desk, officer, of = self._asked, self.session.desk, self.session.officer, self.whose.login()
        background.run(
            lambda: look(desk, officer, of), partial(self._show, asked), lambda fault: self._fail(asked, fault)
        )

    def numbers(self) -> list[str]:
        """The dossiers that are chosen, from the top."""
        rows = sorted(index.row() for index in self._table().selectionModel().selectedRows())
        if self.tray is None:
            return [self.requests.requests[row].subject for row in rows]
        return [self.model.rows[row].item.number for row in rows]

    def papers_wanted(self) -> PapersWanted:
        """Of what waits for a second person the letter to sign, else what goes along when dossiers change hands."""
        form = PaperForm.EXTENSION_LETTER if self.tray is None else PaperForm.HANDOVER_LIST
        return PapersWanted(form, tuple(self.numbers()))

    def show_tray(self, tray: Tray | None) -> None:
        """Bring a tray, or the requests, to the front, with the keyboard in it."""
        self._chosen = True
        self.tray = tray
        self.message.silence()
        self._show_tray()
        self._table().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the dossier."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the clock."""
        self._minute.stop()
        super().closeEvent(event)

    def _show(self, asked: int, read: InboxRead) -> None:
        if asked != self._asked:
            return
        first, self._read = self._read is None, read
        if self._unread:  # what a step was refused for stays to be read
            self._unread = False
            self.message.silence()
        if first and not self._chosen:  # begin where work waits
            full = [tray for tray in Tray if read.found.counts[tray]]
            self.tray = full[0] if full else None if read.requests else Tray.OFFERED
        if read.requests is None and self.tray is None:
            self.tray = Tray.OFFERED
        self.whose.show_colleagues(read.colleagues)
        self._name_chips()
        self._show_tray()

    def _fail(self, asked: int, fault: Exception) -> None:
        if asked == self._asked:
            self._unread = True
            self.message.say(failure_words(fault), "fault")

    def _show_tray(self) -> None:
        for tray, chip in self.chips.items():
            chip.setChecked(tray is self.tray)
        table, kept, row = self._table(), self._chosen_keys(), self._table().currentIndex().row()
        read, tray = self._read, self.tray
        at = table.verticalScrollBar().value()
        if self._in_front is not tray:
            self._in_front, kept, row, at = tray, set(), 0, 0
        if tray is None:
            self.requests.show((read and read.requests) or ())
        else:
            self.model.show(tray, [one for one in read.rows if one.item.tray is tray] if read else [])
        self._beside.setCurrentWidget(table)
        choose_again(table, self._keys(), kept, row)
        table.verticalScrollBar().setValue(at)
        self._tell_empty(read, tray)
        self._offer()

    def _tell_empty(self, read: InboxRead | None, tray: Tray | None) -> None:
        words = empty_words(tray, own=self.whose.login() is None)
        empty = self._no_requests if tray is None else self._empty
        empty.setText(words if read else self.tr("Đang đọc…"))
        empty.setVisible(not self._keys())
        total = read.found.counts[tray] if read and tray else 0
        hidden = total - len(self._keys())
        self._more.setText(self.tr("Còn {count} hồ sơ nữa, xem ở trang Hồ sơ").format(count=hidden))
        self._more.setVisible(hidden > 0)

    def _name_chips(self) -> None:
        self._title.setText(self.whose.currentText())
        for at, (tray, chip) in enumerate(self.chips.items(), start=1):
            name = tray_name(tray, own=self.whose.login() is None)
            count = "…"
            if self._read:
                count = str(len(self._read.requests or ()) if tray is None else self._read.found.counts[tray])
            chip.setText(f"{name}  {count}   Ctrl+{at}")
            chip.setAccessibleName(f"{name}: {count}")
        self.chips[None].setVisible(bool(self._read and self._read.requests is not None))

    def _offer(self) -> None:
        """Show the steps that the tray and the officer's role allow, each with its key."""
        officer, tray = self.session.officer, self.tray
        main = {
            Tray.OFFERED: self.tr("Nhận"), Tray.AWAY: self.tr("Lấy lại"), Tray.UNCLAIMED: self.tr("Nhận giải quyết"),
            None: self.tr("Duyệt"),
        }.get(tray, "")  # fmt: skip
        back = {Tray.OFFERED: self.tr("Trả lại"), None: self.tr("Không duyệt")}.get(tray, "")
        own = self.whose.login() is None  # nobody answers for another in passing
        answers = tray is None or (tray in _MAIN and own and may(officer, _MAIN[tray]))
        gives = tray is not None and may(officer, Verb.REASSIGN)
        for button, words, key, shown in (
            (self.main, main, "F9", answers), (self.back, back, "F6", answers and bool(back)),
            (self.give, self.tr("Giao người khác"), "F4", gives),
        ):  # fmt: skip
            button.setText(f"{words}   {key}")
            button.setAccessibleName(words)
            button.setVisible(shown and bool(self._keys()))
        aside = tray in _MAIN and own and not answers
        self._note.setText(self.tr("Bước tiếp theo do công chức chuyên môn thực hiện.") if aside else "")

    # --- what is done -------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        row = self._table().currentIndex().row()
        if 0 <= row < len(self._keys()):
            one = self.requests.requests[row].subject if self.tray is None else self.model.rows[row].item.number
            self.session.dossier_asked.emit(one)

    def _do_main(self) -> None:
        if not self.main.isVisible():
            return
        if self.tray is None:
            self._decide(approves=True)
        elif self.numbers():
            self._take(self.numbers(), StepAsked(_MAIN[self.tray]))

    def _do_back(self) -> None:
        if not self.back.isVisible():
            return
        numbers = self.numbers()
        if self.tray is None:
            self._decide(approves=False)
        elif numbers:
            self._ask(
                self.tr("Trả lại nơi chuyển"),
                self.tr("Trả lại người đã chuyển: {numbers}.").format(numbers=", ".join(numbers)),
                self.tr("Trả lại"), self.tr("Lý do trả lại"),
                lambda typed: self._take(numbers, StepAsked(Verb.SEND_BACK, note=typed)),
            )  # fmt: skip

    def _do_give(self) -> None:
        numbers = self.numbers()
        if self.give.isVisible() and numbers:
            self._ask(
                self.tr("Giao người khác"),
                self.tr("Người được giao phải nhận thì mới giữ hồ sơ: {numbers}.").format(numbers=", ".join(numbers)),
                self.tr("Giao"), self.tr("Người được giao"),
                lambda chosen: self._take(numbers, StepAsked(Verb.REASSIGN, to=chosen)),
                self.whose.to_give(unclaimed=self.tray is Tray.UNCLAIMED),
            )  # fmt: skip

    def _decide(self, *, approves: bool) -> None:
        rows = self.asked_table.selectionModel().selectedRows()
        if not rows:
            return
        one = self.requests.requests[rows[0].row()]
        if not one.may_decide:
            self.message.say(self.tr("Đề nghị này chờ người khác duyệt."), "warn")
            return
        desk, officer = self.session.desk, self.session.officer
        self._open_dialog(
            decision_dialog(self, one, approves=approves),
            lambda typed: self._work(lambda: one_done(lambda: decide(desk, officer, one, typed, approves=approves))),
        )

    def _ask(
        self, heading: str, words: str, yes: str, asks: str, then: Callable[[str], object], offers: Offers = ()
    ) -> None:
        self._open_dialog(AskDialog(self, heading, words, yes, asks, offers), then)

    def _open_dialog(self, dialog: AskDialog, then: Callable[[str], object]) -> None:
        self.dialog = dialog
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.confirmed.connect(then)
        self.dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None
        self._table().setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, numbers: list[str], asked: StepAsked) -> None:
        desk, officer = self.session.desk, self.session.officer
        self._work(lambda: step_all(desk, officer, numbers, asked))

    def _work(self, work: Callable[[], StepsDone]) -> None:
        if self._busy:
            return
        self._busy = True
        self.message.silence()
        background.run(work, self._ended, self._broken)

    def _ended(self, done: StepsDone) -> None:
        self._busy = False
        words = "\n".join(done.refused)
        if self.dialog is not None and not done.taken:
            self.dialog.refuse(words)
        else:
            if self.dialog is not None:
                self.dialog.accept()
            told = self.tr("Đã làm xong {count} việc.").format(count=done.taken) if done.taken else ""
            self.message.say("\n".join(part for part in (told, words) if part), "fault" if words else "good")
        self.refresh()

    def _broken(self, fault: Exception) -> None:
        self._ended(StepsDone(0, (failure_words(fault),)))

    # --- rows and layout ----------------------------------------------------------------------------------------------

    def _table(self) -> QTableView:
        return self.asked_table if self.tray is None else self.table

    def _keys(self) -> list[str | int]:
        if self.tray is None:
            return [one.id for one in self.requests.requests]
        return [one.item.number for one in self.model.rows]

    def _chosen_keys(self) -> set[str | int]:
        keys = self._keys()
        return {keys[index.row()] for index in self._table().selectionModel().selectedRows()}

    def _connect(self) -> None:
        for at, (tray, chip) in enumerate(self.chips.items(), start=1):
            chip.clicked.connect(partial(self._chip_pressed, tray))
            self._key(f"Ctrl+{at}", partial(self._chip_pressed, tray))
        for key, button, do in (
            ("F9", self.main, self._do_main), ("F6", self.back, self._do_back), ("F4", self.give, self._do_give),
        ):  # fmt: skip
            button.clicked.connect(do)
            self._key(key, do)
        self.whose.currentIndexChanged.connect(self.refresh)
        for table in (self.table, self.asked_table):
            table.doubleClicked.connect(self._open)
        self._minute = QTimer(self)  # the time left runs down by itself
        self._minute.setInterval(MINUTE_MILLISECONDS)
        self._minute.timeout.connect(self.refresh)
        self._minute.start()

    def _chip_pressed(self, tray: Tray | None, _checked: bool = False) -> None:
        if self.chips[tray].isVisibleTo(self):
            self.show_tray(tray)

    def _key(self, key: str, do: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(style.S)
        for tray in (*Tray, None):
            chip = self.chips[tray] = QPushButton()
            chip.setProperty("role", "filter")
            chip.setCheckable(True)
            chips.addWidget(chip)
        chips.addStretch(1)
        model, asked = self.model, self.requests
        widths = {model.LEFT: 166, model.NUMBER: 160, model.APPLICANT: 150, model.OTHER: 150, model.SINCE: 136,
                  model.PROMISE: 164}  # fmt: skip
        dress(self.table, model, widths, model.PROCEDURE, self.tr("Hồ sơ của tôi"), self._empty)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        widths = {asked.KIND: 120, asked.NUMBER: 164, asked.BY: 250, asked.AT: 136, asked.UNTIL: 164, asked.STATE: 168}
        dress(self.asked_table, asked, widths, asked.WHY, self.tr("Đề nghị chờ duyệt"), self._no_requests)
        self._beside = QStackedWidget()
        self._beside.addWidget(self.table)
        self._beside.addWidget(self.asked_table)
        self.main.setProperty("role", "primary")
        steps = QHBoxLayout()
        steps.setSpacing(style.S)
        steps.addWidget(self._note)
        steps.addWidget(self._more)
        steps.addStretch(1)
        for button in (self.give, self.back, self.main):
            steps.addWidget(button)
        sheet, inside = paper()
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.whose)
        inside.addLayout(head)
        inside.addWidget(self.reminders)
        inside.addLayout(chips)
        inside.addWidget(self.message)
        inside.addWidget(self._beside, 1)
        inside.addLayout(steps)
        page = QHBoxLayout(self)
        page.setContentsMargins(style.L, style.L, style.L, style.L)
        page.addWidget(sheet)

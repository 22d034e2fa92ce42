"""The window of messages: of one dossier with what its applicant wants, or of the office with sending and lists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desk.errors import ListNotWritten
from desk.messages.outbox_words import WAY_WORDS, list_words, reason_words
from desk.rules.instants import vietnam_day
from desk.rules.message_life import MessageState, MessageWay
from desk.services.message_lists import ListMade, export_messages
from desk.services.outbox import MOST_SHOWN, MessageShown, consent, may_say, messages, set_consent, settle
from desk.services.sending import SendRun
from desk.services.sign_in import may
from desk.ui import background, style
from desk.ui.outbox.outbox_table_model import WIDTHS, OutboxTableModel
from desk.ui.outbox.posting import Posting
from desk.ui.session import Session
from desk.ui.widgets.chips import ChipDelegate
from desk.ui.widgets.file_dialog import file_dialog
from desk.ui.widgets.labels import Strip, buddy, label
from desk.ui.widgets.tables import show_rows
from desk.ui.wording import failure_words

TEXT_LINES = 84  # pixels of the chosen message's own words


class _Found(NamedTuple):
    """What one reading found; `asked` is its number."""

    asked: int
    messages: tuple[MessageShown, ...]
    way: MessageWay | None


class OutboxDialog(QDialog):
    """A list with one message a row, the newest first; its words and what can be done with it stand below."""

    def __init__(self, session: Session, posting: Posting, number: str = "", parent: QWidget | None = None) -> None:
        """With a `number` the messages of that dossier."""
        super().__init__(parent)
        self.session, self.posting, self.number = session, posting, number
        self._asked, self._chosen_id, self._way_read = 0, 0, False
        self.heading = self.tr("Tin nhắn của hồ sơ {number}").format(number=number) if number else self.tr("Tin nhắn")
        self.setWindowTitle(self.heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1180, 600)
        self.model, self.table = OutboxTableModel(), QTableView()
        self.message, self.count = Strip(), label("", "muted")
        self.words, self.empty = label("", wrap=True), label("", "muted", wrap=True)
        self.which, self.way = QComboBox(), QComboBox()
        self._make_buttons()
        self._fill_choices()
        self._lay_out()
        self._bind()
        self.load()
        (self.way if number else self.table).setFocus()

    # --- reading ------------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read what is in the outbox now; the chosen message stays chosen."""
        self._asked += 1
        asked, number, only_open = self._asked, self.number, bool(self.which.currentData()) and not self.number
        desk, officer = self.session.desk, self.session.officer

        def read() -> _Found:
            found = messages(desk, officer, number=number or None, only_open=only_open)
            return _Found(asked, found, consent(desk, officer, number) if number else None)

        background.run(read, self._show, self._fault)

    def _show(self, read: _Found) -> None:
        if read.asked != self._asked:
            return
        found, way = read.messages, read.way
        if not self._way_read:  # what is being chosen is not turned back by a change elsewhere
            self._way_read = True
            self.way.setCurrentIndex(max(0, self.way.findData(way and way.value)))
        self.model.show(found)
        ids = [one.id for one in found]
        if found:
            self.table.setCurrentIndex(self.model.index(ids.index(self._chosen_id) if self._chosen_id in ids else 0, 0))
        self._sheet.setCurrentIndex(0 if found else 1)
        self.count.setText(
            self.tr("{count} tin mới nhất").format(count=MOST_SHOWN)
            if len(found) == MOST_SHOWN
            else self.tr("{count} tin").format(count=len(found))
        )
        self._show_chosen()

    def chosen(self) -> MessageShown | None:
        """The message of the current row."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def _show_chosen(self) -> None:
        one = self.chosen()
        self._chosen_id = one.id if one else self._chosen_id
        self.words.setText(self._words_of(one) if one else "")
        allowed = may(self.session.officer, "settle-messages")
        for button, said in self._saying:
            button.setEnabled(allowed and one is not None and may_say(one.state, said))
        self.open_button.setEnabled(one is not None)
        self.relist.setEnabled(one is not None and one.list_no is not None)

    def _words_of(self, one: MessageShown) -> str:
        """Why it stands where it stands, what to do about it, and its own words."""
        why, text = reason_words(one.reason, one.state), " ".join(one.text.split())
        said = f"{why[:1].upper()}{why[1:]}." if why else ""
        if one.state is MessageState.UNKNOWN:
            said += self.tr(" Không rõ thư đã đi hay chưa: hãy hỏi người nộp, rồi chọn bên dưới.")
        return f"{said}\n{text}" if said else text

    def _fault(self, fault: Exception) -> None:
        self.message.say(failure_words(fault), "fault")
        self._enable(locked=False)

    # --- doing --------------------------------------------------------------------------------------------------------

    def say(self, said: MessageState) -> None:
        """Keep what the officer says of the chosen message."""
        one, desk, officer = self.chosen(), self.session.desk, self.session.officer
        if one is not None and may(officer, "settle-messages") and may_say(one.state, said):
            background.run(lambda: settle(desk, officer, one.id, said), self._said, self._fault)

    def _said(self, one: MessageShown) -> None:
        words = {
            MessageState.ACCEPTED: self.tr("Đã ghi: người nộp nhận được tin."),
            MessageState.AGAIN: self.tr("Tin chờ gửi lại."),
            MessageState.WITHDRAWN: self.tr("Đã bỏ tin, không gửi nữa."),
        }
        self.message.say(words[one.state], "good")
        self.load()

    def send_now(self) -> None:
        """Send everything that waits to be sent by e-mail."""
        if self.send.isEnabled() and self.send.isVisible():
            self._enable(locked=True)
            self.message.say(self.tr("Đang gửi…"), "good")
            self.posting.send_now()

    def _sent(self, outcome: SendRun | Exception) -> None:
        self._enable(locked=False)
        if isinstance(outcome, Exception):
            self.message.say(failure_words(outcome), "fault")
        elif outcome.fault is not None:
            self.message.say(failure_words(outcome.fault), "fault")
        else:
            went = sum(one.state is MessageState.ACCEPTED for one in outcome.sent)
            failed = len(outcome.sent) - went
            words = self.tr("Đã gửi {count} tin.").format(count=went) if outcome.sent else self.tr("Không có tin chờ.")
            if failed:
                words += self.tr(" {count} tin chưa gửi được: xem từng tin bên dưới.").format(count=failed)
            self.message.say(words, "warn" if failed else "good")
        self.load()

    def ask_file(self, way: MessageWay, list_no: int | None = None) -> QFileDialog:
        """Ask where the list of what waits by this way shall be written, or a list that was made once more."""
        day = vietnam_day(self.session.desk.clock.now())
        heading = self.tr("Xuất danh sách tin {way}").format(way=WAY_WORDS[way])
        name = f"tin-{way.value}-{day.isoformat()}.csv"
        if list_no is not None:
            heading = self.tr("Lấy lại danh sách tin {way} số {list_no}").format(way=WAY_WORDS[way], list_no=list_no)
            name = f"tin-{way.value}-{list_no}.csv"
        dialog = file_dialog(self, heading, self.tr("Bảng CSV (*.csv)"), self.tr("Xuất"), name)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # what is there is never written over
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(lambda name: self.export(way, Path(name), list_no))
        dialog.open()
        return dialog

    def ask_list(self) -> None:
        """Ask where the list of the chosen message shall be written once more."""
        one = self.chosen()
        if one is not None and one.list_no is not None:
            self.ask_file(one.way, one.list_no)

    def export(self, way: MessageWay, file: Path, list_no: int | None = None) -> None:
        """Write the list."""
        desk, officer = self.session.desk, self.session.officer
        self._enable(locked=True)

        def refuse(fault: Exception) -> None:
            self._fault(fault)
            self.load()
            if isinstance(fault, ListNotWritten):
                self.which.setCurrentIndex(self.which.findData(False))  # its messages, should nobody choose now
                self.ask_file(way, int(str(fault.facts["list"])))

        background.run(lambda: export_messages(desk, officer, way, file, list_no), self._exported, refuse)

    def _exported(self, made: ListMade) -> None:
        self._enable(locked=False)
        words = list_words(made.list_no, made.file, made.count, made.without_address, made.unwanted)
        self.message.say(words, "good" if made.file and not made.without_address else "warn")
        self.load()

    def save_way(self) -> None:
        """Keep how the applicant wants to be told."""
        desk, officer, number = self.session.desk, self.session.officer, self.number
        if not number or not self.save.isEnabled():
            return
        wanted = self.way.currentData()
        way = MessageWay(wanted) if wanted else None
        background.run(lambda: set_consent(desk, officer, number, way), self._saved, self._fault)

    def _saved(self, way: MessageWay | None) -> None:
        words = self.tr("Đã ghi: từ nay báo qua {way}.").format(way=WAY_WORDS[way]) if way else ""
        self.message.say(words or self.tr("Đã ghi: không nhắn tin cho người nộp nữa."), "good")
        self.load()

    def open_chosen(self) -> None:
        """Open the dossier of the chosen message."""
        one = self.chosen()
        if one is not None:
            self.accept()
            self.session.dossier_asked.emit(one.number)

    def _enable(self, *, locked: bool) -> None:
        for button in (self.send, *self._lists):
            button.setEnabled(not locked)

    # --- layout -------------------------------------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        def button(words: str, name: str, *, primary: bool = False) -> QPushButton:
            made = QPushButton(words)
            made.setAccessibleName(name)
            made.setAutoDefault(False)
            if primary:
                made.setProperty("role", "primary")
            return made

        self.save = button(self.tr("&Ghi   F9"), self.tr("Ghi cách nhắn tin"), primary=True)
        self.send = button(self.tr("Gửi e-mail n&gay   F9"), self.tr("Gửi e-mail ngay"), primary=True)
        self.sms, self.zalo = (
            button(words, words.replace("&", "").rstrip("…"))
            for words in (self.tr("Xuất &SMS…"), self.tr("Xuất &Zalo…"))
        )
        self.again = button(self.tr("Gửi &lại   F5"), self.tr("Gửi lại tin này"))
        self.arrived = button(self.tr("Người nộp đã &nhận"), self.tr("Người nộp đã nhận tin này"))
        self.drop = button(self.tr("&Bỏ   Delete"), self.tr("Bỏ tin này"))
        self.relist = button(self.tr("Lấy lại &danh sách…"), self.tr("Lấy lại danh sách đã xuất có tin này"))
        self.open_button = button(self.tr("&Mở hồ sơ   Enter"), self.tr("Mở hồ sơ"))
        self.leave = button(self.tr("Đóng   Esc"), self.tr("Đóng"))
        self._lists = (self.sms, self.zalo)
        self._saying = (
            (self.again, MessageState.AGAIN), (self.arrived, MessageState.ACCEPTED),
            (self.drop, MessageState.WITHDRAWN),
        )  # fmt: skip

    def _fill_choices(self) -> None:
        self.which.addItem(self.tr("đang chờ, cần xem"), True)
        self.which.addItem(self.tr("tất cả"), False)
        self.way.addItem(self.tr("không nhắn"), None)
        for way, words in WAY_WORDS.items():
            self.way.addItem(words, way.value)
        officer, whole = self.session.officer, not self.number
        self.save.setEnabled(may(officer, "notify"))
        self.way.setEnabled(may(officer, "notify"))
        self.send.setVisible(whole and may(officer, "send-messages"))
        for button in (*self._lists, self.relist):
            button.setVisible(whole and may(officer, "export-messages"))
        for button, _ in self._saying:
            button.setVisible(may(officer, "settle-messages"))
        self.open_button.setVisible(whole)
        self.empty.setText(
            self.tr("Không có tin nào đang chờ hay cần xem.")
            if whole
            else self.tr("Chưa có tin nào. Ghi cách nhắn ở trên thì từ bước sau người nộp được báo.")
        )

    def _bind(self) -> None:
        clicks: tuple[tuple[QPushButton, Callable[[], Any]], ...] = (
            (self.save, self.save_way), (self.send, self.send_now), (self.open_button, self.open_chosen),
            (self.sms, lambda: self.ask_file(MessageWay.SMS)), (self.zalo, lambda: self.ask_file(MessageWay.ZALO)),
            (self.relist, self.ask_list), (self.again, lambda: self.say(MessageState.AGAIN)),
            (self.arrived, lambda: self.say(MessageState.ACCEPTED)),
            (self.drop, lambda: self.say(MessageState.WITHDRAWN)), (self.leave, self.reject),
        )  # fmt: skip
        for button, act in clicks:
            button.clicked.connect(act)
        for keys, done in (
            ("F9", self.save_way if self.number else self.send_now), ("F5", lambda: self.say(MessageState.AGAIN)),
            ("Delete", lambda: self.say(MessageState.WITHDRAWN)),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(done)
        self.which.currentIndexChanged.connect(self.load)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        if not self.number:
            self.table.activated.connect(self.open_chosen)
        self.posting.ended.connect(self._sent)
        self.session.changed.connect(self.load)
        if self.posting.fault is not None and not self.number:
            self.message.say(failure_words(self.posting.fault), "fault")

    def _lay_out(self) -> None:
        self._dress_table()
        top, beside, below = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self.table.setColumnHidden(1, bool(self.number))
        if self.number:
            top.addWidget(buddy(self.tr("Người nộp muốn được nhắn &qua"), self.way))
            top.addWidget(self.way)
            top.addWidget(self.save)
        else:
            top.addWidget(buddy(self.tr("&Xem"), self.which))
            top.addWidget(self.which)
        top.addStretch(1)
        top.addWidget(self.count)
        for button, _ in self._saying:
            beside.addWidget(button)
        beside.addWidget(self.relist)
        beside.addStretch(1)
        beside.addWidget(self.open_button)
        for button in (self.send, *self._lists):
            below.addWidget(button)
        below.addStretch(1)
        (beside if self.number else below).addWidget(self.leave)
        self.words.setMinimumHeight(TEXT_LINES)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(style.XL, style.L, style.XL, style.L)
        inside.setSpacing(style.M)
        inside.addWidget(label(self.heading, "title"))
        inside.addLayout(top)
        inside.addWidget(self.message)
        inside.addWidget(self._sheet, 1)
        inside.addWidget(self.words)
        for row in (beside, below):
            row.setSpacing(style.S)
            inside.addLayout(row)

    def _dress_table(self) -> None:
        show_rows(self.table)
        self.table.setModel(self.model)
        self.table.setItemDelegate(ChipDelegate(self.table))
        self.table.setAccessibleName(self.heading)
        for column, width in enumerate(WIDTHS):
            if width:
                self.table.setColumnWidth(column, width)
            else:
                self.table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sheet = QStackedWidget()
        self._sheet.addWidget(self.table)
        self._sheet.addWidget(self.empty)

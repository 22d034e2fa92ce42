"""Every paper of the desk from one place: of a dossier, a selection, a day, the office; printed in a row."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desk.ui import style
from desk.ui.papers.paper_names import GROUPS, PAPER_WORDS, SUBJECT_WORDS, Subject, subject_of
from desk.ui.papers.printer_box import PrinterBox
from desk.ui.session import PapersWanted, PrintAsked, PrintEnded, Session
from desk.ui.widgets.labels import Strip, buddy, label
from desk.vocabulary import PaperForm

MOST_PIECES = 20
MOST_TOLD = 3


class PapersDialog(QDialog):
    """At the left the papers, at the right what the chosen one is of, the printer, and how far a row of prints is.

    Signals:
        preview_asked: a paper (its form) of a number shall be shown on the screen.
    """

    preview_asked = Signal(object, str)

    def __init__(self, session: Session, wanted: PapersWanted, today: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._wanted, self._today = session, wanted, today
        self._row: list[str] = []
        self._under_way: PrintAsked | None = None
        self._sent = self._done = 0
        self._faults: list[str] = []
        self.setWindowTitle(self.tr("In giấy tờ"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(860, 640)
        self.papers = QListWidget()
        self.papers.setAccessibleName(self.tr("Giấy tờ"))
        self.number = QLineEdit()
        self.number_label = label("")
        self.many = label("", "number", wrap=True)
        self.printer = PrinterBox(session)
        self.pieces = QSpinBox()
        self.pieces.setRange(0, MOST_PIECES)
        self.pieces.setSpecialValueText(self.tr("theo cài đặt"))
        self.pieces.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("Đã in"))
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(style.S)
        self.progress.hide()
        self.message = Strip()
        self.look = self._button(self.tr("&Xem trước   F3"), self.tr("Xem trước"), self.ask_preview)
        self.send = self._button(self.tr("&In   F9"), self.tr("In"), self.start)
        self.send.setProperty("role", "primary")
        self.stop = self._button(self.tr("&Dừng in"), self.tr("Dừng in"), self.cancel)
        self.leave = self._button(self.tr("Đóng   &Esc"), self.tr("Đóng"), self.reject)
        self.stop.hide()
        self._fill()
        self._lay_out()
        self.papers.currentItemChanged.connect(self._show_paper)
        for keys, answer in (("F3", self.ask_preview), ("F9", self.start)):
            QShortcut(QKeySequence(keys), self).activated.connect(answer)
        session.print_ended.connect(self._print_ended)
        self._choose(wanted.form)

    @property
    def form(self) -> PaperForm:
        """The paper that is chosen."""
        return PaperForm(self.papers.currentItem().data(Qt.ItemDataRole.UserRole))

    def numbers(self) -> tuple[str, ...]:
        """What the chosen paper is printed of: the selection, or what stands in the field."""
        if self._is_many():
            return self._wanted.numbers
        typed = self.number.text().strip()
        return (typed,) if typed else ()

    def ask_preview(self) -> None:
        """Show the first of them on the screen."""
        numbers = self.numbers()
        if numbers:
            self.preview_asked.emit(self.form, numbers[0])
        else:
            self._say_lacking()

    def start(self) -> None:
        """Print all of them, one after the other; the window stays free meanwhile."""
        if self._under_way is not None:
            return
        self._row = list(self.numbers())
        if not self._row:
            self._say_lacking()
            return
        self._sent, self._done, self._faults = len(self._row), 0, []
        self.progress.setRange(0, self._sent)
        self.progress.setValue(0)
        self.progress.show()
        self._tell_progress()
        self._allow(False)
        self._next()

    def cancel(self) -> None:
        """Print no further; the one that is with the printer comes out."""
        if self._row:
            self._row = []
            self.message.say(self.tr("Đang dừng: giấy đã gửi vẫn ra."), "warn")

    def reject(self) -> None:
        """Leaving stops the row as well."""
        self._row = []
        super().reject()

    # --- a row of prints ----------------------------------------------------------------------------------------------

    def _next(self) -> None:
        if not self._row:
            self._finish()
            return
        number = self._row.pop(0)
        self._under_way = PrintAsked(self.form, number, self.printer.picked(), self.pieces.value() or None)
        self._session.print_asked.emit(self._under_way)

    def _print_ended(self, ended: PrintEnded) -> None:
        if self._under_way is None or ended.asked is not self._under_way:
            return
        self._under_way = None
        self._done += 1
        if ended.fault:
            self._faults.append(ended.fault)
        self.progress.setValue(self._done)
        self._tell_progress()
        self._next()

    def _tell_progress(self) -> None:
        self.message.say(self.tr("Đang in: {done}/{all} giấy.").format(done=self._done, all=self._sent), "warn")

    def _finish(self) -> None:
        self._allow(True)
        good = self._done - len(self._faults)
        words = self.tr("Đã gửi in {good}/{all} giấy.").format(good=good, all=self._sent)
        if self._done < self._sent:
            words += self.tr(" Đã dừng, còn {left} giấy chưa gửi.").format(left=self._sent - self._done)
        told = list(dict.fromkeys(self._faults))[:MOST_TOLD]
        tone = "good" if not self._faults and self._done == self._sent else "warn" if good else "fault"
        self.message.say(" ".join((words, *told)), tone)
        self.send.setFocus()

    def _allow(self, allowed: bool) -> None:
        for widget in (self.papers, self.number, self.look, self.send, self.printer, self.pieces):
            widget.setEnabled(allowed)
        self.stop.setVisible(not allowed)
        if not allowed:
            self.stop.setFocus()

    # --- what is chosen -----------------------------------------------------------------------------------------------

    def _is_many(self) -> bool:
        return len(self._wanted.numbers) > 1 and subject_of(self.form) is Subject.DOSSIER

    def _show_paper(self) -> None:
        """The field asks for what the chosen paper is of, and proposes it where that is known."""
        subject = subject_of(self.form)
        self.number_label.setText(SUBJECT_WORDS[subject])
        self.number.setAccessibleName(SUBJECT_WORDS[subject].replace("&", ""))
        many = self._is_many()
        self.many.setText(self.tr("{count} hồ sơ đã chọn").format(count=len(self._wanted.numbers)) if many else "")
        self.many.setVisible(many)
        self.number.setVisible(not many and subject is not Subject.DESK)
        self.number_label.setVisible(not many and subject is not Subject.DESK)
        self.number.setText(self._proposed(subject))
        self.message.silence()
        self.progress.hide()

    def _proposed(self, subject: Subject) -> str:
        given = self._wanted.numbers[0] if self._wanted.numbers else ""
        if self.form is self._wanted.form and given:
            return given
        if subject is Subject.DESK:
            return "desk"
        if subject in {Subject.DAY, Subject.PERIOD}:
            return self._today
        return given if subject is Subject.DOSSIER and subject_of(self._wanted.form) is Subject.DOSSIER else ""

    def _say_lacking(self) -> None:
        asked = SUBJECT_WORDS[subject_of(self.form)].replace("&", "").lower()
        self.message.say(self.tr("Chưa có {asked}; hãy gõ vào ô bên phải.").format(asked=asked), "fault")
        self.number.setFocus()

    def _choose(self, form: PaperForm) -> None:
        for row in range(self.papers.count()):
            if self.papers.item(row).data(Qt.ItemDataRole.UserRole) == form.value:
                self.papers.setCurrentRow(row)
        self.papers.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter prints nothing by itself: it goes on from the list to the field, from the field to the button."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            on = self.number if self.papers.hasFocus() and self.number.isVisible() else self.send
            on.setFocus()
            return
        super().keyPressEvent(event)

    # --- looks --------------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        for group, forms in GROUPS:
            head = QListWidgetItem(group)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            head.setSizeHint(QSize(0, style.ROW))
            self.papers.addItem(head)
            for form in forms:
                item = QListWidgetItem(f"   {PAPER_WORDS[form]}")
                item.setData(Qt.ItemDataRole.UserRole, form.value)
                item.setSizeHint(QSize(0, style.ROW - style.XS))
                self.papers.addItem(item)

    def _button(self, words: str, name: str, answer: object) -> QPushButton:
        made = QPushButton(words)
        made.setAccessibleName(name)
        made.setAutoDefault(False)
        made.clicked.connect(answer)
        return made

    def _lay_out(self) -> None:
        side = QFrame()
        column = QVBoxLayout(side)
        column.setContentsMargins(style.L, 0, 0, 0)
        column.setSpacing(style.S)
        self.number_label.setBuddy(self.number)
        pieces = QHBoxLayout()
        pieces.addWidget(buddy(self.tr("&Số bản"), self.pieces))
        pieces.addWidget(self.pieces)
        pieces.addStretch(1)
        for part in (self.many, self.number_label, self.number, buddy(self.tr("&Máy in"), self.printer), self.printer):
            column.addWidget(part)
        column.addLayout(pieces)
        column.addSpacing(style.M)
        column.addWidget(self.progress)
        column.addWidget(self.message)
        column.addStretch(1)
        buttons = QHBoxLayout()
        for button in (self.leave, self.stop, self.look, self.send):
            buttons.addWidget(button)
        column.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(style.L, style.L, style.L, style.L)
        row.addWidget(self.papers, 1)
        side.setFixedWidth(400)
        row.addWidget(side)

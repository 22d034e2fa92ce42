"""The paper on the right: whose result it is, who collects, and the one key that hands it over."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk.rules.working_calendar import WorkingCalendar
from desk.services.procedure_words import RETURN_WORDS
from desk.ui import style
from desk.ui.dossiers.sections import Lines
from desk.ui.results.collector_fields import CollectorFields
from desk.ui.results.result_words import is_late, on_time_words, state_words
from desk.ui.results.returning import Subject
from desk.ui.widgets.chips import ChipLabel, chip_of
from desk.ui.widgets.icons import icon
from desk.ui.widgets.labels import Strip, hairline, label
from desk.ui.wording import moment_words
from desk.vocabulary import CollectorKind, ReturnChannel

NAME_WIDTH = 88
# the second half of a double stroke on Enter comes sooner than anybody reads a name
BOUNCE_SECONDS = 0.3
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HandOverPanel(QFrame):
    """Shows one dossier at a time, or a sentence. It asks; the page does.

    Signals:
        asked: the result shall be handed over (True: everything that waits for this person).
        left: the officer lets the dossier be.
        opened: the page of the dossier shall be opened.
    """

    asked = Signal(bool)
    left = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paper")
        self.setFixedWidth(style.SLIP + 2 * style.L)
        self.subject: Subject | None = None
        self._shown_at = 0.0
        self._locked = self._allowed = False
        self.shape, self.title, self.words = QLabel(), label("", "title", wrap=True), label("", "muted", wrap=True)
        self.below = Strip()
        self.number, self.chip = label("", "number"), ChipLabel()
        self.applicant, self.procedure = label("", "title", wrap=True), label("", "muted", wrap=True)
        self._facts = QVBoxLayout()
        self.note, self.state, self.message = Strip(), Strip(), Strip()
        self.fields = CollectorFields()
        self.fields.changed.connect(self._fields_changed)
        self.give = QPushButton(self.tr("Trả kết quả   F9"))
        self.give.setAccessibleName(self.tr("Trả kết quả"))
        self.give.setProperty("role", "primary")
        self.give_all = QPushButton()
        self.open = QPushButton(self.tr("Mở hồ sơ   F2"))
        self.open.setAccessibleName(self.tr("Mở hồ sơ"))
        self.leave = QPushButton(self.tr("Thôi   Esc"))
        self.leave.setAccessibleName(self.tr("Thôi, không trả hồ sơ này"))
        for button in (self.open, self.leave):
            button.setProperty("role", "link")
        self.give.clicked.connect(self.ask_one)
        self.give_all.clicked.connect(self.ask_all)
        self.open.clicked.connect(self.ask_open)
        self.leave.clicked.connect(self.left)
        self._lay_out()

    def say(self, title: str, words: str = "", *, shape: str = "", below: str = "") -> None:
        """Show a sentence in place of a dossier; `below` is a warning that belongs to it."""
        self.subject = None
        self.title.setText(title)
        self.words.setText(words)
        self.shape.setVisible(bool(shape))
        if shape:
            self.shape.setPixmap(icon(shape, style.current().good).pixmap(40, 40))
        if below:
            self.below.say(below, "warn")
        else:
            self.below.silence()
        self._stack.setCurrentIndex(0)

    def show_subject(self, subject: Subject, calendar: WorkingCalendar, *, allowed: bool, raced: bool = False) -> None:
        """Show a dossier: ready with its fields, otherwise with the reason why there is nothing to hand over."""
        shown = subject.shown
        self.subject, self._allowed = subject, allowed
        self._shown_at = time.monotonic()
        self.number.setText(shown.number)
        self.chip.show_chip(chip_of(shown.status))
        self.applicant.setText(shown.applicant.name)
        self.procedure.setText(shown.procedure_name)
        self._show_facts(subject, calendar)
        self._show_note(subject)
        self.message.silence()
        self.fields.setVisible(subject.ready)
        self._rule.setVisible(subject.ready)
        self.state.silence()
        if subject.ready:
            self.fields.offer(shown)
        else:
            words = state_words(shown)
            if raced:
                words = self.tr("{name} vừa xử lý hồ sơ này. ").format(name=shown.events[-1].officer) + words
            tone = "warn" if raced else "waiting" if shown.stopped else ""
            inset = style.M if tone else 0
            self.state.setContentsMargins(inset, style.S, inset, style.S)
            self.state.say(words, tone)
        self.lock(locked=False)
        self._body.verticalScrollBar().setValue(0)
        self._stack.setCurrentIndex(1)

    def rest(self) -> None:
        """Put the keyboard where Enter does what is next."""
        ready = self.subject is not None and self.subject.ready and self._allowed
        (self.give if ready else self.open).setFocus(Qt.FocusReason.OtherFocusReason)

    def lock(self, *, locked: bool) -> None:
        """While the store is written nothing is asked twice."""
        self._locked = locked
        self.fields.setEnabled(not locked)
        self._show_buttons()

    def refuse(self, words: str, field: QWidget | None, *, tone: str = "fault") -> None:
        """Say why nothing was handed over; everything chosen and typed stays."""
        self.lock(locked=False)
        self.message.say(words, tone)
        QTimer.singleShot(0, self, lambda: self._body.ensureWidgetVisible(self.message))
        if field is not None:
            style.mark(field, "fault", True)
            field.setFocus()
        else:
            self.rest()

    def ask_one(self) -> None:
        """Ask for the hand-over of this result."""
        if self._can_give():
            self.asked.emit(False)

    def ask_all(self) -> None:
        """Ask for the hand-over of all results of this person."""
        if self._can_give() and not self.give_all.isHidden():
            self.asked.emit(True)

    def ask_open(self) -> None:
        """Ask for the page of the dossier."""
        if self.subject is not None:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, Enter hands over, Esc lets the dossier be."""
        digit = event.key() - Qt.Key.Key_0
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif self.subject is None or self._locked:
            super().keyPressEvent(event)
        elif event.key() in ENTER:
            self._enter(again=event.isAutoRepeat())
        elif self.subject.ready and 1 <= digit <= 7 and not isinstance(self.focusWidget(), QLineEdit):
            self.fields.press(digit)
        else:
            super().keyPressEvent(event)

    def _enter(self, *, again: bool) -> None:
        if again or time.monotonic() - self._shown_at < BOUNCE_SECONDS:
            return
        at = self.focusWidget()
        if at in {self.open, self.leave, self.give_all} and isinstance(at, QPushButton):
            at.click()
        else:
            self.ask_one()

    def _can_give(self) -> bool:
        return self.subject is not None and self.subject.ready and self._allowed and not self._locked

    def _fields_changed(self) -> None:
        self.message.silence()
        self._show_buttons()

    def _show_buttons(self) -> None:
        subject = self.subject
        if subject is None:
            return
        self.give.setVisible(subject.ready)
        self.give.setEnabled(self._can_give())
        several = bool(subject.others) and self.fields.kind() is CollectorKind.APPLICANT
        self.give_all.setVisible(subject.ready and several)
        self.give_all.setEnabled(self._can_give())
        words = self.tr("Trả cả {count} hồ sơ").format(count=len(subject.others) + 1)
        self.give_all.setText(f"{words}   Shift+F9")
        self.give_all.setAccessibleName(words)

    def _show_facts(self, subject: Subject, calendar: WorkingCalendar) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        shown = subject.shown
        lines = Lines(NAME_WIDTH)
        lines.add(self.tr("Hẹn trả"), moment_words(shown.promised_at))
        if shown.finished_at is not None:
            lines.add(self.tr("Có kết quả"), on_time_words(shown, calendar), bold=is_late(shown, calendar))
        self._facts.addWidget(lines)

    def _show_note(self, subject: Subject) -> None:
        """What the officer should know before handing over; nothing when there is nothing."""
        shown, said = subject.shown, []
        if subject.scan is not None and subject.old_slip:
            said.append(
                self.tr("Giấy vừa quét in lời hẹn cũ ({moment}).").format(moment=moment_words(subject.scan.promised_at))
            )
        if subject.ready and shown.return_channel is not ReturnChannel.COUNTER:
            said.append(self.tr("Đã đăng ký nhận tại {place}.").format(place=RETURN_WORDS[shown.return_channel]))
        if subject.ready and not self._allowed:
            said.append(self.tr("Tài khoản này không có quyền trả kết quả."))
        if said:
            self.note.say(" ".join(said), "warn")
        else:
            self.note.silence()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self._lay_sentence())
        self._stack.addWidget(self._lay_subject())
        column = QVBoxLayout(self)
        column.setContentsMargins(style.L, style.L, style.L, style.M)
        column.addWidget(self._stack)

    def _lay_sentence(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.M)
        column.addStretch(2)
        for widget in (self.shape, self.title, self.words):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(widget)
        column.addWidget(self.below)
        column.addStretch(3)
        return made

    def _lay_subject(self) -> QWidget:
        body = QWidget()
        body.setObjectName("fields")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.S)
        for widget in (self.applicant, self.procedure):
            column.addWidget(widget)
        column.addLayout(self._facts)
        self._rule = hairline()
        below: tuple[QWidget, ...] = (self.note, self.state, self._rule, self.fields, self.message)
        for one in below:
            column.addWidget(one)
        column.addStretch(1)
        self._body = QScrollArea()  # long names and long sentences never push the buttons off the paper
        self._body.setWidgetResizable(True)
        self._body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body.setWidget(body)
        head, buttons, links = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.number, 1)
        head.addWidget(self.chip)
        buttons.addWidget(self.give, 1)
        buttons.addWidget(self.give_all, 1)
        links.addWidget(self.open)
        links.addStretch(1)
        links.addWidget(self.leave)
        made = QWidget()
        rows = QVBoxLayout(made)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(style.S)
        rows.addLayout(head)
        rows.addWidget(self._body, 1)
        rows.addLayout(buttons)
        rows.addLayout(links)
        return made

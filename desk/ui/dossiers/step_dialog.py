"""Asks for what a step needs before it is taken: a note, a reason, and a plain yes where it cannot be undone."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desk.services.steps import StepAsked
from desk.ui import style
from desk.ui.dossiers.trade_words import DISCONTINUE_WORDS
from desk.ui.widgets.labels import Strip, buddy, label
from desk.vocabulary import DiscontinueReason, Verb

NOTE_NEEDED = frozenset({Verb.REQUEST_SUPPLEMENT, Verb.WITHDRAW})
FINAL = frozenset({Verb.WITHDRAW, Verb.DISCONTINUE})


class StepDialog(QDialog):
    """One step of one dossier. It stays open, with what was typed, until the step is taken or given up.

    Signals:
        confirmed: the officer wants the step (`StepAsked`).
    """

    confirmed = Signal(object)

    def __init__(
        self, parent: QWidget, verb: Verb, number: str, note: str, reasons: Iterable[DiscontinueReason] = ()
    ) -> None:
        super().__init__(parent)
        self.verb, self.number = verb, number
        heading, below, yes = self._texts()[verb]
        self.setWindowTitle(heading)
        self.setFixedWidth(560)
        self.message = Strip()
        self.reason = QComboBox()
        for one in reasons:
            words = DISCONTINUE_WORDS[one]
            self.reason.addItem(words[:1].upper() + words[1:], one.value)
        self.note = QPlainTextEdit(note)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(104)
        self.note.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.yes = QPushButton(self.tr("&{words}   Ctrl+Enter").format(words=yes))
        self.yes.setProperty("role", "primary")
        self.yes.setAccessibleName(yes)
        self.yes.clicked.connect(self.confirm)
        self.no = QPushButton(self.tr("Thôi   &Esc"))
        self.no.setAccessibleName(self.tr("Thôi"))
        self.no.setAutoDefault(False)
        self.yes.setAutoDefault(False)
        self.no.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.confirm)
        self._lay_out(heading, below, number)
        self.note.setFocus()

    def confirm(self) -> None:
        """Ask for the step, when what it needs is there."""
        if not self.yes.isEnabled():
            return
        note = self.note.toPlainText().strip()
        lacking = self.verb in NOTE_NEEDED and not note
        style.mark(self.note, "fault", lacking)
        if lacking:
            needed = self.tr("Hãy ghi những gì cần bổ sung."), self.tr("Hãy ghi lý do người nộp rút hồ sơ.")
            self.refuse(needed[self.verb is Verb.WITHDRAW], again=True)
            return
        self.message.silence()
        self.yes.setEnabled(False)
        ground = self.reason.currentData()  # Qt hands a plain text back
        reason = DiscontinueReason(ground) if ground else None
        self.confirmed.emit(StepAsked(self.verb, note=note or None, reason=reason))

    def refuse(self, words: str, *, again: bool) -> None:
        """Say why the step was not taken; `again` when trying once more makes sense. What was typed stays."""
        self.message.say(words, "fault")
        self.yes.setEnabled(again)
        self.adjustSize()
        self.note.setFocus()

    def _texts(self) -> dict[Verb, tuple[str, str, str]]:
        return {
            Verb.REQUEST_SUPPLEMENT: (
                self.tr("Yêu cầu bổ sung"),
                self.tr("Ghi những giấy tờ còn thiếu hoặc phải sửa. Thời hạn dừng từ lúc này đến khi nhận đủ."),
                self.tr("Ghi yêu cầu"),
            ),
            Verb.WITHDRAW: (
                self.tr("Rút hồ sơ"),
                self.tr("Người nộp không muốn tiếp tục. Hồ sơ kết thúc, bước này không hoàn lại được."),
                self.tr("Rút hồ sơ"),
            ),
            Verb.DISCONTINUE: (
                self.tr("Dừng giải quyết"),
                self.tr("Hồ sơ kết thúc mà không có kết quả, bước này không hoàn lại được."),
                self.tr("Dừng giải quyết"),
            ),
        }

    def _lay_out(self, heading: str, below: str, number: str) -> None:
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it grows only when a sentence is said
        column.setContentsMargins(style.XL, style.L, style.XL, style.L)
        column.setSpacing(style.M)
        column.addWidget(label(heading, "title"))
        column.addWidget(label(number, "muted"))
        warning = Strip()
        warning.say(below, "warn" if self.verb in FINAL else "waiting")
        column.addWidget(warning)
        if self.reason.count():
            column.addWidget(buddy(self.tr("&Căn cứ"), self.reason))
            column.addWidget(self.reason)
        else:
            self.reason.hide()
        name = self.tr("&Nội dung cần bổ sung") if self.verb is Verb.REQUEST_SUPPLEMENT else self.tr("&Lý do")
        if self.verb is Verb.DISCONTINUE:
            name = self.tr("&Lý do cụ thể (nếu có)")
        column.addWidget(buddy(name, self.note))
        column.addWidget(self.note)
        column.addWidget(self.message)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        column.addLayout(row)

"""What the applicant of a dossier is told, and by which way; a key leads to all of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from desk.messages.outbox_words import KIND_WORDS, WAY_WORDS, state_words
from desk.rules.message_life import TO_LOOK_AFTER, MessageWay
from desk.services.outbox import MessageShown
from desk.ui.dossiers.sections import Lines, Section
from desk.ui.dossiers.trade_words import when

TOLD = 4  # the window of messages shows them all
WHEN = 136


class MessagesSection(Section):
    """The way that is wanted, the newest messages, and a way to them.

    Signals:
        asked: somebody wants to see the messages or change the way.
    """

    asked = Signal()

    def __init__(self, notify: MessageWay | None, messages: tuple[MessageShown, ...]) -> None:
        super().__init__(self.tr("TIN NHẮN"))
        self.say(
            self.tr("Người nộp muốn được báo qua {way}.").format(way=WAY_WORDS[notify])
            if notify
            else self.tr("Người nộp không nhận tin nhắn.")
        )
        lines = Lines(WHEN)
        for one in messages[:TOLD]:
            words = f"{KIND_WORDS[one.kind]}: {state_words(one.state, one.way)}"
            lines.add(when(one.made_at), words, bold=one.state in TO_LOOK_AFTER)
        if messages:
            self.add(lines)
        if more := len(messages[TOLD:]):
            self.say(self.tr("Còn {count} tin nữa").format(count=more))
        self.open = QPushButton(self.tr("Xem tin, đổi cách nhắn   Ctrl+I"))
        self.open.setProperty("role", "link")
        self.open.setAccessibleName(self.tr("Xem tin nhắn, đổi cách nhắn"))
        self.open.clicked.connect(self.asked)
        self.add(self.open)

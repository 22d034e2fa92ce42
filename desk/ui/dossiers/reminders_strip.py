"""The board's line of reminders: one key for each timer that ran out, with how many dossiers it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desk.messages import REMINDER_WORDS
from desk.services.reminders import Reminded, reminders
from desk.ui import background, style
from desk.ui.dossiers.reminders_dialog import RemindersDialog
from desk.ui.session import Session
from desk.ui.widgets.labels import label
from desk.vocabulary import Reminder


class RemindersStrip(QWidget):
    """Hidden while nothing is to be reminded of; a pressed key lists the dossiers. Shows all kinds, or only `kinds`."""

    def __init__(self, session: Session, kinds: Sequence[Reminder] = tuple(Reminder)) -> None:
        super().__init__()
        self._session, self._asked = session, 0
        self.found: tuple[Reminded, ...] = ()
        self.buttons: dict[Reminder, QPushButton] = {}
        self.dialog: RemindersDialog | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.L)
        row.addWidget(label(self.tr("Nhắc việc:"), "muted"))
        for kind in kinds:
            button = self.buttons[kind] = QPushButton()
            button.setProperty("role", "link")
            button.clicked.connect(partial(self.show_list, kind))
            row.addWidget(button)
        row.addStretch(1)
        self.hide()

    def refresh(self) -> None:
        """Read the timers of now."""
        self._asked += 1
        asked, desk, officer = self._asked, self._session.desk, self._session.officer
        background.run(lambda: reminders(desk, officer), lambda found: self._show(asked, found), _leave)

    def show_list(self, kind: Reminder, _checked: bool = False) -> None:
        """List the dossiers of one timer."""
        listed = [one for one in self.found if one.reminder is kind]
        self.dialog = RemindersDialog(self._session, kind, listed, self.window())
        self.dialog.open()

    def _show(self, asked: int, found: Sequence[Reminded]) -> None:
        if asked != self._asked:
            return
        self.found = tuple(found)
        for kind, button in self.buttons.items():
            count = sum(one.reminder is kind for one in found)
            words = f"{REMINDER_WORDS[kind]}: {count}"
            button.setText(words)
            button.setAccessibleName(self.tr("Nhắc việc: {words} hồ sơ").format(words=words))
            button.setVisible(count > 0)
        self.setVisible(any(one.reminder in self.buttons for one in found))


def _leave(_fault: Exception) -> None:
    """What keeps reminders from being read keeps the board from being read, which says so."""

"""The steps an officer may take now, each as a button with its key; none is shown that the rules would refuse."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desk.rules.transitions import ENDED, Life, can_take
from desk.services.dossiers import DossierShown
from desk.services.sign_in import SignedIn, may
from desk.ui import style
from desk.ui.widgets.labels import label
from desk.vocabulary import DiscontinueReason, Verb


class StepBar(QWidget):
    """Buttons of steps.

    Signals:
        asked: a step was asked for (its `Verb`).
    """

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._note = label("", "muted")
        self._offered: tuple[Verb, ...] = ()
        self._locked = False
        self.buttons: dict[Verb, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.S)
        row.addWidget(self._note)
        row.addStretch(1)
        for verb, words, key, role in (
            (Verb.WITHDRAW, self.tr("Rút hồ sơ"), "Ctrl+R", ""),
            (Verb.DISCONTINUE, self.tr("Dừng giải quyết"), "Ctrl+D", ""),
            (Verb.REQUEST_SUPPLEMENT, self.tr("Yêu cầu bổ sung"), "F6", ""),
            (Verb.ACCEPT_SUPPLEMENT, self.tr("Đã bổ sung"), "F6", "primary"),
            (Verb.FINISH, self.tr("Có kết quả"), "F9", "primary"),
            (Verb.RETURN, self.tr("Trả kết quả"), "F9", "primary"),
        ):
            button = QPushButton(f"{words}   {key}")
            button.setAccessibleName(words)
            if role:
                button.setProperty("role", role)
            button.clicked.connect(lambda _checked=False, verb=verb: self._ask(verb))
            row.addWidget(button)
            self.buttons[verb] = button
        self.show_nothing()

    def bind(self, page: QWidget, context: object) -> None:
        """Let the keys work wherever the keyboard is on the page."""
        for key, verbs in (
            ("F6", (Verb.REQUEST_SUPPLEMENT, Verb.ACCEPT_SUPPLEMENT)),
            ("F9", (Verb.FINISH, Verb.RETURN)),
            ("Ctrl+R", (Verb.WITHDRAW,)),
            ("Ctrl+D", (Verb.DISCONTINUE,)),
        ):
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(context)  # type: ignore[arg-type]
            shortcut.activated.connect(lambda verbs=verbs: self._ask(*verbs))

    def offered(self) -> tuple[Verb, ...]:
        """The steps that can be asked for now."""
        return () if self._locked else self._offered

    def offer(self, shown: DossierShown, officer: SignedIn) -> None:
        """Offer what rules and role allow for this dossier."""
        life = Life(shown.status, shown.events[-1].at)
        possible = tuple(verb for verb in self.buttons if can_take(life, verb))
        self._offered = tuple(verb for verb in possible if may(officer, verb))
        for verb, button in self.buttons.items():
            button.setVisible(verb in self._offered)
        if shown.status in ENDED:
            self._note.setText(self.tr("Hồ sơ đã kết thúc."))
        elif not self._offered:
            self._note.setText(self.tr("Bước tiếp theo do người khác thực hiện."))
        else:
            self._note.clear()
        self.show()

    def show_nothing(self) -> None:
        """Offer no step."""
        self._offered = ()
        self._note.clear()
        for button in self.buttons.values():
            button.hide()
        self.hide()

    def lock(self, *, locked: bool) -> None:
        """Take no second step while one is being stored."""
        self._locked = locked
        for button in self.buttons.values():
            button.setEnabled(not locked)

    def _ask(self, *verbs: Verb) -> None:
        for verb in verbs:
            if verb in self.offered():
                self.asked.emit(verb)
                return


def reasons_for(shown: DossierShown) -> tuple[DiscontinueReason, ...]:
    """The grounds on which this dossier may be discontinued now."""
    life = Life(shown.status, shown.events[-1].at)
    return tuple(one for one in DiscontinueReason if can_take(life, Verb.DISCONTINUE, one))

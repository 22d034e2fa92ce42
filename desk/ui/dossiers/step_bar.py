"""The steps of a dossier: the likely ones as buttons with their keys, all others in a menu."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from desk.rules.transitions import ENDED
from desk.services.sign_in import SignedIn
from desk.ui import style
from desk.ui.dossiers.dossier_reading import Opened
from desk.ui.dossiers.step_choices import GROUPS, LEADING_ON, MOST_BUTTONS, Choice, choices, likely
from desk.ui.dossiers.step_words import KEYS, MAIN_KEY, step_name
from desk.ui.widgets.labels import label
from desk.vocabulary import Verb

MENU_KEY = "F10"


class StepBar(QWidget):
    """Buttons and menu of steps.

    Signals:
        asked: a step was asked for (its `Verb`).
    """

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._note = label("", "muted")
        self._choices: dict[Verb, Choice] = {}
        self._locked = False
        self.buttons: dict[Verb, QPushButton] = {}
        self._places = [QPushButton() for _ in range(MOST_BUTTONS)]
        self.others = QPushButton(self.tr("Bước &khác   F10"))
        self.others.setAccessibleName(self.tr("Bước khác"))
        self.others.clicked.connect(self.open_menu)
        self.menu = QMenu(self)
        self.menu.setAccessibleName(self.tr("Bước khác"))
        self.menu.setToolTipsVisible(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.S)
        row.addWidget(self._note)
        row.addStretch(1)
        row.addWidget(self.others)
        for button in reversed(self._places):  # the main step stands at the right end
            row.addWidget(button)
        for at, button in enumerate(self._places):
            button.clicked.connect(partial(self._pressed, at))
        self.show_nothing()

    def bind(self, page: QWidget, context: Qt.ShortcutContext) -> None:
        """Let the keys work wherever the keyboard is on the page."""
        for key, verbs in ((MAIN_KEY, LEADING_ON), *((key, (verb,)) for verb, key in KEYS.items())):
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(context)
            shortcut.activated.connect(partial(self._ask, verbs))

    def offered(self) -> tuple[Verb, ...]:
        """The steps that can be asked for now."""
        return () if self._locked else tuple(verb for verb, choice in self._choices.items() if not choice.why)

    def offer(self, opened: Opened, officer: SignedIn) -> None:
        """Offer what rules and role allow for this dossier."""
        found = choices(opened, officer)
        shown = opened.shown
        self._choices = {one.verb: one for one in found}
        verbs = likely(found, offered_to_me=shown.holder.login == officer.login)
        self.buttons = dict(zip(verbs, self._places, strict=False))
        for verb, button in self.buttons.items():
            main = verb in LEADING_ON
            button.setText(f"{step_name(verb)}   {MAIN_KEY if main else KEYS[verb]}")
            button.setAccessibleName(step_name(verb))
            style.mark(button, "role", "primary" if main else "")
        for at, button in enumerate(self._places):
            button.setVisible(at < len(self.buttons))
        self._fill_menu()
        self.others.setVisible(bool(self.menu.actions()))
        if shown.status in ENDED:
            self._note.setText(self.tr("Hồ sơ đã kết thúc."))
        elif not self.offered():
            self._note.setText(self.tr("Bước tiếp theo do người khác thực hiện."))
        else:
            self._note.clear()
        self.show()

    def show_nothing(self) -> None:
        """Offer no step."""
        self._choices, self.buttons = {}, {}
        self._note.clear()
        self.menu.clear()
        for button in (*self._places, self.others):
            button.hide()
        self.hide()

    def lock(self, *, locked: bool) -> None:
        """Take no second step while one is being stored."""
        self._locked = locked
        for button in (*self._places, self.others):
            button.setEnabled(not locked)

    def open_menu(self) -> None:
        """Open the menu above the page, its first step chosen."""
        if self.others.isHidden() or self._locked:
            return
        self.menu.popup(self.others.mapToGlobal(QPoint(0, self.others.height())))
        free = [action for action in self.menu.actions() if action.isEnabled() and not action.isSeparator()]
        if free:
            self.menu.setActiveAction(free[0])

    def _fill_menu(self) -> None:
        """All that stand in no button; what cannot be taken now says why when it is pointed at."""
        self.menu.clear()
        for group in GROUPS:
            verbs = [verb for verb in group if verb in self._choices and verb not in self.buttons]
            if verbs and self.menu.actions():
                self.menu.addSeparator()
            for verb in verbs:
                self.menu.addAction(self._action(verb))

    def _action(self, verb: Verb) -> QAction:
        why, key = self._choices[verb].why, KEYS.get(verb)
        made = QAction(step_name(verb) + (f"\t{key}" if key else ""), self.menu)
        made.setData(verb.value)
        made.setEnabled(not why)
        made.setToolTip(why or step_name(verb))
        made.triggered.connect(lambda _checked=False: self._ask((verb,)))
        return made

    def _pressed(self, at: int, _checked: bool = False) -> None:
        for verb, button in self.buttons.items():
            if button is self._places[at]:
                self._ask((verb,))
                return

    def _ask(self, verbs: tuple[Verb, ...]) -> None:
        """Ask for the first of the steps that is offered; the main key means what the main button says."""
        if verbs is LEADING_ON:
            verbs = tuple(verb for verb in self.buttons if verb in LEADING_ON)
        for verb in verbs:
            if verb in self.offered():
                self.asked.emit(verb)
                return

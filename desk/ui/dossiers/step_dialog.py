"""Asks for what a step needs before it is taken: groups of fields by the verb, and a plain yes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from desk.errors import DeskError
from desk.services.requests import SECOND_PERSON
from desk.services.steps import StepAsked
from desk.ui import style
from desk.ui.dossiers.correct_fields import CorrectGroup
from desk.ui.dossiers.dossier_reading import Opened
from desk.ui.dossiers.step_fields import (
    CauseGroup,
    GroundGroup,
    Group,
    NoteGroup,
    ReceiverGroup,
    ResultGroup,
    Unfilled,
    UntilGroup,
)
from desk.ui.dossiers.step_words import FINAL, step_name, step_words
from desk.ui.widgets.labels import Strip, label
from desk.ui.wording import failure_words
from desk.vocabulary import Verb

# what each step asks for; a step that is not here asks for nothing and is taken at once
GROUPS: Final[Mapping[Verb, tuple[type[Group], ...]]] = {
    Verb.REQUEST_SUPPLEMENT: (NoteGroup,),
    Verb.REQUEST_PAYMENT: (NoteGroup,),
    Verb.ACCEPT_PAYMENT: (NoteGroup,),
    Verb.HAND_OVER: (ReceiverGroup, NoteGroup),
    Verb.REASSIGN: (ReceiverGroup, NoteGroup),
    Verb.SEND_BACK: (NoteGroup,),
    Verb.TAKE_BACK: (NoteGroup,),
    Verb.EXTEND: (UntilGroup, CauseGroup, NoteGroup),
    Verb.FINISH: (ResultGroup,),
    Verb.POST_OUT: (NoteGroup,),
    Verb.REFUSE: (NoteGroup,),
    Verb.WITHDRAW: (NoteGroup,),
    Verb.DISCONTINUE: (GroundGroup, NoteGroup),
    Verb.CORRECT: (CorrectGroup, NoteGroup),
    Verb.VOID: (NoteGroup,),
    Verb.REOPEN: (NoteGroup,),
}
WIDTH, WIDE = 560, 860
_G = TypeVar("_G", bound=Group)


class StepDialog(QDialog):
    """One step of one dossier. It stays open, with what was typed, until the step is taken or given up.

    Signals:
        confirmed: the officer wants the step (`StepAsked`).
    """

    confirmed = Signal(object)

    def __init__(self, parent: QWidget, verb: Verb, opened: Opened, kept: Mapping[str, Any]) -> None:
        super().__init__(parent)
        self.verb, self.number = verb, opened.shown.number
        self.setWindowTitle(step_name(verb))
        self.setFixedWidth(WIDE if verb is Verb.CORRECT else WIDTH)
        self.message = Strip()
        self.groups = [made(verb, opened) for made in GROUPS[verb]]
        self._start = self._typed()
        for group in self.groups:
            if (name := type(group).__name__) in kept:
                group.keep(kept[name])
        by_enter = verb not in FINAL | {Verb.CORRECT}  # what is final, and a long form, is never sent by a slip
        only_lines = not any(isinstance(group, NoteGroup) for group in self.groups)
        words = step_words(verb, opened.shown.life.supplements)
        self.yes = QPushButton(f"{words.yes}   {'Enter' if only_lines else 'Ctrl+Enter'}")
        self.yes.setProperty("role", "primary")
        self.yes.setAccessibleName(words.yes)
        self.yes.setAutoDefault(by_enter)
        self.yes.setDefault(by_enter)
        self.yes.clicked.connect(self.confirm)
        self.no = QPushButton(self.tr("Thôi   Esc"))
        self.no.setAccessibleName(self.tr("Thôi"))
        self.no.setAutoDefault(False)
        self.no.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.confirm)
        self._lay_out(words.below)
        self.groups[0].first().setFocus()

    def group(self, kind: type[_G]) -> _G:
        """The group of a kind; a step has at most one of each."""
        return next(one for one in self.groups if isinstance(one, kind))

    def kept(self) -> dict[str, Any]:
        """What was typed, by its group; a group that stands as it was proposed is left out."""
        return {name: typed for name, typed in self._typed().items() if typed != self._start[name]}

    def confirm(self) -> None:
        """Ask for the step, when what it needs is there."""
        if not self.yes.isEnabled():
            return
        given: dict[str, Any] = {}
        for group in self.groups:
            try:
                given |= group.given()
            except (Unfilled, DeskError) as fault:
                words, field = failure_words(fault), group.first()
                if isinstance(fault, Unfilled):
                    words, field = fault.words, fault.field
                style.mark(field, "fault", True)
                self.refuse(words, again=True, field=field)
                return
            for field in group.findChildren(QWidget):
                if field.property("fault"):
                    style.mark(field, "fault", False)
        self.message.silence()
        self.yes.setEnabled(False)
        self.confirmed.emit(StepAsked(self.verb, **given))

    def refuse(self, words: str, *, again: bool, field: QWidget | None = None) -> None:
        """Say why the step was not taken; `again` when trying once more makes sense. What was typed stays."""
        self.message.say(words, "fault")
        self.yes.setEnabled(again)
        self._fit()
        (field or self.groups[0].first()).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its fields are."""
        self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        """Take the height that fields and wrapped sentences need at this width."""
        self._column.invalidate()
        self._column.activate()
        high = max(self._column.totalHeightForWidth(self.width()), self._column.totalMinimumSize().height())
        self.resize(self.width(), high)

    def _typed(self) -> dict[str, Any]:
        return {type(group).__name__: group.kept() for group in self.groups}

    def _lay_out(self, below: str) -> None:
        self._column = column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # it grows only when a sentence is said
        column.setContentsMargins(style.XL, style.L, style.XL, style.L)
        column.setSpacing(style.M)
        head = QHBoxLayout()
        head.addWidget(label(step_name(self.verb), "title"))
        head.addStretch(1)
        head.addWidget(label(self.number, "muted"))
        column.addLayout(head)
        if self.verb in FINAL:
            warning = Strip()
            warning.say(below, "warn")
            column.addWidget(warning)
        elif self.verb in SECOND_PERSON:
            waits = Strip()
            waits.say(below, "waiting")
            column.addWidget(waits)
        else:
            column.addWidget(label(below, "muted", wrap=True))
        for group in self.groups:
            column.addWidget(group)
        column.addWidget(self.message)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        column.addLayout(row)

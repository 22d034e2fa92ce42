"""Who collects and with which paper: one key a choice, and only choices that the rules allow."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from desk.rules.card import Card
from desk.services.collecting import HandOver
from desk.services.dossiers import DossierShown
from desk.services.steps import StepAsked
from desk.ui import style
from desk.ui.widgets.labels import label
from desk.vocabulary import CollectedWith, CollectorKind, Verb

NAME_LIMIT, NUMBER_LIMIT = 200, 40


class CollectorFields(QWidget):
    """The facts of one hand-over; it begins with the applicant and the slip.

    Signals:
        changed: something was chosen or typed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.who = {kind: QRadioButton() for kind in CollectorKind}
        self.paper = {paper: QRadioButton() for paper in CollectedWith}
        self.name, self.number = QLineEdit(), QLineEdit()
        self.lost = QCheckBox(self.tr("7  Mất giấy hẹn, người nhận cam đoan"))
        self.lost.setAccessibleName(self.tr("Mất giấy hẹn, người nhận cam đoan"))
        self._words = (
            self.tr("1  Người nộp: {name}"), self.tr("2  Người được ủy quyền: {name}"), self.tr("3  Người khác"),
        )  # fmt: skip
        self._shown: DossierShown | None = None
        self._confirmed = False
        self._groups: list[QButtonGroup] = []
        self._lay_out()
        self.lost.toggled.connect(self._lost_toggled)
        for field in (self.name, self.number):
            field.textEdited.connect(self._edited)

    def offer(self, shown: DossierShown) -> None:
        """Begin with a dossier: its applicant, and the slip."""
        self._shown, self._confirmed = shown, False
        people = (shown.applicant, shown.authorised_person, None)
        for button, words, person in zip(self.who.values(), self._words, people, strict=True):
            name = person.name if person else self.tr("không có")
            whole = words.format(name=name)
            elided = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, style.SLIP - 60)
            button.setText(elided.replace("&", "&&"))  # a sign of the name, no mnemonic
            button.setAccessibleName(whole[3:])
            button.setToolTip(whole[3:])
        self.who[CollectorKind.AUTHORISED_PERSON].setEnabled(shown.authorised_person is not None)
        self.lost.setChecked(False)
        self.name.clear()
        self.number.clear()
        self.who[CollectorKind.APPLICANT].setChecked(True)
        self._allow(CollectedWith.SLIP)

    def step(self) -> StepAsked:
        """The return that is asked for."""
        kind, paper = self.kind(), self.paper_shown()
        number = None if paper is CollectedWith.SLIP else self.number.text()
        hand_over = HandOver(paper, kind, number, self.lost.isChecked(), self._confirmed)
        return StepAsked(Verb.RETURN, collector=self.name.text() or None, hand_over=hand_over)

    def kind(self) -> CollectorKind:
        """Who collects."""
        return next(kind for kind, button in self.who.items() if button.isChecked())

    def paper_shown(self) -> CollectedWith:
        """The paper that is shown."""
        return next(paper for paper, button in self.paper.items() if button.isChecked())

    def collector(self) -> str:
        """The name of who collects."""
        assert self._shown is not None
        person = {
            CollectorKind.APPLICANT: self._shown.applicant,
            CollectorKind.AUTHORISED_PERSON: self._shown.authorised_person,
        }.get(self.kind())
        return person.name if person else self.name.text().strip()

    def confirm(self) -> None:
        """Take the number that differs as seen and accepted, until something else is chosen or typed."""
        self._confirmed = True

    def at_fault(self, field: str) -> QWidget | None:
        """The field that an error speaks of."""
        if field in {"paper_number", "citizen_id", "passport"}:
            return self.number
        return self.name if field == "to" else None

    def press(self, digit: int) -> None:
        """Choose by the digit that stands before the words."""
        choices = (*self.who.values(), *self.paper.values(), self.lost)
        if not 1 <= digit <= len(choices) or not choices[digit - 1].isEnabled():
            return
        choices[digit - 1].click()
        if self.kind() is CollectorKind.OTHER and not self.name.text():
            self.name.setFocus()
        elif not self.number.isHidden() and not self.number.text():
            self.number.setFocus()
        else:
            choices[digit - 1].setFocus()

    def take_card(self, card: Card) -> bool:
        """Fill in the holder of a card as the one who collects. Returns False when the card is somebody else's."""
        assert self._shown is not None
        people = (self._shown.applicant, self._shown.authorised_person)
        for kind, person in zip(self.who, people, strict=False):
            if person is not None and person.personal_id == card.id:
                self.who[kind].setChecked(True)
                self._chosen()
                self._allow(CollectedWith.IDENTITY)
                break
        else:
            if self.kind() is not CollectorKind.OTHER:
                return False
            self.name.setText(card.name)
        self.number.setText(card.id)
        self._edited()
        return True

    # --- what follows from a choice -----------------------------------------------------------------------------------

    def _chosen(self) -> None:
        """Another person collects."""
        if self.kind() is CollectorKind.OTHER:
            self._allow(CollectedWith.AUTHORISATION)
        else:
            needs_number = self.lost.isChecked() or bool(self.number.text())
            self._allow(CollectedWith.IDENTITY if needs_number else CollectedWith.SLIP)
        self._edited()

    def _lost_toggled(self) -> None:
        """Without its slip a result needs an identity paper; with it again the slip is enough."""
        if self.kind() is not CollectorKind.OTHER:
            self._allow(CollectedWith.IDENTITY if self.lost.isChecked() else CollectedWith.SLIP)
        self._edited()

    def _paper_chosen(self) -> None:
        self._allow(self.paper_shown())
        self._edited()

    def _allow(self, paper: CollectedWith) -> None:
        """Choose a paper, and let only those be chosen that this collector may show."""
        other = self.kind() is CollectorKind.OTHER
        self.paper[paper].setChecked(True)
        self.paper[CollectedWith.SLIP].setEnabled(not other and not self.lost.isChecked())
        self.paper[CollectedWith.IDENTITY].setEnabled(not other)
        self.number.setVisible(paper is not CollectedWith.SLIP)
        self.name.setVisible(other)

    def _edited(self) -> None:
        self._confirmed = False
        for field in (self.name, self.number):
            style.mark(field, "fault", False)
        self.changed.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.S)
        column.addWidget(label(self.tr("NGƯỜI NHẬN"), "section"))
        for button in self.who.values():
            column.addWidget(button)
        self.name.setPlaceholderText(self.tr("Họ và tên người nhận"))
        self.name.setAccessibleName(self.tr("Họ và tên người nhận"))
        self.name.setMaxLength(NAME_LIMIT)
        column.addWidget(self.name)
        column.addSpacing(style.XS)
        column.addWidget(label(self.tr("GIẤY ĐÃ XEM"), "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(style.S)
        words = self.tr("4  Giấy hẹn"), self.tr("5  Giấy tờ tùy thân"), self.tr("6  Giấy ủy quyền")
        for at, (button, text) in enumerate(zip(self.paper.values(), words, strict=True)):
            button.setText(text)
            button.setAccessibleName(text[3:])
            grid.addWidget(button, 0, at)
        column.addLayout(grid)
        self.number.setPlaceholderText(self.tr("Số giấy tờ tùy thân của người nhận"))
        self.number.setAccessibleName(self.tr("Số giấy tờ tùy thân của người nhận"))
        self.number.setMaxLength(NUMBER_LIMIT)
        column.addWidget(self.number)
        column.addWidget(self.lost)
        for buttons, done in ((self.who.values(), self._chosen), (self.paper.values(), self._paper_chosen)):
            group = QButtonGroup(self)
            for one in buttons:
                group.addButton(one)
                one.clicked.connect(done)
            self._groups.append(group)

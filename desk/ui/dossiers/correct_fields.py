"""The fields of a correction: people, papers and place of return as they are in force; only what is changed is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from desk.services.intake_request import IntakeRequest, document_of
from desk.services.procedure_words import RETURN_WORDS
from desk.ui import style
from desk.ui.dossiers.dossier_reading import Opened
from desk.ui.dossiers.step_fields import Group, Unfilled
from desk.ui.intake.components_table import COUNTS, ComponentsTable
from desk.ui.intake.person_fields import PersonFields
from desk.ui.widgets.labels import buddy
from desk.vocabulary import IdKind, ReturnChannel, Verb

TABLE_HEIGHT = 4 * style.ROW + 30


class CorrectGroup(Group):
    """What was written at receipt, to be changed."""

    def __init__(self, verb: Verb, opened: Opened) -> None:
        super().__init__(verb, opened)
        shown = opened.shown
        stated = document_of(
            IntakeRequest("", shown.applicant, components=shown.components, return_channel=shown.return_channel)
        )
        self._applicant: dict[str, Any] = stated["applicant"]
        self._components = [dict(one) for one in stated["components"]]
        self._return = shown.return_channel.value
        self.person, self.papers, self.place = PersonFields(lambda: opened.day), ComponentsTable(), QComboBox()
        for one in ReturnChannel:
            words = RETURN_WORDS[one]
            self.place.addItem(f"{words[:1].upper()}{words[1:]}", one.value)
        self.papers.setFixedHeight(TABLE_HEIGHT)
        self.more = QPushButton(self.tr("Thêm giấy tờ   Ins"))
        self.more.setAccessibleName(self.tr("Thêm giấy tờ"))
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self.papers.add_by_hand)
        QShortcut(QKeySequence("Ins"), self).activated.connect(self.papers.add_by_hand)
        self.column.addWidget(self.person)
        self.column.addWidget(buddy(self.tr("Giấy &tờ đã nhận (bỏ dấu là không có)"), self.papers))
        self.papers.setAccessibleName(self.tr("Giấy tờ đã nhận"))
        self.column.addWidget(self.papers)
        row = QHBoxLayout()
        row.setSpacing(style.S)
        row.addWidget(buddy(self.tr("T&rả kết quả tại"), self.place))
        row.addWidget(self.place, 1)
        row.addWidget(self.more)
        self.column.addLayout(row)
        self.keep({})

    def first(self) -> QWidget:
        """The name."""
        return self.person.name

    def given(self) -> Mapping[str, Any]:
        """The changes. Raises: Unfilled."""
        self.papers.drop_nameless()
        changes = self.kept()
        if not changes:
            raise Unfilled(self.tr("Chưa sửa mục nào; hãy sửa mục ghi sai, hoặc bấm Esc."), self.person.name)
        return {"correction": changes}

    def kept(self) -> dict[str, Any]:
        """The changes alone: what another corrects meanwhile is not set back."""
        changes: dict[str, Any] = {}
        before, now = _plain(self._applicant), _plain(self.person.party())
        applicant = {name: now.get(name) for name in {**before, **now} if now.get(name) != before.get(name)}
        if applicant:
            changes["applicant"] = applicant
        if (papers := self.papers.document()) != self._components:
            changes["components"] = papers
        if self.place.currentData() != self._return:
            changes["return_channel"] = self.place.currentData()
        return changes

    def keep(self, typed: Any) -> None:
        """Put changes upon what is in force."""
        applicant = {**self._applicant, **typed.get("applicant", {})}
        self.person.restore({name: value for name, value in applicant.items() if value}, None)
        if "applicant" in typed and not applicant.get("id_kind"):
            self.person.id_kind.setCurrentIndex(self.person.id_kind.findData(IdKind.NONE.value))
        self.papers.reset()
        for one in typed.get("components", self._components):
            self.papers.add(one["name"], [one[count] for count in COUNTS])
        self.place.setCurrentIndex(self.place.findData(typed.get("return_channel", self._return)))


def _plain(applicant: Mapping[str, Any]) -> dict[str, Any]:
    """The person without what says nothing: no paper is the same as no kind of paper."""
    return {name: value for name, value in applicant.items() if value != IdKind.NONE.value}

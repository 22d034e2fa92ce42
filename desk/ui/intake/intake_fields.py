"""Everything that is filled in at receipt: people, procedure, papers, and how the result is given back."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desk.errors import (
    BadCard,
    BadNumber,
    BadPadNumber,
    BadTime,
    BadValue,
    PadNumberUnknown,
    PadNumberUsed,
    SeveralScans,
    SpoiltScan,
    UnknownScan,
)
from desk.messages.outbox_words import WAY_WORDS
from desk.rules.instants import vietnam_day
from desk.services.catalogue import Procedure
from desk.services.intake_request import MOST_COPIES, ComponentGiven, PartyGiven
from desk.ui import style
from desk.ui.intake.authorised_fields import AuthorisedFields
from desk.ui.intake.components_table import ComponentsTable
from desk.ui.intake.how_fields import HowFields
from desk.ui.intake.person_fields import PersonFields, bare, grouped
from desk.ui.intake.procedure_box import ProcedureBox
from desk.ui.intake.rows import add_row, field_grid
from desk.ui.widgets.labels import buddy, hairline, label
from desk.ui.wording import failure_words
from desk.vocabulary import ReturnChannel


class IntakeFields(QWidget):
    """The form without its flow: it knows what stands in it and where a fault belongs.

    `filling` is whether it is being filled or emptied as a whole: then nothing of it counts as typed.

    Signals:
        changed: something was typed, chosen, ticked, or filled in part.
    """

    changed = Signal()

    def __init__(self, now: Callable[[], dt.datetime]) -> None:
        super().__init__()
        self.setObjectName("fields")
        self.scan = QLineEdit()
        self.scan.setPlaceholderText(self.tr("Đưa thẻ vào máy quét, hoặc gõ họ tên hay số căn cước rồi Enter"))
        self.notify = QComboBox()
        self.notify.addItem(self.tr("không"), None)
        for way, words in WAY_WORDS.items():
            self.notify.addItem(words, way.value)
        self.notify.setFixedWidth(96)
        told = (buddy(self.tr("&Nhắn tin"), self.notify), self.notify)
        self.applicant, self.authorised = PersonFields(lambda: vietnam_day(now()), told), AuthorisedFields()
        self.procedure, self.components, self.how = ProcedureBox(), ComponentsTable(), HowFields(now)
        self.sets, self.return_channel = QSpinBox(), QComboBox()
        self.sets.setRange(1, MOST_COPIES)
        self.sets.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for text, value in (
            (self.tr("Tại quầy"), ReturnChannel.COUNTER),
            (self.tr("Qua bưu chính"), ReturnChannel.POST),
            (self.tr("Bản điện tử"), ReturnChannel.ELECTRONIC),
        ):
            self.return_channel.addItem(text, value.value)
        self.another = QPushButton(self.tr("+ Giấy tờ &khác   Ins"))
        self.another.setProperty("role", "link")
        self.another.setAccessibleName(self.tr("Thêm giấy tờ khác"))
        self.another.clicked.connect(self.components.add_by_hand)
        self._doubt = label("", "doubt")
        self._doubt.hide()
        self.filling = False
        self._lay_out()
        self.procedure.chosen.connect(self._ask_for_papers)
        self.authorised.opened.connect(self.components.tick_authorisation)
        self.procedure.textChanged.connect(self._tell)
        for part in (self.applicant, self.authorised, self.components, self.how):
            part.changed.connect(self._tell)
        self.sets.valueChanged.connect(self._tell)
        for box in (self.return_channel, self.notify):
            box.currentIndexChanged.connect(self._tell)
        self._ask_for_papers(None)

    def scrolled(self, page: QWidget) -> QScrollArea:
        """The form in a frame in which it scrolls when there is too little room; its fields keep clear of the bar."""
        area = QScrollArea(page)
        area.setWidget(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, most: self.setContentsMargins(0, 0, style.S if most else 0, 0))
        return area

    # --- what stands there --------------------------------------------------------------------------------------------

    def document(self) -> dict[str, Any]:
        """What stands in the form, as the JSON object that `register` reads: one gate for all text."""
        chosen = self.procedure.procedure
        given: dict[str, Any] = {
            "applicant": self.applicant.party(),
            "procedure": chosen.code if chosen else self.procedure.text(),
            "components": self.components.document(),
            "sets": self.sets.value(),
            "return_channel": self.return_channel.currentData(),
            "notify": self.notify.currentData(),
        }
        card, authorised = self.applicant.card(), self.authorised.party()
        paper = self.authorised.paper.text() if self.authorised.is_open() else ""
        if card is not None:
            given["card"] = card
        if authorised is not None:
            given["authorised_person"] = authorised
        if paper:
            given["note"] = self._note_words() + paper
        return given | self.how.document()

    def slip_facts(self) -> dict[str, Any]:
        """The facts of a `desk.services.draft_slips.SlipDraft`, as typed."""
        applicant, authorised = self.applicant.party(), self.authorised.party()
        return {
            "procedure": self.procedure.procedure,
            "applicant": _party(applicant),
            "authorised_person": _party(authorised) if authorised else None,
            "components": tuple(ComponentGiven(**one) for one in self.components.document()),
            "sets": self.sets.value(),
            "return_channel": ReturnChannel(self.return_channel.currentData()),
        }

    def is_empty(self) -> bool:
        """Whether there is nothing that would be missed."""
        return (
            self.applicant.is_empty()
            and self.authorised.is_empty()
            and not self.procedure.text()
            and not self.components.document()
        )

    def entries(self) -> tuple[QWidget, ...]:
        """The fields in the order in which Enter leads through them."""
        people = (*self.applicant.entries(), *self.authorised.entries())
        return (self.scan, *people, *self.how.entries(), self.procedure, self.components)

    def before_authorised(self) -> QWidget:
        """The field after which the block of the authorised person follows."""
        return self.applicant.entries()[-1]

    def next_empty(self, after: QWidget | None) -> QWidget | None:
        """The next field that waits to be filled; None when there is none left."""
        order = self.entries()
        at = order.index(after) if after in order else len(order) - 1
        for field in order[at + 1 :]:
            filled = isinstance(field, QLineEdit) and field.text()
            filled = filled or (isinstance(field, QComboBox) and field.currentText())
            if not filled and not (field is self.components and not self.components.rowCount()):
                return field
        return None

    def field_of(self, fault: Exception) -> QWidget | None:
        """The field in which a fault lies."""
        if isinstance(fault, BadCard | SeveralScans | SpoiltScan | UnknownScan):
            return self.scan if self.scan.text() else self.applicant.name
        if isinstance(fault, BadPadNumber | PadNumberUnknown | PadNumberUsed):
            return self.how.pad
        if isinstance(fault, BadNumber):
            return self.how.outside
        facts = getattr(fault, "facts", {})
        name = str(facts.get("field", "procedure" if "code" in facts else ""))
        if name.startswith("components"):
            return self.components
        own: dict[str, QWidget] = {"procedure": self.procedure, "sets": self.sets}
        of_parts = (part.at_fault(name) for part in (self.how, self.authorised, self.applicant))
        return own.get(name) or next((one for one in of_parts if one is not None), None)

    def words_of(self, fault: Exception) -> str:
        """One sentence for a fault; a day in the form in which it was typed."""
        field = str(fault.facts.get("field")) if isinstance(fault, BadTime | BadValue) else ""
        if field.endswith(".born"):
            words = self.tr(
                "Ngày sinh “{typed}” không có thật, trước năm 1900 hoặc ở tương lai; hãy gõ như 05/03/1990."
            )
            return words.format(typed=self.applicant.born.text())
        if isinstance(fault, BadTime) and field.endswith("_at"):
            return self.tr("Giờ này không đọc được; hãy gõ như 9:30, hoặc 9:30 23/11.")
        return failure_words(fault)

    # --- filling ------------------------------------------------------------------------------------------------------

    def take_words(self) -> str:
        """Move what stands in the card line to number or name, and return it; empty where one stands already."""
        text = self.scan.text().strip()
        number = bare(text)
        field = self.applicant.number if number.isdigit() else self.applicant.name
        if field.text():
            return ""
        field.setText(grouped(number) if number.isdigit() else text)
        self.scan.clear()
        return text

    def show_doubt(self, words: str) -> None:
        """A sentence below the applicant that warns and stops nobody; empty for none."""
        self._doubt.setText(words)
        self._doubt.setVisible(bool(words))

    def choose_anew(self, procedure: Procedure) -> None:
        """Another edition of the chosen procedure; what was ticked and counted stays."""
        ticked = self.components.document()
        with self._whole():
            self.procedure.choose(procedure)
            self.components.restore(ticked)

    def restore(self, document: Mapping[str, Any], procedure: Procedure | None) -> None:
        """Put back what `document` once said; its procedure as the catalogue has it now."""
        with self._whole():
            self._restore(document, procedure)

    def reset(self) -> None:
        """Empty everything."""
        with self._whole():
            self.scan.clear()
            for part in (self.applicant, self.procedure, self.authorised, self.components, self.how):
                part.reset()
            self.sets.setValue(1)
            self.return_channel.setCurrentIndex(0)
            self.notify.setCurrentIndex(0)

    def _restore(self, document: Mapping[str, Any], procedure: Procedure | None) -> None:
        applicant, card = document.get("applicant"), document.get("card")
        authorised, note = document.get("authorised_person"), str(document.get("note") or "")
        self.applicant.restore(applicant if isinstance(applicant, dict) else {}, str(card) if card else None)
        if procedure is not None and procedure.complete:
            self.procedure.choose(procedure)
        else:
            self.procedure.setText(str(document.get("procedure") or ""))
        paper = note.removeprefix(self._note_words())
        self.authorised.restore(authorised if isinstance(authorised, dict) else None, paper)
        self.how.restore(document)
        components, sets = document.get("components"), document.get("sets")
        self.components.restore(components if isinstance(components, list) else [])
        self.sets.setValue(sets if isinstance(sets, int) else 1)
        self.return_channel.setCurrentIndex(max(0, self.return_channel.findData(document.get("return_channel"))))
        self.notify.setCurrentIndex(max(0, self.notify.findData(document.get("notify"))))

    @contextlib.contextmanager
    def _whole(self) -> Iterator[None]:
        self.filling = True
        try:
            yield
        finally:
            self.filling = False

    def _tell(self) -> None:
        if not self.filling:
            self.changed.emit()

    def _ask_for_papers(self, procedure: Procedure | None) -> None:
        self.components.ask_for(procedure.components if procedure else ())
        self.components.say_when_empty(
            self.tr("Danh mục chưa ghi giấy tờ của thủ tục này: lưu được, hãy tự so với quy định.")
            if procedure
            else self.tr("Giấy tờ cần nộp hiện ra ở đây khi đã chọn thủ tục.")
        )
        if self.authorised.is_open():
            self.components.tick_authorisation(True)

    def _note_words(self) -> str:
        return self.tr("Văn bản ủy quyền: ")

    def _lay_out(self) -> None:
        head, rest = QWidget(), QWidget()
        add_row(field_grid(head), buddy(self.tr("&Quét hoặc gõ"), self.scan), self.scan)
        self.scan.setAccessibleName(self.tr("Quét căn cước hoặc gõ"))
        grid = field_grid(rest)
        add_row(grid, buddy(self.tr("&Thủ tục"), self.procedure), self.procedure)
        grid.addWidget(self.components, grid.rowCount(), 0, 1, 2)
        grid.setRowStretch(grid.rowCount() - 1, 1)
        self.components.setMinimumHeight(96)
        self.sets.setFixedWidth(76)
        self.return_channel.setFixedWidth(160)
        returned = buddy(self.tr("T&rả kết quả"), self.return_channel)
        gap = QWidget()
        add_row(grid, buddy(self.tr("Số &bộ hồ sơ"), self.sets), self.sets, returned, self.return_channel, gap,
                self.another, stretch=4)  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        toggles = QHBoxLayout()
        toggles.setSpacing(style.XL)
        for toggle in (self.authorised.toggle, self.how.toggle):
            toggles.addWidget(toggle)
        toggles.addStretch(1)
        for part in (head, self.applicant, self._doubt):
            layout.addWidget(part)
        layout.addLayout(toggles)
        for block in (self.authorised, self.how):
            layout.addWidget(block)
        layout.addWidget(hairline())
        layout.addWidget(rest, 1)


def _party(given: Mapping[str, Any]) -> PartyGiven:
    """A party as far as a slip names it."""
    return PartyGiven(
        name=str(given.get("name", "")),
        personal_id=given.get("personal_id"),
        address=given.get("address"),
        phone=given.get("phone"),
        email=given.get("email"),
    )

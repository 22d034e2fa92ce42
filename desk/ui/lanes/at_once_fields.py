"""Everything that is filled in on the fast lanes: the person, the stack or the errand, and how it is paid."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desk.errors import BadStack, DeskError
from desk.rules.fees import Quantity
from desk.rules.instants import vietnam_day
from desk.services.charging import Proposal, charge_of
from desk.services.originals import known_originals, price_of_copies
from desk.ui import style
from desk.ui.intake.card_desk import warning_words
from desk.ui.intake.person_fields import PersonFields, bare, grouped
from desk.ui.intake.rows import add_row, field_grid
from desk.ui.lanes.copies_fields import CopiesFields
from desk.ui.lanes.errand_fields import ErrandFields
from desk.ui.lanes.taking_fields import TakingFields
from desk.ui.session import Session
from desk.ui.widgets.labels import buddy, hairline, label
from desk.vocabulary import Channel, FeeUnit

COPIES_LANE, ERRAND_LANE = 0, 1


class AtOnceFields(QWidget):
    """The form without its flow: it knows what stands in it, what that costs, and where a fault belongs.

    Signals:
        changed: something was typed, chosen, ticked, or filled in part.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.person = PersonFields(lambda: vietnam_day(session.desk.clock.now()))
        self.scan, self.taking = QLineEdit(), TakingFields()
        self.copies, self.errand = CopiesFields(known_originals()), ErrandFields()
        self.doubt = label("", "doubt")
        self.lanes = (QPushButton(self.tr("Chứng thực bản sao   Ctrl+1")), QPushButton(self.tr("Việc khác   Ctrl+2")))
        self._stack = QStackedWidget()
        self._filling = False
        for signal in (self.person.changed, self.copies.changed, self.errand.changed, self.taking.changed):
            signal.connect(self._tell)
        self.errand.procedure.chosen.connect(self.price)
        self._lay_out()
        self.take_office()

    # --- what stands there --------------------------------------------------------------------------------------------

    @property
    def lane(self) -> int:
        """Which lane is in front."""
        return self._stack.currentIndex()

    def choose_lane(self, lane: int) -> None:
        """Bring a lane to the front; the person stands for both."""
        self._stack.setCurrentIndex(lane)
        for at, button in enumerate(self.lanes):
            button.setChecked(at == lane)
        self.price()

    def document(self) -> dict[str, Any]:
        """What stands in the form, as its draft keeps it."""
        document: dict[str, Any] = {"applicant": self.person.party(), "taking": self.taking.document()}
        if (card := self.person.card()) is not None:
            document["card"] = card
        if self.lane == COPIES_LANE:
            document["originals"] = self.copies.document()
        else:
            document["errand"] = self.errand.document()
        return document

    def is_empty(self) -> bool:
        """Whether there is nothing that would be missed."""
        return self.person.is_empty() and self.copies.is_empty() and self.errand.is_empty()

    def restore(self, document: Mapping[str, Any]) -> None:
        """Put back what `document` once said; a procedure as the catalogue has it now."""
        self._filling = True
        applicant, card = document.get("applicant"), document.get("card")
        self.person.restore(applicant if isinstance(applicant, dict) else {}, str(card) if card else None)
        self.taking.restore(document.get("taking") or {})
        errand = document.get("errand")
        if isinstance(errand, dict):
            procedure = None
            with contextlib.suppress(DeskError):  # it ended meanwhile: its code stays in the box, and saving says why
                today = vietnam_day(self._session.desk.clock.now())
                procedure = self._session.office.catalogue.in_force(str(errand.get("procedure")), today)
            self.errand.restore(errand, procedure)
        else:
            self.copies.restore(document.get("originals"))
        self._filling = False
        self.choose_lane(ERRAND_LANE if isinstance(errand, dict) else COPIES_LANE)

    def reset(self) -> None:
        """Empty everything for the next person."""
        self._filling = True
        self.scan.clear()
        for part in (self.person, self.copies, self.errand, self.taking):
            part.reset()
        self.doubt.hide()
        self._filling = False
        self.price()

    def take_words(self) -> str:
        """Move a name or number from the card line to its field and return it; empty where one stands already."""
        text = self.scan.text().strip()
        number = bare(text)
        field = self.person.number if number.isdigit() else self.person.name
        if field.text():
            return ""
        field.setText(grouped(number) if number.isdigit() else text)
        self.scan.clear()
        return text

    def after_person(self) -> QWidget:
        """Where one goes on once the person is there."""
        if self.lane == COPIES_LANE:
            return self.copies.line
        return self.errand.result_number if self.errand.procedure.procedure is not None else self.errand.procedure

    def next_empty(self, after: QWidget | None) -> QWidget | None:
        """The next line of the person that waits to be filled; None when there is none left."""
        order: list[QWidget] = [self.scan, *self.person.entries()]
        at = order.index(after) if after in order else len(order) - 1
        return next((one for one in order[at + 1 :] if isinstance(one, QLineEdit) and not one.text()), None)

    def field_of(self, fault: Exception) -> QWidget | None:
        """The field in which a fault lies."""
        if isinstance(fault, BadStack):
            return self.copies.line
        facts = getattr(fault, "facts", {})
        name = str(facts.get("field", "procedure" if "code" in facts else ""))
        own: dict[str, QWidget] = {
            "components": self.copies.line if self.lane == COPIES_LANE else self.errand.components,
            "procedure": self.errand.procedure, "note": self.taking.note, "waiver_reason": self.taking.reason,
            "waived": self.taking.waived, "official_symbol": self.taking.symbol,
            "official_number": self.taking.number, "signer": self.taking.signer, "payer": self.person.name,
            "result_number": self.errand.result_number, "to": self.person.name, "card": self.scan,
        }  # fmt: skip
        return own.get(name) or self.person.at_fault(name)

    # --- what it costs ------------------------------------------------------------------------------------------------

    def price(self, *_given: object) -> None:
        """Show what it costs by the clock and the catalogue of now, beside each original and in sum."""
        proposal: Proposal | None = None
        with contextlib.suppress(DeskError):  # what cannot be counted yet has no price; saving says why
            proposal = self._proposal()
        self._filling, before = True, self._filling
        self.copies.table.show_amounts(proposal.lines if proposal and self.lane == COPIES_LANE else ())
        if proposal is None:
            self.taking.show_due(0, "")
        else:
            by_pages = proposal.per is FeeUnit.PAGE and self.lane == ERRAND_LANE
            self.taking.show_due(None if by_pages else proposal.amount, proposal.note or proposal.source)
        self._filling = before

    def _proposal(self) -> Proposal | None:
        office, now = self._session.office, self._session.desk.clock.now()
        if self.lane == COPIES_LANE:
            originals = tuple(one for _, one in self.copies.originals())
            return price_of_copies(office, originals, now) if originals else None
        procedure = self.errand.procedure.procedure
        if procedure is None:
            return None
        return charge_of(procedure, Channel.COUNTER, Quantity(self.errand.count.value()), vietnam_day(now))

    def take_office(self) -> None:
        """Work by the catalogue and the signers of now."""
        office, clock = self._session.office, self._session.desk.clock
        self.errand.procedure.search_in(lambda typed: office.catalogue.find(typed, day=vietnam_day(clock.now())))
        self.taking.offer_signers(tuple(one.name for one in office.unit.signers))
        self.price()

    def _tell(self) -> None:
        if self._filling:
            return
        doubt = warning_words(self.person.warnings())
        self.doubt.setText(doubt)
        self.doubt.setVisible(bool(doubt))
        self.price()
        self.changed.emit()

    @property
    def filling(self) -> bool:
        """Whether it is being filled or emptied as a whole: then nothing of it counts as typed."""
        return self._filling

    def _lay_out(self) -> None:
        self.scan.setPlaceholderText(self.tr("Đưa thẻ vào máy quét, hoặc gõ họ tên hay số căn cước rồi Enter"))
        self.scan.setAccessibleName(self.tr("Quét căn cước hoặc gõ"))
        self.doubt.hide()
        head = QHBoxLayout()
        head.setSpacing(style.S)
        head.addWidget(label(self.tr("Làm ngay"), "title"))
        head.addStretch(1)
        for button in self.lanes:
            button.setAccessibleName(button.text().partition("   ")[0])
            button.setCheckable(True)
            button.setProperty("role", "filter")
            head.addWidget(button)
        first = QWidget()
        add_row(field_grid(first), buddy(self.tr("&Quét hoặc gõ"), self.scan), self.scan)
        for part in (self.copies, self.errand):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        for one in (first, self.person, self.doubt, hairline()):
            column.addWidget(one)
        column.addWidget(self._stack, 1)

"""Keeps promise and slip in step with the form, the clock and the calendar."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import QObject, QTimer

from desk.errors import DeskError
from desk.rules.due_date import DueDate
from desk.rules.explanation import explain_due
from desk.services.catalogue import Procedure
from desk.services.intake import preview
from desk.services.procedure_words import limit_text
from desk.ui.intake.intake_fields import IntakeFields
from desk.ui.intake.live_slip import SlipDrawn, draw_typed
from desk.ui.intake.promise_panel import PromisePanel
from desk.ui.session import Session
from desk.ui.wording import failure_words

REFRESH_MILLISECONDS = 20_000  # the promise moves with the clock: sessions close, the day's cut-off passes


class Promising(QObject):
    """Promises in memory, at once; has the slip drawn off the GUI thread, a moment after the last key."""

    def __init__(self, session: Session, fields: IntakeFields, panel: PromisePanel) -> None:
        super().__init__()
        self._session, self._fields, self._panel = session, fields, panel
        self._due: dt.datetime | None = None
        self._at_rest = False
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH_MILLISECONDS)
        self._clock.timeout.connect(self.refresh)
        self._clock.start()
        panel.slip.drawn.connect(self._show_terms)

    def begin(self) -> None:
        """Another dossier begins, or one was put back as a whole."""
        self._at_rest = False
        self.refresh()
        self.draw(at_once=True)

    def rest(self) -> None:
        """The dossier is stored: nothing moves any more."""
        self._at_rest = True
        self._panel.slip.stop()

    def stop(self) -> None:
        """The page is closed."""
        self._clock.stop()
        self.rest()

    def take_procedure(self, procedure: Procedure | None) -> None:
        """Promise by what was just chosen."""
        self._panel.show_terms("", "")
        self.refresh()
        self.draw(at_once=procedure is not None)

    def refresh(self) -> None:
        """Promise by the clock and the calendar of now."""
        if self._at_rest:
            return
        promised = self._promise(self._fields.procedure.procedure)
        before, self._due = self._due, promised.due_at if promised else None
        if self._due != before:
            self.draw()

    def draw(self, *, at_once: bool = False) -> None:
        """Draw the slip of what stands in the form."""
        if not self._at_rest:
            facts = {**self._fields.slip_facts(), "promised_at": self._due}
            work = partial(draw_typed, self._session.desk, self._session.officer, facts)
            self._panel.slip.ask(work, at_once=at_once)

    def _promise(self, procedure: Procedure | None) -> DueDate | None:
        """What would be promised now; says why when nothing can be."""
        if procedure is None:
            self._panel.show_nothing()
            return None
        how = self._fields.how
        now = how.counts_from() or self._session.desk.clock.now()
        calendar = self._session.office.calendar
        try:
            promised = preview(procedure, how.chosen(), now, calendar)
        except DeskError as fault:
            self._panel.show_fault(failure_words(fault))
            return None
        limit = procedure.limit(how.chosen())
        words = limit_text(limit.promised, limit.unit)
        self._panel.show_promise(promised, explain_due(promised, words, limit.unit, now, (), None, calendar))
        return promised

    def _show_terms(self, slip: SlipDrawn) -> None:
        self._panel.show_terms(slip.limit, slip.fee)

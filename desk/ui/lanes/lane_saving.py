"""Has an errand of the fast lanes done off the GUI thread; asked again with the same form it is done once."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from desk.errors import DeskError
from desk.rules.fees import Original, Quantity
from desk.rules.instants import vietnam_day
from desk.services.charging import charge_of
from desk.services.intake_request import IntakeRequest, request_from_document
from desk.services.lanes import COPIES, AtOnce, CopiesGiven, Served, Taken, serve_at_once, serve_copies
from desk.services.steps import ResultGiven
from desk.ui import background
from desk.ui.intake.draft_keeper import DraftKeeper
from desk.ui.session import Session
from desk.vocabulary import Channel, FeeUnit


class LaneSaving(QObject):
    """One errand on its way into the store, under one request id from its first letter to its receipt.

    Signals:
        saved: it is done (`Served`), and its draft is gone.
        failed: it is not, or its answer was lost (the error); what was typed stands, in the form and in the draft.
    """

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, keeper: DraftKeeper) -> None:
        super().__init__()
        self._session, self._keeper = session, keeper
        self.under_way = False
        self.request_id = str(uuid.uuid4())

    def begin_anew(self, request_id: str = "") -> None:
        """What is typed from now on is another errand, or the one that a draft began under this id."""
        self.request_id = request_id or str(uuid.uuid4())

    def store(self, document: Mapping[str, Any], taken: Taken, signer: str | None) -> None:
        """Do it. `document` is the draft; what stands in it is what is stored."""
        if self.under_way:
            return
        self.under_way = True
        session = self._session
        whole = {**document, "request_id": self.request_id}
        keep = self._keeper.take(whole)

        def work() -> Served:
            with contextlib.suppress(DeskError):  # a draft that cannot be written does not stop the counter
                keep()
            return _served(session, whole, taken, signer)

        background.run(work, self._succeed, self._fail)

    def _succeed(self, served: Served) -> None:
        self.under_way = False
        self._keeper.forget()
        self.saved.emit(served)

    def _fail(self, fault: Exception) -> None:
        self.under_way = False
        self.failed.emit(fault)


def _served(session: Session, document: Mapping[str, Any], taken: Taken, signer: str | None) -> Served:
    desk, officer = session.desk, session.officer
    today = vietnam_day(desk.clock.now())
    asked = {name: document[name] for name in ("applicant", "card", "request_id") if document.get(name)}
    errand = document.get("errand")
    if errand is None:
        request = request_from_document({**asked, "procedure": COPIES}, today)
        originals = tuple((name, Original(pages, copies)) for name, pages, copies in document["originals"])
        given = CopiesGiven(request.applicant, originals, signer, taken, request_id=request.request_id)
        return serve_copies(desk, officer, given)
    request = request_from_document(
        {**asked, "procedure": errand["procedure"], "components": errand["components"]}, today
    )
    number = str(errand["result_number"]).strip()
    result = ResultGiven(number or None, today if number or signer else None, signer)
    return serve_at_once(desk, officer, AtOnce(request, result, _quantity(session, request, errand["count"]), taken))


def _quantity(session: Session, request: IntakeRequest, count: int) -> Quantity | None:
    """What is charged: nothing where the catalogue knows no amount to count by, or counts by pages."""
    office, now = session.office, session.desk.clock.now()
    procedure = office.catalogue.in_force(request.procedure, vietnam_day(now))
    fee = procedure.fees.get(Channel.COUNTER)
    if fee is None or fee.amount is None or fee.per is FeeUnit.PAGE:
        return None
    quantity = Quantity(count)
    return quantity if charge_of(procedure, Channel.COUNTER, quantity, vietnam_day(now)).amount else None

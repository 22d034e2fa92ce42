"""Has what stands in the form stored, off the GUI thread; asked again with the same form it makes nothing twice."""

from __future__ import annotations

import contextlib
import dataclasses
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from desk.errors import DeskError
from desk.rules.instants import vietnam_day
from desk.services.intake import receive
from desk.services.intake_request import request_from_document
from desk.services.lanes import receive_visit
from desk.services.receipts import Receipt
from desk.ui import background
from desk.ui.intake.draft_keeper import DraftKeeper
from desk.ui.session import Session
from desk.vocabulary import LikenessReason


class Saving(QObject):
    """One dossier on its way into the store, under one request id from its first letter to its receipt.

    Signals:
        saved: all of it is stored (the `Receipt`s of the visit), and its draft is gone.
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
        """What is typed from now on is another dossier, or the one that a draft began under this id."""
        self.request_id = request_id or str(uuid.uuid4())

    def store(
        self,
        document: Mapping[str, Any],
        visit: Sequence[Mapping[str, Any]] = (),
        kept: Mapping[str, Any] | None = None,
        despite: tuple[tuple[int, LikenessReason], ...] = (),
    ) -> None:
        """Store it, with what was noted before in the same visit; `kept` is what else its draft says.

        The draft is on the disk first: a power cut after the commit finds the request id again. `despite` are the like
        dossiers that were shown.
        """
        if self.under_way:
            return
        self.under_way = True
        desk, officer = self._session.desk, self._session.officer
        whole = {**document, "request_id": self.request_id}
        keep = self._keeper.take({**whole, **(kept or {})})

        def work() -> tuple[Receipt, ...]:
            with contextlib.suppress(DeskError):  # a draft that cannot be written does not stop the counter
                keep()
            today = vietnam_day(desk.clock.now())
            last = dataclasses.replace(request_from_document(whole, today), despite=despite)
            if not visit:
                return (receive(desk, officer, last),)
            return receive_visit(desk, officer, (*(request_from_document(one, today) for one in visit), last))

        background.run(work, self._succeed, self._fail)

    def _succeed(self, receipts: tuple[Receipt, ...]) -> None:
        self.under_way = False
        self._keeper.forget()
        self.saved.emit(receipts)

    def _fail(self, fault: Exception) -> None:
        self.under_way = False
        self.failed.emit(fault)

"""Reads everything that is known of one dossier, off the GUI thread, as its page shows it."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass

from desk.errors import DeskError
from desk.rules.instants import vietnam_day
from desk.rules.transitions import can_take
from desk.services.attachments import AttachmentShown, attachments_of
from desk.services.board import BoardGroup, runs
from desk.services.browsing import group_of
from desk.services.charging import ChargeShown, charges_of
from desk.services.desk import Desk, Signer
from desk.services.dossiers import DossierShown, Receiver, receivers, show, until_proposed
from desk.services.explaining import Explained, explain
from desk.services.fee_receipts import outstanding, receipts_of
from desk.services.lanes import visit_of
from desk.services.outbox import MessageShown, messages
from desk.services.receipts_shown import ReceiptShown
from desk.services.requests import RequestShown, requests_of
from desk.services.sign_in import SignedIn
from desk.vocabulary import Verb


@dataclass(frozen=True)
class Money:
    """What a dossier was charged, what was taken for it, and what it still owes; below zero it is owed."""

    charges: tuple[ChargeShown, ...]
    receipts: tuple[ReceiptShown, ...]
    owed: int


@dataclass(frozen=True)
class Opened:
    """A dossier as it was read, and what its steps may need to know.

    `why` explains its date, where that can be counted. `visit` are the other dossiers of the same visit, `receivers`
    to whom it can be handed, `until` the appointment that an extension would lead to, `me` the login of who looks.
    """

    shown: DossierShown
    group: BoardGroup | None
    why: Explained | None
    day: dt.date
    requests: tuple[RequestShown, ...]
    money: Money
    visit: tuple[str, ...]
    receivers: tuple[Receiver, ...]
    signers: tuple[Signer, ...]
    until: dt.datetime | None
    me: str
    files: tuple[AttachmentShown, ...]
    messages: tuple[MessageShown, ...]


def read_dossier(desk: Desk, officer: SignedIn, number: str) -> Opened:
    """A dossier with everything around it; what stops only the count of its deadline does not stop the rest.

    Raises:
        NotAllowed, UnknownDossier, EntryMismatch and the faults of the store.
    """
    shown = show(desk, officer, number)
    with desk.store.reading() as connection:
        office = desk.office(connection)
    running, why = runs(shown.status, shown.computed_at), None
    with suppress(DeskError):  # what stops the count is said when it is asked for
        why = explain(desk, officer, number)
    return Opened(
        shown=shown,
        group=group_of(shown.status, shown.promised_at, running, shown.at, office.calendar),
        why=why,
        day=vietnam_day(shown.at),
        requests=tuple(requests_of(desk, officer, number)),
        money=Money(
            charges_of(desk, officer, number), receipts_of(desk, officer, number), outstanding(desk, officer, number)
        ),
        visit=tuple(one for one in visit_of(desk, officer, number) if one != number),
        receivers=receivers(desk, officer),
        signers=office.unit.signers,
        until=until_proposed(desk, officer, number) if can_take(shown.life, Verb.EXTEND) else None,
        me=officer.login,
        files=attachments_of(desk, officer, number),
        messages=messages(desk, officer, number=number),
    )

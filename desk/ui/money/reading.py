"""Reads what the till needs to know of one dossier, off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass

from desk.errors import DeskError
from desk.services.bank_account import OfficeAccount, bank_account, payment_code
from desk.services.catalogue import Procedure
from desk.services.charging import ChargeShown, charges_of
from desk.services.desk import Desk
from desk.services.dossiers import DossierShown, show
from desk.services.fee_receipts import outstanding, receipts_of
from desk.services.receipts_shown import ReceiptShown
from desk.services.sign_in import SignedIn
from desk.services.steps import find_dossier


@dataclass(frozen=True)
class Till:
    """A dossier at the till: its charges and receipts, what it owes (below zero: is owed), and the office's account."""

    shown: DossierShown
    procedure: Procedure
    charges: tuple[ChargeShown, ...]
    receipts: tuple[ReceiptShown, ...]
    owed: int
    account: OfficeAccount | None


def read_till(desk: Desk, officer: SignedIn, number: str) -> Till:
    """A dossier with its money. Raises: NotAllowed, UnknownDossier, EntryMismatch and the faults of the store."""
    shown = show(desk, officer, number)
    with desk.store.reading() as connection:
        row = find_dossier(connection, desk.store.unit_id, number)
        procedure = desk.office(connection).catalogue.by_edition[row.edition_id]
    return Till(
        shown,
        procedure,
        charges_of(desk, officer, number),
        receipts_of(desk, officer, number),
        outstanding(desk, officer, number),
        bank_account(desk),
    )


def code_of(desk: Desk, officer: SignedIn, number: str, amount: int) -> str:
    """The text of the code by which an amount is paid; empty where there is no account or nothing to pay."""
    try:
        return payment_code(desk, officer, number, amount) if amount > 0 else ""
    except DeskError:
        return ""
